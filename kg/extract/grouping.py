"""One entity for all forms of a name: persons by surname, bodies by short form and abbreviation, equipment by type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.drafts import Draft, Drafts
from kg.extract.mentions import Kind, Mention, Taken, name_key
from kg.extract.nicknames import name_without_nickname
from kg.extract.persons import Standing, standing
from kg.extract.phrases import fold, phrase_words
from kg.extract.text import Text

_SMALL = frozenset({"of", "the", "and", "for", "in", "de", "la", "al", "-", "on", "to", "'s", "’s"})
_GENERIC_TAILS = frozenset({
    "party", "group", "movement", "newspaper", "wire", "agency", "company", "network", "channel", "organisation",
    "organization", "television", "tv", "magazine", "militia", "army", "news",
})  # fmt: skip
_LONG = 3  # words from which a name may also stand without 'the' inside


# ---- persons ----


def group_persons(text: Text, mentions: Sequence[Mention], taken: Taken, drafts: Drafts) -> dict[Mention, Standing]:
    """Persons by full name, then surnames and first names that only one of them bears."""
    keys = {m: _person_key(text, m) for m in mentions}
    standings = {m: standing(text, m, taken) for m in mentions}
    by_key: dict[tuple[str, ...], Draft] = {}
    for mention in sorted(mentions, key=lambda m: (-len(keys[m]), m.start)):
        key = keys[mention]
        if not key:
            continue
        draft = by_key.get(key)
        rule, note = "same-name", f"'{mention.label}' again"
        if draft is None:
            candidates = [d for k, d in by_key.items() if _is_short_form(key, k) and _may_mean(text, mention, key, d)]
            candidates = list(dict.fromkeys(candidates))
            if len(candidates) > 1:
                candidates = _by_title(candidates, standings[mention], standings) or candidates
            if len(candidates) == 1:
                draft = candidates[0]
                rule = "surname" if key[-1] == draft.key[-1] else "first-name"
                note = f"'{mention.label}' is short for the only '{draft.label}'"
        if draft is None:
            draft = drafts.begin(Draft("Person", mention.label, mentions=[mention], key=key))
            draft.call(*mention.aliases)
            by_key[key] = draft
        else:
            drafts.give(mention, draft, rule, note)
            if draft.label.isupper() and not mention.label.isupper() and key == draft.key:
                draft.rename(mention.label)
            by_key.setdefault(key, draft)
    return standings


def _person_key(text: Text, mention: Mention) -> tuple[str, ...]:
    """The folded words of a person's name, without nickname and hyphens."""
    names = name_without_nickname(text, mention)
    words = phrase_words(names[0]) if names is not None else name_key(text, mention)
    return tuple(word for word in words if word != "-")


def _is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name ends in, or begins with, the words of a shorter one."""
    if len(short) >= len(full) or len(full) == 1:
        return False
    return full[-len(short) :] == short or (len(short) == 1 and full[0] == short[0] and len(short[0]) > 1)


def _may_mean(text: Text, mention: Mention, key: tuple[str, ...], draft: Draft) -> bool:
    """Whether a short form may be a fuller name's.

    A surname alone may come first, as headlines have it, but not earlier in the sentence that brings the full name
    ('Trump met Melania Trump'). A first name, or several words that a longer name ends in (a father's name in the
    son's), are short for what was told before.
    """
    first = min(m.start for m in draft.mentions)
    if first < mention.start:
        return True
    is_surname = len(key) == 1 and key[-1] == draft.key[-1]
    return is_surname and text.sentence_of[first] != text.sentence_of[mention.start]


def _by_title(candidates: list[Draft], one: Standing, standings: dict[Mention, Standing]) -> list[Draft]:
    offices = {fold(o) for o in (*one.offices, *one.ranks)}
    return [
        draft
        for draft in candidates
        if any(
            offices & {fold(o) for o in (*standings[m].offices, *standings[m].ranks)}
            for m in draft.mentions
            if m in standings
        )
    ]


def describe_persons(text: Text, standings: dict[Mention, Standing], drafts: Drafts) -> None:
    """Job title, affiliation and the forms with titles of each person."""
    for mention, told in standings.items():
        draft = drafts.of.get(mention)
        if draft is None:
            continue
        _call_with_titles(text, draft, mention, told)
        for title in told.titles:
            drafts.of[title] = draft
        _job(draft, told)
        _gender(text, draft, told)
        for country in told.countries:
            draft.nationality[drafts.country(country)] = None
            if told.offices:
                draft.affiliation[drafts.country(country)] = None
        for office, body in told.bodies:
            _affiliate(text, draft, office, drafts.of.get(body))


def _call_with_titles(text: Text, draft: Draft, mention: Mention, told: Standing) -> None:
    """'Gen. Osk Harrow', 'Tolmark's President Osk Harrow'; 'King Aldo' is how a king is called."""
    if told.prefix_start < mention.start and "," not in text.words[told.prefix_start : mention.start]:
        for title in told.titles:
            if title.start < mention.start:
                draft.call(text.written(title.start, mention.end))
        draft.call(*(f"{rank} {mention.label}" for rank in told.ranks))
        draft.call(text.written(told.prefix_start, mention.end))
    styles = text.lexicons.titles.styles
    for style in (*told.ranks, *told.offices, *told.honorifics):
        if styles.get(style) and len(draft.key) == 1 and fold(draft.label) == draft.key[0]:
            draft.rename(f"{style} {draft.label}")


def _affiliate(text: Text, draft: Draft, office: str, body: Draft | None) -> None:
    if body is None or body is draft or body.class_ not in {"Organization", "MilitaryUnit", "GeopoliticalEntity"}:
        return
    draft.affiliation[body] = None
    heads = text.lexicons.titles.heads
    if heads.get(office) or heads.get(office.rsplit(maxsplit=1)[-1]):
        draft.head_of[body] = None


def _job(draft: Draft, told: Standing) -> None:
    job = next(iter(told.offices), None)
    if job is not None and (draft.job_title is None or draft.job_title in told.ranks):
        draft.job_title = job
    elif draft.job_title is None and told.ranks:
        draft.job_title = told.ranks[0]


def _gender(text: Text, draft: Draft, told: Standing) -> None:
    people = text.lexicons.people
    for word in (w for title in (*told.honorifics, *told.offices, *told.ranks) for w in title.split()):
        if people.male.has(fold(word)):
            draft.female = False
        elif people.female.has(fold(word)):
            draft.female = True


# ---- organisations ----


def group_organizations(text: Text, mentions: Sequence[Mention], taken: Taken, drafts: Drafts) -> None:
    """Organisations and outlets by name, abbreviation, or a form that leaves out nationality or kind.

    'Interior Ministry' is a name that every country has: with its owner it is that country's, and without one it is
    shared with no other article.
    """
    for mention in mentions:
        mention.country = mention.country or _owning_country(mention, taken)
    acronyms = text.lexicons.organizations.acronyms
    by_key: dict[tuple[str, ...], Draft] = {}
    keys = {m: name_key(text, m) for m in mentions}
    bracketed = _introduced(text, mentions)
    for mention in sorted(mentions, key=lambda m: (-len(keys[m]), m.start)):
        key = keys[mention]
        if not key:
            continue
        told = _told_body(
            text, mention, key, by_key, drafts.of.get(bracketed[mention]) if mention in bracketed else None
        )
        draft = told[0] if told else None
        if draft is None:
            known = acronyms.get(mention.label)
            label = known or _with_article(text, mention)
            draft = drafts.begin(Draft("Organization", label, mentions=[mention], key=key))
            draft.call(mention.label, *mention.aliases)
            draft.head = key[-1] if not any(w in {"of", "for"} for w in key) else key[0]
            if mention.country:
                draft.nationality[drafts.country(mention.country)] = None
                by_key.setdefault((*key, mention.country), draft)
        elif told:
            drafts.give(mention, *told)
            if mention.country and not draft.nationality:
                draft.nationality[drafts.country(mention.country)] = None
        by_key.setdefault(key, draft)
        if len(key) > _LONG:
            by_key.setdefault(tuple(w for w in key if w != "the"), draft)
    _tell_owners(text, drafts)
    _join_known_acronyms(drafts)


def _with_article(text: Text, mention: Mention) -> str:
    """'The Hague Times' within a sentence writes its article with a capital: it belongs to the name."""
    before = mention.start - 1
    if before > text.bounds(mention.start)[0] and text.words[before] == "The" and not text.initial(before):
        return f"The {mention.label}"
    return mention.label


def _told_body(
    text: Text, mention: Mention, key: tuple[str, ...], by_key: dict[tuple[str, ...], Draft], introduced: Draft | None
) -> tuple[Draft, str, str] | None:
    """The body told of before that a name is of, with rule and note; `introduced` is the one before its brackets."""
    draft = by_key.get(key)
    if draft is not None and _is_of_another(mention, draft):
        draft = by_key.get((*key, mention.country or ""))
    if draft is not None:
        return draft, "same-name", f"'{mention.label}' again"
    if introduced is not None:
        return introduced, "abbreviation", f"'{mention.label}' stands in brackets after it"
    return _short_for(text, mention, key, by_key)


def _owning_country(mention: Mention, taken: Taken) -> str | None:
    """The country of 'Syria's Interior Ministry'."""
    owner = taken.at(mention.possessor) if mention.possessor is not None else None
    return owner.country if owner is not None and owner.kind is Kind.COUNTRY else None


def _is_of_another(mention: Mention, draft: Draft) -> bool:
    """Whether a body's country is another than that of the body of its name."""
    countries = {country.label for country in draft.nationality}
    return bool(mention.country and countries) and mention.country not in countries


def _tell_owners(text: Text, drafts: Drafts) -> None:
    """Give bodies whose name every country has that of their country, or none of their own."""
    portfolios, heads = text.lexicons.titles.portfolios, {"ministry", "department"}
    for draft in drafts.of_class("Organization"):
        words = [word for word in draft.key if word not in _SMALL and word not in heads]
        if not heads.intersection(draft.key) or not all(portfolios.has(word) for word in words):
            continue
        if draft.country is not None:
            draft.rename(f"{draft.label} of {draft.country.label}")
        else:
            draft.named = False


def join_bodies(drafts: Drafts) -> None:
    """A body that is called a formation in one place and an organisation in another is what it is called more often."""
    first: dict[str, Draft] = {}
    for draft in drafts.of_class("Organization", "MilitaryUnit"):
        if not draft.named:
            continue
        label = fold(draft.label).removeprefix("the ")
        other = first.setdefault(label, draft)
        if other is not draft:
            kept, gone = (draft, other) if len(draft.mentions) > len(other.mentions) else (other, draft)
            drafts.merge(kept, gone, "same-name", f"'{gone.label}' again")
            first[label] = kept


def _join_known_acronyms(drafts: Drafts) -> None:
    """'UN' and 'United Nations': two drafts of one label are one."""
    first: dict[str, Draft] = {}
    for draft in list(drafts.of_class("Organization")):
        label = fold(draft.label).removeprefix("the ")
        other = first.setdefault(label, draft)
        if other is not draft:
            drafts.merge(other, draft, "abbreviation", f"'{draft.label}' is its full name")


def _introduced(text: Text, mentions: Sequence[Mention]) -> dict[Mention, Mention]:
    """Abbreviations that a text introduces: 'Rapid Support Forces (RSF)'."""
    at = {m.end: m for m in mentions}
    found: dict[Mention, Mention] = {}
    for mention in mentions:
        if mention.end - mention.start == 1 and text.before(mention.start) == "(" and text.after(mention.end) == ")":
            full = at.get(mention.start - 1)
            if full is not None and full.label != mention.label and mention.label.isupper():
                found[mention] = full  # also where the letters are of another language
    return found


def _is_initials(short: str, key: tuple[str, ...]) -> bool:
    """Whether letters are the initials of words, small words apart: NYT, 'The New York Times'."""
    letters = re.sub(r"[^a-z]", "", short.lower())
    if len(letters) == 1 or not letters or not short[:1].isupper():
        return False
    all_words = "".join(w[0] for w in key if w[0].isalpha())
    big_words = "".join(w[0] for w in key if w not in _SMALL and w[0].isalpha())
    return letters in {all_words, big_words}


def _short_for(
    text: Text, mention: Mention, key: tuple[str, ...], by_key: dict[tuple[str, ...], Draft]
) -> tuple[Draft, str, str] | None:
    label = mention.label
    if len(key) == 1 and label.isupper() and len(label) > 1 and not text.shouted(mention.start):
        found = list(dict.fromkeys(d for k, d in by_key.items() if len(k) > 1 and _is_initials(label, k)))
        if len(found) == 1:
            return found[0], "abbreviation", f"'{label}' are the initials of '{found[0].label}'"
    candidates: dict[Draft, None] = {}
    adjectives = text.lexicons.countries.adjectives
    heads = text.lexicons.organizations.heads
    for full, draft in by_key.items():
        if len(full) <= len(key):
            continue
        lead, tail = full[: -len(key)], full[len(key) :]
        if full[-len(key) :] == key and (len(key) > 1 or not heads.has(key[0])):
            ends = adjectives.longest_at(lead, 0, len(lead))
            plain = all(not w[0].isupper() for w in lead) and lead[0] in {"ruling", "opposition", "the", "main", "far"}
            if (ends and ends[0] == len(lead)) or plain:
                candidates[draft] = None
        elif full[: len(key)] == key and len(tail) == 1 and tail[0] in _GENERIC_TAILS and not heads.has(key[-1]):
            candidates[draft] = None
    if len(candidates) == 1:
        draft = next(iter(candidates))
        if mention.country and draft.nationality and mention.country not in {d.label for d in draft.nationality}:
            return None
        return draft, "short-form", f"'{label}' is short for the only '{draft.label}'"
    return None


# ---- equipment ----


def group_equipment(text: Text, mentions: Sequence[Mention], drafts: Drafts) -> None:
    """Equipment by designation, or by the words for its kind."""
    by_key: dict[str, Draft] = {}
    for mention in mentions:
        names = [mention.label, *mention.aliases]
        key = fold(mention.label)
        draft = by_key.get(key) or next(
            (by_key[fold(n)] for n in names if fold(n) in by_key and not mention.named), None
        )
        if draft is None:
            draft = drafts.begin(Draft("Equipment", mention.label, named=mention.named, mentions=[mention]))
            draft.call(*mention.aliases)
        else:
            drafts.give(mention, draft, "same-name", f"'{mention.label}' again")
        for name in names:
            by_key.setdefault(fold(name), draft)
    del text
