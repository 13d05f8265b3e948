"""Guessing the language of a text from its script and its most frequent words.

Knows the 22 languages of the style guides. Used only where neither a file's name nor its contents say the language.
"""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = (
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("hangul", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("han", re.compile("[\u3400-\u9fff\uf900-\ufaff]")),
    ("thai", re.compile("[\u0e00-\u0e7f]")),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("devanagari", re.compile("[\u0900-\u097f]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_TAG_OF_SCRIPT = {"hangul": "ko", "thai": "th", "arabic": "ar", "devanagari": "hi", "cyrillic": "ru"}
SAMPLE_CHARACTERS = 50_000  # the language of more text is no surer
# One letter of these scripts says as much as a few Latin ones.
_WEIGHTS = {"kana": 3, "han": 3, "hangul": 3}
_MINIMUM_LETTERS = 4

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

_FREQUENT = {
    "en": "the you and i to is that it of in what me my your he she this for was have not are with we his her don't i'm it's be do "
    "know how who why where will can just did no yes they him from at if but all about get never",
    "es-419": "que de no la el es y en lo un por qué me una te los se con para mi está si pero las su yo tu del al como le más "
    "todo esta ya muy aquí eso esto estás cómo él ella ustedes nada dónde quién tengo eres hay cuando porque sí usted",
    "pt-BR": "que não o de a é você e eu um se para uma do da me isso com os meu está ele em por mas como ela no na ao sua seu as "
    "foi dos muito tem minha mais só bem vai aqui são fazer quem onde nós estou sim já quando nunca também porque",
    "fr": "de je est pas le vous la que tu un et les il ne des en ce on ça une qui pour dans me elle moi mais à y au qu'est où "
    "c'est j'ai n'est avec suis sur du bien mon ma tout nous si lui plus son ses être jamais d'accord votre quoi",
    "de": "ich sie das ist du nicht die und es der wir was zu ein er in mir mit ja wie den auf mich dass so hier eine wenn hat "
    "haben dich ihr sind war für kein aber von auch bin habe warum wer wo dir uns noch doch nein nie dein mein",
    "it": "che di non è la il un e a per in sono mi ho lo ma ti si le cosa con ha hai una del da se no questo più come bene gli "
    "io della al qui tutto perché quando sei dove chi lei lui anche suo mia tuo era così mai sua mio ci siamo",
    "id": "aku kau tidak yang kamu itu ini dan di dia apa akan ada untuk saya kita dengan bisa ke tak dari mereka tahu harus "
    "kami jika pergi karena jangan bukan sudah orang siapa tapi anda pernah hanya seperti kenapa gak nggak mau uang",
    "ms": "awak saya tak yang itu ini dan di dia apa akan ada untuk kita dengan boleh ke dari mereka tahu perlu kami jika pergi "
    "kerana jangan bukan sudah orang siapa tapi pernah hanya macam kenapa nak dah kamu cakap wang hendak encik puan ialah",
    "vi": "tôi không là anh em của cô và có một cho được người đã này với gì sẽ những trong đi các ở như thì để làm nó ta lại "
    "rồi phải mà biết chúng nếu đó ông đến bà con ai từ ra vào sao đâu",
    "tr": "bir bu ne ve için mi ben evet hayır var o sen de da çok seni beni değil ama daha şey gibi benim bana sana kadar bunu "
    "neden olarak sadece nasıl kim senin onu her iyi yok şimdi burada tamam onun biz siz nerede",
    "pl": "nie to się w na i z co jest że do tak jak o mnie za ale ja ty mi już jesteś jestem tu by ma po był czy go dla może "
    "ten tylko mam wszystko wiem cię pan dlaczego gdzie kto nigdy bardzo tego moja mój twój",
    "fil": "ang ng sa na ako ka mo ko hindi ay ito siya kung mga at niya ikaw ano si para lang naman kita ba may po kami tayo "
    "wala dahil bakit nasaan sino ako'y iyo akin kayo natin alam gusto huwag oo",
    "nl": "ik je het de is dat een niet en wat van we in ze hij op te zijn er maar me die heb voor met als ben was mijn u dit aan "
    "om hier naar dan jij weet kan geen nog waar wie waarom jullie nooit goed heeft hebben",
}
_WORDS = {tag: frozenset(listed.split()) for tag, listed in _FREQUENT.items()}
_LETTERS = {
    "vi": frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
    "tr": frozenset("ğışİ"),
    "pl": frozenset("łąężźćńś"),
    "de": frozenset("ßäü"),
    "pt-BR": frozenset("ãõ"),
    "es-419": frozenset("ñ¿¡"),
    "fr": frozenset("œêûùî"),
}
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


def guess_language(text: str) -> str | None:
    """Return the tag of the language a text is most likely written in, or None when it says too little.

    Spanish is taken for Latin American unless it addresses people as vosotros.
    """
    text = text[:SAMPLE_CHARACTERS]
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    if sum(counts.values()) < _MINIMUM_LETTERS and not (counts["kana"] or counts["han"] >= 2 or counts["hangul"]):
        return None
    script = max(counts, key=lambda name: counts[name] * _WEIGHTS.get(name, 1))
    if script in ("han", "kana"):
        # Japanese is written in both; a stray の in Chinese is no Japanese.
        return "ja" if counts["kana"] * 10 >= counts["han"] else _chinese(text)
    return _TAG_OF_SCRIPT.get(script) or _latin(text)


def _chinese(text: str) -> str:
    simplified = sum(char in _ONLY_SIMPLIFIED for char in text)
    traditional = sum(char in _ONLY_TRADITIONAL for char in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _latin(text: str) -> str | None:
    found = Counter(word.lower().replace("’", "'") for word in _WORD.findall(text))
    letters = Counter(text.lower())
    scores = {
        tag: sum(times for word, times in found.items() if word in listed)
        + 0.5 * sum(times for letter, times in letters.items() if letter in _LETTERS.get(tag, ()))
        for tag, listed in _WORDS.items()
    }
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    (best, score), (_, runner_up) = ranked[0], ranked[1]
    if score < 1 or score == runner_up:
        return None
    if best == "es-419" and any(word in _SPAIN for word in found):
        return "es-ES"
    return best
