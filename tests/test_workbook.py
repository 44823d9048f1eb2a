"""The reader: real files of every kind, every refusal with its code, and files made to kill a parser."""

from __future__ import annotations

import datetime
import io
import random
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils import get_column_letter
from xlsxwriter.chart import Chart

from recon.errors import UnreadableError
from recon.workbook import ErrorCell, RawBook, digest, read
from tests import hostile, office, soak
from tests.hostile import HOSTILE, cells, xlsx
from tests.sheets import front


def put(folder: Path, data: bytes, name: str = "表.xlsx") -> Path:
    """Write ``data`` to a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> UnreadableError:
    """The refusal of ``path``, whose sentence can be said in both languages."""
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.sentence("zh")
    assert caught.value.sentence("en")
    return caught.value


def rows(folder: Path, body: str) -> list[list[object]]:
    """The first sheet's rows of a workbook with this sheet data."""
    return read(put(folder, xlsx(cells(body)))).sheets[0].rows  # type: ignore[return-value]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with each kind of cell, a hidden sheet and a chart sheet, with values cached."""
    path = tmp_path_factory.mktemp("sample") / "样.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表一")
    sheet.write_row(0, 0, ["项目", 12, 1.5, True, "　全角 ", "a\r\nb", "#REF!"])
    sheet.write_datetime(1, 0, datetime.datetime(2024, 1, 31), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 2, "=SUM(B1:C1)", None, 13.5)
    book.add_worksheet("隐").hide()
    book.add_chartsheet("图").set_chart(_chart(book))
    book.close()
    return path


def _chart(book: xlsxwriter.Workbook) -> Chart:
    chart = book.add_chart({"type": "column"})
    assert chart
    chart.add_series({"values": "=表一!$B$1:$C$1"})
    return chart


@pytest.fixture(scope="session")
def converted(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as xls and ods, by LibreOffice."""
    out = tmp_path_factory.mktemp("converted")
    for kind in ("xls", "ods"):
        office.convert(sample, out, kind)
    return out / "converted"


def test_every_kind_of_cell_is_read(sample: Path) -> None:
    """Whole floats are int, blanks None, errors ErrorCell, text is untouched, hidden sheets are read."""
    book = read(sample)

    assert [sheet.name for sheet in book.sheets] == ["表一", "隐"]
    first, second, third = book.sheets[0].rows
    assert first == ["项目", 12, 1.5, True, "　全角 ", "a\r\nb", "#REF!"]
    assert [int, float, bool] == [type(cell) for cell in first[1:4]]
    assert datetime.date(2024, 1, 31) == second[0]
    assert [None, ErrorCell("#DIV/0!"), 13.5] == third[:3]
    assert frozenset() == book.sheets[0].uncached


@office.needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_kinds_read_alike(converted: Path, kind: str) -> None:
    """LibreOffice's xls and ods give the same numbers, texts, dates and errors."""
    book = read(converted / f"样.{kind}")

    assert book.sheets[0].rows[0][:3] == ["项目", 12, 1.5]
    assert datetime.date(2024, 1, 31) == book.sheets[0].rows[1][0]
    assert [None, ErrorCell("#DIV/0!"), 13.5] == book.sheets[0].rows[2][:3]
    assert "隐" in [sheet.name for sheet in book.sheets]


@office.needs_office
def test_kind_is_told_by_content(converted: Path, sample: Path, tmp_path: Path) -> None:
    """An xls called .xlsx, an xlsx called .xls and an xls called .et are read all the same."""
    for source, name in ((converted / "样.xls", "a.xlsx"), (sample, "b.xls"), (converted / "样.xls", "c.et")):
        book = read(put(tmp_path, source.read_bytes(), name))

        assert book.sheets[0].rows[0][0] == "项目"


def test_xlsb_is_read_with_its_errors(tmp_path: Path) -> None:
    """Plain and formula errors of an xlsb are found, also past the last row with a value."""
    found = read(put(tmp_path, hostile.xlsb())).sheets[0].rows

    assert [[1.5, ErrorCell("#DIV/0!")], [None, None, ErrorCell("#N/A")]] == found


def test_many_small_sheets_are_no_area(tmp_path: Path) -> None:
    """A workbook of 250 ordinary sheets is not mistaken for one spread too wide."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for n in range(250):
        book.add_worksheet(f"表{n}").write_row(49, 0, range(40))
    book.close()

    assert len(read(tmp_path / "a.xlsx").sheets) == 250


def test_formula_without_value_is_named(tmp_path: Path) -> None:
    """A formula that openpyxl wrote has no value: None, and its place is recorded."""
    book = openpyxl.Workbook()
    front(book)["B2"], front(book)["C3"] = "=1+1", 5
    book.save(tmp_path / "a.xlsx")

    sheet = read(tmp_path / "a.xlsx").sheets[0]

    assert frozenset({(2, 2)}) == sheet.uncached
    assert sheet.rows[2] == [None, None, 5]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" t="e"><v>#N/A</v></c>',
        '<c r="B2" s="0" t="e"><f>NA()</f><v>#N/A</v></c>',
        '<c t="e" r="B2"><v>#N/A</v></c>',
        "<c r='B2' t='e'><v>#N/A</v></c>",
        '<c r="B2"\n t = "e"><v>#N/A</v></c>',
        '<x:c r="B2" t="e"><x:v>#N/A</x:v></x:c>',
    ],
)
def test_errors_are_found_in_any_spelling(tmp_path: Path, cell: str) -> None:
    """Attribute order, quotes, line breaks and prefixes do not hide an error cell."""
    body = f'<row r="1"><c r="A1"><v>7</v></c></row><row r="2">{cell}</row>'
    data = cells(body).replace(b"<worksheet", f'<worksheet xmlns:x="{hostile.MAIN}"'.encode())

    book = read(put(tmp_path, xlsx(data)))

    assert ErrorCell("#N/A") == book.sheets[0].rows[1][1]


def test_cells_without_addresses_are_placed_by_counting(tmp_path: Path) -> None:
    """Cells and rows may leave out r; an error among them keeps its place."""
    body = '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c t="e"><v>#REF!</v></c></row><row><c><v>3</v></c></row>'

    found = rows(tmp_path, body)

    assert [1, None, 2, ErrorCell("#REF!")] == found[0]
    assert found[1][0] == 3


def test_a_formula_that_gives_no_text_has_a_value(tmp_path: Path) -> None:
    """An empty text that a formula gave is blank, not unsaved; a formula without value is unsaved."""
    body = '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f><v/></c>'
    body += '<c r="C1"><f t="shared" si="0"/></c>'

    sheet = read(put(tmp_path, xlsx(cells(f'<row r="1">{body}</row>')))).sheets[0]

    assert frozenset({(1, 2), (1, 3)}) == sheet.uncached


def test_numbers_that_are_none_are_errors(tmp_path: Path) -> None:
    """NaN and numbers past the float range never reach arithmetic; 2^53 and beyond stay float."""
    body = '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>1e16</v></c></row>'

    found = rows(tmp_path, body)[0]

    assert [ErrorCell("#NUM!"), ErrorCell("#NUM!"), 1e16] == found
    assert isinstance(found[2], float)


def test_a_sheet_across_many_pieces_is_scanned_whole(tmp_path: Path) -> None:
    """Errors and unsaved formulas are found wherever the inflated pieces are cut."""
    bad = {(n, n % 30) for n in range(0, 60_000, 37)}
    body = "".join(
        f'<row r="{n + 1}">'
        + (f'<c r="{_letters(n % 30)}{n + 1}" s="3" t="e"><v>#REF!</v></c>' if (n, n % 30) in bad else "")
        + f'<c r="AF{n + 1}"><f>A1+{n}</f>{"" if n % 41 == 0 else "<v>1</v>"}</c></row>'
        for n in range(60_000)
    )

    sheet = read(put(tmp_path, xlsx(cells(body)))).sheets[0]

    found = {(r, c) for r, row in enumerate(sheet.rows) for c, cell in enumerate(row) if cell == ErrorCell("#REF!")}
    assert bad == found
    assert {(n + 1, 32) for n in range(0, 60_000, 41)} == sheet.uncached


def _letters(column: int) -> str:
    return get_column_letter(column + 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FILE02"),
        (b"%PDF-1.7\n", "FILE03"),
        (b"\x89PNG\r\n\x1a\n", "FILE03"),
        ("项目,金额\n".encode("gbk"), "FILE03"),
        ("第一行，没有分隔。\n第二行也没有。\n".encode(), "FILE03"),
        (b"Dear all,\nplease find, as agreed, the form.\nYours\n", "FILE03"),
        (b"a,b\n1,2\0\n", "FILE03"),
        (b"a,b\n1,\x01\n", "FILE03"),
        (b"\xff\xfea,b", "FILE03"),
        ("项目,金额\n甲,1\n".encode()[:-9] + b"\xff,1\n", "FILE03"),
        ('项目,金额\n"甲,1\n'.encode(), "FILE03"),
        (b"<html><p></p><table><tr><td> </td></tr></table></html>", "FILE03"),
        (b"PK\x03\x04", "FILE04"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FILE04"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096, "FILE04"),
        (hostile.compound("WordDocument", bytes(4096)), "FILE03"),
        (hostile.compound("EncryptedPackage", bytes(4096)), "FILE05"),
        (hostile.compound("Workbook", b"\x09\x08\x00\x00\x2f\x00\x00\x00".ljust(4096, b"\0")), "FILE05"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    """Each thing that is not a readable workbook has its code, whatever the file is called."""
    assert code == refusal(put(tmp_path, data)).code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("name", ["表.csv", "表.txt", "表.tsv", "表.xlsx"])
def test_a_csv_is_one_sheet_of_text(tmp_path: Path, encoding: str, delimiter: str, name: str) -> None:
    """Encoding and delimiter are found; cells are text as written, quotes undone; the sheet has the file's name."""
    lines = ["项目,金额,备注", "00123, 1.50,", '"a,b",“㐀”,"c\r\nd ""e"""']
    text = "\r\n".join(lines).replace(",", delimiter)

    book = read(put(tmp_path, text.encode(encoding), name))

    assert (book.format, [sheet.name for sheet in book.sheets]) == ("csv", ["表"])
    assert [
        ["项目", "金额", "备注"],
        ["00123", " 1.50", None],
        [f"a{delimiter}b", "“㐀”", 'c\r\nd "e"'],
    ] == book.sheets[0].rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("项目\n甲\n", [["项目"], ["甲"]]),
        ("月报表\n\n项目,金额\n甲,1\n", [["月报表"], [], ["项目", "金额"], ["甲", "1"]]),
        ("甲,1\n", [["甲", "1"]]),
    ],
)
def test_the_name_csv_allows_one_column_and_ragged_lines(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    """Text that might be prose is a table where the file is called .csv, and only there."""
    assert rows == read(put(tmp_path, text.encode(), "a.CSV")).sheets[0].rows
    assert refusal(put(tmp_path, text.encode(), "a.txt")).code == "FILE03"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("项目,金额\n甲乙丙丁,1\n".encode() + b"\xff,1\n", "FILE04"),
        (b'a,b\n"c,d\ne,f\n', "FILE04"),
        (b'a,b\n"c"d,e\n', "FILE04"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "FILE04"),
        (b"\n" * 1_048_577, "FILE06"),
        (b"a,b\n" + b"," * 16_384 + b"\n", "FILE06"),
        (b"1,2,3,4,5,6,7,8,9,0\n" * 500_001, "FILE06"),
        (b"<html>,\n<p>,\n", "FILE03"),
        (b"%PDF-1.7,\n1,2\n", "FILE03"),
        (bytes(range(256)) * 4, "FILE03"),
    ],
)
def test_a_csv_that_would_be_a_guess_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    """Broken characters, open quotes and more than a sheet can hold have their codes."""
    assert code == refusal(put(tmp_path, data, "a.csv")).code


def package(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"a.txt": b"x"}, "FILE03"),
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}, "FILE03"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "FILE03"),
        (
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": b"<manifest><manifest:encryption-data/></manifest>",
                "content.xml": b"\x93\x01",
            },
            "FILE05",
        ),
    ],
)
def test_other_packages_are_refused(tmp_path: Path, parts: dict[str, bytes], code: str) -> None:
    """A zip, a docx, an odt and an encrypted ods each have their code."""
    assert code == refusal(put(tmp_path, package(parts))).code


def test_a_real_encrypted_workbook_is_named(sample: Path, tmp_path: Path) -> None:
    """Excel's own encryption is told from damage."""
    assert refusal(put(tmp_path, lock(sample.read_bytes(), "pw"))).code == "FILE05"


def lock(data: bytes, password: str) -> bytes:
    """A workbook encrypted as Excel does it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, locked)
    return locked.getvalue()


def test_a_password_opens(sample: Path, tmp_path: Path) -> None:
    """The right password gives the same sheets, and the hash of the file as it was sent."""
    path = put(tmp_path, lock(sample.read_bytes(), "密码1"))

    book = read(path, "密码1")

    assert (read(sample).sheets, "xlsx") == (book.sheets, book.format)
    assert digest(path) == book.sha256


def test_a_wrong_password_is_named(sample: Path, tmp_path: Path) -> None:
    """Another password is told from none; an empty one is a password too."""
    path = put(tmp_path, lock(sample.read_bytes(), "pw"))

    for password in ("PW", ""):
        with pytest.raises(UnreadableError) as caught:
            read(path, password)
        assert caught.value.code == "FILE10"


def test_a_password_that_is_not_needed_is_ignored(sample: Path, tmp_path: Path) -> None:
    """A plain workbook reads alike with a password, and a damaged one has the same code."""
    assert read(sample) == read(sample, "pw")
    with pytest.raises(UnreadableError) as caught:
        read(put(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "pw")
    assert caught.value.code == "FILE04"


def test_a_guarded_workbook_is_guarded_inside_its_lock(tmp_path: Path) -> None:
    """What is decrypted takes the usual path: a hostile workbook is refused."""
    wide = hostile.two_cells("XFD1048576", parts={"xl/media/1.png": random.Random(1).randbytes(9000)})
    path = put(tmp_path, lock(wide, "pw"))

    with pytest.raises(UnreadableError) as caught:
        read(path, "pw")
    assert caught.value.code == "FILE12"


def test_a_missing_library_is_named(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without msoffcrypto-tool the message says how to install it."""
    (tmp_path / "msoffcrypto.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(str(tmp_path))
    path = put(tmp_path, lock(sample.read_bytes(), "pw"))

    with pytest.raises(UnreadableError, match=re.escape("pip install recon[crypto]")) as caught:
        read(path, "pw")
    assert caught.value.code == "FILE11"


def test_merged_and_hidden_are_told(sample: Path, tmp_path: Path) -> None:
    """Merged ranges are counted from 1, hidden sheets marked, macros told by the content."""
    book = openpyxl.Workbook()
    front(book).merge_cells("B2:D3")
    book.save(tmp_path / "a.xlsx")

    assert [sheet.hidden for sheet in read(sample).sheets] == [False, True]
    assert read(tmp_path / "a.xlsx").sheets[0].merged == ((2, 2, 3, 4),)
    assert read(sample).format == "xlsx"


@office.needs_office
def test_formats_are_told(converted: Path, tmp_path: Path) -> None:
    """The format is that of the content."""
    found = [read(converted / f"样.{kind}").format for kind in ("xls", "ods")]

    assert [*found, read(put(tmp_path, hostile.xlsb())).format] == ["xls", "ods", "xlsb"]


def test_a_zip_with_a_password_is_named(sample: Path, tmp_path: Path) -> None:
    """The encryption bit of any part means a password."""
    data = bytearray(sample.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1

    assert refusal(put(tmp_path, bytes(data))).code == "FILE05"


def test_places_that_are_no_file(tmp_path: Path) -> None:
    """A missing file, a path through a file, a folder and a device each have their code."""
    put(tmp_path, b"x", "f")
    found = [refusal(path).code for path in (tmp_path / "no.xlsx", tmp_path / "f" / "a", tmp_path, Path("/dev/null"))]

    assert found == ["FILE01", "FILE01", "FILE09", "FILE08"]


@pytest.mark.parametrize("far", ["XFD1048576", "ZZZZZZZZ1", "A1048577", "XFE1"])
def test_a_refusal_names_the_sheet(tmp_path: Path, far: str) -> None:
    """The message about far or impossible cells names the sheet as the user sees it."""
    assert "“表1”" in refusal(put(tmp_path, hostile.two_cells(far))).sentence()


def test_input_is_unchanged(sample: Path) -> None:
    """Reading writes nothing."""
    before = sample.read_bytes(), sample.stat().st_mtime_ns

    read(sample)

    assert before == (sample.read_bytes(), sample.stat().st_mtime_ns)


def test_truncation_anywhere_is_damage(sample: Path, tmp_path: Path) -> None:
    """A zip cut at any of many offsets is FILE04, or FILE03 when not even its first four bytes are left."""
    data = sample.read_bytes()
    offsets = [*range(4, 60), *range(60, len(data), 97), len(data) - 1]

    assert {"FILE04"} == {refusal(put(tmp_path, data[:offset])).code for offset in offsets}
    assert refusal(put(tmp_path, data[:3])).code == "FILE03"


def outcome(path: Path) -> str:
    """RawBook, or the code of the refusal."""
    try:
        return type(read(path)).__name__
    except UnreadableError as error:
        return error.code if error.sentence() else "no sentence"


def mutated(data: bytes, seed: int) -> bytes:
    """``data`` with a few bytes changed, always the same for one seed."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@soak.law
@soak.longer
def test_mutated_packages_never_surprise(sample: Path, tmp_path: Path) -> None:
    """Many xlsx with changed bytes: a book or an UnreadableError, nothing else."""
    found = {outcome(put(tmp_path, mutated(sample.read_bytes(), seed))) for seed in soak.seeds(soak.times(40, 300))}

    assert found <= {RawBook.__name__, "FILE03", "FILE04", "FILE05", "FILE06"}


@soak.law
@soak.longer
def test_mutated_xml_never_surprises(tmp_path: Path) -> None:
    """Sheets changed before they are zipped, so that the parser does see the damage."""
    row = '<row r="@"><c r="A@" s="0" t="e"><f>1/0</f><v>#REF!</v></c><c r="B@"><v>7</v></c></row>'
    body = "".join(row.replace("@", str(n)) for n in range(1, 5))
    found = {outcome(put(tmp_path, xlsx(mutated(cells(body), seed)))) for seed in soak.seeds(soak.times(10, 60))}

    assert found <= {RawBook.__name__, "FILE03", "FILE04", "FILE05", "FILE06"}


@soak.law
@soak.longer
@office.needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_mutated_other_kinds_never_surprise(converted: Path, tmp_path: Path, kind: str) -> None:
    """The same for xls and ods, whose parser runs in a child."""
    data = (converted / f"样.{kind}").read_bytes()
    found = {outcome(put(tmp_path, mutated(data, seed))) for seed in soak.seeds(soak.times(4, 40))}

    assert found <= {RawBook.__name__, "FILE03", "FILE04", "FILE05", "FILE06"}


MEASURE = """
import resource, sys
from pathlib import Path
from recon.workbook import read
from recon.errors import UnreadableError
try:
    print("read", sum(len(sheet.rows) for sheet in read(Path(sys.argv[1])).sheets))
except UnreadableError as error:
    print(error.code, error.sentence("en"))
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
status = Path("/proc/self/status")  # getrusage begins with the peak of the process that started this one
own_peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) if status.exists() else own.ru_maxrss
seconds = sum(use.ru_utime + use.ru_stime for use in (own, children))
print(max(own_peak, children.ru_maxrss) // 1024, seconds)
"""


#: Of each kind of excess the fastest file always runs, these by ``make soak``.
LONG = {
    "380 MiB of shared strings",
    "380 MiB of nothing",
    "60 MiB of unclosed error cells",
    "a million ghost rows",
    "2 GiB of blanks",
    "one text of 2 GiB",
}


def slowness() -> float:
    """How many times longer than on an ordinary processor a loop takes here and now: machines are shared."""
    start = time.process_time()
    sum(n * n for n in range(2_000_000))
    return (time.process_time() - start) / 0.2


@pytest.mark.skipif(sys.platform == "win32", reason="no address-space limit on Windows")
@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.soak if n in LONG else ()) for n in HOSTILE])
def test_hostile_file_is_survived(tmp_path: Path, name: str) -> None:
    """Each hostile file is refused or read within 512 MB of memory and 10 seconds of an ordinary processor."""
    build, code = HOSTILE[name]
    path = put(tmp_path, build())
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", MEASURE, str(path)]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=True)

    result, used = done.stdout.splitlines()
    peak, seconds = used.split()
    assert (code or "read") == result.split()[0], result
    assert int(peak) < 512
    assert float(seconds) < 10 * max(1, slowness())


def test_an_encoding_that_nobody_knows(tmp_path: Path) -> None:
    """An XML part that names one is damage, not a fault of ours."""
    body = cells('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>')

    assert outcome(put(tmp_path, xlsx(b'<?xml version="1.0" encoding="UTTF-8"?>' + body))) == "FILE04"
