"""`crossreel preferences`: what you chose for this machine."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from crossreel.cli.answers import print_table
from crossreel.cli.arguments import Argument, AsJson
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, WrongUse
from crossreel.domain.preferences import Preferences
from crossreel.i18n.interface_language import available
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.kernel.paths import resource

SWITCHES = (
    "playhead_scrolls", "playhead_chooses", "phone_frame", "timeline_compares", "times_in_frames", "zone_shown", "note_pauses",
)  # fmt: skip
SHOWN = (
    "author", "locale", "theme", "keymap", "volume", "safe_zone", "row_height", "neighbour_rows", "second_caption",
    "source_line", "timeline_follow", *SWITCHES,
)  # fmt: skip
FOLDERS = {"theme": "theme", "keymap": "keymaps", "safe_zone": "safe_zones"}
LOUDEST = 100
CHOICES = {
    "row_height": ("comfortable", "dense"),
    "second_caption": ("", "above", "below"),
    "source_line": ("", "blur", "box"),
    "timeline_follow": ("page", "centred", "off"),
    **dict.fromkeys(SWITCHES, ("true", "false")),
}
MOST_NEIGHBOURS = 50


def show(session: Session, as_json: AsJson = False) -> None:
    """List your preferences."""
    _say(session, session.opener.preferences().load())


def change(
    session: Session,
    name: Annotated[str, Argument(help=N_("Name of the preference, as the list tells it."))],
    value: Annotated[str, Argument(help=N_("What it is to be; for locale empty is the system's."))],
    as_json: AsJson = False,
) -> None:
    """Set one preference; windows that are open keep theirs until they start again."""
    if name not in SHOWN:
        raise WrongUse(_("“{written}” is none of: {known}.").format(written=name, known=", ".join(SHOWN)))
    file = session.opener.preferences()
    values: dict[str, Any] = {name: read_value(name, value.strip())}
    chosen = replace(file.load(), **values)
    file.save(chosen)
    _say(session, chosen)


def read_value(name: str, written: str) -> str | int | bool:
    """Return the value of a preference as it is kept.

    Raises:
        WrongUse: it cannot be that.
    """
    if name == "volume":
        if not written.isdigit() or int(written) > LOUDEST:
            raise WrongUse(_("“{written}” is no volume. Write 0 to 100.").format(written=written))
        return int(written)
    if name == "neighbour_rows":
        if not written.isdigit() or int(written) > MOST_NEIGHBOURS:
            raise WrongUse(_("“{written}” is no number of rows. Write 0 to 50.").format(written=written))
        return int(written)
    if name == "author" and not written:
        raise WrongUse(_("Write a name: it stands in the history, in notes and beside what you accept."))
    known = _known(name)
    if known and written not in known:
        told = ", ".join(each or '""' for each in known)
        raise WrongUse(_("“{written}” is none of: {known}.").format(written=written, known=told))
    return written == "true" if name in SWITCHES else written


def _known(name: str) -> Sequence[str]:
    if name == "locale":
        return ("", *available())
    if name in CHOICES:
        return CHOICES[name]
    folder = FOLDERS.get(name)
    return sorted(path.stem for path in resource(folder).glob("*.toml")) if folder else ()


def _say(session: Session, preferences: Preferences) -> None:
    values = {name: getattr(preferences, name) for name in SHOWN}
    if session.as_json:
        session.print_json(values)
    else:
        told = {name: str(value).lower() if isinstance(value, bool) else value for name, value in values.items()}
        print_table(session, (_("Name"), _("Value")), list(told.items()))


COMMAND = Command(
    "preferences",
    N_("Show or set your preferences on this machine."),
    show,
    (
        Action("list", N_("List your preferences."), show),
        Action("set", N_("Set one of them."), change),
    ),
)
