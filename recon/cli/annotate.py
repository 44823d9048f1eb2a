"""``recon annotate``: mark the findings in a copy of the file, or take the marks away."""

from __future__ import annotations

from pathlib import Path

import click

from recon import messages
from recon.cli.common import check_output, lang_option, plan_in_force, plan_option, saying
from recon.cli.words import Command


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--clean", is_flag=True, help="清除标注 / take all marks away.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="输出文件，默认 <文件名>_标注，--clean 时为 <文件名>_清除 / file to write. [default: <name>_标注, with --clean <name>_清除]",
)
@click.option(
    "--form",
    "defined",
    type=click.Path(path_type=Path),
    multiple=True,
    help="表样；不给时用同一文件夹里名称含“表样”的工作簿 / form definition. [default: those called 表样 beside the file]",
)
@plan_option
@lang_option
def annotate(
    file: Path, clean: bool, output: Path | None, defined: tuple[Path, ...], targets: Path | None, lang: str
) -> None:
    """在报送文件的副本上标出问题，其余不变 / mark the findings in a copy of the file, nothing else changed.

    \b
    recon annotate 月报.xlsx                 写 月报_标注.xlsx / writes 月报_标注.xlsx
    recon annotate 月报_标注.xlsx --clean    清除底色、批注和清单 / takes fills, comments and the list away
    """
    from recon import engine
    from recon.batch.inputs import definitions
    from recon.options import Options
    from recon.outputs import Outputs, workplace
    from recon.reports import annotate as marks

    check_output((file,), output, lang)
    plan_in_force(targets, lang)
    path = output or file.parent / f"{file.stem}_{'清除' if clean else '标注'}{file.suffix}"
    with saying(path, lang), workplace(path) as made:
        if clean:
            made = marks.clean(file, made)
        else:
            options = Options(definitions=defined or definitions(file.parent))
            made = marks.write(engine.validate_file(file, options), file, made, lang=lang)
        written = Outputs().settle(made, path, lambda _: False)
    click.echo(messages.title("marked", lang, path=written))
