"""CSV tables: what a spreadsheet shows, and never runs."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pytest

import kg
from kg.dataset import Dataset
from kg.export.tables import TABLES, Table, figure_rows, write_table
from kg.vocab import KG

from ..conftest import VELMORA_TEXT, Folder


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def written(*rows: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    table = Table(" ".join(rows[0]), lambda _: iter(rows))
    write_table(table, Dataset(), stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def figures(reviewed_output: Path) -> list[dict[str, str]]:
    """The figures of the first article."""
    return read((reviewed_output / "tables" / "figures.csv").read_bytes())


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_csv_with_a_mark(reviewed_output: Path, reviewed_graph: kg.Graph, name: str) -> None:
    """Each table starts with a byte-order mark and comes back from the csv module row by row."""
    data = (reviewed_output / "tables" / f"{name}.csv").read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    assert data.count(b"\r\n") == data.count(b"\n")
    assert len(read(data)) == len(list(TABLES[name].rows(reviewed_graph.dataset))) > 0


@pytest.mark.parametrize("name", TABLES)
def test_rows_have_the_columns_of_their_header(reviewed_graph: kg.Graph, name: str) -> None:
    """No row lacks a column or has one more, so the order is the header's."""
    for row in TABLES[name].rows(reviewed_graph.dataset):
        assert list(row) == TABLES[name].columns


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]
)
def test_formulas_are_made_inert(cell: str) -> None:
    """A cell that a spreadsheet would run starts with an apostrophe."""
    (row,) = read(written({"words": cell}))
    assert row["words"] == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["-12.5", "+3", "1e3", "a=b", "", "–5", "line\nbreak", 'quote " and, comma', "قصف 👩‍🚒"]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    """Numbers with a sign, quotes, commas, newlines and any script come back unchanged."""
    (row,) = read(written({"words": cell, "more": "x"}))
    assert row["words"] == cell


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_its_header(name: str) -> None:
    """Nothing to list is still a table that a spreadsheet and pandas open."""
    stream = io.BytesIO()
    write_table(TABLES[name], Dataset(), stream)
    assert stream.getvalue() == codecs.BOM_UTF8 + ",".join(TABLES[name].columns).encode() + b"\r\n"


def test_names_of_an_article_cannot_be_formulas(folder: Folder) -> None:
    """An entity whose name is a formula is inert in every table that names it."""
    folder.add(
        "formula.txt",
        "A name\n\nBy Ilsa Brandt\n14 March 2031\n\n=1+1 spoke in the hall.\n",
        'entities:\n  - {label: "=1+1", class: Group, mentions: "=1+1"}\n'
        'events:\n  - {id: speech, type: other-event, label: "=2+2", agent: "=1+1"}\n'
        'claims:\n  - {id: spoke, about: speech, evidence: "=1+1 spoke", factuality: CTplus,'
        ' chain: [{source: "=1+1", anonymity: named}]}\n',
    )
    kg.build(folder.path).write(folder.path.parent / "output")
    tables = [read(path.read_bytes()) for path in (folder.path.parent / "output" / "tables").glob("*.csv")]
    cells = {cell for table in tables for row in table for cell in row.values()}
    assert {"'=1+1", "'=2+2", "'=1+1 spoke"} <= cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_the_two_loss_figures_stand_side_by_side(figures: list[dict[str, str]]) -> None:
    """Both figures for the losses are rows of one event, each with its source and the conflict."""
    losses = {
        row["sources"]: row for row in figures if row["measure"] in {"killed-or-wounded", "lost"} and row["sources"]
    }
    assert losses.keys() == {"Volodymyr Zelenskyy", "Oleksandr Syrskyi"}
    zelenskyy, syrskyi = losses["Volodymyr Zelenskyy"], losses["Oleksandr Syrskyi"]
    assert zelenskyy["about"] == syrskyi["about"] == "North Korean casualties in Kursk Oblast"
    assert (zelenskyy["value"], syrskyi["fraction"]) == ("4000", "0.5")
    assert "12,000" in syrskyi["fraction_of"]
    assert "half of the 12,000" in zelenskyy["conflicts_with"]
    assert "4,000" in syrskyi["conflicts_with"]


def test_derived_figures_are_marked_and_have_no_source(figures: list[dict[str, str]]) -> None:
    """What was computed says so, names what it was computed from, and is put into nobody's mouth."""
    derived = [row for row in figures if row["status"] == "derived"]
    assert {row["value"] for row in derived} >= {"6000"}
    assert all(row["derived_from"] and not row["sources"] and not row["words"] for row in derived)
    assert all(row["about"] for row in derived)


def test_a_figure_that_two_sources_claim_is_two_rows(velmora: Folder) -> None:
    """A later claim of the same number does not take the place of an earlier one."""
    records = (velmora.path / "velmora.records.yaml").read_text(encoding="utf-8")
    more = "    quotation: the whole quay is gone\n    quantities: killed\n"
    records = records.replace("    quotation: the whole quay is gone\n", more)
    velmora.add("velmora.txt", VELMORA_TEXT, records)
    rows = figure_rows(kg.build(velmora.path).dataset)
    assert [row["sources"] for row in rows] == ["Osk Harrow", "Coastal Herald ← hospital worker (on-request)"]


def test_claims_stand_in_the_order_of_the_text(reviewed_output: Path, reviewed_graph: kg.Graph) -> None:
    """The claims table follows the article, and its offsets cut the words out of it."""
    rows = read((reviewed_output / "tables" / "claims.csv").read_bytes())
    (article,) = reviewed_graph.articles.values()
    starts = [int(row["start"]) for row in rows]
    assert starts == sorted(starts)
    assert all(article.text[int(row["start"]) : int(row["end"])] == row["words"] for row in rows)
    assert len(rows) == len(reviewed_graph.dataset.instances(KG.Claim))


def test_sources_tell_how_openly_they_speak(reviewed_output: Path) -> None:
    """A source that is anonymous on request in one claim and just unnamed in another has a row for each."""
    rows = read((reviewed_output / "tables" / "sources.csv").read_bytes())
    officials = {(row["anonymity"], row["depth"]) for row in rows if row["source"] == "US officials"}
    assert officials == {("on-request", "2"), ("unnamed", "2")}
