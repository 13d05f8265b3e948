"""What the surface of a line tells, as far as two languages agree in it."""

from dataclasses import replace

from crossreel.domain.drafting.review import ReviewLine
from crossreel.services.files.review_weights import review_weights
from crossreel.services.reviewing.signs import by_signs

PAIRS = (
    ("你在哪？", "Where are you?"), ("我不信。", "I don't believe it."), ("她来了。", "She is here."), ("走吧。", "Let's go."),
    ("算了。回家。", "Forget it. Go home."),
)  # fmt: skip
BLANK = ReviewLine(
    cue_id=0, title_id=1, track_id=1, episode_id=1, episode=1, column="en", start_ms=0, end_ms=1, source_id=1, source="", text=""
)


def told(*more: tuple[str, str], times: int = 15) -> dict[int, set[str]]:
    """Reasons by place, behind lines that agree."""
    pairs = [*PAIRS * times, *more]
    lines = [replace(BLANK, cue_id=at, source=source, text=text) for at, (source, text) in enumerate(pairs)]
    found = by_signs(lines, "zh-Hans", "en", review_weights())
    return {at - len(PAIRS) * times: {reason.code for reason in reasons} for at, reasons in found.items()}


def test_a_line_that_says_otherwise_is_told_and_no_other() -> None:
    found = told(
        ("他是谁？", "I know who it is."), ("走吧。", "Shall we go?"), ("我不去。", "I'm going."), ("她走了。", "He left."),
        ("算了。别哭。", "Don't cry."),
    )  # fmt: skip
    assert found == {
        0: {"review.question_lost"}, 1: {"review.question_added"}, 2: {"review.denial_lost"}, 3: {"review.person_m"},
        4: {"review.fewer_sentences"},
    }  # fmt: skip


def test_where_the_languages_do_not_agree_nothing_is_told() -> None:
    assert all("review.question_lost" not in codes for codes in told(*[("你好吗？", "Hello.")] * 40).values())
    assert told(("你在哪？", "Here."), times=1) == {}
