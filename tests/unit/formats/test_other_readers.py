"""MicroDVD, LRC, YouTube's own formats and TTXT: the words, times and looks they say."""

import json
from fractions import Fraction

import pytest

from crossreel.domain.errors import BadInput
from crossreel.formats.reading import read

ROLLING = (
    '<p t="80" d="4000" w="1"><s>where</s></p><p t="2030" d="2050" w="1" a="1">\n</p><p t="2040" d="3000" w="1"><s>you</s></p>'
)
Shown = list[tuple[int, int, str]]


def shown(text: str, name: str, rate: Fraction | None = None) -> Shown:
    cues = read(text.encode(), name, frame_rate=rate).document.cues
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in cues]


@pytest.mark.parametrize(
    ("text", "rate", "wanted"),
    [
        ("{1}{1}25\n{25}{50}Hi|there\n", None, [(1000, 2000, "Hi\nthere")]),
        ("{1}{1}23.976\n{24}{48}Hi\n", None, [(1001, 2002, "Hi")]),
        ("{0}{0}29,97\n{30}{60}Hi\n", None, [(1001, 2002, "Hi")]),
        ("{1}{1}25.000 fps\n{25}{50}Hi\n", Fraction(30), [(1000, 2000, "Hi")]),
        ("{30}{60}Hi\n", Fraction(30), [(1000, 2000, "Hi")]),
        ("{1}{1}25\n{25}{50}{Y:i}Hi|there\n", None, [(1000, 2000, "<i>Hi</i>\n<i>there</i>")]),
        ("{1}{1}25\n{25}{50}{y:i}Hi|there\n", None, [(1000, 2000, "<i>Hi</i>\nthere")]),
        ("{1}{1}25\n{25}{50}Hi|{y:b,u}there\n", None, [(1000, 2000, "Hi\n<b><u>there</u></b>")]),
        ("{1}{1}25\n{25}{50}{C:$0000FF}Hi|there\n", None, [(1000, 2000, "<c=#ff0000>Hi</c>\n<c=#ff0000>there</c>")]),
        ("{1}{1}25\n{25}{50}/Hi/|there\n", None, [(1000, 2000, "<i>Hi</i>\nthere")]),
        ("{1}{1}25\n{25}{50}<i>Hi</i> a < b & {sighs}\n", None, [(1000, 2000, "<i>Hi</i> a &lt; b &amp; {sighs}")]),
        ("{1}{1}25\n{DEFAULT}{}{Y:i}\n{25}{50}Hi\n", None, [(1000, 2000, "<i>Hi</i>")]),
        ("{1}{1}25\n{25}{}Hi\n{50}{75}Bye\n", None, [(1000, 2000, "Hi"), (2000, 3000, "Bye")]),
    ],
)
def test_microdvd(text: str, rate: Fraction | None, wanted: Shown) -> None:
    assert shown(text, "x.sub", rate) == wanted
    assert shown(text, "x.txt", rate) == wanted


def test_microdvd_asks_for_the_rate_where_nobody_says_it() -> None:
    with pytest.raises(BadInput) as caught:
        read(b"{25}{50}Hi\n", "x.sub")
    assert caught.value.code == "time.rate_needed"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[ti:Song]\n[00:01.00]First\n[00:03.50]Second\n[00:06.00]\n", [(1000, 3500, "First"), (3500, 6000, "Second")]),
        ("[offset:+500]\n[00:01.00]First\n[00:03.00]\n", [(500, 2500, "First")]),
        ("[offset:-500]\n[00:01.00]First\n[00:03.00]\n", [(1500, 3500, "First")]),
        ("[00:01.00][00:05.00]Ah\n[00:03.00]Oh\n[00:07.00]\n", [(1000, 3000, "Ah"), (3000, 5000, "Oh"), (5000, 7000, "Ah")]),
        ("[00:01.123]<00:01.12> One <00:01.50> two\n[00:02.000]\n", [(1123, 2000, "One two")]),
        ("[00:01.00]<00:01.00>一<00:01.50>二\n[00:02.00]\n", [(1000, 2000, "一二")]),
        ("[01:02:03.50]Late\n[01:02:04.00]\n", [(3_723_500, 3_724_000, "Late")]),
        ("[00:01]First\n[00:02]\n", [(1000, 2000, "First")]),
        ("[00:01:50]First\n[00:02:00]\n", [(1500, 2000, "First")]),
        ("[00:01.00]你好\n[00:01.00]Hello\n[00:03.00]\n", [(1000, 3000, "你好"), (1000, 3000, "Hello")]),
        ("[length:00:05]\n[00:01.00]Last\n", [(1000, 5000, "Last")]),
        ("[00:01.00]a < b & c\n[00:02.00]\n", [(1000, 2000, "a &lt; b &amp; c")]),
    ],
)  # fmt: skip
def test_lyrics(text: str, wanted: Shown) -> None:
    assert shown(text, "x.lrc") == wanted


def json3(*events: dict[str, object], **more: object) -> str:
    return json.dumps({"wireMagic": "pb3", **more, "events": list(events)})


def words(start: int, length: int | None, *segments: str, **more: object) -> dict[str, object]:
    event = {"tStartMs": start, "segs": [{"utf8": each} for each in segments], **more}
    return event if length is None else {**event, "dDurationMs": length}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (json3(words(0, 2000, "Hello ", "there")), [(0, 2000, "Hello there")]),
        (json3(words(0, 2000, "Hello\nthere"), words(1500, 900, "Bye")), [(0, 2000, "Hello\nthere"), (1500, 2400, "Bye")]),
        (json3(words(0, None, "Hello"), words(1500, 900, "Bye")), [(0, 1500, "Hello"), (1500, 2400, "Bye")]),
        (
            json3(
                {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
                words(80, 4000, "where", " were", wWinId=1),
                words(2030, 2050, "\n", wWinId=1, aAppend=1),
                words(2040, 3000, "you", " then", wWinId=1),
            ),
            [(80, 2040, "where were"), (2040, 5040, "you then")],
        ),
    ],
)
def test_json3(text: str, wanted: Shown) -> None:
    assert shown(text, "x.json3") == wanted
    assert shown(text, "x.json") == wanted


def test_json3_pens_and_places() -> None:
    pens = [{}, {"iAttr": 1}, {"fcForeColor": 0xFEFEFE}, {"fcForeColor": 0xFFFF00}]
    event = words(0, 900, "a", wpWinPosId=1)
    event["segs"] = [{"utf8": "a", "pPenId": 1}, {"utf8": "b", "pPenId": 2}, {"utf8": "c", "pPenId": 3}]
    text = json3(event, pens=pens, wpWinPositions=[{}, {"apPoint": 1, "ahHorPos": 50, "avVerPos": 0}])
    [cue] = read(text.encode(), "x.json3").document.cues
    assert (cue.text, cue.placement) == ("<i>a</i>b<c=#ffff00>c</c>", "8")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            '<timedtext format="3"><body><p t="160" d="3269">It&#39;s<s t="8"> me</s></p></body></timedtext>',
            [(160, 3429, "It's me")],
        ),
        ('<timedtext format="3"><body><p t="0" d="500">a<br/>b</p></body></timedtext>', [(0, 500, "a\nb")]),
        ("<transcript><text start='1.5' dur='2'>It&amp;#39;s</text></transcript>", [(1500, 3500, "It's")]),
        ('<timedtext><text t="1500" d="2000">Hi</text></timedtext>', [(1500, 3500, "Hi")]),
        (
            f'<timedtext format="3"><body><w id="1" t="0"/>{ROLLING}</body></timedtext>',
            [(80, 2040, "where"), (2040, 5040, "you")],
        ),
    ],
)
def test_timed_text_of_youtube(text: str, wanted: Shown) -> None:
    assert shown(f'<?xml version="1.0" encoding="utf-8" ?>{text}', "x.xml") == wanted


def test_ttxt() -> None:
    samples = (
        '<TextSample sampleTime="00:00:00.000" text=""/><TextSample sampleTime="00:00:01.000">Hi\nthere</TextSample>'
        '<TextSample sampleTime="00:00:02.500" text=""/><TextSample sampleTime="00:00:03.000" text="Bye"/>'
        '<TextSample sampleTime="00:00:04.000"/>'
    )
    text = f'<TextStream version="1.1"><TextStreamHeader/>{samples}</TextStream>'
    assert shown(text, "x.ttxt") == [(1000, 2500, "Hi\nthere"), (3000, 4000, "Bye")]
