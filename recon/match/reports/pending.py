"""Sheet 待人工确认: candidates for a person to decide on; the tool reads the decisions back as a 对照表."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from recon.match.library import TOTAL
from recon.match.pairs import KEYS
from recon.match.reports.comparison import amount, gap_format
from recon.match.reports.layout import Plan
from recon.match.result import Candidate
from recon.model import column_letters
from recon.reports import theme
from recon.reports.excel.page import Page

WIDTHS = {"网别": 10, "地区": 10, "项目代码": 29, "项目名称": 26, TOTAL: 12}
#: Columns besides those of the two sides, in order, with their widths.
MORE = {"gap": 11, "score": 7, "reason": 22, "decision": 13, "who": 10, "when": 12, "remark": 14}


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet, one row a candidate."""
    keys = _columns()
    page = Page(book.add_worksheet(plan.say("pending")), [_width(key) for key in keys])
    page.texts(1, [_head(plan, key) for key in keys], style("header"))
    groups = {place: n for n, place in enumerate(dict.fromkeys(c.left for c in plan.result.candidates), 1)}
    for row, candidate in enumerate(plan.result.candidates, 2):
        _row(page, style, plan, row, groups[candidate.left], candidate)
    last = len(plan.result.candidates) + 1
    decide(page, plan, keys.index("decision") + 1, 2, last)
    if last == 1:
        page.merged(2, 1, len(keys), plan.say("no_rows"), style("body", "muted"))
    page.finish()
    page.sheet.freeze_panes(1, 2)
    page.sheet.autofilter(0, 0, max(last, 2) - 1, len(keys) - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def _columns() -> list[str]:
    sides = [f"{side} {key}" for side in ("left", "right") for key in (*KEYS, TOTAL)]
    return ["number", "open_left", "open_right", *sides, *MORE]


def _width(key: str) -> int:
    return MORE.get(key) or WIDTHS.get(key.partition(" ")[2], 7)


def _head(plan: Plan, key: str) -> str:
    side, _, label = key.partition(" ")
    if label:
        return plan.heading(side, label)
    return plan.say("gap", label=TOTAL) if key == "gap" else plan.say(key)


def _row(page: Page, style: theme.Theme, plan: Plan, row: int, group: int, candidate: Candidate) -> None:
    body, middle = style("body"), style("body", "center")
    page.number(row, 1, Decimal(group), middle)
    columns = {key: number for number, key in enumerate(_columns(), 1)}
    for side, place in (("left", candidate.left), ("right", candidate.right)):
        number = str(plan.side(side).report.rows[place])
        link = style("body", "center", "link")
        page.link(row, columns[f"open_{side}"], plan.target(side, place), number, link, "external")
        for key in KEYS:
            page.text(row, columns[f"{side} {key}"], plan.side(side).text(place, key), body)
        amount(page, style, plan, (row, columns[f"{side} {TOTAL}"]), plan.money(side, place, TOTAL))
    _gap(page, style, plan, row, candidate, columns)
    page.number(row, columns["score"], Decimal(candidate.score), middle)
    page.text(row, columns["reason"], plan.say(candidate.doubt), body)
    blanks(page, style("body", "input", num_format="@"), row, columns["decision"])


def _gap(page: Page, style: theme.Theme, plan: Plan, row: int, candidate: Candidate, columns: dict[str, int]) -> None:
    left, right = plan.money("left", candidate.left, TOTAL), plan.money("right", candidate.right, TOTAL)
    look = style("body", "number", num_format=gap_format(plan))
    if left is None or right is None:
        page.text(row, columns["gap"], "", style("body"))
        return
    one, other = (f"{column_letters(columns[f'{side} {TOTAL}'])}{row}" for side in ("left", "right"))
    page.formula(row, columns["gap"], f"{other}-{one}", right - left, look)


def blanks(page: Page, style: Format, row: int, column: int) -> None:
    """Room for a decision, who and when, and remarks."""
    page.texts(row, [""] * 4, style, column)


def decide(page: Page, plan: Plan, column: int, first: int, last: int) -> None:
    """A dropdown with the two decisions, and how to use it."""
    if last < first:
        return
    page.sheet.data_validation(
        first - 1,
        column - 1,
        last - 1,
        column - 1,
        {
            "validate": "list",
            "source": [plan.say("decision_same"), plan.say("decision_other")],
            "input_title": plan.say("decision"),
            "input_message": plan.say("decision_help"),
        },
    )
