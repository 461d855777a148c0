"""Formations, services and forces: which mentions are one, whose they are, and what they are part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.drafts import Draft, Drafts
from kg.extract.mentions import Kind, Mention, Taken
from kg.extract.phrases import fold, phrase_words
from kg.extract.text import Text
from kg.extract.told import Told
from kg.extract.units import UnitName, is_abbreviation, is_branch, is_force, parents, unit_name

_PARTS = frozenset({"some", "several", "many", "few", "other", "two", "three", "four", "five", "six"})
_NEAR = 2  # sentences back in which 'the troops' may have been told of


def group_units(text: Text, mentions: Sequence[Mention], taken: Taken, drafts: Drafts) -> None:
    """Formations by number and name, forces by side, then parents and nationalities."""
    named = [m for m in mentions if not is_force(text, m)]
    by_key: dict[tuple[str, ...], Draft] = {}
    for mention in sorted(named, key=lambda m: (m.start - m.end, m.start)):
        _group_named(text, mention, drafts, by_key)
    _join_abbreviations(text, named, drafts)
    forces: dict[tuple[str, ...], Draft] = {}
    told = Told(text, taken, drafts)
    for mention in mentions:
        if is_force(text, mention):
            _group_force(told, mention, forces)
    for part, whole in parents(text, [m for m in mentions if m in drafts.of], taken):
        one, other = drafts.of.get(part), drafts.of.get(whole)
        if one is None or other is None or one is other or one.plural:
            continue
        if one.parent is None and not _above(one, other):
            one.parent = other


def _join_abbreviations(text: Text, mentions: Sequence[Mention], drafts: Drafts) -> None:
    """'Sudanese Armed Forces (SAF)': one formation, whose short form stands alone later."""
    at = {m.end: m for m in mentions}
    for mention in mentions:
        full = at.get(mention.start - 1) if is_abbreviation(text, mention) else None
        short, long = drafts.of.get(mention), drafts.of.get(full) if full is not None else None
        if short is not None and long is not None and short is not long:
            drafts.merge(long, short, "abbreviation", f"'{mention.label}' stands in brackets after it")


def _above(one: Draft, other: Draft | None) -> bool:
    """Whether one is already a parent of the other."""
    while other is not None:
        if other is one:
            return True
        other = other.parent
    return False


def _group_named(text: Text, mention: Mention, drafts: Drafts, by_key: dict[tuple[str, ...], Draft]) -> None:
    name = _name_of(text, mention)
    words, side = name.words, mention.country or ""
    if not mention.named and not (mention.country or name.number):
        return  # 'the brigade': told of later
    draft, rule, note = _known_unit(text, mention, name, by_key)
    if draft is None:
        draft = drafts.begin(_new_unit(text, mention, name))
        draft.call(*mention.aliases)
    else:
        drafts.give(mention, draft, rule, note)
    if side:
        draft.nationality[drafts.country(side)] = None
    by_key.setdefault((side, *words), draft)


def _name_of(text: Text, mention: Mention) -> UnitName:
    """The parts of a formation's name without nationality and article."""
    name = unit_name(text, mention)
    words = name.words
    if mention.country:
        found = text.lexicons.countries.adjectives.longest_at(words, 0, len(words))
        words = words[found[0] :] if found else words
    words = tuple(w for w in words if w and w != "the")
    if mention.origin == "coordination" and name.echelon is None:
        words = phrase_words(mention.label)
        level = text.lexicons.military.echelons.longest_ending(words, 0, len(words))
        return UnitName(words[0], words, level[1] if level else None)
    return UnitName(name.number, words, name.echelon)


def _known_unit(
    text: Text, mention: Mention, name: UnitName, by_key: dict[tuple[str, ...], Draft]
) -> tuple[Draft | None, str, str]:
    """The formation that a name is of, and why: the same words, or the same number and level."""
    side, words = mention.country or "", name.words
    again = f"'{mention.label}' again"
    draft = by_key.get((side, *words))
    if draft is None and (name.number or not is_branch(text, mention)):
        draft = by_key.get(("", *words))
    if draft is None and not side:
        same = list(dict.fromkeys(d for k, d in by_key.items() if k[1:] == words))
        draft = same[0] if len(same) == 1 else None
    if draft is not None:
        return (draft, "same-name", again) if _same_side(draft, side) else (None, "", "")
    if not (name.number and name.echelon):
        return None, "", ""
    short = [
        d
        for d in dict.fromkeys(by_key.values())
        if d.number == name.number and d.echelon == name.echelon and set(words) <= set(d.key) and _same_side(d, side)
    ]
    if len(short) != 1:
        return None, "", ""
    return short[0], "unit-number", f"'{mention.label}' has the number and level of the only '{short[0].label}'"


def _new_unit(text: Text, mention: Mention, name: UnitName) -> Draft:
    class_ = "Organization" if _is_body(text, mention) else "MilitaryUnit"
    draft = Draft(class_, mention.label, mentions=[mention], key=name.words, number=name.number)
    service = name.echelon == "army" and not name.number and is_branch(text, mention)  # a country's army, no field army
    if class_ == "MilitaryUnit" and (name.number or mention.named) and not service:
        draft.echelon = name.echelon
    return draft


def _same_side(draft: Draft, side: str) -> bool:
    return not side or not draft.nationality or side in {d.label for d in draft.nationality}


def _is_body(text: Text, mention: Mention) -> bool:
    return text.lexicons.military.bodies.longest_ending(text.folded, mention.start, mention.end) is not None


# ---- forces without a name ----


@dataclass(frozen=True, slots=True)
class _Force:
    """What tells forces from others: whose they are, by which rule, noun, kinds, and the body before them."""

    side: str | None
    rule: str
    noun: str
    modifiers: tuple[str, ...]
    body: tuple[Mention, Draft] | None
    individuals: bool


def _group_force(told: Told, mention: Mention, forces: dict[tuple[str, ...], Draft]) -> None:
    text, drafts = told.text, told.drafts
    side, rule = force_side(text, mention, told.taken, drafts)
    noun, modifiers = _force_words(text, mention)
    body = told.body_before(mention)
    if body is not None:
        mention.label = f"{text.written(body[0].start, body[0].end)} {mention.label}"
    elif side is None and (whole := _body_after(told, mention)) is not None:
        body = whole
        mention.aliases.append(mention.label)
        mention.label = text.written(mention.start, whole[0].end)
    if body is not None:
        modifiers = (f"of {body[1].label}", *modifiers)
    individuals = text.lexicons.military.individuals.has(text.folded[mention.end - 1])
    force = _Force(side, rule, noun, modifiers, body, individuals)
    if side is None and not modifiers and mention.definite:
        plain = mention.possessor is None and text.after(mention.end) not in {"of", "from"}
        draft = _near_force(text, mention, noun, list(dict.fromkeys(forces.values()))) if plain else None
        if draft is not None:
            drafts.give(mention, draft, "definite-forces", f"'the {noun}' are the forces told of before")
        return
    if side is None and body is None and not told.is_argument(mention):
        return
    key = (side or "", *modifiers) if side or modifiers else ("", noun)
    if individuals and text.before(mention.start) in _PARTS:
        key = (*key, "some", noun)
    _take_force(told, mention, force, key, forces)


def _body_after(told: Told, mention: Mention) -> tuple[Mention, Draft] | None:
    """The body whose forces are told of: the army in 'soldiers of the Tarkan army'."""
    if told.text.after(mention.end) not in {"of", "from"}:
        return None
    position = mention.end + 1
    if told.text.folded[position : position + 1] == ["the"]:
        position += 1
    held = told.taken.at(position)
    draft = told.drafts.of.get(held) if held is not None else None
    fits = draft is not None and draft.class_ in {"Organization", "MilitaryUnit"}
    return (held, draft) if fits and held is not None and draft is not None else None


def _take_force(
    told: Told, mention: Mention, force: _Force, key: tuple[str, ...], forces: dict[tuple[str, ...], Draft]
) -> None:
    """Make a mention one of the forces with this key, begun here if there are none yet."""
    text, drafts, side = told.text, told.drafts, force.side
    adjective = text.lexicons.countries.adjective_of.get(side) if side else None
    label = f"{adjective} {mention.label}" if adjective and mention.country is None else mention.label
    written = text.written(mention.start, mention.end)
    draft = forces.get(key)
    if draft is None:
        nameless = force.individuals or not (side or force.modifiers)
        class_ = "Group" if nameless else "MilitaryUnit"
        draft = Draft(class_, label, named=False, mentions=[mention], key=key, plural=True, head=force.noun)
        forces[key] = drafts.begin(draft)
        draft.call(mention.label, *mention.aliases)
        if force.rule:
            draft.reasons.append((force.rule, f"'{written}' are of {side}", (mention,)))
    else:
        note = f"'{written}' and '{draft.label}' are the forces of {side}" if side else f"'{written}' again"
        drafts.give(mention, draft, force.rule or "same-forces", note)
        draft.call(label)
        if side and not force.individuals:
            draft.class_ = "MilitaryUnit"
    draft.call(told.owner_words(mention) or "")
    if force.body is not None:
        draft.affiliation[force.body[1]] = None
    if side:
        draft.nationality[drafts.country(side)] = None


def force_side(text: Text, mention: Mention, taken: Taken, drafts: Drafts) -> tuple[str | None, str]:
    """The country of forces, and the rule that told it where the words themselves do not."""
    if mention.country:
        return mention.country, ""
    if mention.possessor is not None:
        owner = taken.at(mention.possessor)
        if owner is not None and owner.country and owner.kind in {Kind.COUNTRY, Kind.PLACE}:
            return owner.country, "owner"
        if owner is None:
            country = _pronoun_country(text, mention.possessor, drafts)
            return country, "owner" if country else ""
        return None, ""
    role, head = text.role(mention.root)
    if role == "obj" and text.is_verb(head, text.lexicons.military.moving):
        for child in text.children[head]:
            if text.deps[child] == "nsubj":
                subject = taken.at(child)
                if subject is not None and subject.country and subject.kind in {Kind.COUNTRY, Kind.PLACE}:
                    return subject.country, "moved-by"
    return None, ""


def _pronoun_country(text: Text, position: int, drafts: Drafts) -> str | None:
    """The country of who 'its' or 'their' stands for: the nearest subject before it in the sentence."""
    if text.folded[position] not in {"its", "their"}:
        return None
    first = text.bounds(position)[0]
    for mention, draft in sorted(drafts.of.items(), key=lambda item: -item[0].start):
        if not first <= mention.start < position or text.deps[mention.root] not in {"nsubj", "nsubj:pass"}:
            continue
        if draft.class_ == "GeopoliticalEntity":
            return draft.label
        if draft.country is not None and draft.class_ in {"Organization", "MilitaryUnit"}:
            return draft.country.label
        return None
    return None


def _force_words(text: Text, mention: Mention) -> tuple[str, tuple[str, ...]]:
    """The force noun, and what tells these forces from others of the side; synonyms share a word."""
    military, vague = text.lexicons.military, text.lexicons.people.vague
    found = military.forces.longest_ending(text.folded, mention.start, mention.end)
    noun_start = found[0] if found else mention.end - 1
    start = mention.start
    if mention.country:
        adjective = text.lexicons.countries.adjectives.longest_at(text.folded, start, mention.end)
        start = adjective[0] if adjective else start
    modifiers: list[str] = []
    position = start
    while position < noun_start:
        kind = military.kinds.longest_at(text.folded, position, noun_start)
        if kind:
            modifiers.append(f"kind {kind[1]}")
            position = kind[0]
            continue
        word = text.folded[position]
        if not vague.has(word) and word not in {"-", "and"} and text.pos[position] != "NUM":
            modifiers.append(word)
        position += 1
    noun = " ".join(text.folded[noun_start : mention.end])
    if noun in {"military forces", "armed forces"}:
        noun = "forces"
    return noun, tuple(sorted(m for m in modifiers if m != "military"))


def _near_force(text: Text, mention: Mention, noun: str, known: list[Draft]) -> Draft | None:
    """The forces that 'the troops' are: told of in the last sentences, preferably by the same noun."""
    here = text.sentence_of[mention.start]

    def near(draft: Draft, *, same_noun: bool) -> bool:
        return any(
            m.start < mention.start
            and here - text.sentence_of[m.start] <= _NEAR
            and (not same_noun or text.folded[m.end - 1] == noun.rsplit(maxsplit=1)[-1])
            for m in draft.mentions
        )

    exact = text.lexicons.military.individuals.has(text.folded[mention.end - 1])
    for same_noun in (True,) if exact else (True, False):
        found = [draft for draft in known if near(draft, same_noun=same_noun)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


# ---- nationality by context ----


def infer_nationalities(text: Text, drafts: Drafts, taken: Taken) -> None:
    """Nationality of formations from parents, from who moves them, and from terms that only some forces use."""
    units = [d for d in drafts.of_class("MilitaryUnit", "Organization") if d.number or d.class_ == "MilitaryUnit"]
    for draft in units:
        if not draft.nationality:
            _from_usage(text, draft, drafts)
        if not draft.nationality:
            _from_mover(text, draft, taken, drafts)
    changed = True
    while changed:
        changed = False
        for draft in units:
            other = draft.parent
            if other is None:
                continue
            for one, two in ((draft, other), (other, draft)):
                if two.nationality and not one.nationality and one.class_ == "MilitaryUnit":
                    one.nationality.update(two.nationality)
                    one.reasons.append(
                        (
                            "nationality-of-parent",
                            f"'{draft.label}' is part of '{other.label}'",
                            tuple(one.mentions[:1]),
                        )
                    )
                    changed = True


def _from_usage(text: Text, draft: Draft, drafts: Drafts) -> None:
    usage = text.lexicons.military.usage
    present = drafts.mentioned_countries()
    words = [fold(w) for name in (draft.label, *draft.aliases) for w in name.split()]
    for position in range(len(words)):
        found = usage.longest_at(words, position, len(words))
        if found:
            users = [country for country in found[1] if country in present]
            if len(users) == 1:
                draft.nationality[drafts.country(users[0])] = None
                term = " ".join(words[position : found[0]])
                note = f"of the countries of this article only {users[0]} has forces called '{term}'"
                draft.reasons.append(("usage", note, tuple(draft.mentions[:1])))
            return


def _from_mover(text: Text, draft: Draft, taken: Taken, drafts: Drafts) -> None:
    for mention in draft.mentions:
        role, head = text.role(mention.root)
        if role != "obj" or not text.is_verb(head, text.lexicons.military.moving):
            continue
        for child in text.children[head]:
            held = taken.at(child) if text.deps[child] == "nsubj" else None
            mover = drafts.of.get(held) if held is not None else None
            country = None
            if mover is not None:
                country = mover if mover.class_ == "GeopoliticalEntity" else mover.country
            if country is not None:
                draft.nationality[country] = None
                draft.reasons.append(("moved-by", f"{country.label} moves it", (mention,)))
                return


def join_peoples(text: Text, mentions: Sequence[Mention], drafts: Drafts) -> list[Mention]:
    """'the North Koreans' where that country's forces were told of before; the mentions that are left."""
    left: list[Mention] = []
    for mention in mentions:
        country = text.lexicons.countries.peoples.longest_at(text.folded, mention.start, mention.end)
        if not country or country[0] != mention.end:
            left.append(mention)
            continue
        mention.country = country[1]
        forces = [
            d
            for d in drafts.of_class("MilitaryUnit", "Group")
            if d.plural
            and d.key[:1] == (country[1],)
            and len(d.key) == 1
            and min(m.start for m in d.mentions) < mention.start
        ]
        if mention.definite and len(forces) == 1:
            drafts.give(mention, forces[0], "people-as-forces", f"'the {mention.label}' are the forces told of before")
        else:
            left.append(mention)
    return left
