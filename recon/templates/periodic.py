"""Annual plans, quarterly reports and project libraries as they are asked for: their forms and their files' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recon.catalogue import EVERY_GROUP, LIBRARY, in_force
from recon.schemas.forms import form as form_of
from recon.schemas.lists import UNITS
from recon.templates import carry, listing
from recon.templates.columns import Row
from recon.templates.layout import Form
from recon.templates.monthly import coordinates
from recon.templates.refused import RefusedError

#: Kind → the option that says for when or what it is, its shape, an example.
PERIODS = {
    "annual": ("year", re.compile(r"(19|20|21)\d\d"), "2021"),
    "quarterly": ("quarter", re.compile(r"(19|20|21)\d\dQ[1-4]"), "2021Q1"),
    "library": ("month", re.compile(r"|(19|20|21)\d\d-(0[1-9]|1[0-2])"), "2021-03"),
}
#: Options that offer something.
OFFERED = ("network", "region", "unit", "library", "group")
#: First word of a file's name.
NAMES = {"annual": "年度投资计划", "quarterly": "季报", "library": "项目库"}


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
    option, shape, example = PERIODS[asked.kind]
    if not shape.fullmatch(asked.period):
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
    if asked.kind == "annual":
        return () if asked.every else ("network", "region")
    _, of_network, of_region = in_force().known(LIBRARY)
    known = {of_network: ("library", "network"), of_region: ("library", "region")}
    return known.get(asked.library or "", ("library",)) if asked.kind == "library" else ()


def _choices(asked: Asked, option: str) -> tuple[str, ...]:
    """One library is of a region, the others of the whole; one is of a network."""
    plan = in_force()
    _, of_network, of_region = plan.known(LIBRARY)
    if asked.kind == "library" and option == "region":
        return tuple(plan.regions) if asked.library == of_region else (plan.whole,)
    if asked.kind == "library" and option == "network" and asked.library != of_network:
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
    if asked.kind == "annual":
        for network, region in coordinates():
            if asked.network in (None, network) and asked.region in (None, region):
                yield network, region, ""
    elif asked.kind == "quarterly":
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
    region = "" if form.spec.kind == "quarterly" else form.region
    parts = (form.month, form.library, form.group, form.network, region)
    return "_".join([NAMES[form.spec.kind], *filter(None, parts)]) + ".xlsx"
