"""What a person reads in the terminal: a summary by document part, then what needs attention."""

from __future__ import annotations

from pathlib import PurePath

from tabulate import tabulate

from recon import messages
from recon.model import LEVELS, VERDICTS, FileReport, Finding, Report
from recon.reports import documents, explained, replaced, suspected, text

#: From this many files on, each gets a line of a table instead of a table of its own.
MANY = 6
#: Places not read that a line names.
PLACES = 3


def render(report: Report, lang: str, limit: int | None) -> str:
    """The report as text; ``limit`` caps the findings shown and says how many are left."""
    lines = list(replaced.lines(report, lang))
    shown = lines if limit is None else lines[:limit]
    more = [messages.title("more", lang, count=len(lines) - len(shown))] if len(shown) < len(lines) else []
    return _present(report, lang, limit) + "".join(f"{line}\n" for line in (*shown, *more))


def verdicts(report: Report, lang: str) -> str:
    """A line for each file: its name and its verdict with how much there is to do, or why it was not read."""
    lines = [
        _error(file, lang) if file.error else f"{PurePath(file.path).name}  {closing(file, lang)}".splitlines()[0]
        for file in report.files
    ]
    return "".join(f"{line}\n" for line in lines)


def _present(report: Report, lang: str, limit: int | None) -> str:
    """The part on the files that count."""
    if len(report.files) >= MANY:
        return _many(report, lang, limit)
    text = "\n".join(_file(file, lang, limit) for file in report.files)
    return text if len(report.files) == 1 else f"{text}\n{_files(report, lang)}\n"


def _many(report: Report, lang: str, limit: int | None) -> str:
    """The findings that need attention, file by file, then a line for each file that does, then the count of all."""
    lines = [
        line
        for file in report.files
        for line in ([_error(file, lang)] if file.error else [_line(file, f, lang) for f in file.findings])
    ]
    shown = lines if limit is None else lines[:limit]
    if len(shown) < len(lines):
        shown = [*shown, messages.title("more", lang, count=len(lines) - len(shown))]
    rows = [_row(file, lang) for file in report.files if file.error or file.findings]
    heads = [messages.word(key, lang) for key in ("file", "verdict", *LEVELS[::-1])]
    table = [tabulate(rows, heads, tablefmt="simple"), ""] if rows else []
    return "\n".join([*shown, "", *table, _files(report, lang)]) + "\n"


def _row(file: FileReport, lang: str) -> list[str | int]:
    levels = [finding.level for finding in file.findings if not finding.released]
    counts: list[str | int] = ["—"] * 3 if file.error else [levels.count(level) for level in LEVELS[::-1]]
    return [PurePath(file.path).name, messages.word(file.verdict, lang), *counts]


def _files(report: Report, lang: str) -> str:
    """One line over all files."""
    verdicts = [file.verdict for file in report.files]
    counts = {"passed": "pass", "asked": "review", "failed": "fail", "unreadable": "unreadable"}
    words = {key: verdicts.count(verdict) for key, verdict in counts.items()}  # type: ignore[arg-type]
    return messages.title("files", lang, count=len(verdicts), **words)


def _file(file: FileReport, lang: str, limit: int | None) -> str:
    if file.error is not None:
        return _error(file, lang) + "\n"
    lines = [messages.title("summary", lang, path=file.path), "", _summary(file, lang), ""]
    shown = file.findings if limit is None else file.findings[:limit]
    lines += [_line(file, finding, lang) for finding in shown]
    if len(shown) < len(file.findings):
        lines.append(messages.title("more", lang, count=len(file.findings) - len(shown)))
    lines += ["", closing(file, lang), ""]
    return "\n".join(lines)


def _line(file: FileReport, finding: Finding, lang: str) -> str:
    """A finding with its explanation behind it, and below it the cells suspected and what follows from it."""
    below = suspected.below(finding, lang)
    return "\n    ".join([text.line(file, finding, lang) + explained.note(file, finding, lang), *below])


def _error(file: FileReport, lang: str) -> str:
    code, sentence = text.error(file, lang)
    return f"[{messages.word('强制性', lang)} {code}] {sentence}"


def _summary(file: FileReport, lang: str) -> str:
    """Outcomes per document part, or per document where there are several, and verdict, with a total."""
    rows: list[list[str | int]] = [
        [name, *counts.values()] for name, counts in documents.by_document(file, lang).items()
    ]
    rows.append([messages.word("total", lang), *file.counts.values()])
    heads = [messages.word("part", lang), *(messages.word(verdict, lang) for verdict in VERDICTS)]
    return tabulate(rows, heads, tablefmt="simple")


def closing(file: FileReport, lang: str) -> str:
    """The verdict with how much there is to do, and below it what was not read or took part in no check."""
    levels = [finding.level for finding in file.findings if not finding.released]
    summary = messages.title(
        "closing",
        lang,
        verdict=messages.word(file.verdict, lang),
        must=levels.count("强制性"),
        verify=levels.count("核实性"),
        note=levels.count("提示性"),
    )
    below = [unread_line(file, lang), unrelated_line(file, lang)]
    return "".join((summary, *explained.counts(file, lang), *(f"\n{line}" for line in below if line)))


def unrelated_line(file: FileReport, lang: str) -> str:
    """How many figures took part in no check; blank where there are none."""
    if not file.unrelated:
        return ""
    return messages.title("unrelated_line", lang, count=len(file.unrelated))


def unread_line(file: FileReport, lang: str) -> str:
    """What was not read though it holds numbers, on one line; blank where there is nothing of the kind."""
    unread = [area for area in file.scope if area.status == "unread"]
    if not unread:
        return ""
    places = [
        f"{area.cell.sheet}!{area.range}" if area.range else messages.scope("unread_sheet", lang, sheet=area.cell.sheet)
        for area in unread
    ]
    shown = "、".join(places[:PLACES])
    if len(places) > PLACES:
        shown += " " + messages.scope("unread_more", lang, count=len(places))
    return messages.scope("unread_line", lang, places=shown, count=sum(len(area.numbers) for area in unread))
