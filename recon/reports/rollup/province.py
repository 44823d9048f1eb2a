"""Sheet 全省汇总: every measure by network, from 明细, with subtotals, rates and a check of the total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter.format import Format

from recon.model import column_letters
from recon.month.intake import LEAD, LOCAL
from recon.month.rollup import MEASURES, Project
from recon.reports.excel.page import Page, address
from recon.reports.rollup.desk import Desk, value
from recon.schemas import lists, monthly

HEAD, BASIS, LOCALS, COUNT, AMOUNTS = 4, 5, 6, 7, 8  #: rows
SPLITS = monthly.SPLITS[1:7]  #: 2020 to 2025, whose subtotal is shown
_ROWS: dict[str, int] = {}
for _measure in MEASURES:
    _ROWS[_measure] = AMOUNTS + len(_ROWS) + ("2025年" in _ROWS)
SUBTOTAL = _ROWS["2025年"] + 1
RATES = {"year_rate": ("本年累计完成", "本年计划"), "works_rate": ("开工以来累计完成", "总投资")}
FIRST_RATE = max(_ROWS.values()) + 1
TOTAL = len(lists.NETWORKS) + 2  #: column


def place(desk: Desk, measure: str, column: int) -> str:
    """The cell of a measure in a network's or the total's column, from another sheet."""
    return address(desk.say("province"), _ROWS[measure], column)


def reported(desk: Desk, network: str) -> bool:
    """Whether anything of a network counts."""
    return bool(list(desk.whole.select(network)))


def write(desk: Desk) -> None:
    """Write the sheet."""
    page = desk.page("province", [22, *[17] * (len(lists.NETWORKS) + 3)])
    page.text(3, 1, desk.say("unit_wan"), desk.style("plain", "muted"))
    heads = [desk.say("measure"), *desk.networks, *(desk.say(k) for k in ("total", "control", "control_gap"))]
    page.texts(HEAD, heads, desk.style("header"))
    _basis(desk, page)
    _count(desk, page)
    for measure in MEASURES:
        _measure_row(desk, page, measure)
    _subtotal(desk, page)
    for row, (key, (done, planned)) in enumerate(RATES.items(), FIRST_RATE):
        _rate(desk, page, row, key, done, planned)
    page.merged(
        FIRST_RATE + len(RATES) + 1,
        1,
        TOTAL + 2,
        partial(desk),
        desk.style("plain", "strong", text_wrap=True),
    )
    desk.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 1)


def partial(desk: Desk) -> str:
    """What the total lacks, in words."""
    lacking = []
    for network in desk.networks:
        gaps = desk.whole.intake.gaps(network)
        if gaps:
            whole = len(gaps) == len(lists.REGIONS)
            lacking.append(network if whole else f"{network}（{'、'.join(gaps)}）")
    return desk.say("partial", names="、".join(lacking)) if lacking else desk.say("complete")


def _here(column: int) -> str:
    return f"{column_letters(column)}${HEAD}"


def _basis(desk: Desk, page: Page) -> None:
    """Which view each network's figures are, and how many local reports there are."""
    middle = desk.style("body", "center")
    page.text(BASIS, 1, desk.say("basis_row"), desk.style("body", "strong"))
    page.text(LOCALS, 1, desk.say("local_row"), desk.style("body", "strong"))
    for column, network in enumerate(desk.networks, 2):
        name = _here(column)
        lead = desk.count(**{"网别": name, "counted": "1", "view": desk.text(LEAD)})
        anything = desk.count(**{"网别": name, "counted": "1"})
        formula = (
            f"IF({anything}=0,{desk.text('unreported')},IF({lead}>0,{desk.text(LEAD)},{desk.text(LOCAL)}))"
        )
        told = (
            desk.say(desk.whole.intake.view(network)) if reported(desk, network) else desk.say("unreported")
        )
        page.formula(BASIS, column, formula, told, middle)
        page.number(
            LOCALS, column, Decimal(sum(1 for n, _ in desk.whole.intake.locals if n == network)), middle
        )
    last = column_letters(TOTAL - 1)
    page.text(BASIS, TOTAL, "", middle)
    page.formula(
        LOCALS, TOTAL, f"SUM(B{LOCALS}:{last}{LOCALS})", Decimal(len(desk.whole.intake.locals)), middle
    )


def _count(desk: Desk, page: Page) -> None:
    look = desk.style("body", "number", num_format="#,##0_ ")
    page.text(COUNT, 1, desk.say("projects"), desk.style("body", "strong"))
    for column, network in enumerate(desk.networks, 2):
        formula = desk.count(**{"网别": _here(column), "counted": "1"})
        count = len(list(desk.whole.select(network)))
        _or_missing(desk, page, (COUNT, column), formula, Decimal(count), look)
    _totals(desk, page, COUNT, desk.count(counted="1"), Decimal(len(list(desk.whole.select()))), 0)


def _or_missing(
    desk: Desk, page: Page, cell: tuple[int, int], formula: str, worth: Decimal, look: Format
) -> None:
    """A number, or the word for a network that did not report: never zero for it."""
    row, column = cell
    told = reported(desk, desk.networks[column - 2])
    whole = (
        f"IF({column_letters(column)}${BASIS}={desk.text('unreported')},{desk.text('unreported')},{formula})"
    )
    page.formula(row, column, whole, worth if told else desk.say("unreported"), look)


def _totals(desk: Desk, page: Page, row: int, control: str, worth: Decimal, places: int) -> None:
    """合计, the direct sum over 明细, and their difference."""
    last, total, check = (column_letters(c) for c in (TOTAL - 1, TOTAL, TOTAL + 1))
    result, plain = desk.number("result", places=places), desk.number("muted", places=places)
    page.formula(row, TOTAL, f"ROUND(SUM(B{row}:{last}{row}),{desk.places})", worth, result)
    page.formula(row, TOTAL + 1, control, worth, plain)
    page.formula(row, TOTAL + 2, f"ROUND({total}{row}-{check}{row},{desk.places})", Decimal(0), plain)


def _measure_row(desk: Desk, page: Page, measure: str) -> None:
    row = _ROWS[measure]
    strong = measure in ("总投资", "本年计划", "本年累计完成", "开工以来累计完成")
    page.text(row, 1, measure, desk.style("body", "strong") if strong else desk.style("body"))
    for column, network in enumerate(desk.networks, 2):
        formula = desk.sums(measure, **{"网别": _here(column), "counted": "1"})
        worth = value(list(desk.whole.select(network)), measure)
        _or_missing(desk, page, (row, column), formula, worth, desk.number())
    _totals(desk, page, row, desk.sums(measure, counted="1"), value(list(desk.whole.select()), measure), 2)


def _subtotal(desk: Desk, page: Page) -> None:
    """The plan's six years together."""
    first, last = _ROWS[SPLITS[0]], _ROWS[SPLITS[-1]]
    page.text(SUBTOTAL, 1, desk.say("splits"), desk.style("body", "result"))
    slices: list[Sequence[Project]] = [list(desk.whole.select(n)) for n in desk.networks]
    for column, projects in enumerate([*slices, list(desk.whole.select())], 2):
        letters = column_letters(column)
        worth = sum((value(projects, m) for m in SPLITS), Decimal(0))
        formula = f"ROUND(SUM({letters}{first}:{letters}{last}),{desk.places})"
        if column < TOTAL:
            _or_missing(desk, page, (SUBTOTAL, column), formula, worth, desk.number("result"))
        else:
            page.formula(SUBTOTAL, column, formula, worth, desk.number("result"))


def _rate(desk: Desk, page: Page, row: int, key: str, done: str, planned: str) -> None:
    look = desk.style("body", "number", num_format="0.0%_ ")
    page.text(row, 1, desk.say(key), desk.style("body", "strong"))
    slices = [list(desk.whole.select(n)) for n in desk.networks]
    for column, projects in enumerate([*slices, list(desk.whole.select())], 2):
        letters = column_letters(column)
        above, below = value(projects, done), value(projects, planned)
        formula = f'IF(N({letters}{_ROWS[planned]})>0,{letters}{_ROWS[done]}/{letters}{_ROWS[planned]},"")'
        page.formula(row, column, formula, above / below if below > 0 else "", look)
