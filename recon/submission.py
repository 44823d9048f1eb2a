"""What other files of a month need to know of a monthly report: its projects as plain columns, with their cells.

Small enough to be sent between processes; last month, the roll-up and the register read nothing else of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import PurePath

from recon.current import Receipt, Sent, day
from recon.model import CellRef


@dataclass(frozen=True)
class Submission:
    """One report read. Columns are aligned with ``rows``; a blank text is "", a blank amount None."""

    path: str
    sha256: str
    cover: Mapping[str, str]  #: label → value: 填报单位, 网别, 地区, 报告期, 计量单位, 报出日期 …
    sheet: str  #: the sheet of 表1
    unit: str  #: of all amounts
    scale: int  #: amounts are integers of 10^-scale of the unit
    decimals: int  #: declared decimals: half a unit of that place is each amount's rounding
    rows: tuple[int, ...]  #: row numbers of the projects
    columns: Mapping[str, int]  #: label → column number
    texts: Mapping[str, list[str]]
    amounts: Mapping[str, list[int | None]]
    #: column → row numbers whose amounts were each rounded to whole units
    whole: Mapping[str, frozenset[int]] = field(default_factory=dict)
    content: str = ""  #: digest of what the file says, marks of ours left out; blank: its bytes'
    received: Receipt | None = None

    def ulp(self, place: int, label: str) -> Decimal:
        """One of the last place that an amount was rounded to, in the report's unit."""
        whole = self.rows[place] in self.whole.get(label, ())
        return Decimal(1) if whole else Decimal(1).scaleb(-self.decimals)

    @property
    def subject(self) -> tuple[str, str]:
        """Network and region: who reports; the lead department's region is 全省."""
        return self.cover.get("网别", ""), self.cover.get("地区", "")

    @property
    def month(self) -> str:
        """The month of the report, YYYY-MM, or blank."""
        return self.cover.get("报告期", "")

    @property
    def sent(self) -> Sent:
        """The report as one of several on its subject and month."""
        stated = day(self.cover.get("报出日期", ""))
        came = self.received or (None, 0)
        return Sent(self.path, self.content or self.sha256, self.month, stated, *came)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePath(self.path).name

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """项目代码 → positions in the columns; a sound report has one each. Blank codes are left out."""
        places: dict[str, list[int]] = {}
        for place, code in enumerate(self.texts.get("项目代码", ())):
            if code:
                places.setdefault(code, []).append(place)
        return places

    def text(self, place: int, label: str) -> str:
        """A text of the project at a position; blank where there is no such column."""
        column = self.texts.get(label)
        return column[place] if column else ""

    def amount(self, place: int, label: str) -> Decimal | None:
        """An amount in the unit of the report; None where it is blank or there is no such column."""
        column = self.amounts.get(label)
        scaled = column[place] if column else None
        return None if scaled is None else Decimal(scaled).scaleb(-self.scale)

    def cell(self, place: int, label: str) -> CellRef:
        """The cell of a column in the row of the project at a position, within the file itself."""
        return CellRef(self.sheet, self.rows[place], self.columns.get(label, 0))

    def outside(self, place: int, label: str) -> CellRef:
        """The same cell as seen from another file, in Excel's notation: ``[月报.xlsx]项目月报表!M17``."""
        return CellRef(self._beyond, self.rows[place], self.columns.get(label, 0))

    @cached_property
    def _beyond(self) -> str:
        """Its sheet as seen from another file."""
        return CellRef(self.sheet, 0, 0).seen_from_outside(self.name).sheet

    def __iter__(self) -> Iterator[int]:
        """The positions of the projects."""
        return iter(range(len(self.rows)))
