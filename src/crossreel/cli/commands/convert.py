"""`crossreel convert`: turns one subtitle file into another."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, ColumnMap, Option
from crossreel.cli.command import Command
from crossreel.cli.frame_rates import find_rate
from crossreel.cli.session import Session, WrongUse, parse_language, print_report
from crossreel.cli.write_options import Asked, parse_asked
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


def run(
    session: Session,
    source: Annotated[Path, Argument(metavar="IN")],
    target: Annotated[Path, Argument(metavar="OUT")],
    from_format: Annotated[str | None, Option("--from", help=N_("Format of IN; without it, found out."))] = None,
    to_format: Annotated[str | None, Option("--to", help=N_("Format of OUT; without it, by its name."))] = None,
    encoding: Annotated[str | None, Option(help=N_("Encoding of IN; without it, found out."))] = None,
    frame_rate: Annotated[
        str | None, Option("--frame-rate", "--fps", help=N_("Frame rate of the video, for example 25 or 30000/1001."))
    ] = None,
    start_offset: Annotated[
        str, Option(help=N_("Where the programme starts: taken off all times, for example 01:00:00:00, or found."))
    ] = "",
    language: Annotated[str | None, Option(help=N_("Language of the text; of a sheet, the column to take."))] = None,
    columns: ColumnMap = "",
    episode: Annotated[int | None, Option(help=N_("Of a sheet with several episodes, the one to take."))] = None,
    collapse_rolling: Annotated[
        bool, Option(help=N_("Write every line of rolling captions once, from when it appears until the next does."))
    ] = False,
    option: Asked = None,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Convert a subtitle file; what the new format cannot express is said."""
    if not source.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=source))
    report = session.opener.converting().convert(
        source,
        target,
        from_format=from_format,
        to_format=to_format,
        encoding=encoding,
        frame_rate=find_rate(frame_rate),
        start_offset=start_offset,
        language=parse_language(language) if language else None,
        choices=columns,
        episode=episode,
        collapse_rolling=collapse_rolling,
        asked=parse_asked(option),
    )
    return print_report(session, report)


COMMAND = Command("convert", N_("Turn one subtitle file into another."), run)
