"""Any other workbook: its tables are found, the relations that their author meant are recovered, and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from recon import looks, workbook
from recon.errors import UnreadableError
from recon.findings import notable
from recon.forms import recognition
from recon.model import FileReport, OpenTable
from recon.options import Options
from recon.schemas import forms
from recon.workbook import RawBook, listed

if TYPE_CHECKING:
    from recon.open.adopted import Refused
    from recon.open.check import Sheet
    from recon.open.firm import Families
    from recon.open.previous import Pair
    from recon.open.ties import Tie

KIND = "open"


class Recovered(NamedTuple):
    """The tables and relations recovered from a workbook of no known form."""

    sheets: list[Sheet]  #: of those that were looked at
    large: list[bool]  #: of each sheet of the workbook, whether it was passed over for its size
    formulas: Mapping[str, Mapping[tuple[int, int], str]]  #: sheet → its formulas
    related: Families
    ties: list[Tie]


def recognise(book: RawBook) -> bool:
    """Any workbook but a form of ours whose version is not known."""
    return not any(True for form in forms.every() for _ in recognition.stamps(book, form))


def check(book: RawBook, options: Options) -> FileReport:
    """Check every table; raises UnreadableError where there is none."""
    from recon.explanations import sources
    from recon.kinds.open import scope
    from recon.open import adopted, causes, echoes, formulas, previous, ties
    from recon.open import check as checking

    refused = adopted.refused(sources.books(book.path, options.explanations, options.password))
    sheets, large, by_sheet, related, tied = whole = recovered(book)
    if refused:
        sheets, large, by_sheet, related, tied = _wanted(whole, refused)
    checked = [checking.check(sheet, options.budget, eager=options.eager, related=related) for sheet in sheets]
    last = previous.counterpart(book.path, options.earlier)
    pairs = _paired(last, sheets, options) if last else []
    checked = ties.added(checked, [*tied, *previous.comparatives(pairs)])
    shown = tuple(
        OpenTable(
            sheet.board.name,
            table.range,
            tuple(r + 1 for r in table.head),
            tuple(c + 1 for c in table.stub),
            table.unit,
            sum(r.table is table for r in sheet.relations) + sum(t is table for t, _ in sheet.ratios),
            len(unchecked),
            causes.runs(unchecked),
            _refused(whole, sheet.board.name, table.range, refused),
        )
        for sheet, one in zip(sheets, checked, strict=True)
        for table, unchecked in zip(sheet.tables, one.unchecked, strict=True)
    )
    outcomes = tuple(o for one in checked for o in one.outcomes)
    findings = [
        f
        for sheet, one in zip(sheets, checked, strict=True)
        for f in formulas.joined(formulas.check(sheet.board, by_sheet.get(sheet.board.name, {})), list(one.findings))
    ]
    findings = echoes.nested(previous.leading(findings, outcomes), by_sheet)
    findings += previous.changes(pairs, last.name) if last else []
    left = iter(checked)
    account = [None if passed else next(left) for passed in large]
    findings += scope.findings(book, account)
    findings += notable.faults(dict.fromkeys(fault for one in checked for fault in one.faults), outcomes)
    return FileReport(
        str(book.path),
        book.sha256,
        KIND,
        outcomes,
        causes.gravest(findings),
        book=book,
        tables=shown,
        tallies=tuple(t for one in checked for t in one.tallies),
        scope=scope.areas(book, account),
    )


def _paired(last: Path, sheets: list[Sheet], options: Options) -> list[Pair]:
    """The tables of a workbook with those of the file before; raises UnreadableError where that cannot be read."""
    from recon.kinds.open import scope
    from recon.open import previous

    then = workbook.read(last, options.password)
    kept = [sheet for sheet in then.sheets if not scope.large(sheet)]
    return previous.pairs(previous.read(kept, looks.read(then).sheets, last.name), sheets)


def _wanted(recovered: Recovered, refused: Refused) -> Recovered:
    """The recovered tables without the relations that a person refused."""
    sheets = [
        replace(
            sheet,
            relations=tuple(r for r in sheet.relations if (sheet.board.name, r.text) not in refused),
            ratios=tuple(pair for pair in sheet.ratios if (sheet.board.name, pair[1].text) not in refused),
        )
        for sheet in recovered.sheets
    ]
    return recovered._replace(
        sheets=sheets, ties=[tie for tie in recovered.ties if (tie.sheet, tie.pattern) not in refused]
    )


def _refused(recovered: Recovered, sheet: str, place: str, refused: Refused) -> tuple[str, ...]:
    """The relations of a table that were found and are not asked; a tie stands with the first table of its sheet."""
    if not refused:
        return ()
    texts: dict[str, None] = {}
    for one in recovered.sheets:
        if one.board.name == sheet:
            texts |= dict.fromkeys(r.text for r in one.relations if r.table.range == place)
            texts |= dict.fromkeys(ratio.text for table, ratio in one.ratios if table.range == place)
            if one.tables and one.tables[0].range == place:
                texts |= dict.fromkeys(tie.pattern for tie in recovered.ties if tie.sheet == sheet)
    return tuple(text for text in texts if (sheet, text) in refused)


def recovered(book: RawBook) -> Recovered:
    """The tables of a workbook and what was meant by them; raises UnreadableError where there is none."""
    from recon.kinds.open import scope
    from recon.open import check as checking
    from recon.open import declared, kin, ties

    large = [scope.large(sheet) for sheet in book.sheets]
    read = [sheet for sheet, passed in zip(book.sheets, large, strict=True) if not passed]
    if not read and book.sheets:
        raise UnreadableError("FILE13", path=str(book.path), **scope.limits(book.sheets[0]))
    by_sheet = workbook.formulas(book, [sheet.name for sheet in read])
    seen = looks.read(book).sheets
    sheets = [checking.recover(sheet, by_sheet.get(sheet.name), seen.get(sheet.name)) for sheet in read]
    if not any(large) and not any(sheet.tables for sheet in sheets) and not any(x.pivots for x in seen.values()):
        raise UnreadableError("FILE07", path=str(book.path), **named(book))
    sheets = [
        replace(sheet, relations=tuple(declared.with_evidence(sheet.relations, by_sheet.get(sheet.board.name, {}))))
        for sheet in sheets
    ]
    sheets, related = kin.shared(sheets)
    return Recovered(sheets, large, by_sheet, related, list(ties.between_tables(sheets)))


def named(book: RawBook) -> dict[str, object]:
    """The words of FILE07: the sheets that a known form would have, and those that are there."""
    from recon.plan import plans

    sheets = listed(book)
    expected = " / ".join(f"“{sheet}”" for sheet in (plans.SHEET, *(form.tables[0].sheet for form in forms.every())))
    return {"expected": expected, "found": sheets}
