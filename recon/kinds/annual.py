"""The annual investment plan: read, checked in itself and against the plan's years, and handed to the monthly reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from recon import workbook
from recon.errors import UnreadableError
from recon.kinds import reporting, suspects, tableform, telling
from recon.kinds.options import Options
from recon.kinds.structure import columns_of
from recon.kinds.tableform import FormData
from recon.model import CellRef, FileReport, Outcome
from recon.schemas import annual, lists
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon.kinds.against import Ask

KIND = annual.KIND
#: The year the plan splits off, and the period that holds the later ones.
FIRST, LATER = "2020", "2021-2025"


def recognise(book: RawBook) -> bool:
    """By a sheet with the head of 年度投资计划 and of no other form."""
    return telling.tells(book, annual.SPEC)


def check(book: RawBook, options: Options) -> FileReport:
    """Check rows, 小计 and 合计, and with ``targets`` the year and the totals against the plan."""
    form = tableform.read(book, annual.SPEC)
    judged = reporting.sums(form, strict=options.strict)
    report = reporting.report(form, book, options, judged, outcomes=_planned(form, options))
    return suspects.told(report, form, book, options.budget)


def _planned(form: FormData, options: Options) -> Iterable[Outcome]:
    if options.targets is None:
        return ()
    from recon.kinds import against

    return against.plan(form.main, options.targets, _asks(form))


def _asks(form: FormData) -> Iterator[Ask]:
    """本年计划 of the network and each class equals the plan's 2020, and is at most its 2021-2025.

    A year's plan lists the projects of that year, so 总投资 and 项目数 are at most the plan's.
    """
    from recon.kinds.against import Ask, totals

    network = form.cover["网别"]
    yield from totals(network, "≤")
    for item in (network, *lists.NETWORKS.get(network, ("", ()))[1]):
        if form.period == FIRST:
            yield Ask("计划投资", item, annual.YEAR, FIRST)
        elif LATER[:4] <= form.period <= LATER[-4:]:
            yield Ask("计划投资", item, annual.YEAR, LATER, "≤")


@dataclass(frozen=True, slots=True)
class Planned:
    """本年计划 of one project, with the cell as other files name it."""

    amount: Decimal
    ulp: Decimal  #: unit of the last declared place
    unit: str
    cell: CellRef  #: ``[年度计划.xlsx]年度投资计划!K9``


@dataclass(frozen=True)
class Plans:
    """An annual plan as the monthly reports see it. A project told twice is left out: which holds is unknown."""

    path: str
    network: str
    region: str
    year: str
    projects: Mapping[str, Planned]  #: by 项目代码


def read(path: Path, password: str | None = None) -> FormData:
    """An annual plan read; raises UnreadableError for any other file."""
    book = workbook.read(path, password)
    if not recognise(book):
        found = workbook.listed(book)
        raise UnreadableError("FILE07", path=str(path), expected=f"“{annual.PROJECTS}”", found=found)
    return tableform.read(book, annual.SPEC)


def plans(path: Path, password: str | None = None) -> Plans:
    """What an annual plan has for each project; raises UnreadableError for any other file."""
    form = read(path, password)
    table, found = form.main.table, dict[str, Planned]()
    codes = list(columns_of(form.main.projects.frame, "项目代码"))
    times = Counter(code for _, code in codes)
    for row, code in codes:
        amount = table.value(row, annual.YEAR) if annual.YEAR in table.frame else None
        if code and times[code] == 1 and amount is not None:
            cell = table.cell(row, annual.YEAR)
            outside = CellRef(f"[{PurePath(path).name}]{cell.sheet}", cell.row, cell.column)
            found[code] = Planned(amount, Decimal(1).scaleb(-table.decimals), table.unit.text, outside)
    return Plans(str(path), form.cover["网别"], form.cover["地区"], form.period, found)
