"""本年计划 of a monthly report against the annual investment plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from recon import units, workbook
from recon.kinds import annual as annuals
from recon.kinds.annual import Planned, Plans
from recon.model import Finding
from recon.numbers import plain
from recon.schemas import annual
from recon.submission import Submission


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
    return annuals.plans(path) if annuals.recognise(workbook.read(path)) else None


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
