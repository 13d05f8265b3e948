"""Texts of the guides' languages in every encoding they are usually saved in: read rightly, or said to be open."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.text.language import base_of
from crossreel.formats.orthographies import is_plainly_in
from crossreel.formats.reading import read
from crossreel.formats.text import encode

WESTERN = ("cp1252", "iso8859_1", "iso8859_15", "mac_roman", "cp850", "cp437")
ENCODINGS = {
    "en": ("cp1252", "mac_roman"),
    "de": WESTERN,
    "es-419": WESTERN,
    "es-ES": WESTERN,
    "fr": WESTERN,
    "it": WESTERN,
    "nl": WESTERN,
    "fil": WESTERN,
    "pt-BR": ("cp1252", "iso8859_1", "iso8859_15", "mac_roman", "cp850", "cp860"),
    "id": ("cp1252", "mac_roman"),
    "ms": ("cp1252", "mac_roman"),
    "pl": ("cp1250", "iso8859_2", "cp852", "mac_latin2"),
    "tr": ("cp1254", "iso8859_9", "cp857", "mac_turkish"),
    "vi": ("cp1258",),
    "ru": ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic"),
    "uk": ("cp1251", "koi8_u", "iso8859_5", "cp1125", "mac_cyrillic"),
    "ar": ("cp1256", "iso8859_6"),
    "th": ("cp874", "tis_620", "iso8859_11"),
    "ja": ("shift_jis", "cp932", "euc_jp", "iso2022_jp"),
    "ko": ("euc_kr", "cp949", "johab"),
    "zh-Hans": ("gb18030", "gbk", "gb2312", "hz"),
    "zh-Hant": ("big5", "cp950", "big5hkscs"),
    "hi": ("utf-16-le", "utf-16-be"),
}
SCENES = {
    "en": """
You’re late again.
I’m nobody.
“Family first,” that’s what he always said.
I’d never do that – never.
Don’t you dare touch my daughter!
We can’t go back there.
""",
    "de": """
Was hast du dir dabei gedacht?
Das Mädchen gehört zu unserer Familie.
Ich heiße Müller, nicht Schröder.
Verzeih mir, ich war so töricht.
Wir müssen hier weg, und zwar schnell!
Natürlich liebe ich dich, Süße.
""",
    "es-419": """
¿Cómo pudiste hacerme esto?
El bebé nació anoche en el hospital.
La reunión empezó hace una hora, licenciado.
¡Sal de mi casa ahora mismo!
Su prometida llamó otra vez, señor.
Nadie sabrá jamás quién soy.
""",
    "es-ES": """
¿Qué hacéis aquí a estas horas?
Vuestro padre murió hace veinte años.
No quería haceros daño, de verdad.
¡Cuánto tiempo sin veros!
Dile que suba, está en la habitación.
""",
    "fr": """
Tu as gâché ma vie, tu le sais ?
Mon père n’a jamais voulu de ce mariage.
Elle a accouché cette nuit, à l’hôpital.
Ne me touche pas, espèce de traître !
Voilà pourquoi j’ai dû partir.
Le président vous reçoit bientôt.
""",
    "it": """
Perché non me l’hai detto prima?
Mia madre è morta quando ero piccolo.
Domani sarà troppo tardi, capisci?
Chissà se tornerà più.
Non ne posso più di questa società.
È lui, ne sono sicura!
""",
    "nl": """
Waarom heb je me dat niet verteld?
Hij is financieel geruïneerd.
Één keer nog, alsjeblieft.
Mijn cliënt zegt niets meer.
Ze is in België geboren, hè?
""",
    "fil": """
Bakit ngayon mo lang sinabi, Señor?
Ang niño ay nasa ospital na.
Doña Pilar, patawarin ninyo po ako.
Mahal kita noon pa man, Niño.
Piñas ang apelyido ng nanay ko.
""",
    "pt-BR": """
Por que você não me contou antes?
A reunião começou há uma hora.
Meu coração é só seu, acredite.
Eles vão descobrir a verdade amanhã.
O avô deixou as ações para mim.
Pai, não vá embora!
""",
    "id": """
“Kenapa kamu bohong?” tanya dia.
Aku sudah lama menunggumu…
Dia istriku – bukan urusanmu.
“Pergi,” kata ayahnya.
""",
    "ms": """
“Kenapa awak tipu?” tanya dia.
Saya dah lama tunggu awak…
Dia isteri saya – bukan urusan awak.
“Pergi,” kata ayahnya.
""",
    "pl": """
Dlaczego mnie okłamałeś?
Moja córka leży w szpitalu.
Jutro podpisujemy umowę, panie prezesie.
Nie dotykaj mnie, zdrajco!
Gdybyś wiedziała, jak tęskniłem.
Ślub odbędzie się w sobotę.
Jesteśmy spóźnieni.
""",
    "tr": """
Bana neden yalan söyledin?
Kızım hastanede yatıyor.
Yarın sözleşmeyi imzalıyoruz, Müdür Bey.
Bana dokunma, hain!
Seni ne kadar özlediğimi bir bilsen.
Düğün cumartesi günü olacak.
Geç kaldık, çabuk.
""",
    "vi": """
Tại sao anh lại lừa dối em?
Con gái tôi đang nằm viện.
Ngày mai chúng ta ký hợp đồng, thưa giám đốc.
Đừng chạm vào tôi, đồ phản bội!
Giá mà em biết anh nhớ em đến nhường nào.
Đám cưới sẽ diễn ra vào thứ bảy.
""",
    "ru": """
Почему ты мне солгал?
Моя дочь лежит в больнице.
Господин директор, вас ждут внизу.
Не прикасайся ко мне, предатель!
Если бы ты знала, как я скучал.
Свадьба состоится в субботу.
Мы опаздываем, поехали.
""",
    "uk": """
Чому ти мені збрехав?
Моя донька лежить у лікарні.
Пане директоре, на вас чекають унизу.
Не торкайся мене, зраднику!
Якби ти знала, як я сумував за тобою.
Весілля відбудеться в суботу, їй-богу.
""",
    "ar": """
لماذا كذبت علي؟
ابنتي ترقد في المستشفى.
غداً سنوقع العقد يا سيادة المدير.
لا تلمسني أيها الخائن!
ليتك تعرفين كم اشتقت إليك.
سيقام الزفاف يوم السبت.
""",
    "th": """
ทำไมคุณถึงโกหกฉัน
ลูกสาวของฉันนอนอยู่ที่โรงพยาบาล
พรุ่งนี้เราจะเซ็นสัญญากันครับท่านประธาน
อย่ามาแตะต้องตัวฉันนะ ไอ้คนทรยศ
งานแต่งจะมีขึ้นวันเสาร์
""",
    "ja": """
どうして嘘をついたの？
娘が入院しているんです。
明日、契約書にサインします。
触らないで、この裏切り者！
どれだけ会いたかったか。
結婚式は土曜日です。
""",
    "ko": """
왜 나한테 거짓말했어?
내 딸이 병원에 누워 있어요.
내일 계약서에 서명합니다, 사장님.
내 몸에 손대지 마, 배신자!
얼마나 보고 싶었는지 몰라.
결혼식은 토요일이에요.
""",
    "zh-Hans": """
你为什么要骗我？
我女儿还躺在医院里。
董事长，明天我们就签合同。
别碰我，你这个叛徒！
你不知道我有多想你。
婚礼定在星期六。
""",
    "zh-Hant": """
你為什麼要騙我？
我女兒還躺在醫院裡。
董事長，明天我們就簽合約。
別碰我，你這個叛徒！
你不知道我有多想你。
婚禮訂在星期六。
""",
    "hi": """
तुमने मुझसे झूठ क्यों बोला?
मेरी बेटी अस्पताल में है।
कल हम समझौते पर दस्तख़त करेंगे।
""",
}
LINES = {language: tuple(scene.strip().split("\n")) for language, scene in SCENES.items()}
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "œ": "oe", "«": '"', "»": '"', "È": "E'", "À": "A'"}
)


def written(lines: tuple[str, ...], name: str) -> tuple[list[str], bytes]:
    """Return lines as an encoding can have them, and a file of them."""
    for said in (lines, tuple(line.translate(PLAIN) for line in lines)):
        text = "".join(f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{line}\n\n" for n, line in enumerate(said, 1))
        try:
            return list(said), encode(text, encoding=name, bom=False, newline="\r\n")
        except BadInput:
            continue
    raise AssertionError((lines, name))


PAIRS = [(language, name) for language, names in ENCODINGS.items() for name in names]


@pytest.mark.parametrize(("language", "name"), PAIRS)
def test_a_scene_in_any_usual_encoding_reads_as_it_was_written(language: str, name: str) -> None:
    lines, data = written(LINES[language], name)
    assert [unicodedata.normalize("NFC", cue.text) for cue in read(data, "x.srt").document.cues] == lines


@pytest.mark.parametrize(("language", "name"), PAIRS)
def test_a_name_that_says_another_language_makes_no_scene_read_otherwise(language: str, name: str) -> None:
    lines, data = written(LINES[language], name)
    for named in (language, "zh-Hans", "ja", "ru"):
        assert [unicodedata.normalize("NFC", cue.text) for cue in read(data, "x.srt", language=named).document.cues] == lines, named


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(PAIRS).flatmap(
        lambda pair: st.tuples(st.just(pair), st.lists(st.sampled_from(LINES[pair[0]]), min_size=1, max_size=4, unique=True))
    )
)
def test_a_few_lines_read_rightly_or_the_encoding_is_said_to_be_open(drawn: tuple[tuple[str, str], list[str]]) -> None:
    (_, name), said = drawn
    lines, data = written(tuple(said), name)
    result = read(data, "x.srt")
    if [cue.text for cue in result.document.cues] == lines:
        return
    open_ones = [notice for notice in result.notices if notice.code == "encoding.uncertain"]
    assert open_ones, (result.encoding, [cue.text for cue in result.document.cues], lines)
    others = open_ones[0].facts["others"]
    assert isinstance(others, list)
    readings = [[cue.text for cue in read(data, "x.srt", encoding=str(other)).document.cues] for other in others]
    assert lines in readings, (result.encoding, others)


@pytest.mark.parametrize("language", [tag for tag in LINES if base_of(tag) not in ("zh", "ja", "ko", "th", "uk")])
def test_a_scene_is_plainly_in_its_language_and_in_no_other(language: str) -> None:
    text = "\n".join(LINES[language])
    alike = {"id", "ms"} if language in ("id", "ms") else {base_of(language)}
    assert {base_of(other) for other in LINES if is_plainly_in(text, base_of(other))} == alike
