"""Sheet 全省汇总: every measure by network, from 明细, with subtotals, rates and a check of the total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter.format import Format

from recon.catalogue import in_force
from recon.model import column_letters
from recon.month.intake import LEAD, LOCAL
from recon.month.rollup import MEASURES, Project
from recon.reports.excel.page import Page, address
from recon.reports.rollup.canvas import Canvas, value
from recon.schemas import monthly

HEAD, BASIS, LOCALS, COUNT, AMOUNTS = 4, 5, 6, 7, 8  #: rows
SPLITS = monthly.SPLITS[1:7]  #: 2020 to 2025, whose subtotal is shown
_ROWS: dict[str, int] = {}
for _measure in MEASURES:
    _ROWS[_measure] = AMOUNTS + len(_ROWS) + ("2025年" in _ROWS)
SUBTOTAL = _ROWS["2025年"] + 1
RATES = {"year_rate": ("本年累计完成", "本年计划"), "works_rate": ("开工以来累计完成", "总投资")}
FIRST_RATE = max(_ROWS.values()) + 1


def total_column() -> int:
    """The column of the total, behind the networks."""
    return len(in_force().networks) + 2


def place(canvas: Canvas, measure: str, column: int) -> str:
    """The cell of a measure in a network's or the total's column, from another sheet."""
    return address(canvas.say("province"), _ROWS[measure], column)


def reported(canvas: Canvas, network: str) -> bool:
    """Whether anything of a network counts."""
    return bool(list(canvas.whole.select(network)))


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("province", [22, *[17] * (len(in_force().networks) + 3)])
    page.text(3, 1, canvas.say("unit_wan"), canvas.style("plain", "muted"))
    heads = [
        canvas.say("measure"),
        *canvas.networks,
        *(canvas.say(k) for k in ("total", "control", "control_gap")),
    ]
    page.texts(HEAD, heads, canvas.style("header"))
    _basis(canvas, page)
    _count(canvas, page)
    for measure in MEASURES:
        _measure_row(canvas, page, measure)
    _subtotal(canvas, page)
    for row, (key, (done, planned)) in enumerate(RATES.items(), FIRST_RATE):
        _rate(canvas, page, row, key, done, planned)
    page.merged(
        FIRST_RATE + len(RATES) + 1,
        1,
        total_column() + 2,
        partial(canvas),
        canvas.style("plain", "strong", text_wrap=True),
    )
    canvas.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 1)


def partial(canvas: Canvas) -> str:
    """The sentence on what the total lacks."""
    lacking = []
    for network in canvas.networks:
        gaps = canvas.whole.intake.gaps(network)
        if gaps:
            whole = len(gaps) == len(in_force().regions)
            lacking.append(network if whole else f"{network}（{'、'.join(gaps)}）")
    return canvas.say("partial", names="、".join(lacking)) if lacking else canvas.say("complete")


def _here(column: int) -> str:
    return f"{column_letters(column)}${HEAD}"


def _basis(canvas: Canvas, page: Page) -> None:
    """Which view each network's figures are, and how many local reports there are."""
    middle = canvas.style("body", "center")
    page.text(BASIS, 1, canvas.say("basis_row"), canvas.style("body", "strong"))
    page.text(LOCALS, 1, canvas.say("local_row"), canvas.style("body", "strong"))
    for column, network in enumerate(canvas.networks, 2):
        name = _here(column)
        lead = canvas.count(**{"网别": name, "counted": "1", "view": canvas.text(LEAD)})
        anything = canvas.count(**{"网别": name, "counted": "1"})
        formula = f"IF({anything}=0,{canvas.text('unreported')},IF({lead}>0,{canvas.text(LEAD)},{canvas.text(LOCAL)}))"
        text = canvas.say(canvas.whole.intake.view(network)) if reported(canvas, network) else canvas.say("unreported")
        page.formula(BASIS, column, formula, text, middle)
        page.number(LOCALS, column, Decimal(sum(1 for n, _ in canvas.whole.intake.locals if n == network)), middle)
    last = column_letters(total_column() - 1)
    page.text(BASIS, total_column(), "", middle)
    page.formula(
        LOCALS,
        total_column(),
        f"SUM(B{LOCALS}:{last}{LOCALS})",
        Decimal(len(canvas.whole.intake.locals)),
        middle,
    )


def _count(canvas: Canvas, page: Page) -> None:
    look = canvas.style("body", "number", num_format="#,##0_ ")
    page.text(COUNT, 1, canvas.say("projects"), canvas.style("body", "strong"))
    for column, network in enumerate(canvas.networks, 2):
        formula = canvas.count(**{"网别": _here(column), "counted": "1"})
        count = len(list(canvas.whole.select(network)))
        _or_missing(canvas, page, (COUNT, column), formula, Decimal(count), look)
    _totals(canvas, page, COUNT, canvas.count(counted="1"), Decimal(len(list(canvas.whole.select()))), 0)


def _or_missing(canvas: Canvas, page: Page, cell: tuple[int, int], formula: str, worth: Decimal, look: Format) -> None:
    """A number, or the word for a network that did not report: never zero for it."""
    row, column = cell
    is_reported = reported(canvas, canvas.networks[column - 2])
    whole = f"IF({column_letters(column)}${BASIS}={canvas.text('unreported')},{canvas.text('unreported')},{formula})"
    page.formula(row, column, whole, worth if is_reported else canvas.say("unreported"), look)


def _totals(canvas: Canvas, page: Page, row: int, control: str, worth: Decimal, places: int) -> None:
    """合计, the direct sum over 明细, and their difference."""
    last, total, check = (column_letters(c) for c in (total_column() - 1, total_column(), total_column() + 1))
    result, plain = canvas.number("result", places=places), canvas.number("muted", places=places)
    page.formula(row, total_column(), f"ROUND(SUM(B{row}:{last}{row}),{canvas.places})", worth, result)
    page.formula(row, total_column() + 1, control, worth, plain)
    page.formula(row, total_column() + 2, f"ROUND({total}{row}-{check}{row},{canvas.places})", Decimal(0), plain)


def _measure_row(canvas: Canvas, page: Page, measure: str) -> None:
    row = _ROWS[measure]
    strong = measure in ("总投资", "本年计划", "本年累计完成", "开工以来累计完成")
    page.text(row, 1, measure, canvas.style("body", "strong") if strong else canvas.style("body"))
    for column, network in enumerate(canvas.networks, 2):
        formula = canvas.sums(measure, **{"网别": _here(column), "counted": "1"})
        worth = value(list(canvas.whole.select(network)), measure)
        _or_missing(canvas, page, (row, column), formula, worth, canvas.number())
    _totals(canvas, page, row, canvas.sums(measure, counted="1"), value(list(canvas.whole.select()), measure), 2)


def _subtotal(canvas: Canvas, page: Page) -> None:
    """The plan's six years together."""
    first, last = _ROWS[SPLITS[0]], _ROWS[SPLITS[-1]]
    page.text(SUBTOTAL, 1, canvas.say("splits"), canvas.style("body", "result"))
    slices: list[Sequence[Project]] = [list(canvas.whole.select(n)) for n in canvas.networks]
    for column, projects in enumerate([*slices, list(canvas.whole.select())], 2):
        letters = column_letters(column)
        worth = sum((value(projects, m) for m in SPLITS), Decimal(0))
        formula = f"ROUND(SUM({letters}{first}:{letters}{last}),{canvas.places})"
        if column < total_column():
            _or_missing(canvas, page, (SUBTOTAL, column), formula, worth, canvas.number("result"))
        else:
            page.formula(SUBTOTAL, column, formula, worth, canvas.number("result"))


def _rate(canvas: Canvas, page: Page, row: int, key: str, done: str, planned: str) -> None:
    look = canvas.style("body", "number", num_format="0.0%_ ")
    page.text(row, 1, canvas.say(key), canvas.style("body", "strong"))
    slices = [list(canvas.whole.select(n)) for n in canvas.networks]
    for column, projects in enumerate([*slices, list(canvas.whole.select())], 2):
        letters = column_letters(column)
        above, below = value(projects, done), value(projects, planned)
        formula = f'IF(N({letters}{_ROWS[planned]})>0,{letters}{_ROWS[done]}/{letters}{_ROWS[planned]},"")'
        page.formula(row, column, formula, above / below if below > 0 else "", look)
