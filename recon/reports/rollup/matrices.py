"""Sheets 网别×地区 and 分类: the province cut by network and region, and by class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from recon.catalogue import in_force
from recon.model import column_letters
from recon.month.rollup import Project
from recon.reports.excel.page import Page
from recon.reports.rollup import province, sources
from recon.reports.rollup.canvas import Canvas, added, value

CHOICE, BLOCK = 3, 5  #: rows: the chosen measure, the first block's heading
_TWO = ("2021年", "2022年", "2023年", "2024年", "2025年")
#: Columns of 分类: heading (a measure's own name or a key) → measures summed; none: the number of projects.
CLASS_COLUMNS: dict[str, tuple[str, ...]] = {
    "projects": (),
    "总投资": ("总投资",),
    "2020年": ("2020年",),
    "two_splits": _TWO,
    "本年计划": ("本年计划",),
    "本月完成": ("本月完成",),
    "本年累计完成": ("本年累计完成",),
    "开工以来累计完成": ("开工以来累计完成",),
    "到位资金": ("到位资金",),
}


def regions(canvas: Canvas) -> None:
    """网别×地区: the chosen amount and the number of projects."""
    page = canvas.page("regions", [18, *[13] * (len(canvas.regions) + 1)])
    chosen = canvas.choice(page, CHOICE)

    def amount(projects: Sequence[Project]) -> Decimal:
        return value(projects, "总投资")

    def count(projects: Sequence[Project]) -> Decimal:
        return Decimal(len(projects))

    row = _block(canvas, page, BLOCK, "amounts_block", partial(canvas.chosen, chosen), amount)
    _block(canvas, page, row + 2, "counts_block", canvas.count, count)
    canvas.close(page, None)
    page.sheet.freeze_panes(0, 1)


def _block(
    canvas: Canvas,
    page: Page,
    row: int,
    key: str,
    formula: Callable[..., str],
    worth: Callable[[Sequence[Project]], Decimal],
) -> int:
    """One matrix with its totals; the row of its last line."""
    last = len(canvas.regions) + 2
    look = canvas.number(places=0 if key == "counts_block" else 2)
    result = canvas.number("result", places=0 if key == "counts_block" else 2)
    page.merged(row, 1, last, canvas.say(key), canvas.style("section"))
    head = row + 1
    names = [canvas.region(name) for name in canvas.regions]
    page.texts(head, [canvas.say("网别"), *names, canvas.say("total")], canvas.style("header"))
    for line, network in enumerate(canvas.networks, head + 1):
        page.text(line, 1, network, canvas.style("body", "strong"))
        for column, region in enumerate(canvas.regions, 2):
            where = {"网别": f"$A{line}", "地区": f"{column_letters(column)}${head}", "counted": "1"}
            cell = formula(**where)
            reported = canvas.whole.intake.view(network) == "行业" or canvas.whole.intake.reported(network, region)
            lead = sources.there(canvas, network, in_force().whole)
            local = f"+{sources.there(canvas, network, region)}" if region in in_force().regions else ""
            number = worth(list(canvas.whole.select(network, region)))
            shown = number if reported else canvas.say("unreported")
            page.formula(line, column, canvas.missing(f"{lead}{local}=0", cell), shown, look)
        span = f"B{line}:{column_letters(last - 1)}{line}"
        number = worth(list(canvas.whole.select(network)))
        shown = number if province.reported(canvas, network) else canvas.say("unreported")
        page.formula(line, last, _sum(canvas, span), shown, result)
    end = head + len(canvas.networks)
    page.text(end + 1, 1, canvas.say("total"), canvas.style("body", "result"))
    for column, place in enumerate([*canvas.regions, None], 2):
        letters = column_letters(column)
        number = worth(list(canvas.whole.select("", place)))
        page.formula(end + 1, column, f"ROUND(SUM({letters}{head + 1}:{letters}{end}),{canvas.places})", number, result)
    return end + 1


def classes(canvas: Canvas) -> None:
    """分类: each network's classes with its subtotal."""
    page = canvas.page("classes", [18, 20, *[15] * (len(CLASS_COLUMNS) + 2)], len(CLASS_COLUMNS) + 4)
    head = 4
    page.text(3, 1, canvas.say("unit_wan"), canvas.style("plain", "muted"))
    heads = [canvas.say(key) if key in ("projects", "two_splits") else key for key in CLASS_COLUMNS]
    rates = [canvas.say("year_rate"), canvas.say("works_rate")]
    page.texts(head, [canvas.say("网别"), canvas.say("类别"), *heads, *rates], canvas.style("header"))
    row, subtotals = head + 1, []
    for network in canvas.networks:
        names = [
            *in_force().networks[network][1],
            *([""] if list(canvas.whole.select(network, None, "")) else []),
        ]
        for name in names:
            _class(canvas, page, row, network, name)
            row += 1
        name = canvas.say("subtotal", name=network)
        _total(canvas, page, row, (name, list(canvas.whole.select(network))), added(row - len(names), row - 1))
        subtotals.append(row)
        row += 1
    whole = (canvas.say("total"), list(canvas.whole.select()))
    _total(canvas, page, row, whole, lambda c: ",".join(f"{c}{r}" for r in subtotals))
    canvas.close(page, head)
    page.sheet.freeze_panes(head, 2)


def _class(canvas: Canvas, page: Page, row: int, network: str, name: str) -> None:
    page.text(row, 1, network, canvas.style("body"))
    page.text(row, 2, canvas.category(name), canvas.style("body"))
    projects = list(canvas.whole.select(network, None, name))
    where = {"网别": f"$A{row}", "类别": f"$B{row}", "counted": "1"}
    nothing = f"{canvas.count(**{'网别': where['网别'], 'counted': '1'})}=0"
    reported = province.reported(canvas, network)
    for column, measures in enumerate(CLASS_COLUMNS.values(), 3):
        formula = "+".join(canvas.sums(m, **where) for m in measures) or canvas.count(**where)
        formula = f"ROUND({formula},{canvas.places})" if len(measures) > 1 else formula
        shown = _worth(projects, measures) if reported else canvas.say("unreported")
        look = canvas.number(places=2 if measures else 0)
        page.formula(row, column, canvas.missing(nothing, formula), shown, look)
    _rates(canvas, page, row, projects, "body")


def _sum(canvas: Canvas, cells: str) -> str:
    """The formula of the sum of some cells, a word where all are blank."""
    return canvas.missing(f"COUNT({cells})=0", f"ROUND(SUM({cells}),{canvas.places})")


def _worth(projects: Sequence[Project], measures: tuple[str, ...]) -> Decimal:
    if not measures:
        return Decimal(len(projects))
    return sum((value(projects, m) for m in measures), Decimal(0))


def _total(
    canvas: Canvas, page: Page, row: int, whole: tuple[str, Sequence[Project]], cells: Callable[[str], str]
) -> None:
    """A line that adds up others."""
    name, projects = whole
    page.merged(row, 1, 2, name, canvas.style("body", "result"))
    for column, measures in enumerate(CLASS_COLUMNS.values(), 3):
        shown = _worth(projects, measures) if projects else canvas.say("unreported")
        look = canvas.number("result", places=2 if measures else 0)
        page.formula(row, column, _sum(canvas, cells(column_letters(column))), shown, look)
    _rates(canvas, page, row, projects, "result")


def _rates(canvas: Canvas, page: Page, row: int, projects: Sequence[Project], kind: str) -> None:
    names = list(CLASS_COLUMNS)
    look = canvas.style("body", *([kind] if kind != "body" else []), "number", num_format="0.0%_ ")
    for column, (done, planned) in enumerate(
        (("本年累计完成", "本年计划"), ("开工以来累计完成", "总投资")), len(names) + 3
    ):
        above, below = (f"{column_letters(names.index(m) + 3)}{row}" for m in (done, planned))
        part, whole = value(projects, done), value(projects, planned)
        page.formula(row, column, f'IF(N({below})>0,{above}/{below},"")', part / whole if whole > 0 else "", look)
