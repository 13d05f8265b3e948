"""Which legacy encodings there are, and what text in them is made of: general knowledge of the scripts they were made for.

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
MARKS_ABOVE_AND_BELOW = frozenset("ัิีึืฺุู็่้๊๋์")


@dataclass(frozen=True, slots=True)
class Characters:
    """An encoding of two bytes a character, with the characters to expect, and the language that is written in it."""

    name: str
    letters: str
    language: str

    def expected(self) -> frozenset[str]:
        """Return the characters and signs that a text in it is full of."""
        return frozenset(self.letters + _CJK_MARKS)


@dataclass(frozen=True, slots=True)
class Letters:
    """An encoding of one byte a letter, with the languages that are written in it (tables of `orthographies.toml`).

    `rare` is taken off its rating: of two readings that say as much the commoner encoding is meant.
    """

    name: str
    languages: tuple[str, ...]
    rare: float = 0.0


_WEST = ("en", "de", "fr", "it", "es", "pt", "nl", "id", "fil", "sv", "da", "fi")
_CENTRAL = ("pl", "cs", "sk", "hu", "ro", "hr", "de")
_RUSSIAN = ("ru", "bg")
_CYRILLIC = ("ru", "uk", "be", "bg", "sr")
DOS, MAC, OLD = 0.12, 0.12, 0.03

# In order of preference: of equal ratings the first wins.
TWO_BYTES = (
    Characters("gb18030", _HAN + _SIMPLIFIED, "zh"),
    Characters("big5", _HAN + _TRADITIONAL, "zh"),
    Characters("big5hkscs", _HAN + _TRADITIONAL, "zh"),
    Characters("shift_jis", _KANA + _KATAKANA + _KANJI, "ja"),
    Characters("cp932", _KANA + _KATAKANA + _KANJI, "ja"),
    Characters("euc_kr", _HANGUL, "ko"),
    Characters("cp949", _HANGUL, "ko"),
    Characters("euc_jp", _KANA + _KATAKANA + _KANJI, "ja"),
    Characters("johab", _HANGUL, "ko"),
)
ONE_BYTE = (
    Letters("cp1252", _WEST),
    Letters("iso8859_15", _WEST, OLD),
    Letters("cp1250", _CENTRAL),
    Letters("iso8859_2", _CENTRAL, OLD),
    Letters("cp1251", _CYRILLIC),
    Letters("koi8_r", _RUSSIAN, OLD),
    Letters("koi8_u", ("uk",), OLD),
    Letters("iso8859_5", _CYRILLIC, OLD),
    Letters("cp866", _RUSSIAN, OLD),
    Letters("cp1125", ("uk", "be"), OLD),
    Letters("mac_cyrillic", _CYRILLIC, MAC / 2),
    Letters("cp1253", ("el",)),
    Letters("iso8859_7", ("el",), OLD),
    Letters("cp1254", ("tr",)),
    Letters("cp1255", ("he",)),
    Letters("cp1256", ("ar", "fa")),
    Letters("iso8859_6", ("ar",), OLD),
    Letters("cp1257", ("lt", "lv", "et"), OLD),
    Letters("cp1258", ("vi",)),
    Letters("cp874", ("th",)),
    Letters("mac_roman", _WEST, MAC),
    Letters("mac_latin2", _CENTRAL, MAC),
    Letters("mac_turkish", ("tr",), MAC),
    Letters("cp850", _WEST, DOS),
    Letters("cp437", _WEST, DOS + 0.01),
    Letters("cp860", ("pt",), DOS + 0.01),
    Letters("cp720", ("ar",), DOS),
    Letters("cp855", ("ru", "bg", "sr"), DOS),
    Letters("cp852", _CENTRAL, DOS),
    Letters("cp857", ("tr",), DOS),
)
