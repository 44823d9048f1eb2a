"""Print the lower bounds of what the core and the extra ``match`` need as exact requirements, for ``make floor``."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
for requirement in (*project["dependencies"], *project["optional-dependencies"]["match"]):
    print(re.sub(r">=", "==", requirement))
