"""Options of a subtitle writer as they are given to a command: `--option start_timecode=10:00:00:00`, several times."""

from collections.abc import Sequence
from typing import Annotated

from crossreel.cli.arguments import Option
from crossreel.cli.session import WrongUse
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

Asked = Annotated[
    list[str] | None,
    Option(
        "--option",
        help=N_("What the writer is told, for example start_timecode=10:00:00:00 or bom=yes; several times. See docs/formats.md."),
    ),
]


def parse_asked(written: Sequence[str] | None) -> dict[str, str]:
    """Return options by name.

    Raises:
        WrongUse: one of them is no name with a value.
    """
    found: dict[str, str] = {}
    for each in written or ():
        name, sign, value = each.partition("=")
        if not sign or not name.strip():
            raise WrongUse(_("“{written}” is no option: write its name and value, for example bom=yes.").format(written=each))
        found[name.strip()] = value
    return found
