"""``python -m examples.pair [-o FOLDER]``: writes two project libraries and the list of their differences."""

from __future__ import annotations

import argparse
from pathlib import Path

from examples.pair import write


def main() -> None:
    """Write the pair, beside the generators unless told otherwise."""
    asked = argparse.ArgumentParser(prog="python -m examples.pair", description=__doc__)
    asked.add_argument("-o", "--output", type=Path, default=Path(__file__).parent.parent / "项目库", metavar="FOLDER")
    folder = asked.parse_args().output
    made = write.save(folder)
    print(
        f"{folder}: {write.LEFT} {len(made.left)} 项, {write.RIGHT} {len(made.right)} 项, "
        f"{write.TRUTH}: {len(made.planted)} 处差异 / differences"
    )


if __name__ == "__main__":
    main()
