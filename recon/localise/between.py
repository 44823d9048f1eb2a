"""Relations between plain figures, of any workbook: judged, with suspects and hints where they do not hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from recon import units
from recon.figures import ABOUT, Base, Line, Measure
from recon.hierarchy import Hierarchy
from recon.localise.closed import localise
from recon.localise.faults import Located
from recon.localise.solver.work import EFFORT
from recon.model import CellRef, Figure
from recon.relations import Relation, written
from recon.rules import judged
from recon.rules.closure import close

NOWHERE = CellRef("")


def located(figures: Sequence[Figure], relations: Iterable[Relation[str]], budget: int = EFFORT) -> Located:
    """Every relation's outcome, wrong ones with the cells that would mend them and the slips that would explain it.

    ``relations`` are over the numbers of ``figures`` (``Figure.id``, a cell's address will do): sums with factors,
    ``D5 ÷ C5 × 100 = E5``, ``(D5 − C5) ÷ C5 × 100 = E5``, bounds and strict orders. Values are in the unit of each
    figure's measure. Relations that cannot be evaluated (a divisor that may be zero) have no outcome; two figures of
    one coordinate are two prints of one number, and are compared, too.
    """
    measures = {
        f.coordinate.measure: Measure(
            f.coordinate.measure, units.parse(f.unit), "数量", False, "四舍五入", "", ABOUT, Decimal(1)
        )
        for f in figures
    }
    lines = tuple(
        Line(
            one.code or f"R{n}",
            written(one.left),
            one.operator,
            written(one.right),
            one.level or "强制性",
            one.label,
            NOWHERE,
            NOWHERE,
        )
        for n, one in enumerate(relations, 1)
    )
    closed = close(Base(tuple(figures), measures, Hierarchy(()), lines, {}))
    return localise(closed, judged(closed), budget)
