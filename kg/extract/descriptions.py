"""Bodies and places without a name: what they stand for, or that they are entities of their own."""

from __future__ import annotations

from collections.abc import Sequence

from kg.concepts import LocationPrecision
from kg.extract.drafts import Draft
from kg.extract.mentions import Kind, Mention
from kg.extract.people import Offices, describe_people
from kg.extract.persons import Standing
from kg.extract.phrases import fold
from kg.extract.pronouns import Pronouns
from kg.extract.told import Told

_SETTLEMENTS = frozenset({"town", "village", "city", "settlement"})
_LOCATIVE = frozenset({"in", "at", "on", "near", "outside", "inside", "over", "to", "from", "into", "of"})
_BARE = frozenset({"parliament", "congress"})  # bodies that stand without an article
_REACH = 3  # sentences in which 'the town' must have been told of, this one included
_OF_STATES = frozenset({"army", "military", "police", "government"})


def describe(told: Told, mentions: Sequence[Mention], standings: dict[Mention, Standing]) -> None:
    """Resolve all descriptions of an article, in the order of the text."""
    offices, pronouns = Offices(told, standings), Pronouns(told)
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        if mention.dropped:
            continue
        if mention.kind in {Kind.GROUP, Kind.TITLE}:
            describe_people(told, mention, offices, pronouns)
        elif mention.kind in {Kind.ORGANIZATION, Kind.UNIT}:
            _body(told, mention)
        elif mention.kind is Kind.PLACE:
            _place(told, mention)
    pronouns.resolve()


# ---- bodies ----


def _body(told: Told, mention: Mention) -> None:
    """'the ministry', 'the Ukrainian government', 'his party', 'parliament'."""
    if mention in told.drafts.of or told.apposed(mention):
        return
    country = _country_of(told, mention)
    known = _known_bodies(told, mention, country)
    alone = mention.end - mention.start == 1
    if len(known) == 1 and (alone or (country and mention.definite)):
        note = f"'the {mention.label}' is the only one told of: '{known[0].label}'"
        told.drafts.give(mention, known[0], "definite-body", note)
    elif len(known) > 1 and alone and mention.definite:
        near = [d for d in known if (told.distance(d, mention.start) or 0) <= 1]
        if len(near) == 1:
            note = f"'the {mention.label}' is the one told of last: '{near[0].label}'"
            told.drafts.give(mention, near[0], "definite-body", note)
    elif _is_kept_body(told, mention, country):
        _begin_body(told, mention, country)


def _country_of(told: Told, mention: Mention) -> str | None:
    owner = told.owner(mention)
    if mention.country is None and owner is not None and owner.class_ == "GeopoliticalEntity":
        return owner.label
    return mention.country


def _known_bodies(told: Told, mention: Mention, country: str | None) -> list[Draft]:
    """The bodies told of before whose name has the head noun of a description."""
    head = told.text.folded[mention.end - 1]
    return [
        draft
        for draft in told.drafts.of_class("Organization", "MilitaryUnit")
        if any(_is_called(told, name, head) for name in (draft.label, *draft.aliases))
        and (country is None or not draft.nationality or country in {d.label for d in draft.nationality})
        and told.is_told_before(draft, mention)
    ]


def _is_called(told: Told, name: str, head: str) -> bool:
    """Whether a name has a head noun; an army, police or government is the state's only under its country's name."""
    words = [fold(word) for word in name.split()]
    if head not in _OF_STATES:
        return head in words
    adjective = told.text.lexicons.countries.adjectives.longest_at(words, 0, len(words))
    return bool(words) and words[-1] == head and (len(words) == 1 or bool(adjective and adjective[0] == len(words) - 1))


def _is_kept_body(told: Told, mention: Mention, country: str | None) -> bool:
    """Whether a body without a name is told of enough to be an entity."""
    head = told.text.folded[mention.end - 1]
    alone = mention.end - mention.start == 1
    if mention.plural or told.text.before(mention.start) == "this":
        return False  # 'this newspaper' is the article's own
    if mention.kind is Kind.UNIT:
        service = told.text.lexicons.military.branches.longest_ending(told.text.folded, mention.start, mention.end)
        return service is not None and mention.definite and told.is_argument(mention)
    if alone and told.text.lexicons.organizations.vague.has(head):
        return False
    if not alone or country is not None:
        return True
    owns = told.text.deps[mention.root] == "nmod:poss"
    return (told.is_argument(mention) or owns) and (mention.definite or head in _BARE)


def _begin_body(told: Told, mention: Mention, country: str | None) -> None:
    lexicons, text = told.text.lexicons, told.text
    label = mention.label
    if mention.end - mention.start == 1 and text.initial(mention.start):
        label = label.lower()
    national = country is not None and (
        lexicons.organizations.national.longest_ending(text.folded, mention.start, mention.end) is not None
    )
    adjective = lexicons.countries.adjective_of.get(country) if country and mention.country is None else None
    if adjective and national:
        label = f"{adjective} {label}"
    class_ = "MilitaryUnit" if mention.kind is Kind.UNIT else "Organization"
    if told.again(mention, class_, label):
        return
    draft = told.begin(Draft(class_, label, named=national, mentions=[mention]), mention)
    draft.call(told.owner_words(mention) or "")
    if country:
        draft.nationality[told.drafts.country(country)] = None


# ---- places ----


def _place(told: Told, mention: Mention) -> None:
    """'the hospital', 'the town', 'a police station', 'its eye clinic'."""
    if mention in told.drafts.of:
        return
    facility = told.text.lexicons.places.facilities.longest_ending(told.text.folded, mention.start, mention.end)
    alone = mention.end - mention.start == 1
    meant = _meant_place(told, mention) if alone and mention.definite and not mention.plural else None
    if meant is not None:
        note = f"'the {mention.label}' is the one told of: '{meant.label}'"
        told.drafts.give(mention, meant, "definite-place", note)
    elif facility and _is_kept_place(told, mention) and not told.again(mention, "Place", mention.label):
        draft = Draft("Place", mention.label, named=False, mentions=[mention], precision=LocationPrecision.EXACT)
        told.begin(draft, mention)
        draft.call(told.owner_words(mention) or "")


def _meant_place(told: Told, mention: Mention) -> Draft | None:
    """The named place that a definite noun alone can mean."""
    text = told.text
    head = text.folded[mention.end - 1]
    if text.lexicons.places.facilities.has(head):
        named = [
            draft
            for draft in told.drafts.of_class("Place", "Organization")
            if draft.named and _ends_in(draft, head) and told.is_told_before(draft, mention)
        ]
        return named[0] if len(named) == 1 else None
    if head not in _SETTLEMENTS or text.after(mention.end) == "of":
        return None  # 'the village of Hask' is Hask
    towns = [d for d in told.drafts.of_class("Place") if _may_be_town(told, d, head)]
    near = [d for d in towns if (distance := told.distance(d, mention.start)) is not None and distance < _REACH]
    return near[0] if len(near) == 1 else None


def _ends_in(draft: Draft, head: str) -> bool:
    return any(fold(name.rsplit(maxsplit=1)[-1]) == head for name in (draft.label, *draft.aliases) if name)


def _may_be_town(told: Told, draft: Draft, noun: str) -> bool:
    places = told.text.lexicons.places
    return (
        draft.named
        and draft.precision is not LocationPrecision.REGION
        and not any(places.facilities.has(word) for word in draft.key)
        and not places.named.has(draft.head)
        and (noun == "city" or told.text.lexicons.countries.seats.get(draft.label) is None)
    )


def _is_kept_place(told: Told, mention: Mention) -> bool:
    """Whether a building without a name is told of enough to be an entity."""
    text = told.text
    alone = mention.end - mention.start == 1
    argument = told.is_argument(mention)
    if alone and (
        mention.plural
        or text.lexicons.places.general.has(text.folded[mention.end - 1])
        or not (mention.definite or argument)
    ):
        return False
    return argument or text.case(mention.root) in _LOCATIVE
