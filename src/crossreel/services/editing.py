"""Editing cues: every method is one user action, over all languages of an episode at once, and returns the edit it made.

Changing the text or the times of a track takes the states "checked" and "approved" of that track back in the same edit.
Methods raise `NotFound` for rows that are gone, `BadInput` for values no cue can have, and `ReadOnly` or `StorageFailed`
when the catalog cannot be written; nothing is changed then.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from crossreel.domain import cutting, spine
from crossreel.domain.anchoring import anchor, pin_tolerance_ms
from crossreel.domain.cue import Cue, Origin
from crossreel.domain.edit import Edit, EditHeader
from crossreel.domain.episode import Episode, MediaFile
from crossreel.domain.errors import BadInput, Fact, NotFound, StaleEdit
from crossreel.domain.grid import SearchHit
from crossreel.domain.inline import canonical, plain_text
from crossreel.domain.placement import find_placement
from crossreel.domain.spine import Spine
from crossreel.domain.style_guide import PictureShape
from crossreel.domain.title import Character, Title
from crossreel.domain.track import Track
from crossreel.services.comparing import check_expected
from crossreel.services.episode_cues import open_track, read_episode, write_spine
from crossreel.services.replacing import Scope, hits, put_replacements, replacements
from crossreel.storage.database import Database

Law = Callable[[Spine, list[int]], Spine]
REPLACE_ROUNDS = 5  # others may change what is being replaced while it is worked out
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where cues stand: their title, and their ids by episode; the facts are about the first of them."""

    title_id: int
    by_episode: Mapping[int, list[int]]
    facts: Mapping[str, Fact]


class Editing:
    """The use cases on cues of one catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_text(self, cue_id: int, text: str, *, expected: str | None = None, step_id: int | None = None) -> Edit:
        """Give a cue other words (inline markup). A translation is thereby taken as made from the present source text.

        Args:
            cue_id: a cue of the spine or a follower.
            text: inline markup; the same text as before changes nothing. A cleared cue stays, untranslated.
            expected: the markup the writer started from; None writes whatever stands there.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: another text than `expected` and than `text` stands there.
        """
        words = _clean(text)
        place = self._place([cue_id])
        with self._database.edit(_header("edit.set_text", place, step_id, {})) as open_edit, open_edit.part() as uow:
            (episode_id,) = place.by_episode
            before = read_episode(uow, episode_id)
            check_expected(uow, before.spine.get(cue_id), words, expected)
            write_spine(uow, before, _with_words(before.spine, cue_id, words))
        return open_edit.edit

    def set_cell_text(
        self, spine_cue_id: int, language: str, text: str, *, expected: str | None = None, step_id: int | None = None
    ) -> Edit:
        """Write a cell of the editor's table.

        Typing in an empty cell makes the follower and, where needed, the track and the title's language. In a cell that a
        translation of earlier cues covers, the new follower takes over from here to the end of that translation's span.

        Args:
            spine_cue_id: the cue of the row.
            language: the cell's column: a language tag or a column name of `EpisodeSheet.tracks`.
            text: inline markup.
            expected: the markup the writer started from, "" for an empty cell; None writes whatever stands there.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: another text than `expected` and than `text` stands there.
        """
        words = _clean(text)
        place = self._place([spine_cue_id])
        header = _header("edit.set_text", place, step_id, {"language": language})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            (episode_id,) = place.by_episode
            before = read_episode(uow, episode_id)
            if spine_cue_id not in before.spine.positions():
                raise BadInput("editing.no_spine_cue")
            if language in before.columns or not _is_blank(words) or expected:
                opened, track = open_track(uow, uow.get(Title, place.title_id), before, language)
                check_expected(uow, _cell_cue(opened.spine, spine_cue_id, track.id), words, expected)
                write_spine(uow, opened, _cell(opened.spine, spine_cue_id, track.id, words, uow.new_id()))
        return open_edit.edit

    def set_times(self, cue_id: int, start_ms: int, end_ms: int, *, step_id: int | None = None) -> Edit:
        """Retime a cue: its unpinned followers move along with a cue of the spine; a follower becomes pinned."""
        return self._change("edit.set_times", [cue_id], lambda before, _: spine.retime(before, cue_id, start_ms, end_ms), step_id)

    def pin(self, cue_ids: Collection[int]) -> Edit:
        """Let followers keep their times when the spine moves."""
        return self._change("edit.pin", cue_ids, spine.pin)

    def unpin(self, cue_ids: Collection[int]) -> Edit:
        """Give followers the times of their spans back; unanchored ones and ones that share a spine cue stay pinned."""
        return self._change("edit.unpin", cue_ids, spine.unpin)

    def confirm_source(self, cue_ids: Collection[int]) -> Edit:
        """Say that translations render the present source text as they are."""
        return self._change("edit.confirm_source", cue_ids, spine.confirm)

    def insert(self, episode_id: int, language: str, start_ms: int, end_ms: int, text: str = "") -> Edit:
        """Add a cue. In a translation it hangs on the spine cue it overlaps best, pinned where its times differ.

        The first cue of an episode makes its spine: a source track in the title's language, else a template.
        """
        spine.check_times(start_ms, end_ms)
        with self._database.read() as uow:
            episode = uow.get(Episode, episode_id)
        facts: dict[str, Fact] = {"episode": episode.number, "language": language, "at_ms": start_ms}
        header = EditHeader(label="edit.insert", title_id=episode.title_id, author="", facts=facts)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            title = uow.get(Title, episode.title_id)
            before, track = open_track(uow, title, read_episode(uow, episode_id), language)
            cue = Cue(id=uow.new_id(), track_id=track.id, start_ms=start_ms, end_ms=end_ms, text=_clean(text))
            if track.id != before.spine.track_id:
                media = uow.where(MediaFile, episode_id=episode_id)
                rate = media[0].frame_rate if media else PictureShape().frame_rate
                (cue,) = anchor(before.spine.cues, [cue], pin_tolerance_ms(rate))
            write_spine(uow, before, spine.insert(before.spine, cue))
        return open_edit.edit

    def delete(self, cue_ids: Collection[int]) -> Edit:
        """Remove cues. Followers of removed spine cues go too unless a person wrote them, see `cutting.delete`."""
        return self._change("edit.delete", cue_ids, cutting.delete)

    def split(self, cue_id: int, at_ms: int, offset: int) -> Edit:
        """Cut a cue in two, in all languages at once.

        Args:
            cue_id: a cue of the spine or a follower.
            at_ms: time of the cut, inside the cue.
            offset: where the second half begins in the plain text.
        """
        new_id = self._database.new_id()
        return self._change("edit.split", [cue_id], lambda before, _: cutting.split(before, cue_id, at_ms, offset, new_id))

    def merge(self, cue_ids: Collection[int]) -> Edit:
        """Join neighbouring cues of one track into the first, and their translations with them."""
        if len(self._place(cue_ids).by_episode) > 1:
            raise BadInput("editing.merge_apart")
        return self._change("edit.merge", cue_ids, cutting.merge)

    def shift(
        self, episode_ids: Collection[int], delta_ms: int, *, languages: Collection[str] | None = None, from_ms: int = 0
    ) -> Edit:
        """Move cues in time.

        Args:
            episode_ids: episodes of one title.
            delta_ms: by how much, negative for earlier.
            languages: columns to move, None for all; unpinned followers always go with the spine.
            from_ms: only cues that start here or later.
        """
        with self._database.read() as uow:
            episodes = [uow.get(Episode, episode_id) for episode_id in dict.fromkeys(episode_ids)]
        title_id = _only_one({episode.title_id for episode in episodes})
        facts: dict[str, Fact] = {"count": len(episodes), "episodes": sorted(e.number for e in episodes), "by_ms": delta_ms}
        header = EditHeader(label="edit.shift", title_id=title_id, author="", facts=facts)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            for episode in episodes:
                before = read_episode(uow, episode.id)
                tracks = {track.id for name, track in before.columns.items() if languages is None or name in languages}
                every = (*before.spine.cues, *before.spine.followers)
                ids = {cue.id for cue in every if cue.track_id in tracks and cue.start_ms >= from_ms}
                write_spine(uow, before, spine.shift(before.spine, ids, delta_ms))
        return open_edit.edit

    def find(
        self,
        title_id: int,
        what: str,
        *,
        languages: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None,
        match_case: bool = False,
        regex: bool = False,
        whole_word: bool = False,
    ) -> tuple[SearchHit, ...]:
        """Return the cues of a title that hold the words, by episode and time. Tags of the text are not looked at."""
        scope = Scope(
            title_id=title_id, languages=languages, episode_ids=episode_ids, match_case=match_case, regex=regex,
            whole_word=whole_word,
        )  # fmt: skip
        with self._database.read() as uow:
            return hits(uow, scope, what)

    def replace(
        self,
        title_id: int,
        what: str,
        by: str,
        *,
        languages: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None,
        cue_ids: Collection[int] | None = None,
        match_case: bool = False,
        regex: bool = False,
        whole_word: bool = False,
    ) -> Edit:
        r"""Replace words over a title and keep the tags around them; with `regex`, `\1` stands for a group.

        The search runs beside other people's edits, not in front of them; only what it found is written, all or nothing.

        Raises:
            BadInput: see `domain.pattern`; a faulty or too slow expression, or a group that it does not have.
            StaleEdit: the cues kept changing meanwhile; nothing was written.
        """
        scope = Scope(
            title_id=title_id, languages=languages, episode_ids=episode_ids, cue_ids=cue_ids, match_case=match_case, regex=regex,
            whole_word=whole_word,
        )  # fmt: skip
        header = EditHeader(label="edit.replace", title_id=title_id, author="", facts={"what": what, "by": by})
        for _ in range(REPLACE_ROUNDS):
            with self._database.read() as uow:
                planned = replacements(uow, scope, what, _clean_plain(by))
            with self._database.edit(header) as open_edit, open_edit.part() as uow:
                written = put_replacements(uow, planned)
            if written:
                return open_edit.edit
        raise StaleEdit("editing.replace_overtaken")

    def set_speaker(self, cue_ids: Collection[int], character_id: int | None) -> Edit:
        """Say who speaks, None for nobody known."""
        if character_id is not None:
            with self._database.read() as uow:
                character = uow.get(Character, character_id)
            if character.title_id != self._place(cue_ids).title_id:
                raise BadInput("editing.foreign_speaker", name=character.name)
        return self._change("edit.set_speaker", cue_ids, _setter(lambda cue: replace(cue, speaker_id=character_id)))

    def set_placement(self, cue_ids: Collection[int], placement: str) -> Edit:
        """Place cues: "" for the usual place, a keypad number, or a percent box "x,y,w,h"."""
        place = find_placement(placement)
        if place is None:
            raise BadInput("editing.bad_placement", placement=placement)
        return self._change("edit.set_placement", cue_ids, _setter(lambda cue: replace(cue, placement=place.written)))

    def _change(self, label: str, cue_ids: Collection[int], law: Law, step_id: int | None = None) -> Edit:
        place = self._place(cue_ids)
        with self._database.edit(_header(label, place, step_id, {})) as open_edit, open_edit.part() as uow:
            for episode_id, ids in place.by_episode.items():
                before = read_episode(uow, episode_id)
                write_spine(uow, before, law(before.spine, ids))
        return open_edit.edit

    def _place(self, cue_ids: Collection[int]) -> _Place:
        wanted = list(dict.fromkeys(cue_ids))
        with self._database.read() as uow:
            cues = uow.where(Cue, id=wanted)
            if not wanted or len(cues) < len(wanted):
                raise NotFound("editing.no_cue")
            tracks = {track.id: track for track in uow.where(Track, id=list({cue.track_id for cue in cues}))}
            episodes = {e.id: e for e in uow.where(Episode, id=list({track.episode_id for track in tracks.values()}))}
        by_episode: dict[int, list[int]] = {}
        for cue in cues:
            by_episode.setdefault(tracks[cue.track_id].episode_id, []).append(cue.id)
        first = tracks[cues[0].track_id]
        facts: dict[str, Fact] = {
            "count": len(cues), "episode": episodes[first.episode_id].number, "language": first.language, "at_ms": cues[0].start_ms,
        }  # fmt: skip
        return _Place(title_id=_only_one({e.title_id for e in episodes.values()}), by_episode=by_episode, facts=facts)


def _typed(before: Spine, ids: Collection[int], words: str) -> Spine:
    return spine.confirm(spine.mapped(before, ids, lambda cue: replace(cue, text=words, origin=Origin.TYPED)), ids)


def _with_words(before: Spine, cue_id: int, words: str) -> Spine:
    return before if before.get(cue_id).text == words else _typed(before, [cue_id], words)


def _cell_cue(before: Spine, spine_cue_id: int, track_id: int) -> Cue | None:
    return before.get(spine_cue_id) if track_id == before.track_id else spine.cell(before, spine_cue_id, track_id)


def _cell(before: Spine, spine_cue_id: int, track_id: int, words: str, new_id: int) -> Spine:
    here = _cell_cue(before, spine_cue_id, track_id)
    if here is not None:
        return _with_words(before, here.id, words)
    return before if _is_blank(words) else spine.fill(before, spine_cue_id, track_id, words, new_id)


def _header(label: str, place: _Place, step_id: int | None, more: Mapping[str, Fact]) -> EditHeader:
    return EditHeader(label=label, title_id=place.title_id, author="", facts={**place.facts, **more}, step_id=step_id)


def _setter(change: Callable[[Cue], Cue]) -> Law:
    return lambda before, ids: spine.mapped(before, set(ids), change)


def _only_one(title_ids: set[int]) -> int:
    if len(title_ids) != 1:
        raise BadInput("editing.several_titles")
    return title_ids.pop()


def _is_blank(text: str) -> bool:
    return not plain_text(text).strip()


def _clean_plain(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(text: str) -> str:
    return canonical(_clean_plain(text))
