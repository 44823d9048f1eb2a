"""The shape of the code: data flows one way, heavy imports wait, registries are whole."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from recon import messages, rules
from recon.kinds import findings
from recon.model import VERDICTS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "recon"
#: Module → what it may import of recon, in the order of the flow. Readers know nothing of rules, rules nothing
#: of reports, and only the engine and the command line see the whole.
ALLOWED = {
    "text": set(),
    "messages": {"messages"},
    "units": set(),
    "numbers": set(),
    "lean": set(),
    "packaged": set(),
    "errors": {"messages"},
    "model": {"submission", "workbook"},
    "relations": {"model", "numbers"},
    "submission": {"model"},
    "shelf": {"model"},
    "guard": {"errors", "guard", "messages", "moments"},
    "csvfile": {"guard"},
    "cells": set(),
    "moments": set(),
    "biff": {"biff", "cells", "guard", "moments"},
    "exported": {"cells", "exported", "guard", "moments"},
    "workbook": {"biff", "cells", "csvfile", "errors", "exported", "guard"},
    "audit": {"audit", "model"},
    "formats": set(),
    "looks": {"formats", "guard", "workbook"},
    "hierarchy": {"model"},
    "schemas": {"relations", "model", "numbers", "schemas"},
    "definitions": {"definitions", "model", "numbers", "relations", "schemas", "tables", "units", "workbook"},
    "tables": {"model", "numbers", "workbook"},
    "dates": {"tables", "workbook"},
    "plaintext": {"tables", "workbook"},
    "figures": {"hierarchy", "model", "numbers", "schemas", "tables", "units"},
    "doctor": {"__init__", "cells", "doctor", "guard", "workbook"},
    "outputs": set(),
    "rules": {"relations", "figures", "grid", "hierarchy", "model", "numbers", "rules", "schemas", "submission", "tables", "units"},
    "grid": {"dates", "model", "numbers", "schemas", "tables", "units", "workbook"},
    "localise": {"relations", "figures", "hierarchy", "localise", "model", "numbers", "rules", "units"},
    "kinds": {
        "audit", "formats", "looks", "relations", "cells", "messages", "dates", "errors", "figures", "grid", "kinds", "localise", "model", "numbers", "open", "register", "rules", "schemas", "shelf", "submission", "tables", "units", "workbook", "hierarchy",
    },
    "open": {"audit", "relations", "figures", "localise", "model", "open", "rules", "workbook"},
    "register": {"__init__", "errors", "grid", "messages", "model", "register", "schemas", "tables", "workbook"},
    "batch": {"batch", "engine", "kinds", "lean", "model", "reports", "shelf", "workbook"},
    "month": {"relations", "figures", "kinds", "model", "month", "numbers", "rules", "schemas", "submission", "units", "workbook"},
    "explanations": {"dates", "errors", "explanations", "grid", "messages", "model", "numbers", "schemas", "tables", "workbook"},
    "engine": {"errors", "explanations", "kinds", "model", "workbook"},
    "reports": {"__init__", "errors", "explanations", "figures", "match", "messages", "model", "month", "numbers", "pages", "register", "reports", "rules", "schemas",
                "submission", "tables", "units", "workbook"},
    "match": {"batch", "engine", "errors", "grid", "kinds", "match", "messages", "model", "numbers", "schemas", "submission", "tables", "units", "workbook"},
    "pages": {"messages"},
    "templates": {"relations", "__init__", "batch", "dates", "errors", "figures", "grid", "kinds", "messages", "model", "numbers", "reports", "schemas", "tables", "templates", "units", "workbook"},
    "__main__": {"cli"},
    "cli": {"__init__", "batch", "cli", "doctor", "engine", "errors", "kinds", "lean", "match", "messages", "model", "month", "outputs", "packaged", "pages", "plaintext", "register", "reports", "schemas", "templates", "workbook"},
    "__init__": {"batch", "kinds", "model"},
}  # fmt: skip
#: What every part may use.
BASE = {"text"}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The parts of recon a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "recon":
            names |= {alias.name if (PACKAGE / alias.name).exists() or (PACKAGE / f"{alias.name}.py").exists()
                      else "__init__" for alias in node.names}  # fmt: skip
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("recon."):
            names.add((node.module or "").split(".")[1])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_data_flows_one_way(path: Path) -> None:
    """Each module imports only what stands before it in the flow."""
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    assert imported(path) - BASE <= ALLOWED[part]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """A module begins with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_help_needs_nothing_heavy() -> None:
    """``recon --help`` imports neither pandas nor pandera nor a workbook library."""
    code = (
        "import sys; sys.argv = ['recon', '--help']\n"
        "from recon.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'pandera', 'numpy', 'openpyxl', 'xlsxwriter', 'python_calamine', 'tabulate', 'scipy', 'rapidfuzz'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)


def test_every_finding_code_of_the_rules_has_its_words() -> None:
    """Each rule's mismatch, wide and implied codes are in the catalogue, or cannot arise."""
    assert set(findings.NOTABLE) <= set(VERDICTS)
    for prefix in ("FOOT", "TIE", "BOUND", "REL"):
        assert {f"{prefix}01", f"{prefix}02"} <= set(messages.MESSAGES)
    assert len(rules.RULES) == len(set(rules.RULES))


def test_messages_name_the_same_things_in_both_languages() -> None:
    """The two texts of a message use the same placeholders."""
    import string

    for code, pair in {**messages.MESSAGES, **messages.TITLES, **messages.REGISTER}.items():
        fields = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in pair]
        assert fields[0] == fields[1], code


def test_a_command_leaves_dask_alone() -> None:
    """pandera loads dask where it finds it; a command does not pay for that, and a cluster gets it back."""
    code = (
        "import sys; from recon import lean; lean.leave_out(); import pandera.pandas; assert not sys.modules['dask'];"
        "lean.take_back(); import distributed; assert sys.modules['dask']"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
