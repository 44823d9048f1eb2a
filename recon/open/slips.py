"""Whether one slip of the pen explains a miss: digits swapped or lost, a factor of ten, a sign, a part left out or twice."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

from recon.open.relations import Relation

#: Bits by which a slip must beat chance, by its kind.
WORTH = {"sign": 0.0, "factor": 0.0, "swapped": 0.0, "left_out": 1.0, "twice": 1.0, "digit": 4.0}
POWERS = (10, 100, 1000, 10_000)


def explains(relation: Relation, place: int) -> str:
    """The kind of slip that explains a miss; blank where none does, or chance would as well."""
    axis, pattern, sample = relation.axis, relation.pattern, int(relation.samples[place])
    signs = pattern.signs or (1,) * len(pattern.parts)
    unit = max(float(axis.printed[[pattern.total, *pattern.parts], sample].min()), 1e-9)
    residual = float(relation.residuals[place])
    room = max(float(relation.tolerances[place]), unit / 2)
    lines = [(-1, pattern.total), *zip(signs, pattern.parts, strict=True)]
    tried: dict[str, int] = dict.fromkeys(WORTH, 0)
    kinds: set[str] = set()
    for sign, line in lines:
        if axis.filled[line, sample]:
            value = float(axis.values[line, sample])
            wanted = value - sign * residual
            for kind, corrected in _readings(value, unit):
                tried[kind] += 1
                if abs(corrected - wanted) <= room:
                    kinds.add(kind)
    parts = [float(axis.values[line, sample]) for line in pattern.parts if axis.values[line, sample]]
    if len(parts) > 2:
        tried["left_out"] = tried["twice"] = len(parts)
        kinds |= {"left_out" for value in parts if abs(residual - value) <= room}
        kinds |= {"twice" for value in parts if abs(residual + value) <= room}
    size = log2(max(abs(residual) / (2 * room + unit), 1.0))
    return next((k for k, worth in WORTH.items() if k in kinds and size - log2(max(tried[k], 1)) >= worth), "")


def _readings(value: float, unit: float) -> Iterator[tuple[str, float]]:
    """The values that may have been meant, by kind of slip."""
    if not value:
        return
    yield "sign", -value
    for power in POWERS:
        yield "factor", value * power
        yield "factor", value / power
    digits = str(round(abs(value) / unit)) if abs(value) / unit < 1e15 else ""
    sign = 1 if value > 0 else -1
    for n in range(len(digits) - 1):
        if digits[n] != digits[n + 1]:
            yield "swapped", sign * int(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]) * unit
    for n in range(len(digits)):
        for digit in "0123456789":
            if digit != digits[n]:
                yield "digit", sign * int(digits[:n] + digit + digits[n + 1 :]) * unit
