"""Sheet 对照表: decisions carried along with who made them and when, and pairs made by name, to be signed."""

from __future__ import annotations

from xlsxwriter import Workbook

from recon.match import pairs
from recon.match.pairs import KEYS
from recon.match.reports.layout import Plan
from recon.match.reports.pending import decide
from recon.reports import theme
from recon.reports.excel.page import Page

WIDTHS = {"网别": 18, "地区": 20, "项目代码": 29, "项目名称": 32}
MORE = {"decision": 13, "who": 11, "when": 12, "remark": 16}


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet; what people decided stands first, unchanged."""
    heads = pairs.heads(plan.lang)
    widths = [WIDTHS.get(key.partition(" ")[2]) or MORE[key] for key in heads]
    page = Page(book.add_worksheet(plan.say("pairs")), [*widths, 12])
    page.texts(1, [*heads.values(), plan.say("how")], style("header"))
    row = 2
    for one in plan.result.confirmed:
        word = plan.say("decision_same" if one.same else "decision_other")
        texts = [*one.left, *one.right, word, one.who, one.when, one.note]
        page.texts(row, texts, style("body", num_format="@"))
        page.text(row, len(heads) + 1, plan.say("how_confirmed"), style("body", "center"))
        row += 1
    for pair in (p for p in plan.result.pairs if p.how in ("name", "moved")):
        page.texts(row, [plan.side("left").text(pair.left, key) for key in KEYS], style("body"))
        page.texts(row, [plan.side("right").text(pair.right, key) for key in KEYS], style("body"), len(KEYS) + 1)
        page.texts(row, [""] * len(MORE), style("body", "input", num_format="@"), 2 * len(KEYS) + 1)
        page.text(row, len(heads) + 1, plan.say(f"how_{pair.how}"), style("body", "center"))
        row += 1
    decide(page, plan, 2 * len(KEYS) + 1, 2, row - 1)
    page.finish()
    page.sheet.freeze_panes(1, 0)
    page.sheet.autofilter(0, 0, max(row - 1, 2) - 1, len(heads))
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)
