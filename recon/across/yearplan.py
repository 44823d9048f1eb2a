"""本年计划 of a monthly report against the annual investment plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path, PurePath

from recon import units, workbook
from recon.errors import UnreadableError
from recon.forms import recognition, tableform
from recon.forms.structure import columns_of
from recon.forms.tableform import FormData
from recon.model import CellRef, Finding
from recon.numbers import plain
from recon.schemas import annual, forms
from recon.submission import Submission
from recon.workbook import RawBook


def recognise(book: RawBook) -> bool:
    """By a sheet with the head of 年度投资计划 and of no other form."""
    return recognition.tells(book, forms.form(annual.KIND))


@dataclass(frozen=True, slots=True)
class Planned:
    """本年计划 of one project, with the cell as other files name it."""

    amount: Decimal
    ulp: Decimal  #: unit of the last declared place
    unit: str
    cell: CellRef  #: ``[年度计划.xlsx]年度投资计划!K9``


@dataclass(frozen=True)
class Plans:
    """An annual plan as the monthly reports see it. A project that stands in it twice is left out: which holds is unknown."""

    path: str
    network: str
    region: str
    year: str
    projects: Mapping[str, Planned]  #: by 项目代码


def read(path: Path, password: str | None = None) -> FormData:
    """An annual plan read; raises UnreadableError for any other file."""
    book = workbook.read(path, password)
    if not recognise(book):
        sheets = workbook.listed(book)
        raise UnreadableError("FILE07", path=str(path), expected=f"“{annual.PROJECTS}”", found=sheets)
    return tableform.read(book, forms.form(annual.KIND))


def plans(path: Path, password: str | None = None) -> Plans:
    """The planned amount of each project; raises UnreadableError for any other file."""
    form = read(path, password)
    table, planned = form.main.table, dict[str, Planned]()
    codes = list(columns_of(form.main.projects.frame, "项目代码"))
    times = Counter(code for _, code in codes)
    for row, code in codes:
        amount = table.value(row, annual.YEAR) if annual.YEAR in table.frame else None
        if code and times[code] == 1 and amount is not None:
            outside = table.cell(row, annual.YEAR).seen_from_outside(PurePath(path).name)
            planned[code] = Planned(amount, Decimal(1).scaleb(-table.decimals), table.unit.text, outside)
    return Plans(str(path), form.cover["网别"], form.cover["地区"], form.period, planned)


def load(path: Path) -> Plans | None:
    """The annual plan of a file, read once a process; None for a workbook that is no annual plan form.

    Raises UnreadableError for one that cannot be read.
    """
    try:
        status = path.stat()
        return _loaded(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return _loaded.__wrapped__(path, 0, 0)  # says what is wrong


@lru_cache(maxsize=128)
def _loaded(path: Path, _changed: int, _size: int) -> Plans | None:
    return plans(path) if recognise(workbook.read(path)) else None


def against(submission: Submission, paths: Iterable[Path]) -> Iterator[Finding]:
    """The report against each of several annual plans that could be meant for it."""
    for path in paths:
        if (plans := load(path)) is not None:
            yield from check(submission, plans)


def check(submission: Submission, plans: Plans) -> Iterator[Finding]:
    """YPLN01 at each 本年计划 that is not the annual plan's of the project, by more than both roundings explain.

    Nothing is said of another year's plan, of projects that only one of the two has, and of blanks.
    """
    if submission.month[:4] != plans.year:
        return
    for code, places in submission.places.items():
        planned = plans.projects.get(code)
        for place in places if planned else ():
            amount = submission.amount(place, annual.YEAR)
            if planned and amount is not None and (words := _differs(submission, amount, planned)):
                cells = (submission.cell(place, annual.YEAR), planned.cell)
                yield Finding("YPLN01", "核实性", cells, {"column": annual.YEAR, **words})


def _differs(submission: Submission, amount: Decimal, planned: Planned) -> dict[str, str]:
    """Both amounts, their difference and what rounding explains, in the report's unit; nothing if they agree."""
    factor = units.ratio(units.parse(planned.unit), units.parse(submission.unit))
    if factor is None:
        return {}
    expected, slack = planned.amount * factor, planned.ulp * factor / 2
    slack += Decimal(1).scaleb(-submission.decimals) / 2
    if abs(amount - expected) <= slack:
        return {}
    words = {"found": amount, "expected": expected, "difference": abs(amount - expected), "slack": slack}
    return {"unit": submission.unit, "place": str(planned.cell), **{k: plain(v) for k, v in words.items()}}
