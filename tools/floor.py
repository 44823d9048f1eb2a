"""Print the lower bound of each runtime dependency as an exact requirement, for ``make floor``."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
for requirement in project["dependencies"]:
    print(re.sub(r">=", "==", requirement))
