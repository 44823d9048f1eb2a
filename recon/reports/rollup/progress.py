"""Sheets 进度 and 约谈名单: completion against the calendar by network, and the units whose projects trail it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.format import Format

from recon.catalogue import in_force
from recon.month import lag
from recon.month.rollup import MEASURES, PLACES, decimal
from recon.reports.excel.page import Page, address
from recon.reports.rollup import charts
from recon.reports.rollup.canvas import PACE, WAN, Canvas
from recon.reports.rollup.detail import exact

COLUMNS = {
    "网别": 19,
    "projects": 9,
    "based_plan": 16,
    "based_year": 16,
    "year_rate": 11,
    "calendar": 10,
    "gap_points": 11,
    "based": 17,
    "based_done": 17,
    "works_rate": 11,
    "due": 17,
    "works_calendar": 10,
    "gap_points ": 11,
    "lagging": 10,
    "lag_share": 10,
}
HEAD = 4
KNOWN = '">-1E+99"'  #: criterion that a number meets and a blank text does not
POINTS = "+0.0%_ ;-0.0%_ ;0.0%_ "
Paces = Sequence[lag.Pace]


def write(canvas: Canvas) -> None:
    """进度."""
    page = canvas.page("progress", COLUMNS.values())
    page.texts(HEAD, [canvas.say(key.strip()) for key in COLUMNS], canvas.style("header"))
    paces = lag.paces(canvas.whole)
    for row, network in enumerate(canvas.networks, HEAD + 1):
        page.text(row, 1, network, canvas.style("body", "strong"))
        _row(canvas, page, row, [p for p in paces if p.project.network == network], f"$A{row}")
    last = HEAD + len(canvas.networks)
    page.text(last + 1, 1, canvas.say("total"), canvas.style("body", "result"))
    _row(canvas, page, last + 1, paces, "")
    _charts(canvas, page, last)
    canvas.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 1)


def _charts(canvas: Canvas, page: Page, last: int) -> None:
    sheet = canvas.say("progress")
    names = (sheet, HEAD, 0, last - 1, 0)
    for place, (done, calendar, words, key) in enumerate(
        (
            (5, 6, ("year_rate", "calendar"), "chart_progress"),
            (10, 12, ("works_rate", "works_calendar"), "chart_works"),
        )
    ):
        titles = (canvas.say(words[0]), canvas.say(words[1]))
        spans = [(sheet, HEAD, c - 1, last - 1, c - 1) for c in (done, calendar)]
        chart = charts.progress(canvas, canvas.say(key), names, spans[0], spans[1], titles)
        chart.set_size({"width": 690, "height": 320})
        where = {"x_offset": 2, "description": canvas.say(key)}
        page.sheet.insert_chart(last + 2, 0 if place == 0 else 7, chart, where)


def _row(canvas: Canvas, page: Page, row: int, paces: Paces, network: str) -> None:
    """One line; without a network the sum of all."""
    where = {"counted": "1", **({"网别": network} if network else {})}
    rate, count = canvas.style("body", "number", num_format="0.0%_ "), canvas.number(places=0)
    points = canvas.style("body", "number", "strong", num_format=POINTS)
    year = [p for p in paces if p.year is not None]
    works = [p for p in paces if p.works is not None and p.elapsed is not None]
    plan, done = _total(year, "本年计划"), _total(year, "本年累计完成")
    whole, built, due = _total(works, "总投资"), _total(works, "开工以来累计完成"), _due(works)
    late = sum(bool(p.lags) for p in paces)
    passed = exact(lag.passed(canvas.whole.intake.month))
    sums: tuple[tuple[int, str, Decimal, Format], ...] = (
        (2, canvas.count(**where), Decimal(len(paces)), count),
        (3, canvas.sums("本年计划", **where, year_rate=KNOWN), plan, canvas.number()),
        (4, canvas.sums("本年累计完成", **where, year_rate=KNOWN), done, canvas.number()),
        (8, canvas.sums("总投资", **where, due=KNOWN), whole, canvas.number()),
        (9, canvas.sums("开工以来累计完成", **where, due=KNOWN), built, canvas.number()),
        (11, f"SUMIFS({canvas.span('due')}{canvas.where(**where)})", due, canvas.number()),
        (14, canvas.count(**where, behind='"?*"'), Decimal(late), count),
    )
    for column, formula, worth, look in sums:
        shown = worth if paces else canvas.say("unreported")
        page.formula(row, column, canvas.missing(f"{canvas.count(**where)}=0", formula), shown, look)
    page.formula(row, 6, canvas.elapsed(), passed, rate)
    _ratio(page, row, 5, f"D{row}", f"C{row}", (done, plan), rate)
    _gap(page, row, 7, f"E{row}", f"F{row}", done / plan - passed if plan else None, points)
    _ratio(page, row, 10, f"I{row}", f"H{row}", (built, whole), rate)
    _ratio(page, row, 12, f"K{row}", f"H{row}", (due, whole), rate)
    _gap(page, row, 13, f"J{row}", f"L{row}", (built - due) / whole if whole else None, points)
    _ratio(page, row, 15, f"N{row}", f"B{row}", (Decimal(late), Decimal(len(paces))), rate)


def _due(paces: Paces) -> Decimal:
    """The amount that the calendar of the works asks for, in 万元."""
    parts = ((p.elapsed or Fraction(0)) * (p.project.amount("总投资") or 0) for p in paces)
    return exact(sum(parts, Fraction(0)) / 10**PLACES)


def _total(paces: Paces, measure: str) -> Decimal:
    return decimal(sum(p.project.amount(measure) or 0 for p in paces))


def _ratio(
    page: Page, row: int, column: int, above: str, below: str, worth: tuple[Decimal, Decimal], look: Format
) -> None:
    share = worth[0] / worth[1] if worth[1] > 0 else ""
    page.formula(row, column, f'IF(N({below})>0,{above}/{below},"")', share, look)


def _gap(page: Page, row: int, column: int, done: str, due: str, worth: Decimal | None, look: Format) -> None:
    page.formula(row, column, f'IF(ISNUMBER({done}),{done}-{due},"")', "" if worth is None else worth, look)


#: Heads of both tables of 约谈名单; a column of the second that stands empty in the first is blank there.
UNITS = (
    "number",
    "owner",
    "网别",
    "provided",
    "projects",
    "lagging",
    "本年计划",
    "本年累计完成",
    "year_rate",
    "calendar",
    "gap_points",
    "lag_share",
)
PROJECTS = (
    "number",
    "owner",
    "网别",
    "project",
    "地区",
    "behind",
    "本年计划",
    "本年累计完成",
    "year_rate",
    "总投资",
    "开工以来累计完成",
    "works_rate",
    "works_calendar",
    "problems",
)
WIDTHS = (8, 36, 18, 38, 19, 11, 15, 15, 12, 15, 17, 12, 11, 34)


def talks(canvas: Canvas) -> None:
    """约谈名单."""
    page = canvas.page("talks", WIDTHS)
    units = lag.units(lag.paces(canvas.whole))
    row = _section(canvas, page, 3, "talks_units", UNITS)
    for number, unit in enumerate(units, 1):
        _unit(canvas, page, row + number, number, unit)
    row += max(len(units), 1)
    if not units:
        page.merged(row, 1, len(WIDTHS), canvas.say("none_behind"), canvas.style("body", "muted"))
    row = _section(canvas, page, row + 2, "talks_projects", PROJECTS)
    for pace in (pace for unit in units for pace in unit.late):
        row += 1
        _project(canvas, page, row, pace)
    canvas.close(page, None)
    page.sheet.freeze_panes(0, 2)


def _section(canvas: Canvas, page: Page, row: int, key: str, heads: tuple[str, ...]) -> int:
    page.merged(row, 1, len(WIDTHS), canvas.say(key), canvas.style("section"))
    page.texts(row + 1, [head if head in MEASURES else canvas.say(head) for head in heads], canvas.style("header"))
    return row + 1


def _unit(canvas: Canvas, page: Page, row: int, number: int, unit: lag.Unit) -> None:
    body, middle, rate = (
        canvas.style("body"),
        canvas.style("body", "center"),
        canvas.style("body", "number", num_format="0.0%_ "),
    )
    networks = list(dict.fromkeys(p.project.network for p in unit.late))
    page.number(row, 1, Decimal(number), middle)
    page.text(row, 2, unit.name, body)
    page.text(row, 3, "、".join(networks), middle)
    where = {"counted": "1", "owner": _criterion(row, unit.name)}
    page.text(row, 4, provided(canvas, networks), body)
    page.formula(row, 5, canvas.count(**where), Decimal(len(unit.paces)), canvas.number(places=0))
    page.formula(row, 6, canvas.count(**where, behind='"?*"'), Decimal(len(unit.late)), canvas.number(places=0))
    year = [p for p in unit.paces if p.year is not None]
    plan, done = _total(year, "本年计划"), _total(year, "本年累计完成")
    page.formula(row, 7, canvas.sums("本年计划", **where, year_rate=KNOWN), plan, canvas.number())
    page.formula(row, 8, canvas.sums("本年累计完成", **where, year_rate=KNOWN), done, canvas.number())
    _ratio(page, row, 9, f"H{row}", f"G{row}", (done, plan), rate)
    passed = exact(lag.passed(canvas.whole.intake.month))
    page.formula(row, 10, canvas.elapsed(), passed, rate)
    points = canvas.style("body", "number", "strong", num_format=POINTS)
    _gap(page, row, 11, f"I{row}", f"J{row}", done / plan - passed if plan else None, points)
    _ratio(page, row, 12, f"F{row}", f"E{row}", (Decimal(len(unit.late)), Decimal(len(unit.paces))), rate)


def provided(canvas: Canvas, networks: list[str]) -> str:
    """What the plan provides for slow projects of these networks, with the place that says so."""
    talk = [in_force().talks[n] for n in networks if n in in_force().talks]
    words = [f"{canvas.say('measure_talk')}（{'、'.join(talk)}）"] if talk else []
    if len(talk) < len(networks):
        words.append(f"{canvas.say('measure_report')}（{in_force().word('通报依据')}）")
    return "；".join(words)


def _criterion(row: int, name: str) -> str:
    """The unit's name as SUMIFS takes it: signs that mean something to it are escaped."""
    cell = f"$B{row}"
    for sign in "~*?" if any(sign in name for sign in "~*?") else "":
        cell = f'SUBSTITUTE({cell},"{sign}","~{sign}")'
    return f'"="&{cell}'


def _project(canvas: Canvas, page: Page, row: int, pace: lag.Pace) -> None:
    """A lagging project; its numbers are the cells of 明细."""
    project = pace.project
    here, source = project.submission, canvas.row(project)
    body, middle, rate = (
        canvas.style("body"),
        canvas.style("body", "center"),
        canvas.style("body", "number", num_format="0.0%_ "),
    )

    def cell(column: int) -> str:
        return address(canvas.say("detail"), source, column)

    page.link(row, 1, cell(1), str(project.number + 1), canvas.style("body", "center", "link"))
    texts = {
        2: project.unit,
        3: project.network,
        4: here.text(project.place, "项目名称"),
        5: canvas.region(project.region),
    }
    for column, words in texts.items():
        page.text(row, column, words, body if column in (2, 4) else middle)
    lags = " ".join({lag.YEAR: canvas.say("lag_year"), lag.WORKS: canvas.say("lag_works")}[key] for key in pace.lags)
    page.formula(row, 6, cell(PACE + 4), lags, middle)
    for column, measure in ((7, "本年计划"), (8, "本年累计完成"), (10, "总投资"), (11, "开工以来累计完成")):
        amount = project.amount(measure)
        worth: Decimal | str = "" if amount is None else decimal(amount)
        page.formula(row, column, cell(WAN + MEASURES.index(measure)), worth, canvas.number())
    for column, place, share in ((9, 2, pace.year), (12, 1, pace.works), (13, 0, pace.elapsed)):
        if share is None:
            page.text(row, column, "", rate)
        else:
            page.formula(row, column, cell(PACE + place), exact(share), rate)
    page.text(row, 14, here.text(project.place, "存在问题"), body)
