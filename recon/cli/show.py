"""``recon explain``, ``recon text`` and ``recon doctor``: what only prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from recon import messages
from recon.cli.common import EXIT_UNREADABLE, lang_option
from recon.cli.streams import put
from recon.cli.words import Command

if TYPE_CHECKING:
    from recon.errors import UnreadableError


@click.command(cls=Command)
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="全部代码 / every code, as the reference in docs.")
@lang_option
def explain(code: str | None, every: bool, lang: str) -> None:
    """解释一个代码：含义、依据、正反例、怎么办 / explain a code.

    \b
    recon explain FOOT01
    recon explain --all --lang en
    """
    from recon import pages

    if every:
        click.echo(pages.reference(lang), nl=False)
    elif code and code.upper() in pages.PAGES:
        click.echo(pages.render(code.upper(), lang), nl=False)
    elif code:
        raise click.UsageError(messages.title("no_code", lang, code=code, codes=" ".join(sorted(pages.PAGES))))
    else:
        for name, page in pages.PAGES.items():
            click.echo(f"{name:8} {messages.pick(page.title, lang)}")


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--formulas", is_flag=True, help="显示公式而不是结果 / formulas in place of their results.")
@lang_option
def text(file: Path, formulas: bool, lang: str) -> None:
    """把工作簿显示为纯文本，供 git diff 使用 / a workbook as plain text, for git diffs.

    \b
    git config diff.recon.textconv "recon text"
    """
    from recon import plaintext, workbook
    from recon.errors import UnreadableError

    try:
        book = workbook.read(file)
    except UnreadableError as error:
        _refuse(error, lang)
    passed = [messages.doctor("passed", lang, name=name, kind=(kind, {})) for name, kind in book.passed]
    shown = workbook.formulas(book, [sheet.name for sheet in book.sheets]) if formulas else {}
    put("".join(f"# {line}\n" for line in passed) + plaintext.dump(book, shown))


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@lang_option
def doctor(file: Path | None, lang: str) -> None:
    """检查一个文件读到了什么，或检查本机环境 / what was read of a file, or what this computer has.

    \b
    recon doctor 报表.xlsx    工作表、大小、格式、公式，略过了什么 / sheets, sizes, formats, formulas, what was passed over
    recon doctor              版本、字体、日历、编码、可选部件 / versions, fonts, calendar, encodings, optional parts
    """
    from recon import doctor as examination
    from recon.errors import UnreadableError

    try:
        lines = examination.about(file) if file else examination.machine()
    except UnreadableError as error:
        _refuse(error, lang)
    put("".join("  " * line.depth + messages.doctor(line.key, lang, **line.words) + "\n" for line in lines))


def _refuse(error: UnreadableError, lang: str) -> NoReturn:
    """Say why a file was not read, and stop."""
    click.echo(f"[{messages.word('强制性', lang)} {error.code}] {error.sentence(lang)}", err=True)
    sys.exit(EXIT_UNREADABLE)
