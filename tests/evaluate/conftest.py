"""An invented article with its gold, and builds of it from records that a test changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.evaluate.gold_files import read_gold
from kg.evaluate.scoring import ArticleScores, evaluate

from ..conftest import Folder

HARSK_TEXT = """\
Blast in Harsk kills at least 12, mayor says

By Ilsa Brandt
14 March 2031

At least 12 people were killed when Tarkan forces shelled the port of Harsk on Tuesday, mayor Osk Harrow said. Lorn
officials told the Coastal Herald that half of the 40 boats burned. "The quay is gone," Harrow said. The 7th Coastal
Brigade may withdraw to Lonmark.
"""

HARSK_RECORDS = """\
entities:
  - {label: Osk Harrow, class: Person, aliases: [Harrow], mentions: mayor Osk Harrow}
  - {label: Tarkan forces, class: MilitaryUnit, named: false, nationality: Tarkan, mentions: Tarkan forces}
  - {label: Tarkan, class: GeopoliticalEntity}
  - {label: Lorn, class: GeopoliticalEntity}
  - {label: Harsk, class: Place, contained_in: Lorn, mentions: {quote: Harsk, within: port of Harsk}}
  - {label: Lorn officials, class: Group, mentions: {quote: "Lorn\\nofficials"}}
  - {label: Coastal Herald, class: Organization, mentions: the Coastal Herald}
  - {label: 7th Coastal Brigade, class: MilitaryUnit, echelon: brigade, mentions: {quote: "7th Coastal\\nBrigade"}}
  - {label: Lonmark, class: Place, mentions: Lonmark}
times:
  - {id: tuesday, edtf: 2031-03-11, status: inferred, evidence: on Tuesday}
quantities:
  - {id: killed, value: 12, min: 12, measure: killed, approximator: at-least, evidence: At least 12 people}
  - {id: boats, value: 40, measure: lost, evidence: 40 boats}
  - {id: burned, fraction: 0.5, fraction_of: boats, measure: lost, evidence: half of the 40 boats}
events:
  - {id: deaths, type: casualties, label: Deaths in Harsk, place: Harsk}
  - {id: shelling, type: shelling, label: Shelling of Harsk, agent: Tarkan forces, place: [Harsk, Lorn]}
  - {id: fire, type: damage, label: Boats burned}
  - {id: move, type: withdrawal, label: Withdrawal to Lonmark, agent: 7th Coastal Brigade, destination: Lonmark}
claims:
  - id: deaths
    about: deaths
    evidence: At least 12 people were killed
    factuality: CTplus
    chain: [{source: Osk Harrow, anonymity: named}]
    quantities: killed
    time: tuesday
  - id: shelled
    about: shelling
    evidence: Tarkan forces shelled the port of Harsk
    factuality: CTplus
    chain: [{source: Osk Harrow, anonymity: named}]
    time: tuesday
  - id: burned
    about: fire
    evidence: half of the 40 boats burned
    factuality: CTplus
    chain: [{source: Coastal Herald, anonymity: named}, {source: Lorn officials, anonymity: unnamed}]
    quantities: burned
  - id: move
    about: move
    evidence: {quote: "Brigade may withdraw to Lonmark"}
    factuality: PSplus
"""

HARSK_GOLD = """\
name: harsk
published: 2031-03-14
author: Ilsa Brandt
publisher: null
entities:
  - {label: Osk Harrow, class: Person, aliases: [Harrow]}
  - {label: Tarkan forces, class: MilitaryUnit, accept: [Group], nationality: Tarkan}
  - {label: Tarkan, class: GeopoliticalEntity, optional: true}
  - {label: Lorn, class: GeopoliticalEntity, optional: true}
  - {label: Harsk, class: Place}
  - {label: Lorn officials, class: Group}
  - {label: Coastal Herald, class: Organization, aliases: [The Coastal Herald]}
  - {label: 7th Coastal Brigade, class: MilitaryUnit, echelon: brigade}
  - {label: Lonmark, class: Place}
claims:
  - quote: "At least 12 people were killed"
    type: casualties
    factuality: CTplus
    event: attack
    chain: [[{source: Osk Harrow, anonymity: named}]]
    roles: {place: [Harsk]}
    time: {earliest: 2031-03-11, latest: 2031-03-11}
    quantities: [{value: 12, min: null, unit: NUM, measure: killed, approximator: at-least}]
  - quote: "when Tarkan forces shelled the port of Harsk"
    type: shelling
    factuality: CTplus
    event: attack
    chain: [[{source: Osk Harrow, anonymity: named}]]
    roles: {agent: [Tarkan forces], place: [Harsk]}
  - quote: "half of the 40 boats burned"
    type: damage
    factuality: CTplus
    chain: [[{source: Coastal Herald, anonymity: named}], [{source: Lorn officials, anonymity: unnamed}]]
    quantities: [{fraction: 0.5, of: 40, measure: lost}]
  - quote: "The quay is gone"
    type: damage
    factuality: CTplus
    optional: true
    chain: [[{source: Osk Harrow, anonymity: named}]]
  - quote: "Brigade may withdraw to Lonmark"
    type: withdrawal
    factuality: PSplus
    chain: []
    roles: {patient: [7th Coastal Brigade], destination: [Lonmark]}
never: [Support us]
"""

Score = Callable[..., ArticleScores]
Changes = tuple[tuple[str, str], ...]


def changed(text: str, changes: Changes) -> str:
    """A text with parts replaced, each of which is there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def gold_folder(tmp_path: Path) -> Folder:
    """A folder with the article and its gold."""
    (tmp_path / "gold").mkdir()
    folder = Folder(tmp_path / "gold")
    folder.add("harsk.txt", HARSK_TEXT)
    folder.add("harsk.gold.yaml", HARSK_GOLD)
    return folder


@pytest.fixture
def score(gold_folder: Folder, folder: Folder) -> Score:
    """Builds the article from changed records, and scores it against changed gold."""

    def scored(*, records: Changes = (), gold: Changes = ()) -> ArticleScores:
        gold_folder.add("harsk.gold.yaml", changed(HARSK_GOLD, gold))
        folder.add("harsk.txt", HARSK_TEXT, changed(HARSK_RECORDS, records))
        graph = kg.build(folder.path)
        assert graph.report is not None
        assert not graph.report.refused, graph.report.refused
        (article,) = evaluate(graph.dataset, read_gold(gold_folder.path)).articles
        return article

    return scored
