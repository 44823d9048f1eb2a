"""The sheet 问题清单: one row a finding, linked to its cell, with room for the officer's 审核说明."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from recon import messages
from recon.model import CellRef, FileReport, Finding, column_letters
from recon.reports import text, theme
from recon.reports.annotate import markup
from recon.reports.annotate.comments import document
from recon.reports.annotate.draft import Draft
from recon.reports.annotate.styles import Styles, argb
from recon.workbook import RawSheet

#: Heading key → width in characters, in order.
COLUMNS = {"level": 8, "code": 11, "place": 26, "sentence": 74, "explanation": 36}
HEADER_ROW = 3
#: Excel takes 65,530 links on a sheet.
MOST_LINKS = 65_000
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: Sentences repeat from row to row.
_lines = lru_cache(1024)(theme.lines)
Remarks = Mapping[tuple[str, str, str], str]  #: code, place and sentence → 审核说明


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
        levels={
            level: styles.style(**head, fill=fills[0], align="center") for level, fills in theme.FILLS.items()
        },
    )


def ours(sheet: RawSheet) -> bool:
    """Whether a sheet as read is a list of ours: its first cell says so."""
    first = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None
    return first in messages.MARKS["stamp"]


def remarks(file: FileReport) -> dict[tuple[str, str, str], str]:
    """What officers wrote into the list of an earlier marked copy: kept while the sentence is the same."""
    found: dict[tuple[str, str, str], str] = {}
    for sheet in file.book.sheets if file.book else ():
        for row in sheet.rows[HEADER_ROW:] if ours(sheet) else ():
            if len(row) >= len(COLUMNS) and row[4] is not None:
                found[str(row[1]), str(row[2]), str(row[3])] = str(row[4])
    return found


def write(
    draft: Draft, file: FileReport, look: Looks, lang: str, sheets: Mapping[str, str], note: str
) -> str:
    """The sheet's part, added to the draft; ``sheets``: name in the report → name in the workbook."""
    kept = remarks(file)
    rows, links = _head(look, lang, note), list[str]()
    for row, finding in enumerate(file.findings, HEADER_ROW + 1):
        rows.append(_row(row, finding, look, lang, kept))
        if finding.cell.sheet in sheets and len(links) < MOST_LINKS:
            links.append(_link(row, finding.cell, sheets[finding.cell.sheet]))
    if not file.findings:
        rows.append(
            _cells(
                HEADER_ROW + 1, theme.ROW, [(messages.pick(messages.SHEETS["no_findings"], lang), look.help)]
            )
        )
    part = draft.free("xl/worksheets/sheetRecon{}.xml")
    draft.add(part, document("worksheet", draft.main, _body(rows, links)), CONTENT)
    return part


def _body(rows: list[str], links: list[str]) -> str:
    last = column_letters(len(COLUMNS))
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(COLUMNS.values(), 1)
    )
    pane = f'<pane ySplit="{HEADER_ROW}" topLeftCell="A{HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<sheetPr><tabColor rgb="{argb(theme.ACCENT)}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}{len(rows)}"/>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{pane}'
        '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{HEADER_ROW}:{last}{max(len(rows), HEADER_ROW + 1)}"/>'
        f'<mergeCells count="1"><mergeCell ref="A2:{last}2"/></mergeCells>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.65" bottom="0.65" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{markup.escape(_footer())}</oddFooter></headerFooter>"
    )


def _footer() -> str:
    return f'&C&"{theme.BODY_FONT}"&9 &P / &N'


def _head(look: Looks, lang: str, note: str) -> list[str]:
    said = " ".join(filter(None, (messages.mark("help", lang), note)))
    height = theme.height(theme.lines(said, sum(COLUMNS.values())))
    titles = [messages.mark(key, lang) for key in COLUMNS]
    return [
        _cells(1, 30, [(messages.mark("stamp", lang), look.title)]),
        _cells(2, height, [(said, look.help)]),
        _cells(HEADER_ROW, theme.ROW + 4, [(t, look.header) for t in titles]),
    ]


def _row(row: int, finding: Finding, look: Looks, lang: str, kept: Remarks) -> str:
    sentence, place = theme.clip(text.sentence(finding, lang)), str(finding.cell)
    remark = kept.get((finding.code, place, sentence), "")
    cells = [
        (messages.word(finding.level, lang), look.levels[finding.level]),
        (finding.code, look.center),
        (place, look.link),
        (sentence, look.body),
        (remark, look.input),
    ]
    sizes = zip((place, sentence, remark), list(COLUMNS.values())[2:], strict=True)
    return _cells(row, theme.height(max(_lines(words, width) for words, width in sizes)), cells)


def _cells(row: int, height: float, cells: list[tuple[str, int]]) -> str:
    inner = "".join(_cell(f"{column_letters(n)}{row}", t, s) for n, (t, s) in enumerate(cells, 1))
    return f'<row r="{row}" ht="{height:g}" customHeight="1">{inner}</row>'


def _cell(ref: str, words: str, style: int) -> str:
    if not words:
        return f'<c r="{ref}" s="{style}"/>'
    inner = f'<is><t xml:space="preserve">{markup.escape(words)}</t></is>'
    return f'<c r="{ref}" s="{style}" t="inlineStr">{inner}</c>'


def _link(row: int, cell: CellRef, sheet: str) -> str:
    target = f"'{sheet.replace(chr(39), chr(39) * 2)}'!{column_letters(cell.column or 1)}{cell.row or 1}"
    return f'<hyperlink ref="C{row}" location="{markup.attribute(target).decode()}"/>'
