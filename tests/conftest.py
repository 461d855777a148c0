"""An invented article with its records, and the graphs that tests share."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

import kg
from kg.article import Article
from kg.extract.reviewed import read_reviewed
from kg.read import read_article
from kg.records import Records

# A slow machine is no fault of the code.
hypothesis.settings.register_profile("kg", deadline=None)
hypothesis.settings.load_profile("kg")

ROOT = Path(__file__).parents[1]
FIRST_ARTICLE = ROOT / "source_docs" / "2025-01-31-north-korean-troops-withdrawn.txt"
FIRST_RECORDS = ROOT / "tests" / "first_article" / f"{FIRST_ARTICLE.stem}.records.yaml"
"""What a person finds in the first article; the graph in `output` is made by the program alone."""

VELMORA_TEXT = """\
Shelling of Velmora kills at least 12, governor says

By Ilsa Brandt
14 March 2031

At least 12 people were killed when Tarkan forces shelled the port of Velmora on Tuesday, governor Osk Harrow said.

A hospital worker, who asked not to be named, told the Coastal Herald that "the whole quay is gone". Tarkan officials
denied that the army had fired on the city. The 7th Coastal Brigade may withdraw to Lonmark, Harrow said.
"""

VELMORA_RECORDS = """\
entities:
  - {label: Osk Harrow, class: Person, aliases: [Harrow], job_title: governor, mentions: governor Osk Harrow}
  - {label: Tarkan, class: GeopoliticalEntity, precision: country}
  - {label: Tarkan forces, class: MilitaryUnit, named: false, nationality: Tarkan, mentions: Tarkan forces}
  - {label: Velmora, class: Place, precision: city, latitude: 61.25, longitude: -3.5, contained_in: Norrland}
  - {label: Norrland, class: GeopoliticalEntity, precision: country}
  - {label: Lonmark, class: Place, precision: city, contained_in: Norrland, mentions: Lonmark}
  - {label: hospital worker, class: Group, mentions: A hospital worker}
  - {label: Coastal Herald, class: Organization, mentions: the Coastal Herald}
  - {label: Tarkan officials, class: Group, nationality: Tarkan, mentions: Tarkan officials}
  - {label: Norrland Coast Command, class: MilitaryUnit, nationality: Norrland}
  - {label: 7th Coastal Brigade, class: MilitaryUnit, echelon: brigade, nationality: Norrland,
     parent: Norrland Coast Command, mentions: The 7th Coastal Brigade}
times:
  - {id: tuesday, edtf: 2031-03-11, status: inferred, evidence: on Tuesday}
quantities:
  - {id: killed, value: 12, min: 12, measure: killed, approximator: at-least, evidence: At least 12 people}
events:
  - {id: deaths, type: casualties, label: Deaths in Velmora, place: Velmora, caused_by: shelling}
  - {id: shelling, type: shelling, label: Shelling of Velmora, agent: Tarkan forces, place: Velmora}
  - {id: withdrawal, type: withdrawal, label: Withdrawal to Lonmark, agent: 7th Coastal Brigade, destination: Lonmark}
claims:
  - id: deaths
    about: deaths
    evidence: At least 12 people were killed
    factuality: CTplus
    chain: &harrow [{source: Osk Harrow, anonymity: named, cue: governor Osk Harrow said}]
    quantities: killed
    time: tuesday
  - id: shelled
    about: shelling
    evidence: Tarkan forces shelled the port of Velmora on Tuesday
    factuality: CTplus
    chain: *harrow
    time: tuesday
    alternative_to: not-fired
  - id: quay-gone
    about: shelling
    evidence: the whole quay is gone
    factuality: CTplus
    chain:
      - {source: Coastal Herald, anonymity: named, cue: told the Coastal Herald}
      - {source: hospital worker, anonymity: on-request, cue: asked not to be named}
    quotation: the whole quay is gone
  - id: not-fired
    about: shelling
    evidence: the army had fired on the city
    factuality: CTminus
    cue: denied
    chain: [{source: Tarkan officials, anonymity: unnamed, cue: denied that}]
  - id: may-withdraw
    about: withdrawal
    evidence: The 7th Coastal Brigade may withdraw to Lonmark
    factuality: PSplus
    cue: may withdraw
    chain: [{source: Osk Harrow, anonymity: named}]
"""


@dataclass(frozen=True)
class Folder:
    """A folder of source documents that a test fills."""

    path: Path

    def add(self, name: str, text: str | bytes, records: str | None = None) -> Path:
        """Write an article, and its records beside it."""
        source = self.path / name
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        if records is not None:
            source.with_name(f"{source.stem}.records.yaml").write_text(records, encoding="utf-8")
        return source


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder for source documents."""
    (tmp_path / "articles").mkdir()
    return Folder(tmp_path / "articles")


@pytest.fixture
def velmora(folder: Folder) -> Folder:
    """A folder with one invented article and its records."""
    folder.add("velmora.txt", VELMORA_TEXT, VELMORA_RECORDS)
    return folder


@pytest.fixture(scope="session")
def first_graph() -> kg.Graph:
    """The graph of the first article as the program finds it, built once."""
    return kg.build(FIRST_ARTICLE)


@pytest.fixture(scope="session")
def reviewed_graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    """The graph of the first article's reviewed records, built once."""
    folder = tmp_path_factory.mktemp("reviewed")
    for source in (FIRST_ARTICLE, FIRST_RECORDS):
        shutil.copy(source, folder)
    return kg.build(folder)


@pytest.fixture(scope="session")
def reviewed_output(tmp_path_factory: pytest.TempPathFactory, reviewed_graph: kg.Graph) -> Path:
    """Every export of the reviewed graph."""
    folder: Path = tmp_path_factory.mktemp("reviewed-output") / "output"
    reviewed_graph.write(folder)
    return folder


@pytest.fixture(scope="session")
def first_output(tmp_path_factory: pytest.TempPathFactory, first_graph: kg.Graph) -> Path:
    """Every export of the first article's graph."""
    folder: Path = tmp_path_factory.mktemp("first") / "output"
    first_graph.write(folder)
    return folder


@pytest.fixture(scope="session")
def first_article() -> Article:
    """The first article as it is read."""
    return read_article(FIRST_ARTICLE)


@pytest.fixture(scope="session")
def first_records(first_article: Article) -> Records:
    """The reviewed records of the first article."""
    return read_reviewed(FIRST_RECORDS, first_article)


@pytest.fixture
def copy_sources() -> Callable[[Path], None]:
    """Copies the first article with its records into another folder."""

    def copy(target: Path) -> None:
        target.mkdir(parents=True)
        for source in (FIRST_ARTICLE, FIRST_RECORDS):
            shutil.copy(source, target)

    return copy


def sha256_of(text: str) -> str:
    """The hex sha256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def plain_article(text: str, file: str = "invented.txt") -> Article:
    """An article of which only the text matters."""
    return Article(file=file, sha256=sha256_of(text), encoding="utf-8", text=text, parts=())


def tree_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their relative names."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
