"""Recovering relations in tables that nobody here has seen: scores on annotated tables, if the corpora lie beside."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from recon.open import tabulate
from recon.workbook import RawSheet

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "tables"


def predicted(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    """What is found in one annotated sheet, as the scorer reads it."""
    rows = [[cell if cell != "" else None for cell in row] for row in sheet["table_array"]]
    return [
        {
            "operator": operator,
            "aggregator_index": list(total),
            "aggregatee_indices": [list(c) for c in parts],
        }
        for operator, total, parts in tabulate.instances(RawSheet("sheet", rows))
    ]


def main(names: list[str]) -> None:
    """Score both tuning sets."""
    if not CORPORA.exists():
        print(f"no annotated tables in {CORPORA}")
        return
    about = importlib.util.spec_from_file_location("score", CORPORA / "score.py")
    assert about is not None
    assert about.loader is not None
    score = importlib.util.module_from_spec(about)
    about.loader.exec_module(score)
    for name in names or ["troy", "euses"]:
        truth = CORPORA / f"{name}.jl.gz"
        times = []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "found.jl"
            with gzip.open(truth, "rt", encoding="utf-8") as lines, path.open("w", encoding="utf-8") as out:
                for line in lines:
                    sheet = json.loads(line)
                    start = time.process_time()
                    found = predicted(sheet)
                    times.append((time.process_time() - start, sheet["file_name"]))
                    told = {"file_name": sheet["file_name"], "table_id": sheet["table_id"]}
                    out.write(json.dumps({**told, "detected_aggregations": found}) + "\n")
            times.sort()
            print(
                f"{name}: {len(times)} sheets, median {times[len(times) // 2][0]:.2f} s, worst {times[-1][0]:.2f} s ({times[-1][1]})"
            )
            score.main(str(path), str(truth), True)


def run() -> None:
    """Both tuning sets."""
    main([])


if __name__ == "__main__":
    main(sys.argv[1:])
