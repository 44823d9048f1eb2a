"""Marked copies of odd packages are valid packages: by an independent check, by openpyxl and by LibreOffice."""

from __future__ import annotations

import hashlib
import html
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from recon import messages
from recon.model import LEVELS, CellRef, FileReport, Finding
from recon.reports import annotate, package
from recon.reports.annotate import undo
from recon.workbook import RawBook, RawSheet
from tests import office, packages
from tests.packages import TWISTS, Parts, problems, twisted

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
STAMP = messages.mark("comment_stamp", "zh")


def marked(source: Path, path: Path) -> Path:
    """The copy with two cells of every sheet marked, one of them not written yet."""
    names = [
        html.unescape(name)
        for name in re.findall(r'<(?:x:)?sheet name="([^"]*)"', parts(source)["xl/workbook.xml"].decode())
    ]
    cells = [CellRef(name, row, column) for name in names for row, column in ((3, 2), (30, 9))]
    findings = tuple(Finding("FORM03", LEVELS[2], (cell,), {"column": "本月完成"}) for cell in cells)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    book = RawBook(source, digest, tuple(RawSheet(name, [["甲", 1]]) for name in names))
    file = FileReport(str(source), digest, "targets", findings=findings, book=book)
    return annotate.write(file, source, path, lang="zh")


def parts(path: Path) -> Parts:
    """All parts."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sound(source: Path, copy: Path) -> None:
    """Assert that the copy is valid, opens, says what it must, and is the original again once cleaned."""
    assert problems(copy.read_bytes()) == []
    book = openpyxl.load_workbook(copy)
    assert book.worksheets or b"purl.oclc.org" in parts(source)["xl/workbook.xml"]
    for sheet in book.worksheets[1:]:
        assert all(STAMP in str(sheet[at].comment and sheet[at].comment.text) for at in ("B3", "I30"))
    if not fresh(copy):
        before, after = (package.load(path.read_bytes()) for path in (source, copy))
        assert {m.name: m.data() for m in undo.clean(after)} == {m.name: m.data() for m in before}


def fresh(copy: Path) -> bool:
    """Whether it is a new workbook with values, as for what cannot be patched."""
    return messages.mark("fresh", "zh") in parts(copy)["xl/worksheets/sheetRecon1.xml"].decode()


@pytest.mark.parametrize("twist", TWISTS, ids=lambda twist: twist.__name__)
def test_a_marked_copy_of_an_odd_package_is_valid(tmp_path: Path, twist: Callable[[Parts], None]) -> None:
    """Each oddity by itself, in a workbook with comments, tables and conditional formats."""
    source = twisted(packages.book(random.Random(6), tmp_path / "a.xlsx"), tmp_path / "b.xlsx", twist)
    copy = marked(source, tmp_path / "m.xlsx")

    sound(source, copy)
    assert fresh(copy) == (twist is packages.shared_comments)


def copies(count: int, seed: int, folder: Path) -> list[Path]:
    """Marked copies of varied packages, each of up to three oddities, checked one by one."""
    rng, made = random.Random(seed), list[Path]()
    for n in range(count):
        twists = rng.sample(TWISTS, rng.randrange(0, 4))
        source = twisted(packages.book(rng, folder / "a.xlsx"), folder / "b.xlsx", *twists)
        made.append(marked(source, folder / f"m{n}.xlsx"))
        try:
            sound(source, made[-1])
        except Exception as error:
            raise AssertionError([twist.__name__ for twist in twists]) from error
    return made


@office.needs_office
def test_marked_copies_of_varied_packages(tmp_path: Path) -> None:
    """A dozen of them, opened by LibreOffice too."""
    made = copies(12, 1, tmp_path)

    assert len(office.converted(made[:4], tmp_path, "ods")) == 4


@pytest.mark.soak
@office.needs_office
def test_a_hundred_marked_copies_of_varied_packages(tmp_path: Path) -> None:
    """The same at length, each opened by LibreOffice."""
    assert len(office.converted(copies(100, 2, tmp_path), tmp_path, "ods")) == 100
