"""What stands on which row of a form: decided once here, drawn by the modules of the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from recon.catalogue import EVERY_GROUP, in_force
from recon.schemas import forms
from recon.schemas.form import FormSpec, TableSpec
from recon.schemas.lists import UNITS
from recon.templates.columns import Column, Row, declared

#: Rows of a table, counted from 0: title, right-hand block, line of the sender, two header rows, 合计.
TITLE_ROW, BLOCK_ROW, LINE_ROW, HEADER_ROW, TOTAL_ROW = 0, 1, 4, 5, 7
#: Key of a prefilled row: the class under whose 小计 it stands, where that is not the row's own class.
PLACE = "所在小计"
#: Key of a prefilled row: the columns whose values were in question in the report they come from, joined by 、.
DOUBT = "存疑"
#: Blank rows under each class: of an empty form, and of one that comes with projects.
SPARE_BLANK, SPARE_FILLED = 5, 2
#: Decimals of numbers that are no money.
PLAIN_DECIMALS = 2


@dataclass(frozen=True)
class Form:
    """One form to be made: for whom, for which period, with which projects. Blank texts stay blank.

    ``month`` is the month, quarter or year; ``network`` may be blank where a form is of several networks.
    """

    network: str
    region: str = in_force().whole
    month: str = ""
    unit: str = "万元"
    projects: tuple[Row, ...] = ()
    lang: str = "zh"
    protect: bool = False
    spec: FormSpec = field(default_factory=lambda: forms.form("monthly"))
    library: str = ""  #: of a project library, which kind it is
    group: str = ""  #: of a quarterly report, the working group
    fields: Mapping[str, str] = field(default_factory=dict)  #: further values of the cover, by label

    @property
    def decimals(self) -> int:
        """Decimals of the amounts, as the unit declares them."""
        return UNITS[self.unit] if self.spec.measured else PLAIN_DECIMALS

    @property
    def sender(self) -> str:
        """The reporting unit where it is known beforehand: the lead department of the network or group."""
        if self.group:
            return in_force().groups[self.group][1] if self.group in in_force().groups else ""
        return in_force().networks[self.network][0] if self.network and self.region == in_force().whole else ""

    @property
    def cover(self) -> dict[str, str]:
        """The values of the cover that are filled in beforehand, by label."""
        return {
            "填报单位": self.sender,
            "网别": self.network,
            "地区": self.region,
            "计量单位": self.unit,
            "库别": self.library,
            "工作组": self.group,
            self.spec.period: self.month,
            **self.fields,
        }

    @property
    def provincial(self) -> bool:
        """Whether the form is a lead department's, with projects of every region, or of a region not known yet."""
        return self.region in ("", in_force().whole)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together: what is known of each beforehand, and the projects on the first of them.

    Of a class, ``row`` is that of its 小计, counted from 0.
    """

    name: str
    row: int | None
    rows: range
    values: Row
    projects: tuple[Row, ...]


@dataclass(frozen=True)
class Layout:
    """A table of a form with its rows laid out."""

    form: Form
    table: TableSpec = field(default_factory=lambda: forms.form("monthly").tables[0])

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The classes of the network, in the order of the plan, or the working groups; else one block."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        row = TOTAL_ROW + self.table.total
        for name, values, spare in self._kinds():
            projects = tuple(p for p in self._projects if not name or p.get(PLACE, p.get(self.table.by)) == name)
            own = row if self.table.total and name else None
            first = row if own is None else row + 1
            rows = range(first, first + len(projects) + spare)
            yield Block(name, own, rows, values, projects)
            row = rows.stop

    @property
    def _projects(self) -> tuple[Row, ...]:
        """The rows filled in beforehand, which stand in the first table."""
        return self.form.projects if self.table is self.form.spec.tables[0] else ()

    def _kinds(self) -> Iterator[tuple[str, Row, int]]:
        """Name, what is known of each row beforehand, and number of blank rows of each block."""
        form, spare = self.form, SPARE_FILLED if self._projects else SPARE_BLANK
        if self.table.by == "类别":
            region: Row = {} if form.provincial else {"地区": form.region}
            for name in in_force().networks[form.network][1]:
                yield name, {"网别": form.network, "类别": name, **region}, spare
        elif self.table.by == "工作组":
            for name, (area, _) in in_force().groups.items():
                if form.group in (name, EVERY_GROUP):
                    yield (
                        name,
                        {"领域": area, "工作组": name},
                        spare if form.group == EVERY_GROUP else self.table.spare,
                    )
        else:
            values = {"网别": form.network, "地区": "" if form.provincial else form.region}
            labels = self.table.model.to_schema().columns
            yield (
                "",
                {label: value for label, value in values.items() if value and label in labels},
                self.table.spare,
            )

    @property
    def last(self) -> int:
        """The last row of the table, counted from 0."""
        return self.blocks[-1].rows[-1]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        return declared(self.table.model)

    def column(self, label: str) -> Column:
        """The column of that label."""
        return next(column for column in self.columns if column.label == label)

    @property
    def turn(self) -> int:
        """The last column of the first printed page."""
        return self.column(self.table.turn).index - 1 if self.table.turn else len(self.columns) - 1

    def span(self, label: str) -> str:
        """Absolute range of a column from 合计 to the last row, for formulas on other sheets."""
        letters = self.column(label).letters
        return f"${letters}${TOTAL_ROW + 1}:${letters}${self.last + 1}"

    def ranges(self, first: Column, last: Column) -> list[tuple[int, int, int, int]]:
        """The rows to fill in of the columns ``first`` to ``last``, one range a block, counted from 0."""
        return [(b.rows[0], first.index, b.rows[-1], last.index) for b in self.blocks]


def total(projects: tuple[Row, ...], label: str) -> Decimal:
    """The sum of an amount over projects; what is blank or a dash adds nothing, as in SUM."""
    amounts = (project.get(label) for project in projects)
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))
