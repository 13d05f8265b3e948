"""`crossreel screening`: who watched what of a title, and what changed since."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import find_columns
from crossreel.cli.answers import plain_object, print_table
from crossreel.cli.arguments import (
    AsJson,
    OneRole,
    Option,
    ReportLanguage,
    Roles,
    TitleCode,
    chosen_roles,
    in_role,
)
from crossreel.cli.command import Action, Command
from crossreel.cli.session import (
    Session,
    WrongUse,
    find_title,
    parse_column_name,
    parse_report_language,
)
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import when
from crossreel.i18n.watching import watched_words
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.viewing.screening_report.files import KINDS, report_values, save_report

if TYPE_CHECKING:
    from crossreel.domain.screening.watched import Watched

Language = Annotated[str, Option(help=N_("This language only."))]
Person = Annotated[str, Option(help=N_("What this person watched; without it, everybody, or for changes who works here."))]


def status(
    session: Session, title: TitleCode, language: Language = "", role: Roles = None, person: Person = "", as_json: AsJson = False
) -> None:
    """Say how much each person watched of each episode and language, at which speed, and whether the text is still the one seen."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        columns = find_columns(desk, title, [language] if language else (), chosen_roles(role))
        numbers = {row.episode.id: row.episode.number for row in desk.cataloging.matrix(title_id).rows}
        told = [
            each for each in desk.attending.watched(title_id, person=person or None) if columns is None or each.column in columns
        ]
    if as_json:
        session.print_json([watched_json(each, numbers.get(each.episode_id)) for each in told])
        return
    rows = [(numbers.get(each.episode_id), each.column, each.person, watched_words(each)) for each in told]
    print_table(session, (_("Episode"), _("Language"), _("Who"), _("Watched")), rows)


def changes(
    session: Session,
    title: TitleCode,
    language: Annotated[str, Option(help=N_("The language that was watched."))],
    role: OneRole = "",
    person: Person = "",
    as_json: AsJson = False,
) -> None:
    """List what stands otherwise now than a person saw it."""
    column = in_role(parse_column_name(language), role)
    with session.desk(read_only=True) as desk:
        found = desk.attending.changes(find_title(desk, title).id, column, person=person or None)
    if as_json:
        session.print_json([plain_object(each) for each in found])
        return
    rows = [
        (each.episode_number, clock(each.start_ms), clock(each.end_ms), " / ".join(plain_text(text) for text in each.texts) or "–")
        for each in found
    ]
    print_table(session, (_("Episode"), _("In"), _("Out"), _("Text")), rows)


def report(
    session: Session,
    title: TitleCode,
    out: Annotated[Path | None, Option(help=N_("Write it to this file: a page, PDF, workbook or JSON, as its name ends."))] = None,
    language: Language = "",
    role: Roles = None,
    report_language: ReportLanguage = "",
    as_json: AsJson = False,
) -> None:
    """Tell what was watched of a title and what was noted, with the pictures of the notes where it is written to a file."""
    words = Words(parse_report_language(report_language))
    if out is not None and out.suffix.lower().lstrip(".") not in KINDS:
        raise WrongUse(sentence("screening.report.no_format", {"format": out.suffix, "known": list(KINDS)}))
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        columns = find_columns(desk, title, [language] if language else (), chosen_roles(role)) if language or role else None
        made = desk.attending.report(title_id, tuple(columns or ()))
    if out is not None:
        save_report(made, out, words)
    if as_json:
        session.print_json(report_values(made, words))
    elif out is not None:
        session.say(_("The report was written: {path}").format(path=out))
    else:
        rows = [(made.episodes.get(each.episode_id), each.column, each.person, watched_words(each)) for each in made.watched]
        print_table(session, (_("Episode"), _("Language"), _("Who"), _("Watched")), rows)


def watched_json(each: "Watched", number: int | None) -> dict[str, object]:
    """Return what somebody watched of a cell as a JSON object."""
    return {
        "episode": number, **plain_object(each), "percent": each.percent, "attentive_percent": each.attentive_percent,
        "current_percent": each.current_percent, "is_unchanged": each.is_unchanged, "missed": [list(gap) for gap in each.missed],
        "when": when(each.last_ms),
    }  # fmt: skip


COMMAND = Command(
    "screening",
    N_("Tell who watched what of a title, and what changed since."),
    status,
    (
        Action("status", N_("Say how much of each episode was watched, by whom, and whether it is still the same."), status),
        Action("report", N_("Write a report of what was watched and noted."), report),
        Action("changes", N_("List what changed since somebody watched."), changes),
    ),
)
