"""``recon explain`` and ``recon text``: what only prints."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from recon import messages
from recon.cli.common import EXIT_UNREADABLE, lang_option
from recon.cli.streams import put
from recon.cli.words import Command


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
        raise click.UsageError(
            messages.title("no_code", lang, code=code, codes=" ".join(sorted(pages.PAGES)))
        )
    else:
        for known, page in pages.PAGES.items():
            click.echo(f"{known:8} {messages.pick(page.title, lang)}")


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@lang_option
def text(file: Path, lang: str) -> None:
    """把工作簿显示为纯文本，供 git diff 使用 / a workbook as plain text, for git diffs.

    \b
    git config diff.recon.textconv "recon text"
    """
    from recon import plaintext, workbook
    from recon.errors import UnreadableError

    try:
        put(plaintext.dump(workbook.read(file)))
    except UnreadableError as error:
        click.echo(f"[{messages.word('强制性', lang)} {error.code}] {error.sentence(lang)}", err=True)
        sys.exit(EXIT_UNREADABLE)
