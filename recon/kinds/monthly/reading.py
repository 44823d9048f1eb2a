"""A monthly report read: its projects with their totals, and the table that sums them up."""

from __future__ import annotations

from dataclasses import dataclass

from recon.forms import recognition, tableform
from recon.forms.cover import Cover
from recon.forms.tableform import FormData, TableData
from recon.grid import Grid
from recon.model import Finding
from recon.schemas import forms, monthly
from recon.workbook import RawBook


@dataclass(frozen=True)
class MonthlyData:
    """A submission read."""

    form: FormData

    @property
    def main(self) -> TableData:
        """表1."""
        return self.form.main

    @property
    def cover(self) -> Cover:
        """The cover."""
        return self.form.cover

    @property
    def table(self) -> Grid:
        """表1 whole."""
        return self.main.table

    @property
    def projects(self) -> Grid:
        """The project rows of 表1."""
        return self.main.projects

    @property
    def totals(self) -> dict[str, int]:
        """Class (blank for 合计) → its row in 表1."""
        return self.main.totals

    @property
    def summary(self) -> TableData | None:
        """表2, where there is one."""
        return self.form.tables.get(monthly.SUMMARY)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What reading found."""
        return self.form.findings

    @property
    def month(self) -> str:
        """The month of the report, YYYY-MM, or blank."""
        return self.form.period


def recognise(book: RawBook) -> bool:
    """By a sheet with the head of 表1."""
    return recognition.tells(book, forms.form(monthly.KIND))


def read(book: RawBook) -> MonthlyData:
    """Find cover, 表1 and 表2 by their words and read them; nothing is checked yet but that it can be read."""
    return MonthlyData(tableform.read(book, forms.form(monthly.KIND)))
