"""A workbook that the program made, as two other programs read it: openpyxl, and LibreOffice after calculating it anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl

from tests import office


@dataclass(frozen=True)
class Made:
    """The workbook at a path, read once in each way however many tests ask; none of them changes what is read."""

    path: Path

    @cached_property
    def formulas(self) -> openpyxl.Workbook:
        """What stands in the cells: a formula as its text."""
        return openpyxl.load_workbook(self.path)

    @cached_property
    def values(self) -> openpyxl.Workbook:
        """What the cells show: of a formula the value written beside it."""
        return openpyxl.load_workbook(self.path, data_only=True)

    @cached_property
    def fresh(self) -> openpyxl.Workbook:
        """What the cells show once LibreOffice has calculated every formula."""
        folder = self.path.with_name(f"{self.path.stem} recalculated")
        return openpyxl.load_workbook(office.recalculated(self.path, folder), data_only=True)
