"""People without a name: whose office or relation they are, or a group or person of their own."""

from __future__ import annotations

from kg.extract.drafts import Draft
from kg.extract.mentions import Kind, Mention
from kg.extract.nominals import complement, is_actor
from kg.extract.persons import Standing
from kg.extract.phrases import fold
from kg.extract.pronouns import Pronouns
from kg.extract.told import BODIES, Told


class Offices:
    """Who holds which office or rank, by the titles that stand with names."""

    def __init__(self, told: Told, standings: dict[Mention, Standing]) -> None:
        self._titles: list[tuple[str, Draft]] = []
        for mention, standing in standings.items():
            draft = told.drafts.of.get(mention)
            if draft is not None:
                self._titles += [(fold(title), draft) for title in (*standing.offices, *standing.ranks)]

    def holder(self, told: Told, mention: Mention) -> Draft | None:
        """The person whose office a description names; only where one alone can be meant, and was told of before."""
        label, head = fold(mention.label), told.text.folded[mention.end - 1]
        other = complement(told.text, mention, told.taken)
        body = told.drafts.of.get(other) if other is not None else None
        country = mention.country or _country_beside(told, mention, other)
        for wanted in (label, head):
            holders = dict.fromkeys(
                draft
                for title, draft in self._titles
                if wanted in {title, _head_of(title)}
                and _may_be_of(draft, country, body)
                and told.is_told_before(draft, mention)
            )
            if holders:
                return next(iter(holders)) if len(holders) == 1 else None
        return None


def _head_of(title: str) -> str:
    """The head noun of a title: 'minister' of 'minister of defence'."""
    words = title.partition(" of ")[0].split()
    return words[-1] if words else title


def _country_beside(told: Told, mention: Mention, other: Mention | None) -> str | None:
    """The country of an office: of 'the French minister', 'the president of Uganda'."""
    before = told.taken.at(mention.start - 1) if mention.start else None
    if before is not None and before.kind is Kind.NATIONALITY:
        return before.country
    return other.country if other is not None and other.kind is Kind.COUNTRY else None


def _may_be_of(draft: Draft, country: str | None, body: Draft | None) -> bool:
    """Whether an office that is told with a country or a body is this person's: only if that is known of him."""
    if country is not None:
        return country in {d.label for d in draft.nationality}
    return body is None or body.class_ not in BODIES or body in draft.affiliation or body in draft.head_of


def describe_people(told: Told, mention: Mention, offices: Offices, pronouns: Pronouns) -> None:
    """'the Federal Chancellor', 'a security source', 'several activists', 'his family'."""
    text, people = told.text, told.text.lexicons.people
    if mention in told.drafts.of or told.apposed(mention):
        return
    single = _is_single(told, mention)
    if single and (mention.definite or mention.kind is Kind.TITLE) and mention.possessor is None:
        holder = offices.holder(told, mention)
        if holder is not None:
            told.drafts.give(mention, holder, "office", f"'{mention.label}' is the office of '{holder.label}'")
            return
    if not is_actor(text, mention):
        return
    relation = people.relations.longest_ending(text.folded, mention.start, mention.end) is not None
    if relation and mention.possessor is not None:
        _relative(told, mention, pronouns, "Person" if single else "Group")
    elif not (relation and single and mention.end - mention.start == 1):
        _begin(told, mention, "Person" if single else "Group")


def _is_single(told: Told, mention: Mention) -> bool:
    people, folded = told.text.lexicons.people, told.text.folded
    if mention.plural or people.actors.get(folded[mention.end - 1]):
        return False
    return people.collectives.longest_ending(folded, mention.start, mention.end) is None


def _begin(told: Told, mention: Mention, class_: str) -> None:
    text, drafts = told.text, told.drafts
    before = told.body_before(mention)
    label = f"{text.written(before[0].start, before[0].end)} {mention.label}" if before else mention.label
    other = complement(text, mention, told.taken)
    whole = drafts.of.get(other) if other is not None else None
    longer = label
    if other is not None and (whole is not None or other.kind is Kind.GROUP):
        longer = f"{label} {text.written(mention.end, other.end)}"
        if text.folded[mention.end] == "of" and whole is None:
            other.dropped = True  # 'members of staff' is one group
    if told.again(mention, class_, longer) or (longer == label and _known_by_part(told, mention, class_, label)):
        return
    draft = Draft(class_, longer, named=False, mentions=[mention], plural=class_ == "Group")
    told.begin(draft, mention)
    draft.call(label, told.owner_words(mention) or "")
    _set_gender(told, draft)
    if mention.country:
        draft.nationality[drafts.country(mention.country)] = None
    for body in (before[1] if before else None, told.owner(mention), whole):
        if body is not None and body.class_ in BODIES:
            draft.affiliation[body] = None


def _known_by_part(told: Told, mention: Mention, class_: str, label: str) -> bool:
    """'the volunteers' where the only volunteers are the 'volunteers from Velmora'."""
    if not mention.definite and class_ != "Group":
        return False
    words = fold(label)
    same = [
        draft
        for (known, _), draft in told.nameless.items()
        if known == class_ and words in {fold(name) for name in (draft.label, *draft.aliases)}
    ]
    same = list(dict.fromkeys(same))
    if len(same) != 1:
        return False
    told.drafts.give(mention, same[0], "same-words", f"'{mention.label}' again")
    return True


def _relative(told: Told, mention: Mention, pronouns: Pronouns, class_: str) -> None:
    """'his family': somebody's, by the name of whose it is."""
    person = told.owner(mention)
    if person is None and mention.possessor is not None and told.taken.at(mention.possessor) is None:
        person = pronouns.person(mention.possessor)
    label = f"{mention.label} of {person.label}" if person is not None else mention.label
    if told.again(mention, class_, label):
        return
    draft = told.begin(Draft(class_, label, named=False, mentions=[mention], plural=class_ == "Group"), mention)
    draft.call(told.owner_words(mention) or "")
    _set_gender(told, draft)
    if person is not None:
        draft.call(f"{person.label}'s {mention.label}")


def _set_gender(told: Told, draft: Draft) -> None:
    people = told.text.lexicons.people
    if people.female.has(draft.head):
        draft.female = True
    elif people.male.has(draft.head):
        draft.female = False
