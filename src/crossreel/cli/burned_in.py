"""`crossreel draft read` and `draft band`: burned-in text, read off the picture."""

from dataclasses import replace
from typing import Annotated

from crossreel.cli.addresses import find_rows
from crossreel.cli.answers import print_edit, print_table
from crossreel.cli.arguments import AsJson, EpisodeNumbers, Option, TitleCode
from crossreel.cli.session import DONE, Session, WrongUse, find_title, print_report
from crossreel.domain.drafting.burned_text import FoundBy
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.item import Item
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


def read(
    session: Session,
    title: TitleCode,
    episodes: EpisodeNumbers = "all",
    again: Annotated[bool, Option(help=N_("Also where a machine made the source and nobody touched it."))] = False,
    as_json: AsJson = False,
) -> int:
    """Read the text that is burned into the videos of a title: captions become the source, what else stands there the signs."""
    with session.desk() as desk, session.job(_("Reading burned-in text")) as job:
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        report = desk.reading.read(find_title(desk, title).id, episode_ids=ids, again=again, job=job)
    return print_report(session, report)


def band(
    session: Session,
    title: TitleCode,
    episodes: EpisodeNumbers = "all",
    box: Annotated[
        str, Option("--set", help=N_("Say where it is: left, top, width and height in percent, for example 4,66,92,16."))
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Show where the burned-in text of episodes stands, or say so."""
    with session.desk(read_only=not box) as desk:
        rows, title_id = find_rows(desk, title, episodes), find_title(desk, title).id
        if box:
            wanted = read_box(box)
            if wanted is None:
                raise WrongUse(_("“{written}” is no box within the picture. Write for example 4,66,92,16.").format(written=box))
            return print_edit(session, desk, desk.reading.set_band(title_id, [row.episode.id for row in rows], wanted))
        bands = desk.reading.bands(title_id)
    found = [(row.episode.number, bands.get(row.episode.id)) for row in rows]
    if session.as_json:
        listed = [(number, each.box if each else None, each.found_by if each else None) for number, each in found]
        session.print_json([{"episode": number, "band": box, "found_by": by} for number, box, by in listed])
        return DONE
    by = {FoundBy.ENGINE: _("the program"), FoundBy.PERSON: _("a person")}
    print_table(
        session,
        (_("Episode"), _("Box (%)"), _("Found by")),
        [(number, each.box, by[each.found_by]) for number, each in found if each],
    )
    return DONE


def clean(session: Session, title: TitleCode, episodes: EpisodeNumbers = "all", as_json: AsJson = False) -> int:
    """Lay textless pictures beside those with burned-in text: is text left, is a sign gone, is it the same edit?

    What is found is kept as findings on the cleaned picture, which `media check` looks for as well.
    """
    with session.desk() as desk, session.job(_("Checking cleaned pictures")) as job:
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        report = desk.media_checking.check_cleaned(find_title(desk, title).id, episode_ids=ids, job=job)
    if not session.as_json:
        report = replace(report, doubts=tuple(_placed(item) for item in report.doubts))
    return print_report(session, report)


def _placed(item: Item) -> Item:
    at_ms = item.facts.get("at_ms")
    return replace(item, name=f"{item.name} {clock(at_ms)}") if isinstance(at_ms, int) else item
