"""A month of sound reports to be spoilt: lead departments and regions telling the same projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from examples import lists
from recon import engine
from recon.model import FileReport
from recon.options import Options
from recon.schemas.lists import UNITS
from recon.workbook import Cell
from tests.forms import AMOUNTS, Form, project, save

#: Unit → how many of it one 万元 is, as a power of ten.
POWERS = {"元": 4, "千元": 1, "万元": 0, "百万元": -2, "亿元": -4}
MONTH = "2021-03"
Row = dict[str, Cell]


def check_digit(digits: str) -> str:
    """The last digit of a code by ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def code(number: int) -> str:
    """The n-th sound project code of the new form."""
    digits = f"2104220100040{1 + number // 10**5:01d}{number % 10**5:05d}"
    digits += check_digit(digits)
    return "-".join((digits[:4], digits[4:10], digits[10:12], digits[12:14], digits[14:]))


def projects(network: str, region: str, count: int, first: int = 0) -> list[Row]:
    """Projects of a network in a region, over its classes in turn, each with a code of its own."""
    names = lists.NETWORKS[network][1]
    return [
        project(
            (first + n) % 40 + 1,
            names[n % len(names)],
            code(first + n),
            网别=network,
            地区=region,
            责任单位=f"{region}{network}建设单位{n % 3 + 1}",
            项目名称=f"{region}{names[n % len(names)]}项目{first + n + 1}",
        )
        for n in range(count)
    ]


def form(network: str, region: str, rows: Iterable[Row], unit: str = "万元", **cover: Cell) -> Form:
    """A report of some projects, their amounts (given in 万元) in the unit of the report."""
    made = Form(network, unit=unit)
    sender = lists.NETWORKS[network][0] if region == lists.PROVINCE else f"{region}人民政府"
    made.cover.update({"填报单位": sender, "地区": region, **cover})
    made.blocks = {}
    for row in rows:
        made.blocks.setdefault(str(row["类别"]), []).append(in_unit(row, unit))
    return made.add_up()


def in_unit(row: Row, unit: str) -> Row:
    """A project with its amounts in another unit, to the decimals of its forms."""
    by, places = POWERS[unit], UNITS[unit]
    changed = {a: round(float(f"{float(str(row[a])):.2f}e{by}"), places) for a in AMOUNTS if _number(row[a])}
    return {**row, **changed}


def _number(cell: Cell) -> bool:
    return isinstance(cell, int | float)


#: Name and cells of a workbook → the report on it: tests change one report of a month and leave the others as they are.
_TOLD: dict[tuple[str, str], FileReport] = {}


def put(folder: Path, *forms: Form) -> list[FileReport]:
    """Save reports under their usual names and read them back as the engine does; the same cells once for all tests."""
    folder.mkdir(parents=True, exist_ok=True)
    cells: dict[Path, str] = {}
    for made in forms:
        name = "_".join(["月报", *(str(made.cover[label]) for label in ("报告期", "网别", "地区"))])
        path, book = folder / f"{name}.xlsx", made.book()
        save(book, path)
        cells[path] = repr(book.sheets)
    return [_told(path, cells[path]) if path in cells else _report(path) for path in sorted(folder.glob("*.xlsx"))]


def _told(path: Path, cells: str) -> FileReport:
    """The report on a workbook of these cells, wherever one of this name and these cells lay when it was checked."""
    key = path.name, cells
    if key not in _TOLD:
        _TOLD[key] = _report(path)
    report = _TOLD[key]
    sent = report.submission and replace(report.submission, path=str(path))
    return replace(report, path=str(path), submission=sent)


def _report(path: Path, targets: Path | None = None) -> FileReport:
    return engine.validate_file(path, Options(targets=targets, gather=True))


def read(folder: Path, targets: Path | None = None) -> list[FileReport]:
    """The reports on all workbooks of a folder."""
    return [_report(path, targets) for path in sorted(folder.glob("*.xlsx"))]


def whole(
    networks: Iterable[str] = ("路网", "水网"),
    regions: Iterable[str] = ("长春市", "吉林市"),
    count: int = 3,
    units: tuple[str, ...] = ("万元",),
) -> dict[tuple[str, str], Form]:
    """Each network's lead report and its regions' own, in agreement; ``units`` are taken in turn."""
    forms: dict[tuple[str, str], Form] = {}
    first = 0
    for network in networks:
        told: list[Row] = []
        for place, region in enumerate(regions):
            rows = projects(network, region, count, first)
            first += count
            told += rows
            forms[network, region] = form(network, region, rows, units[place % len(units)])
        forms[network, lists.PROVINCE] = form(network, lists.PROVINCE, told, "万元")
    return forms
