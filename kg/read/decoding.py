"""Bytes to text: a byte-order mark, else UTF-8, else windows-1252; anything else is refused."""

from __future__ import annotations

import codecs

from kg.errors import Problem, SourceError

# UTF-32 goes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FALLBACK = "windows-1252"
_MOST_CONTROLS = 0.1  # a share no text reaches, and compressed or encrypted data does
_UTF16_NULS = 0.3  # of every second byte: English in UTF-16 has nearly all, CJK hardly any
_NOT_TEXT = "give the article as plain text; PDF, Word and image files must be converted first"


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text of a file and the encoding it was in; a byte-order mark is not part of the text.

    `file` is named in the SourceError that is raised for what is empty, binary or in no accepted encoding.
    Line ends stay as they are, so that offsets count every character of the file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _decode_strictly(data[len(mark) :], encoding, file)
            break
    else:
        if b"\0" in data:
            raise _refusal_of_nuls(data, file)
        try:
            text, encoding = data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = _decode_strictly(data, _FALLBACK, file), _FALLBACK
    if not text.strip():
        what = "is empty" if not data else "holds only white space"
        raise SourceError(Problem(file, None, f"the file {what}", "put the article's text in it or remove it"))
    controls = sum(map(text.count, _CONTROLS))
    if "\0" in text or controls > len(text) * _MOST_CONTROLS:
        raise SourceError(Problem(file, None, "the file is binary, not text", _NOT_TEXT))
    return text, encoding


def is_fallback(encoding: str) -> bool:
    """Whether an encoding was guessed because nothing in the file declares or proves it."""
    return encoding == _FALLBACK


_CONTROLS = tuple(chr(code) for code in (*range(1, 9), *range(14, 32), *range(127, 160)) if code != 0x85)  # noqa: PLR2004  (0x85 is a line end)


def _decode_strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = data[error.start : error.start + 1].hex().upper()
        tried = (
            "UTF-8 nor windows-1252" if encoding == _FALLBACK else f"the {encoding.upper()} that its first bytes say"
        )
        neither = "neither" if encoding == _FALLBACK else "not"
        message = f"the text is {neither} {tried}: byte 0x{bad} at position {error.start}"
        raise SourceError(Problem(file, line, message, _iconv("ENCODING", file))) from error


def _refusal_of_nuls(data: bytes, file: str) -> SourceError:
    """Tells UTF-16 without its mark, which one command repairs, from data that is no text."""
    half = len(data) / 2
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    for nuls, others, encoding in ((odd, even, "UTF-16LE"), (even, odd, "UTF-16BE")):
        if nuls > _UTF16_NULS and others < nuls / 10:
            return SourceError(
                Problem(file, None, f"the text is {encoding} without a byte-order mark", _iconv(encoding, file))
            )
    line = data.count(b"\n", 0, data.index(0)) + 1
    return SourceError(Problem(file, line, "the file is binary, not text: it holds NUL bytes", _NOT_TEXT))


def _iconv(encoding: str, file: str) -> str:
    hint = ", with the encoding it was written in" if encoding == "ENCODING" else ""
    return f"convert it to UTF-8: iconv -f {encoding} -t UTF-8 '{file}' > converted.txt{hint}"
