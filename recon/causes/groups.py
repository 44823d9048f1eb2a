"""Which columns of a table a hand fills in one go, by its headings and its equations."""

from __future__ import annotations

from functools import lru_cache

from recon.relations import Relation
from recon.schemas.fields import amounts, metadata
from recon.schemas.form import TableSpec

Labels = tuple[str, ...]
#: Blocks side by side that are one set; besides these, all of them.
SPAN = 6


def added(spec: TableSpec) -> Labels:
    """The columns of amounts, in order; shares and rates are none."""
    schema = spec.model.to_schema()
    return tuple(label for label in amounts(schema) if not metadata(schema, label).get("rate"))


@lru_cache(maxsize=64)
def summed_columns(spec: TableSpec) -> tuple[tuple[str, Labels], ...]:
    """Each column that is the plain sum of others, with these."""
    return tuple(summed for relation in spec.relations if (summed := _foot(relation)) is not None)


def _foot(relation: Relation[str]) -> tuple[str, Labels] | None:
    if relation.operator != "=" or isinstance(relation.left, str) or isinstance(relation.right, str):
        return None
    plain = all(c == 1 for c, _ in (*relation.left.terms, *relation.right.terms))
    several, alone = sorted((relation.lefts, relation.rights), key=len, reverse=True)
    constant = relation.left.constant or relation.right.constant
    return (alone[0], several) if plain and not constant and len(alone) == 1 and len(several) > 1 else None


@lru_cache(maxsize=64)
def blocks(spec: TableSpec) -> tuple[Labels, ...]:
    """The columns that are measured, in order, parted into those that share a heading or an equation."""
    schema = spec.model.to_schema()
    labels = [label for label in added(spec) if not metadata(schema, label).get("count")]
    home = {label: label for label in labels}
    headings: dict[str, list[str]] = {}
    for label in labels:
        headings.setdefault(str(metadata(schema, label).get("group") or label), []).append(label)
    equations = [(*r.lefts, *r.rights) for r in spec.relations if r.operator == "="]
    for joined in (*headings.values(), *equations):
        homed = [label for label in joined if label in home]
        for label in homed[1:]:
            old, new = home[label], home[homed[0]]
            home = {one: new if first == old else first for one, first in home.items()}
    blocks: dict[str, list[str]] = {}
    for label in labels:
        blocks.setdefault(home[label], []).append(label)
    return tuple(map(tuple, blocks.values()))


@lru_cache(maxsize=64)
def runs(spec: TableSpec) -> tuple[Labels, ...]:
    """Sets of columns side by side, fewer before more: blocks with or without the first column, and several of them."""
    several = blocks(spec)
    order = [label for block in several for label in block]
    runs = {tuple(order), *(tuple(one for one in parts if one in order) for _, parts in summed_columns(spec))}
    for n in range(len(several)):
        for m in range(n, min(n + SPAN, len(several))):
            inner = [label for block in several[n + 1 : m] for label in block]
            for first in _heads(several[n]):
                runs |= {(*first, *inner, *last) for last in _tails(several[m])} if m > n else {first}
            runs |= {several[n][:1]}
    return tuple(sorted(runs - {()}, key=lambda labels: (len(labels), order.index(labels[0]))))


def _heads(block: Labels) -> tuple[Labels, ...]:
    """What a run begins with: a block, or one without its first column, which often is the total of the others."""
    return (block, block[1:]) if len(block) > 1 else (block,)


def _tails(block: Labels) -> tuple[Labels, ...]:
    """What a run ends with: a block, or its first column."""
    return (block, block[:1]) if len(block) > 1 else (block,)


@lru_cache(maxsize=64)
def sides(spec: TableSpec) -> tuple[Labels, ...]:
    """Columns that are filled side by side: each block, and what follows its first column where that is no total."""
    totals = {total for total, _ in summed_columns(spec)}
    rest = (block[1:] for block in blocks(spec) if block[0] not in totals)
    return tuple(block for block in (*rest, *blocks(spec)) if len(block) > 1)
