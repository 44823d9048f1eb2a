"""The hostile-file guard: what a file is, and whether a parser may see its bytes.

Everything here works on bytes in bounded memory. A file that could exhaust memory or time is refused
with :class:`Unsafe`; one that is merely odd is not ``trusted``, so the reader parses it in a child process.
A byte scan stands in for an XML parser because it costs a fraction of one: any cell that it does not
recognise outright makes the sheet *unusual*, and expat then counts its cells exactly.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Literal
from xml.parsers import expat

Kind = Literal["xlsx", "xlsb", "ods", "xls"]
Place = tuple[int, int]

MIB = 1 << 20
#: A file's own size; 200,000 rows x 24 are 32 MiB, and Excel 97-2003 stops near 100.
MAX_FILE = 128 * MIB
#: All parts inflated; 200,000 rows x 24 are 196 MiB of sheet XML.
MAX_INFLATED = 512 * MIB
#: Parts of a package; a workbook with 250 sheets, each with a drawing and comments, has about 1,500.
MAX_MEMBERS = 10_000
#: Area the parser would allocate at 38 bytes a cell (300 MiB), unless the cells themselves fill half of it.
MAX_AREA = 8_000_000
#: Cells written in the file, blank ones included; 200,000 x 24 are 4.8 million.
MAX_CELLS = 10_000_000
#: Error cells and formulas without a value that are kept, at about 200 bytes each.
MAX_MARKS = 1_000_000
#: One cell; Excel allows 32,767 characters.
MAX_TEXT = MIB
#: Bytes that shared strings may come to once every cell has its own copy, before a child must do it.
MAX_COPIES = 256 * MIB
#: A small part (workbook, styles, relations) beyond this is no longer small.
MAX_PART = 16 * MIB
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_STEP = 256 * 1024
_PIECE = 4 * MIB
#: The shortest cell that holds a shared string: ``<c r="A1" t="s"><v>0</v></c>``.
_SHORTEST_SHARED = 29

_MARKUP = re.compile(rb"!(?<=<!)(DOCTYPE|ENTITY)?")
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: [\w:]+="[^"<>]*")*+) ?(/?)>')
_ADDRESS = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_VALUE = re.compile(rb"<v(?: [^>]*)?>([^<]+)</v>")
_TYPE = re.compile(rb' t="([^"]*)"')
_ORDINARY = (
    rb'<c(?! r="%s%s"(?: s="\d++"(?:><v| t="s"><v)|(?: s="\d++")?+(?: t="(?:[sbn]"|str"|inlineStr"))?+'
    rb"(?:/>|>(?!<f)|><f[^>]*+>(?:(?<=/>)|[^<]*+</f>)<v>[^<])))[\s/>]"
)


_BAD_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, struct.error)


class Unsafe(Exception):  # noqa: N818  # a verdict on a file, not an error of ours
    """A file that must not be read: its code in :data:`recon.messages.FILES`, the detail's key and words."""

    def __init__(self, code: str, key: str = "", **words: object) -> None:
        super().__init__(code, key, words)
        self.code = code
        self.key = key
        self.words = words

    def __reduce__(self) -> tuple[Callable[..., Unsafe], tuple[str, str, dict[str, object]]]:
        """Keep the words across the pipe from the child."""
        return _unsafe, (self.code, self.key, self.words)


def _unsafe(code: str, key: str, words: dict[str, object]) -> Unsafe:
    return Unsafe(code, key, **words)


@dataclass
class Marks:
    """What the parser loses on a sheet: (row, column) from 0 → the error shown; formulas without a value."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)

    def check(self) -> None:
        """Refuse to hold more than :data:`MAX_MARKS`."""
        if len(self.errors) + len(self.uncached) > MAX_MARKS:
            raise Unsafe("FILE06", "limits")


@dataclass(frozen=True)
class Survey:
    """What the guard learnt: ``inflated`` bytes, marks by sheet name, and whether the parser may run here."""

    kind: Kind
    inflated: int
    trusted: bool
    marks: dict[str, Marks]


def survey(data: bytes) -> Survey:
    """What kind of workbook ``data`` is; raises Unsafe when it is none or must not be read.

    The marks of an xlsx are complete; those of other kinds come from :func:`deep_marks`, in the child.
    """
    if not data:
        raise Unsafe("FILE02")
    if data.startswith(b"PK\x03\x04"):
        return _survey_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Survey("xls", len(data), False, {})
    raise Unsafe("FILE03")


# --- zip packages -----------------------------------------------------------------------------------


def _survey_zip(data: bytes) -> Survey:
    members = _members(data)
    kind = _kind(data, members)
    if any(info.flag_bits & 1 for info in members.values()):
        raise Unsafe("FILE05")
    scans = {name: _Part(name, info.file_size) for name, info in members.items()}
    for name, info in sorted(members.items(), key=lambda item: "sheet" in item[0]):
        try:
            scans[name].take(inflate(data, info))
        except Unsafe as unsafe:
            raise _named(unsafe, scans) from None
    _refuse_encrypted(scans)
    size = sum(info.file_size for info in members.values())
    if kind != "xlsx":
        return Survey(kind, size, False, {})
    return _survey_xlsx(data, members, scans, size)


def _members(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """The parts by name as the parser looks them up: no case, forward slashes; raises Unsafe."""
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise Unsafe("FILE06", "too_many", limit=MAX_MEMBERS)
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except _BAD_ZIP as error:
        raise Unsafe("FILE04", "zip") from error
    members = {info.filename.replace("\\", "/").lower(): info for info in infos}
    if len(members) != len(infos):  # two parts of one name: which one a parser takes is anyone's guess
        raise Unsafe("FILE04", "zip")
    if sum(info.file_size for info in infos) > MAX_INFLATED:
        raise Unsafe("FILE06", "too_big", limit=MAX_INFLATED // MIB)
    return members


def _kind(data: bytes, members: dict[str, zipfile.ZipInfo]) -> Kind:
    if "[content_types].xml" in members:
        for name, kind in (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb")):
            if name in members:
                return kind  # type: ignore[return-value]
    if "mimetype" in members and members["mimetype"].file_size < 200:
        mimetype = b"".join(inflate(data, members["mimetype"]))
        if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
    raise Unsafe("FILE03")


def _named(unsafe: Unsafe, parts: dict[str, _Part]) -> Unsafe:
    """The same refusal with the sheet's name in place of its part's, where the workbook tells it."""
    part = unsafe.words.get("sheet")
    if part and "xl/workbook.xml" in parts:
        names = {target: name for name, target in _sheet_parts(parts).items()}
        return Unsafe(unsafe.code, unsafe.key, sheet=names.get(str(part), part))
    return unsafe


def _refuse_encrypted(parts: dict[str, _Part]) -> None:
    manifest = parts.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in manifest.kept:
        raise Unsafe("FILE05")


def inflate(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part in pieces of at most 4 MiB; raises Unsafe unless size and CRC are as declared.

    Own code, since :mod:`zipfile` stops at the declared size where a parser may go on.
    """
    size = crc = 0
    for piece in _raw_pieces(data, info):
        size += len(piece)
        if size > info.file_size:
            break
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != info.file_size or crc != info.CRC:
        raise Unsafe("FILE04", "zip")


def _raw_pieces(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    raw = _raw(data, info)
    if info.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(raw[at : at + _STEP]) for at in range(0, len(raw), _STEP))
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        try:
            yield from _deflated(raw)
        except zlib.error as error:
            raise Unsafe("FILE04", "zip") from error
    else:
        raise Unsafe("FILE04", "zip")


def _raw(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    start = info.header_offset
    if start < 0 or data[start : start + 4] != b"PK\x03\x04" or start + 30 > len(data):
        raise Unsafe("FILE04", "zip")
    name, extra = struct.unpack_from("<HH", data, start + 26)
    start += 30 + name + extra
    raw = memoryview(data)[start : start + info.compress_size]
    if len(raw) != info.compress_size:
        raise Unsafe("FILE04", "zip")
    return raw


def _deflated(raw: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-15)
    for at in range(0, len(raw), _STEP):
        waiting: bytes | memoryview = raw[at : at + _STEP]
        while piece := stream.decompress(waiting, _PIECE):
            yield piece
            waiting = stream.unconsumed_tail
    if not stream.eof:
        raise Unsafe("FILE04", "zip")


class _Part:
    """One part of a package, scanned as it is inflated; ``kept`` is its text when it is a small one."""

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.size = size
        self.kept = b""
        self.longest = 0  # bytes of the longest shared string
        self.sheet: _Sheet | None = None
        self.odd = False
        self._is_xml = name.endswith((".xml", ".rels"))
        self._keep = name.endswith(("xl/workbook.xml", ".rels", "manifest.xml")) and size <= MAX_PART
        self._strings = name.endswith("sharedstrings.xml")

    def take(self, pieces: Iterable[bytes]) -> None:
        """Scan the whole part; raises Unsafe."""
        tail = b""
        for piece in pieces:
            text = tail + piece
            if self.sheet:
                text = self.sheet.feed(text)
            elif b"sheetData" in text and self._is_xml_text(text):
                self.sheet = _Sheet(self.name, counting=self.size > 64 * MIB)
                text = self.sheet.feed(text)
            else:
                text = self._other(text, piece)
            tail = text
        if self.sheet:
            self.sheet.finish(tail)
        small = bool(self.sheet) or self._strings or not self._is_xml or self.size <= MAX_PART
        self.odd = self.odd or not small

    def _is_xml_text(self, text: bytes) -> bool:
        return self._is_xml or text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def _other(self, text: bytes, piece: bytes) -> bytes:
        """Scan a part that is no sheet (so far); returns what must be seen again with the next piece."""
        if not self._is_xml:
            return text[-16:]
        refuse_entities(text)
        self.odd = self.odd or text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in text[:4]
        if self._keep:
            self.kept += piece
        return self._shared(text) if self._strings else text[-16:]

    def _shared(self, text: bytes) -> bytes:
        *whole, tail = text.split(b"si>")
        self.longest = max([self.longest, len(tail), *map(len, whole)])
        if self.longest > MAX_TEXT:
            raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
        return tail


def refuse_entities(text: bytes) -> None:
    """Raise Unsafe if XML ``text`` declares a document type or entity."""
    for match in _MARKUP.finditer(text):
        if match[1]:
            raise Unsafe("FILE06", "doctype")


# --- worksheets of xlsx -----------------------------------------------------------------------------


class _Sheet:
    """The byte scan of one worksheet: bounds of its cells, errors, formulas without a value.

    ``rows`` and ``columns`` are upper bounds: 10^n or a leading digit or letter above the largest seen.
    """

    def __init__(self, part: str, counting: bool) -> None:
        self.part = part
        self._counting = counting  # only a large part can hold too many cells
        self.unusual = False
        self.marks = Marks()
        self.cells = 0
        self._digits, self._lead_digit = 4, 9
        self._letters, self._lead_letter = 1, 26
        self._compile()

    def _compile(self) -> None:
        row = rb"\d{1,4}+"
        if self._digits > 4:
            row = rb"[1-%d]?\d{1,%d}+" % (self._lead_digit, self._digits - 1)
        column = rb"[A-Z]"
        if self._letters > 1:
            column = rb"[A-%c]?[A-Z]{1,%d}+" % (64 + self._lead_letter, self._letters - 1)
        self._odd_cell = re.compile(_ORDINARY % (column, row))

    @property
    def rows(self) -> int:
        """At least the largest row, counted from 1."""
        return 9999 if self._digits == 4 else int((self._lead_digit + 1) * 10 ** (self._digits - 1) - 1)

    @property
    def columns(self) -> int:
        """At least the largest column, counted from 1."""
        below = (0, 0, 26, 702)[self._letters]
        return below + self._lead_letter * int(26 ** (self._letters - 1))

    def feed(self, text: bytes) -> bytes:
        """Scan all cells of ``text`` but the last; returns that one, to be put before the next piece."""
        end = text.rfind(b"<c")
        if end <= 0 and len(text) > MAX_TEXT:
            if b"</c>" not in text and b"</sheetData>" not in text and end == 0:
                raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
            end = len(text) - 64
        if b"<" not in text and len(text) > MAX_TEXT:
            raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
        if end <= 0:
            return text
        self._scan(text, end)
        return text[end:]

    def finish(self, text: bytes) -> None:
        """Scan the last cell."""
        self._scan(text, len(text))

    def _scan(self, text: bytes, end: int) -> None:
        if b"!" in text and _MARKUP.search(text):
            refuse_entities(text)
            self.unusual = True
        self.unusual = self.unusual or (b":" in text and bool(_PREFIXED.search(text))) or b"\0" in text[:4]
        if self._counting:
            self.cells += text.count(b"<c ", 0, end)
        at = 0
        while not self.unusual and (match := self._odd_cell.search(text, at, end)):
            at = self._look(text, match.start())

    def _look(self, text: bytes, at: int) -> int:
        """Judge one cell that is not ordinary; returns where to go on."""
        cell = _CELL.match(text, at)
        if not cell or b' r="' in cell[3]:
            self._judge_address(text, at)
            self.unusual = True
            return at
        row, column = int(cell[2]), column_number(cell[1])
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise Unsafe("FILE06", "bad_ref", sheet=self.part)
        self._widen(cell[1], cell[2])
        if not cell[4]:
            self._mark((row - 1, column - 1), cell[3], text[cell.end() : text.find(b"</c>", cell.end())])
        return cell.end()

    def _judge_address(self, text: bytes, at: int) -> None:
        address = _ADDRESS.match(text, at)
        if address and (len(address[1]) > 3 or len(address[2].lstrip(b"0")) > 7):
            raise Unsafe("FILE06", "bad_ref", sheet=self.part)

    def _widen(self, letters: bytes, digits: bytes) -> None:
        row = (len(digits), digits[0] - 48)
        column = (len(letters), letters[0] - 64)
        if row > (self._digits, self._lead_digit):
            self._digits, self._lead_digit = row
        if column > (self._letters, self._lead_letter):
            self._letters, self._lead_letter = column
        self._compile()

    def _mark(self, place: Place, attributes: bytes, body: bytes) -> None:
        kind = _TYPE.search(attributes)
        value = _VALUE.search(body)
        if kind and kind[1] == b"e":
            self.marks.errors[place] = value[1].decode("utf-8", "replace") if value else "#?"
        elif b"<f" in body and not value and not (kind and kind[1] == b"str"):
            self.marks.uncached.add(place)
        self.marks.check()


def column_number(letters: bytes) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _survey_xlsx(
    data: bytes, members: dict[str, zipfile.ZipInfo], parts: dict[str, _Part], size: int
) -> Survey:
    names = _sheet_parts(parts)
    sheets = {name: scan for name, part in names.items() if part in parts and (scan := parts[part].sheet)}
    check_extents(_extents(data, {name: (members[names[name]], scan) for name, scan in sheets.items()}))
    odd = any(scan.unusual for scan in sheets.values()) or any(part.odd for part in parts.values())
    missing = any(part not in parts for part in names.values())
    copies = max(part.longest for part in parts.values()) * sum(members[names[n]].file_size for n in sheets)
    trusted = not (odd or missing) and copies // _SHORTEST_SHARED <= MAX_COPIES
    return Survey("xlsx", size, trusted, {name: scan.marks for name, scan in sheets.items()})


def _sheet_parts(parts: dict[str, _Part]) -> dict[str, str]:
    """Sheet name → part name, from the workbook and its relations; raises Unsafe when they are broken."""
    relations = parts.get("xl/_rels/workbook.xml.rels")
    targets = {
        attributes.get("Id", ""): _part_name(attributes.get("Target", ""))
        for name, attributes in _elements(relations.kept if relations else b"")
        if name == "Relationship"
    }
    named = [
        (attributes.get("name", ""), _relation(attributes))
        for name, attributes in _elements(parts["xl/workbook.xml"].kept)
        if name == "sheet"
    ]
    if len(dict(named)) != len(named):  # two sheets of one name: no program writes that
        raise Unsafe("FILE04", "parser")
    return {name: targets.get(relation, "") for name, relation in named}


def _relation(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")


def _part_name(target: str) -> str:
    path = target.replace("\\", "/").lower()
    return path[1:] if path.startswith("/") else path if path.startswith("xl/") else normpath("xl/" + path)


def _elements(text: bytes) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small XML part: local name and attributes, in order."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name.rpartition(":")[2], attributes))

    if text:
        parse([text], start)
    return found


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> None:
    """Run expat over ``pieces``; entities and damaged XML raise Unsafe."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for piece in pieces:
            if len(piece) > MAX_TEXT and b"<" not in piece:  # expat would buffer an endless token
                raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Unsafe("FILE04", "parser") from error


def _refuse_doctype(*_: object) -> None:
    raise Unsafe("FILE06", "doctype")


@dataclass(frozen=True)
class Extent:
    """Rows and columns from A1 to the last cell, and how many cells are written."""

    rows: int
    columns: int
    cells: int

    @property
    def area(self) -> int:
        """Cells that a parser allocates."""
        return self.rows * self.columns


def _extents(data: bytes, sheets: dict[str, tuple[zipfile.ZipInfo, _Sheet]]) -> dict[str, Extent]:
    """The extents by sheet name: upper bounds where these are small enough together, else counted exactly."""
    exact = sum(scan.rows * scan.columns for _, scan in sheets.values()) > MAX_AREA
    known: dict[str, Extent] = {}  # by part, since sheets may share one
    for info, scan in sheets.values():
        if scan.part not in known:
            known[scan.part] = _extent(data, info, scan, exact)
    return {name: known[scan.part] for name, (_, scan) in sheets.items()}


def _extent(data: bytes, info: zipfile.ZipInfo, scan: _Sheet, exact: bool) -> Extent:
    if scan.unusual:
        return _Elements(scan).run(inflate(data, info))
    return _count(inflate(data, info)) if exact else Extent(scan.rows, scan.columns, scan.cells)


class _Elements:
    """The cells of one unusual worksheet, element by element, placed as the parser places them."""

    def __init__(self, scan: _Sheet) -> None:
        self._scan = scan
        scan.marks = Marks()
        self._row = self._column = self._cells = self._rows = self._columns = 0
        self._place = (0, 0)
        self._type = self._text = ""
        self._formula = self._in_value = False

    def run(self, pieces: Iterable[bytes]) -> Extent:
        """The extent; marks are put on the scan."""
        parse(pieces, self._start, self._end, self._words)
        return Extent(self._rows, self._columns, self._cells)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = self._number(attributes.get("r"), self._row), 0
            case "c":
                self._cell(attributes)
            case "f":
                self._formula = True
            case "v":
                self._in_value = True

    def _number(self, text: str | None, otherwise: int) -> int:
        if text is None:
            return otherwise
        if not text.isdigit() or len(text) > 10:
            raise Unsafe("FILE06", "bad_ref", sheet=self._scan.part)
        return int(text) - 1

    def _cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            address = re.fullmatch(r"([A-Za-z]{1,3})([0-9]{1,10})", attributes["r"])
            if not address:
                raise Unsafe("FILE06", "bad_ref", sheet=self._scan.part)
            self._place = (int(address[2]) - 1, column_number(address[1].upper().encode()) - 1)
        else:
            self._place = (self._row, self._column)
        self._column = self._place[1] + 1
        if not (0 <= self._place[0] < MAX_ROWS and self._column <= MAX_COLUMNS):
            raise Unsafe("FILE06", "bad_ref", sheet=self._scan.part)
        self._rows, self._columns = max(self._rows, self._place[0] + 1), max(self._columns, self._column)
        self._cells += 1
        self._type, self._text, self._formula = attributes.get("t", ""), "", False

    def _words(self, text: str) -> None:
        if self._in_value:
            self._text += text

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row += 1
            case "v":
                self._in_value = False
            case "c":
                self._mark()

    def _mark(self) -> None:
        marks = self._scan.marks
        if self._type == "e":
            marks.errors[self._place] = self._text or "#?"
        elif self._formula and not self._text and self._type != "str":
            marks.uncached.add(self._place)
        marks.check()


def _count(pieces: Iterable[bytes]) -> Extent:
    rows = columns = cells = 0
    tail = b""
    for piece in pieces:
        text = tail + piece
        found = _ADDRESS.findall(text)
        cells += len(found)
        columns = max([columns, *map(column_number, {letters for letters, _ in found})])
        rows = max(rows, max((int(digits) for _, digits in found), default=0))
        last = text.rfind(b"<c")
        tail = text[last:] if last >= 0 and not _ADDRESS.match(text, last) and last > len(text) - 64 else b""
    return Extent(rows, columns, cells)


def check_extents(extents: dict[str, Extent]) -> None:
    """Refuse sheets that are spread too wide for the cells they hold, or hold too many; raises Unsafe."""
    area = sum(extent.area for extent in extents.values())
    cells = sum(extent.cells for extent in extents.values())
    if cells > MAX_CELLS:
        raise Unsafe("FILE06", "limits")
    if area > max(MAX_AREA, 2 * cells):
        widest = max(extents, key=lambda name: extents[name].area)
        raise Unsafe("FILE06", "too_wide", sheet=widest, cells=f"{extents[widest].area:,}")


# --- ods, xls, xlsb: looked at only inside the child ------------------------------------------------

_XLS_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def deep_marks(kind: Kind, data: bytes) -> dict[str, Marks]:
    """Marks of a workbook that is no xlsx, by sheet name; raises Unsafe. Slow: meant for the child."""
    try:
        match kind:
            case "ods":
                return _Tables().run(inflate(data, _members(data)["content.xml"]))
            case "xlsb":
                return _xlsb_marks(data)
            case "xls":
                return _xls_marks(_xls_stream(data))
            case "xlsx":
                return survey(data).marks
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise Unsafe("FILE04", "parser") from error


class _Tables:
    """The tables of an OpenDocument sheet: repeats multiplied out in numbers only, error cells by place."""

    def __init__(self) -> None:
        self._marks: dict[str, Marks] = {}
        self._extents: dict[str, Extent] = {}
        self._name = self._error = ""
        self._row = self._column = self._width = self._cells = 0
        self._rows_repeated = self._columns_repeated = 1
        self._filled = self._is_error = False
        self._notes = 0
        self._found: list[tuple[int, int, str]] = []

    def run(self, pieces: Iterable[bytes]) -> dict[str, Marks]:
        """Marks by table name; raises Unsafe when repeats blow up."""
        parse(pieces, self._start, self._end, self._words)
        check_extents(self._extents)
        return self._marks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "table:table":
                self._name, self._row = attributes.get("table:name", ""), 0
                self._marks[self._name], self._extents[self._name] = Marks(), Extent(0, 0, 0)
            case "table:table-row":
                self._column = self._width = self._cells = 0
                self._rows_repeated = _repeats(attributes, "table:number-rows-repeated")
            case "table:table-cell" | "table:covered-table-cell":
                self._columns_repeated = _repeats(attributes, "table:number-columns-repeated")
                self._filled = "office:value-type" in attributes
                self._is_error, self._error = attributes.get("calcext:value-type") == "error", ""
            case "office:annotation":
                self._notes += 1
            case "text:p":
                self._filled = True

    def _words(self, text: str) -> None:
        if self._is_error and not self._notes:
            self._error += text

    def _end(self, name: str) -> None:
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._end_cell()
            case "table:table-row":
                self._end_row()
            case "office:annotation":
                self._notes -= 1

    def _end_cell(self) -> None:
        if self._is_error:
            self._found.append((self._column, self._columns_repeated, self._error.strip() or "#?"))
        self._column += self._columns_repeated
        if self._filled:
            self._width, self._cells = self._column, self._cells + 1

    def _end_row(self) -> None:
        if self._width:
            before = self._extents[self._name]
            rows, columns = self._row + self._rows_repeated, max(before.columns, self._width)
            if rows > MAX_ROWS or columns > MAX_COLUMNS:
                raise Unsafe("FILE06", "bad_ref", sheet=self._name)
            self._extents[self._name] = Extent(rows, columns, before.cells + self._cells)
        self._put_errors(self._marks[self._name])
        self._row += self._rows_repeated

    def _put_errors(self, marks: Marks) -> None:
        if sum(count for _, count, _ in self._found) * self._rows_repeated > MAX_MARKS:
            raise Unsafe("FILE06", "limits")
        for column, count, error in self._found:
            for row in range(self._row, self._row + self._rows_repeated):
                marks.errors.update(((row, at), error) for at in range(column, column + count))
        self._found.clear()
        marks.check()


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not text.isdigit() or len(text) > 10:
        raise Unsafe("FILE04", "parser")
    return int(text)


class _Walk:
    """Marks and extents gathered while walking the binary records of xls and xlsb."""

    def __init__(self) -> None:
        self.marks: dict[str, Marks] = {}
        self._extents: dict[str, Extent] = {}
        self._name = ""
        self._rows = self._columns = self._cells = 0

    def sheet(self, name: str) -> None:
        """Begin a sheet, or end the last when ``name`` is empty."""
        if self._name:
            self._extents[self._name] = Extent(self._rows, self._columns, self._cells)
        self._name, self._rows, self._columns, self._cells = name, 0, 0, 0
        self.marks.setdefault(name, Marks())

    def cell(self, row: int, column: int, error: int | None = None) -> None:
        """A cell with a value, or with the error of this code."""
        self._rows, self._columns = max(self._rows, row + 1), max(self._columns, column + 1)
        self._cells += 1
        if error is not None:
            self.marks[self._name].errors[row, column] = _XLS_ERRORS.get(error, "#?")
            self.marks[self._name].check()

    def done(self) -> dict[str, Marks]:
        """All marks; raises Unsafe when the cells are spread too wide."""
        self.sheet("")
        check_extents(self._extents)
        return self.marks


def _xls_marks(stream: bytes) -> dict[str, Marks]:
    """Walk BIFF records ([MS-XLS] 2.4): BOUNDSHEET names, cell records; FILEPASS means encrypted."""
    walk, starts = _Walk(), dict[int, str]()
    at = 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        body = at + 4
        if code == 0x2F:
            raise Unsafe("FILE05")
        if code == 0x85:
            starts[struct.unpack_from("<I", stream, body)[0]] = _xls_name(stream[body + 6 : body + length])
        elif code == 0x809 and at in starts:
            walk.sheet(starts[at])
        elif code in (0x203, 0x27E, 0xFD, 0x204, 0x205, 0x06, 0xBD):
            row, column = struct.unpack_from("<HH", stream, body)
            walk.cell(row, column, _xls_error(code, stream, body))
        at = body + length
    return walk.done()


def _xls_name(text: bytes) -> str:
    return text[2:].decode("utf-16-le" if text[1] & 1 else "latin-1", "replace")


def _xls_error(code: int, stream: bytes, body: int) -> int | None:
    if code == 0x205 and stream[body + 7]:
        return stream[body + 6]
    if code == 0x06 and stream[body + 6] == 2 and stream[body + 12 : body + 14] == b"\xff\xff":
        return stream[body + 8]
    return None


def _xls_stream(data: bytes) -> bytes:
    """The workbook stream of a compound file ([MS-CFB]); raises Unsafe when there is none."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if not 7 <= shift <= 16 or not 4 <= mini_shift <= shift:
        raise Unsafe("FILE04", "parser")
    directory, cutoff, mini_start = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    table = _table(b"".join(_sector(data, at, shift) for at in _fat_sectors(data, shift)))
    entries = _entries(_chain(data, table, directory, shift))
    if "EncryptedPackage" in entries:
        raise Unsafe("FILE05")
    found = entries.get("Workbook") or entries.get("Book")
    if not found:
        raise Unsafe("FILE03")
    start, size = found
    if size >= cutoff:
        return _chain(data, table, start, shift)[:size]
    root = b"\0" * (1 << mini_shift) + _chain(data, table, entries["Root Entry"][0], shift)
    return _chain(root, _table(_chain(data, table, mini_start, shift)), start, mini_shift)[:size]


def _sector(data: bytes, number: int, shift: int) -> bytes:
    return data[(number + 1) << shift : (number + 2) << shift]


def _table(sectors: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _fat_sectors(data: bytes, shift: int) -> list[int]:
    numbers = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) >> shift)):
        more = _table(_sector(data, following, shift))
        numbers += more[:-1]
        following = more[-1]
    used = [number for number in numbers if number < 0xFFFFFFFA]
    if len(used) > len(data) >> shift:
        raise Unsafe("FILE04", "parser")
    return used


def _chain(data: bytes, table: tuple[int, ...], start: int, shift: int) -> bytes:
    sectors: list[bytes] = []
    while start < 0xFFFFFFFA:
        if start >= len(table) or len(sectors) > len(table):
            raise Unsafe("FILE04", "parser")
        sectors.append(_sector(data, start, shift))
        start = table[start]
    return b"".join(sectors)


def _entries(directory: bytes) -> dict[str, tuple[int, int]]:
    """Stream name → first sector and size."""
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        found.setdefault(name, struct.unpack_from("<II", directory, at + 116))
    return found


def _xlsb_marks(data: bytes) -> dict[str, Marks]:
    """Walk the records of each worksheet part ([MS-XLSB] 2.1.4)."""
    members = _members(data)
    walk = _Walk()
    for name, part in _xlsb_sheets(data, members):
        walk.sheet(name)
        row = 0
        for code, body in _records(b"".join(inflate(data, members[part]))):
            if code == 0:
                row = struct.unpack_from("<I", body)[0]
            elif 2 <= code <= 11:
                error = body[8] if code in (3, 11) else None
                walk.cell(row, struct.unpack_from("<I", body)[0], error)
    return walk.done()


def _xlsb_sheets(data: bytes, members: dict[str, zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    relations = b"".join(inflate(data, members["xl/_rels/workbook.bin.rels"]))
    targets = {
        attributes.get("Id", ""): _part_name(attributes.get("Target", ""))
        for _, attributes in _elements(relations)
    }
    for code, body in _records(b"".join(inflate(data, members["xl/workbook.bin"]))):
        if code == 156:
            relation, at = _wide(body, 8)
            part = targets.get(relation, "")
            if part in members and "worksheets/" in part:
                yield _wide(body, at)[0], part


def _wide(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(stream):
        code, at = _seven_bits(stream, at, 2)
        size, at = _seven_bits(stream, at, 4)
        yield code, stream[at : at + size]
        at += size


def _seven_bits(stream: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        number |= (stream[at + place] & 0x7F) << 7 * place
        if stream[at + place] < 0x80:
            return number, at + place + 1
    return number, at + most
