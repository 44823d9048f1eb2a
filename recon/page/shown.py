"""A report as the page draws it: what the engine computed, in both languages, with the table around each cell."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from recon import explanations, messages
from recon.batch.work import Done, Job, make, work
from recon.model import LEVELS, FileReport, Finding, Report, SuspectSet
from recon.page import excerpt
from recon.page.sides import sides
from recon.reports import console, explained, suspected, text
from recon.reports import json as printed

#: Names of what is written beside the workbooks of a file: what the page draws, both sides of each finding by its
#: number, the report of the command line, and the report with its workbook, for what is written on the page.
SHOWN, SIDES, REPORT, WHOLE = "shown.json", "sides.json", "report.json", "report.pickle"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote on the page for the findings of one file, by their numbers."""

    job: Job  #: as the file was checked
    texts: Mapping[int, str]
    author: str  #: blank: who signs the form


def check(job: Job) -> Done:
    """The result of one file as a run makes it, with ``shown`` and ``report`` written where workbooks are wanted."""
    done = work(replace(job, keep=True))
    made = dict(done.made)
    if job.results is not None:
        folder = job.results.folder / str(job.number)
        folder.mkdir(exist_ok=True)
        made |= write(done.report, folder, job.results.folder.parent)
        if done.report.findings:
            (folder / WHOLE).write_bytes(pickle.dumps(done.report, pickle.HIGHEST_PROTOCOL))
    return replace(done, report=replace(done.report, book=None), made=made)


def explain(asked: Written) -> Done:
    """The result of a file with explanations written for its findings: judged, and in its workbooks."""
    results, job = asked.job.results, asked.job
    assert results is not None
    folder = results.folder / str(job.number)
    before: FileReport = pickle.loads((folder / WHOLE).read_bytes())  # ours alone: nothing else writes there
    report = explanations.written(before, asked.texts, asked.author or explanations.author(before))
    made = dict(make(job, report)) | write(report, folder, results.folder.parent)
    return Done(job.number, replace(report, book=None), made)


def write(file: FileReport, folder: Path, home: Path) -> dict[str, Path]:
    """What the page draws and the JSON of the command line, both without the folders below ``home``."""
    fields = shown(file)
    both = {one["number"]: one.pop("sides") for one in every(fields.get("findings", []))}
    body = {
        "shown": json.dumps(fields, ensure_ascii=False),
        "sides": json.dumps(both, ensure_ascii=False),
        "report": printed.render(Report((file,)), "zh"),
    }
    made = {"shown": folder / SHOWN, "sides": folder / SIDES, "report": folder / REPORT}
    for key, path in made.items():
        path.write_text(without(body[key], home), "utf-8")
    return made


def without(text: str, home: Path) -> str:
    """A text, or JSON, in which files below the private folder ``home`` go by their names alone."""
    inside = re.escape(json.dumps(str(home), ensure_ascii=False)[1:-1])
    return re.sub(inside + r"[/\\]+\w+[/\\]+(?:\d+[/\\]+)?", "", text)


def shown(file: FileReport) -> dict[str, Any]:
    """The report as plain values; every text is a pair, 中文 first."""
    body: dict[str, Any] = {
        "name": Path(file.path).name,
        "kind": file.kind,
        "verdict": file.verdict,
        "subject": list(file.subject),
        "levels": dict.fromkeys(reversed(LEVELS), 0),
    }
    if file.error is not None:
        code = file.error[0]
        return {**body, "error": {"code": code, "sentence": _both(lambda lang: text.error(file, lang)[1])}}
    keys, number = iter(explanations.keys(file)), count()
    table = excerpt.Tables(file)

    def values_of(finding: Finding) -> dict[str, Any]:
        values = _finding(file, finding, table, next(keys), next(number))
        return {**values, "follows": [values_of(below) for below in finding.follows]}

    for finding in file.findings:
        body["levels"][finding.level] += not finding.released
    return {
        **body,
        "closing": _both(lambda lang: console.closing(file, lang)),
        "findings": [values_of(finding) for finding in file.findings],
        "explainable": any(f.level == "核实性" for f in file.every),
        "unclaimed": [{"text": record.text, "place": record.key.replace("|", " ")} for record in file.unclaimed],
    }


def _finding(
    file: FileReport, finding: Finding, table: excerpt.Tables, key: explanations.Key, number: int
) -> dict[str, Any]:
    explanation, outcome = finding.explanation, finding.outcome
    sets = outcome.suspects if outcome else ()
    return {
        "number": number,
        "code": finding.code,
        "level": finding.level,
        "place": str(finding.cell),
        "cells": [str(cell) for cell in finding.cells],
        "sentence": _both(lambda lang: text.sentence(finding, lang)),
        "slips": _both(lambda lang: suspected.lines(replace(outcome, suspects=()), lang) if outcome else []),
        "ranked": bool(outcome and outcome.located == "ranking"),
        "suspects": [_suspects(suspects) for suspects in sets],
        "released": finding.released,
        "explained": explanation.text if explanation else "",
        "author": explanation.author if explanation else "",
        "status": _both(lambda lang: explained.status(file, finding, lang)),
        "key": key.identity,
        "values": key.values,
        "tables": list(table.around(finding)),
        "sides": sides(outcome) if outcome else None,
    }


def _suspects(suspects: SuspectSet) -> list[dict[str, str]]:
    return [
        {
            "cell": str(one.cell),
            "printed": text.number(one.printed),
            "low": text.number(one.low),
            "high": text.number(one.high),
            "suggested": text.number(one.suggested) if one.suggested.is_finite() else "",
        }
        for one in suspects.cells
    ]


def _both(say: Callable[[str], Any]) -> list[Any]:
    return [say(lang) for lang in messages.LANGUAGES]


def every(findings: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The findings of a page with those that follow from them, in the order of lists."""
    for finding in findings:
        yield finding
        yield from every(finding["follows"])
