"""`crossreel speech`: where somebody speaks, and whether cues come then."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_row, find_rows
from crossreel.cli.answers import edit_json, finding_json, follow, plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, EpisodeNumbers, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, find_title, print_report
from crossreel.domain.picture.mark import Span
from crossreel.domain.quality.finding import Finding
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.sync_line import SyncLine
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

RULES = ("off_speech", "other_episode", "over_silence", "speech_without_cue")
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


def audit(
    session: Session,
    title: TitleCode,
    repair: Annotated[
        bool, Option(help=N_("Move or stretch the tracks that surely come late, early or at another speed."))
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Measure how the cues of each episode and language fit to what is spoken, and tell what is wrong by the QC rules of speech.

    Listened to is what `speech find` has found. What is told of is kept as findings of QC; with --repair, one edit puts it right.
    """
    with session.desk() as desk, session.job(_("Measuring")) as job:
        title_id = find_title(desk, title).id
        lines = desk.auditing.measure(title_id, job)
        desk.checking.run(title_id, rules=RULES, job=job)
        found = [each for each in desk.checking.findings(title_id) if each.rule in RULES]
        edit = desk.checking.repair([each.id for each in found if each.repairable]) if repair else None
        if session.as_json:
            if edit is not None:
                follow(desk, edit)
            told = {"tracks": [_line(each) for each in lines], "findings": [finding_json(each) for each in found]}
            session.print_json(told if edit is None else {**told, "edit": edit_json(edit)})
        else:
            _print_audit(session, title, lines, found)
            if edit is not None:
                return print_edit(session, desk, edit)
    return FAILED if found else DONE


def _line(line: SyncLine) -> dict[str, object]:
    found = line.fit
    return {
        "episode": line.episode, "column": line.column, "cues": line.cues, "heard": line.is_heard, "sure": found.is_sure,
        "late_ms": found.late_ms, "factor": str(found.factor), "fit": round(found.score, 3), "share": round(found.share, 3),
    }  # fmt: skip


def _print_audit(session: Session, title: str, lines: Sequence[SyncLine], found: Sequence[Finding]) -> None:
    rows = [
        (
            line.episode, line.column, line.cues, f"{line.fit.late_ms:+d} ms" if line.fit.is_sure else _("not sure"),
            "" if line.fit.factor == 1 else str(float(line.fit.factor))[:7], f"{line.fit.score:.2f}",
        )
        for line in lines
        if line.cues
    ]  # fmt: skip
    numbers = {line.episode_id: line.episode for line in lines}
    print_table(session, (_("Episode"), _("Language"), _("Cues"), _("Late"), _("Speed"), _("Fit")), rows)
    for each in found:
        words = _("Episode {episode}, {language}: {finding}")
        told = sentence(each.code, each.facts)
        session.say(words.format(episode=numbers.get(each.episode_id, ""), language=each.column, finding=told))
    for number in sorted({line.episode for line in lines if not line.is_heard}):
        session.complain(
            _("Nobody has listened to episode {episode} yet: `speech find {title}`.").format(episode=number, title=title)
        )


def lay(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    script: Annotated[Path, Argument(metavar="SCRIPT", help=N_("A text with a line for each cue, or a sheet."))],
    dry_run: Annotated[bool, Option(help=N_("Show the cues and write nothing."))] = False,
    as_json: AsJson = False,
) -> int:
    """Lay a script without times over the speech of an episode, in order: its lines become the source cues.

    What a person touched is not written over.
    """
    with session.desk(read_only=dry_run) as desk, session.job(_("Laying the script over the speech")) as job:
        plan = desk.laying.plan(find_row(desk, title, episode).episode.id, script, job)
        if not dry_run:
            return print_edit(session, desk, desk.laying.apply(plan))
    if session.as_json:
        session.print_json(plain_object(plan))
        return DONE
    rows = [
        (
            each.line,
            f"{clock(each.start_ms)} – {clock(each.end_ms)}",
            each.text.replace("\n", " / "),
            _("listen") if each.is_doubtful else "",
        )
        for each in plan.cues
    ]
    print_table(session, (_("Line"), _("Time"), _("Text"), ""), rows)
    return DONE


COMMAND = Command(
    "speech",
    N_("Find where somebody speaks in episodes, and whether cues come then."),
    regions,
    (
        Action("regions", N_("List where somebody speaks, in a title or a file."), regions),
        Action("find", N_("Find it in the videos of a title."), find),
        Action("lay", N_("Lay a script without times over the speech of an episode."), lay),
        Action("audit", N_("Tell whether the cues of a title come when somebody speaks."), audit),
    ),
)
