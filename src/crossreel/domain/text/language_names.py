"""Languages as people write them in file and folder names: tags, three-letter codes and names."""

import re
import unicodedata

from crossreel.domain.text.language import ALIASES, normalize_tag

_TWO_LETTERS = """
    ar bg bn bs ca cs da de el en es et fa fi fr gu he hi hr hu hy id in is it iw ja jp ka kk km kn ko kr lo lt lv mk ml mn mr
    ms my nb ne nl no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi vn zh chs cht cn sc tc
"""
_THREE_LETTERS = """
    ben bul ces cze chi dan deu dut ell eng est fas fil fin fra fre ger gre heb hin hrv hun ind isl ita jpn kaz khm kor lao lav
    lit mal mar may mon msa mya nld nor pan per pol por ron rum rus slk slv spa srp swe tam tel tgl tha tur ukr urd uzb vie zho
"""
CODES = frozenset((_TWO_LETTERS + _THREE_LETTERS).split())
"""Codes that appear in this trade; the rest of the 7,000 of ISO 639-3 are words in some title ("the", "and", "sub")."""

REGIONS: dict[str, str] = {
    "zh": "cn tw hk sg mo hans hant",
    "es": "419 es mx la ar co us eu cl pe latam",
    "pt": "br pt",
    "en": "us gb uk au ca in sg 001",
    "fr": "fr ca be ch",
    "ar": "sa ae eg ma iq 001",
    "de": "de at ch",
    "it": "it ch",
    "ja": "jp",
    "ko": "kr",
    "th": "th",
    "vi": "vn",
    "id": "id",
    "ms": "my sg",
    "fil": "ph",
    "tl": "ph",
    "tr": "tr",
    "ru": "ru",
    "hi": "in latn",
    "nl": "nl be",
    "pl": "pl",
    "sr": "latn cyrl",
    "sv": "se",
    "da": "dk",
    "nb": "no",
    "fi": "fi",
    "cs": "cz",
    "uk": "ua",
    "he": "il",
    "bn": "bd in",
    "ta": "in lk",
    "te": "in",
    "ur": "pk",
}
"""The second halves that make a tag of two words; "en_tv" and "is_my" are none."""

NAMES: dict[str, str] = {
    "en": "english|inglés|inglês|anglais|英语|英語|英文|英字",
    "zh-Hans": "chinese|mandarin|中文|中字|简|简体|汉语|简体中文|简中|国语|普通话|simplified|simplified chinese|chinese simplified",
    "zh-Hant": "繁|正體中文|繁体|繁體|繁體中文|繁体中文|繁中|traditional|traditional chinese|chinese traditional",
    "es-419": "spanish|español|espanol|西班牙语|西语|latin american spanish|spanish latin america|español latino|latino"
    "|español latinoamérica",
    "es-ES": "castellano|spanish spain|español españa|european spanish",
    "pt-BR": "portuguese|português|portugues|português brasil|português do brasil|brazilian|brazilian portuguese|portuguese brazil"
    "|葡萄牙语|葡语",
    "pt-PT": "português portugal|portuguese portugal|european portuguese",
    "ja": "japanese|日本語|日语|日文|日語",
    "ko": "korean|한국어|韩语|韩文",
    "th": "thai|ไทย|ภาษาไทย|泰语|泰文",
    "vi": "vietnamese|tiếng việt|việt|越南语",
    "id": "indonesian|bahasa indonesia|indonesia|印尼语",
    "ms": "malay|bahasa melayu|melayu|马来语",
    "fil": "filipino|tagalog|菲律宾语",
    "ar": "arabic|العربية|عربي|阿拉伯语",
    "fr": "french|français|francais|法语|法文",
    "de": "german|deutsch|德语|德文",
    "it": "italian|italiano|意大利语",
    "ru": "russian|русский|俄语",
    "tr": "turkish|türkçe|turkce|土耳其语",
    "hi": "hindi|हिन्दी|हिंदी|印地语",
    "pl": "polish|polski|波兰语",
    "nl": "dutch|nederlands|荷兰语",
    "uk": "ukrainian|українська",
    "he": "hebrew|עברית",
    "fa": "persian|farsi|فارسی",
    "ur": "urdu|اردو",
    "bn": "bengali|বাংলা",
    "ta": "tamil|தமிழ்",
    "te": "telugu|తెలుగు",
    "my": "burmese",
    "km": "khmer",
    "sv": "swedish|svenska",
    "el": "greek|ελληνικά",
    "ro": "romanian|română",
    "cs": "czech|čeština",
    "hu": "hungarian|magyar",
}

COMPOUND = re.compile(r"(?<![^\W_])([A-Za-z]{2,3})[-_ ]([A-Za-z]{4,5}|[A-Za-z]{2}|\d{3})(?:[-_]([A-Za-z]{2}))?(?![^\W_])")
_TAG_OF = {unicodedata.normalize("NFKC", name).casefold(): tag for tag, names in NAMES.items() for name in names.split("|")}


def language_of(token: str) -> str | None:
    """Return the catalog's tag for one token of a file name, or None if it is not a language.

    Stricter than `text.language.normalize_tag`: only languages of this trade count, since "the" and "sub" are ISO 639-3 codes too.
    """
    key = unicodedata.normalize("NFKC", token).casefold().strip()
    if key in _TAG_OF:
        return _TAG_OF[key]
    if key in CODES or (key in ALIASES and (not key.isalpha() or not key.isascii() or len(key) > 3)):
        return normalize_tag(key) or ALIASES.get(key)
    match = COMPOUND.fullmatch(key)
    return compound_language(match) if match else None


def compound_language(match: re.Match[str]) -> str | None:
    """Return the tag of a `COMPOUND` match such as `zh_CN`, `pt-br` or `zh-Hant-TW`; None for other pairs of words."""
    first, second, third = (part.casefold() if part else "" for part in match.groups())
    if second not in REGIONS.get(first, "").split():
        return None
    if second == "uk":
        second = "gb"
    if third and third not in REGIONS.get(first, "").split():
        return None
    return normalize_tag(f"{first}-{second}")


def compounds(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and tag of every two-word tag in a text."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while match := COMPOUND.search(text, at):
        tag = compound_language(match)
        if tag is not None:
            found.append((match.start(), match.end(), tag))
        at = match.start() + 1 if tag is None else match.end()
    return found


def language_of_folder(name: str) -> str | None:
    """Return the language a folder name tells, for example of `en`, `Subs_es-419` or `Português (Brasil)`."""
    text = re.sub(r"[\[\](){}【】（）_.,]+", " ", unicodedata.normalize("NFKC", name))
    words = re.sub(r"\s+", " ", text).strip()
    whole = language_of(words) or language_of(re.sub(r"\s*-\s*", " ", words))
    if whole is not None:
        return whole
    for _, _, compound in compounds(name):
        return compound
    parts = [part for part in re.split(r"[\s\-]+", words) if part]
    found = [tag for tag in map(language_of, parts) if tag is not None]
    return found[-1] if found and len(parts) <= 3 else None
