"""QC measures and places captions as the renderer draws them, markup with them."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from crossreel.app.bootstrap import RenderedSizes
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.text.inline import plain_text
from crossreel.qc.checked_track import CheckedTrack, box_of
from crossreel.qc.inspector import Inspector, TitleRules
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Remark
from crossreel.rendering.caption import layout
from crossreel.services.files.presets import shipped_guides, shipped_zones

WIDE = "Where were you last night?"
LANDSCAPE = PictureShape(width=1920, height=1080)


def track(texts: Iterable[str | tuple[str, str]], language: str = "en", picture: PictureShape | None = None) -> CheckedTrack:
    """Prepare cues, 2 s each, one after the other; a pair is a text and its placement."""
    pairs = [(each, "") if isinstance(each, str) else each for each in texts]
    cues = [
        Cue(id=index + 1, track_id=1, start_ms=3000 * index, end_ms=3000 * index + 2000, text=text, placement=placement)
        for index, (text, placement) in enumerate(pairs)
    ]
    inspector = Inspector(all_rules(), shipped_guides(), RenderedSizes(), shipped_zones())
    title = TitleRules(title=Title(id=1, code="X", name="X", source_language=language))
    source = Track(id=1, episode_id=1, language=language, role=Role.SOURCE)
    return inspector.prepare(title, source, cues, None, picture or PictureShape())


def remarks(made: CheckedTrack, rule: str) -> list[Remark]:
    return list(all_rules().get(rule).check(made))


@pytest.mark.parametrize("picture", [PictureShape(), LANDSCAPE], ids=["vertical", "landscape"])
@pytest.mark.parametrize("placement", ["", *"123456789", "10,60,80,30", "nonsense"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Where were\nyou all night?"),
        ("en", "<i>Where were</i>\nyou <b>all</b> night?"),
        ("ja", "<ruby>志<rt>こころざし</rt></ruby>\nだ"),
        ("ja", "だ\n<ruby>志<rt>こころざし</rt></ruby>"),
        ("ar", "أين <i>كنت</i>\nالليلة؟"),
        ("th", "<i>คุณอยู่</i>ที่ไหน"),
    ],
)
def test_the_box_is_the_renderers(language: str, text: str, placement: str, picture: PictureShape) -> None:
    made = track([(text, placement)], language, picture)
    drawn = layout(text, language, made.style, placement).box
    found = box_of(made, made.cues[0])
    assert found is not None
    assert drawn is not None
    for edge in ("x", "y", "right", "bottom"):
        assert getattr(found, edge) == pytest.approx(getattr(drawn, edge), abs=0.1), edge


def test_italics_are_judged_in_the_face_they_are_drawn_in() -> None:
    upright, slanted = layout(WIDE, "en").lines[0].width_px, layout(f"<i>{WIDE}</i>", "en").lines[0].width_px
    assert slanted < 788 < upright, "a line that fits only as it is drawn"
    [found] = remarks(track([f"<i>{WIDE}</i>", WIDE]), "rendered_width")
    assert found.cue is not None
    assert found.cue.text == WIDE
    assert found.facts["width_px"] == round(upright)


def test_readings_count_in_the_width() -> None:
    base = "志をもって生きていくんだ"
    assert layout(base, "ja").lines[0].width_px < 788
    [found] = remarks(track([base, f"<ruby>志<rt>こころざし</rt></ruby>{base[1:]}"], "ja"), "rendered_width")
    assert found.cue is not None
    assert plain_text(found.cue.text) == base
    assert found.facts["width_px"] == pytest.approx(60 * 11 + 150, abs=5)


def test_readings_count_in_the_height() -> None:
    """Two lines stand just inside the zone; a reading over the first leaves it by what the reading rises."""
    plain, read = "東京\nへ行く", "<ruby>東京<rt>とう</rt></ruby>\nへ行く"
    at_the_top = "7,60,73,9.5"
    assert remarks(track([(plain, at_the_top)], "ja"), "safe_zone") == []
    [found] = remarks(track([(plain, at_the_top), (read, at_the_top)], "ja"), "safe_zone")
    drawn = layout(read, "ja", placement=at_the_top)
    assert drawn.box is not None
    assert (found.kind, found.facts["outside_px"]) == ("top", round(1180 - drawn.box.y))
    assert drawn.ink is not None
    assert drawn.ink.y < 1180, "what is drawn leaves it too"


def test_a_reading_no_face_has_withholds_the_widths_of_its_cue() -> None:
    made = track(["東京", "<ruby>東<rt>\ue000</rt></ruby>京"], "ja")
    assert made.missing == "\ue000"
    assert made.sizes is not None
    assert set(made.sizes) == {1}


def overlapping(*pairs: tuple[str, str]) -> list[Remark]:
    made = track(pairs)
    late = [replace(each.cue, end_ms=each.cue.end_ms + 2000) for each in made.cues]
    cues = tuple(each._replace(cue=cue) for each, cue in zip(made.cues, late, strict=True))
    return remarks(replace(made, cues=cues), "overlap")


def test_cues_at_one_time_must_stand_clear_of_each_other() -> None:
    assert overlapping(("Stop!", "1"), ("Why?", "3")) == []
    assert overlapping(("Stop!", "8"), ("Why?", "2")) == []
    assert len(overlapping(("Stop right there now!", "1"), ("Why on earth should I?", "3"))) == 1, "their boxes meet"
    assert len(overlapping(("Stop!", "2"), ("Why?", ""))) == 1, "two names of one place"
    assert len(overlapping(("Stop!", "10,60,80,20"), ("Why?", "10.0,60.00,80,20"))) == 1


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (f"<i>{WIDE} and the day</i>", True),
        ("<i>I was</i> wondering <i>all that</i> night and day", True),
        ("<i>" + "W" * 19 + "</i>", False),
    ],
)
def test_lines_are_broken_anew_as_they_are_drawn(text: str, fixed: bool) -> None:
    made = track([text])
    [found] = remarks(made, "rendered_width")
    rule = all_rules().get("rendered_width")
    assert rule.repair is not None
    cue = rule.repair(made, found)
    assert (cue is not None) == fixed
    if cue is not None:
        assert "<i>" in cue.text
        assert plain_text(cue.text).replace("\n", " ") == plain_text(text)
        assert all(line.width_px <= 788 for line in layout(cue.text, "en").lines)


def test_a_slanted_line_is_broken_where_only_the_slanted_one_fits() -> None:
    """Both halves fit as they are drawn; measured upright neither would, and the line would stay as it is."""
    half = WIDE
    made = track([f"<i>{half} {half.lower()}</i>"])
    guide = replace(made.guide, line_target=40, line_hard=42)
    made = replace(made, guide=guide)
    [found] = remarks(made, "rendered_width")
    cue = all_rules().get("rendered_width").repair(made, found)  # type: ignore[misc]
    assert cue is not None
    assert plain_text(cue.text) == f"{half}\n{half.lower()}"


def test_a_break_never_tears_a_base_from_its_reading() -> None:
    """Half of this base would fit a line, but its reading stands over all of it; what stands before it may go."""
    base = "<ruby>東京大阪京都奈良東京大阪京都奈良<rt>まち</rt></ruby>"
    rule = all_rules().get("rendered_width")
    assert rule.repair is not None
    for text, fixed in ((base, None), ("どこへ行くの" + base[:14] + base[22:], "どこへ行くの\n" + base[:14] + base[22:])):
        made = track([text], "ja")
        made = replace(made, guide=replace(made.guide, line_target=13, line_hard=13))
        [found] = [*remarks(made, "rendered_width"), *remarks(made, "line_length")]
        cue = rule.repair(made, found)
        assert (cue.text if cue else None) == fixed
