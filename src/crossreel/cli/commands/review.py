"""`crossreel review`: drafted lines, the riskiest first, and one verdict at a time."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.answers import print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, ReportLanguage, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, Session, find_title, parse_column_name, parse_report_language
from crossreel.domain.drafting.review import Reason, ReviewLine
from crossreel.domain.errors import BadInput
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import duration, percent
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.reviewing.report.files import report_values, save_report

CueIds = Annotated[list[int], Argument(metavar="CUE", help=N_("Ids of cues, as “review list” tells them."))]


def show(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419; all without."))] = "",
    episode: Annotated[int | None, Option(help=N_("Lines of this episode alone."))] = None,
    reason: Annotated[str, Option(help=N_("Lines that stand here for this reason: numbers, confidence, length…"))] = "",
    maker: Annotated[str, Option("--from", help=N_("Lines that this engine or vendor drafted."))] = "",
    first: Annotated[int, Option(help=N_("How many lines are listed; 0 for all."))] = 50,
    as_json: AsJson = False,
) -> int:
    """List the drafted lines that wait for a person, those most likely wrong first, each with its reasons. QC runs before."""
    columns = [parse_column_name(each.strip()) for each in languages.split(",") if each.strip()] or None
    with session.desk() as desk, session.job(_("Checking")) as job:
        title_id = find_title(desk, title).id
        desk.checking.run(title_id, job=job)
        found = [
            line
            for line in desk.reviewing.queue([title_id], columns=columns, job=job)
            if (episode is None or line.episode == episode)
            and (not maker or line.maker == maker)
            and (not reason or any(each.name == reason for each in line.reasons))
        ]
    listed = found[:first] if first else found
    if session.as_json:
        session.print_json({"waiting": len(found), "lines": [line_json(line) for line in listed]})
        return DONE
    rows = [
        (
            str(line.cue_id), line.episode, clock(line.start_ms), line.column, percent(line.risk), plain_text(line.source),
            plain_text(line.text), " ".join(map(reason_words, line.reasons)),
        )
        for line in listed
    ]  # fmt: skip
    heads = (_("Cue id"), _("Episode"), _("In"), _("Language"), _("Risk"), _("Source"), _("Draft"), _("Why"))
    print_table(session, heads, rows)
    return DONE


def reason_words(reason: Reason) -> str:
    """Return a reason in words."""
    return sentence(reason.code, reason.facts)


def line_json(line: ReviewLine) -> dict[str, object]:
    """Return a line as JSON."""
    return {
        "cue_id": str(line.cue_id), "episode": line.episode, "language": line.column, "start_ms": line.start_ms,
        "end_ms": line.end_ms, "source": line.source, "text": line.text, "maker": line.maker, "confidence": line.confidence,
        "verdict": line.verdict.value, "risk": round(line.risk, 3),
        "reasons": [{"name": each.name, "weight": round(each.weight, 3), "words": reason_words(each)} for each in line.reasons],
    }  # fmt: skip


def accept(session: Session, cues: CueIds, as_json: AsJson = False) -> int:
    """Accept drafts as they are."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.editing.accept(cues))


def accept_all(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419; all without."))] = "",
    episode: Annotated[int | None, Option(help=N_("Drafts of this episode alone."))] = None,
    as_json: AsJson = False,
) -> int:
    """Accept every draft of a title as it is, or those of some languages or of an episode, as one step."""
    wanted = [parse_column_name(each.strip()) for each in languages.split(",") if each.strip()]
    with session.desk() as desk:
        matrix = desk.cataloging.matrix(find_title(desk, title).id)
        rows = [row for row in matrix.rows if episode is None or row.episode.number == episode]
        cells = [(row.episode.id, column) for row in rows for column in wanted or matrix.columns]
        cues = desk.reviewing.waiting(cells)
        if not cues:
            raise BadInput("review.no_draft")
        return print_edit(session, desk, desk.editing.accept(cues))


def refuse(
    session: Session,
    cues: CueIds,
    because: Annotated[str, Option(help=N_("What is wrong with them."))] = "",
    as_json: AsJson = False,
) -> int:
    """Refuse drafts: they wait for another one."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.reviewing.refuse(cues, because))


def ask(
    session: Session,
    cue: Annotated[int, Argument(metavar="CUE", help=N_("Id of the cue."))],
    question: Annotated[str, Argument(help=N_("What the colleague is to look at."))],
    as_json: AsJson = False,
) -> int:
    """Ask a colleague about a draft: a note at its cue."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.reviewing.ask(cue, question))


def titles(session: Session, as_json: AsJson = False) -> int:
    """List the titles with drafted lines that wait for a person."""
    with session.desk(read_only=True) as desk:
        found = desk.reviewing.titles()
    if session.as_json:
        session.print_json([{"code": title.code, "name": title.name, "waiting": count} for title, count in found])
        return DONE
    print_table(session, (_("Code"), _("Title"), _("Waiting")), [(title.code, title.name, count) for title, count in found])
    return DONE


def progress(session: Session, title: TitleCode, as_json: AsJson = False) -> int:
    """Tell how many drafted lines were seen, and how long the rest takes at your pace."""
    with session.desk(read_only=True) as desk:
        found = desk.reviewing.progress(find_title(desk, title).id)
    if session.as_json:
        session.print_json({"seen": found.seen, "total": found.total, "left_ms": found.left_ms})
        return DONE
    session.say(_("{seen} of {total} drafted lines seen").format(seen=found.seen, total=found.total))
    if found.left_ms is not None:
        session.say(_("About {time} at your pace").format(time=duration(found.left_ms)))
    return DONE


def report(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419; all without."))] = "",
    maker: Annotated[str, Option("--from", help=N_("Drafts by this engine or vendor alone."))] = "",
    out: Annotated[Path | None, Option(help=N_("The file to write; its name ends in docx, xlsx or json."))] = None,
    report_language: ReportLanguage = "",
    as_json: AsJson = False,
) -> int:
    """Report each drafted line before and after, by whom and why, and what it cost in edits."""
    columns = [parse_column_name(each.strip()) for each in languages.split(",") if each.strip()] or None
    with session.desk(read_only=True) as desk:
        found = desk.reviewing.report(find_title(desk, title).id, columns=columns, maker=maker)
    if out is not None:
        save_report(found, out, Words(parse_report_language(report_language)))
    if session.as_json:
        session.print_json(report_values(found))
        return DONE
    heads = (_("Name"), _("Lines"), _("Accepted"), _("Mended"), _("Refused"), _("Waiting"), _("Characters changed"))
    rows = [
        (each.name, each.lines, each.accepted, each.mended, each.refused, each.waiting, percent(each.distance))
        for each in (*found.by_column(), *found.by_maker(), *found.by_person())
    ]
    print_table(session, heads, rows)
    return DONE


COMMAND = Command(
    "review",
    N_("Review drafted lines, the riskiest first."),
    actions=(
        Action("titles", N_("List the titles with lines that wait."), titles),
        Action("list", N_("List the lines that wait for a person."), show),
        Action("accept", N_("Accept drafts as they are."), accept),
        Action("accept-all", N_("Accept every draft of a title, of languages or of an episode."), accept_all),
        Action("refuse", N_("Refuse drafts: they wait for another one."), refuse),
        Action("ask", N_("Ask a colleague about a draft."), ask),
        Action("report", N_("Report each line before and after."), report),
        Action("progress", N_("Tell how far the review is."), progress),
    ),
)
