"""What no month can tie to, because the plan does not add up itself: told on sound reports too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from examples import plan, years
from examples.bench import Bench, Told
from examples.lists import PROVINCE, network_of
from examples.reports import Draft
from recon import units
from recon.schemas.monthly import PROJECTS
from recon.templates.layout import Layout


def told(bench: Bench, n: int) -> Iterator[Told]:
    """Money that the classes do not come to, and a class with money but no project."""
    for network, one in years.all_contradicted():
        whole = sum(years.amounts(network)[cell] for cell in one.cells)
        factor = units.ratio(units.parse("万元"), units.parse(one.figure.unit))
        assert factor is not None
        note = "规划各类别分年数之和不等于网别数，月报与类别数相符"
        yield _told(bench, network, "2020年", one.figure.value, whole * factor, note)
    for name, giver in plan.UNCOUNTED.items():
        stated, given = plan.number(giver), plan.class_numbers(network_of(giver))[giver]
        note = f"规划给“{name}”安排资金而各类别项目数已占满总数，由“{giver}”让出"
        yield _told(bench, network_of(giver), "项目代码", Decimal(stated or 0), Decimal(given), note)


def _told(bench: Bench, network: str, label: str, before: Decimal, after: Decimal, note: str) -> Told:
    """At the column of the lead department's report that the sum takes its amounts from."""
    draft = bench.drafts[network, PROVINCE]
    return Told(draft, f"{PROJECTS}!{_letters(draft, label)}", label, "PLAN01", before, after, note)


def _letters(draft: Draft, label: str) -> str:
    return Layout(draft.form).column(label).letters
