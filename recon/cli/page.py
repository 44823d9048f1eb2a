"""``recon page``: a page in the browser for people without a terminal."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import click

from recon import messages
from recon.cli.common import lang_option
from recon.cli.words import Command

#: What serves pages, each with a part of the extra.
_PARTS = ("starlette", "uvicorn", "jinja2", "h11", "anyio")


@click.command(cls=Command)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="端口，默认任选一个空闲的 / port. [default: any free one]",
)
@click.option("--no-browser", is_flag=True, help="只显示网址，不打开浏览器 / print the link only; open no browser.")
@click.option("--keep", is_flag=True, help="网页关闭后仍继续运行 / go on when the page is closed.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="在哪个地址提供；本机以外须给 --password-file / address to serve at; beyond this machine with --password-file.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="浏览器访问时用的主机名，可重复 / name of this machine in browsers, repeatable.",
)
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="第一行为进入网页的密码 / text file whose first line is the password of the page.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="TLS 证书（PEM） / certificate for TLS (PEM).",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="证书的私钥（PEM） / its private key (PEM).",
)
@click.option(
    "--register",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="登记簿.xlsx",
    help="汇总单位的登记簿：按月看板、往来、汇总 / the office's register: the month as a board, letters, roll-ups.",
)
@lang_option
def page(
    port: int,
    no_browser: bool,
    keep: bool,
    host: str,
    names: tuple[str, ...],
    password_file: Path | None,
    certificate: Path | None,
    key: Path | None,
    register: Path | None,
    lang: str,
) -> None:
    """在浏览器中审核 / check workbooks in the browser.

    \b
    recon page               打开网页，放入文件即审核 / opens a page; drop files onto it
    recon page --register 登记簿.xlsx   汇总单位：看板、催报、汇总 / for the office: the month as a board
    recon page --no-browser  只给出网址 / prints the link only
    recon page --host 10.1.2.3 --password-file 密码.txt --certificate c.pem --key k.pem --keep
                             供本单位网络内使用 / for the office's network
    只在本机，不向任何地方发送；关闭网页后自动结束 / on this machine alone, nothing is sent anywhere; it ends after the page is closed.
    """
    try:
        from recon.page import server
        from recon.page.settings import Settings
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PARTS:
            raise
        raise click.UsageError(messages.title("no_page", lang)) from error
    password = _password(password_file, lang)
    if password is None and not _local(host):
        raise click.UsageError(messages.title("page_password", lang, host=host))
    _certified(certificate, key, lang)
    if not _local(host) and certificate is None:
        click.echo(messages.title("page_plain", lang), err=True)

    def ready(link: str) -> None:
        click.echo(messages.title("page_kept" if keep else "page_at", lang, link=link))
        if not no_browser:
            import webbrowser

            webbrowser.open(link)

    settings = Settings(
        host=host,
        port=port,
        lang=lang,
        names=names,
        password=password,
        certificate=certificate,
        key=key,
        keep=keep,
        register=register,
    )
    try:
        server.serve(settings, ready)
    except OSError as error:
        detail = error.strerror or str(error)
        raise click.UsageError(messages.title("page_port", lang, host=host, port=port, detail=detail)) from error


def _local(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _password(path: Path | None, lang: str) -> str | None:
    """The password of the page; None where no file is given, refused where its first line is blank."""
    from recon.cli.common import first_line

    if path is None:
        return None
    if not (password := first_line(path)):
        raise click.UsageError(messages.title("page_blank", lang, path=path))
    return password


def _certified(certificate: Path | None, key: Path | None, lang: str) -> None:
    """Refuse a certificate that cannot be used before anything is served."""
    if certificate is None:
        if key is not None:
            raise click.UsageError(messages.title("page_key", lang))
        return
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        detail = getattr(error, "reason", None) or str(error)
        raise click.UsageError(messages.title("page_certificate", lang, path=certificate, detail=detail)) from error
