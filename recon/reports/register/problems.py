"""Sheet 未决问题: what must still be corrected or explained in the current versions, and in the month as a whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePosixPath

from recon.model import LEVELS
from recon.register.values import Kept, Problem
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.register.canvas import Canvas

COLUMNS = {
    "number": 6,
    "network": 18,
    "region": 20,
    "reported_by": 26,
    "level": 7,
    "code": 10,
    "place": 22,
    "message": 70,
    "lasting": 9,
    "file": 26,
}


def write(canvas: Canvas) -> None:
    """Write the sheet; what must be corrected comes first within a file."""
    page = canvas.page("sheet_problems", COLUMNS.values())
    canvas.heads(page, 1, COLUMNS)
    for row, (kept, problem) in enumerate(_graver_first(canvas), 2):
        _row(canvas, page, row, kept, problem)
    if not canvas.month.problems:
        canvas.empty(page, 2, len(COLUMNS), "no_problems")
    page.sheet.autofilter(0, 0, max(len(canvas.month.problems), 1), len(COLUMNS) - 1)
    canvas.finish(page, 1)


def _graver_first(canvas: Canvas) -> list[tuple[Kept, Problem]]:
    files = {kept.number: place for place, (kept, _) in enumerate(canvas.month.problems)}
    return sorted(canvas.month.problems, key=lambda pair: (files[pair[0].number], -LEVELS.index(pair[1].level)))


def _row(canvas: Canvas, page: Page, row: int, kept: Kept, problem: Problem) -> None:
    body, middle = canvas.style("body"), canvas.style("body", "center")
    page.number(row, 1, Decimal(row - 1), middle)
    network = kept.network or (canvas.say("whole") if kept.kind == "month" else "")
    page.texts(row, [network, kept.region, kept.sender], body, 2)
    fill = theme.FILLS[problem.level][0]
    page.text(row, 5, canvas.word(problem.level), canvas.style("level", bg_color=fill))
    page.text(row, 6, problem.code, middle)
    page.text(row, 7, "、".join(problem.cells[:1]), body)
    page.text(row, 8, problem.message, body)
    age = canvas.month.ages.get((kept.subject, problem.about))
    page.number(row, 9, Decimal(age) if age else Decimal("NaN"), middle)
    canvas.link(page, row, 10, kept, body, PurePosixPath(kept.path).name)
