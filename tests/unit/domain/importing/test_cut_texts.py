"""Subtitle files of several episodes: cut with their video, alone, in two languages, and put together again."""

from dataclasses import replace

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.bilingual_files import keep_together, split_languages
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, PlanItem
from crossreel.domain.importing.plan_rows import part_of
from crossreel.domain.text.document import Document, DocumentCue, Notice
from crossreel.domain.text.several_languages import LanguagePart
from crossreel.i18n.messages import sentence
from tests.unit.domain.importing.test_correction import a_minute, cut_ranges
from tests.unit.domain.importing.test_plan import plan, statuses, subtitle, video


def ranged(item_id: int, language: str, *times: tuple[int, int], path: str = "") -> PlanItem:
    """A subtitle file of episodes 7 and 8 whose cues say their number."""
    cues = tuple(DocumentCue(start_ms=start, end_ms=end, text=f"{language} {at}") for at, (start, end) in enumerate(times, 1))
    blank = subtitle(item_id, 7, language)
    return replace(blank, last_episode=8, path=path or f"/in/{item_id}.srt", document=Document(cues=cues), digest=f"d{item_id}")


RANGED = ((1_000, 2_000), (28_000, 31_000), (29_500, 33_000), (40_000, 41_000), (90_000, 91_000))
BOTH = {7: Cut(out_ms=30_000), 8: Cut(in_ms=30_000, out_ms=60_000)}


def parts(of: ImportPlan) -> list[tuple[int | None, str, list[tuple[int, int, str]]]]:
    """Return the parts of subtitle files: episode, language and cues."""
    return [
        (item.episode, item.language, [(cue.start_ms, cue.end_ms, cue.text) for cue in item.document.cues])
        for item in of.items
        if item.document is not None
    ]


def test_subtitles_of_several_episodes_are_cut_with_their_video_and_cues_across_the_border_stand_where_most_of_them_lies() -> None:
    film = replace(video(1, 7), last_episode=8, info=a_minute())
    whole = plan(film, ranged(2, "en", *RANGED), ranged(3, "zh-Hans", RANGED[0]))
    assert [item.id for item in correct.waiting_for_cuts(whole)] == [1]
    cut = cut_ranges(whole, BOTH)
    assert parts(cut) == [
        (7, "en", [(1_000, 2_000, "en 1"), (28_000, 30_000, "en 2")]),
        (8, "en", [(0, 3_000, "en 3"), (10_000, 11_000, "en 4")]),
        (7, "zh-Hans", [(1_000, 2_000, "zh-Hans 1")]),
        (8, "zh-Hans", []),
    ]
    assert [(item.id, item.status) for item in cut.items] == [
        (1, ItemStatus.NEW), (2, ItemStatus.NEW), (4, ItemStatus.NEW), (3, ItemStatus.NEW), (5, ItemStatus.SKIPPED),
    ]  # fmt: skip
    told = [sentence(each.code, each.facts) for item in cut.items for each in item.notices]
    assert told == [
        "Cues across the border of episode 7, each where most of it lies: 1, the first at 00:28.000: “en 2”",
        "Cues in no part, which stay out: 1, the first at 01:30.000: “en 5”",
        "Cues across the border of episode 8, each where most of it lies: 1, the first at 00:29.500: “en 3”",
    ]
    assert cut.items[4].reason == Notice(code="import.empty_part", facts={"episode": 8})
    assert (cut.episodes, correct.waiting_for_cuts(cut)) == ((7, 8), [])
    moved = cut_ranges(cut, {7: Cut(out_ms=29_000), 8: Cut(in_ms=29_000)})
    assert [len(cues) for _episode, language, cues in parts(moved) if language == "en"] == [1, 4]
    assert parts(moved)[1][2][0] == (0, 2_000, "en 2")
    back = correct.set_cuts(moved, 1, {})
    assert parts(back) == parts(whole) and statuses(back) == [ItemStatus.UNMATCHED] * 3
    assert [(item.digest, item.notices) for item in back.items[1:]] == [("d2", ()), ("d3", ())]


def test_subtitles_of_several_episodes_are_cut_alone_and_counted_on_with_their_parts() -> None:
    whole = plan(ranged(1, "en", *RANGED[:4]), ranged(2, "es-419", RANGED[3]))
    assert [item.id for item in correct.waiting_for_cuts(whole)] == [1]
    cut = cut_ranges(whole, BOTH)
    assert [(episode, language, len(cues)) for episode, language, cues in parts(cut)] == [
        (7, "en", 2), (8, "en", 2), (7, "es-419", 0), (8, "es-419", 1),
    ]  # fmt: skip
    moved = correct.offset(cut, [item.id for item in cut.items], 10)
    again = cut_ranges(moved, {17: Cut(out_ms=50_000), 18: Cut(in_ms=50_000)})
    assert [(episode, len(cues)) for episode, language, cues in parts(again) if language == "en"] == [(17, 4), (18, 0)]


def test_two_languages_of_a_cut_file_are_kept_together_as_a_whole() -> None:
    both = ranged(1, "en", *RANGED[:4])
    halves = tuple(LanguagePart(language=tag, document=both.document or Document()) for tag in ("en", "th"))
    apart = split_languages(plan(replace(both, halves=halves)))
    cut = cut_ranges(apart, BOTH)
    assert [(episode, language, len(cues)) for episode, language, cues in parts(cut)] == [
        (7, "en", 2), (8, "en", 2), (7, "th", 2), (8, "th", 2),
    ]  # fmt: skip
    assert [part_of(item) for item in cut.items] == ["en ep7", "en ep8", "th ep7", "th ep8"]
    assert parts(keep_together(cut, [cut.items[3].id])) == parts(plan(both))
