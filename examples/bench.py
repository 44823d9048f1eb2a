"""Where faults are planted: a month's drafts, last month's beside them, and which projects are still sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from examples.draw import draw
from examples.lists import PROVINCE
from examples.projects import Project, everything
from examples.reports import Draft, Subject
from recon.schemas.monthly import PROJECTS, SUMMARY, Summary
from recon.templates.columns import Row, declared
from recon.templates.layout import TOTAL_ROW, Layout, total

Value = str | Decimal | None
Sound = Callable[[Project, Row], bool]  #: whether a project and its local row can take a fault


@dataclass(frozen=True)
class Told:
    """A finding that a planted fault must give. ``place`` is a row of the draft or an address on a sheet."""

    draft: Draft
    place: Row | str
    label: str
    code: str
    before: Value
    after: Value
    note: str

    def address(self) -> str:
        """The cell, once all rows are in place."""
        return self.place if isinstance(self.place, str) else address(self.draft, self.place, self.label)


@dataclass
class Bench:
    """A month being spoilt. Each project takes one fault; files that have few take the next."""

    drafts: dict[Subject, Draft]
    last: dict[Subject, Draft]
    used: set[str] = field(default_factory=set)
    load: Counter[Subject] = field(default_factory=Counter)

    @cached_property
    def projects(self) -> dict[str, Project]:
        """项目代码 → project."""
        return {project.code: project for project in everything()}

    def pick(self, kind: str, sound: Sound) -> tuple[Project, Row]:
        """A sound project that can take a fault of a kind, with its row in the local report.

        Half of the units are careful, so that there are files without a fault; of the others, those with few come first.
        """

        def place(project: Project) -> tuple[int, int, int]:
            home = _home(project)
            return draw(2, "careful", *home), self.load[home], draw(1 << 60, kind, project.code)

        free = (project for project in everything() if project.code not in self.used)
        for project in sorted(free, key=place):
            row = self.row(self.local(project), project.code)
            if row is not None and sound(project, row):
                self.take(project)
                return project, row
        raise LookupError(kind)

    def take(self, project: Project) -> None:
        """The project is no longer sound, and its file has one fault more."""
        self.used.add(project.code)
        self.load[_home(project)] += 1

    def local(self, project: Project) -> Draft:
        """The report of a project's own region."""
        return self.drafts[_home(project)]

    def lead(self, project: Project) -> Draft:
        """The report of its network's lead department."""
        return self.drafts[project.network, PROVINCE]

    def views(self, project: Project) -> Iterator[tuple[Draft, Row]]:
        """The project's row in both reports: a slip copied from one into the other stands in both."""
        for draft in (self.local(project), self.lead(project)):
            row = self.row(draft, project.code)
            assert row is not None
            yield draft, row

    @cached_property
    def _rows(self) -> dict[tuple[Subject, str], Row]:
        return {(subject, str(row["项目代码"])): row for subject, draft in self.drafts.items() for row in draft.rows}

    def row(self, draft: Draft, code: str) -> Row | None:
        """The row that came into the month with a code."""
        return self._rows.get(((draft.network, draft.region), code))

    def classmates(self, project: Project) -> list[Project]:
        """The project and the sound ones of its class in the same local report, in the order of their rows."""
        return [
            other
            for other in everything()
            if (other.category, other.region) == (project.category, project.region)
            and (other is project or other.code not in self.used)
        ]


def _home(project: Project) -> Subject:
    return project.network, project.region


def address(draft: Draft, row: Row, label: str) -> str:
    """The cell of a column in a project's row."""
    layout = Layout(draft.form)
    number = next(
        block.rows[place] for block in layout.blocks for place, project in enumerate(block.projects) if project is row
    )
    return f"{PROJECTS}!{layout.column(label).letters}{number + 1}"


def subtotal(draft: Draft, name: str, label: str) -> str:
    """The cell of a column in the 小计 of a class; of 合计 where the name is blank."""
    layout = Layout(draft.form)
    number = next((b.row for b in layout.blocks if b.name == name and b.row is not None), TOTAL_ROW)
    return f"{PROJECTS}!{layout.column(label).letters}{number + 1}"


def summed(draft: Draft, name: str, label: str) -> str:
    """The cell of a column in a class's row of 表2; of its 合计 where the name is blank."""
    names = ["", *(block.name for block in Layout(draft.form).blocks)]
    column = next(column for column in declared(Summary) if column.label == label)
    return f"{SUMMARY}!{column.letters}{TOTAL_ROW + names.index(name) + 1}"


def paste(draft: Draft, cell: str, value: str | Decimal) -> None:
    """Type a value over a cell."""
    sheet, _, a1 = cell.rpartition("!")
    draft.pasted[sheet, a1] = value


def number(row: Row, label: str) -> Decimal:
    """An amount of a row."""
    value = row[label]
    assert isinstance(value, Decimal), (label, value)
    return value


def class_sum(draft: Draft, category: str, label: str) -> Decimal:
    """The sum of an amount over the projects of a class."""
    return total(tuple(row for row in draft.rows if row["类别"] == category), label)
