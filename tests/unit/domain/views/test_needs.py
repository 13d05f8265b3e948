"""What needs work in a language: each reason alone, and none where all is done."""

from dataclasses import replace

from crossreel.domain.cues.cue import Cue, Origin, text_digest
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.views.grid import CueRow
from crossreel.domain.views.needs import Need, needs

SPINE = [Cue(id=at, track_id=1, start_ms=at * 1000, end_ms=at * 1000 + 900, text=f"第{at}句") for at in (1, 2, 3)]


def follower(at: int, **changes: object) -> Cue:
    made = Cue(
        id=at + 10, track_id=2, start_ms=at * 1000, end_ms=at * 1000 + 900, text=f"Line {at}", anchor_id=at, anchor_last_id=at,
        source_digest=text_digest([SPINE[at - 1].text]),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def rows(*cells: tuple[Cue, ...], covered: int = 0) -> list[CueRow]:
    return [
        CueRow(
            cue=cue, is_spine=True, followers={"en": cell} if cell else {}, covered=frozenset({"en"} if cue.id == covered else ())
        )
        for cue, cell in zip(SPINE, cells, strict=True)
    ]


def finding(cue_id: int, language: str = "en", severity: Severity = Severity.WARNING) -> Finding:
    return Finding(
        id=9, title_id=1, episode_id=1, track_id=2, language=language, cue_id=cue_id, rule="duration", severity=severity,
        start_ms=0, end_ms=1, text="",
    )  # fmt: skip


DONE = rows((follower(1),), (follower(2),), (follower(3),))


def test_what_is_done_needs_nothing() -> None:
    assert needs(DONE, "zh-Hans", "en") == {}
    assert needs(DONE, "zh-Hans", "zh-Hans") == {}


def test_an_empty_cell_needs_words_but_not_one_that_another_cue_renders() -> None:
    assert needs(rows((follower(1),), (), (follower(3, text=" "),)), "zh-Hans", "en") == {2: (Need.EMPTY,), 3: (Need.EMPTY,)}
    spanning = follower(1, anchor_last_id=2, source_digest=text_digest([SPINE[0].text, SPINE[1].text]))
    assert needs(rows((spanning,), (), (follower(3),), covered=2), "zh-Hans", "en") == {}


def test_a_draft_needs_a_person_whoever_made_it() -> None:
    cells = rows(
        (follower(1, origin=Origin.MACHINE),), (follower(2, origin=Origin.MEMORY),), (follower(3, origin=Origin.IMPORTED),)
    )
    assert needs(cells, "zh-Hans", "en") == {1: (Need.DRAFT,), 2: (Need.DRAFT,)}


def test_a_translation_older_than_its_source_is_stale() -> None:
    assert needs(rows((follower(1),), (follower(2, source_digest=""),), (follower(3),)), "zh-Hans", "en") == {2: (Need.STALE,)}


def test_findings_of_the_language_count_but_not_what_is_only_told() -> None:
    assert needs(DONE, "zh-Hans", "en", [finding(12)]) == {2: (Need.FINDING,)}
    assert needs(DONE, "zh-Hans", "en", [finding(12, severity=Severity.INFO), finding(2, "zh-Hans")]) == {}
    assert needs(DONE, "zh-Hans", "zh-Hans", [finding(2, "zh-Hans")]) == {2: (Need.FINDING,)}
