"""Files made to take the time or the memory of whoever reads them: name to a function of the size in bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping

Attack = Callable[[int], tuple[str, bytes]]

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\n"
ASS = "[Script Info]\nScriptType: v4.00+\n\n[Events]\n" + "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,"
SAMI = "<SAMI><BODY><SYNC Start=1000>"
CSV = 'in,out,en\n0:00:01.000,0:00:02.000,"'
XLIFF = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" '
    'srcLang="en"><file id="f">'
)
TTML = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">'
SCC = "Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9470 "
TIMED = '<p begin="1s" end="2s">'


def _times(unit: str, size: int) -> str:
    return unit * max(1, size // len(unit))


def text(name: str, head: str, unit: str, tail: str = "") -> Attack:
    """Return an attack that repeats a unit after a head."""
    return lambda size: (name, (head + _times(unit, size) + tail).encode())


def paragraphs(unit: str, before: str = "", after: str = "") -> Attack:
    """Return an attack that repeats a unit in the body of a TTML document."""
    return lambda size: ("x.ttml", f"{TTML}{before}<body><div>{_times(unit, size)}</div></body>{after}</tt>".encode())


def paragraph(unit: str) -> Attack:
    """Return an attack that repeats a unit in one paragraph."""
    return lambda size: ("x.ttml", f"{TTML}<body><div>{TIMED}{_times(unit, size)}</p></div></body></tt>".encode())


def _style_references(size: int) -> tuple[str, bytes]:
    head = f'<head><styling><style xml:id="s" style="{_times("q ", size // 2)}"/></styling></head>'
    return paragraphs(TIMED.replace("<p", '<p style="s"') + "x</p>", head)(size // 2)


def _region_styles(size: int) -> tuple[str, bytes]:
    styles = "".join(f'<style a{at}="b"/>' for at in range(min(250, size // 40)))
    return paragraphs(
        '<p region="r" begin="1s" end="2s">x</p>', f'<head><layout><region xml:id="r">{styles}</region></layout></head>'
    )(size)


def _nested(unit: str, depth: int) -> Attack:
    inner = unit * depth + "</span>" * depth
    return paragraphs(f"<p>{inner}</p>")


IN_ONE_CUE: Mapping[str, Attack] = {
    "ruby": text("x.vtt", VTT, "<ruby>a<rt>b</rt></ruby>"),
    "readings in one ruby": text("x.vtt", VTT + "<ruby>", "a<rt>b</rt>"),
    "ruby that stays open": text("x.vtt", VTT, "<ruby>"),
    "italics that stay open": text("x.vtt", VTT, "<i>a"),
    "italics in turn": text("x.vtt", VTT, "<i>a</i>b"),
    "voices": text("x.vtt", VTT, "<v Bob>a"),
    "signs that begin a tag": text("x.vtt", VTT, "<"),
    "classes": text("x.vtt", VTT + "<c", ".a"),
    "entities": text("x.vtt", VTT, "&amp;"),
    "half entities": text("x.vtt", VTT, "&am"),
    "html tags": text("x.srt", SRT, "<i>a</i>b"),
    "html tags cut off": text("x.srt", SRT, "<i "),
    "blanks in a tag": text("x.srt", SRT + "<", " ", "x"),
    "colours": text("x.srt", SRT, '<font color="red">a'),
    "attributes of a font": text("x.srt", SRT + "<font ", "color= "),
    "braces": text("x.srt", SRT, "{\\i1}a{\\i0}b"),
    "digits": text("x.srt", SRT + "x\n", "1:"),
    "tags of HTML": text("x.srt", SRT, "<span>a</span>"),
    "references escaped twice": text("x.srt", SRT, "&amp;amp;"),
    "letters as escapes": text("x.srt", SRT, "\\u4f60 "),
    "moments": text("x.srt", SRT, "<00:00:01.000><c>a</c>"),
    "clock times without an arrow": text("x.srt", SRT + "x ", "00:00:01 "),
    "arrows in one line": text("x.srt", SRT + "x ", "-->"),
    "invisible characters": text("x.srt", SRT, "a\u200b"),
    "classes in turn": text("x.vtt", VTT, "<c.red>a</c>b"),
    "moments of WebVTT": text("x.vtt", VTT, "<00:01.500>a"),
    "overrides in turn": text("x.ass", ASS, "{\\i1}a{\\i0}b"),
    "positions": text("x.ass", ASS, "{\\pos(1,1)}a"),
    "styles in turn": text("x.ass", ASS, "{\\rDefault}a{\\r}b"),
    "empty overrides": text("x.ass", ASS, "{}a"),
    "open braces": text("x.ass", ASS, "{"),
    "line breaks": text("x.ass", ASS, "a\\N"),
    "brackets in overrides": text("x.ass", ASS + "{", "\\t(()("),
    "words in overrides": text("x.ass", ASS + "{\\", "w", "}a"),
    "overrides at the beginning": text("x.ass", ASS, "{\\fad}", "a"),
    "comments of SAMI": text("x.smi", SAMI, "<!--"),
    "breaks of SAMI": text("x.smi", SAMI, "a<br>"),
    "tags in a cell": text("x.csv", CSV, "<i>x", '"\n'),
    "rubies in a cell": text("x.csv", CSV, "<ruby>x<rt>", '"\n'),
    "codes of MicroDVD": text("x.sub", "{1}{1}25\n{1}{2}", "{y:i}a|"),
    "words of lyrics": text("x.lrc", "[00:01.00]", "<00:01.00>a"),
    "segments of json3": text(
        "x.json3", '{"wireMagic":"pb3","events":[{"tStartMs":1,"segs":[', '{"utf8":"a","tOffsetMs":1},', '{"utf8":"a"}]}]}'
    ),
    "segments of srv3": text("x.srv3", '<timedtext format="3"><body><p t="1" d="2">', '<s t="1">a</s>', "</p></body></timedtext>"),
    "lines of a transcript": text("x.txt", "[00:00:01.000 --> 00:00:02.000] ", "a\n"),
    "spans": paragraph('<span tts:color="red">a</span>b'),
    "breaks": paragraph("a<br/>"),
    "containers of ruby": paragraph(
        '<span tts:ruby="container"><span tts:ruby="base">a</span><span tts:ruby="text">b</span></span>'
    ),
}  # fmt: skip
"""What was, or could be, quadratic in the length of one subtitle."""

IN_ONE_FILE: Mapping[str, Attack] = {
    "arrows": text("x.vtt", VTT, "-->\n"),
    "notes": text("x.vtt", "WEBVTT\n\n", "NOTE x\n\n", VTT),
    "cues without an end": text("x.vtt", "WEBVTT\n\n", "00:00:01.000 -->\nx\n\n"),
    "lines of times": text("x.srt", "", "00:00:01,000 → 00:00:02,000\n"),
    "numbers that are none": text("x.srt", SRT + "x\n", "7\n\n00:00:03,000 -> 00:00:04,000\n"),
    "fences": text("x.srt", SRT + "x\n", "```\n"),
    "words about subtitles": text("x.srt", SRT + "x\n", "\n\nHere is the translation\n"),
    "times nobody can read": text("x.srt", SRT + "x\n", "\n00:xx --> 00:00:04,000\n"),
    "lines that roll": text("x.vtt", "WEBVTT\n\n", "00:01.000 --> 00:02.000\na\nb\n\n00:02.000 --> 00:03.000\nb\nc\n\n"),
    "words that stand nowhere": text("x.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "x\n\n"),
    "styles of WebVTT": text("x.vtt", "WEBVTT\n\nSTYLE\n", "::cue(.a){color:red}\n", "\n00:01.000 --> 00:02.000\n<c.a>x\n"),
    "blank lines": text("x.srt", SRT, "\n", "2\n0:00:03,000 --> 0:00:04,000\nx"),
    "blank lines in cues": text("x.srt", "", SRT + "\n" * 50),
    "sync points cut off": text("x.smi", "<SAMI><BODY>", "<sync start=", "<SYNC Start=1>x"),
    "style references": _style_references,
    "styles of a region": _region_styles,
    "timed spans in timed spans": _nested('<span begin="1s" end="2s">a', 50),
    "rubies in rubies": _nested('<span tts:ruby="container"><span tts:ruby="base">a</span>', 50),
    "elements that stay open": text("x.ttml", TTML + "<body><div>", TIMED + "x"),
    "codes of XLIFF": text(
        "x.xlf",
        f'{XLIFF}<unit id="1"><segment><source>',
        '<pc id="1">a</pc><ph id="2"/>',
        "</source></segment></unit></file></xliff>",
    ),
    "metadata of XLIFF": text(
        "x.xlf",
        f'{XLIFF}<unit id="1">',
        '<mda:meta type="in">1</mda:meta>',
        "<segment><source>x</source></segment></unit></file></xliff>",
    ),
    "one line in a legacy encoding": lambda size: ("x.srt", SRT.encode() + _times("你好", size // 4).encode("gbk")),
    "one line of Latin letters": lambda size: ("x.srt", SRT.encode() + b"a" * size + b"\xe9\xff\n"),
    "letters of SCC": text("x.scc", SCC, "c1c1 "),
    "rows of SCC that roll": text("x.scc", SCC + "9425 ", "94ad 9470 c8e9 "),
    "pages of SCC": text("x.scc", SCC, "94ae 9420 9470 c8e9 942f "),
    "times of one lyric": text("x.lrc", "", "[00:01.00]", "x\n[00:02.00]y\n"),
    "windows of json3": text(
        "x.json3", '{"wireMagic":"pb3","events":[', '{"tStartMs":1,"aAppend":1,"segs":[{"utf8":"a"}]},', '{"tStartMs":2}]}'
    ),
    "words of a recognizer": text(
        "x.json", '{"words":[', '{"text":"a","start":1.0,"end":1.5},', '{"text":"b","start":2,"end":3}]}'
    ),
    "brackets of JSON": text("x.json", '{"text":"a","start":1,"x":', "[", "1"),
    "lines of JSON": text("x.jsonl", "", '{"text":"a","start":1,"end":2}\n'),
    "subtitles without an end": text("x.sub", "{1}{1}25\n", "{5}{}a\n"),
    "samples": text("x.ttxt", "<TextStream>", '<TextSample sampleTime="00:00:01.000">a</TextSample>', "</TextStream>"),
    "a format line": text("x.ass", "[Script Info]\n[Events]\nFormat: Start, End, ", "x,", "Text\n"),
    "cells": text("x.csv", "in,out,en\n0:00:01.000,0:00:02.000,x", ","),
    "a cell of digests": text("x.csv", "cue_id,en,base\n1,x,", "a:b "),
}
"""What was, or could be, quadratic in the length of the file, or fills the memory."""


def workbook(rows: str, *, strings: str = "", styles: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook of one sheet whose header names an in, an out and English."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("worksheet", "sharedStrings", "styles")
    parts = ("worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{kind}.{of}+xml"/>' for of, part in zip(kinds, parts, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{office}/{of}" Target="{part}"/>'
        for at, (of, part) in enumerate(zip(kinds, parts, strict=True), 1)
    )
    header = row(1, "in", "out", "en")
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets>'
        f'<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{header}{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
    }  # fmt: skip
    if styles:
        files["xl/styles.xml"] = f"<styleSheet {main}>{styles}</styleSheet>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **(more or {})}.items():
            archive.writestr(name, content)
    return target.getvalue()


def row(number: int, *texts: str) -> str:
    """Return a row of texts."""
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{written}</t></is></c>' for at, written in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'
