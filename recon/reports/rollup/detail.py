"""Sheet 明细: every project of every report that counts, one row each, with what was read and what it is in 万元."""

from __future__ import annotations

import os
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from xlsxwriter.format import Format

from recon import units
from recon.catalogue import in_force
from recon.model import column_letters
from recon.month import lag
from recon.month.rollup import COMMON, MEASURES, PLACES, Project, decimal
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.reports.rollup.canvas import (
    HEAD,
    LAG_CELL,
    LAST,
    MONTH_CELL,
    PACE,
    PACES,
    PARAMETERS,
    RAW,
    TEXTS,
    WAN,
    Canvas,
    quote,
)

AMOUNT_WIDTH = 13
_FACTOR, _HALF, _STATE, _START, _FINISH = (
    column_letters(list(TEXTS).index(key) + 1) for key in ("factor", "half", "state", "start", "finish")
)
_YEAR, _PLAN, _DONE, _WHOLE = (MEASURES.index(m) for m in ("本年累计完成", "本年计划", "开工以来累计完成", "总投资"))


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    widths = [*_widths(canvas), *[AMOUNT_WIDTH] * 2 * len(MEASURES), *PACES.values()]
    page = canvas.page("detail", widths, len(TEXTS))
    _parameters(canvas, page)
    _heads(canvas, page)
    looks = _looks(canvas)
    paces = {pace.project.number: pace for pace in lag.paces(canvas.whole)}
    for project in canvas.whole.projects:
        _texts(canvas, page, project, looks)
        _amounts(canvas, page, project, looks)
        _pace(canvas, page, project, paces.get(project.number), looks)
    canvas.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 7)
    page.sheet.autofilter(HEAD - 1, 0, canvas.last - 1, LAST - 1)
    page.sheet.fit_to_pages(3, 0)
    page.sheet.repeat_columns(4, 6)


def _widths(canvas: Canvas) -> list[int]:
    """Columns of names as wide as their longest text, as far as that goes."""
    longest: dict[str, int] = {}
    for project in canvas.whole.projects:
        here = project.submission
        names = {
            "类别": project.category,
            "地区": project.region,
            "sender": here.cover.get("填报单位", ""),
            "owner": project.unit,
            "project": here.text(project.place, "项目名称"),
            "source": f"{here.name}!{here.rows[project.place]}",
        }
        for key, words in names.items():
            longest[key] = max(longest.get(key, 0), theme.display_width(words))
    return [theme.column_width(longest.get(key, 0), width) for key, width in TEXTS.items()]


def _parameters(canvas: Canvas, page: Page) -> None:
    """The month and the tolerated lag, which formulas of this sheet read."""
    label, entry = canvas.style("plain", "muted"), canvas.style("body", "center", "strong")
    page.text(PARAMETERS, 4, canvas.say("report_month"), label)
    page.text(PARAMETERS, 5, canvas.whole.intake.month, entry)
    page.text(PARAMETERS, 7, canvas.say("tolerated"), label)
    page.number(
        PARAMETERS,
        8,
        in_force().number("滞后幅度"),
        canvas.style("body", "center", "strong", num_format="0%"),
    )


def _heads(canvas: Canvas, page: Page) -> None:
    head = canvas.style("header")
    for key, first, last in (
        ("raw_block", RAW, WAN - 1),
        ("wan_block", WAN, PACE - 1),
        ("pace_block", PACE, LAST),
    ):
        page.merged(HEAD - 1, first, last, canvas.say(key), head)
    page.texts(HEAD, [canvas.say(key) for key in TEXTS], head)
    page.texts(HEAD, [*MEASURES, *MEASURES], head, RAW)
    page.texts(HEAD, [canvas.say(key) for key in PACES], head, PACE)


def _looks(canvas: Canvas) -> dict[str, Format]:
    """The formats of a row, each asked for once."""
    style = canvas.style
    small = theme.number_format(theme.MAX_DECIMALS)
    return {
        "text": style("body", text_wrap=False),
        "middle": style("body", "center", text_wrap=False),
        "link": style("body", "link", text_wrap=False),
        "raw": style("body", "number", num_format="#,##0.00####_ "),
        "wan": style("body", "number", num_format=f"#,##0.00{'#' * max(canvas.places - 2, 0)}_ "),
        "small": style("body", "number", num_format=small),
        "factor": style("body", "number", num_format="General"),
        "rate": style("body", "number", num_format="0.0%_ "),
    }


def _texts(canvas: Canvas, page: Page, project: Project, looks: dict[str, Format]) -> None:
    row, here = canvas.row(project), project.submission
    standing = canvas.matching.standing[project.number]
    texts = [
        canvas.say(project.view),
        "",
        canvas.standing(standing),
        project.network,
        canvas.category(project.category),
        canvas.region(project.region),
        here.cover.get("填报单位", ""),
        project.unit,
        project.code,
        *(here.text(project.place, label) for label in ("项目名称", "建设状态", "开工年月", "竣工年月")),
    ]
    page.number(row, 1, Decimal(project.number + 1), looks["middle"])
    for column, words in enumerate(texts, 2):
        if column != 3:
            page.text(row, column, words, looks["text" if column in (8, 9, 10, 11) else "middle"])
    page.number(row, 3, Decimal(canvas.counts(project)), looks["middle"])
    cell = here.cell(project.place, "项目代码")
    page.outside(
        row,
        15,
        reference(canvas, here.path, str(cell.sheet), f"A{cell.row}"),
        f"{here.name}!{cell.row}",
        looks["link"],
    )
    page.text(row, 16, here.unit, looks["middle"])
    factor = units.ratio(units.parse(here.unit), units.parse(COMMON)) or Decimal(1)
    page.number(row, 17, factor, looks["factor"])
    last = Decimal(1).scaleb(-here.decimals)
    page.formula(row, 18, f"{format(last / 2, 'f')}*{_FACTOR}{row}", decimal(project.half), looks["small"])
    page.formula(row, 19, f"4*{_HALF}{row}^2", 4 * decimal(project.half) ** 2, looks["small"])


def reference(canvas: Canvas, path: str, sheet: str, place: str) -> str | None:
    """The target of a link to a cell of a source file, as seen from the workbook; None for a name Excel takes amiss."""
    seen = _relative(path, canvas.path)
    return None if "#" in seen else f"{seen}#{quoted(sheet)}!{place}"


@cache
def _relative(path: str, workbook: Path) -> str:
    """A file as seen from the workbook, in Excel's notation; whole where it is on another drive."""
    source = Path(path).resolve()
    try:
        return os.path.relpath(source, workbook.resolve().parent).replace("/", "\\")
    except ValueError:
        return str(source)


def _amounts(canvas: Canvas, page: Page, project: Project, looks: dict[str, Format]) -> None:
    row = canvas.row(project)
    for place, measure in enumerate(MEASURES):
        raw = project.submission.amount(project.place, measure)
        cell = f"{column_letters(RAW + place)}{row}"
        formula = f'IF({cell}="","",ROUND({cell}*${_FACTOR}{row},{canvas.places}))'
        if raw is None:
            page.sheet.write_blank(row - 1, RAW + place - 1, None, looks["raw"])
            page.formula(row, WAN + place, formula, "", looks["wan"])
        else:
            page.number(row, RAW + place, raw, looks["raw"])
            page.formula(row, WAN + place, formula, decimal(project.amount(measure) or 0), looks["wan"])


def _pace(canvas: Canvas, page: Page, project: Project, pace: lag.Pace | None, looks: dict[str, Format]) -> None:
    """Rates and what lags, for the rows that count."""
    row = canvas.row(project)
    if pace is None:
        page.texts(row, [""] * len(PACES), looks["middle"], PACE)
        return

    def wan(place: int) -> str:
        return f"{column_letters(WAN + place)}{row}"

    elapsed, works, year = (column_letters(PACE + n) + str(row) for n in range(3))
    shares = (
        (elapsed_formula(row), pace.elapsed),
        (f'IF(N({wan(_WHOLE)})>0,{wan(_DONE)}/{wan(_WHOLE)},"")', pace.works),
        (f'IF(N({wan(_PLAN)})>0,{wan(_YEAR)}/{wan(_PLAN)},"")', pace.year),
    )
    for column, (formula, share) in enumerate(shares, PACE):
        if share is None:
            page.text(row, column, "", looks["rate"])
        else:
            page.formula(row, column, formula, exact(share), looks["rate"])
    if pace.elapsed is not None and pace.works is not None:
        due = exact(pace.elapsed * (pace.project.amount("总投资") or 0) / 10**PLACES)
        page.formula(
            row,
            PACE + 3,
            f'IF(ISNUMBER({elapsed}),IF(ISNUMBER({works}),{elapsed}*{wan(_WHOLE)},""),"")',
            due,
            looks["wan"],
        )
    else:
        page.text(row, PACE + 3, "", looks["wan"])
    words = {lag.YEAR: canvas.say("lag_year"), lag.WORKS: canvas.say("lag_works")}
    lags = "".join(f"{words[key]} " for key in pace.lags).strip()
    passed = f"VALUE(RIGHT({MONTH_CELL},2))/12"
    own = f"IF(ISNUMBER({elapsed}),IF(ISNUMBER({works}),ROUND({elapsed}-{works},12)>0,TRUE),TRUE)"
    late_year = (
        f'IF(ISNUMBER({year}),IF(AND({own},ROUND({passed}-{year},12)>{LAG_CELL}),{quote(words[lag.YEAR] + " ")},""),"")'
    )
    late_works = f'IF(ISNUMBER({elapsed}),IF(ISNUMBER({works}),IF(ROUND({elapsed}-{works},12)>{LAG_CELL},{quote(words[lag.WORKS])},""),""),"")'
    formula = f'IF({_STATE}{row}={quote(lag.finished())},"",TRIM({late_year}&{late_works}))'
    page.formula(row, PACE + 4, formula, lags, looks["middle"])


def elapsed_formula(row: int) -> str:
    """The share of the works' period that has passed at the month's end; months are written YYYY-MM."""
    start, finish, now = (
        f"(12*VALUE(LEFT({cell},4))+VALUE(RIGHT({cell},2)))"
        for cell in (f"{_START}{row}", f"{_FINISH}{row}", MONTH_CELL)
    )
    return f"MAX(0,MIN(1,({now}-{start}+1)/({finish}-{start}+1)))"


def exact(share: Fraction) -> Decimal:
    """A fraction as near as a Decimal comes."""
    return Decimal(share.numerator) / Decimal(share.denominator)
