"""Sheets as they come: words, times and languages of each, whatever its headers, shapes and cells."""

import csv
import datetime
import io
from fractions import Fraction

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from crossreel.domain.errors import BadInput
from crossreel.formats import reading
from crossreel.i18n.messages import sentence
from tests.unit.formats.tables.sheets import book, lines, read, saved, word, xlsx

TWO = [(1000, 2000, "Hello.", "Hola."), (3000, 4000, "Where is she?", "¿Dónde está?")]
CLOCKS = (("00:00:01,000", "00:00:02,000"), ("00:00:03,000", "00:00:04,000"))


@pytest.mark.parametrize(
    "headers",
    [
        ("No.", "Start Time", "End Time", "Source (en)", "Target (es-419)"),
        ("序号", "开始时间", "结束时间", "原文（英文）", "译文（西班牙语）"),
        ("#", "開始時間", "結束時間", "英語", "スペイン語"),
        ("번호", "시작 시간", "종료 시간", "영어", "스페인어"),
        ("Nr.", "Anfang", "Ende", "Englisch", "Spanisch"),
        ("N°", "Début", "Fin", "Anglais", "Espagnol"),
        ("Nº", "Entrada", "Salida", "Inglés", "Español (México)"),
        ("Nº", "Início", "Fim", "Inglês", "Espanhol"),
        ("N.", "Inizio", "Fine", "Inglese", "Spagnolo"),
        ("№", "Начало", "Конец", "Английский", "Испанский"),
        ("رقم", "البداية", "النهاية", "الإنجليزية", "الإسبانية"),
        ("ลำดับ", "เวลาเริ่ม", "เวลาสิ้นสุด", "อังกฤษ", "สเปน"),
        ("क्रमांक", "प्रारंभ", "समाप्त", "अंग्रेज़ी", "स्पेनिश"),
        ("STT", "Bắt đầu", "Kết thúc", "Tiếng Anh", "Tiếng Tây Ban Nha"),
        ("Sıra", "Başlangıç", "Bitiş", "İngilizce", "İspanyolca"),
        ("Lp.", "Początek", "Koniec", "Angielski", "Hiszpański"),
        ("Nr", "Begintijd", "Eindtijd", "Engels", "Spaans"),
        ("Nomor", "Mulai", "Selesai", "Bahasa Inggris", "Spanyol"),
        ("Bil.", "Mula", "Tamat", "English", "Spanish"),
        ("Blg", "Simula", "Wakas", "Ingles", "Spanish (LATAM)"),
        ("編號", "開始", "結束", "英文", "西班牙文"),
        ("ID", "TC_IN", "TC-OUT", "English Text", "Spanish Text"),
        ("", "In", "Out", "EN", "ES"),
        ("", "时间码入点 TC In", "时间码出点 TC Out", "英文 English", "西语 Spanish"),
    ],
)
def test_columns_are_found_by_header_in_any_guide_language(headers: tuple[str, ...]) -> None:
    rows = [(at, *CLOCKS[at - 1], TWO[at - 1][2], TWO[at - 1][3]) for at in (1, 2)]
    sheet, _notices = read(xlsx(headers, *rows), "x.xlsx")
    assert sheet.languages == ("en", "es-419")
    assert lines(sheet, "en", "es-419") == TWO


def test_columns_are_found_by_what_stands_in_them() -> None:
    rows = [
        (1, "00:00:01.000", "00:00:02.000", "LIN", "你到底在哪里？", "Where were you last night?"),
        (2, "00:00:03.000", "00:00:04.000", "ANA", "我没有去过那里。", "I have not been there, and you know it."),
        (3, "00:00:05.000", "00:00:06.000", "LIN", "你说什么？", "What did you say to him?"),
        (4, "00:00:07.000", "00:00:08.000", "ANA", "没什么。", "I said that it is nothing."),
    ]
    sheet, _notices = read(xlsx(*rows), "x.xlsx")
    assert sheet.languages == ("zh-Hans", "en")
    assert lines(sheet)[1] == (3000, 4000, "我没有去过那里。", "I have not been there, and you know it.")
    assert [row.speaker for row in sheet.rows] == ["LIN", "ANA", "LIN", "ANA"] and [row.number for row in sheet.rows] == [
        1,
        2,
        3,
        4,
    ]


def test_a_header_stands_under_titles_pictures_and_empty_rows() -> None:
    rows: list[tuple[object, ...]] = [
        ("The Hidden Heir",), ("Language:", "English"), (), ("Agency sheet v3",), ("Time", "", "Dialogue"),
        ("Start", "End", "English"), ("0:01", "0:02", "Hello."), (), ("0:03", "0:04", "Where is she?"),
    ]  # fmt: skip
    sheet, _notices = read(xlsx(*rows), "x.xlsx")
    assert lines(sheet) == [(1000, 2000, "Hello."), (3000, 4000, "Where is she?")]


def test_merged_cells_of_header_episode_and_times() -> None:
    made = book(
        {
            "a": [
                ("集数", "Timecode", None, "角色", "English"),
                (None, "In", "Out", None, None),
                ("第1集", "00:00:01.000", "00:00:02.000", "林", "Hello."),
                (None, None, None, None, "Again."),
                (None, "00:00:03.000", "00:00:04.000", None, "Where?"),
                ("第2集", "00:00:01.500", "00:00:02.500", "安", "Here."),
            ]
        }
    )
    for merge in ("B1:C1", "A1:A2", "D1:D2", "E1:E2", "A3:A5", "B3:B4", "C3:C4", "D3:D5"):
        made["a"].merge_cells(merge)
    sheet, notices = read(saved(made), "x.xlsx")
    assert lines(sheet) == [(1000, 2000, "Hello.\nAgain."), (3000, 4000, "Where?"), (1500, 2500, "Here.")]
    assert [(row.episode, row.speaker) for row in sheet.rows] == [(1, "林"), (1, "林"), (2, "安")] and notices == {}


def test_what_a_spreadsheet_made_of_times() -> None:
    rows = [
        ("Start", "End", "English"),
        (datetime.time(0, 0, 1, 500000), datetime.timedelta(seconds=2.25), "One"),
        (datetime.datetime(1899, 12, 30, 0, 0, 3), datetime.time(0, 0, 4), "Two"),
    ]
    assert lines(read(xlsx(*rows), "x.xlsx")[0]) == [(1500, 2250, "One"), (3000, 4000, "Two")]
    parts = [("Start", "End", "English"), (1.5 / 86400, 2.25 / 86400, "One"), (3 / 86400, 4 / 86400, "Two")]
    sheet, notices = read(xlsx(*parts), "x.xlsx")
    assert lines(sheet) == [(1500, 2250, "One"), (3000, 4000, "Two")]
    assert notices["sheet.read_as_days"]["column"] == "A"


def test_minutes_that_a_spreadsheet_took_for_hours() -> None:
    rows = [("Start", "End", "English")]
    rows += [(datetime.time(0, 2), datetime.time(0, 4), "One"), (datetime.time(0, 40), datetime.time(0, 42), "Two")]  # type: ignore[list-item]
    rows += [(datetime.time(1, 5), datetime.time(1, 7), "Three")]  # type: ignore[list-item]
    sheet, notices = read(xlsx(*rows), "x.xlsx")
    assert lines(sheet) == [(2000, 4000, "One"), (40000, 42000, "Two"), (65000, 67000, "Three")]
    assert "sheet.minutes_as_hours" in notices


@pytest.mark.parametrize(
    ("head", "first", "last", "ms"),
    [
        ("Start,End", "1.5", "3", (1500, 3000)),
        ("Start;End", "1,5", "3,25", (1500, 3250)),
        ("start_ms,end_ms", "1500", "3000", (1500, 3000)),
        ("Start (s),End (s)", "90", "92", (90000, 92000)),
        ("In (ms),Out (ms)", "1500", "3000", (1500, 3000)),
        ("Start,End", "1500", "3000", (1500, 3000)),
        ("Start,End", "61", "63", (61000, 63000)),
        ("Start,End", "1:01.5", "1:03", (61500, 63000)),
        ("Start,End", "00.01.01.500", "00.01.03.000", (61500, 63000)),
        ("Start,End", "00:01:01:500", "00:01:03:000", (61500, 63000)),
        ("Start,End", "１：０１．５", "１：０３", (61500, 63000)),
        ("开始,结束", "1分1秒500", "1分3秒", (61500, 63000)),
        ("Start,End", "1m 1.5s", "1m 3s", (61500, 63000)),
        ("البداية,النهاية", "٠٠:٠١:٠١٫٥", "٠٠:٠١:٠٣", (61500, 63000)),
        ("Start,Dur", "0:01:01.500", "1.5", (61500, 63000)),
        ("Start;Duration", "0:01:01,500", "00:00:01,500", (61500, 63000)),
    ],
)
def test_times_as_people_write_them(head: str, first: str, last: str, ms: tuple[int, int]) -> None:
    sign = ";" if ";" in head else ","
    sheet, _notices = read(f"{head}{sign}English\n{first}{sign}{last}{sign}Hello there\n", "x.csv")
    assert lines(sheet) == [(*ms, "Hello there")]


def test_frames_are_counted_at_the_rate_of_the_video_or_the_sheets_own_and_never_guessed() -> None:
    text = "TC In,TC Out,English\n00:00:01:12,00:00:02:06,Hello\n"
    assert lines(read(text, "x.csv", Fraction(25))[0]) == [(1480, 2240, "Hello")]
    assert lines(read(text, "x.csv", Fraction(24))[0]) == [(1500, 2250, "Hello")]
    long = "TC In,TC Out,English\n00:10:00:00,00:10:01;00,Hello\n"
    assert lines(read(long, "x.csv", Fraction(30000, 1001))[0]) == [(600600, 601000, "Hello")]
    assert lines(read("帧率：25,,\n" + text, "x.csv")[0]) == [(1480, 2240, "Hello")]
    with pytest.raises(BadInput) as caught:
        read(text, "x.csv")
    assert caught.value.code == "time.rate_needed" and "00:00:01:12" in sentence(caught.value.code, caught.value.facts)


@pytest.mark.parametrize(
    "written", ["00:00:01,000 --> 00:00:02,500", "0:01 – 0:02.5", "00:01~00:02.5", "00:00:01.000\n00:00:02.500",
                "[00:01 - 00:02.5]", "00:00:01,000 00:00:02,500", "00:01 到 00:02.5", "1.0-2.5"],
)  # fmt: skip
def test_a_range_of_times_in_one_cell(written: str) -> None:
    sheet, _notices = read(xlsx(("Timecode", "台词", "译文"), (written, "你好吗？我们走吧", "How are you? Let us go.")), "x.xlsx")
    assert lines(sheet) == [(1000, 2500, "你好吗？我们走吧", "How are you? Let us go.")]
    assert sheet.main == "zh-Hans" and sheet.has_source


def test_a_beginning_alone_lasts_until_the_next_one_less_a_gap_and_that_is_said() -> None:
    text = "Start TC;Character;Text;Notes\n00:00:01:00;ANN;Hello there;smiles\n00:00:03:12;BOB;Hi;\n00:00:30:00;BOB;What is it?;\n"
    sheet, notices = read(text, "x.csv", Fraction(25))
    assert lines(sheet) == [(1000, 3400, "Hello there"), (3480, 10480, "Hi"), (30000, 33000, "What is it?")]
    assert [(row.speaker, row.note) for row in sheet.rows] == [("ANN", "smiles"), ("BOB", ""), ("BOB", "")]
    assert notices["sheet.no_ends"]["count"] == 3


def test_no_times_at_all() -> None:
    sheet, notices = read(
        xlsx(("No.", "原文", "译文"), (1, "你到底在哪里？", "Where were you?"), (2, "走吧", "Let's go")), "x.xlsx"
    )
    assert [(row.number, row.is_timed, dict(row.texts)) for row in sheet.rows] == [
        (1, False, {"zh-Hans": "你到底在哪里？", "en": "Where were you?"}),
        (2, False, {"zh-Hans": "走吧", "en": "Let's go"}),
    ]
    assert notices == {}


def test_a_tab_an_episode_and_a_tab_that_is_none() -> None:
    tabs = {
        "EP01": [("Start", "End", "English"), ("0:01", "0:02", "One")],
        "EP02": [("Start", "End", "English"), ("0:03", "0:04", "Two")],
        "Glossary": [("Name", "Meaning"), ("Lin", "forest")],
    }
    sheet, notices = read(xlsx(**tabs), "x.xlsx")
    assert [(row.where, row.episode, row.texts["en"]) for row in sheet.rows] == [("EP01!2", 1, "One"), ("EP02!2", 2, "Two")]
    assert notices["sheet.unread_table"]["table"] == "Glossary"


@pytest.mark.parametrize(
    "names", [("1", "2"), ("第1集", "第2集"), ("Heir E01", "Heir E02"), ("Sheet1", "Sheet2"), ("Folge 1", "Folge 2")]
)
def test_names_of_tabs_that_are_episodes(names: tuple[str, str]) -> None:
    rows = [("Start", "End", "English"), ("0:01", "0:02", "One")]
    assert read(xlsx(**dict.fromkeys(names, rows)), "x.xlsx")[0].episodes == (1, 2)


def test_one_tab_with_the_name_a_program_gave_is_no_episode() -> None:
    assert read(xlsx(("Start", "End", "English"), ("0:01", "0:02", "One")), "x.xlsx")[0].episodes == (None,)


def test_a_tab_a_language() -> None:
    head = ("In", "Out", "Text")
    sheet, _ = read(xlsx(English=[head, ("0:01", "0:02", "One")], Español=[head, ("0:01", "0:02", "Uno")]), "x.xlsx")
    assert [dict(row.texts) for row in sheet.rows] == [{"en": "One"}, {"es-419": "Uno"}]


def test_all_episodes_in_one_sheet_by_column_and_by_banner() -> None:
    by_column = [
        ("EP", "Start", "End", "English"),
        ("EP01", "0:01", "0:02", "One"),
        ("", "0:03", "0:04", "Two"),
        (2.0, "0:01", "0:02", "Three"),
    ]
    sheet, _ = read(xlsx(*by_column), "x.xlsx")
    assert [(row.episode, row.texts["en"]) for row in sheet.rows] == [(1, "One"), (1, "Two"), (2, "Three")]
    banners = [("Start", "End", "English"), ("第1集",), ("0:01", "0:02", "One"), ("Episode 2",), ("0:01", "0:02", "Three")]
    sheet, _ = read(xlsx(*banners), "x.xlsx")
    assert [(row.episode, row.texts["en"]) for row in sheet.rows] == [(1, "One"), (2, "Three")]


def test_formulas_have_their_values_and_those_without_are_said() -> None:
    made = book({"a": [("Start", "End", "English"), ("0:01", "0:02", "One"), ("0:03", "0:04", "=B1&C1")]})
    sheet, notices = read(saved(made), "x.xlsx")
    assert lines(sheet) == [(1000, 2000, "One"), (3000, 4000, "")]
    assert notices["sheet.formula_without_value"]["cells"] == ["C3"]


def test_hidden_columns_are_read_and_said() -> None:
    made = book({"a": [("Start", "End", "English", "Spanish"), ("0:01", "0:02", "One", "Uno")]})
    made["a"].column_dimensions["D"].hidden = True
    sheet, notices = read(saved(made), "x.xlsx")
    assert lines(sheet) == [(1000, 2000, "One", "Uno")]
    assert notices["sheet.hidden_columns"]["columns"] == ["D “Spanish”"]


def test_rich_text_is_text_with_its_looks() -> None:
    made = book({"a": [("Start", "End", "English"), ("0:01", "0:02", "")]})
    made["a"]["C2"] = CellRichText("I ", TextBlock(InlineFont(b=True), "said"), " no.")
    assert lines(read(saved(made), "x.xlsx")[0]) == [(1000, 2000, "I <b>said</b> no.")]


def test_columns_nothing_is_read_from_are_named() -> None:
    rows = [("Start", "End", "English", "CPS", "Wibble"), ("0:01", "0:02", "One", 12, "x")]
    assert read(xlsx(*rows), "x.xlsx")[1]["sheet.unread_columns"]["columns"] == ["D “CPS”", "E “Wibble”"]


def test_rows_whose_times_cannot_be_read_say_where_they_stand() -> None:
    tabs = {
        "EP01": [("Start", "End", "English"), ("0:01", "0:02", "One"), ("soon", "0:04", "Two"), ("0:05", "later", "Three")],
        "EP02": [("Start", "End", "English"), ("0:01", "0:02", "One")],
    }
    sheet, notices = read(xlsx(**tabs), "x.xlsx")
    assert [row.texts["en"] for row in sheet.rows] == ["One", "One"]
    assert (notices["script.bad_row"]["count"], notices["script.bad_row"]["cells"]) == (2, ["EP01!A3", "EP01!B4"])
    assert "EP01!A3" in sentence("script.bad_row", notices["script.bad_row"])  # type: ignore[arg-type]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_delimiter_with_quotes_and_newlines(sign: str) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=sign)
    writer.writerows(
        [
            ("Start", "End", "Speaker", "English"),
            ("0:01", "0:02", "Lin", 'She said, "no";\nand | left\t'),
            ("0:03", "0:04", "", "Yes"),
        ]
    )
    sheet, _notices = read(target.getvalue(), "x.csv")
    assert lines(sheet) == [(1000, 2000, 'She said, "no";\nand | left'), (3000, 4000, "Yes")]


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "x.csv"), ("utf-16", "x.txt"), ("gb18030", "x.csv"), ("utf-16-le", "x.csv")]
)
def test_encodings_of_spreadsheets(encoding: str, name: str) -> None:
    rows = (
        "开始时间\t结束时间\t角色\t中文\t备注",
        "0:01\t0:02\t林\t你到底在哪里？我们等了你一个晚上。\t小声",
        "0:03\t0:04\t安\t对不起，我来晚了。\t",
    )
    text = "\r\n".join((*rows, ""))
    sheet, _notices = read(text.encode(encoding), name)
    assert lines(sheet) == [(1000, 2000, "你到底在哪里？我们等了你一个晚上。"), (3000, 4000, "对不起，我来晚了。")]
    assert sheet.rows[0].note == "小声"


def test_a_line_that_says_the_delimiter_and_a_quote_nobody_closes() -> None:
    assert lines(read("sep=;\nStart;End;English\n0:01;0:02;One, two\n", "x.csv")[0]) == [(1000, 2000, "One, two")]
    text = 'Start,End,English\n0:01,0:02,"One\n0:03,0:04,Two\n0:05,0:06,Three\n'
    sheet, notices = read(text, "x.csv")
    assert lines(sheet) == [(1000, 2000, '"One'), (3000, 4000, "Two"), (5000, 6000, "Three")] and "sheet.open_quote" in notices


@pytest.mark.parametrize(
    ("tag", "words"),
    [("id", "Kau di mana tadi malam?"), ("no", "Hvor var du i natt?"), ("to", "Ko e hā?"), ("in", "Aku tidak tahu.")],
)
def test_words_for_columns_that_are_languages_too(tag: str, words: str) -> None:
    rows = [("no", "in", "out", "id", tag), (1, "0:01", "0:02", "a-17", words)]
    if tag in ("no", "in", "id"):
        rows = [("#", "start", "end", "key", tag), (1, "0:01", "0:02", "a-17", words)]
    sheet, _notices = read(xlsx(*rows), "x.xlsx")
    assert lines(sheet) == [(1000, 2000, words)] and sheet.languages == ("id" if tag == "in" else tag,)


def test_the_header_again_on_every_page_is_no_row() -> None:
    head = ("Start", "End", "English")
    assert lines(read(xlsx(head, ("0:01", "0:02", "One"), head, ("0:03", "0:04", "Two")), "x.xlsx")[0])[1] == (3000, 4000, "Two")


def test_tables_of_documents_with_merges_and_tracked_changes() -> None:
    data = word(
        [
            ("TC IN/OUT", "Character", "Español (LATAM)"),
            ("00:01,000 – 00:02,500", "LIN", "¿Dónde está?"),
            ("00:03 – 00:04", "", "Aquí."),
        ]
    )
    sheet, _notices = read(data, "x.docx")
    assert lines(sheet) == [(1000, 2500, "¿Dónde está?"), (3000, 4000, "Aquí.")] and sheet.languages == ("es-419",)
    made = docx.Document(io.BytesIO(data))
    paragraph = made.tables[0].cell(2, 2).paragraphs[0]._p
    inserted, run, text = OxmlElement("w:ins"), OxmlElement("w:r"), OxmlElement("w:t")
    text.text = " Contigo."
    run.append(text)
    inserted.append(run)
    paragraph.append(inserted)
    for change, tag in (("w:del", "w:delText"), ("w:moveFrom", "w:t")):
        struck, gone, old = OxmlElement(change), OxmlElement("w:r"), OxmlElement(tag)
        old.text = "Nunca."
        gone.append(old)
        struck.append(gone)
        paragraph.append(struck)
    merged = made.tables[0].cell(1, 1).merge(made.tables[0].cell(2, 1))
    assert merged._tc.find(qn("w:tcPr")) is not None
    target = io.BytesIO()
    made.save(target)
    sheet, _notices = read(target.getvalue(), "x.docx")
    assert [(row.speaker, row.texts["es-419"]) for row in sheet.rows] == [("LIN", "¿Dónde está?"), ("LIN", "Aquí. Contigo.")]


def test_documents_without_tables_and_tables_without_columns_are_refused() -> None:
    with pytest.raises(BadInput, match=r"sheet\.no_table"):
        read(word(), "x.docx")
    with pytest.raises(BadInput, match=r"script\.no_header"):
        reading.read(xlsx(("Name", "Colour"), ("Lin", "red")), "x.xlsx")
    with pytest.raises(BadInput, match=r"format\.unsupported"):
        reading.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "x.xls")


SHEETS = {
    "start in words": (
        'Number,Start time in milliseconds,End time in milliseconds,Text\n1,1000,2000,"Hello ""there"", you"\n',
        ("",),
        [(1000, 2000, 'Hello "there", you')],
    ),
    "a key and tags": (
        "key,zh,en,pt,id,vi\n1,你好,Hello,Olá,Halo,Xin chào\n2,再见,Bye,Tchau,Dah,Tạm biệt\n",
        ("zh-Hans", "en", "pt-BR", "id", "vi"),
        [(None, None, "你好", "Hello", "Olá", "Halo", "Xin chào"), (None, None, "再见", "Bye", "Tchau", "Dah", "Tạm biệt")],
    ),
    "brackets round times": (
        "Timestamp\tSpeaker\tTranscript\n[00:00:01]\tLin\tWhere are you?\n[00:00:04]\tAna\tHere I am.\n",
        ("en",),
        [(1000, 3920, "Where are you?"), (4000, 7000, "Here I am.")],
    ),
    "layers and styles": (
        "Layer,Start,End,Style,Actor,Text\n0,0:00:01.00,0:00:02.00,Default,Lin,Hello there\n",
        ("",),
        [(1000, 2000, "Hello there")],
    ),
    "seconds and lengths": (
        "start,duration,text\n0.5,1.5,Hello there\n2.25,1.0,Bye now\n",
        ("",),
        [(500, 2000, "Hello there"), (2250, 3250, "Bye now")],
    ),
    "no header": (
        (
            "1;00:00:01,000;00:00:02,000;Hello, where are you?;Hola, ¿dónde estás?\n"
            "2;00:00:03,000;00:00:04,000;I am here.;Estoy aquí, no te preocupes.\n"
        ),
        ("en", "es-419"),
        [(1000, 2000, "Hello, where are you?", "Hola, ¿dónde estás?"), (3000, 4000, "I am here.", "Estoy aquí, no te preocupes.")],
    ),
    "two kinds of times": (
        "Start,Start (ms),End,End (ms),English\n0:01,1000,0:02,2000,Hello\n",
        ("en",),
        [(1000, 2000, "Hello")],
    ),
    "a length beside both ends": (
        (
            "Nº;Entrada;Salida;Duración;Personaje;Original (chino);Traducción (español)\n"
            "1;00:00:01,500;00:00:03,000;1,5;LIN;你好吗;¿Cómo estás?\n"
        ),
        ("zh-Hans", "es-419"),
        [(1500, 3000, "你好吗", "¿Cómo estás?")],
    ),
    "episodes in words": (
        "ตอน,ลำดับ,เริ่ม,สิ้นสุด,ตัวละคร,ภาษาจีน,ภาษาไทย\nตอนที่ 1,1,00:00:01.500,00:00:03.000,หลิน,你好吗,สบายดีไหม\n",
        ("zh-Hans", "th"),
        [(1500, 3000, "你好吗", "สบายดีไหม")],
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_of_tools_and_agencies(name: str) -> None:
    text, languages, expected = SHEETS[name]
    sheet, _notices = read(text, "x.csv")
    assert (sheet.languages, lines(sheet)) == (languages, expected)


def test_tables_that_translation_tools_export() -> None:
    head = ("ID", "Source (Chinese (PRC))", "Target (English (United States))", "Comment", "Status")
    sheet, _ = read(word([head, ("1", "你好", "Hello", "", "Confirmed"), ("2", "再见", "Bye", "check", "Edited")]), "x.docx")
    assert [(row.number, dict(row.texts), row.note) for row in sheet.rows] == [
        (1, {"zh-Hans": "你好", "en": "Hello"}, ""),
        (2, {"zh-Hans": "再见", "en": "Bye"}, "check"),
    ]
    head = ("Segment ID", "Segment status", "Source segment", "Target segment")
    sheet, _ = read(word([head, ("1 a", "Translated", "你好吗我的朋友", "How are you my friend?")]), "x.docx")
    assert [dict(row.texts) for row in sheet.rows] == [{"zh-Hans": "你好吗我的朋友", "en": "How are you my friend?"}]


def test_a_dubbing_list_with_a_title_above_and_episodes_between() -> None:
    head = ("Start", "End", "Character", "Mandarin", "English", "Notes (EN)")
    row = ("00:00:01", "00:00:02", "Lin", "你好吗", "How are you?", "soft")
    sheet, _ = read(xlsx(("Episode 1",), head, row, ("Episode 2",), row), "x.xlsx")
    assert [(each.episode, each.speaker, each.texts["en"], each.note) for each in sheet.rows] == [
        (1, "Lin", "How are you?", "soft"),
        (2, "Lin", "How are you?", "soft"),
    ]
