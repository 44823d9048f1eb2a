"""``python -m examples [-o FOLDER] [--clean]``: writes three months of reports."""

from __future__ import annotations

import argparse
import time
from itertools import chain
from pathlib import Path

from examples import faults, reports, write
from examples.progress import MONTHS


def main() -> None:
    """Write the months, beside the generator unless told otherwise, and the list of faults."""
    asked = argparse.ArgumentParser(prog="python -m examples", description=__doc__)
    asked.add_argument("-o", "--output", type=Path, default=Path(__file__).parent, metavar="FOLDER")
    asked.add_argument("--clean", action="store_true", help="没有差错 / without faults")
    options = asked.parse_args()
    start = time.perf_counter()
    drafts = write.sound()
    if not options.clean:
        spoilt, told = write.spoilt()
        before = (draft for month in MONTHS[:-1] for draft in reports.month(month).values())
        drafts = chain(before, spoilt.values())
        options.output.mkdir(parents=True, exist_ok=True)
        for path in {write.LIST, options.output / write.LIST.name}:
            path.write_bytes(faults.table(told))
    count, size = write.save(options.output, drafts)
    print(f"{options.output}: {count} 份 / files, {size / 2**20:.1f} MiB, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
