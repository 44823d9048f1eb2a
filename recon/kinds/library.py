"""The project library: read, checked row by row and down the columns, and against the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from recon.catalogue import LIBRARY, in_force
from recon.forms.tableform import FormData
from recon.kinds import form
from recon.model import Finding, Outcome
from recon.options import Options
from recon.schemas import library

KIND = library.KIND


def _asks(data: FormData, options: Options) -> form.Besides:
    """The cover's consistency, and with ``targets`` the networks' totals."""
    return form.Besides(_cover(data), _planned(data, options))


def _cover(data: FormData) -> Iterator[Finding]:
    """One library is of a network and all regions, one of a region, one of all."""
    of_whole, of_network, of_region = in_force().known(LIBRARY)
    kind, network, region = (data.cover[label] for label in ("库别", "网别", "地区"))
    if kind == of_network and not network:
        yield Finding("FORM03", "强制性", (data.cover.cell("网别"),), {"column": "网别"})
    if kind in (of_whole, of_region) and network in in_force().networks:
        yield _wrong(data, "网别", network, "")
    if kind in (of_whole, of_network) and region in in_force().regions:
        yield _wrong(data, "地区", region, in_force().whole)
    if kind == of_region and region == in_force().whole:
        yield _wrong(data, "地区", region, "、".join(in_force().regions))


def _wrong(data: FormData, label: str, found: str, expected: str) -> Finding:
    words = {"column": label, "found": found, "expected": expected, "library": data.cover["库别"]}
    return Finding("LIBR01", "强制性", (data.cover.cell(label), data.cover.cell("库别")), words)


def _planned(data: FormData, options: Options) -> Iterable[Outcome]:
    """Total investment and number of the projects of each network that the library holds."""
    if options.targets is None:
        return ()
    from recon.across import against

    held = data.main.projects.frame
    networks = [n for n in in_force().networks if "网别" in held and (held["网别"] == n).any()]
    asks = chain.from_iterable(against.totals(network) for network in networks)
    return against.plan(data.main, options.targets, asks)


#: Checks the cover, the rows, 合计, and the plan.
check = form.check(KIND, _asks, gathered=True)
