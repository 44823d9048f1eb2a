"""Sheet 来源: which reports are there, and every file received with its fingerprint, verdict and problem."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from recon.model import LEVELS, FileReport, column_letters
from recon.month.intake import Intake
from recon.reports import text, theme
from recon.reports.excel.page import Page, quoted
from recon.reports.rollup.desk import Desk
from recon.reports.rollup.detail import reference
from recon.schemas import lists

COVERAGE = 3  #: heading row of the coverage
COLUMNS = {
    "number": 19, "file": 30, "sender": 18, "网别": 19, "地区": 20, "report_month": 11, "unit": 10, "projects": 10, "used": 10,
    "result": 10, "errors": 10, "verify": 10, "notes": 11, "problem": 36, "sha256": 34,
}  # fmt: skip
_LISTS = (lists.PROVINCE, *lists.REGIONS)
HEAD = COVERAGE + len(lists.NETWORKS) + 5  #: row of the file list's heads


def there(desk: Desk, network: str, region: str) -> str:
    """How many reports of a unit count, as a formula over the list of files."""
    first, last = HEAD + 1, HEAD + max(len(desk.files), 1)
    sheet = quoted(desk.say("sources"))
    keys = {"网别": network, "地区": region, "used": desk.say("yes")}
    places = {key: column_letters(list(COLUMNS).index(key) + 1) for key in keys}
    spans = (f'{sheet}!${c}${first}:${c}${last},"{keys[key]}"' for key, c in places.items())
    return f"COUNTIFS({','.join(spans)})"


def write(desk: Desk) -> None:
    """Write the sheet."""
    longest = max((theme.display_width(Path(file.path).name) for file in desk.files), default=0)
    widths = {**COLUMNS, "file": theme.column_width(longest, COLUMNS["file"])}
    page = desk.page("sources", widths.values())
    _coverage(desk, page)
    page.merged(HEAD - 1, 1, len(COLUMNS), desk.say("files"), desk.style("section"))
    heads = ["SHA-256" if key == "sha256" else desk.say(key) for key in COLUMNS]
    page.texts(HEAD, heads, desk.style("header"))
    for row, file in enumerate(desk.files, HEAD + 1):
        _file(desk, page, row, file)
    desk.close(page, None)
    page.sheet.freeze_panes(0, 2)


def _coverage(desk: Desk, page: Page) -> None:
    page.merged(COVERAGE, 1, len(COLUMNS), desk.say("coverage"), desk.style("section"))
    names = [desk.say("lead_unit"), *lists.REGIONS]
    page.texts(COVERAGE + 1, [desk.say("网别"), *names], desk.style("header"))
    for row, network in enumerate(desk.networks, COVERAGE + 2):
        page.text(row, 1, network, desk.style("body", "strong"))
        for column, region in enumerate(_LISTS, 2):
            told = desk.whole.intake.reported(network, region)
            words = desk.say("arrived" if told else "unreported")
            formula = f"IF({there(desk, network, region)}>0,{desk.text('arrived')},{desk.text('unreported')})"
            fill = {} if told else {"bg_color": theme.FILLS["核实性"][1]}
            page.formula(row, column, formula, words, desk.style("body", "center", **fill))


def _file(desk: Desk, page: Page, row: int, file: FileReport) -> None:
    body, middle = desk.style("body"), desk.style("body", "center")
    sent, name = file.submission, Path(file.path).name
    page.number(row, 1, Decimal(row - HEAD), middle)
    page.outside(
        row,
        2,
        reference(desk, file.path, sent.sheet, "A1") if sent else None,
        name,
        desk.style("body", "link"),
    )
    cover = sent.cover if sent else {}
    for column, label in enumerate(("填报单位", "网别", "地区", "报告期", "计量单位"), 3):
        page.text(row, column, cover.get(label, ""), body if column == 3 else middle)
    page.number(row, 8, Decimal(len(sent.rows)) if sent else Decimal("NaN"), middle)
    used, problem = _used(desk, file)
    page.text(row, 9, desk.say("yes" if used else "no"), middle)
    fill = theme.VERDICT_FILLS[file.verdict]
    page.text(row, 10, desk.word(file.verdict), desk.style("body", "center", bg_color=fill))
    levels = Counter(f.level for f in file.findings)
    for column, level in enumerate(reversed(LEVELS), 11):
        page.number(row, column, Decimal(levels[level]), middle)
    page.text(row, 14, problem, body)
    page.text(row, 15, file.sha256, desk.style("body", "small", valign="vcenter"))


def _used(desk: Desk, file: FileReport) -> tuple[bool, str]:
    """Whether a file counts, and if not, why."""
    if file.error is not None:
        return False, text.error(file, desk.lang)[1]
    if file.submission is None:
        return False, desk.say("other_kind", kind=file.kind)
    reason = left_out(desk.whole.intake).get(file.path)
    return reason is None, desk.say(f"left_{reason}") if reason else ""


def left_out(intake: Intake) -> dict[str, str]:
    """Path → reason, of the reports that do not count."""
    return {submission.path: reason for submission, reason in intake.left_out}
