"""Files that come with the program, in a wheel as in a checkout."""

from pathlib import Path


def targets() -> Path:
    """The plan's figures: ``recon/data`` when installed, ``data`` at the top of a checkout."""
    installed = Path(__file__).parent / "data" / "targets.xlsx"
    return installed if installed.exists() else Path(__file__).parent.parent / "data" / "targets.xlsx"
