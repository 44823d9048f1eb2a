"""Annual plans, quarterly reports and project libraries as they are asked for: their forms and their files' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recon.catalogue import EVERY_GROUP, GROUP, LIBRARY, NETWORK, REGION, in_force
from recon.schemas.fields import metadata
from recon.schemas.forms import form as form_of
from recon.schemas.lists import UNITS
from recon.templates import carry, listing
from recon.templates.columns import Row
from recon.templates.layout import Form
from recon.templates.monthly import coordinates
from recon.templates.refused import RefusedError

#: How the cover has its period (and the option that gives it) → its shape, an example.
PERIODS = {
    "year": (re.compile(r"(19|20|21)\d\d"), "2021"),
    "quarter": (re.compile(r"(19|20|21)\d\dQ[1-4]"), "2021Q1"),
    "month": (re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])"), "2021-03"),
}
#: Options that offer something.
OFFERED = ("network", "region", "unit", "library", "group")


@dataclass(frozen=True)
class Asked:
    """What was asked for, as typed; ``every``: one form for each network and region, or for each working group."""

    kind: str
    period: str
    network: str | None = None
    region: str | None = None
    unit: str = "万元"
    library: str | None = None
    group: str | None = None
    projects: Path | None = None
    every: bool = False
    protect: bool = False
    lang: str = "zh"


def forms(asked: Asked) -> list[Form]:
    """The forms asked for; raises RefusedError, naming the choices, for what cannot be meant."""
    _check(asked)
    spec, rows = form_of(asked.kind), list(_projects(asked))
    return [
        Form(
            network,
            region,
            asked.period,
            asked.unit,
            _chosen(rows, network, region),
            asked.lang,
            asked.protect,
            spec,
            asked.library or "",
            group,
        )
        for network, region, group in _coordinates(asked)
    ]


def _check(asked: Asked) -> None:
    spec = form_of(asked.kind)
    option = str(metadata(spec.cover.to_schema(), spec.period)["date"])
    shape, example = PERIODS[option]
    if not shape.fullmatch(asked.period) and (asked.period or not _has(asked, LIBRARY)):
        raise RefusedError("bad_period", option=option, found=asked.period, example=example)
    for name in _needed(asked):
        if getattr(asked, name) is None:
            raise RefusedError("missing_choice", option=name, choices="、".join(_choices(asked, name)))
    for name in OFFERED:
        value, choices = getattr(asked, name), _choices(asked, name)
        if value is not None and value not in choices:
            raise RefusedError("bad_option", option=name, found=value, choices="、".join(choices))


def _needed(asked: Asked) -> tuple[str, ...]:
    """Options without which the form is not known."""
    if _by_unit(asked):
        return () if asked.every else ("network", "region")
    _, of_network, of_region = in_force().every_value(LIBRARY)
    needed = {of_network: ("library", "network"), of_region: ("library", "region")}
    return needed.get(asked.library or "", ("library",)) if _has(asked, LIBRARY) else ()


def _has(asked: Asked, label: str) -> bool:
    """Whether the cover of the form asks for a label."""
    return label in form_of(asked.kind).cover.to_schema().columns


def _by_unit(asked: Asked) -> bool:
    """Whether there is a form for each network and region."""
    return _has(asked, NETWORK) and not _has(asked, LIBRARY)


def _choices(asked: Asked, option: str) -> tuple[str, ...]:
    """One library is of a region, the others of the whole; one is of a network."""
    plan = in_force()
    _, of_network, of_region = plan.every_value(LIBRARY)
    if _has(asked, LIBRARY) and option == "region":
        return tuple(plan.regions) if asked.library == of_region else (plan.whole,)
    if _has(asked, LIBRARY) and option == "network" and asked.library != of_network:
        return ()
    return {
        "network": tuple(plan.networks),
        "region": plan.places,
        "unit": tuple(UNITS),
        "library": plan.values(LIBRARY),
        "group": (EVERY_GROUP, *plan.groups),
    }[option]


def _coordinates(asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Network, region and group of each form."""
    if _by_unit(asked):
        for network, region in coordinates():
            if asked.network in (None, network) and asked.region in (None, region):
                yield network, region, ""
    elif _has(asked, GROUP):
        for group in in_force().groups if asked.every and not asked.group else (asked.group or EVERY_GROUP,):
            yield "", in_force().whole, group
    else:
        yield asked.network or "", asked.region or in_force().whole, ""


def _projects(asked: Asked) -> Iterator[Row]:
    if asked.projects is not None:
        model = form_of(asked.kind).tables[0].model
        yield from carry.placed(asked.projects, listing.read(asked.projects, asked.unit, model))


def _chosen(rows: Iterable[Row], network: str, region: str) -> tuple[Row, ...]:
    """The projects of a network, or of all, in a region; a lead department's form has those of all regions."""
    return tuple(r for r in rows if network in ("", r["网别"]) and region in (in_force().whole, r["地区"]))


def file_name(form: Form) -> str:
    """The usual name of a form's file."""
    region = form.region if REGION in form.spec.cover.to_schema().columns else ""
    parts = (form.month, form.library, form.group, form.network, region)
    return "_".join([form.spec.short, *filter(None, parts)]) + ".xlsx"
