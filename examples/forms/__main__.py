"""``python -m examples.forms [-o FOLDER]``: writes the six definitions as workbooks."""

from __future__ import annotations

import argparse
from pathlib import Path

from examples import forms


def main() -> None:
    """Write them, beside their texts unless told otherwise."""
    asked = argparse.ArgumentParser(prog="python -m examples.forms", description=__doc__)
    asked.add_argument("-o", "--output", type=Path, default=forms.FOLDER, metavar="FOLDER")
    for path in forms.save(asked.parse_args().output):
        print(path)


if __name__ == "__main__":
    main()
