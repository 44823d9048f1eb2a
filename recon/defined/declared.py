"""The relations of a definition that hold in every entry of a list, as the product's forms declare theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from recon.defined.forms import Own, additive_only
from recon.defined.instances import Asked, asked
from recon.definitions.pointing import COVER, MONTH
from recon.definitions.tree import Both, Comparison, Number, Reference, Text
from recon.definitions.tree import Condition as Tested
from recon.model import LEVELS, Operator
from recon.relations import Condition, Form, Relation, total
from recon.schemas.definition import BEFORE
from recon.schemas.form import TableSpec

#: An operator with its sides exchanged.
_TURNED: Mapping[str, Operator] = {"=": "=", "≤": "≥", "≥": "≤", "<": ">", ">": "<"}


@lru_cache(maxsize=8)
def tables(own: Own) -> Mapping[str, TableSpec]:
    """表号 → the table with its relations between columns, and those with the period before."""
    every = [one for one in asked(own) if isinstance(one, Asked)]
    return {spec.number: _table(spec, every, own.labels[spec.number]) for spec in own.spec.tables}


@lru_cache(maxsize=8)
def whole(own: Own) -> bool:
    """Whether these say all that must hold: a form of lists of one unit of money, blanks not taken for noughts, whose prints stand for intervals."""
    lists = all(
        not table.matrix
        and table.missing == "不审"
        and table.rounding != "舍位平衡"
        and {column.unit for column in table.amounts if additive_only(column)} <= {table.unit, ""}
        for table in own.definition.tables
    )
    relations = [one for table in tables(own).values() for one in (*table.relations, *table.carried)]
    plain = not any(one.strict or one.difference(str).constant for one in relations)
    codes = {one.code for one in relations}
    every = (one for one in asked(own) if isinstance(one, Asked))
    return lists and plain and all(one.number in codes or one.statement.level != LEVELS[-1] for one in every)


def _table(spec: TableSpec, every: list[Asked], labels: Mapping[str, str]) -> TableSpec:
    relations = tuple(r for one in every if (r := _relation(one, spec.number, labels)) is not None)
    carried = tuple(r for one in every if (r := _carried(one, spec.number, labels)) is not None)
    return replace(spec, relations=relations, carried=carried)


def moves(one: Asked) -> str:
    """Whether a column is that of the period before (plan), or no less (funds); blank for any other relation."""
    refs = [] if one.forms is None else [form.names[0] for form in one.forms if alone(form)]
    if len(refs) < 2 or [ref.period for ref in refs].count("previous") != 1:
        return ""
    if len({replace(ref, period="") for ref in refs}) > 1 or refs[0].axis != "column":
        return ""
    return "plan" if one.sign == "=" else "funds"


def _carried(one: Asked, number: str, labels: Mapping[str, str]) -> Relation[str] | None:
    """A column against one of the period before and others of this one added up; None for any other relation."""
    if one.forms is None or one.sign not in _TURNED or one.statement.tolerance is not None:
        return None
    turned = alone(one.forms[0]) and not one.forms[0].names[0].period
    stated, parts = one.forms if turned else one.forms[::-1]
    earlier = [ref for ref in parts.names if ref.period == "previous"]
    own = [ref for ref in (*stated.names, *parts.names) if ref not in earlier]
    plain = alone(stated) and len(earlier) == 1 and not parts.constant and all(c == 1 for c, _ in parts.terms)
    if not plain or not all(_column(replace(ref, period=""), number) for ref in earlier):
        return None
    if not all(_column(ref, number) for ref in own):
        return None
    when = _when(one, number, labels) if one.conditions else None
    if one.conditions and (when is None or when.column != "报告期"):
        return None
    lefts = (BEFORE + labels[earlier[0].code], *(labels[ref.code] for ref in parts.names if ref not in earlier))
    right = total((labels[stated.names[0].code],))
    operator = _TURNED[one.sign] if turned else one.sign
    return Relation("roll_forward", total(lefts), operator, right, one.statement.level, one.number, when=when)


def _relation(one: Asked, number: str, labels: Mapping[str, str]) -> Relation[str] | None:
    """A relation between columns of a table as it is asked in each row; None for any other."""
    if one.forms is None or one.sign == "≠" or one.statement.tolerance is not None:
        return None
    if not all(_column(ref, number) for form in one.forms for ref in form.names):
        return None
    when = _when(one, number, labels) if one.conditions else None
    if one.conditions and when is None:
        return None
    left, right = (form.renamed(lambda ref: labels[ref.code]) for form in one.forms)
    return Relation("relation", left, one.sign, right, one.statement.level, one.number, when=when)


def _column(ref: Reference, number: str) -> bool:
    """Whether a reference is a column of a table in the row at hand."""
    return ref.table == number and ref.axis == "column" and not (ref.across or ref.total or ref.period or ref.units)


def _when(one: Asked, number: str, labels: Mapping[str, str]) -> Condition | None:
    """A condition that a column, or the month of the cover, says one of some words; None for any other."""
    (first, *others) = one.conditions
    several = first.conditions if isinstance(first, Both) and first.word == "or" else (first,)
    pairs = [_worded(each, number, labels) for each in several]
    columns = {pair[0] for pair in pairs if pair is not None}
    if others or None in pairs or len(columns) != 1:
        return None
    return Condition(columns.pop(), tuple(pair[1] for pair in pairs if pair is not None))


def _worded(test: Tested, number: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """The column, or 报告期, and the word that it must have."""
    match test:
        case Comparison((Reference() as ref, Text(word)), ("=",)) if _column(ref, number):
            return labels[ref.code], word
        case Comparison((Reference(code=code, table=table), Number(month)), ("=",)) if (table, code) == (COVER, MONTH):
            return "报告期", f"{int(month):02d}"
    return None


def alone(form: Form[Reference]) -> bool:
    """Whether a side is one reference and nothing else."""
    return len(form.terms) == 1 and form.terms[0][0] == 1 and not form.constant
