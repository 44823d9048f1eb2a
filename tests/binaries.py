"""Writers of small binary workbooks: compound files of any tree, BIFF5 and BIFF8 streams, xlsb packages."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.hostile import OFFICE

_NONE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_CUTOFF = 4096


# --- compound files


@dataclass
class Storage:
    """A storage or, with ``data``, a stream."""

    name: str
    data: bytes | None = None
    children: list[Storage] = field(default_factory=list)


def compound(children: Sequence[Storage], root: str = "Root Entry") -> bytes:
    """A compound file of 512-byte sectors, its small streams in the small sectors; entries in the order given."""
    entries: list[tuple[Storage, int, int, int]] = []  # the object, left, right, child

    def lay(level: Sequence[Storage]) -> int:
        """Number the objects of a level, joined as a list; the number of the first."""
        numbers = []
        for one in level:
            numbers.append(len(entries))
            entries.append((one, _NONE, _NONE, _NONE))
            entries[numbers[-1]] = (one, _NONE, _NONE, lay(one.children))
        for number, following in pairwise(numbers):
            one, _, _, child = entries[number]
            entries[number] = (one, _NONE, following, child)
        return numbers[0] if numbers else _NONE

    lay([Storage(root, None, list(children))])
    small, small_table, big, starts = b"", list[int](), list[bytes](), dict[int, int]()
    for number, (one, *_) in enumerate(entries):
        if one.data is not None and len(one.data) < _CUTOFF:
            starts[number] = len(small_table)
            small_table += _linked(len(small_table), -(-len(one.data) // 64))
            small += one.data.ljust(-(-len(one.data) // 64) * 64, b"\0")
        elif one.data is not None:
            big.append(one.data)
            starts[number] = -len(big)
    directory = -(-len(entries) // 4)
    chains = [b"\0" * 512 * directory, small, struct.pack(f"<{len(small_table)}I", *small_table), *big]
    counts = [-(-len(chain) // 512) for chain in chains]
    tables = next(n for n in range(1, 110) if n * 128 >= sum(counts) + n)
    fat, firsts = [0xFFFFFFFD] * tables, list[int]()
    for count in counts:
        firsts.append(len(fat) if count else _END)
        fat += _linked(len(fat), count)
    place = {n: firsts[2 - at] if at < 0 else at for n, at in starts.items()}
    chains[0] = b"".join(
        _entry(
            one,
            5 if not n else 2 if one.data is not None else 1,
            links,
            place.get(n, firsts[1] if not n else 0),
            len(small) if not n else len(one.data or b""),
        )
        for n, (one, *links) in enumerate(entries)
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<8I", tables, firsts[0], 0, _CUTOFF, firsts[2], counts[2], _END, 0)
    head += struct.pack("<109I", *range(tables), *[_NONE] * (109 - tables))
    body = b"".join(chain.ljust(count * 512, b"\0") for chain, count in zip(chains, counts, strict=True))
    return head + struct.pack(f"<{tables * 128}I", *fat, *[_NONE] * (tables * 128 - len(fat))) + body


def _linked(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END] if count else []


def _entry(one: Storage, kind: int, links: Sequence[int], start: int, size: int) -> bytes:
    name = one.name.encode("utf-16-le") + b"\0\0"
    head = name.ljust(64, b"\0") + struct.pack("<HBB3I", len(name), kind, 1, *links)
    return head + bytes(36) + struct.pack("<III", start, size, 0)


# --- xls


def record(code: int, body: bytes = b"") -> bytes:
    """A BIFF record."""
    return struct.pack("<HH", code, len(body)) + body


def wide(text: str, count: str = "<H", *, double: bool | None = None) -> bytes:
    """A BIFF8 string, its characters as single bytes where they can be unless ``double``."""
    if double is None:
        double = any(ord(c) > 255 for c in text)
    raw = text.encode("utf-16-le" if double else "latin-1")
    return struct.pack(count, len(raw) // (2 if double else 1)) + bytes([double]) + raw


def narrow(text: str, encoding: str, count: str = "<H") -> bytes:
    """A BIFF5 string."""
    raw = text.encode(encoding)
    return struct.pack(count, len(raw)) + raw


def place(row: int, column: int, form: int = 0) -> bytes:
    """Row, column and format of a cell."""
    return struct.pack("<HHH", row, column, form)


def number(row: int, column: int, value: float, form: int = 0) -> bytes:
    """A NUMBER record."""
    return record(0x203, place(row, column, form) + struct.pack("<d", value))


def shared(row: int, column: int, index: int) -> bytes:
    """A LABELSST record."""
    return record(0xFD, place(row, column) + struct.pack("<I", index))


def formula(row: int, column: int, result: bytes, code: int = 0x06, flags: int = 0) -> bytes:
    """A formula ``=1`` with the eight bytes of its saved result."""
    return record(code, place(row, column) + result + struct.pack("<HIH", flags, 0, 3) + b"\x1e\x01\x00")


def result(kind: int, value: int = 0) -> bytes:
    """A saved result that is no number: 0 text to come, 1 truth value, 2 error, 3 blank text."""
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])


def begin(kind: int, version: int = 0x600) -> bytes:
    """A BOF record: 5 for the globals, 0x10 for a worksheet, 0x20 for a chart."""
    return record(0x809, struct.pack("<HHHHII", version, kind, 0, 0, 0, 0)[: 16 if version == 0x600 else 8])


END = record(0x0A)


@dataclass
class Tab:
    """A sheet: its records of cells, what it is (0 worksheet, 1 macros, 2 chart), and whether hidden."""

    name: str
    cells: bytes
    kind: int = 0
    hidden: int = 0


def stream(
    tabs: Sequence[Tab],
    *,
    strings: Sequence[str] = (),
    before: bytes = b"",
    behind: bytes = b"",
    encoding: str = "",
    sst: bytes = b"",
    scattered: bool = False,
) -> bytes:
    """A workbook stream, BIFF5 where there is an ``encoding``; sheets may lie in another order than their tabs."""
    version = 0x500 if encoding else 0x600
    names = [narrow(t.name, encoding, "<B") if encoding else wide(t.name, "<B") for t in tabs]
    table = struct.pack("<II", len(strings), len(strings)) + b"".join(map(wide, strings))
    sst = sst or (record(0xFC, table) if strings else b"")
    start, bounds = begin(5, version) + before, [record(0x85, bytes(6) + name) for name in names]
    at = len(start) + sum(map(len, bounds)) + len(sst) + len(behind) + len(END)
    offsets, bodies = dict[int, int](), list[bytes]()
    order = list(range(len(tabs)))
    for index in reversed(order) if scattered else order:
        kind = (0x10, 0x40, 0x20)[tabs[index].kind]
        bodies.append(begin(kind, version) + tabs[index].cells + END)
        offsets[index] = at
        at += len(bodies[-1])
    bounds = [
        record(0x85, struct.pack("<IBB", offsets[n], tabs[n].hidden, tabs[n].kind) + name)
        for n, name in enumerate(names)
    ]
    return start + b"".join(bounds) + sst + behind + END + b"".join(bodies)


def xls(tabs: Sequence[Tab], name: str = "Workbook", **rest: object) -> bytes:
    """An xls with these tabs."""
    return compound([Storage(name, stream(tabs, **rest))])  # type: ignore[arg-type]


def code_page(number: int) -> bytes:
    """A CODEPAGE record."""
    return record(0x42, struct.pack("<H", number))


def formats(*forms: str, encoding: str = "") -> bytes:
    """FORMAT records from 164 on, and XF records: 0 general, then one for each form."""
    made = b"".join(
        record(0x41E, struct.pack("<H", n) + (narrow(f, encoding, "<B") if encoding else wide(f)))
        for n, f in enumerate(forms, 164)
    )
    numbers = [0, *range(164, 164 + len(forms))]
    return made + b"".join(record(0xE0, struct.pack("<HH", 0, n) + bytes(16)) for n in numbers)


# --- xlsb


def record12(code: int, body: bytes = b"") -> bytes:
    """A record of an xlsb part."""
    return _seven(code) + _seven(len(body)) + body


def _seven(number: int) -> bytes:
    head = b""
    while number > 127:
        head, number = head + bytes([number & 127 | 128]), number >> 7
    return head + bytes([number])


def text12(text: str) -> bytes:
    """An XLWideString."""
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def row12(row: int) -> bytes:
    """A row."""
    return record12(0, struct.pack("<I", row) + bytes(13))


def cell12(code: int, column: int, value: bytes, form: int = 0) -> bytes:
    """A cell; one of codes 12 to 18 is short and carries no column."""
    where = b"" if 12 <= code <= 18 else struct.pack("<I", column)
    return record12(code, where + struct.pack("<I", form) + value)


def xlsb(
    sheets: Sequence[tuple[str, bytes]],
    *,
    strings: Sequence[str] = (),
    forms: Sequence[str] = (),
    since_1904: bool = False,
    folder: str = "xl",
    absolute: bool = False,
) -> bytes:
    """An xlsb with sheets by name and the records between BeginSheetData and EndSheetData."""
    parts: dict[str, bytes] = {}
    links, bundles, base = "", b"", f"/{folder}/" if absolute else ""
    for n, (name, rows) in enumerate(sheets, 1):
        links += _link(f"rId{n}", "worksheet", f"{base}worksheets/sheet{n}.bin")
        bundles += record12(156, struct.pack("<II", 0, n) + text12(f"rId{n}") + text12(name))
        parts[f"{folder}/worksheets/sheet{n}.bin"] = (
            record12(129) + record12(148, bytes(16)) + record12(145) + rows + record12(146) + record12(130)
        )
    book = record12(131) + record12(153, struct.pack("<III", since_1904, 0, 0))
    parts[f"{folder}/workbook.bin"] = (
        book + record12(143) + bundles + record12(144) + record12(157, bytes(26)) + record12(132)
    )
    if strings:
        links += _link("rIdS", "sharedStrings", f"{base}sharedStrings.bin")
        items = b"".join(record12(19, b"\0" + text12(s)) for s in strings)
        parts[f"{folder}/sharedStrings.bin"] = (
            record12(159, struct.pack("<II", len(strings), len(strings))) + items + record12(160)
        )
    if forms:
        links += _link("rIdT", "styles", f"{base}styles.bin")
        parts[f"{folder}/styles.bin"] = _styles(forms)
    parts[f"{folder}/_rels/workbook.bin.rels"] = f"<Relationships>{links}</Relationships>".encode()
    root = _link("rId1", "officeDocument", f"{folder}/workbook.bin")
    parts |= {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": f"<Relationships>{root}</Relationships>".encode(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _styles(forms: Sequence[str]) -> bytes:
    made = b"".join(record12(44, struct.pack("<H", n) + text12(f)) for n, f in enumerate(forms, 164))
    used = [0, *range(164, 164 + len(forms))]
    xfs = b"".join(record12(47, struct.pack("<HH", 0xFFFF, n) + bytes(12)) for n in used)
    style_xf = record12(47, struct.pack("<HH", 0xFFFF, 14) + bytes(12))
    return (
        record12(278)
        + record12(615)
        + made
        + record12(616)
        + record12(626)
        + style_xf
        + record12(627)
        + record12(617)
        + xfs
        + record12(618)
        + record12(279)
    )
