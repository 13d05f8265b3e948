"""Laws of answers: whatever a model gives, nothing breaks, and what is kept is markup of ours."""

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.text.inline import canonical, plain_text
from crossreel.engines.answer_checks import what_is_wrong
from crossreel.engines.bare_text import bare
from crossreel.engines.numbered_answer import read_answer
from crossreel.engines.sent_line import BreakLost, MarkupLost, sent_line
from crossreel.i18n.messages import sentence

PIECES = st.sampled_from(
    ["1|", "2|", "3.", "\n", "\n\n", "```", "<i>", "</i>", "⏎", "&amp;", "- ", "@ 顾 = Gu (person)", "”", "“", "你", ":"]
)
ANSWERS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=20).map("".join)
TAGS = ("<i>", "</i>", "<c=#ffffff>", "</c>", "<ruby>", "<rt>", "</rt>", "</ruby>")
MARKUPS = st.lists(st.sampled_from([*TAGS, "你好", "-", "\n", " ", "&lt;"]), max_size=12).map("".join).map(canonical)


@given(ANSWERS, st.integers(1, 5))
def test_every_answer_is_read(text: str, count: int) -> None:
    read = read_answer(text, count)
    assert read.doubtful <= read.texts.keys()
    assert all("\n" not in each for each in read.texts.values())


@given(MARKUPS, ANSWERS)
def test_what_is_kept_is_markup_and_is_judged_in_words(markup: str, said: str) -> None:
    line = sent_line(markup)
    assert "\n" not in line.text
    try:
        text = line.restored(bare(said, plain_text(markup), ("顾",)))
    except (MarkupLost, BreakLost):
        return
    assert canonical(text) == text
    wrong = what_is_wrong(markup, text, "zh-Hans", "en")
    assert wrong is None or sentence(wrong.code, wrong.facts)


@given(MARKUPS)
def test_a_line_that_comes_back_as_it_was_sent_has_its_look(markup: str) -> None:
    line = sent_line(markup)
    restored = line.restored(line.text if line.look is None else plain_text(line.text.replace("<", "&lt;")))
    assert plain_text(restored).split() == plain_text(markup).split() or line.parts > 1
