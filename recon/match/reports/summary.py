"""Sheet 摘要: what was compared, how many rows ended where, which fields differ, and what is said of codes and pairs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook

from recon import messages
from recon.match.compare import FIELDS
from recon.match.reports.layout import HEAD, Plan
from recon.match.result import Agreement, Note
from recon.model import LEVELS, column_letters
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.version import __version__

LAST = 6
#: State → the sheet where its projects stand.
_SHEETS = {"paired": "comparison", "pending": "pending", "bundle": "bundles", "only": "only_left"}
#: Agreements that have a column; a blank on either side shares the last one.
SHOWN: tuple[Agreement, ...] = ("same", "wording", "rounding", "differs")


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet; sections follow each other down the page."""
    page = Page(book.add_worksheet(plan.say("summary")), [24, 18, 18, 18, 18, 18])
    _Writer(page, style, plan).write()
    page.finish()
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), widths=page.printed)


@dataclass
class _Writer:
    page: Page
    style: theme.Theme
    plan: Plan
    row: int = 1

    def write(self) -> None:
        self.page.merged(1, 1, LAST, self.plan.say("title"), self.style("title"))
        self._facts()
        self._states()
        self._fields()
        self._notes()

    def _section(self, key: str) -> None:
        self.row += 1
        self.page.merged(self.row + 1, 1, LAST, self.plan.say(key), self.style("section"))
        self.row += 2

    def _facts(self) -> None:
        plan, page = self.plan, self.page
        self._section("facts")
        page.text(self.row, 1, "", self.style("header"))
        page.merged(self.row, 2, 4, plan.say("left"), self.style("header"))
        page.merged(self.row, 5, LAST, plan.say("right"), self.style("header"))
        for key in ("file", "sha256", "rows", "unit"):
            self.row += 1
            page.text(self.row, 1, plan.say(key), self.style("body", "strong"))
            page.merged(self.row, 2, 4, self._fact(key, "left"), self.style("body"))
            page.merged(self.row, 5, LAST, self._fact(key, "right"), self.style("body"))
            if key == "sha256":
                page.least(self.row, 2)
        for key, value in (("tool", f"recon {__version__}"), ("date", plan.date.isoformat())):
            self.row += 1
            page.text(self.row, 1, plan.say(key), self.style("body", "strong"))
            page.merged(self.row, 2, LAST, value, self.style("body"))

    def _fact(self, key: str, side: str) -> str:
        own = self.plan.side(side).report
        return {"file": own.name, "sha256": own.sha256, "rows": f"{len(own.rows):,}", "unit": own.unit}[key]

    def _states(self) -> None:
        """Lines of the comparison by state, counted live."""
        plan, page = self.plan, self.page
        self._section("counts")
        heads = ("state", "how", "left", "right")
        page.texts(self.row, [plan.say(key) for key in heads], self.style("header"))
        page.merged(self.row, 5, LAST, plan.say("meaning"), self.style("header"))
        for how in ("confirmed", "code", "name", "moved"):
            self._state("paired", plan.say(f"how_{how}"))
        for state in ("pending", "bundle", "only"):
            self._state(state, "")

    def _state(self, state: str, how: str) -> None:
        plan, page = self.plan, self.page
        self.row += 1
        target = f"{quoted(plan.say(_SHEETS[state]))}!A1"
        page.link(self.row, 1, target, plan.say(f"state_{state}"), self.style("body", "link"))
        page.text(self.row, 2, how, self.style("body", "center"))
        lines = [
            x for x in plan.lines if x.state == state and (not how or (x.pair and plan.say(f"how_{x.pair.how}") == how))
        ]
        for column, side in ((3, "left"), (4, "right")):
            count = sum((x.left if side == "left" else x.right) is not None for x in lines)
            tests = [self._span("state"), f"$A{self.row}", self._span(f"open_{side}"), '"<>"']
            tests += [self._span("how"), f"$B{self.row}"] if how else []
            look = self.style("body", "number", num_format="#,##0_ ")
            page.formula(self.row, column, f"COUNTIFS({','.join(tests)})", Decimal(count), look)
        page.merged(self.row, 5, LAST, plan.say(f"mean_{state}"), self.style("body", "muted"))

    def _span(self, column: str) -> str:
        letter = column_letters(self.plan.columns[column])
        last = max(HEAD + len(self.plan.lines), HEAD + 1)
        return f"{quoted(self.plan.say('comparison'))}!${letter}${HEAD + 1}:${letter}${last}"

    def _fields(self) -> None:
        """Each field of the pairs: how often the two agree in which way."""
        plan, page = self.plan, self.page
        self._section("fields")
        heads = ["field", *SHOWN, "one_blank"]
        page.texts(self.row, [plan.say(key) for key in heads], self.style("header"))
        for number, field in enumerate(FIELDS):
            counts = Counter(pair.fields[number] for pair in plan.result.pairs)
            if set(counts) <= {"blank"}:
                continue
            self.row += 1
            page.text(self.row, 1, field.label, self.style("body", "strong"))
            told = [counts[key] for key in SHOWN] + [counts["left_blank"] + counts["right_blank"]]
            for column, (key, count) in enumerate(zip(heads[1:], told, strict=True), 2):
                fill = {"bg_color": theme.FILLS[field.level][0]} if count and key == "differs" else {}
                look = self.style("body", "number", num_format="#,##0_ ;;—_ ", **fill)
                page.number(self.row, column, Decimal(count), look)

    def _notes(self) -> None:
        """What is said of codes and of the 对照表, gravest first."""
        plan, page = self.plan, self.page
        self._section("notes")
        page.texts(self.row, [plan.say("place"), plan.say("level")], self.style("header"))
        page.merged(self.row, 3, LAST, plan.say("sentence"), self.style("header"))
        for note in sorted(plan.result.notes, key=lambda n: -LEVELS.index(n.level)):
            self.row += 1
            self._place(note)
            fill = theme.FILLS[note.level][0]
            page.text(self.row, 2, messages.word(note.level, plan.lang), self.style("level", bg_color=fill))
            page.merged(self.row, 3, LAST, plan.say(note.key, **note.words), self.style("body"))
        if not plan.result.notes:
            self.row += 1
            page.merged(self.row, 1, LAST, plan.say("no_rows"), self.style("body", "muted"))

    def _place(self, note: Note) -> None:
        plan = self.plan
        if note.side == "pairs":
            text = f"{plan.say('pairs')} {plan.say('row')} {note.place}"
            self.page.text(self.row, 1, text, self.style("body"))
            return
        text = f"{plan.say(note.side)} {plan.side(note.side).report.cell(note.place, '项目代码')}"
        self.page.link(self.row, 1, plan.target(note.side, note.place), text, self.style("body", "link"), "external")
