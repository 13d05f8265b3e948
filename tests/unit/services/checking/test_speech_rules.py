"""Cues beside the speech of a catalog: found in a run, and put right by one edit that one undo takes back."""

from pathlib import Path

import pytest

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.checking.runs import Checking
from crossreel.services.history.undoing import History
from tests.builders import SOURCE, Drama, make_drama, media_info
from tests.unit.domain.speech.test_sync import Times, dialogue, heard, shifted, timed

RULES = ("off_speech", "other_episode", "over_silence", "speech_without_cue")


class Place:
    """A title of three episodes whose source cues are set to their speech, all of them `late` in the second one."""

    def __init__(self, folder: Path, late_ms: int = 700) -> None:
        self.drama: Drama = make_drama(folder / "catalog.crossreel", episodes=3, cues=2, languages=("en",))
        self.spoken = [dialogue(seed) for seed in (11, 12, 13)]
        self.regions = dict(zip(self.drama.episode_ids, map(heard, self.spoken), strict=True))
        for number in (1, 2, 3):
            cues = timed(self.spoken[number - 1], number)
            self.put(number, SOURCE, shifted(cues, late_ms) if number == 2 else cues)
        for episode_id in self.drama.episode_ids:
            info = media_info(duration_ms=90_000, content_key=str(episode_id))
            Cataloging(self.drama.database).set_media(episode_id, folder / f"{episode_id}.mp4", info)
        self.checking = Checking(self.drama.database, speech=lambda media: self.regions.get(media.episode_id))

    def put(self, number: int, language: str, times: list[Times], *, pinned: bool = False) -> None:
        """Give a track other cues."""
        database, track_id = self.drama.database, self.drama.track_ids[number, language]
        with database.edit(EditHeader(label="edit.test", title_id=None)) as edit, edit.part() as uow:
            gone = [each for each in uow.where(Track, episode_id=self.drama.episode_ids[number - 1]) if language == SOURCE]
            uow.remove_all(uow.where(Cue, track_id=[each.id for each in gone] or [track_id]))
            uow.put_all(
                Cue(id=uow.new_id(), track_id=track_id, start_ms=start_ms, end_ms=end_ms, text="好", pinned=pinned)
                for start_ms, end_ms in times
            )

    def found(self) -> list[tuple[int, str, str, str]]:
        """Number of the episode, column, rule and kind of each finding of the four rules."""
        self.checking.run(self.drama.title_id, rules=RULES)
        numbers = {episode_id: number for number, episode_id in enumerate(self.drama.episode_ids, 1)}
        return [
            (numbers[each.episode_id], each.column, each.rule, str(each.facts.get("kind", "")))
            for each in self.checking.findings(self.drama.title_id)
            if each.rule in RULES
        ]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_an_episode_that_comes_late_is_told_of_once_and_moved_by_one_edit(place: Place) -> None:
    assert place.found() == [(2, SOURCE, "off_speech", "late")]
    (finding,) = place.checking.findings(place.drama.title_id)
    assert abs(int(str(finding.facts["shift_ms"])) - 700) <= 50 and finding.repairable
    before = place.drama.cues(2)
    edit = place.checking.repair([finding.id])
    after = place.drama.cues(2)
    moved = {old.start_ms - new.start_ms for old, new in zip(before, after, strict=True)}
    assert moved == {finding.facts["shift_ms"]} and len(after) == len(before)
    assert place.found() == []
    History(place.drama.database).undo(place.drama.title_id)
    assert place.drama.cues(2) == before and edit.header.label == "edit.repair"


def test_a_translation_with_times_of_its_own_is_judged_for_itself(place: Place) -> None:
    place.put(1, "en", shifted(timed(place.spoken[0], 50), -1200), pinned=True)
    place.put(3, "en", timed(place.spoken[1], 51), pinned=True)
    assert place.found() == [(1, "en", "off_speech", "early"), (2, SOURCE, "off_speech", "late"), (3, "en", "other_episode", "")]


def test_where_nobody_has_listened_nothing_is_said(place: Place) -> None:
    place.regions.clear()
    assert place.found() == []
    place.regions.update(dict.fromkeys(place.drama.episode_ids, SpeechRegions(spans=(Span(start_ms=0, end_ms=90_000),))))
    assert place.found() == []
