"""``python -m examples.offices [-o 文件夹] [--clean]``: the submissions of the two offices."""

from __future__ import annotations

import argparse
from pathlib import Path

from examples.offices import FOLDER, save

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="两个单位自己的表：县预算执行月报、市城建季报 / forms of two offices")
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    parser.add_argument("--clean", action="store_true", help="没有差错 / without faults")
    asked = parser.parse_args()
    count = sum(1 for _ in save(asked.output, clean=asked.clean))
    print(f"{count} 份报表写入 {asked.output}")
