"""The rows of a sheet and the subtitles of a title they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.cues.column import BESIDE
from crossreel.domain.tables.matching import Match, Spoken, letters_of, lines_of, matched
from crossreel.domain.tables.rows import Sheet, SheetRow
from crossreel.domain.text.column_name import is_full
from crossreel.domain.text.language import are_kin
from crossreel.services.episode.cues import EpisodeCues

ENOUGH = 0.5  # of the source texts of rows that name no episode stand in one episode: they are of it


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedEpisode:
    """An episode, the rows that are its own, and what of the sheet is its source: "" for nothing."""

    cues: EpisodeCues
    matches: tuple[Match, ...]
    source: str

    @property
    def matched(self) -> tuple[Match, ...]:
        """The rows that belong to a subtitle."""
        return tuple(match for match in self.matches if match.line_id is not None)


def matched_episodes(sheet: Sheet, every: Sequence[EpisodeCues], named: int | None) -> tuple[list[MatchedEpisode], list[SheetRow]]:
    """Return each episode with its rows, and the rows that are of none; signs are matched with the signs of their episode alone.

    A row belongs where its id is, and nowhere when no subtitle has it; one without an id to the episode it names, then to the one
    that the caller or the file's name says (`named`), else to the one whose source it speaks.
    """
    shown = {cue.id for cues in every if cues.is_signs for cue in cues.cues}
    parted: dict[bool, list[SheetRow]] = {False: [], True: []}
    for row in sheet.rows:
        parted[row.cue_id in shown or (row.is_signs and row.cue_id is None)].append(row)
    found: list[MatchedEpisode] = []
    lost: list[SheetRow] = []
    for is_signs, rows in parted.items():
        here, left = _matched_group(rows, [each for each in every if each.is_signs is is_signs], named)
        found += here
        lost += left
    return sorted(found, key=lambda each: each.cues.episode.number), lost


def _matched_group(
    rows: Sequence[SheetRow], every: Sequence[EpisodeCues], named: int | None
) -> tuple[list[MatchedEpisode], list[SheetRow]]:
    numbers = {cues.episode.number for cues in every}
    by_id = {cue.id: cues.episode.number for cues in every for cue in cues.cues}
    owned: dict[int, list[SheetRow]] = {number: [] for number in numbers}
    stray: list[SheetRow] = []
    lost: list[SheetRow] = []
    alone = next(iter(numbers)) if len(numbers) == 1 else None
    for row in rows:
        number = by_id.get(row.cue_id or 0) or row.episode or named or alone
        if row.cue_id is not None and row.cue_id not in by_id:
            lost.append(row)
        elif number in owned:
            owned[number].append(row)
        elif number is None:
            stray.append(row)
        else:
            lost.append(row)
    for number, mine in _by_source(stray, every):
        (owned[number] if number is not None else lost).extend(mine)
    return [_matched(cues, owned[cues.episode.number]) for cues in every], lost


def _by_source(rows: Sequence[SheetRow], every: Sequence[EpisodeCues]) -> Iterable[tuple[int | None, Sequence[SheetRow]]]:
    """Give rows that name no episode to the one whose source they speak, all of a tab together; to none where two speak it."""
    tabs: dict[str, list[SheetRow]] = {}
    for row in rows:
        tabs.setdefault(row.where.rpartition("!")[0], []).append(row)
    for mine in tabs.values():
        said = [{letters_of(text) for text in row.texts.values()} - {""} for row in mine]
        shares: dict[int, float] = {}
        for cues in every:
            spoken = {letters_of(cue.text) for cue in cues.spine.cues} - {""}
            shares[cues.episode.number] = sum(bool(texts & spoken) for texts in said) / len(mine)
        best = max(shares.values(), default=0.0)
        likely = [number for number, share in shares.items() if share == best >= ENOUGH]
        yield (likely[0] if len(likely) == 1 else None), mine


def _matched(cues: EpisodeCues, rows: Sequence[SheetRow]) -> MatchedEpisode:
    spine_track = cues.tracks.get(cues.spine.track_id) if cues.spine.track_id is not None else None
    ids = frozenset(cue.id for cue in cues.spine.followers)
    spoken = Spoken(spine_track.language if spine_track is not None else "", lines_of(cues.spine.cues), ids)
    source, matches = matched(rows, spoken)
    return MatchedEpisode(cues=cues, matches=tuple(matches), source=source)


def columns_of(sheet: Sheet, every: Sequence[EpisodeCues], languages: Iterable[str]) -> Mapping[str, str]:
    """Return the title's column for each language of the sheet: the same, or the only one of its kind, else one of its own."""
    there = {*languages, *(name for cues in every for name in cues.columns)}
    full = {track.language for cues in every for track in cues.tracks.values() if track.role not in BESIDE}
    found: dict[str, str] = {}
    for tag in sheet.languages:
        kin = [each for each in {*full, *languages} if are_kin(each, tag)]
        if tag:
            found[tag] = tag if tag in there or not is_full(tag) or len(kin) != 1 or kin[0] in sheet.languages else kin[0]
    return found


def without_ids_of_others(sheet: Sheet, every: Sequence[EpisodeCues]) -> Sheet:
    """Return a sheet whose ids are no ids of this catalog as if it had none: an agency's own numbers are nothing to go by."""
    known = {cue.id for cues in every for cue in cues.cues}
    if any(row.cue_id in known for row in sheet.rows) or any(row.base is not None for row in sheet.rows):
        return sheet
    return replace(sheet, rows=tuple(replace(row, cue_id=None) for row in sheet.rows))
