"""Six official-style forms as definitions: plain texts beside this module, written as workbooks by ``python -m examples.forms``."""

from __future__ import annotations

from pathlib import Path

from recon import plaintext
from recon.templates import definition
from recon.workbook import RawBook

FOLDER = Path(__file__).parent
#: Statistics, a tax return, a budget, project scheduling, audit, staff.
NAMES = ("统计", "纳税申报", "预算", "项目调度", "审计", "人员")


def made(text: str, name: str = "表样") -> bytes:
    """A definition written as plain text, as a workbook."""
    return definition.make(_rows(plaintext.parse(text, f"{name}.xlsx")), "zh")


def book(name: str) -> RawBook:
    """The text of a definition as the workbook that it is written as."""
    return plaintext.parse((FOLDER / f"{name}.txt").read_text("utf-8"), f"{name}.xlsx")


def rows(name: str) -> dict[str, list[dict[str, str]]]:
    """Sheet → its rows by label."""
    return _rows(book(name))


def _rows(text: RawBook) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for sheet in text.sheets:
        head, *body = sheet.rows
        labels = [str(label) for label in head]
        found[sheet.name] = [dict(zip(labels, (str(c or "") for c in row), strict=False)) for row in body]
    return found


def workbook(name: str) -> bytes:
    """A definition as a workbook."""
    return definition.make(rows(name), "zh")


def save(folder: Path) -> list[Path]:
    """Write all six."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.xlsx" for name in NAMES]
    for path in paths:
        path.write_bytes(workbook(path.stem))
    return paths
