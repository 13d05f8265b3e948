"""What the editor keeps of an episode, and what that weighs."""

from dataclasses import replace

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.folding import positions
from crossreel.domain.views.grid import CueRow, EpisodeSheet
from crossreel.ui.episode.reading import CUE_BYTES, Loaded, weigh


class Watched(CueRow):
    """A row that counts how often one looks at it."""

    __slots__ = ()
    looks = 0

    def __getattribute__(self, name: str) -> object:
        Watched.looks += 1
        return super().__getattribute__(name)


def loaded(count: int) -> Loaded:
    """Return an episode whose rows hold two cues each, and beyond the spine one of a translation alone."""
    rows = []
    for at in range(count):
        cue, follower = (Cue(id=at * 2 + more, track_id=1 + more, start_ms=at * 9, end_ms=at * 9 + 5) for more in (0, 1))
        rows.append(Watched(cue=cue, is_spine=True, followers={"en": (follower,)}))
    alone = Cue(id=count * 2, track_id=2, start_ms=count * 9, end_ms=count * 9 + 5)
    rows.append(Watched(cue=alone, is_spine=False, followers={"en": (alone,)}))
    title, episode = Title(id=1, code="LONG", name="Long"), Episode(id=1, title_id=1, number=1)
    sheet = EpisodeSheet(title=title, episode=episode, media=None, media_path="", spine=None, tracks={}, rows=tuple(rows))
    return Loaded(sheet=sheet, positions=positions(rows))


@pytest.mark.parametrize("count", [2, 300])
def test_an_episode_weighs_what_its_cues_weigh_and_no_row_is_looked_at_for_it(count: int) -> None:
    episode = loaded(count)
    Watched.looks = 0
    assert weigh(episode) == (count * 2 + 1) * CUE_BYTES
    assert Watched.looks == 0


@pytest.mark.parametrize("edges", [0, 1, 3])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_beside_a_row_stand_two_on_either_side_across_the_borders_of_the_episode(count: int, edges: int) -> None:
    far = [CueRow(cue=Cue(id=-at, track_id=1, start_ms=at, end_ms=at + 1), is_spine=True) for at in range(1, 2 * edges + 1)]
    episode = replace(loaded(count), before=tuple(far[:edges]), after=tuple(far[edges:]))
    every = [None, None, *episode.before, *episode.sheet.rows, *episode.after, None, None]
    for row in episode.sheet.rows:
        at = every.index(row)
        assert episode.beside(row.cue.id) == (every[at - 2], every[at - 1], every[at + 1], every[at + 2])
