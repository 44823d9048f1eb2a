"""本年计划 of a monthly form, filled in from the annual investment plan."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recon.across import yearplan
from recon.catalogue import in_force
from recon.forms.tableform import TableData
from recon.schemas import annual, lists, monthly
from recon.schemas.lists import SOURCES
from recon.templates import formrows
from recon.templates.columns import Row, declared
from recon.templates.refused import RefusedError

_SHARED = {column.label for column in declared(monthly.Projects)}
#: What a monthly form takes over: who and where a project is, its total and the year's plan; not the plan's sources.
COLUMNS = [
    column
    for column in declared(annual.Projects)[1:]
    if column.label in _SHARED and column.label not in (*SOURCES, "备注")
]


def rows(path: Path, network: str | None, region: str | None, year: str, unit: str) -> list[Row]:
    """The projects of an annual plan with 总投资 and 本年计划, converted exactly to ``unit``.

    Raises RefusedError for a plan of another year, network or region, UnreadableError for any other file.
    """
    data = yearplan.read(path).main
    _agrees(path, data, network, region, year)
    return formrows.rows(path, data, COLUMNS, unit)


def _agrees(path: Path, data: TableData, network: str | None, region: str | None, year: str) -> None:
    wanted = {
        "网别": (network,) if network else tuple(in_force().networks),
        "地区": tuple(dict.fromkeys((region, in_force().whole))) if region else (*in_force().regions, in_force().whole),
        "年度": (year,),
        "计量单位": tuple(lists.UNITS),
    }
    for label, values in wanted.items():
        if data.cover[label] not in values:
            words = {"label": label, "found": data.cover[label], "expected": "、".join(values)}
            raise RefusedError("annual_other", path=path, **words)


def filled(rows: Iterable[Row], planned: Iterable[Row]) -> list[Row]:
    """Projects with 本年计划 of the annual plan by 项目代码."""
    plans = {row["项目代码"]: row[annual.YEAR] for row in planned if "项目代码" in row and annual.YEAR in row}
    return [{**row, annual.YEAR: plans[code]} if (code := row.get("项目代码")) in plans else row for row in rows]
