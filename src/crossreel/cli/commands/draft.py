"""`crossreel draft`: first drafts by machines and vendors, and what people made of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_rows
from crossreel.cli.answers import print_table
from crossreel.cli.arguments import Argument, AsJson, ColumnMap, ColumnTag, Option, TitleCode
from crossreel.cli.burned_in import band, clean, read
from crossreel.cli.command import Action, Command
from crossreel.cli.draft_runs import carried_out, print_runs, show_of
from crossreel.cli.draft_runs import print_plan as print_run_plan
from crossreel.cli.hearing import hear
from crossreel.cli.return_plans import print_plan
from crossreel.cli.session import DONE, Session, WrongUse, find_title, parse_column_name, print_report
from crossreel.domain.drafting.batch import MICROS, Stage
from crossreel.domain.drafting.drafts_file import ChangedLine
from crossreel.domain.report import joined
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import when
from crossreel.kernel.marks import N_

RunId = Annotated[int, Argument(metavar="RUN", help=N_("The id of a run, as “draft runs” tells it."))]
Maker = Annotated[str, Option("--from", help=N_("Who made them: the vendor or engine."))]


def take(
    session: Session,
    title: TitleCode,
    paths: Annotated[list[Path], Argument(metavar="PATH", help=N_("Files of drafts (JSON, sheets, subtitles), or a folder."))],
    maker: Maker = "",
    model: Annotated[str, Option(help=N_("The model they were made with."))] = "",
    job_name: Annotated[str, Option("--job", help=N_("The maker’s own name of the work."))] = "",
    columns: ColumnMap = "",
    plan: Annotated[bool, Option("--plan", help=N_("Only say what one file of lines would change."))] = False,
    as_json: AsJson = False,
) -> int:
    """Fill with drafts what no person has been through: by id, else by time and text. What a person touched stays."""
    from crossreel.services.job_kind import carry_out
    from crossreel.services.job_kinds import take_drafts

    for path in paths:
        if not path.exists():
            raise WrongUse(_("There is no file {path}.").format(path=path))
    with session.desk(read_only=plan) as desk, session.job(_("Taking drafts in")) as job:
        title_id = find_title(desk, title).id
        if plan:
            if len(paths) != 1 or not paths[0].is_file():
                raise WrongUse(_("Name one file of lines. Of subtitles, crossreel import --draft --dry-run shows the plan."))
            return print_plan(session, desk.drafts.plan(paths[0], title_id, columns=columns))
        reports = carry_out(desk, take_drafts.JOB(tuple(paths), title_id, maker, model, job_name, columns), job)
        for report in reports:
            if report.edit is not None and report.edit.ids("cue"):
                desk.checking.follow_edit(report.edit)
    return print_report(session, joined(reports))


def batches(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List where the drafts of a title are from."""
    with session.desk(read_only=True) as desk:
        found = desk.drafts_back.batches(find_title(desk, title).id)
    if session.as_json:
        session.print_json(
            [
                {
                    "id": str(batch.id), "stage": batch.stage.value, "maker": batch.maker, "vendor": batch.is_vendor,
                    "model": batch.model, "job": batch.job, "language": batch.column, "made_ms": batch.made_ms, "lines": count,
                    "price": batch.price_micros / MICROS, "currency": batch.currency, "brief": batch.brief_number,
                }
                for batch, count in found
            ]
        )  # fmt: skip
        return
    rows = [(batch.maker, batch.model, batch.column, count, when(batch.made_ms), batch.job) for batch, count in found]
    print_table(session, (_("Made by"), _("Model"), _("Language"), _("Lines"), _("When"), _("Job")), rows)


def changes(
    session: Session,
    title: TitleCode,
    language: ColumnTag,
    maker: Maker = "",
    since: Annotated[str, Option(help=N_("Only lines that people judged or changed since this day: 2026-11-20."))] = "",
    out: Annotated[Path | None, Option(help=N_("Folder to write to; without it the lines are shown."))] = None,
    format_id: Annotated[str, Option("--format", help=N_("The maker’s format: json, xlsx, csv, srt, vtt…"))] = "json",
    as_json: AsJson = False,
) -> int:
    """Give back the lines that people changed of drafts, and nothing else."""
    column, since_ms = parse_column_name(language), _day(since)
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        if out is not None:
            report = desk.drafts_back.write(title_id, column, out, format_id=format_id, maker=maker, since_ms=since_ms)
            return print_report(session, report)
        found = desk.drafts_back.changes(title_id, column, maker=maker, since_ms=since_ms)
    if session.as_json:
        session.print_json([_line_json(line) for line in found])
        return DONE
    rows = [
        (line.episode, clock(line.start_ms), plain_text(line.source), plain_text(line.drafted), plain_text(line.text))
        for line in found
    ]
    print_table(session, (_("Episode"), _("In"), _("Source"), _("Drafted"), _("Now")), rows)
    return DONE


def _day(written: str) -> int:
    if not written:
        return 0
    try:
        return int(datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        raise WrongUse(_("“{written}” is no day. Write for example 2026-11-20.").format(written=written)) from None


def _line_json(line: ChangedLine) -> dict[str, object]:
    return {
        "episode": line.episode, "cue_id": str(line.cue_id), "source_id": str(line.source_id) if line.source_id else None,
        "start_ms": line.start_ms, "end_ms": line.end_ms, "source": line.source, "drafted": line.drafted, "text": line.text,
    }  # fmt: skip


def run(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages to draft, for example en,es-419."))] = "",
    translate: Annotated[str, Option(help=N_("The engine that translates, by the name it is set up under."))] = "",
    read: Annotated[bool, Option(help=N_("Read burned-in text first, where an episode has no source lines."))] = False,
    hear: Annotated[str, Option("--hear", help=N_("The engine that writes down what is said first."))] = "",
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    again: Annotated[list[int] | None, Option(help=N_("Draft this source cue again, whoever rendered it; several times."))] = None,
    cluster: Annotated[str, Option(help=N_("Where local engines run: the address of a Dask scheduler, tcp://HOST:PORT."))] = "",
    plan: Annotated[bool, Option("--plan", help=N_("Only say what it would do and cost."))] = False,
    as_json: AsJson = False,
) -> int:
    """Draft what is empty or was refused, step by step: a step is an episode in a language. What a person touched stays."""
    named = ((Stage.READING, "pp_ocr" if read else ""), (Stage.HEARING, hear), (Stage.TRANSLATING, translate))
    engines = {stage: name for stage, name in named if name}
    columns = [parse_column_name(each.strip()) for each in languages.split(",") if each.strip()]
    options = {"again": again} if again else {}
    with session.desk(read_only=plan) as desk, session.job(_("Drafting")) as job:
        title_id = find_title(desk, title).id
        wanted = None if episodes == "all" else {row.episode.id for row in find_rows(desk, title, episodes)}
        planned = desk.drafting.plan(title_id, engines, columns=columns, episode_ids=wanted, options=options)
        if plan:
            desk.drafting.ensure_free(planned)
            return print_run_plan(session, planned)
        begun = desk.drafting.begin(planned, engines, options=options, at=cluster)
        return carried_out(session, desk, begun.id, job)


def runs(
    session: Session, title: Annotated[str, Option("--title", help=N_("Runs over this title alone."))] = "", as_json: AsJson = False
) -> None:
    """List the runs over a title, or over all."""
    with session.desk(read_only=True) as desk:
        found = desk.drafting.runs(find_title(desk, title).id if title else None)
        print_runs(session, found, desk.drafting.broken_off(each for each, _steps in found))


def resume(session: Session, run_id: RunId, as_json: AsJson = False) -> int:
    """Do what is left of a run: what waits, and what a kill or a pause broke off."""
    with session.desk() as desk, session.job(_("Drafting")) as job:
        return carried_out(session, desk, run_id, job)


def retry(session: Session, run_id: RunId, as_json: AsJson = False) -> int:
    """Try what failed in a run again, and do what is left."""
    with session.desk() as desk, session.job(_("Drafting")) as job:
        desk.drafting.retry(run_id)
        return carried_out(session, desk, run_id, job)


def pause(session: Session, run_id: RunId, as_json: AsJson = False) -> int:
    """Let a run rest once what is under way is done."""
    with session.desk() as desk:
        desk.drafting.pause(run_id)
        return show_of(session, desk, run_id)


def cancel(session: Session, run_id: RunId, as_json: AsJson = False) -> int:
    """End a run once what is under way is done; what was drafted stays."""
    with session.desk() as desk:
        desk.drafting.cancel(run_id)
        return show_of(session, desk, run_id)


def show_run(session: Session, run_id: RunId, as_json: AsJson = False) -> int:
    """Show a run, step by step."""
    with session.desk(read_only=True) as desk:
        return show_of(session, desk, run_id)


COMMAND = Command(
    "draft",
    N_("First drafts by machines and vendors, and what people made of them."),
    actions=(
        Action("read", N_("Read burned-in text off the videos."), read),
        Action("band", N_("Show or say where burned-in text stands."), band),
        Action("clean", N_("Check cleaned pictures against those with burned-in text."), clean),
        Action("hear", N_("Write down what is said in episodes, by an engine that hears."), hear),
        Action("take", N_("Take drafts in that others made."), take),
        Action("batches", N_("List where the drafts of a title are from."), batches),
        Action("run", N_("Draft a title with engines."), run),
        Action("runs", N_("List runs."), runs),
        Action("show", N_("Show a run, step by step."), show_run),
        Action("resume", N_("Go on with a run."), resume),
        Action("retry", N_("Try what failed in a run again."), retry),
        Action("pause", N_("Let a run rest."), pause),
        Action("cancel", N_("End a run."), cancel),
        Action("changes", N_("Give back the lines that people changed."), changes),
    ),
)
