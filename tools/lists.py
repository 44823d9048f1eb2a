"""The lists of the packaged plan as text beside its workbook (``python -m tools.lists``), so that no run reads an xlsx for them."""

from __future__ import annotations

import json

from recon import packaged, workbook
from recon.plan import catalogue


def text() -> str:
    """What ``data/catalogue.json`` holds: sheets 名录 and 参数 of ``data/targets.xlsx``, a row a line."""
    told = catalogue.from_tables(catalogue.loaded(workbook.read(packaged.targets())))
    assert told is not None
    lists = ",\n".join(
        json.dumps([e.listed, e.value, e.parent, e.lead, "、".join(e.others), e.retired], ensure_ascii=False)
        for e in told.entries
    )
    parameters = json.dumps(dict(told.parameters), ensure_ascii=False, indent=0)
    return f'{{"名录": [\n{lists}\n],\n"参数": {parameters}}}\n'


if __name__ == "__main__":
    packaged.catalogue().write_text(text(), "utf-8")
