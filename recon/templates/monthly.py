"""The monthly forms of a month: which there are, and how their files are called."""

from __future__ import annotations

from collections.abc import Iterator

from recon.catalogue import in_force
from recon.templates.layout import Form
from recon.templates.making import make

__all__ = ["coordinates", "file_name", "make"]


def file_name(form: Form) -> str:
    """The usual name of a form's file."""
    return "_".join(["月报", *filter(None, (form.month, form.network, form.region))]) + ".xlsx"


def coordinates(networks: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(network, region) of every form of a month: each network's lead department, then its regions."""
    for network in networks or in_force().networks:
        for region in in_force().places:
            yield network, region
