"""Import plans: what happens to each file, and how a person corrects it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.catalog.title import CODE_PATTERN
from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.plan import (
    ImportPlan,
    ItemKind,
    ItemStatus,
    Occupied,
    OnExisting,
    PlanItem,
    track_slot,
    version_slot,
)
from crossreel.domain.importing.verdict import settle
from crossreel.domain.importing.version_label import VersionLabel
from crossreel.domain.text.document import Document, DocumentCue, Notice


def video(item_id: int, episode: int | None, digest: str = "") -> PlanItem:
    return PlanItem(
        id=item_id,
        path=f"/v/{item_id}.mp4",
        name=f"{item_id}.mp4",
        kind=ItemKind.VIDEO,
        episode=episode,
        digest=digest or f"v{item_id}",
    )


def subtitle(item_id: int, episode: int | None, language: str, text: str = "", **fields: object) -> PlanItem:
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=1000, text=text or f"text {item_id}"),))
    item = PlanItem(
        id=item_id,
        path=f"/s/{item_id}.srt",
        name=f"{item_id}.srt",
        kind=ItemKind.SUBTITLE,
        episode=episode,
        language=language,
        format_id="srt",
        format_rank=1,
        document=document,
        digest=f"s{item_id}",
    )
    return replace(item, **fields)  # type: ignore[arg-type]


def plan(*items: PlanItem, **fields: object) -> ImportPlan:
    return settle(ImportPlan(code="HEIR", title_name="Heir", items=items, **fields))  # type: ignore[arg-type]


def statuses(of: ImportPlan) -> list[ItemStatus]:
    return [item.status for item in of.items]


def test_new_files_are_new() -> None:
    settled = plan(video(1, 1), subtitle(2, 1, "zh-Hans"), subtitle(3, 1, "en"))
    assert statuses(settled) == [ItemStatus.NEW] * 3
    assert settled.episodes == (1,)
    assert settled.languages == ("zh-Hans", "en")
    assert settled.source_language == "zh-Hans"
    assert not settled.problems


def test_gaps_holes_and_unmatched() -> None:
    settled = plan(
        video(1, 1),
        video(2, 4),
        video(3, None),
        subtitle(4, 1, "en"),
        subtitle(5, 4, "en"),
        subtitle(6, 1, "th"),
        subtitle(7, 2, ""),
    )
    assert settled.gaps == (2, 3)
    assert settled.holes == ((4, "th"),)
    assert [(item.id, item.reason and item.reason.code) for item in settled.where(ItemStatus.UNMATCHED)] == [
        (3, "import.no_episode"),
        (7, "import.no_language"),
    ]


def test_an_unmatched_file_is_corrected() -> None:
    settled = plan(video(1, None), subtitle(2, 1, ""))
    settled = correct.set_language(correct.set_episode(settled, 1, 1), 2, "th")
    assert statuses(settled) == [ItemStatus.NEW, ItemStatus.NEW]
    assert settled.item(2).language_from == "user"


def test_two_different_files_for_one_place_must_be_chosen_from() -> None:
    settled = plan(subtitle(1, 1, "en"), subtitle(2, 1, "en"), subtitle(3, 1, "en", role=Role.SDH))
    assert statuses(settled) == [ItemStatus.DUPLICATE, ItemStatus.DUPLICATE, ItemStatus.NEW]
    assert [item.id for item in settled.where(ItemStatus.DUPLICATE)] == [1, 2]
    assert statuses(correct.choose(settled, 2)) == [ItemStatus.SKIPPED, ItemStatus.NEW, ItemStatus.NEW]


def test_equal_cues_in_two_formats_count_once_and_the_richer_format_wins() -> None:
    settled = plan(subtitle(1, 1, "en", "same"), subtitle(2, 1, "en", "same", format_id="vtt", format_rank=2, digest="x"))
    assert statuses(settled) == [ItemStatus.IDENTICAL, ItemStatus.NEW]


def test_the_newest_version_wins() -> None:
    settled = plan(
        subtitle(1, 1, "en", version=VersionLabel(number=(1,))),
        subtitle(2, 1, "en", version=VersionLabel(number=(2,))),
        subtitle(3, 1, "en"),
    )
    assert statuses(settled) == [ItemStatus.SKIPPED, ItemStatus.NEW, ItemStatus.SKIPPED]


def test_occupied_places() -> None:
    existing = {
        version_slot("1", ItemKind.VIDEO, Look.UNKNOWN, "", 0): Occupied(id=9, digest="v1"),
        track_slot(1, "en", Role.TRANSLATION): Occupied(id=8, digest="old"),
    }
    settled = plan(
        video(1, 1), subtitle(2, 1, "en"), subtitle(3, 2, "en"), existing=existing, existing_episodes=frozenset({1}), title_id=5
    )
    assert statuses(settled) == [ItemStatus.IDENTICAL, ItemStatus.CONFLICT, ItemStatus.NEW]
    assert statuses(correct.set_on_existing(settled, OnExisting.REPLACE))[1] is ItemStatus.REPLACE
    assert statuses(correct.set_on_existing(settled, OnExisting.KEEP))[1] is ItemStatus.SKIPPED
    assert statuses(correct.set_on_existing(settled, OnExisting.REPLACE, item_id=2))[1] is ItemStatus.REPLACE


def test_refused_and_left_out_files_claim_no_place() -> None:
    refusal = Notice(code="media.zero_bytes")
    settled = plan(replace(video(1, 1), refusal=refusal), video(2, 1))
    assert statuses(settled) == [ItemStatus.REFUSED, ItemStatus.NEW]
    settled = correct.skip(plan(video(1, 1), video(2, 1)), 1)
    assert statuses(settled) == [ItemStatus.SKIPPED, ItemStatus.NEW]
    assert statuses(correct.skip(settled, 1, skipped=False)) == [ItemStatus.DUPLICATE, ItemStatus.DUPLICATE]


@pytest.mark.parametrize(
    ("items", "source"),
    [
        ([subtitle(1, 1, "en"), subtitle(2, 1, "zh-Hant")], "zh-Hant"),
        ([subtitle(1, 1, "en"), subtitle(2, 1, "th"), subtitle(3, 2, "th")], "th"),
        ([subtitle(1, 1, "en"), subtitle(2, 1, "th", role=Role.SOURCE)], "th"),
        ([subtitle(n, n, "en") for n in range(1, 5)] + [subtitle(9, 1, "zh-Hans")], "en"),
        ([video(1, 1)], ""),
    ],
)
def test_the_source_language_is_guessed(items: list[PlanItem], source: str) -> None:
    assert plan(*items).source_language == source


def test_a_chosen_source_language_stays() -> None:
    settled = correct.set_source(plan(subtitle(1, 1, "en"), subtitle(2, 1, "zh-Hans")), "en")
    assert (settled.source_language, settled.source_from, settled.languages) == ("en", "user", ("en", "zh-Hans"))


def test_problems_are_named() -> None:
    empty = settle(ImportPlan(code="x", title_name=" "))
    assert [problem.code for problem in empty.problems] == ["import.bad_code", "import.no_name", "import.nothing"]
    assert correct.set_title(empty, code=" heir ", name="Heir").code == "HEIR"


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("The Hidden Heir", (), "HIDDENHEIR"),
        ("the-hidden_heir", (), "THEHIDDENHEIR"),
        ("Café Déjà Vu", (), "CAFEDEJAVU"),
        ("A Very Long Title That Never Ends", (), "VERYLONGTITLETHA"),
        ("The Hidden Heir", ("HIDDENHEIR",), "HIDDENHEIR2"),
        ("The Hidden Heir", ("HIDDENHEIR", "HIDDENHEIR2"), "HIDDENHEIR3"),
    ],
)
def test_codes_are_suggested(name: str, taken: tuple[str, ...], code: str) -> None:
    assert correct.suggest_code(name, taken) == code


@given(st.text(max_size=40), st.sets(st.text("ABC123", min_size=2, max_size=16), max_size=5))
def test_every_suggested_code_is_valid_and_free(name: str, taken: set[str]) -> None:
    code = correct.suggest_code(name, taken)
    assert CODE_PATTERN.fullmatch(code)
    assert code not in taken
