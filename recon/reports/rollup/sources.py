"""Sheet 来源: which reports are there, and every file received with its fingerprint, verdict and problem."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from recon.catalogue import in_force
from recon.model import LEVELS, FileReport, column_letters
from recon.month.intake import Intake
from recon.reports import text, theme
from recon.reports.excel.page import Page, quoted
from recon.reports.rollup.canvas import Canvas
from recon.reports.rollup.detail import reference

COVERAGE = 3  #: heading row of the coverage
COLUMNS = {
    "number": 19,
    "file": 30,
    "sender": 18,
    "网别": 19,
    "地区": 20,
    "report_month": 11,
    "unit": 10,
    "projects": 10,
    "used": 10,
    "result": 10,
    "errors": 10,
    "verify": 10,
    "notes": 11,
    "problem": 36,
    "sha256": 34,
}


def _head() -> int:
    """The row of the file list's heads, below the coverage."""
    return COVERAGE + len(in_force().networks) + 5


def there(canvas: Canvas, network: str, region: str) -> str:
    """How many reports of a unit count, as a formula over the list of files."""
    first, last = _head() + 1, _head() + max(len(canvas.files), 1)
    sheet = quoted(canvas.say("sources"))
    keys = {"网别": network, "地区": region, "used": canvas.say("yes")}
    places = {key: column_letters(list(COLUMNS).index(key) + 1) for key in keys}
    spans = (f'{sheet}!${c}${first}:${c}${last},"{keys[key]}"' for key, c in places.items())
    return f"COUNTIFS({','.join(spans)})"


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    longest = max((theme.display_width(Path(file.path).name) for file in canvas.files), default=0)
    widths = {**COLUMNS, "file": theme.column_width(longest, COLUMNS["file"])}
    page = canvas.page("sources", widths.values())
    _coverage(canvas, page)
    page.merged(_head() - 1, 1, len(COLUMNS), canvas.say("files"), canvas.style("section"))
    heads = ["SHA-256" if key == "sha256" else canvas.say(key) for key in COLUMNS]
    page.texts(_head(), heads, canvas.style("header"))
    for row, file in enumerate(canvas.files, _head() + 1):
        _file(canvas, page, row, file)
    canvas.close(page, None)
    page.sheet.freeze_panes(0, 2)


def _coverage(canvas: Canvas, page: Page) -> None:
    page.merged(COVERAGE, 1, len(COLUMNS), canvas.say("coverage"), canvas.style("section"))
    names = [canvas.say("lead_unit"), *in_force().regions]
    page.texts(COVERAGE + 1, [canvas.say("网别"), *names], canvas.style("header"))
    for row, network in enumerate(canvas.networks, COVERAGE + 2):
        page.text(row, 1, network, canvas.style("body", "strong"))
        for column, region in enumerate(in_force().places, 2):
            reported = canvas.whole.intake.reported(network, region)
            words = canvas.say("arrived" if reported else "unreported")
            formula = f"IF({there(canvas, network, region)}>0,{canvas.text('arrived')},{canvas.text('unreported')})"
            fill = {} if reported else {"bg_color": theme.FILLS["核实性"][1]}
            page.formula(row, column, formula, words, canvas.style("body", "center", **fill))


def _file(canvas: Canvas, page: Page, row: int, file: FileReport) -> None:
    body, middle = canvas.style("body"), canvas.style("body", "center")
    sent, name = file.submission, Path(file.path).name
    page.number(row, 1, Decimal(row - _head()), middle)
    page.outside(
        row,
        2,
        reference(canvas, file.path, sent.sheet, "A1") if sent else None,
        name,
        canvas.style("body", "link"),
    )
    cover = sent.cover if sent else {}
    for column, label in enumerate(("填报单位", "网别", "地区", "报告期", "计量单位"), 3):
        page.text(row, column, cover.get(label, ""), body if column == 3 else middle)
    page.number(row, 8, Decimal(len(sent.rows)) if sent else Decimal("NaN"), middle)
    used, problem = _used(canvas, file)
    page.text(row, 9, canvas.say("yes" if used else "no"), middle)
    fill = theme.VERDICT_FILLS[file.verdict]
    page.text(row, 10, canvas.word(file.verdict), canvas.style("body", "center", bg_color=fill))
    levels = Counter(f.level for f in file.findings)
    for column, level in enumerate(reversed(LEVELS), 11):
        page.number(row, column, Decimal(levels[level]), middle)
    page.text(row, 14, problem, body)
    page.text(row, 15, file.sha256, canvas.style("body", "small", valign="vcenter"))


def _used(canvas: Canvas, file: FileReport) -> tuple[bool, str]:
    """Whether a file counts, and if not, why."""
    if file.error is not None:
        return False, text.error(file, canvas.lang)[1]
    if file.submission is None:
        return False, canvas.say("other_kind", kind=file.kind)
    reason = left_out(canvas.whole.intake).get(file.path)
    return reason is None, canvas.say(f"left_{reason}") if reason else ""


def left_out(intake: Intake) -> dict[str, str]:
    """Path → reason, of the reports that do not count."""
    return {submission.path: reason for submission, reason in intake.left_out}
