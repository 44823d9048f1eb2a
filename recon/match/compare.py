"""Field by field, once it is known which rows are one project: equal, worded otherwise, rounding, or different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from recon.grid import fold
from recon.match import agree
from recon.match.library import CODE, NAME, TOTAL
from recon.match.result import Agreement, Pair
from recon.match.rows import Rows
from recon.match.score import meet
from recon.model import LEVELS, Level
from recon.schemas.monthly import SPLITS


@dataclass(frozen=True, slots=True)
class Field:
    """A column compared, and how grave it is where both sides have it and it differs."""

    label: str
    level: Level
    amount: bool = False


#: In the order in which they are shown.
FIELDS = (
    Field(CODE, "核实性"),
    Field(NAME, "核实性"),
    Field("网别", "核实性"),
    Field("类别", "核实性"),
    Field("地区", "核实性"),
    Field("责任单位", "提示性"),
    Field("建设性质", "核实性"),
    Field("开工年月", "核实性"),
    Field("竣工年月", "核实性"),
    Field("建设状态", "核实性"),
    Field("储备阶段", "提示性"),
    Field(TOTAL, "强制性", True),
    *(Field(label, "核实性", True) for label in SPLITS),
)
PLACE = {field.label: number for number, field in enumerate(FIELDS)}
#: What needs nobody's attention.
AGREED: tuple[Agreement, ...] = ("same", "blank")


def compared(left: Rows, right: Rows, pair: Pair) -> Pair:
    """A pair with its fields compared."""
    return replace(pair, fields=tuple(_agreement(left, pair.left, right, pair.right, field) for field in FIELDS))


def level(pair: Pair) -> Level | None:
    """The gravest level among a pair's fields; None where all agree."""
    found = [field_level(field, agreement) for field, agreement in zip(FIELDS, pair.fields, strict=True)]
    return max((one for one in found if one), key=LEVELS.index, default=None)


def field_level(field: Field, agreement: Agreement) -> Level | None:
    """How grave the state of one field is; a blank is not an error of the other side."""
    if agreement in AGREED:
        return None
    if agreement in ("wording", "rounding"):
        return "提示性"
    return field.level if agreement == "differs" else min(field.level, "核实性", key=LEVELS.index)


def differing(pair: Pair) -> Iterator[tuple[Field, Agreement]]:
    """The fields that do not plainly agree."""
    for field, agreement in zip(FIELDS, pair.fields, strict=True):
        if agreement not in AGREED:
            yield field, agreement


def _agreement(left: Rows, a: int, right: Rows, b: int, field: Field) -> Agreement:
    if field.amount:
        one, other = left.library.amount(a, field.label), right.library.amount(b, field.label)
        absent = one is None, other is None
    else:
        mine, theirs = left.library.text(a, field.label), right.library.text(b, field.label)
        absent = not mine, not theirs
    if any(absent):
        return "blank" if all(absent) else "left_blank" if absent[0] else "right_blank"
    if field.amount:
        if one == other:
            return "same"
        return "rounding" if meet(one, other, left.library.half + right.library.half) else "differs"
    if mine == theirs or fold(mine) == fold(theirs):
        return "same"
    return "wording" if _reworded(left, a, right, b, field.label) else "differs"


def _reworded(left: Rows, a: int, right: Rows, b: int, label: str) -> bool:
    """Whether two texts are one by the repairs of codes or the spelling of names."""
    if label == CODE:
        return left.codes[a].text == right.codes[b].text
    return label == NAME and agree.agreement(left.name(a), right.name(b)).kind == agree.EQUAL
