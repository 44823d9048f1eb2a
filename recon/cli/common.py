"""What the commands share: exit codes, the language option, errors turned into sentences."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.model import LEVELS

if TYPE_CHECKING:
    from recon.definitions.model import Definition

EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_INTERNAL = 1, 3, 10
#: As a shell tells of a program that Ctrl-C ended.
EXIT_INTERRUPTED = 130

lang_option = click.option(
    "--lang",
    type=click.Choice(messages.LANGUAGES),
    default="zh",
    show_default=True,
    help="语言（zh 中文，en 英文） / language of what is printed and written.",
)

format_option = click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="输出格式，json 时标准输出只有 JSON / output format; json: nothing else on standard output.",
)

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(LEVELS[::-1]),
    default=LEVELS[-1],
    show_default=True,
    help="达到此级别即返回 1 / exit 1 from this level on.",
)

#: Of commands that need the lists of a plan and none of its figures.
plan_option = click.option(
    "--targets",
    type=click.Path(path_type=Path),
    help="指标库，网别、类别、地区等名单取自它的“名录” / the plan whose lists (名录) hold. [default: the packaged plan]",
)


def fails(worst: str | None, fail_on: str) -> bool:
    """Whether the gravest level found is one that ``--fail-on`` asks for."""
    order: list[str] = [*LEVELS]
    return worst in order[order.index(fail_on) :]


def plan_in_force(targets: Path | None, lang: str, *, lenient: bool = False) -> None:
    """Put the lists of a plan in force for this command; a plan with faulty lists ends it with exit code 3.

    ``lenient``: one that cannot be read at all is left to those who read its figures.
    """
    if targets is None or (targets == Path("plan") and not targets.exists()):
        return
    from recon.errors import UnreadableError
    from recon.plan import catalogue

    with saying(targets, lang):
        try:
            plan = catalogue.read(targets)
        except UnreadableError as error:
            if lenient and error.code != catalogue.FAULTY:
                return
            raise
    if plan is None:
        click.echo(messages.title("no_lists", lang, path=targets), err=True)
    else:
        click.get_current_context().with_resource(catalogue.held(targets))


def check_output(files: tuple[Path, ...], output: Path | None, lang: str, *, many: bool = False) -> None:
    """Refuse an output that is an input, no workbook, or one file for several inputs; make its folder."""
    if output is None:
        return
    if not output.suffix and not output.exists():
        with saying(output, lang):
            output.mkdir(parents=True)
    if output.suffix and output.suffix.lower() not in (".xlsx", ".xlsm", ".xltx", ".xltm") and not output.is_dir():
        raise click.UsageError(messages.title("not_a_sheet", lang, path=output))
    if output.suffix and not output.parent.exists():
        with saying(output, lang):
            output.parent.mkdir(parents=True)
    if (many or len(files) > 1) and not output.is_dir():
        raise click.UsageError(messages.title("one_output", lang))
    for file in files:
        if output.exists() and file.exists() and output.samefile(file):
            raise click.UsageError(messages.title("own_input", lang, path=file))


def first_line(path: Path) -> str:
    """The first line of a password file without its line end, in UTF-8 or as a Chinese Windows writes it."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return text.strip("\r\n")


@contextlib.contextmanager
def saying(output: Path, lang: str) -> Iterator[None]:
    """Turn what can go wrong while a form is made into its sentence and exit code."""
    from recon.errors import UnreadableError

    try:
        yield
    except UnreadableError as error:
        click.echo(f"[{messages.word('强制性', lang)} {error.code}] {error.sentence(lang)}", err=True)
        sys.exit(EXIT_UNREADABLE)
    except Exception as error:
        if _is(error, "recon.templates.refused", "RefusedError"):
            raise click.UsageError(error.sentence(lang)) from error  # type: ignore[attr-defined]
        if not (isinstance(error, OSError) or _is(error, "xlsxwriter.exceptions", "FileCreateError")):
            raise
        detail = getattr(error, "strerror", None) or str(error)
        click.echo(messages.title("unwritable", lang, path=output, detail=detail), err=True)
        sys.exit(EXIT_UNREADABLE)


def _is(error: Exception, module: str, name: str) -> bool:
    """Whether an error is of a class whose module is loaded only where a workbook is made."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(error, getattr(loaded, name))


def definition_findings(definition: Definition, lang: str, *, needed: bool = True) -> None:
    """Say on standard error what is wrong with a form definition; exit code 3 where it is needed and has no table."""
    from recon.model import FileReport
    from recon.reports import text

    if definition.findings:
        file = FileReport(definition.path, "", "definition", findings=definition.findings)
        for finding in definition.findings:
            click.echo(text.line(file, finding, lang), err=True)
    if needed and not definition.tables:
        sys.exit(EXIT_UNREADABLE)
