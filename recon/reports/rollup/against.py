"""Sheet 与规划核对: each figure of the plan that a month can be compared with, live, passes included."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from recon import messages, units
from recon.model import Outcome
from recon.month import plan
from recon.month.rollup import COMMON
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.rollup.canvas import Canvas, quote

COLUMNS = {
    "item": 19,
    "地区": 15,
    "measure": 11,
    "period": 12,
    "unit": 8,
    "relation": 7,
    "planned": 13,
    "planned_low": 13,
    "planned_high": 13,
    "monthly": 17,
    "monthly_half": 13,
    "difference": 15,
    "verdict": 11,
    "plan_basis": 40,
    "lacking": 30,
}
HEAD = 4


def write(canvas: Canvas, targets: Path | None, annual: Path | None) -> None:
    """Write the sheet; without a plan it says that nothing was compared."""
    page = canvas.page("against", COLUMNS.values())
    page.texts(HEAD, [canvas.say(key) for key in COLUMNS], canvas.style("header"))
    lines = plan.lines(targets, annual, canvas.whole.intake.month)
    pairs = [(line, compared) for line in lines if (compared := plan.compare(canvas.whole, line))]
    for row, (line, outcome) in enumerate(pairs, HEAD + 1):
        _row(canvas, page, row, line, outcome)
    if not pairs:
        page.merged(HEAD + 1, 1, len(COLUMNS), canvas.say("no_plan"), canvas.style("body", "muted"))
    canvas.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 4)
    page.sheet.autofilter(HEAD - 1, 0, HEAD + max(len(pairs), 1) - 1, len(COLUMNS) - 1)


def _row(canvas: Canvas, page: Page, row: int, line: plan.Line, o: Outcome) -> None:
    body, middle = canvas.style("body"), canvas.style("body", "center")
    figure, right = line.figure, o.right.interval
    texts = (
        figure.coordinate.item,
        o.coordinate.region,
        o.coordinate.measure,
        figure.coordinate.period,
        o.unit,
        o.operator,
    )
    for column, words in enumerate(texts, 1):
        page.text(row, column, words, body if column == 1 else middle)
    for column, number in enumerate((o.right.value, right.low, right.high), 7):
        page.number(row, column, number, canvas.number(places=theme.decimals(number)))
    places = canvas.places + 4 if line.columns else 0
    value, half = formulas(canvas, line, places)
    shown = canvas.number(places=2 if line.columns else 0, more=4)
    page.formula(row, 10, value, o.left.value, shown)
    page.formula(row, 11, half, o.left.interval.half_width, shown)
    page.formula(row, 12, f"ROUND(J{row}-G{row},{max(places, 6)})", o.difference, shown)
    fill = {"bg_color": theme.FILLS[o.level][0]} if o.verdict == "mismatch" else {}
    page.formula(
        row,
        13,
        _verdict(canvas, row, o),
        messages.judged(o.verdict, o.operator, canvas.lang),
        canvas.style("body", "center", **fill),
    )
    page.text(row, 14, " ".join(filter(None, (figure.source, figure.section, figure.id, figure.qualifier))), body)
    page.text(row, 15, "、".join(o.missing), body)


def formulas(canvas: Canvas, line: plan.Line, places: int) -> tuple[str, str]:
    """The month's sum in the plan's unit and the half-width of its interval, over 明细."""
    wheres = []
    for network, category in line.slices:
        where = {"网别": quote(network), "counted": "1"}
        where |= {"类别": quote(category)} if category else {}
        where |= {"地区": quote(canvas.region(line.region))} if line.region else {}
        wheres.append(where)
    if not line.columns:
        return "+".join(canvas.count(**where) for where in wheres), "0"
    factor = units.ratio(units.parse(COMMON), units.parse(line.figure.unit)) or Decimal(1)
    pairs = [(where, column) for where in wheres for column in line.columns]
    value = "+".join(f"SUMIFS({canvas.span('', c)}{canvas.where(**w)})" for w, c in pairs)
    half = "+".join(
        f'SUMIFS({canvas.span("half")}{canvas.where(**w)},{canvas.span("", c, raw=True)},"<>")' for w, c in pairs
    )
    by = format(factor, "f")
    return f"ROUND(({value})*{by},{places})", f"ROUND(({half})*{by},{places + 2})"


def _verdict(canvas: Canvas, row: int, o: Outcome) -> str:
    """As :func:`recon.across.against.judge`; where reports are missing only an excess is certain."""
    word = {
        key: f'"{messages.judged(key, o.operator, canvas.lang)}"'
        for key in ("exact", "rounding", "mismatch", "unverifiable")
    }
    above = f"ROUND(J{row}-K{row}-I{row},9)>0" if o.right.interval.high.is_finite() else "FALSE"
    if o.missing:
        return f"IF({above},{word['mismatch']},{word['unverifiable']})"
    below = f"ROUND(J{row}+K{row}-H{row},9)<0" if o.right.interval.low.is_finite() else "FALSE"
    return f"IF(L{row}=0,{word['exact']},IF(OR({above},{below}),{word['mismatch']},{word['rounding']}))"
