"""What a column is, where its header and its cells do not say the same."""

import pytest

from tests.unit.formats.tables.sheets import lines, read, xlsx

CALLED_LINES = [
    "Line", "Lines", "Subtitle", "Dialogue", "Sentence", "Caption", "Text No", "字幕", "台词", "句子", "對白", "Diálogo", "Frase",
    "Fala", "Satz", "Untertitel", "Réplique", "Battuta", "Фраза", "Реплика", "セリフ", "대사", "الجملة", "บทพูด", "संवाद", "Kalimat",
    "Ayat", "Câu", "Replik", "Kwestia", "Linya", "Zin", "No", "Source", "Target",
]  # fmt: skip
WORDS = [(1000, 2000, "Go away."), (3000, 4000, "Now, or I call them!"), (5000, 6000, "You would not dare.")]


def table(first: str, text: str, numbers: tuple[object, ...]) -> bytes:
    clock = "00:00:0{}.000"
    rows = [
        (number, clock.format(start // 1000), clock.format(end // 1000), words)
        for number, (start, end, words) in zip(numbers, WORDS, strict=True)
    ]
    return xlsx((first, "Start", "End", text), *rows)


@pytest.mark.parametrize("called", CALLED_LINES)
@pytest.mark.parametrize("text", ["Translation", "Whatever"])
def test_a_column_that_counts_the_rows_is_their_number_whatever_it_is_called(called: str, text: str) -> None:
    sheet, _notices = read(table(called, text, (1, 2, 3)), "x.xlsx")
    assert lines(sheet) == WORDS
    assert [row.number for row in sheet.rows] == [1, 2, 3]


@pytest.mark.parametrize("numbers", [("#7", "#8", "#12"), ("1.", "2.", "3."), ("１", "２", "３"), (2, 3, 1), ("001", "002", "003")])
def test_numbers_are_told_however_they_are_written_and_where_they_begin_anew(numbers: tuple[object, ...]) -> None:
    sheet, _notices = read(table("Line", "Text", numbers), "x.xlsx")
    assert lines(sheet) == WORDS


def test_one_row_is_enough_and_a_column_of_numbers_stands_back_behind_the_one_called_so() -> None:
    sheet, _notices = read("Line,No.,Start,End,Text\n1,41,00:00:01.000,00:00:02.000,Go away.\n", "x.csv")
    assert lines(sheet) == [(1000, 2000, "Go away.")] and sheet.rows[0].number == 41


def test_spoken_numbers_stay_text() -> None:
    sheet, _notices = read(table("No.", "Line", (1, 2, 3)), "x.xlsx")
    assert lines(sheet) == WORDS
    rows = [f"{at},00:00:0{at}.000,00:00:0{at}.900,{4 - at},Lin\n" for at in (1, 2, 3, 4)]
    spoken = "".join(["No.,Start,End,Line,Speaker\n", *rows])
    sheet, _notices = read(spoken, "x.csv")
    assert [words for *_, words in lines(sheet)] == ["3", "2", "1", "0"]


@pytest.mark.parametrize("texts", [("7", "Seven"), ("Seven", "7"), ("7", "8")])
def test_a_number_said_in_a_column_called_by_its_language_is_text(texts: tuple[str, str]) -> None:
    head = "#,in,out,zh-Hans (source),ar"
    sheet, _notices = read(f"{head}\n1,00:00:01.000,00:00:02.000,{texts[0]},{texts[1]}\n", "x.csv")
    assert sheet.languages == ("zh-Hans", "ar")
    assert sheet.rows[0].number == 1
    assert [sheet.rows[0].texts[tag] for tag in sheet.languages] == list(texts)


def test_times_under_a_word_for_texts_are_times() -> None:
    sheet, _notices = read("Text,Subtitle,Words\n00:00:01.000,00:00:02.000,Go away.\n00:00:03.000,00:00:04.000,Now!\n", "x.csv")
    assert lines(sheet) == [(1000, 2000, "Go away."), (3000, 4000, "Now!")]


@pytest.mark.parametrize("header", ["中文台词", "中文", "中文字幕", "Chinese", "Китайский", "중국어"])
@pytest.mark.parametrize(("language", "words"), [("zh-Hans", "你们来这里说过话吗？"), ("zh-Hant", "你們來這裡說過話嗎？")])
def test_chinese_without_a_script_is_told_by_its_text(header: str, language: str, words: str) -> None:
    sheet, notices = read(f"Start,End,{header},English\n00:00:01.000,00:00:02.000,{words},Did you talk here?\n", "x.csv")
    assert sheet.languages == (language, "en") and "sheet.language_doubtful" not in notices


def test_a_script_that_a_header_says_stands() -> None:
    sheet, _notices = read("Start,End,繁體中文,中文\n00:00:01.000,00:00:02.000,你们来说话吗,你们来说话吗\n", "x.csv")
    assert sheet.languages == ("zh-Hant", "zh-Hans")
