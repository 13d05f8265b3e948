"""Encodings: found out, said, and refused in words."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput, CrossreelError
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.text import decode, encode

SAMPLES = {
    "gb18030": ("你到底在哪里", "我不知道你在说什么", "少爷，夫人让您回去"),
    "big5": ("你到底在哪裡", "我不知道你在說什麼", "少爺，夫人請您回去"),
    "shift_jis": ("どこにいるの？", "私は知りません", "社長、奥様がお呼びです"),
    "euc_kr": ("어디 있어요?", "나는 몰라요", "회장님, 사모님이 부르십니다"),
    "cp874": ("คุณอยู่ที่ไหน", "ฉันไม่รู้ว่าคุณพูดอะไร"),
    "cp1256": ("أين أنت؟", "لا أعرف ما تقوله"),
    "cp1251": ("Где ты?", "Я не знаю, о чём ты говоришь"),
    "cp1252": ("Où es-tu ?", "Je ne sais pas, désolé.", "L'été dernier, tu étais là"),
    "cp1250": ("Příliš žluťoučký kůň", "úpěl ďábelské ódy"),
    "cp1254": ("Neredesin? Ne dediğini bilmiyorum", "şimdi git, çabuk ol"),
    "cp1253": ("Πού είσαι;", "Δεν ξέρω τι λες"),
    "cp1255": ("איפה אתה?", "אני לא יודע"),
    "cp1257": ("Kur tu esi?", "Es nezinu, ko tu runā, šķiet ļoti žēl"),
    "cp1258": ("Tôi không biết cô ấy",),
}


def srt(lines: tuple[str, ...]) -> str:
    return "".join(f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{line}\n\n" for n, line in enumerate(lines, 1))


def in_codec(text: str, name: str) -> bytes:
    if name != "cp1258":
        return text.encode(name)
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = [part for part in parts if part in marks]
        out.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in marks)) + "".join(tone))
    return "".join(out).encode(name)


@pytest.mark.parametrize("name", SAMPLES)
def test_legacy_encodings_are_guessed_and_the_guess_is_said(name: str) -> None:
    data = in_codec(srt(SAMPLES[name]), name)
    result = read(data, "x.srt")
    assert result.encoding is not None
    assert (result.encoding.name, result.encoding.guessed) == (name, True)
    assert [unicodedata.normalize("NFC", cue.text) for cue in result.document.cues] == list(SAMPLES[name])
    assert [notice.code for notice in result.notices] == ["encoding.guessed"]


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("words", ["Where are you?", "你到底在哪里"])
def test_unicode_is_known_by_its_mark_or_its_zeros(name: str, words: str) -> None:
    result = read(srt((words,) * 3).encode(name), "x.srt")
    assert [cue.text for cue in result.document.cues] == [words] * 3
    assert result.encoding is not None
    assert result.encoding.bom == (name in ("utf-8-sig", "utf-16", "utf-32"))


def test_utf8_is_no_guess() -> None:
    result = read(srt(("Où es-tu ?",)).encode(), "x.srt")
    assert result.encoding is not None
    assert (result.encoding.name, result.encoding.guessed, result.notices) == ("utf-8", False, ())


def test_a_broken_byte_does_not_make_utf8_a_legacy_encoding() -> None:
    data = srt(("你到底在哪里",) * 9).encode().replace("底".encode(), b"\xe5\xba", 1)
    result = read(data, "x.srt")
    assert result.encoding is not None and result.encoding.name == "utf-8"
    assert [notice.code for notice in result.notices] == ["encoding.damaged"]
    assert sum("�" in cue.text for cue in result.document.cues) == 1


def test_the_named_encoding_is_used_or_refused() -> None:
    data = srt(("Привет",)).encode("koi8-r")
    assert read(data, "x.srt", encoding="koi8-r").document.cues[0].text == "Привет"
    with pytest.raises(BadInput, match=r"encoding\.wrong"):
        read(data, "x.srt", encoding="utf-8")
    with pytest.raises(BadInput, match=r"encoding\.unknown"):
        read(data, "x.srt", encoding="klingon")
    with pytest.raises(BadInput, match=r"encoding\.unknown"):
        read(data, "x.srt", encoding="zip")


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_are_unified(newline: str) -> None:
    text, _ = decode(f"a{newline}b{newline}".encode(), Notices())
    assert text == "a\nb\n"


def test_a_sign_the_encoding_lacks_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        encode("a\n你", encoding="cp1252", bom=False, newline="\n")
    assert (caught.value.code, caught.value.facts["character"], caught.value.facts["line"]) == ("encoding.cannot_write", "你", 2)


def test_bom_and_newlines_are_written_as_asked() -> None:
    assert encode("a\n", encoding="utf-8", bom=True, newline="\r\n") == b"\xef\xbb\xbfa\r\n"
    assert encode("a", encoding="utf-16", bom=True, newline="\n") == b"\xff\xfea\x00"


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["x.srt", "x.vtt", "x.ass", "x.ttml", "x.csv", "x.xlsx", "x"]))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        read(data, name)
    except CrossreelError as error:
        assert error.code.partition(".")[0] in ("format", "encoding", "script", "ttml")
