"""Language tags: BCP 47, as written in this trade."""

from collections.abc import Collection
from functools import lru_cache

SCRIPTS = {
    "zh-Hans": "Hans", "zh-Hant": "Hant", "ja": "Jpan", "ko": "Kore", "ar": "Arab", "th": "Thai", "hi": "Deva", "ru": "Cyrl",
    "en": "Latn", "es-419": "Latn", "es-ES": "Latn", "pt-BR": "Latn", "fr": "Latn", "de": "Latn", "it": "Latn", "id": "Latn",
    "ms": "Latn", "vi": "Latn", "tr": "Latn", "pl": "Latn", "fil": "Latn", "nl": "Latn",
}  # fmt: skip
"""Scripts of the languages with a style guide: what is asked at every start needs no language database."""
RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo"})
ALIASES = {
    "chs": "zh-Hans", "sc": "zh-Hans", "gb": "zh-Hans", "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans",
    "chi": "zh-Hans", "zho": "zh-Hans", "zh-hans-cn": "zh-Hans", "cn": "zh-Hans", "简体": "zh-Hans", "简中": "zh-Hans",
    "cht": "zh-Hant", "tc": "zh-Hant", "big5": "zh-Hant", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant",
    "繁体": "zh-Hant", "繁體": "zh-Hant", "繁中": "zh-Hant",
    "es-mx": "es-419", "es-la": "es-419", "es-latam": "es-419", "latam": "es-419", "es-ar": "es-419", "es-co": "es-419",
    "es": "es-419", "spa": "es-419", "es-eu": "es-ES",
    "pt": "pt-BR", "por": "pt-BR", "ptbr": "pt-BR", "br": "pt-BR",
    "tl": "fil", "tgl": "fil", "in": "id", "ind": "id", "iw": "he", "jp": "ja", "jpn": "ja", "kr": "ko", "kor": "ko",
    "vn": "vi", "vie": "vi", "tha": "th", "eng": "en", "en-us": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de",
    "ita": "it", "rus": "ru", "ara": "ar", "ar-sa": "ar", "hin": "hi", "tur": "tr", "pol": "pl", "nld": "nl", "dut": "nl",
    "may": "ms", "msa": "ms", "英文": "en", "中文": "zh-Hans", "日文": "ja", "韩文": "ko", "泰文": "th",
}  # fmt: skip


def normalize_tag(written: str) -> str | None:
    """Return the catalog's tag for a tag or alias as written in file names and headers, or None if it is none."""
    key = written.strip().replace("_", "-").lower()
    if not key:
        return None
    if key in ALIASES:
        return ALIASES[key]
    if not key.isascii():
        return None
    import langcodes

    if not langcodes.tag_is_valid(key):
        return None
    return langcodes.standardize_tag(key)


def base_of(tag: str) -> str:
    """Return the language of a tag without its script, region or role: `zh` of `zh-Hans`."""
    return tag.partition("-")[0]


@lru_cache(maxsize=256)
def wider_tags(tag: str) -> tuple[str, ...]:
    """Return a tag and the wider ones that it is a variety of, the nearest first: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    parts = tag.split("-")
    return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1) if end == 1 or len(parts[end - 1]) > 1)


def all_varieties(written: str) -> str | None:
    """Return the tag of a language as written, where a bare `es` or `zh` means every variety of it; None if it is none."""
    tag, bare = normalize_tag(written), written.strip().lower()
    return bare if tag is not None and bare == base_of(tag) else tag


def are_kin(one: str, other: str) -> bool:
    """Tell whether two tags are of one language, whatever the region or script; none is kin of ""."""
    return bool(one) and base_of(one) == base_of(other)


def find_kin(language: str, tags: Collection[str]) -> str | None:
    """Return which of several tags is meant by a language: the same, else the only one of its kin; None where none is."""
    kin = [tag for tag in tags if are_kin(tag, language)]
    return language if language in tags else kin[0] if len(kin) == 1 else None


def script_of(tag: str) -> str:
    """Return the ISO 15924 script of a language, for example `Arab` for `ar`."""
    if tag in SCRIPTS:
        return SCRIPTS[tag]
    import langcodes

    return langcodes.get(tag).maximize().script or "Latn"


def is_right_to_left(tag: str) -> bool:
    """Tell whether the language is written from right to left."""
    return script_of(tag) in RIGHT_TO_LEFT_SCRIPTS
