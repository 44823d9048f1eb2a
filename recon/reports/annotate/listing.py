"""The sheet 问题清单: one row a finding, linked to its cell, with room for the officer's 审核说明.

Its last column is hidden and says what each explanation is written for (:mod:`recon.explanations`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recon import messages
from recon.explanations import Stamp, sealed
from recon.model import CellRef, FileReport, Finding, column_letters
from recon.reports import explained, suspected, text, theme
from recon.reports.annotate import markup
from recon.reports.annotate.comments import document
from recon.reports.annotate.draft import Draft
from recon.reports.annotate.styles import Styles, argb
from recon.workbook import RawSheet

#: Heading key → width in characters, in order.
COLUMNS = {"level": 8, "code": 11, "place": 24, "sentence": 62, "explanation": 36, "status": 30, "key": 8}
SEEN = len(COLUMNS) - 1  #: the last is hidden
HEADER_ROW = 3
HIDDEN = ' hidden="1"'
#: Rows are folded under the row above them.
SUMMARY = '<outlinePr summaryBelow="0"/>'
#: Excel takes 65,530 links on a sheet.
MOST_LINKS = 65_000
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: Sentences repeat from row to row.
_lines = lru_cache(1024)(theme.lines)


@dataclass(frozen=True, slots=True)
class Looks:
    """Indices of the cell formats of this sheet."""

    title: int
    help: int
    header: int
    body: int
    center: int
    link: int
    input: int
    levels: Mapping[str, int]


def looks(styles: Styles) -> Looks:
    """The cell formats, put into the user's style sheet."""
    head = {"bold": True, "font": theme.HEAD_FONT}
    input_fill = theme.STYLES["input"]["bg_color"]
    return Looks(
        title=styles.style(**head, size=16, color=theme.ACCENT, border=False, wrap=False),
        help=styles.style(color=theme.MUTED, border=False),
        header=styles.style(**head, fill=theme.STYLES["header"]["bg_color"], align="center"),
        body=styles.style(indent=True),
        center=styles.style(align="center"),
        link=styles.style(color=theme.STYLES["link"]["font_color"], underline=True, indent=True),
        input=styles.style(fill=input_fill, format=49, indent=True),
        levels={level: styles.style(**head, fill=fills[0], align="center") for level, fills in theme.FILLS.items()},
    )


def ours(sheet: RawSheet) -> bool:
    """Whether a sheet as read is a list of ours: its first cell says so."""
    first = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None
    return first in messages.MARKS["stamp"]


def write(
    draft: Draft,
    file: FileReport,
    look: Looks,
    lang: str,
    sheets: Mapping[str, str],
    note: str,
    stamps: Sequence[Stamp],
) -> str:
    """The sheet's part, added to the draft; ``sheets``: name in the report → name in the workbook.

    ``stamps``: the hidden cell of each finding.
    """
    rows, links = _head(look, lang, note, explained.head(file)), list[str]()
    followers = [n > 0 for finding in file.findings for n in range(1 + len(finding.follows))]
    entries = zip(file.every, followers, stamps, strict=True)
    for row, (finding, follower, stamp) in enumerate(entries, HEADER_ROW + 1):
        rows.append(_row(row, file, finding, look, lang, stamp, _outline(finding, follower=follower)))
        if finding.cell.sheet in sheets and len(links) < MOST_LINKS:
            links.append(_link(row, finding.cell, sheets[finding.cell.sheet]))
    if not file.findings:
        sentence = messages.pick(messages.SHEETS["no_findings"], lang)
        rows.append(_cells(HEADER_ROW + 1, theme.ROW, [(sentence, look.help)]))
    last = len(rows)
    rows += _unclaimed(last + 1, file, look, lang)
    part = draft.free("xl/worksheets/sheetRecon{}.xml")
    draft.add(part, document("worksheet", draft.main, _body(rows, links, last)), CONTENT)
    return part


def _body(rows: list[str], links: list[str], last_row: int) -> str:
    """``last_row``: of the findings; what stands below is not filtered or sorted with them."""
    last, seen = column_letters(len(COLUMNS)), column_letters(SEEN)
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{w}"{HIDDEN if n > SEEN else ""} customWidth="1"/>'
        for n, w in enumerate(COLUMNS.values(), 1)
    )
    merged = [f"A2:{seen}2"] + ([f"A{last_row + 1}:{seen}{last_row + 1}"] if len(rows) > last_row else [])
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    pane = f'<pane ySplit="{HEADER_ROW}" topLeftCell="A{HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<sheetPr><tabColor rgb="{argb(theme.ACCENT)}"/>{SUMMARY}<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}{len(rows)}"/>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{pane}'
        '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" outlineLevelRow="1"/>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{HEADER_ROW}:{last}{max(last_row, HEADER_ROW + 1)}"/>'
        f'<mergeCells count="{len(merged)}">{merges}</mergeCells>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.65" bottom="0.65" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{markup.escape(_footer())}</oddFooter></headerFooter>"
    )


def _footer() -> str:
    return f'&C&"{theme.BODY_FONT}"&9 &P / &N'


def _head(look: Looks, lang: str, note: str, key: str) -> list[str]:
    help_text = " ".join(filter(None, (messages.mark("help", lang), note)))
    height = theme.height(theme.lines(help_text, sum(list(COLUMNS.values())[:SEEN])))
    titles = [messages.mark(name, lang) for name in list(COLUMNS)[:SEEN]] + [key]
    return [
        _cells(1, 30, [(messages.mark("stamp", lang), look.title)]),
        _cells(2, height, [(help_text, look.help)]),
        _cells(HEADER_ROW, theme.ROW + 4, [(t, look.header) for t in titles]),
    ]


def _outline(finding: Finding, *, follower: bool) -> str:
    """Attributes of a row: what follows from a cause is folded under it."""
    if follower:
        return ' outlineLevel="1" hidden="1"'
    return ' collapsed="1"' if finding.follows else ""


def _row(row: int, file: FileReport, finding: Finding, look: Looks, lang: str, stamp: Stamp, outline: str) -> str:
    explanation = finding.explanation
    shown = theme.clip("\n".join([text.sentence(finding, lang), *suspected.below(finding, lang)]))
    cells = [
        (messages.word(finding.level, lang), look.levels[finding.level]),
        (finding.code, look.center),
        (str(finding.cell), look.link),
        (shown, look.body),
        (theme.clip(explanation.text) if explanation else "", look.input),
        (explained.status(file, finding, lang), look.body),
        (sealed(stamp, finding.code, str(finding.cell), shown), look.body),
    ]
    return _cells(row, _height(cells), cells, outline)


def _unclaimed(first: int, file: FileReport, look: Looks, lang: str) -> list[str]:
    """Explanations that no finding asks for, below a line that says so."""
    if not file.unclaimed:
        return []
    sentence = messages.explained("unclaimed", lang)
    height = theme.height(theme.lines(sentence, sum(list(COLUMNS.values())[:SEEN])))
    rows = [_cells(first, height, [(sentence, look.help)])]
    for row, (code, place, values, words, status, stamp) in enumerate(explained.unclaimed(file, lang), first + 1):
        texts = [
            (place, look.body),
            (values, look.body),
            (theme.clip(words), look.input),
            (status, look.body),
        ]
        cells = [("", look.center), (code, look.center), *texts, (stamp, look.body)]
        rows.append(_cells(row, _height(cells), cells))
    return rows


def _height(cells: list[tuple[str, int]]) -> float:
    """Points of a row that shows its texts whole, the hidden one left out."""
    sizes = list(zip((words for words, _ in cells), COLUMNS.values(), strict=True))[2:SEEN]
    return theme.height(max(_lines(words, width) for words, width in sizes))


def _cells(row: int, height: float, cells: list[tuple[str, int]], outline: str = "") -> str:
    inner = "".join(_cell(f"{column_letters(n)}{row}", t, s) for n, (t, s) in enumerate(cells, 1))
    return f'<row r="{row}" ht="{height:g}" customHeight="1"{outline}>{inner}</row>'


def _cell(ref: str, words: str, style: int) -> str:
    if not words:
        return f'<c r="{ref}" s="{style}"/>'
    inner = f'<is><t xml:space="preserve">{markup.escape(words)}</t></is>'
    return f'<c r="{ref}" s="{style}" t="inlineStr">{inner}</c>'


def _link(row: int, cell: CellRef, sheet: str) -> str:
    target = f"'{sheet.replace(chr(39), chr(39) * 2)}'!{column_letters(cell.column or 1)}{cell.row or 1}"
    return f'<hyperlink ref="C{row}" location="{markup.attribute(target).decode()}"/>'
