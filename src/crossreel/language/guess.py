"""Guessing the language of a text: one of the style guides' 22, or none of these.

Used only where neither a file's name nor its contents say the language. Scripts that one of the languages has for itself are told
by their letters; where several share a script, py3langid (naive Bayes over byte sequences, some 200 languages) is asked, so that
Ukrainian is not taken for Russian nor Persian for Arabic. The two scripts of Chinese are told by characters that only one has.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("hangul", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("han", re.compile("[\u3400-\u9fff\uf900-\ufaff]")),
    ("thai", re.compile("[\u0e00-\u0e7f]")),
)
_TAG_OF_SCRIPT = {"hangul": "ko", "thai": "th"}
_TAG_OF_LANGUAGE = {
    "ar": "ar", "arz": "ar", "ary": "ar", "de": "de", "en": "en", "es": "es-419", "fr": "fr", "hi": "hi", "id": "id", "it": "it",
    "ms": "ms", "nl": "nl", "pl": "pl", "pt": "pt-BR", "ru": "ru", "tl": "fil", "tr": "tr", "vi": "vi",
}  # fmt: skip
SAMPLE_CHARACTERS = 1_500  # the scripts of more text are no surer
CLASSIFIED_CHARACTERS = 600  # nor is its language
# One letter of these scripts says as much as a few Latin ones.
_WEIGHTS = {"kana": 3, "han": 3, "hangul": 3}
_MINIMUM_LETTERS = 4
_LEAST_LETTERS_ASKED = 8  # of fewer the classifier knows nothing
_LEAST_SURE = 0.5

_SIMPLIFIED = frozenset(
    "这们来时说对吗还没过给让谁从为个么样话见听问该关开门车东头边变爱难现实应认识谢请谈记许让话钱钟"
    "岁儿孙妈爷亲婚礼华丽级组织经结给绝继续总统书乐业严丧丰临举义习乡买乱争亏云亚产亩仅仓仪价众优会伟传伤伦"
    "园国图圆圣场坏块坚坛坝坟坠垄垒处备复够夺奋奖妇妈娇娱娲婴宁宝审宫宽宾对寻导寿将尔尘尝层属岁币帅师帐帜带"
    "帮库应庙废张弹归录忆忧怀态总恋恳恶恼悬惊惧惨惩惫惭惯愤愿懒战户扑执扩扫扬扰抚抛抢护报担拟拢拥拦拨择挚挤挥"
)
_TRADITIONAL = frozenset(
    "這們來時說對嗎還沒過給讓誰從為個麼樣話見聽問該關開門車東頭邊變愛難現實應認識謝請談記許錢鐘"
    "歲兒孫媽爺親禮華麗級組織經結絕繼續總統書樂業嚴喪豐臨舉義習鄉買亂爭虧雲亞產僅倉儀價眾優會偉傳傷倫"
    "園國圖圓聖場壞塊堅處備復夠奪奮獎婦嬌娛嬰寧寶審宮寬賓尋導壽將爾塵嘗層屬幣帥師帳幟帶幫庫廟廢張彈歸錄憶憂懷態"
    "戀懇惡惱懸驚懼慘懲憊慚慣憤願懶戰戶撲執擴掃揚擾撫拋搶護報擔擬攏擁攔撥擇摯擠揮"
)
_ONLY_SIMPLIFIED, _ONLY_TRADITIONAL = _SIMPLIFIED - _TRADITIONAL, _TRADITIONAL - _SIMPLIFIED

_SPAIN = frozenset(
    [
        "vosotros",
        "vosotras",
        "os",
        "habéis",
        "sois",
        "estáis",
        "tenéis",
        "queréis",
        "sabéis",
        "vale",
        "tío",
        "coged",
        "mirad",
        "venid",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGuess:
    """What a text is most likely written in: a tag of the style guides, or the language it reads like that is none of theirs.

    Both are "" where the text says too little.
    """

    tag: str = ""
    other: str = ""


def guess_language(text: str) -> str | None:
    """Return the tag of the language a text is most likely written in; None when it says too little or is in none of the 22.

    Spanish is taken for Latin American unless it addresses people as vosotros.
    """
    return look_at_language(text).tag or None


def look_at_language(text: str) -> LanguageGuess:
    """Return what a text is most likely written in, also where that is none of the style guides' languages."""
    text = text[:SAMPLE_CHARACTERS]
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    others = len(_LETTER.findall(text)) - counts["kana"] - counts["hangul"] - counts["han"]
    counts["other"] = others - len(re.findall("[\u0e01-\u0e2f]", text))
    if sum(counts.values()) < _MINIMUM_LETTERS and not (counts["kana"] or counts["han"] >= 2 or counts["hangul"]):
        return LanguageGuess()
    script = max(counts, key=lambda name: counts[name] * _WEIGHTS.get(name, 1))
    if script in ("han", "kana"):
        # Japanese is written in both; a stray の in Chinese is no Japanese.
        return LanguageGuess(tag="ja" if counts["kana"] * 10 >= counts["han"] else _chinese(text))
    if script in _TAG_OF_SCRIPT:
        return LanguageGuess(tag=_TAG_OF_SCRIPT[script])
    return _classified(text) if counts["other"] >= _LEAST_LETTERS_ASKED else LanguageGuess()


def _chinese(text: str) -> str:
    simplified = sum(char in _ONLY_SIMPLIFIED for char in text)
    traditional = sum(char in _ONLY_TRADITIONAL for char in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _classified(text: str) -> LanguageGuess:
    language, sure = _classifier()(text[:CLASSIFIED_CHARACTERS].lower())[0]
    if sure < _LEAST_SURE:
        return LanguageGuess()
    tag = _TAG_OF_LANGUAGE.get(language, "")
    if tag == "es-419" and not _SPAIN.isdisjoint(re.findall(r"\w+", text.lower())):
        tag = "es-ES"
    return LanguageGuess(tag=tag, other="" if tag else language)


@cache
def _classifier() -> Callable[[str], list[tuple[str, float]]]:
    """Load the classifier, half a second's work, when a text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found: Callable[[str], list[tuple[str, float]]] = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True).rank
    return found
