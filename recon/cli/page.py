"""``recon page``: a page in the browser for people without a terminal."""

from __future__ import annotations

import click

from recon import messages
from recon.cli.common import lang_option
from recon.cli.words import Command


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N",
              help="端口，默认任选一个空闲的 / port. [default: any free one]")  # fmt: skip
@click.option(
    "--no-browser", is_flag=True, help="只显示网址，不打开浏览器 / print the link only; open no browser."
)
@click.option("--keep", is_flag=True, help="网页关闭后仍继续运行 / go on when the page is closed.")
@lang_option
def page(port: int, no_browser: bool, keep: bool, lang: str) -> None:
    """在浏览器中审核 / check workbooks in the browser.

    \b
    recon page               打开网页，放入文件即审核 / opens a page; drop files onto it
    recon page --no-browser  只给出网址 / prints the link only
    只在本机，不向任何地方发送；关闭网页后自动结束 / on this machine alone, nothing is sent anywhere; it ends after the page is closed.
    """
    try:
        from recon.page import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "jinja2"):
            raise
        raise click.UsageError(messages.title("no_page", lang)) from error
    from recon.page.settings import Settings

    def ready(link: str) -> None:
        click.echo(messages.title("page_at", lang, link=link))
        if not no_browser:
            import webbrowser

            webbrowser.open(link)

    try:
        server.serve(Settings(port=port, keep=keep, lang=lang), ready)
    except OSError as error:
        detail = error.strerror or str(error)
        raise click.UsageError(messages.title("page_port", lang, port=port, detail=detail)) from error
