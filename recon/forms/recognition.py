"""Which form a workbook is: by its stamp, else by the table head that explains most of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recon import grid, tables
from recon.grid import Header
from recon.schemas import forms
from recon.schemas.form import FormSpec
from recon.schemas.lists import LISTS
from recon.workbook import RawBook

#: Where a stamp is looked for on each sheet.
STAMP_ROWS, STAMP_COLUMNS = 40, 6


def tells(book: RawBook, spec: FormSpec) -> bool:
    """Whether a workbook is a form of this kind rather than of any other."""
    return form_of(book) is spec


def form_of(book: RawBook) -> FormSpec | None:
    """The form of a workbook; None where no sheet has the head of one.

    A stamp counts only where its form's table is there. Forms share many columns: of two whose heads both fit, the
    sheet is of the one that explains more of its columns and, if that is the same, lacks fewer of its own.
    """
    every = forms.every()
    stamped = [spec for spec in every if any(stamps(book, spec))]
    for spec, _ in _heads(book, stamped):
        return spec
    return max(_heads(book, every), key=lambda pair: _fit(*pair), default=(None, None))[0]


def _heads(book: RawBook, specs: Sequence[FormSpec]) -> Iterator[tuple[FormSpec, Header]]:
    """The forms whose table a sheet has, in the order of the sheets."""
    for sheet in book.sheets if specs else ():
        words = grid.words(sheet)
        for spec in specs:
            head = grid.find(sheet, spec.tables[0].model, words)
            if head is not None:
                yield spec, head


def _fit(spec: FormSpec, head: Header) -> tuple[int, int]:
    declared = len(spec.tables[0].model.to_schema().columns)
    return len(head.columns), len(head.columns) - declared


def stamps(book: RawBook, spec: FormSpec) -> Iterator[tuple[str, int, int, str]]:
    """Sheet, row, column and text of every stamp of a form, whatever its version: name, a stroke, version."""
    for sheet in sorted(book.sheets, key=lambda s: s.name != LISTS):
        for r, row in enumerate(sheet.rows[:STAMP_ROWS], 1):
            for c, cell in enumerate(row[:STAMP_COLUMNS], 1):
                if isinstance(cell, str) and cell.startswith(f"{spec.name}/"):
                    yield sheet.name, r, c, tables.text(cell)
