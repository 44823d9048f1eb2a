"""Whether the forms' declarations hold together: ``python -m tools.declarations`` says what is missing where."""

from __future__ import annotations

from collections.abc import Iterator

from recon.defined import demands
from recon.definitions.pointing import COVER, END
from recon.messages import MESSAGES, pattern
from recon.pages import PAGES
from recon.relations import Relation
from recon.schemas import forms
from recon.schemas.form import FormSpec, TableSpec


def faults(specs: tuple[FormSpec, ...]) -> list[str]:
    """A sentence for each name that a declaration uses and does not declare, and for each code without its page."""
    found = [fault for spec in specs for fault in _form(spec)]
    stamps = [spec.stamp for spec in specs]
    found += [f"two forms have the stamp {stamp}" for stamp in dict.fromkeys(stamps) if stamps.count(stamp) > 1]
    return found


def _form(spec: FormSpec) -> Iterator[str]:
    cover, sheets = set(spec.cover.to_schema().columns), {table.sheet: table for table in spec.tables}
    for label in dict.fromkeys((spec.period, *spec.subject, *spec.heading)):
        if label not in cover:
            yield f"{spec.kind}: the cover has no “{label}”, which period, subject or heading name"
    yield from _demands(spec)
    for table in spec.tables:
        yield from (f"{spec.kind}, {table.sheet}: {fault}" for fault in _table(table, sheets, spec.period))


def _table(table: TableSpec, sheets: dict[str, TableSpec], period: str) -> Iterator[str]:
    columns = set(table.model.to_schema().columns)
    named: dict[str, tuple[str, ...]] = {
        "key": (table.key,),
        "by": (table.by,),
        "turn": (table.turn,),
        "name": (table.name,),
    }
    named |= {"prefilled": table.prefilled, "alerts": tuple(alert.column for alert in table.alerts)}
    for field, labels in named.items():
        yield from (
            f"{field} names “{label}”, which is no column" for label in labels if label and label not in columns
        )
    for relation in table.relations:
        yield from _relation(relation, {*columns}, period)
    for order in table.orders:
        yield from _code(order.code)
        for label in (order.first, order.second):
            if label not in columns:
                yield f"order {order.code} names “{label}”, which is no column"
    for once in table.once:
        yield from _code(once.code)
        if once.column not in columns:
            yield f"once {once.code} names “{once.column}”, which is no column"
    for within in table.within:
        yield from _code(within.code)
        for label in (within.column, within.upper):
            if label not in columns:
                yield f"within {within.code} names “{label}”, which is no column"
    for one in table.references:
        yield from _code(one.code)
        listed = sheets[one.sheet].model.to_schema().columns if one.sheet in sheets else ()
        if one.column not in columns or one.listed not in listed:
            yield f"reference {one.code} from “{one.column}” to {one.sheet}!{one.listed} has an end that is no column"


def _demands(spec: FormSpec) -> Iterator[str]:
    """What is wrong with the demands of a form's tables, which are read as the relations of a definition are."""
    own, every = demands.from_spec(spec)
    texts = [one.text for one in own.definition.statements]
    cover = {f"{COVER}.{label}" for label in (*spec.cover.to_schema().columns, END)}
    for table, one in every:
        at = f"{spec.kind}, {table.sheet}: demand {one.code}"
        yield from (f"{spec.kind}, {table.sheet}: {fault}" for fault in _code(one.code))
        if texts.count(one.text) != 1:
            yield f"{at} is no relation: {one.text}"
        known = cover | {*table.model.to_schema().columns}
        for label in (*one.at, *one.words.values()):
            if label not in known and not label.startswith("“"):
                yield f"{at} names “{label}”, which is no column"


def _relation(relation: Relation[str], columns: set[str], period: str) -> Iterator[str]:
    condition = (relation.when.column,) if relation.when and relation.when.column != period else ()
    for label in (*relation.lefts, *relation.rights, *condition):
        if label not in columns:
            yield f"relation {relation.code} names “{label}”, which is no column"
    for code in relation.codes:
        if code not in PAGES:
            yield f"relation {relation.code} has no page {code} (recon/pages/relations.py)"
        pattern(code, relation.operator)


def _code(code: str) -> Iterator[str]:
    if code not in MESSAGES:
        yield f"code {code} has no sentence (recon/messages/)"
    if code not in PAGES:
        yield f"code {code} has no page (recon/pages/)"


if __name__ == "__main__":
    sentences = faults(forms.every())
    print("\n".join(sentences) or "the declarations hold together")
    raise SystemExit(bool(sentences))
