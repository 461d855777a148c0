"""Equipment: by designation ('T-72', 'Bell 407') and by kind ('artillery shells')."""

from __future__ import annotations

import re

from kg.extract.mentions import Kind, Mention, Taken, look_around
from kg.extract.text import Text

_CODE = re.compile(r"^([A-Za-z]{1,6})-?\d{1,4}(?:[A-Z]{1,3}\d?)?(?:-\d+)?s?$|^\d?([A-Z]{1,4}\d{1,3}[A-Z]?)s?$")
_MODEL = re.compile(r"^(?:\d{1,4}[A-Z]{0,2}\d?|[A-Z]{1,4}\d{0,3}|[IVX]{1,4})s?$")
_SHORT = 3  # letters of a word whose final s is no plural
_SURE = 0.5  # a confidence against which a designation does not stand
_OF_TYPE = 4  # words of 'tanks of the type'
_LONGEST_SHIP = 4  # words of a ship's name
_NOT_CODES = frozenset({"covid", "g", "m", "gps", "u", "un", "eu"})


def find_designation(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The designation of a type that begins at `start`: 'Su-34', 'Leopard 2 A6', 'MT-LB'; or None."""
    words = text.lexicons.equipment
    word = text.words[start]
    known = words.designations.longest_at(text.folded, start, end)
    if (
        known is None
        and "-" in word
        and text.capital(start)
        and words.designations.get(word.split("-")[0])
        and word[-1].isalnum()
    ):
        return start, start + 1
    stem = word[:-1] if word.endswith("s") and len(word) > _SHORT else word
    if known and text.capital(start):
        stop = known[0]
    elif text.capital(start) and words.designations.get(stem):
        stop = start + 1
    else:
        code = _CODE.match(word)
        letters = (code.group(1) or re.sub(r"\d.*", "", code.group(2) or "")) if code else ""
        if (
            code
            and letters in words.prefixes
            and letters.lower() not in _NOT_CODES
            and (text.capital(start) or word[0].isdigit())
        ):
            stop = start + 1
        elif (
            word in words.prefixes
            and start + 1 < end
            and re.match(r"^\d{1,4}[A-Z]{0,2}s?$", text.words[start + 1])
            and len(word) > 1
        ):
            stop = start + 2
        elif (
            word in words.prefixes
            and len(word) > 1
            and start + 2 < end
            and text.words[start + 1] == "-"
            and re.match(r"^[A-Z\d]{1,4}$", text.words[start + 2])
        ):
            stop = start + 3
        else:
            return None
    while stop < end and (
        _MODEL.match(text.words[stop])
        or (text.words[stop] == "-" and stop + 1 < end and _MODEL.match(text.words[stop + 1]))
    ):
        if text.lexicons.countries.adjectives.has(text.folded[stop]):
            break
        stop += 1
    return start, stop


def find_equipment(text: Text, taken: Taken) -> None:
    """Put equipment among the mentions: designations with the kind that follows, and kinds by themselves."""
    words = text.lexicons.equipment
    for first, stop in text.sentences:
        position = first
        while position < stop:
            held = taken.at(position)
            if held is not None and held.kind is not Kind.EQUIPMENT:
                position = held.end
                continue
            found = find_designation(text, position, stop)
            if found:
                end = _over_kind(text, found[1], stop)
                start = _back_over_makers(text, position, first, taken)
                if not any(
                    m.kind in {Kind.UNIT, Kind.PERSON} and m.confidence > _SURE for m in taken.within(start, end)
                ):
                    taken.put(Mention(start, end, Kind.EQUIPMENT, "designation"))
                position = end
                continue
            ship = _ship(text, position, stop, taken)
            if ship and held is None:
                taken.put(Mention(position, ship, Kind.EQUIPMENT, "ship"))
                position = ship
                continue
            kind = words.kinds.longest_at(text.folded, position, stop)
            if kind and held is None and _stands_alone(text, kind[0]) and taken.free(position, kind[0]):
                start = _back_over_modifiers(text, position, first, taken)
                taken.put(Mention(start, kind[0], Kind.EQUIPMENT, "equipment-kinds"))
                position = kind[0]
                continue
            position = held.end if held is not None else position + 1


def drop_apposed_kinds(text: Text, taken: Taken) -> None:
    """Forget the kind in 'a destroyer, the USS Gannett': the name is the ship."""
    for mention in taken.all():
        if mention.kind is not Kind.EQUIPMENT or text.after(mention.end) != ",":
            continue
        position = mention.end + 1
        if text.folded[position : position + 1] == ["the"]:
            position += 1
        beside = taken.at(position)
        if beside is not None and beside.kind is Kind.EQUIPMENT and beside.origin == "ship":
            taken.remove(mention)


def _over_kind(text: Text, end: int, stop: int) -> int:
    """The end of the kind that follows a designation: 'T-72 battle tanks', 'Gepard anti-aircraft guns'."""
    kinds = text.lexicons.equipment.kinds
    position = end
    while position < min(stop, end + 6):
        found = kinds.longest_at(text.folded, position, stop)
        if found is None and text.lexicons.equipment.fighters.has(text.folded[position]):
            return position + 1
        if found:
            further = kinds.longest_at(text.folded, found[0], stop) if found[0] < stop else None
            return further[0] if further else found[0]
        if text.pos[position] not in {"ADJ", "NOUN", "VERB"} and text.words[position] != "-":
            break
        position += 1
    return end


def _back_over_makers(text: Text, position: int, first: int, taken: Taken) -> int:
    """'light tanks of the type AMX 13' begins at 'light'."""
    if position - first >= _OF_TYPE and text.folded[position - 3 : position] == ["of", "the", "type"]:
        kind = text.lexicons.equipment.kinds.longest_ending(text.folded, first, position - 3)
        if kind:
            return _back_over_modifiers(text, kind[0], first, taken)
    return position


def _back_over_modifiers(text: Text, position: int, first: int, taken: Taken) -> int:
    """Where equipment begins whose kind begins at `position`: 'long-range', '105 mm', 'Sea Baby', 'Bell 407'."""
    start = position
    while start > first and taken.at(start - 1) is None:
        steps = _modifier_before(text, start, first, taken)
        if not steps:
            break
        start -= steps
    while start < position and text.words[start] == "-":
        start += 1
    return start


def _modifier_before(text: Text, start: int, first: int, taken: Taken) -> int:
    """How many tokens before `start` belong to the modifiers of equipment: none, one or two."""
    before, measures = start - 1, text.lexicons.equipment.measures
    word, free = text.folded[before], before > first and taken.at(before - 1) is None
    if measures.has(word) or (text.pos[before] == "NUM" and measures.has(text.folded[start])):
        return 1
    if text.words[before] == "-" and free:
        return 2 if not text.doc[before - 1].whitespace_ else 0
    if word[:1].isdigit() and free and text.pos[before - 1] == "PROPN":
        return 2
    named = (
        text.pos[before] == "PROPN"
        and text.capital(before)
        and not text.initial(before)
        and not _is_owner(text, before)
    )
    described = text.pos[before] in {"ADJ", "NOUN"} and not text.lexicons.people.vague.has(word)
    hangs = text.deps[before] in {"amod", "compound", "nmod", "flat"} and text.heads[before] >= before
    return int((named or described) and hangs)


def _is_owner(text: Text, position: int) -> bool:
    """Whether a capitalised word before equipment is whose it is, not what it is called: 'Hamas rockets'."""
    organizations, countries, word = text.lexicons.organizations, text.lexicons.countries, text.folded[position]
    return (
        organizations.names.has(word)
        or word.upper() in organizations.acronyms
        or countries.names.has(word)
        or countries.adjectives.has(word)
        or text.kinds[position] in {"organization", "place", "person"}
    )


def _ship(text: Text, position: int, stop: int, taken: Taken) -> int | None:
    """The end of a ship's name that begins with its kind or prefix: 'the corvette Shkval', 'USS Gannett'."""
    words = text.lexicons.equipment
    kind = words.vessels.longest_at(text.folded, position, stop)
    end = kind[0] if kind else position
    hull = words.hulls.longest_at(text.folded, end, stop) if end < stop and text.capital(end) else None
    if hull and text.words[end].isupper():
        end = hull[0]
    elif not kind:
        return None
    start = end
    while (
        end < stop
        and end - start < _LONGEST_SHIP
        and text.capital(end)
        and text.pos[end] == "PROPN"
        and taken.at(end) is None
    ):
        end += 1
    return end if end > start else None


def _stands_alone(text: Text, end: int) -> bool:
    """Whether the noun that ends here is a head, not the first part of another: not 'tank battle'."""
    last = end - 1
    return not (text.deps[last] in {"compound", "amod", "nmod:desc"} and text.heads[last] > last) and text.pos[
        last
    ] in {"NOUN", "PROPN", "X", "NUM"}


def look_at_equipment(text: Text, mention: Mention) -> bool:
    """Label and names of equipment; False where it is too general to be kept."""
    look_around(text, mention)
    words = text.lexicons.equipment
    full = text.written(mention.start, mention.end)
    for position in range(mention.start, mention.end):
        found = find_designation(text, position, mention.end)
        if found:
            mention.label = _singular(text, text.written(*found))
            mention.named = True
            mention.aliases += [full, text.written(*found)]
            return True
    capitals = [i for i in range(mention.start, mention.end) if text.capital(i) and not text.initial(i)]
    kind = words.kinds.longest_ending(text.folded, mention.start, mention.end)
    mention.named = bool(capitals) and not text.shouted(mention.start) and mention.country is None
    mention.label = full if not text.initial(mention.start) or mention.named else full[:1].lower() + full[1:]
    while capitals and capitals[-1] + 1 < mention.end and text.words[capitals[-1] + 1][:1].isdigit():
        capitals.append(capitals[-1] + 1)  # 'Bell 407'
    if kind:
        noun = text.written(kind[0], mention.end)
        singular = kind[1]
        before = text.written(mention.start, kind[0]) + " " if kind[0] > mention.start else ""
        if noun.lower() != singular.lower():
            mention.aliases.append(f"{before}{singular}")
        general = (
            words.general.has(text.folded[mention.end - 1])
            or words.general.longest_ending(text.folded, mention.start, mention.end) is not None
        )
        if mention.named:
            name = _singular(text, text.written(capitals[0], capitals[-1] + 1))
            mention.aliases += [mention.label, f"{name} {singular}"]
            mention.label = name
            return True
        told = any(
            not text.lexicons.people.vague.has(text.folded[i]) and text.pos[i] != "NUM"
            for i in range(mention.start, kind[0])
        )
        return not general or told or mention.end - kind[0] > 1
    if mention.named and capitals:
        name = text.written(capitals[0], capitals[-1] + 1)
        if name != full:
            mention.aliases.append(full)
            mention.label = _singular(text, name)
        return True
    return mention.named


def _singular(text: Text, name: str) -> str:
    """'Su-34s' is 'Su-34', 'Javelins' 'Javelin'; 'Taurus' stays."""
    last = name.rsplit(maxsplit=1)[-1]
    if (
        len(last) <= _SHORT
        or not last.endswith("s")
        or last.endswith("ss")
        or text.lexicons.equipment.designations.get(last)
    ):
        return name
    plural = last[-2].isdigit() or text.lexicons.equipment.designations.get(last[:-1]) or last[-2].isupper()
    return name[:-1] if plural else name
