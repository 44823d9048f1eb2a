"""Two offices that are not ours, with their own forms: a county's budget by month, a city's works by quarter.

Each has its definition (表样.xlsx, made in a spreadsheet and kept here), the submissions of two periods, and faults
planted in the second one: ``faults.csv``.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from examples.filling import Filling, Key, write
from recon.defined import fillings
from recon.defined.forms import Own
from recon.model import column_letters
from recon.templates.defined import making

FOLDER = Path(__file__).parent
#: Office → its periods and the number of entries in its lists.
OFFICES = {"county": (("2024-05", "2024-06"), 1), "city": (("2024Q1", "2024Q2"), 8)}
CODES = {
    "合计抄错": "FILL01",
    "分项抄错": "FILL01",
    "累计未加本期": "FILL01",
    "与上期报表不符": "FILL01",
    "完成率算错": "FILL01",
    "同比算错": "FILL01",
    "其中大于所属": "FILL04",
    "不适用格填数": "FILL05",
    "必填漏填": "FORM03",
    "文字当数字": "NUM01",
    "表间不符": "FILL01",
    "缺行": "FILL06",
    "小计抄错": "FOOT01",
    "列表外的值": "LIST01",
    "日期写法": "DATE01",
    "超过总投资": "FILL04",
    "未开工有完成": "FILL01",
}


class Fault(NamedTuple):
    """A fault: in the form of which unit, what kind, where, and what is written there (a blank: nothing)."""

    office: str
    unit: str
    kind: str
    table: str
    row: str  #: code of a fixed row, number of an entry from 0, or the class of a 小计
    column: str
    written: str

    @property
    def code(self) -> str:
        """The code under which it is to be found."""
        return CODES[self.kind]


@dataclass(frozen=True)
class Office:
    """An office with its definition and the sound fillings of its units."""

    name: str

    @property
    def definition(self) -> Path:
        """Its 表样."""
        return FOLDER / self.name / "表样.xlsx"

    @property
    def own(self) -> Own:
        """The form it defines."""
        return fillings.forms((self.definition,))[0]

    @property
    def units(self) -> list[str]:
        """Who reports."""
        return [unit.name for unit in self.own.definition.units]

    def fillings(self, unit: str) -> list[tuple[str, Filling]]:
        """Period and filling of both periods, the second carrying on the first."""
        periods, count = OFFICES[self.name]
        rng = random.Random(f"{self.name} {unit}")
        large = {("城建季01", str(n), "1"): Fraction(rng.randint(30_000, 90_000)) for n in range(count)}
        first = Filling(self.own, rng, count, given=large if self.name == "city" else {})
        kept = {key: value for key, value in first.values().items() if key[2] == "1"}
        second = Filling(self.own, rng, count, before=first.values(), given=kept)
        return [(periods[0], first), (periods[1], second)]


def faults(path: Path = FOLDER / "faults.csv") -> list[Fault]:
    """The list of faults."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Fault(*(row[field] for field in Fault._fields)) for row in csv.DictReader(file)]


def planted(filling: Filling, several: list[Fault]) -> Mapping[Key, Any]:
    """What is written in place of the sound values, by cell."""
    return {(f.table, f.row, f.column): _value(f.written) for f in several if f.kind != "缺行"}


def _value(text: str) -> Any:
    try:
        return Fraction(text)
    except ValueError:
        return text or None


def cell(own: Own, asked: making.Asked, fault: Fault) -> tuple[str, str]:
    """Sheet and address of a fault; of a missing row the column of its codes."""
    geometries, _ = making.laid_out(own, asked)
    geometry = geometries[fault.table]
    if fault.kind == "缺行":
        return geometry.spec.sheet, "B"
    column = column_letters(geometry.column(fault.column) + 1)
    if geometry.table.matrix:
        row = geometry.row(fault.row)
    elif fault.row.isdigit():
        row = geometry.first + int(fault.row)
    else:
        row = geometry.total + (1 + geometry.classes.index(fault.row) if fault.row != "合计" else 0)
    return geometry.spec.sheet, f"{column}{row + 1}"


def save(folder: Path, *, clean: bool = False) -> Iterator[Path]:
    """Write the submissions of both offices, a folder for each period, the definition beside them."""
    listed = [] if clean else faults()
    for name in OFFICES:
        office = Office(name)
        for unit in office.units:
            for place, (period, filling) in enumerate(office.fillings(unit)):
                mine = [f for f in listed if place and (f.office, f.unit) == (name, unit)]
                path = folder / name / period / f"{office.own.spec.name}_{period}_{unit}.xlsx"
                path.parent.mkdir(parents=True, exist_ok=True)
                copy = path.parent / "表样.xlsx"
                if not copy.exists():
                    copy.write_bytes(office.definition.read_bytes())
                _save(office.own, filling, making.Asked(unit, period), path, mine)
                yield path


def _save(own: Own, filling: Filling, asked: making.Asked, path: Path, several: list[Fault]) -> None:
    write(filling, asked, path, cells=planted(filling, several))
    lost = [f for f in several if f.kind == "缺行"]
    if lost:
        import openpyxl

        book = openpyxl.load_workbook(path)
        geometries, _ = making.laid_out(own, asked)
        for fault in lost:
            geometry = geometries[fault.table]
            book[geometry.spec.sheet].delete_rows(geometry.row(fault.row) + 1)
        book.save(path)
