"""Which files are taken for articles, and under which names."""

from __future__ import annotations

import pytest

from kg.errors import SourceError
from kg.read import find_sources


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.md", "north/c.TXT", ".hidden.txt", ".git/d.txt", "a.records.yaml", "notes.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The army left.", encoding="utf-8")
    return tmp_path


def test_folder_gives_its_articles_by_relative_name(folder):
    """Sorted, at any depth, without hidden files, records and other suffixes."""
    assert [name for _, name in find_sources([folder])] == ["a.md", "b.txt", "north/c.TXT"]


def test_file_gives_itself_by_its_name(folder):
    """A file named alone has no folder in its name."""
    assert find_sources([folder / "north" / "c.TXT"]) == [(folder / "north" / "c.TXT", "c.TXT")]


def test_article_given_twice_is_found_once(folder):
    """The first way to it gives the name."""
    assert [name for _, name in find_sources([folder, folder / "north/c.TXT"])] == ["a.md", "b.txt", "north/c.TXT"]


@pytest.mark.parametrize("suffix", ["yaml", "yml", "json"])
def test_records_file_among_the_paths_is_passed_over(folder, suffix):
    """So that a shell's `*` can be given."""
    (folder / f"a.records.{suffix}").touch()
    assert len(find_sources([folder / "a.md", folder / f"a.records.{suffix}"])) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [("none", "no such file or folder"), ("notes.pdf", ".txt and .md"), (".git/none.txt", "no such file")],
)
def test_path_without_article_is_refused(folder, name, message):
    """A wrong path stops the search."""
    with pytest.raises(SourceError) as refusal:
        find_sources([folder / name])
    assert message in str(refusal.value)


def test_folder_without_articles_is_refused(tmp_path):
    """An empty result is a mistake of the caller."""
    with pytest.raises(SourceError, match="holds no articles"):
        find_sources([tmp_path])


def test_two_files_with_one_name_are_refused(folder, tmp_path):
    """Names identify documents, so they must differ."""
    (tmp_path / "south").mkdir()
    (tmp_path / "south" / "c.TXT").write_text("The army came.", encoding="utf-8")
    with pytest.raises(SourceError, match=r"would both be shown as 'c\.TXT'"):
        find_sources([folder / "north", tmp_path / "south"])
