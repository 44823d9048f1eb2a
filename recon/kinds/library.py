"""The project library: read, checked row by row and down the columns, and against the plan."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from recon.catalogue import in_force
from recon.forms.tableform import FormData
from recon.kinds import form
from recon.model import Outcome
from recon.options import Options
from recon.schemas import library

KIND = library.KIND


def _planned(data: FormData, options: Options) -> Iterable[Outcome]:
    """With ``targets`` total investment and number of the projects of each network that the library holds."""
    if options.targets is None:
        return ()
    from recon.across import against

    held = data.main.projects.frame
    networks = [n for n in in_force().networks if "网别" in held and (held["网别"] == n).any()]
    asks = chain.from_iterable(against.totals(network) for network in networks)
    return against.plan(data.main, options.targets, asks)


#: Checks the cover's consistency, the rows, 合计, and the plan.
check = form.check(KIND, _planned, gathered=True)
