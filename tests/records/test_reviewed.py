"""A fault in a records file is shown with the file, its line, what is wrong and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import Problem, RecordsError
from kg.extract.reviewed import find_reviewed, read_reviewed
from kg.records import Records

from ..conftest import VELMORA_RECORDS, VELMORA_TEXT, plain_article

ARTICLE = plain_article(VELMORA_TEXT)
FILE = "velmora.records.yaml"


def problems(path: Path, text: str | bytes) -> tuple[Problem, ...]:
    """The problems of a records file with this text."""
    target = path / FILE
    target.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RecordsError) as caught:
        read_reviewed(target, ARTICLE)
    return caught.value.problems


def changed(old: str, new: str) -> tuple[str, int]:
    """The invented records with a change, and the line of the change."""
    assert VELMORA_RECORDS.count(old) == 1
    return VELMORA_RECORDS.replace(old, new), VELMORA_RECORDS.count("\n", 0, VELMORA_RECORDS.index(old)) + 1


FAULTS = (
    (
        "missing quote",
        "evidence: the army had fired on the city",
        "evidence: the army has fired on the city",
        "claims[not-fired].evidence[1]: the quote “the army has fired on the city” is not in the article",
        "the army had fired on the city",
    ),
    (
        "ambiguous quote",
        "evidence: the whole quay is gone",
        "evidence: Velmora",
        "the quote “Velmora” stands 2 times in the article",
        "within: …",
    ),
    (
        "unknown key",
        "cue: may withdraw",
        "kue: may withdraw",
        "claims[may-withdraw].kue: is no key of this record",
        "correct its spelling",
    ),
    (
        "unknown value",
        "factuality: PSplus",
        "factuality: maybe",
        "claims[may-withdraw].factuality: 'maybe' is no term of the vocabulary",
        "write one of CTplus",
    ),
    (
        "misspelt event type",
        "type: withdrawal",
        "type: withdrawl",
        "'withdrawl' is no term of the vocabulary",
        "did you mean withdrawal",
    ),
    (
        "unknown event type",
        "type: withdrawal",
        "type: wedding",
        "'wedding' is no term of the vocabulary",
        "'kg schema' lists the terms",
    ),
    (
        "id with capitals",
        "{id: deaths, type: casualties",
        "{id: The Deaths, type: casualties",
        "'The Deaths' has characters that are not allowed",
        "write 'the-deaths'",
    ),
    (
        "number in words",
        "value: 12, min: 12",
        "value: twelve, min: 12",
        "'twelve' is not a number",
        "write digits",
    ),
    (
        "unknown class",
        "label: Lonmark, class: Place",
        "label: Lonmark, class: Town",
        "'Town' is no class of entity",
        "write one of Equipment",
    ),
    (
        "dangling reference",
        "chain: [{source: Osk Harrow, anonymity: named}]",
        "chain: [{source: Harro, anonymity: named}]",
        "'Harro' is not among the entities",
        "'Osk Harrow'",
    ),
    ("faulty date", "edtf: 2031-03-11", "edtf: 2031-13-11", "'2031-13-11' is not an EDTF date", None),
    (
        "entity without a class",
        "label: Lonmark, class: Place",
        "label: Lonmark",
        "entities[Lonmark]",
        "add class: one of Equipment, GeopoliticalEntity, Group",
    ),
    ("bad YAML", "about: withdrawal", "about: [withdrawal", "not valid YAML", "quote text that holds ': '"),
    ("tab", "cue: may withdraw", "cue:\tmay\twithdraw: x", "not valid YAML", "quote text"),
)


@pytest.mark.parametrize(("old", "new", "message", "fix"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_names_file_line_message_and_fix(
    tmp_path: Path, old: str, new: str, message: str, fix: str | None
) -> None:
    """Each kind of fault is found on its line."""
    text, line = changed(old, new)
    (problem,) = problems(tmp_path, text)
    assert problem.file == FILE
    assert problem.line is not None
    assert abs(problem.line - line) <= (1 if "YAML" in message else 0)
    assert message in problem.message
    assert fix is None or fix in (problem.fix or "")


def test_a_duplicate_key_is_refused(tmp_path: Path) -> None:
    """The second value of a key would silently win."""
    (problem,) = problems(tmp_path, "claims: []\nclaims: []\n")
    assert problem.line == 2
    assert "found duplicate key" in problem.message


def test_records_of_another_version_are_refused(tmp_path: Path) -> None:
    """Records that name the article's hash are not applied to other bytes."""
    (problem,) = problems(tmp_path, f"# reviewed\nsha256: {'f' * 64}\n{VELMORA_RECORDS}")
    assert (problem.line, "another version of the article" in problem.message) == (2, True)
    assert ARTICLE.sha256 in problem.message
    assert "review the records" in (problem.fix or "")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    """Other encodings would change names silently."""
    (problem,) = problems(tmp_path, "entities: [{label: Café}]".encode("latin-1"))
    assert "not UTF-8 at byte 22" in problem.message
    assert problem.fix == "save the file as UTF-8"


@pytest.mark.parametrize("text", ["", "  \n", "# only a comment\n", "- a list\n", "just words\n"])
def test_a_file_without_records_is_refused(tmp_path: Path, text: str) -> None:
    """An empty file, or one that is no mapping, says what to write."""
    (problem,) = problems(tmp_path, text)
    assert problem.message == "holds no records"
    assert "kg schema" in (problem.fix or "")


@pytest.mark.parametrize(
    "text", ["a: !!int b\n", "a: !!float b\n", "[" * 400, "a: &a [*a]\n", "{a: 1}\n---\n{b: 2}\n", "%YAML 9\n", "\0"]
)
def test_strange_yaml_is_refused_as_records_error(tmp_path: Path, text: str) -> None:
    """Whatever YAML can do, a user sees a problem and no traceback."""
    assert all(problem.file == FILE for problem in problems(tmp_path, text))


def test_a_missing_file_is_a_records_error(tmp_path: Path) -> None:
    """The operating system's refusal is passed on in words."""
    with pytest.raises(RecordsError, match="cannot be read: No such file"):
        read_reviewed(tmp_path / FILE, ARTICLE)


def test_all_faults_are_shown_in_file_order(tmp_path: Path) -> None:
    """One run shows everything that is wrong."""
    text, _ = changed("factuality: PSplus", "factuality: maybe")
    found = problems(tmp_path, text.replace("evidence: the whole quay is gone", "evidence: nothing of the kind"))
    assert [problem.line for problem in found] == sorted(problem.line or 0 for problem in found)
    assert len(found) == 2


def read(tmp_path: Path, text: str) -> Records:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return read_reviewed(tmp_path / FILE, ARTICLE)


def test_no_stays_text(tmp_path: Path) -> None:
    """YAML 1.2: the country code of Norway is not false."""
    entity = "  - {label: Norge, class: GeopoliticalEntity, aliases: [NO, on, 12:30]}\ntimes:"
    records = read(tmp_path, VELMORA_RECORDS.replace("times:", entity, 1))
    assert records.entities[-1].aliases == ("NO", "on", "12:30")


@pytest.mark.parametrize("edtf", ["2031-03-11", "2031-03", "2031", '"2031"', "2031-03-10/2031-03-11"])
def test_dates_need_no_quotation_marks(tmp_path: Path, edtf: str) -> None:
    """A day or a year in YAML is the EDTF expression as it is written."""
    records = read(tmp_path, VELMORA_RECORDS.replace("edtf: 2031-03-11", f"edtf: {edtf}"))
    assert records.times[0].edtf == edtf.strip('"')


def test_a_date_of_publication_is_read(tmp_path: Path) -> None:
    """A reviewer corrects the article's date as plainly."""
    records = read(tmp_path, f"document: {{published: 2031-03-14, author: Ilsa Brandt}}\n{VELMORA_RECORDS}")
    assert records.document.published is not None
    assert records.document.published.isoformat() == "2031-03-14"
    assert records.document.authors == ("Ilsa Brandt",)


def test_json_may_escape_what_is_beyond_the_basic_plane(tmp_path: Path) -> None:
    """Python's `json.dumps` writes an emoji as two escapes, which are one character."""
    claim = {"id": "c", "about": "Velmora \N{ROCKET}", "evidence": "the whole quay is gone", "factuality": "CTplus"}
    records = {"entities": [{"label": "Velmora \N{ROCKET}", "class": "Place"}], "claims": [claim]}
    text = json.dumps(records)
    assert "\\ud83d" in text
    assert read(tmp_path, text).entities[0].label == "Velmora \N{ROCKET}"


def test_half_an_escaped_character_is_refused_with_its_line(tmp_path: Path) -> None:
    """No text can hold a lone surrogate."""
    (problem,) = problems(tmp_path, 'entities:\n  - {class: Place, label: "\\ud83d"}\n')
    assert (problem.line, "half of a character" in problem.message) == (2, True)


@pytest.mark.parametrize("suffix", [".records.yaml", ".records.yml", ".records.json"])
def test_records_are_found_beside_their_article(tmp_path: Path, suffix: str) -> None:
    """`NAME.records.…` belongs to `NAME.txt`."""
    records = tmp_path / f"velmora{suffix}"
    records.touch()
    assert find_reviewed(tmp_path / "velmora.txt") == records
    assert find_reviewed(tmp_path / "lonmark.txt") is None
