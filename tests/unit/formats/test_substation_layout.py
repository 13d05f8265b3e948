"""Where ASS and SSA lines stand and how they look: styles, margins, positions, and what only scripts know, said when they leave."""

from dataclasses import replace

import pytest

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import plain_text
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

NAMES = "Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Underline, Alignment, MarginL, MarginR, MarginV"
STYLES = (
    "Default,Arial,60,&H00FFFFFF,0,0,0,2,10,10,200",
    "Yellow,Arial,60,&H0000FFFF,-1,0,-1,8,10,10,200",
    "Thought,Arial,60,&H00FFFFFF,0,-1,0,2,10,10,200",
    "Sign,Arial,60,&H00FFFFFF,0,0,0,7,10,10,10",
    "High,Arial,60,&H00FFFFFF,0,0,0,2,10,10,1500",
)


def script(*events: str, picture: str = "PlayResX: 1080\nPlayResY: 1920\n") -> bytes:
    """A script of these events; each says style, margins, effect and text as an event line does."""
    lines = [f"Dialogue: 0,0:00:0{at}.00,0:00:0{at}.90,{event}" for at, event in enumerate(events, 1)]
    styles = "".join(f"Style: {style}\n" for style in STYLES)
    return (
        f"[Script Info]\nScriptType: v4.00+\n{picture}\n[V4+ Styles]\nFormat: {NAMES}\n{styles}\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n" + "\n".join(lines) + "\n"
    ).encode()


def the_cue(event: str, **more: str) -> DocumentCue:
    [cue] = read(script(event, **more), "x.ass").document.cues
    return cue


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ("Yellow,,0,0,0,,words", "<c=#ffff00><b><u>words</u></b></c>"),
        ("Thought,,0,0,0,,words", "<i>words</i>"),
        ("*Thought,,0,0,0,,words", "<i>words</i>"),
        ("Missing,,0,0,0,,words", "words"),
        ("Default,,0,0,0,,{\\rYellow}one {\\r}two", "<c=#ffff00><b><u>one </u></b></c>two"),
        (
            "Yellow,,0,0,0,,{\\b0\\u0}plain {\\c&HFFFFFF&}white{\\c} own",
            "<c=#ffff00>plain </c><c=#ffffff>white</c><c=#ffff00> own</c>",
        ),
        ("Default,,0,0,0,,{\\b700}bold{\\b400} not", "<b>bold</b> not"),
        ("Thought,,0,0,0,,{\\i0}up{\\i} slanted", "up<i> slanted</i>"),
        ("Default,,0,0,0,,{\\1c&H0000FF&}red{\\c}", "<c=#ff0000>red</c>"),
        ("Default,,0,0,0,,{\\k20}ka{\\k30}ra", "kara"),
        ("Default,,0,0,0,,a{\\p1}m 0 0 l 1 1{\\p0}b", "ab"),
    ],
)
def test_the_looks_of_styles_and_codes_become_markup(event: str, text: str) -> None:
    assert the_cue(event).text == text


@pytest.mark.parametrize(
    ("event", "placement"),
    [
        ("Default,,0,0,0,,words", ""),
        ("Yellow,,0,0,0,,words", "8"),
        ("High,,0,0,0,,words", "8"),
        ("Default,,0,0,1500,,words", "8"),
        ("Default,,0,0,900,,words", "5"),
        ("Default,,700,0,0,,words", "3"),
        ("Default,,0,700,0,,words", "1"),
        ("Yellow,,0,0,1600,,words", ""),
        ("Sign,,0,0,0,,words", "7"),
        ("Default,,0,0,0,,{\\an9}words", "9"),
        ("Default,,0,0,0,,{\\a6}words", "8"),
        ("Default,,0,0,0,,{\\pos(540,300)}words", "8"),
        ("Default,,0,0,0,,{\\an5\\pos(540,960)}words", "5"),
        ("Default,,0,0,0,,{\\pos(1000,1700)}words", "3"),
        ("Sign,,0,0,0,,{\\pos(50,900)}words", "4"),
        ("Default,,0,0,0,,words {\\pos(540, 300.5)}behind", "8"),
        ("Default,,0,0,0,,{\\move(540,-200,540,300)}words", "8"),
        ("Default,,0,0,0,,{\\move(540,300,540,2500,0,800)}words", "8"),
    ],
)
def test_alignment_margins_and_positions_become_a_place(event: str, placement: str) -> None:
    cue = the_cue(event)
    assert (plain_text(cue.text).partition(" ")[0], cue.placement) == ("words", placement)


@pytest.mark.parametrize(("picture", "placement"), [("", "3"), ("PlayResY: 1920\n", "8"), ("PlayResX: 1280\n", "")])
def test_a_picture_that_is_not_said_is_what_players_take(picture: str, placement: str) -> None:
    at = {"": "300,250", "PlayResY: 1920\n": "1280,300", "PlayResX: 1280\n": "640,1000"}[picture]
    assert the_cue(f"Sign,,0,0,0,,{{\\an2\\pos({at})}}words", picture=picture).placement == placement


def test_a_position_off_the_picture_is_said() -> None:
    result = read(script("Yellow,,0,0,0,,{\\pos(-500,-500)}words"), "x.ass")
    assert result.document.cues[0].placement == "8"
    assert [(each.code, each.facts["feature"]) for each in result.notices] == [("read.dropped", "position")]


EVERYTHING = script(
    "Yellow,ANN,0,0,0,,{\\pos(540,300)}placed {\\c&HFFFFFF&}white{\\c} own",
    "Default,,0,0,1500,,high",
    "Default,,0,0,0,,{\\p1}m 0 0 l 10 10{\\p0}",
    "Default,,0,0,0,,{\\k20}ka{\\k30}ra{\\fad(1,1)}{said aloud}oke",
    "Default,,0,0,0,Banner;10,{\\rYellow}switch{\\r} back",
    "Default,,0,0,0,,{\\s1}gone{\\s0} {\\alpha&H80&}{\\fnImpact\\fs90}font",
)


def test_a_script_comes_back_as_it_was() -> None:
    back = write(read(EVERYTHING, "x.ass").document, get("ass")).data
    assert [line for line in EVERYTHING.decode().splitlines() if line not in back.decode().splitlines()] == []
    assert write(read(EVERYTHING, "x.ass").document, get("ass")).notices == ()


def test_what_only_a_script_knows_is_said_by_name_when_another_format_is_written() -> None:
    result = write(read(EVERYTHING, "x.ass").document, get("srt"))
    said = {str(each.facts["feature"]): each.facts["count"] for each in result.notices if each.code == "write.dropped"}
    assert said == {
        "position": 1, "margin": 1, "drawing": 1, "karaoke": 1, "fade": 1, "note": 1, "effect": 1, "strike": 1, "opacity": 1,
        "font": 1, "font_size": 1, "style": 2,
    }  # fmt: skip
    assert result.data.decode().count("-->") == 5, "a drawing is no subtitle of another format"


@pytest.mark.parametrize("placement", ["", "1", "3", "5", "7", "8", "9"])
@pytest.mark.parametrize("style", ["Default", "High", "Yellow"])
def test_a_line_placed_anew_stands_there_whatever_its_margins_and_positions_were(style: str, placement: str) -> None:
    events = (f"{style},,0,0,0,,a", f"{style},,400,0,1600,,b", f"{style},,0,0,0,,{{\\an1\\pos(100,100)\\blur2}}c {{\\fs20}}d")
    document = read(script(*events), "x.ass").document
    cues = tuple(replace(cue, placement=placement, text=f"{cue.text} more") for cue in document.cues)
    back = read(write(replace(document, cues=cues), get("ass")).data, "x.ass").document
    assert [cue.placement for cue in back.cues] == [placement] * 3
    assert [plain_text(cue.text) for cue in back.cues] == ["a more", "b more", "c d more"]


def test_colours_taken_off_and_white_set_in_a_coloured_style_are_two_things() -> None:
    document = read(script("Yellow,,0,0,0,,a", "Yellow,,0,0,0,,b"), "x.ass").document
    cues = (replace(document.cues[0], text="plain"), replace(document.cues[1], text="<c=#ffffff>white</c> <c=#ffff00>own</c>"))
    back = read(write(replace(document, cues=cues), get("ass")).data, "x.ass").document
    assert [cue.text for cue in back.cues] == ["plain", "<c=#ffffff>white</c> <c=#ffff00>own</c>"]


def test_the_houses_own_bold_is_the_look_of_the_file_and_no_emphasis() -> None:
    cue = DocumentCue(start_ms=0, end_ms=900, text="plain <b>loud</b>")
    written = write(Document(cues=(cue,)), get("ass"))
    assert read(written.data, "x.ass").document.cues[0].text == "plain <b>loud</b>"
    assert write(read(written.data, "x.ass").document, get("srt")).notices == ()


def test_the_elder_format_counts_alignments_in_its_own_way() -> None:
    head = "[Script Info]\nScriptType: v4.00\nPlayResX: 1080\nPlayResY: 1920\n\n[V4 Styles]\n"
    style = "Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment, MarginL, MarginR, MarginV\n"
    events = "[Events]\nFormat: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    line = "Dialogue: Marked=0,0:00:01.00,0:00:02.00,Top,,0000,0000,0000,,words\n"
    data = f"{head}{style}Style: Top,Arial,60,65535,-1,0,6,10,10,30\n\n{events}{line}".encode()
    [cue] = read(data, "x.ssa").document.cues
    assert (cue.text, cue.placement) == ("<c=#ffff00><b>words</b></c>", "8")
    assert line in write(read(data, "x.ssa").document, get("ssa")).data.decode()


def test_bold_that_a_script_has_everywhere_is_no_emphasis() -> None:
    head = "[Script Info]\nScriptType: v4.00+\nPlayResX: 1080\nPlayResY: 1920\n\n[V4+ Styles]\n"
    style = (
        "Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment\nStyle: Default,Sarabun,60,&H00FFFFFF,-1,0,2\n"
    )
    events = "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    line = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}words{\\i0} here\n"
    document = read(f"{head}{style}\n{events}{line}".encode(), "x.ass").document
    assert document.cues[0].text == "<i>words</i> here"
    assert line in write(document, get("ass")).data.decode()


def test_a_track_of_an_older_catalog_is_written_with_its_styles_and_positions() -> None:
    """Its texts were read without the looks of styles, and its placements without margins and positions."""
    document = read(EVERYTHING, "x.ass").document
    old = ("placed <c=#ffffff>white</c> own", "high", "", "karaoke", "switch back", "gone font")
    places = ("8", "", "", "", "", "")
    cues = tuple(replace(cue, text=text, placement=at) for cue, text, at in zip(document.cues, old, places, strict=True))
    extras = {"sections": document.extras["sections"]}
    back = write(replace(document, cues=cues, extras=extras), get("ass")).data.decode()
    assert [line for line in EVERYTHING.decode().splitlines() if line not in back.splitlines()] == []
    edited = replace(cues[0], text="placed anew")
    [first] = read(write(replace(document, cues=(edited,), extras=extras), get("ass")).data, "x.ass").document.cues
    assert first.text == "<c=#ffff00><b><u>placed anew</u></b></c>"


SOFT = "Default,,0,0,0,,one\\ntwo\\Nthree {\\k20}four"


@pytest.mark.parametrize(
    ("wrap", "event", "text"),
    [
        ("", SOFT, "one two\nthree four"),
        ("WrapStyle: 0\n", SOFT, "one two\nthree four"),
        ("WrapStyle: 1\n", SOFT, "one two\nthree four"),
        ("WrapStyle: 3\n", SOFT, "one two\nthree four"),
        ("WrapStyle: 2\n", SOFT, "one\ntwo\nthree four"),
        ("wrapstyle : 2 \n", SOFT, "one\ntwo\nthree four"),
        ("WrapStyle: 0\n", "Default,,0,0,0,,{\\q2}one\\ntwo", "one\ntwo"),
        ("WrapStyle: 2\n", "Default,,0,0,0,,{\\i1\\q0}one\\ntwo", "<i>one two</i>"),
        ("WrapStyle: 0\n", "Default,,0,0,0,,one\\ntwo{\\q2}\\nthree{\\q}\\nfour", "one two\nthree four"),
        ("WrapStyle: 0\n", "Default,,0,0,0,,one\\N\\ntwo \\N three", "one\ntwo\nthree"),
        ("WrapStyle: 0\n", "Default,,0,0,0,,{\\k20}land{TL note: pun}\\nsoft", "land soft"),
    ],
)
def test_a_soft_break_is_a_space_unless_players_break_no_line_of_themselves(wrap: str, event: str, text: str) -> None:
    data = script(event, picture=f"PlayResX: 1080\nPlayResY: 1920\n{wrap}")
    document = read(data, "x.ass").document
    assert [cue.text for cue in document.cues] == [text]
    back = write(document, get("ass"), twice=True)
    assert f"0:00:01.90,{event}\n" in back.data.decode()
    assert back.notices == ()
    longer = replace(document, cues=(replace(document.cues[0], text=f"{text}\nmore"),))
    edited = write(longer, get("ass"), twice=True)
    assert [cue.text for cue in read(edited.data, "x.ass").document.cues] == [f"{text}\nmore"]


def test_a_soft_break_that_a_catalog_took_for_a_line_break_goes_out_as_it_came() -> None:
    document = read(script(SOFT), "x.ass").document
    [cue] = document.cues
    for mark in ({}, {"looks": True}):
        extras = {"sections": document.extras["sections"], **mark}
        old = replace(document, cues=(replace(cue, text="one\ntwo\nthree four"),), extras=extras)
        assert SOFT in write(old, get("ass")).data.decode()
        edited = replace(old, cues=(replace(cue, text="one\ntwo\nfour"),))
        assert "one\\Ntwo\\Nfour" in write(edited, get("ass")).data.decode()
    broken = replace(document, cues=(replace(cue, text="one\ntwo\nthree four"),))
    assert "one\\Ntwo\\Nthree four" in write(broken, get("ass")).data.decode(), "broken by hand since"
