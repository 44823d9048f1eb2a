"""The blank forms kept in ``templates/`` of the project: made by the code (``python -m tools.masters``), never edited."""

from __future__ import annotations

from pathlib import Path

from examples.lists import LIBRARIES, NETWORKS
from recon.catalogue import EVERY_GROUP
from recon.schemas import annual, library, progress, quarterly
from recon.schemas.forms import form
from recon.schemas.targets import KIND
from recon.templates import targets
from recon.templates.layout import Form
from recon.templates.making import make


def write(folder: Path) -> None:
    """Write the blank forms, without a period, and the blank plan, into ``folder``.

    A monthly form and an annual plan for each network, each kind of library, one quarterly report of all groups, one
    progress form.
    """
    for network in NETWORKS:
        (folder / f"月报_{network}.xlsx").write_bytes(make(Form(network)))
        (folder / f"年度投资计划_{network}.xlsx").write_bytes(make(Form(network, spec=form(annual.KIND))))
    for kind in LIBRARIES:
        asked = Form("", "" if kind == "地方子库" else "全省", spec=form(library.KIND), library=kind)
        (folder / f"项目库_{kind}.xlsx").write_bytes(make(asked))
    (folder / "季报.xlsx").write_bytes(make(Form("", spec=form(quarterly.KIND), group=EVERY_GROUP)))
    (folder / "指标进展表.xlsx").write_bytes(make(Form("", "", spec=form(progress.KIND))))
    targets.write(KIND, folder / "指标.xlsx")


if __name__ == "__main__":
    write(Path("templates"))
