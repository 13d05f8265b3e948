"""A line goes out as one line, and comes back in its own look and parts."""

import pytest

from crossreel.engines.sent_line import BreakLost, MarkupLost, sent_line


@pytest.mark.parametrize(
    ("markup", "sent", "answer", "restored"),
    [
        ("你在哪", "你在哪", "Where are you?", "Where are you?"),
        ("你到底\n在哪里", "你到底 在哪里", "Where on earth are you?", "Where on earth are you?"),
        ("<i>你在哪</i>", "你在哪", "Where are you?", "<i>Where are you?</i>"),
        ("<c=#ffff00><b>停</b></c>", "停", "Stop", "<c=#ffff00><b>Stop</b></c>"),
        ("<v=Gu>停</v>", "停", "Stop", "<v=Gu>Stop</v>"),
        ("我<i>真的</i>爱你", "我<i>真的</i>爱你", "I <i>really</i> love you", "I <i>really</i> love you"),
        ("<ruby>漢<rt>かん</rt></ruby>字", "漢字", "Kanji", "Kanji"),
        ("A &amp; B &lt;3", "A & B <3", "A & B <3", "A &amp; B &lt;3"),
        ("汤姆和杰瑞", "汤姆和杰瑞", "Tom &amp; Jerry", "Tom &amp; Jerry"),
        ("-谁？\n-我。", "-谁？ ⏎ -我。", "- Who? ⏎ - Me.", "- Who?\n- Me."),
        ("-谁？\n-我。", "-谁？ ⏎ -我。", r"- Who?\n- Me.", "- Who?\n- Me."),
        ("-谁？\n-我。", "-谁？ ⏎ -我。", "- Who?<br/>- Me.", "- Who?\n- Me."),
        ("你在哪", "你在哪", "Where ⏎ are you?", "Where are you?"),
        ("你在哪", "你在哪", "<i>Where</i> are you?", "Where are you?"),
        ("♪", "♪", "", ""),
    ],
)
def test_there_and_back(markup: str, sent: str, answer: str, restored: str) -> None:
    line = sent_line(markup)
    assert line.text == sent
    assert line.restored(answer) == restored


@pytest.mark.parametrize(
    "answer", ["I really love you", "I <b>really</b> love you", "I <i>really love you", "<i>I</i> <i>really</i> love you"]
)
def test_other_tags_are_told(answer: str) -> None:
    with pytest.raises(MarkupLost):
        sent_line("我<i>真的</i>爱你").restored(answer)


@pytest.mark.parametrize("answer", ["- Who? - Me.", "- Who? ⏎ - Me. ⏎ - Who?", ""])
def test_people_who_are_not_kept_apart_are_told(answer: str) -> None:
    with pytest.raises(BreakLost):
        sent_line("-谁？\n-我。").restored(answer)
