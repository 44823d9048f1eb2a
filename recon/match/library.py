"""One side of a match: the projects of a library or a monthly report as frozen columns, amounts in one base unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path, PurePath

from recon import engine, units
from recon.catalogue import in_force
from recon.errors import UnreadableError
from recon.match.former import Former, today
from recon.model import CellRef
from recon.options import Options
from recon.submission import Submission

#: Amounts are integers of 10^-PLACES 元, so that sides in different units compare exactly.
PLACES = 4
CODE, NAME, NETWORK, REGION, CATEGORY, TOTAL = "项目代码", "项目名称", "网别", "地区", "类别", "总投资"


@dataclass(frozen=True)
class Library:
    """The projects of one workbook; columns are aligned with ``rows``, a blank text is "", a blank amount None."""

    path: str
    sha256: str
    sheet: str
    unit: str  #: as on the cover
    decimals: int  #: declared for the unit
    rows: tuple[int, ...]  #: row numbers in the sheet
    columns: Mapping[str, int]  #: label → column number
    texts: Mapping[str, tuple[str, ...]]
    amounts: Mapping[str, tuple[int | None, ...]]  #: in 10^-PLACES 元
    former: Former = ()  #: names of places and units that are others today
    lists: Path | None = field(default_factory=lambda: in_force().path)  #: of the plan whose places names name

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePath(self.path).name

    @cached_property
    def half(self) -> int:
        """Half a unit of the last declared place, in the unit of the amounts: how far rounding may be off."""
        return int(units.parse(self.unit).factor.scaleb(PLACES - self.decimals)) // 2

    def text(self, place: int, label: str) -> str:
        """A text of the project at a position; blank where there is no such column."""
        column = self.texts.get(label)
        return column[place] if column else ""

    def named(self, place: int, label: str) -> str:
        """A text that names something, former names as they are today."""
        return today(self.text(place, label), self.former)

    def amount(self, place: int, label: str) -> int | None:
        """An amount in 10^-PLACES 元; None where it is blank or there is no such column."""
        column = self.amounts.get(label)
        return column[place] if column else None

    def cell(self, place: int, label: str) -> CellRef:
        """The cell of a column in the row of the project at a position."""
        return CellRef(self.sheet, self.rows[place], self.columns.get(label, 0))


def shown(amount: int, unit: str) -> Decimal:
    """An amount of 10^-PLACES 元 in a unit of money, exactly."""
    return Decimal(amount).scaleb(-PLACES) / units.parse(unit).factor


def side(report: Submission) -> Library:
    """A report as one side; a blank network or region is the cover's."""
    factor = units.parse(report.unit).factor.scaleb(PLACES - report.scale)
    network, region = report.subject
    texts = {label: tuple(column) for label, column in report.texts.items()}
    for label, given in ((NETWORK, network), (REGION, region)):
        texts[label] = tuple(report.text(place, label) or given for place in report)
    amounts = {
        label: tuple(None if v is None else int(v * factor) for v in column) for label, column in report.amounts.items()
    }
    return Library(
        report.path,
        report.sha256,
        report.sheet,
        report.unit,
        report.decimals,
        report.rows,
        dict(report.columns),
        texts,
        amounts,
    )


def read(path: Path, password: str | None = None) -> Library:
    """The projects of a workbook; raises UnreadableError where it has none or cannot be read."""
    report = engine.validate_file(path, Options(password=password, gather=True))
    if report.error is not None:
        code, words = report.error
        raise UnreadableError(code, **dict(words))
    if report.submission is None:
        raise UnreadableError("FILE07", path=str(path), expected=f"{CODE}、{NAME}", found=report.kind)
    return side(report.submission)
