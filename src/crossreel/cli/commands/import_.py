"""`crossreel import`: a folder of videos and subtitles becomes a title, or goes into one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from crossreel.cli.addresses import find_row, parse_cuts
from crossreel.cli.arguments import Argument, AsJson, ColumnMap, OneRole, Option, in_role
from crossreel.cli.command import Command
from crossreel.cli.corrections import Corrections, correct, rate_of_all, rates_of_files
from crossreel.cli.import_plans import carry_out, chosen_plans, planning_desk, show_plans
from crossreel.cli.plan_sheets import read_plan
from crossreel.cli.session import Session, WrongUse, parse_column_name, parse_language, print_report
from crossreel.domain.catalog.title import CODE_PATTERN
from crossreel.domain.importing import correction
from crossreel.domain.importing.bilingual_files import InOneCell
from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan import ImportPlan, OnExisting, OnLate
from crossreel.domain.importing.timing import Timing
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Places = Annotated[
    list[str] | None, Option("--as", help=N_("Where a file goes, for example a.srt=3:en or a.srt=3:en:sdh; several times."))
]
FrameRate = Annotated[
    list[str] | None,
    Option(
        help=N_("Frame rate of files that count frames, for example 25, or of one: a.srt=25; without it, that of their videos.")
    ),
]
ProgrammeStart = Annotated[
    str, Option(help=N_("Where the programme starts: taken off all times, for example 01:00:00:00, or found."))
]


Offsets = Annotated[
    list[str] | None, Option("--offset", help=N_("Count from another number: 40, or of some files part2/*=40; several times."))
]
Preferences = Annotated[
    list[Preference] | None,
    Option("--prefer", help=N_("Of several files for one place, which is wanted; several times, the first decides first.")),
]
Cuts = Annotated[
    list[str] | None, Option("--cut", help=N_("The part of a file that each of its episodes is: 7=0:00-1:02,8=1:02-."))
]
References = Annotated[list[str] | None, Option("--reference", help=N_("The picture that cues are timed to; several times."))]
Looks = Annotated[list[str] | None, Option("--look", help=N_("What was done to a picture: a.mp4=burned; several times."))]
Extras = Annotated[
    list[str] | None,
    Option("--extra", help=N_("A file that is no episode, and what it is: a.mp4=trailer; several times.")),
]
Promised = Annotated[int, Option("--promised", help=N_("How many episodes the title must have."))]
Compare = Annotated[bool, Option("--compare", help=N_("Compare the videos by a few of their pictures, too."))]
Sheet = Annotated[
    Path | None,
    Option("--plan", help=N_("A CSV file: with --dry-run the plan is written there, without it is taken back as corrected.")),
]


Code = Annotated[
    str, Option("--title", help=N_("Code of the title, 2 to 16 capital letters and digits; made of its name without."))
]
Name = Annotated[str, Option("--name", help=N_("Name of a new title."))]
Only = Annotated[str, Option("--only", help=N_("Of several titles in one folder, the one with this in its name."))]
SourceLanguage = Annotated[str, Option("--source-language", help=N_("Language the title was made in."))]
Existing = Annotated[OnExisting, Option("--on-existing", help=N_("What to do with occupied cells."))]
Episode = Annotated[int | None, Option("--episode", help=N_("Import one file into this episode, whatever its name says."))]
Language = Annotated[str, Option("--language", help=N_("Language of that file."))]
Skipped = Annotated[list[str] | None, Option("--skip", help=N_("Leave a file out; several times."))]
Choice = Annotated[list[str] | None, Option("--choose", help=N_("Of files that claim one place, the one to take."))]
Together = Annotated[list[str] | None, Option("--together", help=N_("Keep both languages of a file in one track; several times."))]
Rolling = Annotated[
    list[str] | None, Option("--collapse-rolling", help=N_("Bring rolling captions in with every line once: a.vtt; several times."))
]
Late = Annotated[OnLate | None, Option("--on-late", help=N_("What to do with files that are late beside their source, or drift."))]
Drafts = Annotated[
    list[str] | None,
    Option(
        "--draft", help=N_("Who drafted the subtitles: Fastsub, or en/*=Fastsub for some. Lines a person has been through stay.")
    ),
]
DryRun = Annotated[bool, Option("--dry-run", help=N_("Only say what would come of each file; nothing is written."))]


def run(
    session: Session, folder: Annotated[Path, Argument(help=N_("A folder, searched to any depth, or a file."))],
    title: Code = "", name: Name = "", only: Only = "", source_language: SourceLanguage = "",
    on_existing: Existing = OnExisting.FAIL, episode: Episode = None, language: Language = "", role: OneRole = "",
    placed: Places = None, skipped: Skipped = None, chosen: Choice = None, prefer: Preferences = None, offset: Offsets = None,
    together: Together = None, cut: Cuts = None, reference: References = None, frame_rate: FrameRate = None,
    programme_start: ProgrammeStart = "", on_late: Late = None, columns: ColumnMap = "", plan: Sheet = None,
    compare: Compare = False, look: Looks = None, extra: Extras = None, promised: Promised = 0, rolling: Rolling = None,
    draft: Drafts = None, dry_run: DryRun = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Import a folder as one undoable edit."""
    code = parse_code(title) if title else ""
    timing = Timing(frame_rate=rate_of_all(frame_rate), programme_start=programme_start, on_late=on_late)
    if episode is not None or language or role:
        column = in_role(parse_column_name(language) if language else "", role)
        return import_file(session, folder, code, episode, column, on_existing, timing, together=bool(together))
    of_files = many(
        references=reference, placed=placed, skipped=skipped, chosen=chosen, prefer=prefer, offsets=offset, together=together,
        looks=look, extras=extra, rolling=rolling, drafts=draft,
    )  # fmt: skip
    wanted = Corrections(
        on_existing=on_existing, name=name, source=tag_of(source_language), timing=timing, rows=tuple(rows_of(plan, dry_run)),
        cuts=parse_cuts(cut or ()), promised=promised, **of_files,
    )  # fmt: skip
    with planning_desk(session) if dry_run else session.desk(create=True) as desk:
        found = read_files(session, desk, folder, code, frame_rate or (), columns, compare)
        plans = correct(chosen_plans(found, code, only), wanted, code)
        return show_plans(session, plans, plan) if dry_run else carry_out(session, desk, plans)


def tag_of(written: str) -> str:
    """Return the tag of a language that may be left out."""
    return parse_language(written) if written else ""


def rows_of(plan: Path | None, dry_run: bool) -> Sequence[Mapping[str, str]]:
    """Return the rows of a plan that is taken back."""
    return read_plan(plan) if plan and not dry_run else ()


def many(**given: Sequence[Any] | None) -> dict[str, Any]:
    """Return options that may be given several times, none of them as an empty tuple."""
    return {name: tuple(each or ()) for name, each in given.items()}


def read_files(
    session: Session, desk: "Desk", folder: Path, code: str, rates: Sequence[str], columns: str, compare: bool
) -> tuple[ImportPlan, ...]:
    """Look at a folder for a title, or for each title that lies in it, read at the rates and by the columns that were said.

    Raises:
        WrongUse: there is no such folder.
    """
    if not folder.exists():
        raise WrongUse(_("There is no folder {path}.").format(path=folder))
    existing = desk.cataloging.find_title(code) if code else None
    title_id = existing.id if existing else None
    with session.job(_("Reading files")) as job:
        plan = desk.importing.scan([folder], title_id=title_id, frame_rate=rate_of_all(rates), columns=columns, job=job)
    for ids, rate in rates_of_files(plan, rates):
        plan = desk.importing.read_at_rate(plan, rate, ids)
    if compare:
        with session.job(_("Comparing pictures")) as job:
            plan = correction.with_proofs(plan, desk.proving.prove_plan(plan, job))
    return desk.importing.split(plan)


def parse_code(written: str) -> str:
    """Return the code of a title.

    Raises:
        WrongUse: it cannot be one.
    """
    code = written.strip().upper()
    if not CODE_PATTERN.fullmatch(code):
        raise WrongUse(sentence("import.bad_code", {"written": code}))
    return code


def import_file(
    session: Session,
    file: Path,
    code: str,
    episode: int | None,
    column: str,
    on_existing: OnExisting,
    timing: Timing,
    *,
    together: bool = False,
) -> int:
    """Import one file into a cell of a title; a video becomes the episode's video.

    Raises:
        WrongUse: no title or no episode is named, or it is no file.
    """
    if not code:
        raise WrongUse(_("Say which title it is for with --title."))
    if episode is None or not file.is_file():
        raise WrongUse(_("Name one file and its episode with --episode."))
    languages = InOneCell.TOGETHER if together else InOneCell.MEANT
    with session.desk() as desk, session.job(_("Importing")) as job:
        row = find_row(desk, code, episode)
        report = desk.importing.import_file(file, row.episode.id, column, on_existing, languages=languages, timing=timing, job=job)
    return print_report(session, report)


COMMAND = Command("import", N_("Import a folder of episodes and subtitles."), run)
