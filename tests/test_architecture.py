"""The shape of the code: data flows one way, heavy imports wait, registries are whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from recon import messages
from recon.findings import notable
from recon.model import VERDICTS
from recon.rules.every import RULES
from tests.forms import Form, save

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "recon"
#: The parts of the package in the order in which data flows; a part imports only those before it, at the head of a
#: module or inside a function. Parts on one line are one idea in two modules.
LAYERS = (
    "version",
    "packaged",
    "catalogue",
    "text",
    "current",
    "messages",
    "errors",
    "cells",
    "moments",
    "lean",
    "gc_pause",
    "scratch",  # of no workbook
    "guard",
    "csvfile",
    "exported",
    "biff",
    "workbook",  # bytes → cells
    "submission model",
    "numbers",
    "units",
    "relations",  # values
    "schemas",
    "tables",
    "dates",
    "formats",
    "looks",
    "audit",
    "grid",
    "hierarchy",
    "figures",  # cells → figures
    "definitions",
    "rules",
    "localise",  # figures → verdicts → suspects
    "previous_reports",
    "options",
    "explanations",
    "findings",
    "forms",
    "plan",
    "across",
    "causes",
    "open",
    "register",
    "defined",
    "kinds",
    "engine",  # one file
    "month",
    "pages",
    "reports",
    "batch",
    "__init__",
    "match",
    "templates",  # many files, and what is written
    "outputs",
    "plaintext",
    "doctor",
    "page",
    "cli",
    "__main__",
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names.split()}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package as it was parsed."""
    return {
        str(path.relative_to(PACKAGE)): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))
    }


def imported(module: ast.Module) -> set[str]:
    """The parts of recon a module imports."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "recon":
            names |= {
                alias.name if (PACKAGE / alias.name).exists() or (PACKAGE / f"{alias.name}.py").exists() else "__init__"
                for alias in node.names
            }
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("recon."):
            names.add((node.module or "").split(".")[1])
    return names


def test_data_flows_one_way() -> None:
    """Each module imports only parts that stand before its own, inside functions, too."""
    backwards = {
        path: later
        for path, module in modules().items()
        if (later := {name for name in imported(module) if RANK[name] > RANK[Path(path).parts[0].removesuffix(".py")]})
    }

    assert backwards == {}


def test_every_module_says_what_it_is_for() -> None:
    """A module begins with a docstring."""
    assert [path for path, module in modules().items() if not ast.get_docstring(module)] == []


def test_help_needs_nothing_heavy() -> None:
    """``recon --help`` imports neither pandas nor pandera nor a workbook library."""
    code = (
        "import sys; sys.argv = ['recon', '--help']\n"
        "from recon.cli import run\n"
        "assert run() == 0\n"
        "heavy = {'pandas', 'pandera', 'numpy', 'openpyxl', 'xlsxwriter', 'python_calamine', 'tabulate', 'scipy', 'rapidfuzz'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)


def test_every_finding_code_of_the_rules_has_its_words() -> None:
    """Each rule's mismatch, wide and implied codes are in the catalogue, or cannot arise."""
    assert set(notable.NOTABLE) <= set(VERDICTS)
    for prefix in ("FOOT", "TIE", "BOUND", "REL"):
        assert {f"{prefix}01", f"{prefix}02"} <= set(messages.MESSAGES)
    assert len(RULES) == len(set(RULES.values()))


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


@pytest.mark.parametrize("work", ["", "threading.Thread(target=lambda: (time.sleep(0.05), print('thread'))).start();"])
def test_a_process_ends_with_its_code_and_all_that_was_to_be_done(work: str) -> None:
    """What was printed is out, what was registered for the end is done, and a thread at work is waited for."""
    code = (
        "import atexit, threading, time; from recon import lean; atexit.register(print, 'last'); print('first');"
        f"{work} lean.end(3)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stdout.split()) == (3, ["first", *["thread"] * bool(work), "last"])


def test_a_form_loads_no_other_kind(tmp_path: Path) -> None:
    """Checking a monthly report loads neither the other kinds nor the rules of a plan."""
    path = save(Form().book(), tmp_path / "月报.xlsx")
    code = (
        "import sys; from pathlib import Path; from recon.engine import validate_file\n"
        "assert validate_file(Path(sys.argv[1])).kind == 'monthly'\n"
        "others = {'recon.kinds.targets', 'recon.kinds.progress', 'recon.rules.closure', 'recon.exported', 'recon.audit'}\n"
        "assert not others & set(sys.modules), others & set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=ROOT)


def test_code_is_laid_out_by_the_formatter_alone() -> None:
    """No line is kept from ``ruff format``, so that there is one layout."""
    kept = re.compile("# fmt: " + "(?:skip|off)")
    files = [path for part in ("recon", "tests", "examples", "bench", "tools") for path in (ROOT / part).rglob("*.py")]
    assert not [path for path in files if kept.search(path.read_text(encoding="utf-8"))]
