"""What the timeline tells of each cue: whose times it shows, its signs, and how far it stands from its source."""

from dataclasses import replace

from crossreel.domain.text.timecode import frames_ms
from crossreel.ui.kit.waveform_boxes import CueBox, Grip, Sign
from crossreel.ui.kit.waveform_gestures import SetEdge
from tests.unit.ui.stage import Stage


def boxes(stage: Stage) -> list[CueBox]:
    """Return the boxes that are shown, in order."""
    return list(stage.view.timeline.wave.shown.between(0, 60_000))


def compare(stage: Stage, on: bool = True) -> None:
    """Show the source above the language, or that alone."""
    stage.workspace.set_preferences(replace(stage.workspace.preferences, timeline_compares=on))


def test_a_translation_stands_at_its_sources_times_until_it_is_pinned_and_then_says_how_far_it_is(stage: Stage) -> None:
    spine, english = stage.row(1).cue, stage.text(1, "en")
    assert [(box.id, box.text) for box in boxes(stage)][1] == (spine.id, english.text)
    stage.workspace.perform(lambda: stage.desk.editing.set_times(english.id, english.start_ms, english.end_ms + 300))
    stage.idle()
    box = boxes(stage)[1]
    assert (box.id, box.times) == (english.id, (spine.start_ms, spine.end_ms + 300))
    assert (box.signs, box.source) == ((Sign.PINNED,), (spine.start_ms, spine.end_ms))
    assert "Pinned" in box.tip and "+0.3 s" in box.tip


def test_a_translation_older_than_its_source_a_cue_of_its_own_and_one_without_words_carry_signs(stage: Stage) -> None:
    stage.workspace.perform(lambda: stage.desk.editing.set_text(stage.row(0).cue.id, "另一句"))
    last_ms = stage.row(4).cue.end_ms
    stage.workspace.perform(
        lambda: stage.desk.editing.insert(stage.drama.episode_ids[0], "en", last_ms + 500, last_ms + 900, "Sign")
    )
    stage.workspace.perform(lambda: stage.desk.editing.delete([stage.text(2, "en").id]))
    stage.idle()
    shown = {box.number: box for box in boxes(stage)}
    assert shown[1].signs == (Sign.STALE,) and "Source changed" in shown[1].tip
    assert shown[3].lent and "Not translated" in shown[3].tip and shown[3].text == stage.row(2).cue.text
    assert shown[6].signs == (Sign.OWN,) and shown[6].text == "Sign"
    assert not any(box.lent for number, box in shown.items() if number != 3)


def test_compared_languages_stand_in_two_bands_and_the_lower_one_moves_alone(stage: Stage) -> None:
    compare(stage)
    wave = stage.view.timeline.wave
    spine, english = stage.row(1).cue, stage.text(1, "en")
    assert {(box.id, box.band) for box in boxes(stage)} >= {(spine.id, 0), (english.id, 1)}
    assert wave.shown.current == {spine.id, english.id}
    upper, lower = (wave.shown.rect(box) for box in (wave.shown.box(spine.id), wave.shown.box(english.id)) if box is not None)
    assert upper.bottom() < lower.top() and upper.height() == lower.height()
    compare(stage, on=False)
    assert wave.shown.bands == 1 and {box.band for box in boxes(stage)} == {0}


def test_what_is_compared_stays_while_the_source_is_worked_on_and_its_edges_are_those_of_its_band(stage: Stage) -> None:
    compare(stage)
    wave, workspace = stage.view.timeline.wave, stage.workspace
    spine, english = stage.row(1).cue, stage.text(1, "en")
    workspace.select_cue(spine.id)
    shown = boxes(stage)
    workspace.choose_languages(workspace.languages, "zh-Hans")
    stage.idle()
    assert (wave.shown.bands, boxes(stage)) == (2, shown)
    assert wave.shown.current == {spine.id, english.id}
    wave.edge_set.emit(SetEdge(Grip.END, english.end_ms - 200, 1))
    stage.idle()
    assert stage.text(1, "en").pinned and stage.text(1, "en").end_ms == english.end_ms - 200
    assert stage.row(1).cue == spine
    wave.cue_opened.emit(english.id)
    assert workspace.language == "en"
    compare(stage, on=False)


def test_gaps_on_the_timeline_are_the_style_guides(stage: Stage) -> None:
    grid, media = stage.view.timeline.wave.shown.grid, stage.sheet().media
    assert media is not None
    assert (grid.rate, grid.gap_ms) == (media.frame_rate, frames_ms(2, media.frame_rate))
