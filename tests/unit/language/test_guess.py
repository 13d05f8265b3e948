"""Guessing a language from a few lines of dialogue."""

import pytest

from crossreel.language.guess import guess_language, look_at_language

LINES = {
    "en": "Where have you been?\nI told you he was not my father.",
    "zh-Hans": "你到底在哪里？\n我们离婚吧，这个家已经没有爱了",
    "zh-Hant": "你到底在哪裡？\n我們離婚吧，這個家已經沒有愛了",
    "ja": "どこにいたの？\n父は社長ではありません",
    "ko": "어디 있었어?\n그 사람은 내 아버지가 아니야",
    "es-419": "¿Dónde estabas?\nÉl no es mi padre, ustedes lo saben.",
    "es-ES": "¿Dónde estabais vosotros?\nOs he dicho que no es mi padre.",
    "pt-BR": "Onde você estava?\nEle não é meu pai, você sabe disso.",
    "fr": "Où est-ce que tu étais ?\nCe n'est pas mon père, vous le savez.",
    "de": "Wo bist du gewesen?\nEr ist nicht mein Vater, das weißt du.",
    "it": "Dove sei stato?\nNon è mio padre, lo sai che è così.",
    "id": "Kamu dari mana saja?\nDia bukan ayahku, kamu tahu itu karena aku bisa.",
    "ms": "Awak pergi mana?\nDia bukan ayah saya, awak tahu kerana saya boleh cakap.",
    "th": "คุณไปไหนมา\nเขาไม่ใช่พ่อของฉัน",
    "vi": "Anh đã ở đâu?\nÔng ấy không phải là cha của tôi.",
    "ar": "أين كنت؟\nهو ليس أبي، وأنت تعرف ذلك.",
    "hi": "तुम कहाँ थे?\nवह मेरे पिता नहीं हैं।",
    "tr": "Neredeydin?\nO benim babam değil, bunu biliyorsun.",
    "ru": "Где ты был?\nОн мне не отец, и ты это знаешь.",
    "pl": "Gdzie byłeś?\nTo nie jest mój ojciec, wiesz o tym.",
    "fil": "Saan ka nanggaling?\nHindi siya ang ama ko, alam mo 'yan.",
    "nl": "Waar ben je geweest?\nHij is niet mijn vader, dat weet je.",
}


@pytest.mark.parametrize(("tag", "text"), LINES.items())
def test_every_language_of_the_style_guides_is_known(tag: str, text: str) -> None:
    assert guess_language(text) == tag


@pytest.mark.parametrize("text", ["", "…", "12:30", "!!", "Xyz Qwv"])
def test_too_little_text_says_nothing(text: str) -> None:
    assert guess_language(text) is None


def test_a_borrowed_kana_does_not_make_chinese_japanese() -> None:
    assert guess_language("我最爱喝鲜の每日果汁，你们呢？今天我们一起去店里") == "zh-Hans"


def test_names_in_latin_letters_do_not_hide_the_script() -> None:
    assert guess_language("Lin Wan 是我的妻子") == "zh-Hans"


NONE_OF_THESE = {
    "fa": "کجا بودی؟\nتمام شب منتظرت بودم",
    "ur": "تم کہاں تھے؟\nمیں ساری رات انتظار کرتی رہی",
    "uk": "Де ти був?\nЯ чекала на тебе всю ніч.",
    "bg": "Къде беше?\nЧаках те цяла нощ.",
    "kk": "Сен қайда болдың?\nМен сені түні бойы күттім.",
    "mr": "तू कुठे होतास?\nमी रात्रभर वाट पाहत होते.",
    "ro": "Unde ai fost?\nTe-am așteptat toată noaptea.",
    "sv": "Var har du varit?\nJag väntade hela natten.",
    "fi": "Missä sinä olit?\nOdotin sinua koko yön.",
    "hu": "Hol voltál?\nEgész éjjel vártam rád.",
    "cs": "Kde jsi byl?\nČekala jsem na tebe celou noc.",
    "sw": "Ulikuwa wapi?\nNilikusubiri usiku kucha.",
    "el": "Πού ήσουν;\nΣε περίμενα όλη νύχτα.",
    "he": "איפה היית?\nחיכיתי לך כל הלילה.",
    "bn": "তুমি কোথায় ছিলে?\nআমি সারা রাত অপেক্ষা করছিলাম।",
    "my": "မင်းဘယ်မှာလဲ။\nငါတစ်ညလုံးစောင့်နေတာ။",
    "km": "តើអ្នកនៅឯណា?\nខ្ញុំរង់ចាំអ្នកពេញមួយយប់។",
    "lo": "ເຈົ້າຢູ່ໃສ\nຂ້ອຍລໍຖ້າເຈົ້າໝົດຄືນ",
    "ta": "நீ எங்கே இருந்தாய்?\nநான் இரவு முழுவதும் காத்திருந்தேன்.",
}


@pytest.mark.parametrize(("tag", "text"), NONE_OF_THESE.items())
def test_a_language_without_a_style_guide_is_taken_for_none_of_them(tag: str, text: str) -> None:
    assert guess_language(text) is None
    assert look_at_language(text).other == tag


@pytest.mark.parametrize("text", ["Na'a ke 'i fe?\nNa'a ku tatali kiate koe.", "Hvor har du vært?\nJeg ventet hele natten."])
def test_what_even_the_classifier_is_not_sure_of_is_none_of_them(text: str) -> None:
    assert guess_language(text) is None


@pytest.mark.parametrize("tag", ["en", "de", "es-419", "pt-BR", "tr", "ru"])
def test_capitals_say_the_same(tag: str) -> None:
    assert guess_language(LINES[tag].upper()) == tag
