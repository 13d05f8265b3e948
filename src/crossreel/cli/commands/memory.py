"""`crossreel memory`: what approved lines and imported pairs have for a line; filling cells from them; TMX in and out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import cues_in, find_columns, find_rows, open_sheet, parse_column, rows_at
from crossreel.cli.answers import plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, ColumnTag, EpisodeNumber, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.session import (
    DONE,
    FAILED,
    Session,
    WrongUse,
    find_title,
    parse_columns,
    parse_language,
    parse_languages,
    print_report,
    told_json,
)
from crossreel.domain.remembering.fill_plan import FillPlan
from crossreel.domain.remembering.match import LEAST_OFFERED, MemoryMatch
from crossreel.domain.text.inline import escape, plain_text
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

Least = Annotated[int, Option(help=N_("How like a line must be, 0 to 100; 100 is the same line, 99 also one of other numbers."))]
From = Annotated[str, Option("--from", help=N_("Language of the source, for example zh-Hans."))]
Cue = Annotated[str, Argument(metavar="CUE", help=N_("Row, as `cues list` numbers them, or the id of its cue."))]


def search(
    session: Session,
    text: Annotated[str, Argument(metavar="TEXT", help=N_("The line."))],
    source: From,
    target: Annotated[str, Option("--to", help=N_("Language of the translation."))],
    least: Least = LEAST_OFFERED,
    as_json: AsJson = False,
) -> int:
    """Tell what the memory has for a line: approved lines of all titles, and pairs that were imported; the likest first."""
    tags = parse_language(source), parse_language(target)
    with session.desk(read_only=True) as desk:
        return _print_matches(session, desk.remembering.search(escape(text), *tags, least=least))


def offer(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: Cue, least: Least = LEAST_OFFERED,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Tell what the memory has for a cue, as the editor offers it."""
    with session.desk(read_only=True) as desk:
        sheet = open_sheet(desk, title, episode)
        column, (row, *_rest) = parse_column(sheet, language), rows_at(sheet, cue)
        own = next(iter(cues_in(sheet, row, column)), None)
        if sheet.spine is None:
            raise WrongUse(_("Episode {episode} has no source to translate.").format(episode=episode))
        found = desk.remembering.offer(
            sheet.title.id, column, [row.cue.text], source_language=sheet.spine.language, besides=own.id if own else 0, least=least
        )
        return _print_matches(session, found)


def fill(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages to fill, for example en,es-419."))],
    role: Roles = None,
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    least: Least = 100,
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would be filled; nothing is written."))] = False,
    as_json: AsJson = False,
) -> int:
    """Fill the empty cells of languages from the memory, as drafts that people look through; as one step."""
    with session.desk(read_only=plan) as desk, session.job(_("Looking into the memory")) as job:
        columns = find_columns(desk, title, parse_columns(languages), chosen_roles(role)) or ()
        title_id, ids = find_title(desk, title).id, [row.episode.id for row in find_rows(desk, title, episodes)]
        if plan:
            found = desk.remembering.plan_fill(title_id, columns, least=least, episode_ids=ids, job=job)
            return _print_fill(session, found)
        report = desk.remembering.fill(title_id, columns, least=least, episode_ids=ids, job=job)
        if report.edit is not None:
            desk.checking.follow_edit(report.edit)
    return print_report(session, report)


def repeats(
    session: Session,
    title: TitleCode,
    language: ColumnTag,
    everything: Annotated[bool, Option("--all", help=N_("Also lines that are translated in the same way everywhere."))] = False,
    as_json: AsJson = False,
) -> int:
    """List the lines that a title says several times and translates differently, with the ids of their cues."""
    with session.desk(read_only=True) as desk:
        (column,) = find_columns(desk, title, [language], None) or ("",)
        found = desk.remembering.repeats(find_title(desk, title).id, column, differing=not everything)
    if session.as_json:
        session.print_json(
            [{**plain_object(each), "texts": [{"text": text, "count": count} for text, count in each.texts],
              "cue_ids": [str(cue_id) for cue_id in each.cue_ids]} for each in found]
        )  # fmt: skip
        return DONE
    rows = [
        (plain_text(each.source), numbers.number(count), plain_text(text), str(each.cue_ids[0]))
        for each in found
        for text, count in each.texts
    ]
    print_table(session, (_("Line"), _("Times"), _("Translation"), _("First cue")), rows)
    return DONE


def keep(session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: Cue, as_json: AsJson = False) -> int:
    """Write the translation of a cue into all that translate the same line in the title, as one step."""
    with session.desk() as desk:
        sheet = open_sheet(desk, title, episode)
        column = parse_column(sheet, language)
        cues = [each for row in rows_at(sheet, cue) for each in cues_in(sheet, row, column)]
        if not cues:
            raise WrongUse(_("There is no cue in {language} at {cues} in episode {episode}.").format(
                language=column, cues=cue, episode=episode
            ))  # fmt: skip
        return print_edit(session, desk, desk.remembering.keep_in_step(cues[0].id))


def take_in(
    session: Session,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The memory: TMX 1.1 to 1.4b."))],
    source: Annotated[str, Option("--from", help=N_("Language that the others translate; else what the file says."))] = "",
    languages: Annotated[str, Option(help=N_("Languages to take, for example en,es-419; else all."))] = "",
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would come in; nothing is written."))] = False,
    as_json: AsJson = False,
) -> int:
    """Take the pairs of a memory in, those that are not known yet, as one step."""
    leading, wanted = parse_language(source) if source else "", parse_languages(languages) if languages else ()
    with session.desk(read_only=plan) as desk, session.job(_("Reading the memory")) as job:
        if not plan:
            return print_report(
                session, desk.remembering.import_memory(file, source_language=leading, languages=wanted, job=job)
            )  # fmt: skip
        found = desk.remembering.plan_import(file, source_language=leading, languages=wanted)
    notices = [told_json(each.code, each.facts) for each in found.notices]
    if session.as_json:
        counts = [{"source_language": one, "language": other, "new": count} for (one, other), count in found.new.items()]
        session.print_json({"new": counts, "known": found.known, "notices": notices})
        return DONE
    rows = [(one, other, numbers.number(count)) for (one, other), count in found.new.items()]
    print_table(session, (_("Source"), _("Translation"), _("New pairs")), rows)
    session.say(_("Known already: {count}").format(count=numbers.number(found.known)))
    for notice in found.notices:
        session.complain(sentence(notice.code, notice.facts))
    return DONE


def export(
    session: Session,
    out: Annotated[Path, Argument(metavar="FILE", help=N_("The TMX file to write."))],
    source: From,
    languages: Annotated[str, Option("--to", help=N_("Languages of the translations, for example en,es-419."))],
    title: Annotated[
        str, Option(help=N_("Code of the title whose lines are written; else those of all, and imported pairs."))
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Write approved lines and imported pairs as TMX 1.4b."""
    with session.desk(read_only=True) as desk, session.job(_("Writing the memory")) as job:
        title_id = find_title(desk, title).id if title else None
        tags = parse_languages(languages)
        return print_report(
            session, desk.remembering.export_memory(out, parse_language(source), tags, title_id=title_id, job=job)
        )  # fmt: skip


def origins(session: Session, as_json: AsJson = False) -> int:
    """List the files that pairs were imported from."""
    with session.desk(read_only=True) as desk:
        found = desk.remembering.origins()
    if session.as_json:
        session.print_json([{"origin": origin, "count": count} for origin, count in found])
    else:
        print_table(session, (_("File"), _("Pairs")), [(origin, numbers.number(count)) for origin, count in found])
    return DONE


def forget(
    session: Session,
    origin: Annotated[str, Argument(metavar="FILE", help=N_("Name of the file, as `memory origins` tells it."))],
    as_json: AsJson = False,
) -> int:
    """Take all pairs that came from a file out of the memory, as one step."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.remembering.forget(origin))


def _print_matches(session: Session, found: Sequence[MemoryMatch]) -> int:
    if session.as_json:
        session.print_json([_match_json(match) for match in found])
        return DONE if found else FAILED
    rows = [
        (numbers.percent(match.score / 100), plain_text(match.text), plain_text(match.source), _where(match), match.author)
        for match in found
    ]
    print_table(session, (_("Alike"), _("Translation"), _("Line"), _("From"), _("Approved by")), rows)
    if not found:
        session.complain(_("The memory has nothing like it."))
    return DONE if found else FAILED


def _match_json(match: MemoryMatch) -> dict[str, object]:
    parts = [{"kind": part.kind.value, "text": part.text} for part in match.parts]
    return {**plain_object(match), "parts": parts}


def _where(match: MemoryMatch) -> str:
    return match.origin if match.cue_id is None else f"{match.title_code} {match.episode_number}"


def _print_fill(session: Session, found: FillPlan) -> int:
    if session.as_json:
        lines = [{**plain_object(line), "match": _match_json(line.match)} for line in found.lines]
        session.print_json({"lines": lines, "left": found.left, "exact": found.exact})
        return DONE
    rows = [
        (
            line.episode_number, line.column, numbers.percent(line.match.score / 100), plain_text(line.source),
            plain_text(line.match.text), _where(line.match),
        )
        for line in found.lines
    ]  # fmt: skip
    print_table(session, (_("Episode"), _("Language"), _("Alike"), _("Line"), _("Translation"), _("From")), rows)
    session.say(sentence("memory.plan", {"count": len(found.lines), "left": found.left}))
    return DONE


COMMAND = Command(
    "memory",
    N_("Search, fill from, write and read the translation memory."),
    actions=(
        Action("search", N_("Tell what the memory has for a line."), search),
        Action("offer", N_("Tell what it has for a cue."), offer),
        Action("fill", N_("Fill empty cells from it."), fill),
        Action("repeats", N_("List lines that are said several times."), repeats),
        Action("keep", N_("Keep translations of the same line in step."), keep),
        Action("import", N_("Take a TMX file in."), take_in),
        Action("export", N_("Write a TMX file."), export),
        Action("origins", N_("List what was taken in."), origins),
        Action("forget", N_("Take out again what was taken in."), forget),
    ),
)
