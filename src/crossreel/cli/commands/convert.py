"""`crossreel convert`: turns one subtitle file into another."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import Session, WrongUse, parse_language, print_report
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


def run(
    session: Session,
    source: Annotated[Path, Argument(metavar="IN")],
    target: Annotated[Path, Argument(metavar="OUT")],
    from_format: Annotated[str | None, Option("--from", help=N_("Format of IN; without it, found out."))] = None,
    to_format: Annotated[str | None, Option("--to", help=N_("Format of OUT; without it, by its name."))] = None,
    encoding: Annotated[str | None, Option(help=N_("Encoding of IN; without it, found out."))] = None,
    fps: Annotated[str | None, Option(help=N_("Frame rate, for example 25 or 30000/1001."))] = None,
    language: Annotated[str | None, Option(help=N_("Language of the text."))] = None,
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
        frame_rate=parse_rate(fps) if fps else None,
        language=parse_language(language) if language else None,
    )
    return print_report(session, report)


def parse_rate(written: str) -> Fraction:
    """Return a frame rate written as `25`, `23.976` or `30000/1001`; decimals of the NTSC family become exact.

    Raises:
        WrongUse: it is no frame rate between 1 and 240.
    """
    try:
        rate = Fraction(written)
    except (ValueError, ZeroDivisionError) as error:
        raise WrongUse(_("“{rate}” is no frame rate.").format(rate=written)) from error
    if not 1 <= rate <= 240:
        raise WrongUse(_("“{rate}” is no frame rate.").format(rate=written))
    for whole in (24, 30, 48, 60, 120):
        exact = Fraction(whole * 1000, 1001)
        if abs(rate - exact) < Fraction(1, 100) and rate != whole:
            return exact
    return rate


COMMAND = Command("convert", N_("Turn one subtitle file into another."), run)
