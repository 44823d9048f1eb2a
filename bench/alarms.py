"""Tables that nobody planted anything in: firm findings per 1,000 totals judged, if the corpora lie beside."""

from __future__ import annotations

import gzip
import json
import sys
import time
from typing import Any

from bench.tables import CORPORA
from recon.open import check
from recon.options import Options
from recon.workbook import RawSheet


def checked(sheet: dict[str, Any]) -> check.Checked:
    """An annotated sheet checked as the product does."""
    rows = [[cell if cell != "" else None for cell in row] for row in sheet["table_array"]]
    return check.check(check.recover(RawSheet("sheet", rows)), Options().budget)


def run() -> None:
    """Firm findings of each tuning set, per 1,000 totals (goal ≤ 5); with -v each of them."""
    for name in ("troy", "euses"):
        path = CORPORA / f"{name}.jl.gz"
        if not path.exists():
            print(f"no annotated tables in {CORPORA}")
            return
        totals = alarms = sheets = 0
        start = time.process_time()
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                sheet = json.loads(line)
                told = checked(sheet)
                firm = [f for f in told.findings if f.level != "提示性"]
                totals += len({o.right.terms[0].figure.cell for o in told.outcomes if o.right.terms})
                totals += sum(sum(tally.counts.values()) for tally in told.tallies)
                alarms += len(firm)
                sheets += 1
                if "-v" in sys.argv:
                    for f in firm:
                        print(sheet["file_name"], sheet["table_id"], f.code, f.cell.a1, f.words.get("patterns"))
        rate = 1000 * alarms / max(totals, 1)
        spent = time.process_time() - start
        print(
            f"{name}: {alarms} firm findings on {totals} totals of {sheets} sheets = {rate:.2f} per 1,000; {spent:.0f} s"
        )


if __name__ == "__main__":
    run()
