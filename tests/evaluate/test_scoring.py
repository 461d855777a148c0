"""What counts as right, missed and spurious in a build of an annotated article."""

from __future__ import annotations

import pytest

import kg
from kg.evaluate.gold_files import read_gold
from kg.evaluate.scoring import ORDER, evaluate
from kg.evaluate.tallies import END_TO_END

from ..conftest import Folder
from .conftest import Changes, Score


def counts(score: Score, layer: str, *, records: Changes = (), gold: Changes = ()) -> tuple[int, int, int]:
    """Right, missed and spurious of a layer."""
    tally = score(records=records, gold=gold).tallies[layer]
    return tally.right, len(tally.missed), len(tally.spurious)


@pytest.mark.parametrize(
    ("layer", "right"),
    [
        ("metadata", 2),
        ("boilerplate", 1),
        ("entities", 7),
        ("entity details", 2),
        ("claims", 4),
        ("roles", 5),
        ("attribution", 4),
        ("anonymity", 4),
        ("factuality", 4),
        ("time", 1),
        ("quantities", 2),
    ],
)
def test_a_build_that_says_what_the_gold_says_is_right(score: Score, layer: str, right: int) -> None:
    """Nothing is missed and nothing spurious: what is optional, accepted or tolerated is neither."""
    assert counts(score, layer) == (right, 0, 0)


def test_a_claim_that_is_not_found_is_missed(score: Score) -> None:
    """Its items count only end to end."""
    without = (("evidence: half of the 40 boats burned", "evidence: By Ilsa Brandt"),)
    scores = score(records=without)
    claims, sources = scores.tallies["claims"], scores.tallies["attribution"]
    assert (claims.right, claims.missed, claims.spurious) == (
        3,
        ["damage: half of the 40 boats burned"],
        ["damage: By Ilsa Brandt"],
    )
    assert (sources.gold, scores.tallies[END_TO_END + "attribution"].gold) == (2, 4)


def test_a_claim_of_another_type_under_the_same_top_counts_for_the_looser_figure(score: Score) -> None:
    """'Abduction' and 'casualties' are both harm."""
    other = (("type: casualties, label", "type: abduction, label"),)
    assert counts(score, "claims", records=other) == (3, 1, 1)
    assert counts(score, "claims (top concept)", records=other) == (4, 0, 0)


def test_another_type_can_be_as_good(score: Score) -> None:
    """`or` names it."""
    other = (("type: casualties, label", "type: abduction, label"),)
    as_good = (("    type: casualties\n", "    type: casualties\n    or: [abduction]\n"),)
    assert counts(score, "claims", records=other, gold=as_good) == (4, 0, 0)


def test_an_entity_of_a_wrong_class_is_missed_and_spurious(score: Score) -> None:
    """The looser figure counts it."""
    wrong = (("Coastal Herald, class: Organization", "Coastal Herald, class: Group"),)
    assert counts(score, "entities", records=wrong) == (6, 1, 1)
    assert counts(score, "entities (any class)", records=wrong) == (7, 0, 0)


def test_an_accepted_class_is_right(score: Score) -> None:
    """`accept` names it."""
    other = (("Tarkan forces, class: MilitaryUnit, named: false", "Tarkan forces, class: Group"),)
    assert counts(score, "entities", records=other) == (7, 0, 0)


def test_a_geopolitical_entity_is_a_place(score: Score) -> None:
    """Readers differ about towns that act."""
    other = (("label: Lonmark, class: Place", "label: Lonmark, class: GeopoliticalEntity"),)
    assert counts(score, "entities", records=other) == (7, 0, 0)


def test_a_detail_that_is_not_told_is_missed_but_not_spurious(score: Score) -> None:
    """A wrong echelon is both."""
    assert counts(score, "entity details", records=((", echelon: brigade", ""),)) == (1, 1, 0)
    assert counts(score, "entity details", records=(("echelon: brigade", "echelon: corps"),)) == (1, 1, 1)


def test_who_moves_by_himself_may_be_agent_or_patient(score: Score) -> None:
    """The records say agent, the gold patient; of an attack that would be wrong."""
    shelled = (("roles: {agent: [Tarkan forces]", "roles: {patient: [Tarkan forces]"),)
    assert counts(score, "roles", gold=shelled) == (4, 1, 1)


def test_a_place_that_holds_the_exact_one_is_tolerated(score: Score) -> None:
    """The shelling is in Harsk and, in the records, in Lorn: without the link between them that is spurious."""
    apart = ((", contained_in: Lorn", ""),)
    assert counts(score, "roles", records=apart) == (5, 0, 1)


def test_a_time_told_elsewhere_of_the_event_is_tolerated(score: Score) -> None:
    """The gold tells Tuesday of the deaths alone: with another event key the shelling's would be spurious."""
    apart = (("type: shelling\n    factuality: CTplus\n    event: attack", "type: shelling\n    factuality: CTplus"),)
    assert counts(score, "time", gold=apart) == (1, 0, 1)


def test_what_may_be_said_is_not_required_and_not_spurious(score: Score) -> None:
    """The block `may` of a claim."""
    chain = "    chain: [[{source: Osk Harrow, anonymity: named}]]\n"
    told = f"    event: attack\n{chain}    roles: {{place: [Harsk]}}\n"
    gold = ((told, f"{chain}    may: {{roles: {{place: [Harsk]}}}}\n"),)
    assert counts(score, "roles", gold=gold) == (4, 0, 0)


def test_times_must_be_equal_or_overlap_by_half(score: Score) -> None:
    """Two layers: the second forgives a week for its first four days."""
    week = (("edtf: 2031-03-11", "edtf: 2031-03-10/2031-03-13"),)
    days = (("earliest: 2031-03-11, latest: 2031-03-11", "earliest: 2031-03-10, latest: 2031-03-16"),)
    assert counts(score, "time", records=week, gold=days) == (0, 1, 2)
    assert counts(score, "time (overlap)", records=week, gold=days) == (1, 0, 0)


@pytest.mark.parametrize("told", ["value: 12, min: 12", "value: 12", "min: 12"])
def test_at_least_is_told_by_value_minimum_or_both(score: Score, told: str) -> None:
    """All three are the gold's 'at least 12'."""
    assert counts(score, "quantities", records=(("value: 12, min: 12", told),)) == (2, 0, 0)


def test_a_figure_with_another_measure_has_the_right_number(score: Score) -> None:
    """Two layers again."""
    wounded = (("min: 12, measure: killed", "min: 12, measure: wounded"),)
    assert counts(score, "quantities", records=wounded) == (1, 1, 1)
    assert counts(score, "quantities (number)", records=wounded) == (2, 0, 0)


def test_a_source_counts_at_its_depth(score: Score) -> None:
    """Outlet and officials in the wrong order are two faults."""
    turned = (
        ("{source: Coastal Herald, anonymity: named}, {source: Lorn officials, anonymity: unnamed}",
         "{source: Lorn officials, anonymity: unnamed}, {source: Coastal Herald, anonymity: named}"),
    )  # fmt: skip
    assert counts(score, "attribution", records=turned) == (2, 2, 2)


def test_anonymity_is_a_layer_of_its_own(score: Score) -> None:
    """The source is right all the same."""
    named = (("Lorn officials, anonymity: unnamed", "Lorn officials, anonymity: named"),)
    assert counts(score, "attribution", records=named) == (4, 0, 0)
    assert counts(score, "anonymity", records=named) == (3, 1, 1)


def test_a_quotation_may_be_longer_or_shorter(score: Score) -> None:
    """One holds the other."""
    gold = (("optional: true\n    chain", "quotation: The quay is gone\n    chain"),)
    claim = '{id: quay, about: fire, evidence: "The quay is gone,", factuality: CTplus, quotation: The quay}'
    records = (("claims:\n", f"claims:\n  - {claim}\n"),)
    assert counts(score, "quotations", records=records, gold=gold) == (1, 0, 0)


def test_words_that_should_stand_nowhere_are_looked_for(score: Score) -> None:
    """A literal of the graph has them: they leaked out of the article's furniture."""
    assert counts(score, "boilerplate", gold=(("[Support us]", "[Ilsa Brandt]"),)) == (0, 1, 1)


def test_an_article_that_the_graph_lacks_is_all_missed(score: Score, gold_folder: Folder, velmora: Folder) -> None:
    """It is told as unknown."""
    del score
    (article,) = evaluate(kg.build(velmora.path).dataset, read_gold(gold_folder.path)).articles
    assert not article.known
    assert (article.tallies["claims"].right, len(article.tallies["claims"].missed)) == (0, 4)


def test_the_total_counts_all_articles(gold_folder: Folder, velmora: Folder) -> None:
    """It is a micro-average, and every layer has its figures."""
    gold_folder.add("lost.txt", "Nothing happened in Harsk.\n")
    gold_folder.add("lost.gold.yaml", "name: lost\nentities: [{label: Harsk, class: Place}]\nclaims: []\n")
    figures = evaluate(kg.build(velmora.path).dataset, read_gold(gold_folder.path)).figures()
    assert figures["TOTAL"]["entities"]["gold"] == 8
    assert all(set(ORDER) <= set(layers) for layers in figures.values())
