"""How well a text reads as one of a language: what stands in it that the language is not written with, and where it stands.

Text decoded in the wrong encoding shows by foreign letters, capitals inside words, and quotation marks, dashes and signs between
letters; text decoded rightly by the words that everybody uses.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from crossreel.formats.orthographies import orthography

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|[’'][^\W\d_]+")
_PLAIN_LETTER = re.compile("[A-Za-z]")
SCATTERED_SHARE = 0.2  # as many signs beyond ASCII as Latin letters: fewer are the accents of a Latin text
THAI = "th"
_OPENING, _CLOSING = "“‘„«‹", "”»›"
_FOREIGN, _SIGN, _BROKEN, _USUAL = -1.0, -1.5, -3.0, 0.5
# small and capital letters of ASCII: a A, beyond it: b B, without case: n; quotation marks: o c q; dash d, dots e, other signs s
_CAPITAL_INSIDE = re.compile("(?=[ab]B|bA)")
_MIXED = re.compile("(?=[aA][bBn]|[bBn][aA])")
_SIGN_INSIDE = re.compile("(?<=[aAbB])s+(?=[aAbB])")
_QUOTE_INSIDE = re.compile("(?<=[aAbBn])[oc](?=[aAbBn])")
_APOSTROPHE_INSIDE = re.compile("(?<=[aAbB])q(?=[aAbB])")
_APOSTROPHE_BEHIND = re.compile("(?<=[aAbB])q(?![aAbB])")
_DASH_INSIDE = re.compile("(?<=[aAbB])d(?=[aAbB])")
_DOTS_INSIDE = re.compile("(?<=[aAbB])e(?=[aAbB])")
_CAPITAL_BEFORE = re.compile(r"(?:^|[ .])BAa|(?<=\.)B(?=[ .]|$)")  # a quotation mark that was taken for a letter
_OUT_OF_PLACE = re.compile("(?<=[aAbBn])o(?= |$)|(?:^| )c(?=[aAbBn])")
# vowels and tones that hang on nothing, leading vowels that lead nothing, figures within words: two bytes read as two letters
_THAI_OUT_OF_PLACE = re.compile(
    "(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])|(?<=[\u0e01-\u0e4e])[\u0e50-\u0e59]|[\u0e50-\u0e59](?=[\u0e01-\u0e4e])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as one encoding reads it: its characters beyond ASCII, its words, and faults of its form by kind.

    `plain_words` counts those of ASCII; `scattered` says that hardly anything is beyond it.
    """

    beyond: Counter[str]
    size: int
    words: Counter[str]
    plain_words: int
    scattered: bool
    capitals_inside: int
    mixed: int
    signs_inside: float
    apostrophes_inside: int
    apostrophes_behind: int
    thai_out_of_place: int

    @staticmethod
    def of(text: str) -> "Reading":
        """Return what there is to say of a text, whatever language it is in."""
        text = unicodedata.normalize("NFC", text)
        signs = set(text)
        shape = text.translate({ord(sign): _kind(sign) for sign in signs})
        beyond = Counter({sign: count for sign, count in Counter(text).items() if sign > "\x7f"})
        inside = [
            len(pattern.findall(shape)) for pattern in (_SIGN_INSIDE, _QUOTE_INSIDE, _DASH_INSIDE, _DOTS_INSIDE, _OUT_OF_PLACE)
        ]
        words = Counter(_WORD.findall(text.replace("İ", "i").lower().replace("'", "’")))
        return Reading(
            beyond=beyond,
            size=max(1, sum(beyond.values())),
            words=words,
            scattered=sum(beyond.values()) < SCATTERED_SHARE * len(_PLAIN_LETTER.findall(text)),
            plain_words=sum(count for word, count in words.items() if word.isascii()),
            capitals_inside=len(_CAPITAL_INSIDE.findall(shape)) + len(_CAPITAL_BEFORE.findall(shape)),
            mixed=len(_MIXED.findall(shape)),
            signs_inside=inside[0] + 1.5 * inside[1] + 0.9 * inside[2] + 0.3 * inside[3] + inside[4],
            apostrophes_inside=len(_APOSTROPHE_INSIDE.findall(shape)),
            apostrophes_behind=len(_APOSTROPHE_BEHIND.findall(shape)),
            thai_out_of_place=len(_THAI_OUT_OF_PLACE.findall(text)),
        )


def rate(reading: Reading, language: str) -> float:
    """Return how well a text reads as one of a language; about 1 to 2 where it is one, below 0 where it is none.

    `language` is a table of `orthographies.toml`.
    """
    written = orthography(language)
    letters = written.letters
    total = sum(count * (letters.get(sign) or _worth(sign)) for sign, count in reading.beyond.items())
    total -= (3.0 if written.alphabet else 1.5) * reading.capitals_inside + reading.signs_inside
    total -= reading.mixed if written.alphabet else 0.0
    total -= 2 * reading.thai_out_of_place if language == THAI else 0
    if written.elides:
        total += 0.5 * reading.apostrophes_inside
    else:
        total -= reading.apostrophes_inside + 0.5 * reading.apostrophes_behind
    known = reading.words.keys() & written.words
    proven = sum(reading.words[word] * sum(sign > "\x7f" for sign in word) for word in known)
    rating = total / reading.size + 0.8 * min(1.0, proven / reading.size)
    if written.alphabet:
        return rating - 2 * reading.scattered
    plain = sum(reading.words[word] for word in known if word.isascii())
    return rating + 0.6 * min(1.0, 2.5 * plain / max(reading.plain_words, 3))


@cache
def _kind(sign: str) -> str:
    if sign < "\x80":
        return " " if sign.isspace() else "." if not sign.isalpha() else "a" if sign.islower() else "A"
    if sign.isalpha():
        return "b" if sign.islower() else "B" if sign.isupper() else "n"
    if sign == "\xa0":
        return " "
    for signs, kind in ((_OPENING, "o"), (_CLOSING, "c"), ("’", "q"), ("–—", "d"), ("…", "e")):
        if sign in signs:
            return kind
    return "s"


@cache
def _worth(sign: str) -> float:
    """Return what a sign beyond ASCII says for a language that has it not among its letters."""
    if sign in "“”‘’–—…":
        return _USUAL
    if sign == "\xa0":
        return 0.0
    if "\x80" <= sign <= "\x9f" or "\ue000" <= sign <= "\uf8ff":
        return _BROKEN
    return _FOREIGN if sign.isalpha() else _SIGN
