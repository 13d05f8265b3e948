"""The burned-in line of the source, hidden on the reel while the source speaks."""

from crossreel.domain.picture.caption import Box
from crossreel.ui.places.screening.place import ScreeningPlace
from tests.unit.ui.stage import Stage

BAND = Box(x=10, y=70, width=80, height=10)


def test_the_source_line_is_hidden_while_it_is_shown_and_as_it_is_wished(stage: Stage) -> None:
    stage.workspace.perform(lambda: stage.desk.reading.set_band(stage.workspace.title_id, [stage.workspace.episode_id], BAND))
    cue = stage.row(1).cue
    stage.workspace.show_place("screening")
    place = stage.window.place_widget("screening")
    assert isinstance(place, ScreeningPlace)
    stage.bot.waitUntil(lambda: place.reel.item is not None and place.reel.player.media is not None)
    stage.idle()
    place.reel.player.seek(cue.start_ms + 100)
    assert place.picture._hidden is None, "nobody wished it"
    stage.workspace.do("screen.source_line")
    stage.bot.waitUntil(lambda: (place.picture._hidden, place.picture._hides) == (BAND, "blur"))
    place.reel.player.seek(cue.end_ms + 50)
    stage.bot.waitUntil(lambda: place.picture._hidden is None)
    for _wish in ("box", ""):
        stage.workspace.do("screen.source_line")
    stage.idle()
    place.reel.player.seek(cue.start_ms + 100)
    stage.idle()
    assert place.picture._hidden is None
