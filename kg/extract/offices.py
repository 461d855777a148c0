"""Titles at the beginning of a run of capitalised words, and inside it: ranks, offices and what they are of."""

from __future__ import annotations

from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.text import Text

Run = tuple[int, int]  # half-open
JOINTS = frozenset({"-", "’", "'"})
PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "de",
        "del",
        "della",
        "di",
        "da",
        "van",
        "von",
        "der",
        "la",
        "le",
        "ul",
        "ould",
        "ag",
        "y",
    }
)


def cut_titles(text: Text, start: int, end: int, taken: Taken) -> list[Run]:
    """Put the titles at the beginning of a run among the mentions; what is left."""
    titles = text.lexicons.titles
    while start < end:
        if not text.capital(start) and text.folded[start] not in PARTICLES:
            start += 1
            continue
        found = titles.any.longest_at(text.folded, start, end) or _office_ahead(text, start, end)
        if found and _is_body_name(text, start, end):
            return [(start, end)]
        last = title_end(text, start, end) if found or titles.modifiers.has(text.folded[start]) else start
        if last > start and (last == end or text.words[last] not in JOINTS):
            taken.put(Mention(start, last, Kind.TITLE, "titles"))
            start = last
            continue
        inner = _inner_title(text, start, end)
        if inner is None:
            return [(start, end)]
        taken.put(Mention(inner[0], inner[1], Kind.TITLE, "titles"))
        return [(start, inner[0]), (inner[1], end)]
    return []


def _is_body_name(text: Text, start: int, end: int) -> bool:
    """Whether a run that begins like a title is a body's name: 'General Staff', 'Student Union'."""
    if end - start == 1 or text.lexicons.titles.any.longest_ending(text.folded, start, end):
        return False
    lexicons = text.lexicons
    return any(
        table.longest_ending(text.folded, start, end) is not None
        for table in (lexicons.organizations.heads, lexicons.military.echelons, lexicons.military.branches)
    )


def _inner_title(text: Text, start: int, end: int) -> Run | None:
    """The title inside a run that goes on with a name: 'Coast Guard Commander Osk Harrow'."""
    titles = text.lexicons.titles
    for position in range(start + 1, end - 1):
        found = titles.offices.longest_at(text.folded, position, end) or titles.ranks.longest_at(
            text.folded, position, end
        )
        if titles.styles.has(text.folded[position]):
            continue
        if (
            found
            and found[0] < end
            and text.capital(position)
            and text.folded[found[0]] not in {"of", "for", "-", "and"}
        ):
            last = title_end(text, position, end)
            if (
                last < end
                and text.capital(last)
                and text.pos[last] == "PROPN"
                and text.kinds[text.root(last, end)] in {"person", "none"}
            ):
                return position, last
    return None


def title_end(text: Text, start: int, end: int) -> int:
    """The end of the longest title at the start of a run: modifiers, then an office, perhaps 'of' something."""
    titles = text.lexicons.titles
    ahead = _office_ahead(text, start, end)
    position = ahead if ahead is not None else start
    while (
        position < end
        and titles.modifiers.has(text.folded[position])
        and not titles.any.longest_at(text.folded, position, end)
    ):
        position += 1
    last = start
    while position < end:
        found = titles.any.longest_at(text.folded, position, end)
        if found:
            position = last = found[0]
            if position < end and text.folded[position] in {"of", "for"}:
                portfolio = portfolio_end(text, position + 1, end)
                if portfolio:
                    position = last = portfolio
                    continue
                break
        elif titles.modifiers.has(text.folded[position]) and any(
            titles.any.longest_at(text.folded, later, end) for later in range(position + 1, min(end, position + 3))
        ):
            position += 1
        else:
            break
    while last < end and text.folded[last] == ".":
        last += 1
    return last


def _office_ahead(text: Text, start: int, end: int) -> int | None:
    """Where the office stands in 'Transport Minister', 'Economy and Trade Minister': after the portfolio, or None."""
    titles = text.lexicons.titles
    position = start
    while position < end:
        found = titles.portfolios.longest_at(text.folded, position, end)
        if found is None and text.folded[position] in {"and", "of", "the"} and position > start:
            position += 1
            continue
        if found is None:
            break
        position = found[0]
    if position > start and position < end and titles.any.longest_at(text.folded, position, end):
        return position
    return None


def portfolio_end(text: Text, position: int, end: int) -> int | None:
    """The end of 'Defence', 'Foreign Affairs', 'Economy and Trade' after 'Minister of'."""
    portfolios = text.lexicons.titles.portfolios
    if position < end and text.folded[position] == "the":
        position += 1
    found = portfolios.longest_at(text.folded, position, end) if position < end else None
    if not found:
        return None
    last = found[0]
    if last + 1 < end and text.folded[last] == "and":
        further = portfolios.longest_at(text.folded, last + 1, end)
        last = further[0] if further else last
    return last
