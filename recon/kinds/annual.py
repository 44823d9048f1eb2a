"""The annual investment plan: read, checked in itself and against the plan's years, and handed to the monthly reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from recon.catalogue import in_force
from recon.forms.tableform import FormData
from recon.kinds import form
from recon.model import Outcome
from recon.options import Options
from recon.schemas import annual

if TYPE_CHECKING:
    from recon.across.against import Ask

KIND = annual.KIND
#: The year the plan splits off, and the period that holds the later ones.
FIRST, LATER = "2020", "2021-2025"


def _planned(data: FormData, options: Options) -> Iterable[Outcome]:
    """With ``targets`` the year and the totals against the plan."""
    if options.targets is None:
        return ()
    from recon.across import against

    return against.plan(data.main, options.targets, _asks(data))


def _asks(data: FormData) -> Iterator[Ask]:
    """本年计划 of the network and each class equals the plan's 2020, and is at most its 2021-2025.

    A year's plan lists the projects of that year, so 总投资 and 项目数 are at most the plan's.
    """
    from recon.across.against import Ask, totals

    network = data.cover["网别"]
    yield from totals(network, "≤")
    for item in (network, *in_force().networks.get(network, ("", ()))[1]):
        if data.period == FIRST:
            yield Ask("计划投资", item, annual.YEAR, FIRST)
        elif LATER[:4] <= data.period <= LATER[-4:]:
            yield Ask("计划投资", item, annual.YEAR, LATER, "≤")


#: Checks rows, 小计 and 合计, and the plan.
check = form.check(KIND, _planned)
