"""The roll-up workbook of one form and period: sheets 报送情况, 明细 and 汇总 of each table, and 差额表."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from recon import messages
from recon.defined.forms import additive_only
from recon.defined.gathered import SCALE, Gathered, due
from recon.defined.written import written
from recon.definitions.model import Column, Table
from recon.model import FileReport, column_letters
from recon.reports import seal, theme
from recon.reports.excel.page import Page
from recon.reports.sheet import Book

_LONGEST = 31


def write(
    gathered: Gathered,
    files: Mapping[str, FileReport],
    path: Path,
    *,
    lang: str = "zh",
    date: datetime.date,
) -> None:
    """Write the workbook; ``files``: name of a file → its report."""
    with Book(path) as book:
        book.set_properties({"title": gathered.own.spec.title, "created": theme.EPOCH})
        seal.prepare(book)
        style = theme.Theme(book)
        draw = _Draw(book, style, gathered, lang)
        draw.status(files, date)
        for table in gathered.own.definition.tables:
            if table.matrix:
                draw.summed(table)
            else:
                draw.listed(table)
        draw.differences()
    seal.close(path)


class _Draw:
    """The means of drawing, and what is drawn."""

    def __init__(self, book: Workbook, style: theme.Theme, gathered: Gathered, lang: str) -> None:
        self.book, self.style, self.gathered, self.lang = book, style, gathered, lang

    def say(self, key: str) -> str:
        """A heading in the language asked for."""
        return messages.pick(messages.DEFINED_ROLLUP[key], self.lang)

    def page(self, name: str, heads: Sequence[str], widths: Sequence[float]) -> Page:
        """A sheet with its head."""
        page = Page(self.book.add_worksheet(name[:_LONGEST]), widths)
        page.texts(1, list(heads), self.style("header"))
        page.sheet.freeze_panes(1, 2)
        return page

    def end(self, page: Page, name: str, last: int, width: int) -> None:
        """Heights, filter, print."""
        page.finish()
        page.sheet.autofilter(0, 0, max(last - 1, 1), width - 1)
        theme.page_setup(page.sheet, name, "&P / &N", 1)

    def status(self, files: Mapping[str, FileReport], date: datetime.date) -> None:
        """Write the sheet of units: when the form was due, whether it came, and its result."""
        heads = [
            self.say(k)
            for k in (
                "unit",
                "upper",
                "due",
                "day",
                "state",
                "file",
                "sent",
                "verdict",
                "must",
                "verify",
                "contact",
            )
        ]
        page = self.page(self.say("status"), heads, (22, 18, 14, 12, 10, 34, 12, 10, 8, 8, 14))
        body, middle = self.style("body"), self.style("body", "center")
        row = 1
        for row, unit in enumerate(self.gathered.units, 2):
            day = due(unit, self.gathered.period)
            there = self.gathered.fillings.get(unit.name)
            report = files.get(there[1]) if there else None
            sent = there[0].filled.form.cover["报出日期"] if there else ""
            late = day is not None and (sent > day.isoformat() if sent else not there and date > day)
            state = ("late" if late else "came") if there else ("missing" if late or day is None else "awaited")
            levels = [f.level for f in report.findings if not f.released] if report else []
            texts = [
                unit.name,
                unit.upper,
                unit.due,
                day.isoformat() if day else "",
                self.say(state),
                there[1] if there else "",
                sent,
                messages.word(report.verdict, self.lang) if report else "",
                str(levels.count("强制性")) if report else "",
                str(levels.count("核实性")) if report else "",
                unit.contact,
            ]
            for place, text in enumerate(texts, 1):
                fill = {"missing": "强制性", "late": "核实性"}.get(state, "") if place == 5 else ""
                look = (
                    self.style("body", "center", bg_color=theme.FILLS[fill][0])
                    if fill
                    else middle
                    if place != 6
                    else body
                )
                page.text(row, place, text, look)
        self.end(page, self.say("status"), row, len(heads))

    def summed(self, table: Table) -> None:
        """明细: a row for each unit and fixed row; 汇总: its sums over the units as live formulas."""
        columns = list(table.amounts)
        detail, total = f"{table.number} {self.say('detail')}", f"{table.number} {self.say('sum')}"
        heads = [self.say("unit"), self.say("code"), self.say("item"), *(_head(c) for c in columns)]
        page = self.page(detail, heads, (20, 8, 30, *[14] * len(columns)))
        row = 1
        for unit in self.gathered.added:
            values = {(r, c): v for r, c, v in self.gathered.cells(table, unit)}
            for fixed in table.rows:
                row += 1
                for place, text in enumerate((unit, fixed.code, fixed.name), 1):
                    page.text(row, place, text, self.style("body"))
                for place, column in enumerate(columns, 4):
                    value = values.get((fixed.code, column.code))
                    if value is None:
                        page.text(
                            row,
                            place,
                            "" if table.applies(fixed.code, column.code) else "—",
                            self.style("body", "center"),
                        )
                    else:
                        page.number(row, place, _decimal(value), self.number(column))
        self.end(page, detail, row, len(heads))
        self._sums(table, columns, detail, total, row)

    def _sums(self, table: Table, columns: list[Column], detail: str, total: str, last: int) -> None:
        sums = self.gathered.sums(table, self.gathered.added)
        heads = [self.say("code"), self.say("item"), *(_head(c) for c in columns)]
        page = self.page(total, heads, (8, 34, *[15] * len(columns)))
        place_of = {c.code: n for n, c in enumerate(columns, 3)}
        quoted = detail.replace("'", "''")
        row = 1
        for row, fixed in enumerate(table.rows, 2):
            page.text(row, 1, fixed.code, self.style("body", "center"))
            page.text(row, 2, "　" * fixed.indent + fixed.name, self.style("body"))
            for column in columns:
                place = place_of[column.code]
                if not table.applies(fixed.code, column.code):
                    page.text(row, place, "—", self.style("body", "center"))
                elif additive_only(column):
                    letters = column_letters(place + 1)
                    formula = f"SUMIFS('{quoted}'!${letters}$2:${letters}${max(last, 2)},'{quoted}'!$B$2:$B${max(last, 2)},$A{row})"
                    page.formula(
                        row,
                        place,
                        formula,
                        _decimal(sums.get((fixed.code, column.code), 0)),
                        self.number(column),
                    )
                else:
                    self._rate(page, row, place, column, place_of, sums, fixed.code)
        self.end(page, total, row, len(heads))

    def _rate(
        self,
        page: Page,
        row: int,
        place: int,
        column: Column,
        place_of: Mapping[str, int],
        sums: Mapping[tuple[str, str], int],
        code: str,
    ) -> None:
        """A rate of the sums, by the formula of its column; blank where it has none or would divide by nothing."""
        quotient = written(
            column,
            lambda ref: f"{column_letters(place_of[ref.code])}{row}",
            lambda ref: sums.get((code, ref.code), 0),
        )
        if quotient is None:
            page.text(row, place, "", self.style("body"))
            return
        formula, value = quotient
        shown = "" if value is None else round(Decimal(value.numerator) / Decimal(value.denominator), column.decimals)
        page.formula(row, place, formula, shown, self.number(column))

    def listed(self, table: Table) -> None:
        """明细: every entry of every unit; 汇总: the sums of each unit as live formulas."""
        columns = list(table.columns)
        detail, total = f"{table.number} {self.say('detail')}", f"{table.number} {self.say('sum')}"
        page = self.page(detail, [self.say("unit"), *(_head(c) for c in columns)], (20, *[16] * len(columns)))
        row, sums = 1, dict[tuple[str, str], int]()
        for unit in self.gathered.added:
            source, _ = self.gathered.fillings[unit]
            for entry in source.entries(table.number):
                row += 1
                page.text(row, 1, unit, self.style("body"))
                for place, column in enumerate(columns, 2):
                    datum = source.datum(table.number, entry, column.code) if column.numeric else None
                    if datum is not None and datum.value is not None:
                        sums[unit, column.code] = sums.get((unit, column.code), 0) + datum.value
                        page.number(row, place, _decimal(datum.value), self.number(column))
                    else:
                        words = "" if column.numeric else source.text(table.number, entry, column.code)
                        page.text(row, place, words, self.style("body"))
        self.end(page, detail, row, len(columns) + 1)
        added = [c for c in columns if c.numeric and additive_only(c)]
        top = self.page(total, [self.say("unit"), *(_head(c) for c in added)], (22, *[15] * len(added)))
        quoted, line = detail.replace("'", "''"), 1
        for line, unit in enumerate([*self.gathered.added, ""], 2):
            top.text(
                line,
                1,
                unit or self.say("total"),
                self.style("body") if unit else self.style("body", "result"),
            )
            for place, column in enumerate(added, 2):
                letters = column_letters(columns.index(column) + 2)
                here = f"'{quoted}'!${letters}$2:${letters}${max(row, 2)}"
                formula = f"SUMIFS({here},'{quoted}'!$A$2:$A${max(row, 2)},$A{line})" if unit else f"SUM({here})"
                units = [unit] if unit else self.gathered.added
                value = sum(sums.get((one, column.code), 0) for one in units)
                top.formula(line, place, formula, _decimal(value), self.number(column))
        self.end(top, total, line, len(added) + 1)

    def differences(self) -> None:
        """差额表: what a unit above reported, less the sum of those below it that reported, cell by cell."""
        upper = [u for u in self.gathered.fillings if any(b in self.gathered.fillings for b in self.gathered.below(u))]
        if not upper:
            return
        heads = [self.say(k) for k in ("unit", "table", "code", "item", "column", "stated", "added", "difference")]
        page = self.page(self.say("differences"), heads, (22, 14, 8, 30, 22, 16, 16, 16))
        row = 1
        for unit in upper:
            below = [b for b in self.gathered.below(unit) if b in self.gathered.fillings]
            for table in (t for t in self.gathered.own.definition.tables if t.matrix):
                sums = self.gathered.sums(table, below)
                for code, column, value in self.gathered.cells(table, unit):
                    amount, fixed = table.column(column), table.row(code)
                    if amount is None or fixed is None or not additive_only(amount):
                        continue
                    row += 1
                    for place, text in enumerate((unit, table.number, code, fixed.name, _head(amount)), 1):
                        page.text(row, place, text, self.style("body"))
                    parts = sums.get((code, column), 0)
                    page.number(row, 6, _decimal(value), self.number(amount))
                    page.number(row, 7, _decimal(parts), self.number(amount))
                    page.formula(
                        row,
                        8,
                        f"ROUND(F{row}-G{row},{amount.decimals})",
                        _decimal(value - parts),
                        self.number(amount),
                    )
        self.end(page, self.say("differences"), row, len(heads))

    def number(self, column: Column) -> Any:
        """The format of a column's numbers."""
        return self.style("body", "number", num_format=theme.number_format(column.decimals))


def _head(column: Column) -> str:
    return f"{column.upper}·{column.name}" if column.upper else column.name


def _decimal(value: int) -> Decimal:
    return Decimal(value).scaleb(-SCALE)
