"""Tests read like sheets: a small workbook as text in, (code, cell) pairs out."""

from __future__ import annotations

from textwrap import dedent

from recon import engine, plaintext
from recon.model import FileReport, Outcome
from recon.schemas import targets


def check(text: str, *, pad: bool = True) -> FileReport:
    """Validate a workbook written as text (see recon.plaintext).

    ``pad``: columns that a test does not need are added, empty, behind those it writes.
    """
    book = plaintext.parse(dedent(text))
    for sheet in book.sheets:
        if pad and sheet.name in targets.SHEETS:
            labels = targets.SHEETS[sheet.name].to_schema().columns
            sheet.rows[0].extend(label for label in labels if label not in sheet.rows[0])
    return engine.validate_book(book)


def found(text: str, *, notes: bool = False, pad: bool = True) -> set[tuple[str, str]]:
    """The (code, cell) pairs found; 提示性 ones only with ``notes``."""
    report = check(text, pad=pad)
    return {(f.code, str(f.cell)) for f in report.findings if notes or f.level != "提示性"}


def only(report: FileReport, rule: str) -> Outcome:
    """The one outcome of a rule."""
    (outcome,) = [o for o in report.outcomes if o.rule == rule]
    return outcome
