"""`crossreel qc runs`, `qc compare` and `qc name`: the runs that a catalog keeps."""

from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import finding_json, plain_object, print_table
from crossreel.cli.arguments import Argument, AsJson, TitleCode
from crossreel.cli.session import Session, find_title
from crossreel.domain.quality.run import LAST
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import when
from crossreel.i18n.qc_runs import asked_words
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossreel.domain.quality.comparison import RunComparison
    from crossreel.domain.quality.run import QcResult

Run = Annotated[str, Argument(metavar="RUN", help=N_("A run: its number, its name or “last”."))]


def runs(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the kept runs of a title, newest first: when, by whom, by which style guides, and what was found."""
    with session.desk(read_only=True) as desk:
        found = desk.runs.runs(find_title(desk, title).id)
        titles = {rule.id: rule.title for rule in desk.ruling.rules()}
        media_rules = [rule.id for rule in desk.media_checking.rules()]
    if as_json:
        session.print_json([plain_object(each) for each in found])
        return
    heads = (
        _("Run"), _("When"), _("Who"), _("What"), _("Style guides"), _("Errors"), _("Warnings"), _("Remarks"), _("Accepted"),
        _("Name"),
    )  # fmt: skip
    rows = [
        (
            each.number, when(each.made_ms), each.author, asked_words(each, titles, media_rules),
            f"{each.guide} {each.guide_digest[:8]}".strip(), each.errors, each.warnings, each.infos, each.waived, each.name,
        )
        for each in found
    ]  # fmt: skip
    print_table(session, heads, rows)


def show(session: Session, title: TitleCode, run: Run, as_json: AsJson = False) -> None:
    """List what a kept run found, as it was then."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        found = desk.runs.results(desk.runs.get(title_id, run))
        numbers = {row.episode.id: row.episode.number for row in desk.cataloging.matrix(title_id).rows}
    if as_json:
        session.print_json([_told(each, numbers) for each in found])
        return
    for each in found:
        session.say(_line(each, numbers))


def compare(
    session: Session,
    title: TitleCode,
    before: Run,
    after: Annotated[
        str, Argument(metavar="RUN", help=N_("The later run; without it, the last that was asked for as much."))
    ] = "last",
    as_json: AsJson = False,
) -> None:
    """Compare two runs of a title: what is new, gone, still there and accepted, over what both were asked for."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        first = desk.runs.get(title_id, before)
        made = desk.runs.compare(first, desk.runs.get(title_id, after) if after != LAST else desk.runs.last_like(first))
        numbers = {row.episode.id: row.episode.number for row in desk.cataloging.matrix(title_id).rows}
    if as_json:
        session.print_json(comparison_json(made, numbers))
        return
    for mark, found in (("+", made.new), ("-", made.gone), ("=", made.still), ("w", made.waived)):
        for each in found:
            session.say(f"{mark} {_line(each, numbers)}")
    session.say(counts_line(made))


def name(
    session: Session,
    title: TitleCode,
    run: Run,
    words: Annotated[str, Argument(metavar="NAME", help=N_("What to call it; without it, the name is taken away."))] = "",
    as_json: AsJson = False,
) -> None:
    """Give a run a name: old runs are let go in time, one with a name is kept for good."""
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        chosen = desk.runs.get(title_id, run)
        desk.runs.name(chosen, words)
        named = desk.runs.get(title_id, str(chosen.number))
    if as_json:
        session.print_json(plain_object(named))
    else:
        session.say(_("Run {run}: {name}").format(run=named.number, name=named.name or "–"))


def counts_line(made: "RunComparison") -> str:
    """Return what two runs compare to, in numbers."""
    return _("Compared with run {run}: {new} new, {gone} gone, {still} still there, {waived} accepted").format(
        run=made.before.number, new=len(made.new), gone=len(made.gone), still=len(made.still), waived=len(made.waived)
    )


def comparison_json(made: "RunComparison", numbers: "Mapping[int, int]") -> dict[str, object]:
    """Return a comparison as JSON."""

    lists = {"new": made.new, "gone": made.gone, "still": made.still, "waived": made.waived}
    return {
        "before": plain_object(made.before),
        "after": plain_object(made.after),
        **{key: [_told(each, numbers) for each in found] for key, found in lists.items()},
    }


def _told(each: "QcResult", numbers: "Mapping[int, int]") -> dict[str, object]:
    waived = {"waived_by": each.waived_by, "waived_because": each.waived_because} if each.waived_by else {}
    return {**finding_json(each.finding), "episode": numbers.get(each.episode_id), **waived}


def _line(each: "QcResult", numbers: "Mapping[int, int]") -> str:
    where = f"{numbers.get(each.episode_id, '')} {each.column} {clock(each.start_ms)}".strip()
    said = f"{where}  {each.severity.value:<8} {each.rule}: {sentence(each.finding.code, each.facts)}"
    return f"{said}  ({each.waived_by}: {each.waived_because})" if each.waived_by else said
