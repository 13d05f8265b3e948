"""Where in a title a command works: episodes by number, cues by number or id, times and names as people write them."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from crossreel.cli.episodes import parse_episodes
from crossreel.cli.session import WrongUse, find_title, parse_column_name, parse_language
from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.title import Character
from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.column_name import column_name, language_of
from crossreel.domain.text.timecode import parse_clock
from crossreel.domain.views.grid import CueRow, EpisodeRow, EpisodeSheet
from crossreel.i18n.messages import _

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

ID_DIGITS = 12  # ids count milliseconds: they have more digits, and no episode has so many cues
_RANGE = re.compile(r"(\d+)(?:-(\d+))?$")
_MILLISECONDS = re.compile(r"([+-]?\d+)\s*ms$")


def find_rows(desk: "Desk", code: str, episodes: str) -> list[EpisodeRow]:
    """Return the episodes of a title that `1-20,25` or `all` names.

    Raises:
        WrongUse: there is no such title or episode.
    """
    rows = desk.cataloging.matrix(find_title(desk, code).id).rows
    wanted = parse_episodes(episodes, [row.episode.number for row in rows])
    return [row for row in rows if row.episode.number in wanted]


def find_row(desk: "Desk", code: str, episode: int) -> EpisodeRow:
    """Return one episode of a title.

    Raises:
        WrongUse: there is no such title or episode.
    """
    return find_rows(desk, code, str(episode))[0]


def open_sheet(desk: "Desk", code: str, episode: int) -> EpisodeSheet:
    """Return an episode with its cues as the editor shows it.

    Raises:
        WrongUse: there is no such title or episode.
    """
    return desk.translating.sheet(find_row(desk, code, episode).episode.id)


def parse_column(sheet: EpisodeSheet, written: str) -> str:
    """Return the column of a language: its tag, or with a role `en-x-sdh`.

    Raises:
        WrongUse: it is no language.
    """
    return written if written in sheet.columns else parse_column_name(written)


def find_columns(desk: "Desk", code: str, languages: Sequence[str], roles: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the columns of a title that languages, or columns as they are written, and roles choose; None for all of them.

    A language without a role is its whole subtitles; roles without a language are those of every language of the title.

    Raises:
        WrongUse: there is no such title, or it is no language.
    """
    written = tuple(dict.fromkeys(parse_column_name(each) for each in languages))
    if not roles:
        return written or None
    tags = dict.fromkeys(map(language_of, written or desk.cataloging.matrix(find_title(desk, code).id).columns))
    return tuple(column_name(tag, role) for tag in tags for role in roles)


def is_spine(sheet: EpisodeSheet, column: str) -> bool:
    """Tell whether a column is that of the spine, on whose times the other languages hang."""
    return sheet.spine is not None and sheet.tracks.get(column) == sheet.spine


def rows_at(sheet: EpisodeSheet, written: str) -> list[CueRow]:
    """Return the rows of an episode that `3`, `1-5,8`, `all` or ids of their cues name, in their order.

    Raises:
        WrongUse: it cannot be read, or there is no such row.
    """
    if written.strip().lower() == "all":
        return list(sheet.rows)
    by_id = {cue.id: at for at, row in enumerate(sheet.rows) for cue in (row.cue, *_cues_of(row))}
    places: set[int] = set()
    for part in written.split(","):
        match = _RANGE.match(part.strip())
        if match is None:
            raise WrongUse(
                _("“{part}” is no cue. Write its number as `cues list` tells it, 3-5 for several, or its id.").format(part=part)
            )
        if len(match.group(1)) >= ID_DIGITS:
            place = by_id.get(int(match.group(1)))
            if place is None:
                raise WrongUse(_("Episode {episode} has no cue {cue}.").format(episode=sheet.episode.number, cue=part.strip()))
            places.add(place)
            continue
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        if not 1 <= first <= last <= len(sheet.rows):
            words = _("Episode {episode} has no cue {cue}: it has {count}.")
            raise WrongUse(words.format(episode=sheet.episode.number, cue=part.strip(), count=len(sheet.rows)))
        places |= set(range(first - 1, last))
    return [sheet.rows[at] for at in sorted(places)]


def cues_at(sheet: EpisodeSheet, column: str, written: str) -> list[Cue]:
    """Return the cues of a language that rows hold (see `rows_at`); an id names one cue alone.

    Raises:
        WrongUse: there is no such row, or none of them holds a cue in this language.
    """
    named = {int(part) for part in written.split(",") if part.strip().isdigit() and len(part.strip()) >= ID_DIGITS}
    found: list[Cue] = []
    for row in rows_at(sheet, written):
        cues = cues_in(sheet, row, column)
        found += [cue for cue in cues if cue.id in named] or cues
    if not found:
        words = _("There is no cue in {language} at {cues} in episode {episode}.")
        raise WrongUse(words.format(language=column, cues=written, episode=sheet.episode.number))
    return found


def cues_in(sheet: EpisodeSheet, row: CueRow, column: str) -> tuple[Cue, ...]:
    """Return the cues of a row in a column."""
    if is_spine(sheet, column):
        return (row.cue,) if row.is_spine else ()
    return row.followers.get(column, ())


def cue_at(sheet: EpisodeSheet, column: str, written: str) -> Cue:
    """Return one cue of a language.

    Raises:
        WrongUse: there is none, or several.
    """
    found = cues_at(sheet, column, written)
    if len(found) > 1:
        ids = ", ".join(str(cue.id) for cue in found)
        raise WrongUse(_("Several cues stand at {cues}; name one by its id: {ids}.").format(cues=written, ids=ids))
    return found[0]


def _cues_of(row: CueRow) -> Iterable[Cue]:
    return (cue for cues in row.followers.values() for cue in cues)


def parse_time(written: str) -> int:
    """Return a time written as `1:02:03.4`, `62.5` (seconds) or `62500ms`, in milliseconds.

    Raises:
        WrongUse: it is no time.
    """
    match = _MILLISECONDS.match(written.strip())
    time_ms = int(match.group(1)) if match else parse_clock(written)
    if time_ms is None or time_ms < 0:
        raise WrongUse(_("“{time}” is no time. Write for example 1:02.5, 62.5 for seconds or 62500ms.").format(time=written))
    return time_ms


def parse_cuts(written: Sequence[str]) -> dict[int, Cut]:
    """Return which part of a file each episode is, written as `7=0:00-1:02`; without a time after the line, up to its end.

    Raises:
        WrongUse: it cannot be read, or names an episode twice.
    """
    found: dict[int, Cut] = {}
    for part in (part for each in written for part in each.split(",")):
        number, sign, times = part.strip().partition("=")
        first, line, last = times.partition("-")
        if not number.isdecimal() or not sign or not line or int(number) in found:
            raise WrongUse(_("“{part}” is no part of a file. Write for example 7=0:00-1:02 and 8=1:02-.").format(part=part.strip()))
        found[int(number)] = Cut(in_ms=parse_time(first or "0"), out_ms=parse_time(last) if last.strip() else None)
    return found


def parse_renderings(written: Sequence[str]) -> dict[str, str]:
    """Return what each language calls something, written as `en=Mia`; nothing after the sign takes the name away.

    Raises:
        WrongUse: there is no sign in it, or no language before it.
    """
    found: dict[str, str] = {}
    for each in written:
        language, sign, words = each.partition("=")
        if not sign:
            raise WrongUse(_("“{written}” names no language. Write for example en=Mia.").format(written=each))
        found[parse_language(language)] = words.strip()
    return found


def parse_id(written: str, known: Collection[int]) -> int:
    """Return an id that is among those known.

    Raises:
        WrongUse: it is none.
    """
    if not written.isdigit() or int(written) not in known:
        raise WrongUse(_("There is nothing with the id {id}.").format(id=written))
    return int(written)


def find_character(desk: "Desk", title_id: int, name: str) -> Character | None:
    """Return the character with a name in the source, or an id; None when there is none."""
    return next((each for each in desk.cataloging.characters(title_id) if name.strip() in (each.name, str(each.id))), None)


def get_character(desk: "Desk", title_id: int, name: str) -> Character:
    """Return the character with a name in the source, or an id.

    Raises:
        WrongUse: the title has none.
    """
    found = find_character(desk, title_id, name)
    if found is None:
        known = ", ".join(each.name for each in desk.cataloging.characters(title_id)) or _("none")
        raise WrongUse(_("There is no character “{name}”. Characters: {known}.").format(name=name, known=known))
    return found
