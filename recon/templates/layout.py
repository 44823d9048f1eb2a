"""What stands on which row of a monthly form: decided once here, drawn by the modules of the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from recon.schemas.lists import NETWORKS, PROVINCE, UNITS
from recon.schemas.monthly import Projects
from recon.templates.columns import Column, Row, declared

#: Rows of 项目月报表, counted from 0: title, right-hand block, line of the sender, two header rows, 合计.
TITLE_ROW, BLOCK_ROW, LINE_ROW, HEADER_ROW, TOTAL_ROW = 0, 1, 4, 5, 7
#: Key of a prefilled row: the class under whose 小计 it stands, where that is not the row's own class.
PLACE = "所在小计"
#: Blank rows under each class: of an empty form, and of one that comes with projects.
SPARE_BLANK, SPARE_FILLED = 5, 2


@dataclass(frozen=True)
class Form:
    """One form to be made: for whom, for which month, with which projects. Blank texts stay blank."""

    network: str
    region: str = PROVINCE
    month: str = ""
    unit: str = "万元"
    projects: tuple[Row, ...] = ()
    lang: str = "zh"
    protect: bool = False
    cover: Mapping[str, str] = field(default_factory=dict)  #: further values of the cover, by label

    @property
    def decimals(self) -> int:
        """Decimals of the amounts, as the unit declares them."""
        return UNITS[self.unit]

    @property
    def sender(self) -> str:
        """The reporting unit where it is known beforehand: the network's lead department."""
        return NETWORKS[self.network][0] if self.region == PROVINCE else ""

    @property
    def provincial(self) -> bool:
        """Whether the form is a lead department's, with projects of every region."""
        return self.region == PROVINCE


@dataclass(frozen=True, slots=True)
class Block:
    """A class: the row of its 小计, counted from 0, the rows below it and the projects on the first of them."""

    name: str
    row: int
    rows: range
    projects: tuple[Row, ...]


@dataclass(frozen=True)
class Layout:
    """A form with its rows laid out."""

    form: Form

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The classes of the network, in the order of the plan."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        row = TOTAL_ROW + 1
        spare = SPARE_FILLED if self.form.projects else SPARE_BLANK
        for name in NETWORKS[self.form.network][1]:
            projects = tuple(p for p in self.form.projects if p.get(PLACE, p.get("类别")) == name)
            rows = range(row + 1, row + 1 + len(projects) + spare)
            yield Block(name, row, rows, projects)
            row = rows.stop

    @property
    def last(self) -> int:
        """The last row of the table, counted from 0."""
        return self.blocks[-1].rows[-1]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of 项目月报表."""
        return declared(Projects)

    def column(self, label: str) -> Column:
        """The column of that label."""
        return next(column for column in self.columns if column.label == label)

    def span(self, label: str) -> str:
        """Absolute range of a column from 合计 to the last row, for formulas on other sheets."""
        letters = self.column(label).letters
        return f"${letters}${TOTAL_ROW + 1}:${letters}${self.last + 1}"

    def ranges(self, first: Column, last: Column) -> list[tuple[int, int, int, int]]:
        """The project rows of the columns ``first`` to ``last``, one range a class, counted from 0."""
        return [(b.rows[0], first.index, b.rows[-1], last.index) for b in self.blocks]


def total(projects: tuple[Row, ...], label: str) -> Decimal:
    """The sum of an amount over projects; what is blank or a dash adds nothing, as in SUM."""
    amounts = (project.get(label) for project in projects)
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))
