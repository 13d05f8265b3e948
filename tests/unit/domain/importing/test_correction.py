"""Corrections of many files at once: what they change, that they cost no more than that, and several titles in one folder."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import MediaInfo
from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import BadInput
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing import verdict
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, Occupied, PlanItem, content_slot, reference_slot
from crossreel.domain.importing.references import reference_of
from crossreel.domain.importing.titles import put_together, split, split_off, titles_of
from crossreel.domain.importing.verdict import settle
from crossreel.domain.importing.version_label import VersionLabel
from crossreel.domain.text.document import Notice
from crossreel.i18n.messages import sentence
from tests.unit.domain.importing.test_plan import plan, statuses, subtitle, video

LANGUAGES = ("zh-Hans", "en", "th")


def season(episodes: int, languages: tuple[str, ...] = LANGUAGES) -> ImportPlan:
    """Return a plan of a whole title: a video and a subtitle file a language in each episode."""
    items: list[PlanItem] = []
    for number in range(1, episodes + 1):
        items.append(video(len(items) + 1, number))
        for tag in languages:
            items.append(replace(subtitle(len(items) + 1, number, tag), name=f"{tag}/{number}.srt"))
    return plan(*items)


def calls_of(change: Callable[[], ImportPlan]) -> int:
    """Count the Python functions that run in a correction."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        change()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "change",
    [
        lambda of: correct.set_episode(of, 6, 1),
        lambda of: correct.set_language(of, 6, "fr"),
        lambda of: correct.set_role(of, 6, Role.SDH),
        lambda of: correct.skip(of, 5),
        lambda of: correct.choose(correct.set_episode(of, 6, 1), 6),
        lambda of: correct.offset(of, (5, 6, 7, 8), 400),
        lambda of: correct.prefer(correct.set_episode(of, 5, 1), Preference.CLEAN),
        lambda of: correct.set_extra(of, (5,), ExtraKind.TRAILER),
    ],
)
def test_a_correction_costs_what_it_changes_however_many_files_there_are(change: Callable[[ImportPlan], ImportPlan]) -> None:
    small, large = season(4), season(360)
    assert len(large.items) == 1440
    assert calls_of(lambda: change(large)) == calls_of(lambda: change(small)) > 0
    untouched = [before is after for before, after in zip(large.items, change(large).items, strict=True)]
    assert untouched.count(False) <= 8  # the files of the episode it left and of the one it came to


CHANGES: tuple[Callable[[ImportPlan, int, int], ImportPlan], ...] = (
    lambda of, item, number: correct.set_episode(of, item, number or None),
    lambda of, item, number: correct.set_episode(of, item, 1, number),
    lambda of, item, number: correct.offset(of, (item, item % 8 + 1), number),
    lambda of, item, number: correct.set_language(of, item, LANGUAGES[number % 3]),
    lambda of, item, number: correct.set_role(of, item, (None, Role.SDH, Role.SOURCE)[number % 3]),
    lambda of, item, number: correct.skip(of, item, number % 2 == 0),
    lambda of, item, number: correct.choose(of, item),
    lambda of, item, number: correct.set_extra(of, item, (None, ExtraKind.MUSIC)[number % 2]),
    lambda of, item, number: correct.set_look(of, item, (Look.CLEAN, Look.BURNED)[number % 2]),
    lambda of, item, number: correct.set_version(of, item, VersionLabel(number=(number,))),
    lambda of, item, number: correct.prefer(of, *tuple(Preference)[number % 3 :]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(1, 8), st.integers(0, 4)), max_size=8))
def test_corrections_one_after_the_other_say_what_settling_all_anew_says(
    changes: list[tuple[Callable[[ImportPlan, int, int], ImportPlan], int, int]],
) -> None:
    corrected = season(2)
    for change, item, number in changes:
        corrected = change(corrected, item, number)
    assert corrected == settle(corrected)


def test_numbers_are_moved_on_and_never_below_one() -> None:
    moved = correct.offset(plan(video(1, 1), video(2, 2), video(3, None)), (1, 2, 3), 40)
    assert [item.episode for item in moved.items] == [41, 42, None]
    assert [item.episode for item in correct.offset(moved, (1, 2), -40).items] == [1, 2, None]
    with pytest.raises(BadInput, match=r"import\.offset_too_low"):
        correct.offset(moved, (1, 2), -41)
    several = correct.offset(plan(replace(video(1, 1), last_episode=3)), 1, 10)
    assert (several.items[0].episode, several.items[0].last_episode) == (11, 13)


def test_a_file_of_several_episodes_takes_no_place_until_it_is_said_which() -> None:
    settled = plan(replace(video(1, 1), last_episode=3), video(2, 1), video(3, 5))
    assert statuses(settled) == [ItemStatus.UNMATCHED, ItemStatus.NEW, ItemStatus.NEW]
    assert settled.items[0].reason is not None
    assert (settled.items[0].reason.code, dict(settled.items[0].reason.facts)) == ("import.range", {"first": 1, "last": 3})
    assert settled.gaps == (4,), "what it holds is no gap"
    assert statuses(correct.set_episode(settled, 1, 4))[0] is ItemStatus.NEW


def test_extras_push_out_no_episode_and_can_be_taken_in() -> None:
    extra = replace(subtitle(1, 1, "en"), kind=ItemKind.EXTRA, extra=ExtraKind.TRAILER)
    settled = plan(extra, subtitle(2, 1, "en"))
    assert statuses(settled) == [ItemStatus.SKIPPED, ItemStatus.NEW]
    taken = correct.set_episode(settled, 1, 7)
    assert (taken.items[0].kind, taken.items[0].extra, taken.items[0].status) == (ItemKind.SUBTITLE, None, ItemStatus.NEW)
    again = correct.set_extra(taken, (1, 2), ExtraKind.MUSIC)
    assert statuses(again) == [ItemStatus.SKIPPED] * 2


def pictures() -> ImportPlan:
    """Return a plan with four pictures of one episode."""
    looks = ((Look.BURNED, 1080), (Look.CLEAN, 720), (Look.CLEAN, 1080), (Look.DUBBED, 1080))
    return plan(*(replace(video(at, 1), look=look, quality=lines, modified_ms=9 - at) for at, (look, lines) in enumerate(looks, 1)))


def test_pictures_of_other_looks_and_sizes_come_in_and_the_clean_largest_is_the_reference_unless_another_is_preferred() -> None:
    def timed_to(of: ImportPlan) -> int | None:
        reference = reference_of(of, 1)
        return reference.id if reference is not None else None

    assert statuses(pictures()) == [ItemStatus.NEW] * 4
    assert timed_to(pictures()) == 3
    assert timed_to(correct.prefer(pictures(), Preference.BURNED)) == 1
    assert timed_to(correct.prefer(pictures(), Preference.P720)) == 2
    assert timed_to(correct.prefer(pictures(), Preference.NEWEST)) == 1
    assert timed_to(correct.prefer(pictures(), Preference.DUBBED, Preference.P720)) == 4
    assert timed_to(correct.prefer(correct.prefer(pictures(), Preference.DUBBED))) == 3
    chosen = correct.set_reference(correct.set_reference(pictures(), 2), 4)
    assert timed_to(chosen) == 4
    assert timed_to(correct.skip(chosen, 4)) == 3


def test_an_episode_keeps_its_reference_unless_somebody_says_otherwise() -> None:
    there = replace(pictures(), existing={reference_slot(1): Occupied(id=5, digest="old")})
    assert reference_of(there, 1) is None
    chosen = reference_of(correct.set_reference(there, 1), 1)
    assert chosen is not None and chosen.id == 1
    known = settle(replace(there, existing={**there.existing, content_slot(1, "v2"): Occupied(id=5, digest="v2")}))
    assert statuses(known) == [ItemStatus.NEW, ItemStatus.IDENTICAL, ItemStatus.NEW, ItemStatus.NEW]


def a_minute() -> MediaInfo:
    """A video of one minute."""
    return MediaInfo(
        duration_ms=60_000, width=1080, height=1920, rotation=0, frame_rate=Fraction(30), variable_frame_rate=False,
        video_codec="h264", audio=(), size_bytes=1, content_key="v1",
    )  # fmt: skip


def cut_ranges(of: ImportPlan, cuts: Mapping[int, Cut]) -> ImportPlan:
    """Cut the files that hold some episodes."""
    for item_id, mine in correct.files_to_cut(of, cuts).items():
        of = correct.set_cuts(of, item_id, mine)
    return of


def test_a_file_of_several_episodes_comes_in_once_somebody_says_where_each_is() -> None:
    whole = plan(replace(video(1, 7), last_episode=8, info=a_minute()), video(2, 1))
    assert statuses(whole) == [ItemStatus.UNMATCHED, ItemStatus.NEW]
    cut = cut_ranges(whole, {7: Cut(out_ms=30_000), 8: Cut(in_ms=30_000)})
    assert (statuses(cut), cut.episodes) == ([ItemStatus.NEW, ItemStatus.NEW], (1, 7, 8))
    assert [cut.items[0].cut_of(number) for number in (7, 8)] == [Cut(out_ms=30_000), Cut(in_ms=30_000)]
    found = reference_of(cut, 8)
    assert found is not None and found.id == 1
    moved = correct.offset(cut, 1, 10)
    assert moved.items[0].numbers == (17, 18)
    assert statuses(correct.set_cuts(cut, 1, {7: Cut(in_ms=9_000_000)}))[0] is ItemStatus.UNMATCHED
    assert statuses(correct.set_cuts(cut, 1, {}))[0] is ItemStatus.UNMATCHED
    for wrong in ({9: Cut()}, {1: Cut()}):
        with pytest.raises(BadInput):
            cut_ranges(whole, wrong)
    with pytest.raises(BadInput):
        correct.set_cuts(whole, 1, {9: Cut()})


def test_the_newest_is_taken_where_names_do_not_tell() -> None:
    rivals = plan(replace(subtitle(1, 1, "en"), modified_ms=5), replace(subtitle(2, 1, "en"), modified_ms=9))
    assert statuses(rivals) == [ItemStatus.DUPLICATE] * 2
    assert statuses(correct.prefer(rivals, Preference.NEWEST)) == [ItemStatus.SKIPPED, ItemStatus.NEW]


def named(item: PlanItem, name: str, head: str) -> PlanItem:
    return replace(item, name=name, head=head)


def test_several_titles_in_one_folder_become_several_plans() -> None:
    mixed = plan(
        named(video(1, 1), "闪婚老公_第1集.mp4", "闪婚老公"),
        named(video(2, 1), "The Healer 1.mp4", "The Healer"),
        named(subtitle(3, 1, "en"), "subs/The Healer - 1.en.srt", "The Healer"),
        named(subtitle(4, 1, "th"), "闪婚老公_1_th.srt", "闪婚老公"),
        named(replace(video(5, None), kind=ItemKind.OTHER), "subs/readme.txt", ""),
    )
    assert statuses(mixed)[:2] == [ItemStatus.DUPLICATE] * 2
    one, other = split(mixed, taken=("HEALER",))
    assert (one.title_name, other.title_name, other.code) == ("闪婚老公", "The Healer", "HEALER2")
    assert [item.id for item in one.items] == [1, 4]
    assert [item.id for item in other.items] == [2, 3, 5]
    assert statuses(one) == [ItemStatus.NEW] * 2


@pytest.mark.parametrize(
    "heads",
    [
        ((1, "The Heir"), (2, "The Hidden Heir"), (3, "The Heir")),
        ((1, "霸总"), (2, "霸总"), (3, "霸总的新娘"), (1, "霸总的新娘")),
        ((1, ""), (1, "Heir")),
    ],
)
def test_one_title_under_two_names_stays_one(heads: tuple[tuple[int, str], ...]) -> None:
    items = [named(video(at, number), f"{at}.mp4", head) for at, (number, head) in enumerate(heads, 1)]
    assert titles_of(items) == {}
    assert len(split(plan(*items))) == 1


def test_what_an_extra_holds_is_missing_all_the_same() -> None:
    compilation = replace(video(1, 1), kind=ItemKind.EXTRA, extra=ExtraKind.COMPILATION, last_episode=5)
    settled = replace(plan(compilation, video(2, 1), video(3, 4)), promised=8)
    assert settled.gaps == (2, 3, 5, 6, 7, 8)
    told = sentence("import.gaps", {"numbers": list(settled.gaps)})
    assert "2, 3, and 5–8" in told


def test_a_doubt_is_answered_by_saying_what_it_asked() -> None:
    asked = tuple(Notice(code=f"import.{code}") for code in ("folder_number", "language_doubtful", "fits_poorly_by_name"))
    doubtful = plan(video(1, 1), replace(subtitle(2, 1, "en"), doubts=asked))
    of_episode = correct.set_episode(doubtful, 2, 1)
    assert [doubt.code for doubt in of_episode.item(2).doubts] == ["import.language_doubtful", "import.fits_poorly_by_name"]
    of_language = correct.set_language(of_episode, 2, "en")
    assert [doubt.code for doubt in of_language.item(2).doubts] == ["import.fits_poorly_by_name"]


def test_files_are_split_off_as_another_title_and_put_together_again() -> None:
    whole = season(4, ("zh-Hans", "en"))
    theirs = [item.id for item in whole.items if item.episode in (3, 4)]
    first, second = split_off(whole, theirs, "The Return", "RETURN")
    assert (first.episodes, second.episodes) == ((1, 2), (3, 4))
    assert (second.code, second.title_name, second.source_language) == ("RETURN", "The Return", "zh-Hans")
    assert put_together([first, second]) == whole
    assert split_off(whole, [item.id for item in whole.items], "All", "ALL") == (whole,)


@pytest.mark.parametrize("episodes", [6, 60])
def test_a_correction_looks_at_its_file_and_at_what_hangs_on_it(monkeypatch: pytest.MonkeyPatch, episodes: int) -> None:
    looked: list[int] = []
    settled = verdict._settled

    def noted(item: PlanItem, *rest: Any) -> PlanItem:
        looked.append(item.id)
        return settled(item, *rest)

    whole = season(episodes)
    thai, chinese = (next(item.id for item in whole.items if item.language == tag) for tag in ("th", "zh-Hans"))
    monkeypatch.setattr(verdict, "_settled", noted)
    moved = correct.set_episode(whole, thai, 2)
    assert [whole.item(each).language for each in looked] == ["th", "th"], "the file and its rival"
    looked.clear()
    other_source = correct.skip(whole, chinese)
    assert {whole.item(each).episode for each in looked} == {1} and len(looked) <= 4
    monkeypatch.undo()
    for corrected in (moved, other_source):
        assert corrected == settle(corrected)
