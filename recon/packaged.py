"""Files that come with the program, in a wheel as in a checkout."""

from pathlib import Path


def targets() -> Path:
    """The plan's figures."""
    return _data("targets.xlsx")


def catalogue() -> Path:
    """The plan's lists and parameters, as they stand in its workbook."""
    return _data("catalogue.json")


def _data(name: str) -> Path:
    """``recon/data`` when installed, ``data`` at the top of a checkout."""
    installed = Path(__file__).parent / "data" / name
    return installed if installed.exists() else Path(__file__).parent.parent / "data" / name
