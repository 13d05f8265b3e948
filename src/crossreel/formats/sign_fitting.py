"""Signs for formats with a few hundred of them: the nearest for those they lack; letters of other scripts are refused."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crossreel.domain.errors import BadInput
from crossreel.domain.text.inline import canonical, map_text, plain_text
from crossreel.formats.notices import Notices
from crossreel.language.scripts import RANGES

Holds = Callable[[str], bool]
_NEAREST: Mapping[str, str] = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "״": '"', "″": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'",
    "ʼ": "'",
    "‹": "'", "›": "'", "׳": "'", "′": "'", "`": "'", "´": "'", "–": "—-", "—": "-", "―": "—-", "‒": "-", "−": "-", "‐": "-",
    "‑": "-", "־": "-", "•": "·-", "·": "-", "♫": "♪#", "♩": "♪#", "♬": "♪#", "♪": "#", "ș": "ş", "ț": "ţ", "Ș": "Ş", "Ț": "Ţ",
    "٪": "%", "٫": ",", "٬": ",", "،": ",", "؛": ";", "؟": "?", "¿": "?", "¡": "!", "×": "x",
}  # fmt: skip
"""Signs that may stand for one that a table lacks, the nearest first; each is one sign."""

_FORMS = ("<wide>", "<narrow>", "<compat>", "<noBreak>")
_NAMED = {"Latin": "Latn", "Combining": "", "Arabic": "Arab", "Hebrew": "Hebr", "Cyrillic": "Cyrl", "Greek": "Grek"}
_BLANKS = frozenset("\u00a0\u3000\t")


@dataclass(slots=True)
class SignFitting:
    """Fits texts to the signs of one format.

    Attributes:
        format: what people call it.
        holds: tells whether it has a sign.
    """

    format: str
    holds: Holds
    notices: Notices

    def fitted(self, markup: str) -> str:
        """Return markup in signs that the format has; blanks of all kinds are blanks, and marks that nobody sees are gone.

        Raises:
            BadInput: there is a letter of a script that it cannot hold, or a sign for which it has no like.
        """
        if markup.isascii() and all(map(self.holds, markup)):
            return markup
        return canonical(map_text(markup, lambda text: self._text(text, plain_text(markup))))

    def _text(self, text: str, whole: str) -> str:
        return "".join([self._sign(sign, whole) for sign in unicodedata.normalize("NFC", text)])

    def _sign(self, sign: str, whole: str) -> str:
        if sign == "\n" or self.holds(sign):
            return sign
        if sign in _BLANKS or unicodedata.category(sign) == "Zs":
            return " "
        if unicodedata.category(sign) in ("Cf", "Cc") or "\ufe00" <= sign <= "\ufe0f":
            return ""
        found = self._like(sign)
        if found:
            self.notices.add("format.nearest_signs", sign=sign, found=found)
            return found
        raise self._refusal(sign, whole)

    def _like(self, sign: str) -> str:
        digit = unicodedata.digit(sign, None)
        form, _, points = unicodedata.decomposition(sign).partition(" ")
        apart = "".join([chr(int(point, 16)) for point in points.split()]) if form in _FORMS else ""
        likes: tuple[str, ...] = (*_NEAREST.get(sign, ""), apart, str(digit) if digit is not None and not sign.isascii() else "")
        return next((like for like in likes if like and all(map(self.holds, like))), "")

    def _refusal(self, sign: str, whole: str) -> BadInput:
        script = script_of_sign(sign)
        if script not in ("", "Latn"):
            return BadInput("format.no_script", format=self.format, script=script, text=whole[:80])
        return BadInput("format.no_sign", format=self.format, character=sign, text=whole[:80])


def script_of_sign(sign: str) -> str:
    """Return the ISO 15924 code of a letter's script, or its name in Unicode; "" for what is no letter."""
    if not sign.isalpha() and unicodedata.category(sign) not in ("Mn", "Mc"):
        return ""
    for code, letters in RANGES.items():
        if _is_among(sign, letters):
            return code
    name = unicodedata.name(sign, "").partition(" ")[0].title()
    return _NAMED.get(name, name)


def _is_among(sign: str, letters: str) -> bool:
    """Tell whether a sign is among letters as a pattern lists them: single ones, and ranges with a hyphen between."""
    at = 0
    while at < len(letters):
        end = at + 2 if letters[at + 1 : at + 2] == "-" else at
        if letters[at] <= sign <= letters[end]:
            return True
        at = end + 1
    return False
