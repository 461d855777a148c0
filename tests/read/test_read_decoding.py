"""Which bytes are text, and what a reader is told about those that are not."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import SourceError
from kg.read import read_article, read_article_bytes
from kg.read.decoding import decode

TEXT = "Café tables were cleared.\r\nЗимно 😀 was quiet.\r"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
    ],
)
def test_byte_order_mark_names_the_encoding_and_is_no_text(mark, encoding):
    """The mark is removed and line ends are kept."""
    assert decode(mark + TEXT.encode(encoding), "a.txt") == (TEXT, encoding)


def test_windows_1252_is_read_with_a_warning():
    """What is not UTF-8 is taken for windows-1252, and the article says so."""
    article = read_article_bytes("“Café,” he said.".encode("windows-1252"), "a.txt")
    assert article.text == "“Café,” he said."
    assert article.encoding == "windows-1252"
    assert "not UTF-8" in article.warnings[0]


@pytest.mark.parametrize(
    ("data", "message", "fix"),
    [
        (b"", "is empty", "put the article's text"),
        (b" \r\n\t\n", "only white space", "put the article's text"),
        (codecs.BOM_UTF8 + b"\n", "only white space", "put the article's text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "plain text"),
        (bytes(range(1, 9)) * 20, "binary", "plain text"),
        ("The army left.".encode("utf-16-le"), "UTF-16LE without a byte-order mark", "iconv -f UTF-16LE -t UTF-8"),
        ("The army left.".encode("utf-16-be"), "UTF-16BE without a byte-order mark", "iconv -f UTF-16BE -t UTF-8"),
        (b"caf\xe9\nand \x81", "neither UTF-8 nor windows-1252: byte 0x81 at position 9", "iconv -f ENCODING"),
        (codecs.BOM_UTF8 + b"caf\xe9 was", "not the UTF-8 that its first bytes say", "iconv"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "not the UTF-16-LE", "iconv"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data, message, fix):
    """Each refusal names the file, the fault and what to do."""
    with pytest.raises(SourceError) as refusal:
        decode(data, "in/a.txt")
    [problem] = refusal.value.problems
    assert problem.file == "in/a.txt"
    assert message in problem.message
    assert fix in (problem.fix or "")


def test_undecodable_byte_is_placed_on_its_line():
    """The line of the first bad byte is given."""
    with pytest.raises(SourceError) as refusal:
        decode(b"caf\xe9\nand \x81", "a.txt")
    assert refusal.value.problems[0].line == 2


def test_larger_file_than_the_limit_is_refused(tmp_path):
    """Size, limit and setting are named."""
    path = tmp_path / "long.txt"
    path.write_text("The army left. " * 100, encoding="utf-8")
    with pytest.raises(SourceError, match=r"1,500 bytes; the limit is 1,000(.|\n)*max_article_bytes"):
        read_article(path, max_bytes=1000)
    assert read_article(path, max_bytes=1500).text


def test_missing_file_and_folder_are_refused_with_the_reason(tmp_path):
    """The operating system's reason is passed on."""
    with pytest.raises(SourceError, match="No such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="cannot be read"):
        read_article(tmp_path)


def test_article_is_shown_by_name_and_never_by_its_path(tmp_path):
    """The display name replaces the file's own."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"The army left.")
    assert read_article(path).file == "a.txt"
    assert read_article(path, name="north/a.txt").file == "north/a.txt"
    assert len(read_article(path).sha256) == 64
