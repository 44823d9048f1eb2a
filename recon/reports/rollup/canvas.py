"""What all sheets of the roll-up workbook need of each other: its words, its rows, and sums over 明细 as formulas."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from recon import messages
from recon.catalogue import in_force
from recon.model import FileReport, column_letters
from recon.month import lag
from recon.month.check import current
from recon.month.pairs import Matching, Standing
from recon.month.rollup import MEASURES, PLACES, Project, Rollup, decimal
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.reports.excel.plan import Plan

#: Columns of 明细 before the amounts: heading key → width.
TEXTS = {
    "number": 7,
    "view": 7,
    "counted": 8,
    "standing": 13,
    "网别": 14,
    "类别": 15,
    "地区": 15,
    "sender": 20,
    "owner": 20,
    "project_code": 26,
    "project": 30,
    "state": 9,
    "start": 10,
    "finish": 10,
    "source": 34,
    "unit": 8,
    "factor": 9,
    "half": 12,
    "square": 12,
}
PACES = {"works_calendar": 10, "works_rate": 10, "year_rate": 10, "due": 14, "behind": 10}
RAW = len(TEXTS) + 1  #: first column of the amounts as read
WAN = RAW + len(MEASURES)  #: first column of the amounts converted
PACE = WAN + len(MEASURES)
LAST = PACE + len(PACES) - 1
HEAD, FIRST = 4, 5  #: rows of 明细: column heads, first project
PARAMETERS = 2  #: its row with the month and the tolerated lag
_COLUMN = {key: place for place, key in enumerate((*TEXTS, *[""] * 2 * len(MEASURES), *PACES), 1) if key}
MONTH_CELL, LAG_CELL = "$E$2", "$H$2"


@dataclass(frozen=True)
class Canvas:
    """One workbook being written."""

    book: Workbook
    style: theme.Theme
    lang: str
    date: datetime.date
    path: Path
    month: FileReport
    files: tuple[FileReport, ...]
    whole: Rollup
    matching: Matching
    plan: Plan  #: of the sheets shared with the discrepancy workbook

    @property
    def present(self) -> tuple[FileReport, ...]:
        """The files without those that others took the place of, and without copies."""
        return current(self.files, self.whole.intake)

    def say(self, key: str, **words: object) -> str:
        """A heading or sentence of the workbook."""
        return messages.filled(messages.ROLLUP[key], self.lang, words)

    def word(self, key: str) -> str:
        """A level or verdict in words."""
        return messages.word(key, self.lang)

    def page(self, key: str, widths: Iterable[float], columns: int = 0) -> Page:
        """A new sheet with its title in row 1 and, where there is one, its help in row 2."""
        made = Page(self.book.add_worksheet(self.say(key)), widths)
        last = columns or len(made.widths)
        made.merged(1, 1, last, self.say(key), self.style("title"))
        if f"{key}_help" in messages.ROLLUP and key != "detail":
            words = self.say(f"{key}_help", lag=lag.percent(lag.allowed()))
            made.merged(2, 1, last, words, self.style("plain", "muted", text_wrap=True))
        return made

    def close(self, page: Page, head: int | None) -> None:
        """Row heights and page setup."""
        page.finish()
        page.sheet.ignore_errors({"formula_differs": "A1:XFD1048576"})
        theme.page_setup(page.sheet, Path(self.month.path).name, self.say("footer"), head, widths=page.printed)

    @cached_property
    def last(self) -> int:
        """The last row of 明细."""
        return FIRST + max(len(self.whole.projects), 1) - 1

    @cached_property
    def places(self) -> int:
        """Decimals that hold every amount in 万元."""
        factors = {p.submission.path: p for p in self.whole.projects}.values()
        return max((-_exponent(p.factor) for p in factors), default=2)

    @cached_property
    def networks(self) -> tuple[str, ...]:
        """The networks, in order."""
        return tuple(in_force().networks)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The columns of a matrix: the regions, 全省 for province-wide projects, blank if some are not stated."""
        blank = any(not p.region for p in self.whole.projects)
        return (*in_force().regions, in_force().whole, *([""] if blank else []))

    def region(self, name: str) -> str:
        """A region as it stands in 明细 and above a column."""
        return name if name not in ("", in_force().whole) else self.say("across" if name else "unknown")

    def category(self, name: str) -> str:
        """A class as it stands in 明细."""
        return name or self.say("unknown")

    def missing(self, test: str, formula: str) -> str:
        """A formula that says so where nothing was reported, so that it never looks like zero."""
        return f"IF({test},{self.text('unreported')},{formula})"

    def standing(self, standing: Standing) -> str:
        """The standing of a row in the other view, as in 明细."""
        return self.say(f"s_{standing}")

    def counts(self, project: Project) -> bool:
        """Whether a row counts for the province."""
        return project.view == self.whole.intake.view(project.network)

    def span(self, key: str, measure: str = "", *, raw: bool = False) -> str:
        """A column of 明细 as an absolute range: a key of its texts, or an amount as read or converted."""
        column = (RAW if raw else WAN) + MEASURES.index(measure) if measure else _COLUMN[key]
        letters = column_letters(column)
        return f"{quoted(self.say('detail'))}!${letters}${FIRST}:${letters}${self.last}"

    def block(self, *, raw: bool = False) -> str:
        """All amounts of 明细 as an absolute range."""
        first, last = (column_letters(c) for c in ((RAW, WAN - 1) if raw else (WAN, PACE - 1)))
        return f"{quoted(self.say('detail'))}!${first}${FIRST}:${last}${self.last}"

    def where(self, **criteria: str) -> str:
        """Criteria of SUMIFS and COUNTIFS: key of a text column → a cell or a quoted text."""
        return "".join(f",{self.span(key)},{value}" for key, value in criteria.items())

    def sums(self, measure: str, **criteria: str) -> str:
        """The sum of a converted amount over the rows that meet all criteria."""
        return f"ROUND(SUMIFS({self.span('', measure)}{self.where(**criteria)}),{self.places})"

    def chosen(self, place: str, **criteria: str) -> str:
        """The same for the measure whose number stands in a cell."""
        return f"ROUND(SUMIFS(INDEX({self.block()},0,{place}){self.where(**criteria)}),{self.places})"

    def count(self, **criteria: str) -> str:
        """The formula of the number of rows that meet all criteria."""
        return f"COUNTIFS({self.where(**criteria).removeprefix(',')})"

    def elapsed(self) -> str:
        """The share of the year that has passed, from the month on 明细."""
        month = f"{quoted(self.say('detail'))}!{MONTH_CELL}"
        return f"IF(LEN({month})=7,VALUE(RIGHT({month},2))/12,0)"

    def text(self, key: str) -> str:
        """A word as a formula takes it."""
        return quote(self.say(key))

    def row(self, project: Project) -> int:
        """The row of a project in 明细."""
        return FIRST + project.number

    def number(self, *styles: str, places: int = 2, more: int = 0) -> Format:
        """The look of an amount: so many decimals and, where there are, up to ``more`` further ones; a plain 0."""
        shown = "#,##0" + ("." + "0" * places + "#" * more if places else "")
        return self.style("body", "number", *styles, num_format=f"{shown}_ ;-{shown}_ ;0_ ")

    @property
    def fine(self) -> int:
        """Further decimals that show every amount in full."""
        return max(self.places - 2, 0)

    def choice(self, page: Page, row: int, default: str = "总投资") -> str:
        """A dropdown of the measures in column 2 and the chosen one's number in column 3; the latter's address."""
        page.text(row, 1, self.say("choose"), self.style("body", "strong"))
        page.text(row, 2, default, self.style("body", "input", "strong"))
        page.sheet.data_validation(
            row - 1,
            1,
            row - 1,
            1,
            {
                "validate": "list",
                "source": self.heads(),
                "input_title": self.say("choose"),
                "input_message": self.say("choose_help"),
            },
        )
        heads = self.heads()[1:]
        page.formula(
            row,
            3,
            f"MATCH($B${row},{heads},0)",
            Decimal(MEASURES.index(default) + 1),
            self.style("body", "center", "muted"),
        )
        return f"$C${row}"

    def heads(self) -> str:
        """The heads of the converted amounts, as a dropdown's source."""
        first, last = column_letters(WAN), column_letters(PACE - 1)
        return f"={quoted(self.say('detail'))}!${first}${HEAD}:${last}${HEAD}"


def quote(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def value(projects: Sequence[Project], measure: str) -> Decimal:
    """The value of SUMIFS over these rows: blanks add nothing."""
    return decimal(sum(p.amount(measure) or 0 for p in projects))


def added(first: int, last: int) -> Callable[[str], str]:
    """Rows of a column as a range, by its letters."""
    return lambda column: f"{column}{first}:{column}{last}"


def _exponent(factor: int) -> int:
    """The power of ten that one scaled integer of a report is, in 万元."""
    return len(str(factor)) - 1 - PLACES
