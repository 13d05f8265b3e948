"""Words with times become cues: sentences first, parted where they part best, inside the limits, on time and in order."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.language.spoken_cues import CueLimits, SpokenCue, cues_of
from crossreel.language.spoken_lines import Word, ends_sentence, together


def limits(language: str = "en", **changes: object) -> CueLimits:
    usual: dict[str, object] = {
        "line": 25, "lines": 2, "speed": 17.0, "shortest_ms": 800, "longest_ms": 6000, "gap_ms": 80,
    }  # fmt: skip
    return CueLimits(language=language, **{**usual, **changes})  # type: ignore[arg-type]


def spoken(text: str, *, start_ms: int = 0, each_ms: int = 300, pauses: dict[str, int] | None = None) -> list[Word]:
    """The words of a text one after the other; after some of them a pause."""
    found, at_ms = list[Word](), start_ms
    for word in text.split():
        found.append(Word(f" {word}", at_ms, at_ms + each_ms - 20, confidence=900))
        at_ms += each_ms + (pauses or {}).get(word, 0)
    return found


def texts(cues: list[SpokenCue]) -> list[str]:
    return [cue.text for cue in cues]


def test_sentences_and_pauses_end_cues() -> None:
    words = spoken("I told you everything already, all of it. You never listened to me", pauses={"everything": 900})
    assert texts(cues_of(words, limits())) == ["I told you everything", "already, all of it.", "You never listened to me"]


def test_a_long_sentence_parts_at_its_comma_and_stays_balanced() -> None:
    words = spoken("When my father died he left the whole company to me, and nobody in this family ever forgave me for that.")
    cues = cues_of(words, limits())
    assert texts(cues) == [
        "When my father\ndied he left", "the whole company to me,", "and nobody in this family", "ever forgave me for that.",
    ]  # fmt: skip
    assert all(len(line) <= 25 for cue in cues for line in cue.text.split("\n"))


def test_a_cut_in_a_silence_parts_and_the_cue_before_ends_at_it() -> None:
    words = spoken("We have to leave this house before they find us here", pauses={"house": 400})
    assert len(cues_of(words, limits(line=60))) == 1
    before, after = cues_of(words, limits(line=60, shots_ms=(2000,)))
    assert before.text == "We have to leave this house" and after.text == "before they find us here"
    assert before.end_ms == 1780
    slow = cues_of(words, limits(line=60, speed=12.0, shots_ms=(2000,)))
    assert slow[0].end_ms == 2000 - 80, "it would be read until 2167"


def test_what_is_too_short_to_read_joins_its_answer_or_stays_longer() -> None:
    cues = cues_of([Word(" No.", 0, 200), Word(" Never.", 300, 700), Word(" Out!", 4000, 4200)], limits())
    assert texts(cues) == ["No. Never.", "Out!"]
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == [(0, 800), (4000, 4800)]


def test_another_speaker_begins_another_cue() -> None:
    words = [Word(" Who", 0, 200, "A"), Word(" is it", 250, 500, "A"), Word(" Me", 600, 800, "B")]
    assert [(cue.text, cue.speaker) for cue in cues_of(words, limits())] == [("Who is it", "A"), ("Me", "B")]


def test_confidence_is_that_of_the_words() -> None:
    assert [cue.confidence for cue in cues_of([Word(" a", 0, 900, "", 800), Word(" b.", 900, 1800, "", 600)], limits())] == [700]
    assert cues_of([Word(" a", 0, 900)], limits())[0].confidence is None


def test_chinese_japanese_and_thai_stand_without_blanks_and_part_between_words() -> None:
    for language, text, line in (
        ("zh-Hans", "我早就告诉过你不要再回到这个家里来因为他们不会放过你", 12),
        ("ja", "あの日から私はずっとあなたのことを待っていたのですけれど", 12),
        ("th", "ฉันบอกคุณแล้วว่าอย่ากลับมาที่บ้านหลังนี้อีกเพราะพวกเขาจะไม่ปล่อยคุณไป", 20),
    ):
        words = [Word(each, 150 * at, 150 * at + 140) for at, each in enumerate(text)]
        cues = cues_of(words, limits(language, line=line, lines=1))
        assert "".join(cue.text.replace("\n", "") for cue in cues) == text
        assert len(cues) > 1 and all(len(each) <= line for cue in cues for each in cue.text.split("\n"))


def test_signs_stand_by_their_word_and_times_out_of_order_are_put_in_order() -> None:
    words = [Word("there", 500, 900), Word("!"), Word("Hello", 0, 400), Word(",")]
    assert texts(cues_of(words, limits())) == ["Hello, there!"]
    assert together([Word("yes", 0, 1), Word(")", -1), Word("no", 1, 2)]) == "yes) no"
    assert ends_sentence("Go!”") and ends_sentence("好。") and not ends_sentence("but")


def test_nothing_said_is_nothing() -> None:
    assert cues_of([], limits()) == [] and cues_of([Word(" ", 0, 10)], limits()) == []


WORDS = st.lists(
    st.tuples(
        st.integers(0, 1500), st.integers(40, 900), st.sampled_from([" yes", " no,", " why?", " certainly.", " 我", "！", " a"])
    ),
    max_size=40,
)


@given(WORDS, st.lists(st.integers(0, 40_000), max_size=6).map(sorted))
@settings(deadline=None)
def test_cues_stand_in_order_apart_and_lose_no_word(drawn: list[tuple[int, int, str]], shots: list[int]) -> None:
    words, at_ms = list[Word](), 0
    for pause, lasting, text in drawn:
        at_ms += pause
        words.append(Word(text, at_ms, at_ms + lasting))
        at_ms += lasting
    cues = cues_of(words, limits(shots_ms=tuple(shots)))
    assert "".join("".join(cue.text.split()) for cue in cues) == "".join("".join(text.split()) for _, _, text in drawn)
    assert all(cue.start_ms < cue.end_ms for cue in cues)
    assert all(before.end_ms <= max(before.start_ms + 1, after.start_ms) for before, after in pairwise(cues))
    assert all(cue.end_ms - cue.start_ms <= 6000 for cue in cues)
    assert {cue.start_ms for cue in cues} <= {word.start_ms for word in words}
