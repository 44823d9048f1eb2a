"""Sheet 摘要: the verdict, what was checked with what, counts, the largest discrepancies, how to read on."""

from __future__ import annotations

import math
import platform
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from importlib import metadata

from xlsxwriter import Workbook

from recon.model import LEVELS, VERDICTS, Level
from recon.reports import explained, text, theme
from recon.reports.excel import findings
from recon.reports.excel.page import Page, quoted
from recon.reports.excel.plan import FIRST_FINDING, Block, Plan
from recon.version import __version__

WIDTHS = (26, *[16] * 7)
LAST = 8  #: last column
BLANK_ROW = 15.0  #: points of a row nobody set
LARGEST = 10  #: discrepancies shown in the chart
LIBRARIES = ("xlsxwriter", "python-calamine", "pandas", "pandera")


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet; sections follow each other down the page."""
    page = Page(book.add_worksheet(plan.say("summary")), WIDTHS)
    _Writer(book, page, style, plan).write()
    page.finish()
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), widths=page.printed)


@dataclass
class _Writer:
    book: Workbook
    page: Page
    style: theme.Theme
    plan: Plan
    row: int = 1

    def write(self) -> None:
        self._head()
        self._facts()
        if not self.plan.file.error:
            self._parts()
            self._codes()
            self._largest()
            self._meanings()
        self._usage()

    def _head(self) -> None:
        plan, file = self.plan, self.plan.file
        self._wide(plan.say("title"), "title")
        fill = theme.VERDICT_FILLS[file.verdict]
        words = text.error(file, plan.lang)[1] if file.error else self._tally()
        look = self.style("body", "strong", font_size=14, bg_color=fill, align="center")
        self.page.text(self.row, 1, plan.word(file.verdict), look)
        self.page.merged(self.row, 2, LAST, words, self.style("body", bg_color=fill))
        self.page.least(self.row, 2)
        self.row += 1

    def _tally(self) -> str:
        file, lang = self.plan.file, self.plan.lang
        levels = Counter(f.level for f in file.findings if not f.released)
        errors, verify, notes = (levels[level] for level in reversed(LEVELS))
        checked = sum(self.plan.file.counts.values())
        tally = self.plan.say("tally", checked=checked, errors=errors, verify=verify, notes=notes)
        return "".join((tally, *explained.counts(file, lang)))

    def _facts(self) -> None:
        plan = self.plan
        versions = " · ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
        self._section("facts")
        for key, value in (
            ("file", plan.file_name),
            ("sha256", plan.file.sha256),
            ("tool", f"recon {__version__}（Python {platform.python_version()} · {versions}）"),
            ("date", plan.date.isoformat()),
        ):
            self.page.text(self.row, 1, plan.say(key), self.style("body", "strong"))
            self.page.merged(self.row, 2, LAST, value, self.style("body"))
            self.row += 1

    def _parts(self) -> None:
        """Counts by document part and verdict, with live totals."""
        parts = text.by_part(self.plan.file, self.plan.lang)
        self._section("by_part")
        heads = [self.plan.say("part"), *map(self.plan.word, VERDICTS), self.plan.say("total")]
        self.page.texts(self.row, heads, self.style("header"))
        first = self.row + 1
        for self.row, part in enumerate(parts, first):
            self.page.text(self.row, 1, part, self.style("body"))
            for column, verdict in enumerate(VERDICTS, 2):
                self._count(column, parts[part][verdict], verdict in ("mismatch", "rounding_wide"))
            self._total(LAST, f"SUM(B{self.row}:G{self.row})", sum(parts[part].values()))
        last = self.row
        self.row += 1
        self.page.text(self.row, 1, self.plan.say("total"), self.style("body", "result"))
        for column, letter in enumerate("BCDEFGH", 2):
            wanted = VERDICTS[column - 2 : column - 1] or VERDICTS
            total = sum(c[v] for c in parts.values() for v in (VERDICTS if column == LAST else wanted))
            self._total(column, f"SUM({letter}{first}:{letter}{last})" if parts else "0", total)
        self.row += 1

    def _count(self, column: int, count: int, grave: bool) -> None:
        styles = ("body", "number", "strong") if grave and count else ("body", "number")
        fill = {"bg_color": theme.FILLS[LEVELS[-1]][1]} if grave and count else {}
        look = self.style(*styles, num_format="#,##0_ ;;—_ ", **fill)
        self.page.number(self.row, column, Decimal(count), look)

    def _total(self, column: int, formula: str, count: int) -> None:
        look = self.style("body", "result", "number", num_format="#,##0_ ;;—_ ")
        self.page.formula(self.row, column, formula, Decimal(count), look)

    def _codes(self) -> None:
        """Findings by level, gravest first, and code, with a link to the first of each."""
        plan = self.plan
        self._section("by_code")
        heads = [plan.say(key) for key in ("level", "code", "count", "first_row")]
        self.page.texts(self.row, heads, self.style("header"))
        self.page.merged(self.row, 5, LAST, plan.say("level_meaning"), self.style("header"))
        numbers: dict[tuple[Level, str], list[int]] = {}
        for number, finding, cause in plan.listed:
            if not cause:
                numbers.setdefault((finding.level, finding.code), []).append(number)
        for level, code in sorted(numbers, key=lambda key: (-LEVELS.index(key[0]), key[1])):
            self.row += 1
            self._code(level, code, numbers[level, code])
        if not numbers:
            self.row += 1
            self.page.merged(self.row, 1, LAST, plan.say("no_findings"), self.style("body", "muted"))
        self.row += 1

    def _code(self, level: Level, code: str, numbers: list[int]) -> None:
        plan, page = self.plan, self.page
        fill = theme.FILLS[level][0]
        page.text(self.row, 1, plan.word(level), self.style("level", bg_color=fill))
        page.text(self.row, 2, code, self.style("body", "center"))
        self._count(3, len(numbers), False)
        link = self.style("body", "center", "link")
        page.link(self.row, 4, plan.finding_link(numbers[0]), f"№ {numbers[0]}", link)
        page.merged(self.row, 5, LAST, plan.say(f"level_{LEVELS.index(level)}"), self.style("body", "muted"))

    def _largest(self) -> None:
        """The largest discrepancies as a live table and a native bar chart."""
        plan, page = self.plan, self.page
        self.page.sheet.set_h_pagebreaks([self.row])
        self._section("largest")
        blocks = largest(plan)
        if not blocks:
            below = plan.file.counts["mismatch"]
            self._wide(plan.say("differences_below" if below else "no_differences"), "plain", "muted")
            return
        self._wide(plan.say("largest_help"), "plain", "muted", text_wrap=True)
        page.text(self.row, 1, plan.say("number"), self.style("header"))
        page.merged(self.row, 2, 5, plan.say("label"), self.style("header"))
        heads = [plan.say(key) for key in ("unit", "difference", "share")]
        page.texts(self.row, heads, self.style("header"), 6)
        first = self.row + 1
        for block in blocks:
            self.row += 1
            self._large(block)
        self.row += 1
        self._chart(blocks, first)

    def _large(self, block: Block) -> None:
        plan, page, outcome = self.plan, self.page, block.outcome
        source = f"{quoted(plan.say('findings'))}!{{}}{block.number + FIRST_FINDING - 1}"
        link = self.style("body", "center", "link")
        title = f"№ {block.number} {block.finding.code}"
        page.link(self.row, 1, plan.finding_link(block.number), title, link)
        page.merged(self.row, 2, 5, text.label(outcome.coordinate), self.style("body"))
        page.text(self.row, 6, outcome.unit, self.style("body", "center"))
        places = theme.number_format(theme.decimals(outcome.difference))
        look = self.style("body", "number", num_format=places)
        page.formula(self.row, 7, source.format("I"), outcome.difference, look)
        ratio = f"ABS({source.format('I')})/ABS({source.format('G')})"
        page.formula(self.row, 8, ratio, share(block), self.style("body", "number", num_format="0.0%_ "))

    def _chart(self, blocks: list[Block], first: int) -> None:
        last = first + len(blocks) - 1
        sheet = self.plan.say("summary")
        chart = self.book.add_chart({"type": "bar"})
        assert chart is not None
        font = {"name": theme.BODY_FONT, "size": 9, "color": theme.INK}
        chart.add_series(
            {
                "name": self.plan.say("share"),
                "categories": [sheet, first - 1, 1, last - 1, 1],
                "values": [sheet, first - 1, LAST - 1, last - 1, LAST - 1],
                "fill": {"color": theme.ACCENT},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0.0%", "font": font},
            }
        )
        title_font = {"name": theme.HEAD_FONT, "size": 11, "color": theme.ACCENT}
        chart.set_title({"name": self.plan.say("chart_title"), "name_font": title_font})
        chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": theme.RULE}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend({"none": True})
        chart.set_chartarea({"border": {"color": theme.RULE}})
        height = 60 + 20 * len(blocks)
        width = int(sum(WIDTHS) * 7 + 5 * len(WIDTHS)) - 4
        chart.set_size({"width": width, "height": height})
        place = {"x_offset": 2, "y_offset": 4, "description": self.plan.say("chart_title")}
        self.page.sheet.insert_chart(self.row, 0, chart, place)
        self.row += math.ceil(height * 0.75 / BLANK_ROW) + 1

    def _meanings(self) -> None:
        self._section("meanings")
        for verdict in VERDICTS:
            self.page.text(self.row, 1, self.plan.word(verdict), self.style("body", "strong"))
            self.page.merged(self.row, 2, LAST, self.plan.say("verdict_" + verdict), self.style("body"))
            self.row += 1

    def _usage(self) -> None:
        if self.plan.file.error:
            return
        self._section("usage")
        for key in ("usage_1", "usage_2", "usage_3"):
            self._wide(self.plan.say(key), "plain", text_wrap=True)

    def _section(self, key: str) -> None:
        self.row += 1
        self.page.merged(self.row, 1, LAST, self.plan.say(key), self.style("section"))
        self.row += 1

    def _wide(self, words: str, *styles: str, **more: object) -> None:
        self.page.merged(self.row, 1, LAST, words, self.style(*styles, **more))
        self.row += 1


def largest(plan: Plan) -> list[Block]:
    """Findings with a difference that can be put in percent of what was stated, largest share first."""
    blocks = [
        b
        for b in plan.blocks.values()
        if not b.implied
        and findings.DIFFERENCE in findings.figures(b)
        and b.outcome.difference.is_finite()
        and b.outcome.difference
        and b.outcome.right.value
        and b.outcome.right.value.is_finite()
    ]
    return sorted(blocks, key=lambda b: (-share(b), b.number))[:LARGEST]


def share(block: Block) -> Decimal:
    """|difference| relative to |stated|."""
    return abs(block.outcome.difference) / abs(block.outcome.right.value)
