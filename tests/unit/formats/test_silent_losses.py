"""Nothing goes in silence: of every feature of every format what reading makes of it, and who says what is left out.

A feature is turned into text, placement or speaker; or its reader says by name that it is left out; or its format keeps it, and
every writer of another format says so by the same name. None of the rows may be empty of all three.
"""

from collections import Counter
from dataclasses import dataclass

import pytest

from crossreel.domain.text.document import Document, DocumentCue, ReadResult, WriteOptions
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.formats.substation_codes import feature_of
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence
from crossreel.i18n.sentences.features import SENTENCES

STYLE = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, "
    "ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding"
)
BLACK = "&H000000FF,&H00000000,&H00000000"
HOUSE = f"Default,Noto Sans,82,&H00FFFFFF,{BLACK},-1,0,0,0,100,100,0,0,1,4,0,2,10,10,200,1"
TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling" xml:lang="en">'
)
Look = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Feature:
    """A file with one feature: what the first cue says, what the reader reports, and what only its own format keeps."""

    name: str
    text: str
    said: Look = ("words", "", "")
    read: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def ass(event: str, *styles: str, comment: str = "", info: str = "", more: str = "") -> str:
    lines = "".join(f"Style: {style}\n" for style in (HOUSE, *styles))
    return (
        f"[Script Info]\nScriptType: v4.00+\nPlayResX: 1080\nPlayResY: 1920\n{info}\n[V4+ Styles]\nFormat: {STYLE}\n{lines}\n{more}"
        f"[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n{comment}"
        f"Dialogue: {event if event[0].isdigit() and event[1] == '|' else '0|' + event}\n".replace("|", ",0:00:01.00,0:00:02.00,")
    )


def vtt(cue: str, *, head: str = "", settings: str = "", first: str = "WEBVTT") -> str:
    return f"{first}\n\n{head}00:01.000 --> 00:02.000 {settings}\n{cue}\n"


def srt(text: str, rest: str = "") -> str:
    return f"1\n00:00:01,000 --> 00:00:02,000{rest}\n{text}\n"


def ttml(paragraph: str, head: str = "") -> str:
    return f"{TT}<head>{head}</head><body><div>{paragraph}</div></body></tt>"


def p(words: str, more: str = "") -> str:
    return f'<p begin="1s" end="2s"{more}>{words}</p>'


def region(more: str) -> str:
    return f'<layout><region xml:id="r" {more}/></layout>'


def sami(words: str, head: str = "") -> str:
    return (
        f"<SAMI><HEAD>{head}</HEAD><BODY><SYNC Start=1000><P Class=ENCC>{words}<SYNC Start=2000><P Class=ENCC>&nbsp;</BODY></SAMI>"
    )


LOW = 'tts:origin="10% 80%" tts:extent="80% 10%"'


def style(name: str, font: str = "Noto Sans", primary: str = "&H00FFFFFF", strike: int = 0, scale: int = 100, gap: int = 0) -> str:
    return f"{name},{font},82,{primary},{BLACK},0,0,0,{strike},{scale},100,{gap},0,1,4,0,2,10,10,200,1"


FEATURES = {
    "ass": {
        "style: colour, bold, underline": Feature(
            "x.ass",
            ass("Loud,,0,0,0,,words", f"Loud,Arial,60,&H0000FFFF,{BLACK},-1,0,-1,0,100,100,0,0,1,2,0,8,10,10,200,1"),
            ("<c=#ffff00><b><u>words</u></b></c>", "8", ""),
            kept=("style",),
        ),
        "style: font": Feature("x.ass", ass("Other,,0,0,0,,words", style("Other", "Impact")), kept=("style",)),
        "style: strike": Feature(
            "x.ass", ass("Other,,0,0,0,,words", style("Other", "Impact", strike=-1)), kept=("style", "strike")
        ),
        "style: stretched": Feature(
            "x.ass", ass("Other,,0,0,0,,words", style("Other", "Impact", scale=120)), kept=("style", "rotation")
        ),
        "style: spacing": Feature("x.ass", ass("Other,,0,0,0,,words", style("Other", "Impact", gap=3)), kept=("style", "spacing")),
        "style: alpha": Feature(
            "x.ass", ass("Other,,0,0,0,,words", style("Other", "Impact", "&H80FFFFFF")), kept=("style", "opacity")
        ),
        "\\pos": Feature("x.ass", ass("Default,,0,0,0,,{\\pos(540,300)}words"), ("words", "8", ""), kept=("position",)),
        "\\move": Feature("x.ass", ass("Default,,0,0,0,,{\\move(1,1,540,300)}words"), ("words", "8", ""), kept=("motion",)),
        "\\pos off the picture": Feature(
            "x.ass", ass("Default,,0,0,0,,{\\pos(-99,-99)}words"), read=("position",), kept=("position",)
        ),
        "margins": Feature("x.ass", ass("Default,,0,0,1500,,words"), ("words", "8", ""), kept=("margin",)),
        "karaoke": Feature("x.ass", ass("Default,,0,0,0,,{\\k20}wo{\\kf30}rds"), kept=("karaoke",)),
        "fade": Feature("x.ass", ass("Default,,0,0,0,,{\\fad(200,200)}words"), kept=("fade",)),
        "animation": Feature("x.ass", ass("Default,,0,0,0,,{\\t(0,500,\\frz90)}words"), kept=("animation", "rotation")),
        "font": Feature("x.ass", ass("Default,,0,0,0,,{\\fnImpact\\fs90}words"), kept=("font", "font_size")),
        "strike": Feature("x.ass", ass("Default,,0,0,0,,{\\s1}words{\\s0}"), kept=("strike",)),
        "alpha": Feature("x.ass", ass("Default,,0,0,0,,{\\alpha&HFF&}words"), kept=("opacity",)),
        "border": Feature("x.ass", ass("Default,,0,0,0,,{\\bord3\\3c&HFF&\\blur2}words"), kept=("border",)),
        "clip": Feature("x.ass", ass("Default,,0,0,0,,{\\clip(0,0,9,9)}words"), kept=("clip",)),
        "spacing": Feature("x.ass", ass("Default,,0,0,0,,{\\fsp3}words"), kept=("spacing",)),
        "wrapping": Feature("x.ass", ass("Default,,0,0,0,,{\\q2}words"), kept=("alignment",)),
        "unknown code": Feature("x.ass", ass("Default,,0,0,0,,{\\zz9}words"), kept=("override",)),
        "remark": Feature("x.ass", ass("Default,,0,0,0,,words{checked}"), kept=("note",)),
        "effect": Feature("x.ass", ass("Default,,0,0,0,Banner;10,words"), kept=("effect",)),
        "layer": Feature("x.ass", ass("3|Default,,0,0,0,,words"), kept=("layer",)),
        "drawing": Feature("x.ass", ass("Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}"), ("", "", ""), kept=("drawing",)),
        "drawing beside words": Feature("x.ass", ass("Default,,0,0,0,,{\\p1}m 0 0{\\p0}words"), kept=("drawing",)),
        "speaker": Feature("x.ass", ass("Default,ANN,0,0,0,,words"), ("words", "", "ANN")),
        "comment": Feature("x.ass", ass("Default,,0,0,0,,words", comment="Comment: 0|Default,,0,0,0,,note\n"), kept=("comment",)),
        "title": Feature("x.ass", ass("Default,,0,0,0,,words", info="Title: The Heir\n"), kept=("metadata",)),
        "font file": Feature("x.ass", ass("Default,,0,0,0,,words", more="[Fonts]\nfontname: a.ttf\n!!!\n\n"), kept=("attachment",)),
        "other section": Feature("x.ass", ass("Default,,0,0,0,,words", more="[Extra]\na: b\n\n"), kept=("header",)),
    },
    "vtt": {
        "karaoke": Feature("x.vtt", vtt("wo<00:01.500>rds"), kept=("karaoke",)),
        "style of a class": Feature(
            "x.vtt", vtt("<c.loud>words</c>", head="STYLE\n::cue(.loud){color:#ff8800}\n\n"), ("<c=#ff8800>words</c>", "", "")
        ),
        "style of more": Feature(
            "x.vtt", vtt("<c.loud>words</c>", head="STYLE\n::cue(.loud){font-size:3em}\n\n"), kept=("class", "style")
        ),
        "background": Feature("x.vtt", vtt("<c.bg_red>words</c>"), kept=("background",)),
        "vertical": Feature("x.vtt", vtt("words", settings="vertical:rl"), ("words", "4", ""), kept=("vertical",)),
        "region": Feature(
            "x.vtt",
            vtt("words", head="REGION\nid:r1\nregionanchor:0%,0%\nviewportanchor:0%,0%\n\n", settings="region:r1"),
            ("words", "8", ""),
            kept=("region",),
        ),
        "settings": Feature(
            "x.vtt", vtt("words", settings="line:40% position:37% size:20%"), ("words", "5", ""), kept=("settings",)
        ),
        "note": Feature("x.vtt", vtt("words", head="NOTE remember\n\n"), kept=("note",)),
        "identifier": Feature("x.vtt", "WEBVTT\n\nid-1\n00:01.000 --> 00:02.000\nwords\n", kept=("identifier",)),
        "voice": Feature("x.vtt", vtt("<v Ann>words"), ("words", "", "Ann")),
        "language": Feature("x.vtt", vtt("<lang fr>words</lang>"), kept=("lang",)),
        "header": Feature("x.vtt", vtt("words", first="WEBVTT - a title"), kept=("header",)),
        "unknown tag": Feature("x.vtt", vtt("<blink>words</blink>"), read=("<blink>",)),
    },
    "srt": {
        "coordinates": Feature("x.srt", srt("words", " X1:100 X2:600 Y1:050 Y2:100"), ("words", "8", ""), kept=("coordinates",)),
        "font": Feature("x.srt", srt('<font size="40" face="Arial">words</font>'), read=("font", "font_size")),
        "strike": Feature("x.srt", srt("<s>words</s>"), read=("strike",)),
        "position": Feature("x.srt", srt("{\\pos(100,100)}words"), read=("position",)),
        "fade": Feature("x.srt", srt("{\\fad(1,1)}words"), read=("fade",)),
        "times": Feature("x.srt", srt("wo<00:00:01.500>rds"), read=("karaoke",)),
        "unknown tag": Feature("x.srt", srt("<center>words</center>"), read=("<center>",)),
        "invisible": Feature("x.srt", srt("wo\u200brds"), read=("invisible",)),
    },
    "ttml": {
        "look of a region": Feature(
            "x.ttml",
            ttml(p("words", ' region="r"'), region(f'tts:color="red" tts:fontStyle="italic" {LOW} tts:textAlign="center"')),
            ("<c=#ff0000><i>words</i></c>", "", ""),
        ),
        "background": Feature("x.ttml", ttml(p('<span tts:backgroundColor="red">words</span>')), kept=("background",)),
        "font of a paragraph": Feature(
            "x.ttml", ttml(p("words", ' tts:fontSize="200%" tts:fontFamily="serif"')), read=("font", "font_size")
        ),
        "shear": Feature("x.ttml", ttml(p("words", ' tts:shear="16%"')), kept=("shear",)),
        "emphasis": Feature("x.ttml", ttml(p('<span tts:textEmphasis="dot">words</span>')), kept=("emphasis",)),
        "combined": Feature("x.ttml", ttml(p('<span tts:textCombine="all">words</span>')), kept=("combined",)),
        "vertical": Feature(
            "x.ttml",
            ttml(p("words", ' region="r"'), region('tts:writingMode="tbrl" tts:origin="80% 10%" tts:extent="10% 80%"')),
            ("words", "9", ""),
            kept=("vertical",),
        ),
        "set": Feature("x.ttml", ttml(p('<set begin="0.5s" tts:color="red"/>words')), read=("animation",)),
        "hidden": Feature("x.ttml", ttml(p("gone", ' tts:display="none"') + p("words")), read=("ttml.hidden",)),
        "copyright": Feature(
            "x.ttml", ttml(p("words"), "<metadata><ttm:copyright>C</ttm:copyright></metadata>"), kept=("metadata",)
        ),
        "name": Feature("x.ttml", ttml(p("words", ' xml:id="sub17"')), kept=("identifier",)),
        "role": Feature("x.ttml", ttml(p("words", ' ttm:role="sound"')), kept=("role",)),
        "forced": Feature("x.ttml", ttml(p("words", ' itts:forcedDisplay="true"')), kept=("forced",)),
        "picture": Feature(
            "x.ttml",
            ttml(p("words") + '<div begin="3s" end="4s"><image src="a.png" type="image/png"/></div>'),
            read=("ttml.image",),
        ),
        "foreign element": Feature(
            "x.ttml", ttml(p("words") + '<x:p xmlns:x="urn:x" begin="3s" end="4s">no</x:p>'), read=("ttml.foreign",)
        ),
    },
    "sami": {
        "styles": Feature(
            "x.smi", sami("words", '<STYLE TYPE="text/css"><!-- P { font-family: Arial; } --></STYLE>'), read=("style",)
        ),
        "title": Feature("x.smi", sami("words", "<TITLE>The Heir</TITLE>"), read=("metadata",)),
        "font": Feature("x.smi", sami('<font face="Arial" size=3>words</font>'), read=("font", "font_size")),
        "tag": Feature("x.smi", sami("<blink>words</blink>"), read=("<blink>",)),
        "comment": Feature("x.smi", sami("words<!-- no -->"), read=("comment",)),
        "strike": Feature("x.smi", sami("<s>words</s>"), read=("strike",)),
    },
    "subviewer": {
        "styles": Feature(
            "x.sub", "[SUBTITLE]\n[COLF]&HFFFFFF,[STYLE]bd,[SIZE]18,[FONT]Sans\n00:00:01.00,00:00:02.00\nwords\n", read=("style",)
        ),
        "title": Feature(
            "x.sub",
            "[INFORMATION]\n[TITLE]Heir\n[AUTHOR]Lin\n[END INFORMATION]\n00:00:01.00,00:00:02.00\nwords\n",
            read=("metadata",),
        ),
    },
    "microdvd": {
        "font": Feature("x.sub", "{1}{1}25\n{25}{50}{f:Arial}{s:20}words\n", read=("font", "font_size")),
        "position": Feature("x.sub", "{1}{1}25\n{25}{50}{o:1,2}words\n", read=("position",)),
        "strike": Feature("x.sub", "{1}{1}25\n{25}{50}{y:s}words\n", read=("strike",)),
        "stray line": Feature("x.sub", "{1}{1}25\n{25}{50}words\nlost\n", read=("sub.stray_line",)),
    },
    "lrc": {
        "tags": Feature("x.lrc", "[ti:Heir]\n[00:01.00]words\n[00:02.00]\n", read=("metadata",)),
        "times of words": Feature("x.lrc", "[00:01.00]wo<00:01.50>rds\n[00:02.00]\n", read=("karaoke",)),
        "stray line": Feature("x.lrc", "[00:01.00]words\n[00:02.00]\nlost\n", read=("lrc.stray_line",)),
    },
    "transcript": {
        "heading": Feature("x.txt", "Transcript\n[00:00:01.000 --> 00:00:02.000] words\n", read=("header",)),
        "speaker": Feature("x.txt", "[00:00:01.000 --> 00:00:02.000] [SPEAKER_01] words\n", ("words", "", "SPEAKER_01")),
    },
    "speech-json": {
        "times of words": Feature(
            "x.json",
            '{"segments":[{"start":1.0,"end":2.0,"text":"words","words":[{"word":"words","start":1.0}]}]}',
            read=("karaoke",),
        ),
        "speaker": Feature("x.json", '{"segments":[{"start":1.0,"end":2.0,"text":"words","speaker":"A"}]}', ("words", "", "A")),
    },
    "youtube-json3": {
        "times of words": Feature(
            "x.json3",
            '{"events":[{"tStartMs":1000,"dDurationMs":1000,"segs":[{"utf8":"wo"},{"utf8":"rds","tOffsetMs":500}]}]}',
            read=("karaoke",),
        ),
        "pen": Feature(
            "x.json3",
            '{"pens":[{"szPenSize":200,"boBackAlpha":80}],"events":[{"tStartMs":1000,"dDurationMs":9,"segs":[{"utf8":"words"}]}]}',
            read=("font_size", "background"),
        ),
        "place": Feature(
            "x.json3",
            '{"wpWinPositions":[{"apPoint":1,"ahHorPos":50,"avVerPos":0}],"events":[{"tStartMs":1000,"dDurationMs":1000,'
            '"wpWinPosId":0,"segs":[{"utf8":"words"}]}]}',
            ("words", "8", ""),
            read=("position",),
        ),
    },
    "youtube-srv": {
        "pen": Feature(
            "x.srv3",
            '<timedtext format="3"><head><pen id="1" sz="200" et="3" rb="1"/></head><body>'
            '<p t="1000" d="1000" p="1">words</p></body></timedtext>',
            read=("font_size", "border", "ruby_place"),
        ),
        "times of words": Feature(
            "x.srv3",
            '<timedtext format="3"><body><p t="1000" d="1000">wo<s t="500">rds</s></p></body></timedtext>',
            read=("karaoke",),
        ),
    },
    "ttxt": {
        "style": Feature(
            "x.ttxt",
            '<TextStream><TextSample sampleTime="00:00:01.000">words<Style styles="Bold"/></TextSample>'
            '<TextSample sampleTime="00:00:02.000"/></TextStream>',
            read=("style",),
        ),
    },
}
ROWS = [(format_id, name) for format_id, rows in FEATURES.items() for name in rows]
WRITERS = [each for each in formats() if each.writable]
DIALECTS = ("ebu-tt-d", "itt")
"""Formats of the family of TTML that have no room for the looks which IMSC has."""

KEPT_BY_OTHERS = frozenset(["ttml.hidden", "ttml.image", "ttml.foreign"])


def names(result: ReadResult) -> list[str]:
    """Name what the reader says: features left out by their names, all else by its code."""
    return [str(each.facts.get("feature", each.code)) for each in result.notices]


def given(row: Feature) -> ReadResult:
    return read(row.text.encode(), row.name)


@pytest.mark.parametrize(("format_id", "name"), ROWS)
def test_what_reading_makes_of_a_feature(format_id: str, name: str) -> None:
    row = FEATURES[format_id][name]
    result = given(row)
    assert result.format_id == format_id
    cue = result.document.cues[0]
    assert (cue.text, cue.placement, cue.speaker, cue.start_ms) == (*row.said, 1000)
    assert sorted(names(result)) == sorted(row.read)
    assert row.read or row.kept or row.said != ("words", "", ""), "a row of which nothing is said is a silent loss"


@pytest.mark.parametrize(("format_id", "name"), ROWS)
def test_every_writer_of_another_format_says_what_its_own_would_keep(format_id: str, name: str) -> None:
    row = FEATURES[format_id][name]
    document = given(row).document
    family = get(format_id).family or format_id
    for chosen in WRITERS:
        written = write(document, chosen, WriteOptions(language="en"))
        dropped = Counter(str(each.facts["feature"]) for each in written.notices if each.code == "write.dropped")
        keeps_it = family in (chosen.id, chosen.family) and chosen.id not in DIALECTS
        assert dropped == ({} if keeps_it else Counter(row.kept)), chosen.id
        codes = {each.code for each in written.notices}
        _, placement, speaker = row.said
        assert ("loses.placement" in codes) == (bool(placement) and "placement" in chosen.loses and not document.cues[0].is_drawing)
        assert ("loses.speaker" in codes) == (bool(speaker) and "speaker" in chosen.loses)


@pytest.mark.parametrize(("format_id", "name"), [row for row in ROWS if FEATURES[row[0]][row[1]].kept])
def test_what_a_format_keeps_it_writes_again(format_id: str, name: str) -> None:
    row = FEATURES[format_id][name]
    document = given(row).document
    chosen = get(format_id)
    again = read(write(document, chosen, WriteOptions(language="en")).data, row.name).document
    assert chosen.keeps is not None
    assert chosen.keeps(again) == chosen.keeps(document) == Counter(row.kept)
    assert [(cue.text, cue.placement, cue.speaker) for cue in again.cues] == [
        (cue.text, cue.placement, cue.speaker) for cue in document.cues
    ]


def test_the_language_of_one_cue_is_said_by_all_who_cannot_write_it() -> None:
    cues = (DocumentCue(start_ms=0, end_ms=900, text="words"), DocumentCue(start_ms=1000, end_ms=1900, text="mots", language="fr"))
    for each in WRITERS:
        notices = write(Document(cues=cues, language="en"), each).notices
        said = [str(notice.facts["feature"]) for notice in notices if notice.code == "write.dropped"]
        assert said == ([] if each.id in ("ttml", "ebu-tt-d") else ["lang"]), each.id


def test_every_feature_has_words_and_every_code_of_ass_a_name() -> None:
    used = {name for rows in FEATURES.values() for row in rows.values() for name in (*row.read, *row.kept)}
    for name in sorted(used - KEPT_BY_OTHERS):
        if "." not in name:
            assert name.startswith("<") or f"feature.{name}" in SENTENCES, name
            assert "{" not in str(sentence("write.dropped", {"feature": name, "count": 1}))
    for code in ("kf", "fad", "move", "fnArial", "3c", "iclip", "pbo", "fscx"):
        assert f"feature.{feature_of(code)}" in SENTENCES and feature_of(code) != "override"


def test_rows_are_of_formats_there_are() -> None:
    """A format without rows is a newcomer, a sheet (whose columns have tests of their own) or of bytes, and turns nothing red."""
    assert set(FEATURES) <= {each.id for each in formats()}
