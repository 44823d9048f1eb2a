"""Writers: each formats a Report and nothing else. Imported one by one, when asked for."""

from __future__ import annotations

from collections.abc import Callable

from recon.model import Report


def _table(report: Report, lang: str, limit: int | None) -> str:
    from recon.reports import console

    return console.render(report, lang, limit)


def _line(report: Report, lang: str, limit: int | None) -> str:
    from recon.reports import console

    return console.verdicts(report, lang)


def _json(report: Report, lang: str, limit: int | None) -> str:
    from recon.reports import json

    return json.render(report, lang)


#: What ``--format`` offers; ``limit`` caps the findings a terminal shows, never what a file holds.
FORMATS: dict[str, Callable[[Report, str, int | None], str]] = {"table": _table, "line": _line, "json": _json}
