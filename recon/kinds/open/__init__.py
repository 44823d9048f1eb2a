"""Any other workbook: its tables are found, the relations that their author meant are recovered, and checked."""

from __future__ import annotations

from dataclasses import replace

from recon import workbook
from recon.errors import UnreadableError
from recon.findings import notable
from recon.forms import recognition
from recon.model import FileReport, OpenTable
from recon.options import Options
from recon.schemas import forms
from recon.workbook import RawBook, listed

KIND = "open"


def recognise(book: RawBook) -> bool:
    """Any workbook but a form of ours whose version is not known."""
    return not any(True for form in forms.every() for _ in recognition.stamps(book, form))


def check(book: RawBook, options: Options) -> FileReport:
    """Check every table; raises UnreadableError where there is none."""
    from recon.kinds.open import scope
    from recon.open import causes, declared, echoes, formulas, kin, ties
    from recon.open import check as checking

    large = [scope.large(sheet) for sheet in book.sheets]
    read = [sheet for sheet, passed in zip(book.sheets, large, strict=True) if not passed]
    if not read and book.sheets:
        raise UnreadableError("FILE13", path=str(book.path), **scope.limits(book.sheets[0]))
    told = workbook.formulas(book, [sheet.name for sheet in read])
    sheets = [checking.recover(sheet, told.get(sheet.name)) for sheet in read]
    if not any(large) and not any(sheet.tables for sheet in sheets):
        raise UnreadableError("FILE07", path=str(book.path), **named(book))
    sheets = [
        replace(sheet, relations=tuple(declared.told(sheet.relations, told.get(sheet.board.name, {}))))
        for sheet in sheets
    ]
    sheets, related = kin.shared(sheets)
    checked = [
        checking.check(sheet, options.budget, eager=options.eager, related=related) for sheet in sheets
    ]
    checked = ties.added(checked, list(ties.found(sheets)))
    found = tuple(
        OpenTable(
            sheet.board.name, table.range, tuple(r + 1 for r in table.head), tuple(c + 1 for c in table.stub), table.unit,
            sum(r.table is table for r in sheet.relations) + sum(t is table for t, _ in sheet.ratios), len(unchecked), causes.runs(unchecked),
        )
        for sheet, one in zip(sheets, checked, strict=True)
        for table, unchecked in zip(sheet.tables, one.unchecked, strict=True)
    )  # fmt: skip
    outcomes = tuple(o for one in checked for o in one.outcomes)
    said = [
        f for sheet, one in zip(sheets, checked, strict=True)
        for f in formulas.joined(formulas.check(sheet.board, told.get(sheet.board.name, {})), list(one.findings))
    ]  # fmt: skip
    said = echoes.nested(said, told)
    left = iter(checked)
    account = [None if passed else next(left) for passed in large]
    said += scope.findings(book, account)
    said += notable.faults(dict.fromkeys(fault for one in checked for fault in one.faults), outcomes)
    return FileReport(
        str(book.path), book.sha256, KIND, outcomes, causes.gravest(said), book=book, tables=found,
        tallies=tuple(t for one in checked for t in one.tallies), scope=scope.areas(book, account),
    )  # fmt: skip


def named(book: RawBook) -> dict[str, object]:
    """What FILE07 says: the sheets that a known form would have, and those that are there."""
    from recon.plan import plans

    found = listed(book)
    known = " / ".join(
        f"“{sheet}”" for sheet in (plans.SHEET, *(form.tables[0].sheet for form in forms.every()))
    )
    return {"expected": known, "found": found}
