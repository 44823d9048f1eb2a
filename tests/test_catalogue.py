"""The plan's lists as data: they stand in its workbook, and beside it as text."""

from __future__ import annotations

from recon import catalogue, packaged
from recon.plan import catalogue as sheets
from tools import lists


def test_the_text_beside_the_plan_is_what_its_workbook_says() -> None:
    """``data/catalogue.json`` is made from ``data/targets.xlsx``: ``python -m tools.lists``."""
    assert packaged.catalogue().read_text("utf-8") == lists.text()


def test_the_text_and_the_workbook_are_one_catalogue() -> None:
    """Read from the text or from the workbook, entries and parameters are the same."""
    read = sheets.read(packaged.targets())

    assert read is not None
    assert (read.entries, read.parameters) == (catalogue.ours().entries, catalogue.ours().parameters)
