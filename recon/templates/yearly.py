"""本年计划 of a monthly form, filled in from the annual investment plan."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from recon import units
from recon.kinds import annual as kind
from recon.kinds.tableform import TableData
from recon.schemas import annual, lists, monthly
from recon.templates.columns import Row, declared
from recon.templates.refused import RefusedError

_SHARED = [c for c in declared(annual.Projects) if c.label in {m.label for m in declared(monthly.Projects)}]
_TEXTS = [c.label for c in _SHARED if not c.amount and c.label not in ("序号", "备注")]
_AMOUNTS = ("总投资", annual.YEAR)


def rows(path: Path, network: str | None, region: str | None, year: str, unit: str) -> list[Row]:
    """The projects of an annual plan with 总投资 and 本年计划, converted exactly to ``unit``.

    Raises RefusedError for a plan of another year, network or region, UnreadableError for any other file.
    """
    data = kind.read(path).main
    _agrees(path, data, network, region, year)
    factor = units.ratio(data.table.unit, units.parse(unit))
    assert factor is not None
    return [_row(data, int(row), factor) for row in data.projects.frame.index]


def _agrees(path: Path, data: TableData, network: str | None, region: str | None, year: str) -> None:
    wanted = {
        "网别": (network,) if network else tuple(lists.NETWORKS),
        "地区": tuple(dict.fromkeys((region, lists.PROVINCE)))
        if region
        else (*lists.REGIONS, lists.PROVINCE),
        "年度": (year,),
        "计量单位": tuple(lists.UNITS),
    }
    for label, values in wanted.items():
        if data.cover[label] not in values:
            words = {"label": label, "found": data.cover[label], "expected": "、".join(values)}
            raise RefusedError("annual_other", path=path, **words)


def _row(data: TableData, row: int, factor: Decimal) -> Row:
    frame = data.projects.frame
    known: Row = {
        label: str(frame.at[row, label]) for label in _TEXTS if label in frame and frame.at[row, label]
    }
    for label in _AMOUNTS:
        value = data.projects.value(row, label) if label in frame else None
        if value is not None:
            known[label] = value * factor
    return known


def filled(known: Iterable[Row], planned: Iterable[Row]) -> list[Row]:
    """Projects with 本年计划 of the annual plan by 项目代码; the plan's own projects where none are known."""
    plans = {row["项目代码"]: row[annual.YEAR] for row in planned if "项目代码" in row and annual.YEAR in row}
    found = [
        {**row, annual.YEAR: plans[code]} if (code := row.get("项目代码")) in plans else row for row in known
    ]  # fmt: skip
    return found or list(planned)
