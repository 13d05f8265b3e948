"""The commonest letters of the languages that legacy encodings were made for: general knowledge of their orthographies.

Only the relative ranking matters: in text read rightly most characters beyond ASCII are here, in text misread few are.
"""

from dataclasses import dataclass

_HAN = (
    "一不人在有我他大来上到以地就出也你生要下自之年道多天心那可看家好手头没小日前起去行事三十主长日力明事本同文工"
    "分外面方定成相走等信子中的是如果什所因意想意情老女父母名字吃快回送早最真比爱先生安全金水火"
)
_SIMPLIFIED = (
    "的了这们个国说时会对过发后里种样开点经边现让间应给问实与认为张见听话觉爸妈谁吗吧呢啊哦嗯吗还没着把被从别该"
    "进关机将门钱谢对请难错结婚离儿孩爷您总裁钟战队带来远运连决准备当变东车飞场岁岁亲爱"
)
_TRADITIONAL = (
    "的了這們個國說時會對過發後裡種樣開點經邊現讓間應給問實與認為張見聽話覺爸媽誰嗎吧呢啊哦嗯還沒著把被從別該"
    "進關機將門錢謝請難錯結婚離兒孩爺您總裁鐘戰隊帶來遠運連決準備當變東車飛場歲親愛喔妳"
)
_CJK_MARKS = "，。？！、：；「」『』“”‘’…—《》（）～·　"
_KANA = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもや"
    "ゆよらりるれろわをんがぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽっゃゅょ"
)
_KATAKANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユ"
    "ヨラリルレロワヲンガギグゲゴザジズゼゾダデドバビブベボパピプペポッャュョー"
)
_KANJI = "私何人今日本大事行見言出来思知時間前後気持話手子女男学生先待聞分誰"
_HANGUL = (
    "이다는을가에지고의로은하나를도아기리어사서라대시인자만해그오게있수정면네너우야요거야내안니까습했었한것들왜마보"
    "제일무당말여게데잖죠냐구래줘봐없알겠같좋미진주부장모전상신세원연조생때할된될건데님씨응뭐속렸랑져워러와과"
)
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїєґђјљњћџў"
_GREEK = "αβγδεηθικλμνοπρσςτυφχωάέήίόύώ"
_HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئـ؟،؛پچژگ"
_THAI = "กขคฆงจฉชซญฎฐณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืุูเแโใไๅ็่้๊๋์ๆฯ"
_WESTERN = (
    "éèêëàâäçîïôöûüùÿœæÉÈÀÂÇÊÔŒ«»",
    "áéíóúüñÁÉÍÓÚÑ¿¡ªº",
    "ãõáéíóúâêôàçÃÕÁÉÍÓÚÂÊÔÇ",
    "äöüßÄÖÜ",
    "åæøäöéÅÆØÄÖ",
    "àèéìòùÀÈÉÌÒÙ",
)
_CENTRAL = (
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "áäčďéěíľĺňóôŕřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",
    "ăâîşţĂÂÎŞŢ",
    "čćđšžČĆĐŠŽ",
)
_TURKISH = ("çğışöüâîûÇĞİŞÖÜ",)
_BALTIC = ("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ", "ąčęėįšųūžĄČĘĖĮŠŲŪŽ", "äõöüšžÄÕÖÜŠŽ")
_VIETNAMESE = ("ăâđêôơưàáèéìíòóùúãõýĂÂĐÊÔƠƯÀÁÈÉÌÍÒÓÙÚÃÕÝ\u0300\u0301\u0303\u0309\u0323",)
_TYPOGRAPHY = "’‘“”–—…\xa0"

MARKS_ABOVE_AND_BELOW = frozenset("ัิีึืฺุู็่้๊๋์")
THAI_LETTERS = frozenset("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ") | MARKS_ABOVE_AND_BELOW


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding with the letters to expect: one set per group of languages, the best of them counts.

    `writing` is "characters" (two bytes each), "alphabet" (whole words beyond ASCII) or "latin" (ASCII words with accents).
    """

    name: str
    writing: str
    letters: tuple[str, ...]
    extra: str = _TYPOGRAPHY

    def sets(self) -> list[frozenset[str]]:
        """Return the letters expected, one set per group of languages."""
        return [frozenset(group + self.extra) for group in self.letters]


# In order of preference: of equal ratings the first wins.
CANDIDATES = (
    Candidate("gb18030", "characters", (_HAN + _SIMPLIFIED,), _CJK_MARKS),
    Candidate("big5", "characters", (_HAN + _TRADITIONAL,), _CJK_MARKS),
    Candidate("big5hkscs", "characters", (_HAN + _TRADITIONAL,), _CJK_MARKS),
    Candidate("shift_jis", "characters", (_KANA + _KATAKANA + _KANJI,), _CJK_MARKS),
    Candidate("cp932", "characters", (_KANA + _KATAKANA + _KANJI,), _CJK_MARKS),
    Candidate("euc_kr", "characters", (_HANGUL,), _CJK_MARKS),
    Candidate("cp949", "characters", (_HANGUL,), _CJK_MARKS),
    Candidate("euc_jp", "characters", (_KANA + _KATAKANA + _KANJI,), _CJK_MARKS),
    Candidate("cp1252", "latin", _WESTERN),
    Candidate("cp1250", "latin", _CENTRAL, _TYPOGRAPHY + "„"),
    Candidate("iso8859_2", "latin", _CENTRAL),
    Candidate("cp1251", "alphabet", (_CYRILLIC + _CYRILLIC.upper(),), _TYPOGRAPHY + "«»№"),
    Candidate("koi8_r", "alphabet", (_CYRILLIC,), ""),  # capitals alone are what other writings look like in these two
    Candidate("cp866", "alphabet", (_CYRILLIC,), "№"),
    Candidate("cp1253", "alphabet", (_GREEK + _GREEK.upper() + "ΆΈΉΊΌΎΏξψζ",)),
    Candidate("cp1254", "latin", _TURKISH),
    Candidate("cp1255", "alphabet", (_HEBREW,)),
    Candidate("cp1256", "alphabet", (_ARABIC,)),
    Candidate("iso8859_6", "alphabet", ("اليمنتربوهدعسفكحقةأ؟",), ""),
    Candidate("cp1257", "latin", _BALTIC, _TYPOGRAPHY + "„"),
    Candidate("cp1258", "latin", _VIETNAMESE),
    Candidate("cp874", "alphabet", (_THAI,)),
)
