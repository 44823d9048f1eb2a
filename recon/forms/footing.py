"""The sums of a form's table: its rows, and 小计 and 合计 down the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from recon.catalogue import in_force
from recon.forms import totalrows
from recon.forms.rowkinds import TotalRow
from recon.forms.tableform import FormData, TableData
from recon.model import Finding, Outcome, Tally, Verdict
from recon.relations import Relation, total
from recon.rules import cells, ledger
from recon.schemas.fields import amounts, metadata


def row(
    relation: Relation[str], data: TableData, writer: ledger.Writer, *, strict: bool
) -> tuple[Tally, list[Outcome]]:
    """A relation between columns over all entries: how often it held, and an outcome where it did not plainly."""
    return ledger.row(relation, writer, data.projects, strict=strict)


def columns(data: TableData, writer: ledger.Writer, *, strict: bool) -> tuple[Tally, list[Outcome]]:
    """Every 小计 and 合计 down the columns."""
    outcomes = (one for foot in sums(data, writer) for one in ledger.columns(foot, strict=strict))
    return ledger.counted(outcomes, "FOOT", "foot", "小计、合计 = 分项之和")


def within(data: TableData, writer: ledger.Writer) -> tuple[Tally, list[Outcome]]:
    """Every row of 其中 against the row that it is part of."""
    return ledger.counted(parts(data, writer), "WHICH", "bound", "其中 ≤ 所属")


def sums(data: TableData, writer: ledger.Writer) -> Iterator[ledger.Summed]:
    """Each 小计 of its projects; 合计 of the 小计, or of the projects where some class has none."""
    if not data.spec.total:
        return
    labels = tuple(amounts(data.spec.model.to_schema()))
    for row, (first, *others) in readings(data):
        more = tuple((writer, block(row, parts, "FOOT")) for parts in others)
        yield ledger.Summed(writer, block(row, first, "FOOT"), writer, labels, more)


def every(form: FormData) -> tuple[ledger.Summed, ...]:
    """The sums of all tables of a form."""
    return tuple(one for table in form.every for one in sums(table, ledger.Writer(table.table, table.period)))


def readings(data: TableData) -> Iterator[tuple[int, list[list[int]]]]:
    """Each total row with the rows that it may sum up, the reading that is told of first.

    A project in another class's block counts by its class or by its place: one slip, told where it is (LIST02).
    """
    classes = blocks(data)
    subtotals = {row: classes[name] for name, row in data.totals.items() if name and classes.get(name)}
    placed = trusted(data)
    for row, parts in subtotals.items():
        yield row, [parts, placed[row]] if placed.get(row) else [parts]
    if "" in data.totals:
        entries = data.projects.frame.index.tolist()
        whole = subtotals and set(classes) <= set(data.totals)
        yield data.totals[""], [list(subtotals) if whole else entries, entries]
    for one, summed in further(data):
        if summed:
            yield one.row, [list(summed)]


def further(data: TableData) -> Iterator[tuple[TotalRow, tuple[int, ...]]]:
    """Every total row besides the first of its class, with the rows that it sums up."""
    heads = [row for name, row in data.totals.items() if name]
    if data.further:
        book = totalrows.Ledger(data.table, data.spec, dict(data.kinds))
        yield from totalrows.summed(book, data.further, heads)


def unresolved(data: TableData) -> Iterator[Finding]:
    """Total rows with amounts of which nobody can say what they sum up."""
    classes = blocks(data) if data.spec.total else {}
    for name, row in data.totals.items():
        if name and not classes.get(name):
            yield from _alone(data, row, name)
    for one, parts in further(data):
        if not parts:
            yield from _alone(data, one.row, one.name)


def _alone(data: TableData, row: int, name: str) -> Iterator[Finding]:
    labels = amounts(data.spec.model.to_schema())
    cells = tuple(
        data.table.cell(row, label) for label in labels if label in data.table.frame and data.table.value(row, label)
    )
    if cells:
        yield Finding("ROW02", "核实性", cells, {"row": str(row), "name": name, "count": str(len(cells))})


def parts(data: TableData, writer: ledger.Writer) -> Iterator[Outcome | Verdict]:
    """Each row of 其中 is at most the row that it is part of, column by column."""
    labels = amounts(data.spec.model.to_schema())
    whole = 0
    for row, kind in data.kinds.items():
        if kind in ("entry", "total", "subtotal"):
            whole = row
        elif kind == "part" and whole:
            for label in labels:
                if writer.at(row, label) is not None and writer.at(whole, label) is not None:
                    yield _part(writer, row, whole, label)


def _part(writer: ledger.Writer, row: int, whole: int, label: str) -> Outcome | Verdict:
    left, right = writer.side([(row, label)]), writer.side([(whole, label)])
    if cells.compared(left, "≤", right) != "mismatch":
        return "exact"
    relation = Relation("bound", total((row,)), "≤", total((whole,)), "强制性", "WHICH")
    return writer.outcome(relation, "mismatch", left, right, writer.coordinate(row, label))


def blocks(data: TableData) -> dict[str, list[int]]:
    """Class → project rows. A class without a 小计 of its own, such as a misspelt one, goes by its place."""
    members: dict[str, list[int]] = {}
    classes = {*data.totals, *classes_of(data)}
    names = _names(data)
    heads = {row: name for name, row in data.totals.items()}
    place = {row: heads[head] for head, rows in _placed(data).items() for row in rows}
    for row in data.projects.frame.index.tolist():
        own = names.get(row, "")
        members.setdefault(own if own in classes or row not in place else place[row], []).append(row)
    return members


def column_of(data: TableData) -> str:
    """The column whose values 小计 are made by."""
    return data.spec.by or "类别"


def classes_of(data: TableData) -> tuple[str, ...]:
    """The values that it may hold."""
    choices = metadata(data.spec.model.to_schema(), column_of(data)).get("choices")
    return tuple(choices) if choices else in_force().classes


def _names(data: TableData) -> dict[Any, str]:
    """Project row → its class."""
    frame, label = data.projects.frame, column_of(data)
    return dict(zip(frame.index.tolist(), frame[label].tolist(), strict=True)) if label in frame else {}


def _placed(data: TableData) -> dict[int, list[int]]:
    """小计 row → the projects that stand with it: below it, or above it where the table ends in a 小计."""
    heads = {row for name, row in data.totals.items() if name}
    rows = sorted([*heads, *data.projects.frame.index.tolist()])
    if rows and rows[0] not in heads and rows[-1] in heads:
        rows.reverse()
    placed: dict[int, list[int]] = {}
    head = 0
    for row in rows:
        if row in heads:
            head = row
        elif head:
            placed.setdefault(head, []).append(row)
    return {head: sorted(parts) for head, parts in placed.items()}


def misplaced(data: TableData) -> Iterator[Finding]:
    """A project of another class than the 小计 it stands with."""
    names, label, classes = _names(data), column_of(data), classes_of(data)
    heads = {row: name for name, row in data.totals.items()}
    for head, rows in trusted(data).items():
        for row in _strangers(rows, heads[head], names, data.totals):
            if names[row] in classes:
                place = f"“{heads[head]}小计”"
                words = {"column": label, "found": names[row], "network": place, "choices": heads[head]}
                yield Finding("LIST02", "强制性", (data.table.cell(row, label),), words)


def _strangers(rows: list[int], own: str, names: Mapping[Any, str], totals: Mapping[str, int]) -> list[int]:
    """The rows of another class than their block's, but those behind all others whose class has no 小计 in the table:
    it was deleted, and they stand where they should.
    """
    last = max((row for row in rows if names.get(row) == own), default=0)
    return [row for row in rows if names.get(row) != own and (row < last or names.get(row) in totals)]


def trusted(data: TableData) -> dict[int, list[int]]:
    """The blocks whose rows mostly carry the class of their 小计, so that place tells what a stranger belongs to."""
    names = _names(data)
    heads = {row: name for name, row in data.totals.items()}
    return {
        head: rows
        for head, rows in _placed(data).items()
        if 2 * sum(names.get(row) == heads[head] for row in rows) >= len(rows)
    }


def block(row: int, parts: list[int], code: str) -> ledger.Block:
    """A total row and its parts, told under ``code``."""
    return ledger.Block(row, tuple(parts), code, "foot" if code == "FOOT" else "tie")
