"""What is shipped beside the program, in the portable folder, allows it: no licence that reaches over to what it stands beside."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

from tests.commands import ROOT

#: Words by which a licence that asks for more than naming its authors is known; the MPL asks for its own files alone.
COPYLEFT = re.compile(r"GPL|GNU|Affero|EUPL|CDDL|Copyleft|Share.?Alike|SSPL|Business Source", re.I)
#: The extras of the portable folder (:mod:`tools.portable`).
SHIPPED = ("page", "crypto")


def asked(names: list[str], known: set[str]) -> Iterator[str]:
    """The packages that are asked for, with what these ask for, each once."""
    for text in names:
        wanted = Requirement(text)
        name = wanted.name.lower().replace("_", "-")
        needed = wanted.marker is None or any(
            wanted.marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)
        )
        if not needed or name in known:
            continue
        known.add(name)
        yield name
        extras = [f'extra == "{extra}"' for extra in wanted.extras]
        for below in metadata.requires(name) or ():
            if "extra ==" not in below or any(extra in below.replace("'", '"') for extra in extras):
                yield from asked([below.partition(";")[0]] if "extra ==" in below else [below], known)


def said(name: str) -> str:
    """What a package says of its licence: the expression, else the field and the classifiers."""
    about = metadata.metadata(name)
    if "License-Expression" in about:
        return str(about["License-Expression"])
    classifiers = [one for one in about.get_all("Classifier") or () if one.startswith("License ::")]
    named = about.get_all("License") or [""]
    return " ".join([*named[0].splitlines()[:1], *classifiers])


def test_nothing_that_is_shipped_is_copyleft() -> None:
    """Each package of the folder names a licence, and none that asks for the source of what it is shipped with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [one for extra in SHIPPED for one in project["optional-dependencies"][extra]]
    found = {name: said(name) for name in asked([*project["dependencies"], *extras], set())}

    assert {"starlette", "uvicorn", "jinja2", "h11", "anyio", "markupsafe", "click", "msoffcrypto-tool"} <= found.keys()
    assert [name for name, licence in found.items() if not licence or COPYLEFT.search(licence)] == []
