"""Files with a few bad bytes, with lines of another encoding, or encoded twice: what is whole is read, what is not is counted."""

import pytest

from crossreel.domain.text.document import ReadResult
from crossreel.formats.reading import read

CHINESE = ("你怎么才回来？", "路上堵车。", "你身上有香水味。", "别骗我了。", "求你了，让我看看孩子。")
KOREAN = ("여기서 뭐 해?", "널 기다렸어.", "가자.", "빨리 의사를 불러!")
JAPANESE = ("どうしてここにいるの？", "あなたを待っていました。", "行きましょう。")
RUSSIAN = ("Где ты был?", "Я ждала тебя всю ночь.", "Прости меня.")


def srt(lines: tuple[str, ...]) -> str:
    return "".join(f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{line}\n\n" for n, line in enumerate(lines, 1))


def texts(result: ReadResult) -> list[str]:
    return [cue.text for cue in result.document.cues]


def facts(result: ReadResult, code: str) -> dict[str, object]:
    return next(dict(each.facts) for each in result.notices if each.code == code)


@pytest.mark.parametrize(
    ("lines", "name"),
    [(CHINESE, "gb18030"), (KOREAN, "cp949"), (KOREAN, "euc_kr"), (JAPANESE, "shift_jis"), (CHINESE, "utf-8"), (RUSSIAN, "utf-8")],
)
def test_a_file_cut_within_its_last_character_keeps_all_others(lines: tuple[str, ...], name: str) -> None:
    data = srt(lines).rstrip("\n").rstrip("。.?!").encode(name)[:-1]
    result = read(data, "x.srt")
    assert texts(result)[:-1] == list(lines[:-1])
    assert texts(result)[-1].endswith("\ufffd")
    assert facts(result, "encoding.damaged")["count"] == 1


@pytest.mark.parametrize(("lines", "name"), [(CHINESE * 4, "gb18030"), (KOREAN * 4, "cp949")])
def test_a_lost_byte_costs_its_line_and_no_other(lines: tuple[str, ...], name: str) -> None:
    data = srt(lines).encode(name)
    at = data.index(lines[1].encode(name), 100)
    result = read(data[: at + 1] + data[at + 2 :], "x.srt")
    assert sum(one != other for one, other in zip(texts(result), lines, strict=True)) == 1


def test_lines_of_another_encoding_in_utf8_are_read_in_theirs() -> None:
    data = srt(CHINESE).encode() + "9\n00:00:09,000 --> 00:00:09,900\n后来补的一句\n".encode("gb18030")
    result = read(data, "x.srt")
    assert texts(result) == [*CHINESE, "后来补的一句"]
    assert (facts(result, "encoding.mixed")["encoding"], facts(result, "encoding.mixed")["count"]) == ("gb18030", 1)


@pytest.mark.parametrize("line", ["I’m nobody.", "I’m sorry.", "I’d go.", "Don’t.", "He’s my fiancé."])
def test_one_apostrophe_in_english_is_no_character_of_the_east(line: str) -> None:
    lines = ("Hello there.", line, "Leave now.")
    assert texts(read(srt(lines).encode("cp1252"), "x.srt")) == list(lines)


@pytest.mark.parametrize("line", ["Déjà vu, garçon.", "你好，世界", "“So what?”", "Где ты?"])
def test_a_text_that_was_encoded_twice_is_read_as_it_was_meant(line: str) -> None:
    twice = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in srt((line, "Bye.")).encode())
    result = read(twice.encode(), "x.srt")
    assert texts(result) == [line, "Bye."]
    assert "encoding.doubled" in {each.code for each in result.notices}


def test_signs_that_only_look_so_stay() -> None:
    lines = ("Â quoi bon ?", "Ã© is how it looks.", "£5 – ça va", "À bientôt")
    assert texts(read(srt(lines).encode(), "x.srt")) == list(lines)


@pytest.mark.parametrize("line", ["AU CAFÉ…", "Ø— so", "«FIANCÉ»", "“CAFÉ”", "FIANCÉ…ET", "Ç…a"])
def test_a_capital_before_a_sign_is_no_letter_that_was_encoded_twice(line: str) -> None:
    assert texts(read(srt((line, "Bye.")).encode(), "x.srt")) == [line, "Bye."]
