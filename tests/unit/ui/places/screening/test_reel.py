"""A title plays on over its episodes, whatever shape their pictures have and at whatever speed."""

from pathlib import Path

import pytest

from crossreel.media.probe import probe
from crossreel.ui.places.screening.place import ScreeningPlace
from tests.unit.media.movies import make_movie, tone
from tests.unit.ui.stage import Stage

SHAPES = ((180, 320), (320, 180), (240, 300))


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A clip of 1.2 seconds with sound in each shape."""
    folder = tmp_path_factory.mktemp("shapes")
    return [
        make_movie(folder / f"{width}x{height}.mp4", frames=36, width=width, height=height, samples=tone(1.2))
        for width, height in SHAPES
    ]


def screened(stage: Stage, shapes: list[Path]) -> ScreeningPlace:
    """Give each episode a clip of another shape and open the screening."""
    for episode_id, path in zip(stage.drama.episode_ids, shapes, strict=True):
        stage.desk.cataloging.set_media(episode_id, path, probe(path).info)
    stage.workspace.show_place("screening")
    place = stage.window.place_widget("screening")
    assert isinstance(place, ScreeningPlace)
    stage.bot.waitUntil(lambda: place.reel.index == 0 and place.reel.player.frame() is not None)
    return place


def test_it_goes_on_over_every_change_of_shape_at_the_speed_chosen(stage: Stage, shapes: list[Path]) -> None:
    place = screened(stage, shapes)
    seen: list[tuple[int, tuple[int, int], float]] = []
    place.reel.turned.connect(lambda index: seen.append((index, place.reel.player.frame_size, place.reel.player.rate)))
    place.reel.set_rate(1.5)
    place.reel.player.play()
    stage.bot.waitUntil(lambda: place.reel.index == 2 and place.reel.player.position_ms() > 400)
    fitting = [place.picture.frame_size_of(*shape).toTuple() for shape in SHAPES]
    assert seen == [(1, fitting[1], 1.5), (2, fitting[2], 1.5)]
    assert place.picture.frame_size().toTuple() == fitting[2] == place.reel.player.frame_size
    assert place.picture._frame() is not None, "what is painted is of the size the view has"


def test_the_next_episode_waits_in_its_own_shape_and_ready_to_sound(stage: Stage, shapes: list[Path]) -> None:
    place = screened(stage, shapes)
    ahead = place.reel._players[1]
    assert ahead.frame_size == place.picture.frame_size_of(*SHAPES[1]).toTuple()
    place.reel.player.play()
    stage.bot.waitUntil(lambda: ahead._player is not None and ahead._player._is_armed)
    stage.bot.waitUntil(lambda: ahead._player._sound._armed_ms == 0)
    stage.bot.waitUntil(lambda: place.reel.index == 1 and place.reel.player is ahead and ahead.is_playing)
    assert ahead._player._sound._armed_ms is None, "the sound that was ready is what is heard"
