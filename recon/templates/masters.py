"""The blank forms kept in ``templates/`` of the project: made by the code, never edited."""

from __future__ import annotations

from pathlib import Path

from recon.schemas.lists import NETWORKS
from recon.schemas.targets import KIND
from recon.templates import monthly, targets
from recon.templates.layout import Form


def write(folder: Path) -> None:
    """Write a blank monthly form for each network, without a month, and the blank plan, into ``folder``."""
    for network in NETWORKS:
        (folder / f"月报_{network}.xlsx").write_bytes(monthly.make(Form(network)))
    targets.write(KIND, folder / "指标.xlsx")
