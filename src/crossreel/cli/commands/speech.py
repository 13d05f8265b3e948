"""`crossreel speech`: where somebody speaks."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_rows
from crossreel.cli.answers import print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumbers, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, find_title, print_report
from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

Target = Annotated[str, Argument(metavar="TITLE", help=N_("Code of a title, or a file of video or sound."))]


def regions(session: Session, title: Target, episodes: EpisodeNumbers = "all", as_json: AsJson = False) -> None:
    """List from when to when somebody speaks, in the episodes of a title as far as it was found, or in a file."""
    if Path(title).is_file():
        from crossreel.services.files.speech import hear_file

        with session.job(_("Finding speech")) as job:
            every: list[tuple[int | None, SpeechRegions | None]] = [(None, hear_file(Path(title), job=job))]
    else:
        with session.desk(read_only=True) as desk:
            every = [(row.episode.number, desk.listening.regions(row.episode.id)) for row in find_rows(desk, title, episodes)]
    if as_json:
        session.print_json([_told(number, speech) for number, speech in every])
        return
    rows = [
        (number or "", clock(span.start_ms), clock(span.end_ms))
        for number, speech in every
        for span in (speech.spans if speech is not None else ())
    ]
    print_table(session, (_("Episode"), _("From"), _("To")), rows)
    for number, speech in every:
        if speech is None:
            words = _("Nobody has listened to episode {episode} yet: `speech find {title}`.")
            session.complain(words.format(episode=number, title=title))


def _told(number: int | None, speech: SpeechRegions | None) -> dict[str, object]:
    def listed(spans: tuple[Span, ...]) -> list[dict[str, int]]:
        return [{"start_ms": span.start_ms, "end_ms": span.end_ms} for span in spans]

    known = speech or SpeechRegions()
    told = {"sought": speech is not None, "speech": listed(known.spans), "perhaps": listed(known.faint)}
    return told if number is None else {"episode": number, **told}


def find(
    session: Session,
    title: TitleCode,
    again: Annotated[bool, Option(help=N_("Listen once more where somebody has listened."))] = False,
    as_json: AsJson = False,
) -> int:
    """Find where somebody speaks in the videos of a title."""
    with session.desk(read_only=True) as desk, session.job(_("Finding speech")) as job:
        report = desk.listening.find_all(find_title(desk, title).id, job, again=again)
    return print_report(session, report)


COMMAND = Command(
    "speech",
    N_("List or find where somebody speaks in episodes."),
    regions,
    (
        Action("regions", N_("List where somebody speaks, in a title or a file."), regions),
        Action("find", N_("Find it in the videos of a title."), find),
    ),
)
