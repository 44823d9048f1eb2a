"""Plain text with delimiters → rows of text; what is no table is refused, never guessed at."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from recon.guard import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MIB, Unsafe, sniff

Row = list[str | None]

#: 150,000 rows x 24 are 40 MiB; as text in Python the worst takes ten times that, which 512 MB hold.
MAX_TEXT_FILE = 40 * MIB
_DELIMITERS = (",", "\t", ";")
#: Records looked at to find the delimiter, and the share of them that must agree on the number of columns.
_SAMPLE, _SHARE = 1000, 0.9
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: Beginnings of other things that are text: markup, PDF, RTF.
_OTHERS = ("<", "%PDF-", "{\\rtf")
#: What no table holds: control characters but tab, line ends, form feed and the end mark of DOS.
_BINARY = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\x1a")


def read(data: bytes, *, named: bool) -> list[Row]:
    """The records of a csv, blank fields None; raises Unsafe.

    ``named`` says that the file's name ends in .csv: then one column, or lines of differing lengths, will do.
    """
    if not data:
        raise Unsafe("FILE02")
    if len(data) > MAX_TEXT_FILE:
        raise Unsafe("FILE06", "file_big", limit=MAX_TEXT_FILE // MIB)
    encoding = _encoding(data)
    try:
        return list(_rows(data, encoding, _delimiter(data, encoding, named)))
    except csv.Error as error:
        raise Unsafe("FILE04", "quotes") from error


def _encoding(data: bytes) -> str:
    """utf-8, utf-16 with its mark or GB18030; raises Unsafe for anything that is not wholly text."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            _check(data, encoding)
        except UnicodeError:
            if encoding == "utf-8":
                _refuse_damaged(data)
            continue
        return encoding
    raise Unsafe("FILE03", sniff.text(data))


def _check(data: bytes, encoding: str) -> None:
    """Decode all, in pieces; raises UnicodeError, and Unsafe for what is text but no table."""
    begin = True
    for piece in _pieces(data, encoding):
        if not _BINARY.isdisjoint(piece) or (begin and piece.lstrip().startswith(_OTHERS)):
            raise Unsafe("FILE03", sniff.text(data))
        begin = False


def _pieces(data: bytes, encoding: str) -> Iterator[str]:
    text = _text(data, encoding)
    while piece := text.read(MIB):
        yield piece


def _text(data: bytes, encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors, newline="")


def _refuse_damaged(data: bytes) -> None:
    """Raise Unsafe for utf-8 with a few broken bytes, which GB18030 would take for other characters."""
    sample = _text(data, "utf-8", "replace").read(MIB)
    broken, beyond = sample.count("\ufffd"), len(sample) - len(sample.encode("ascii", "ignore"))
    if beyond > 4 * broken:
        raise Unsafe("FILE04", "encoding")


def _delimiter(data: bytes, encoding: str, named: bool) -> str:
    """The delimiter that most records agree on, and of these the one that gives most columns."""
    agreements = [_agreement(data, encoding, delimiter) for delimiter in _DELIMITERS]
    share, columns, delimiter = max(agreements, key=lambda one: (one[0] >= _SHARE, one[1]))
    if share < _SHARE and not named:
        raise Unsafe("FILE03", sniff.text(data))
    return delimiter if columns > 1 else ","


def _agreement(data: bytes, encoding: str, delimiter: str) -> tuple[float, int, str]:
    """Share of the records that have the commonest number of columns, that number, the delimiter."""
    try:
        lengths = Counter(len(row) for row in islice(_records(data, encoding, delimiter), _SAMPLE) if row)
    except csv.Error:
        return 0, 0, delimiter
    columns, records = max(lengths.items(), key=lambda item: item[1], default=(0, 0))
    several = columns > 1 and lengths.total() > 1
    return records / lengths.total() if several else 0, columns, delimiter


def _records(data: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(_text(data, encoding), delimiter=delimiter, strict=True)


def _rows(data: bytes, encoding: str, delimiter: str) -> Iterator[Row]:
    cells = 0
    for number, record in enumerate(_records(data, encoding, delimiter), 1):
        cells += len(record)
        if cells > MAX_CELLS or number > MAX_ROWS or len(record) > MAX_COLUMNS:
            raise Unsafe("FILE06", "limits")
        yield [field or None for field in record]
