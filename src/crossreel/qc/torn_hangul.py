"""Korean words that a line break tears apart. Korean is written with spaces, so a line may end only where a word does.

Told by what no word ends with (bare stems: 있, 않, 용서하), and by nouns and verbs that begin on one line and end on the next.
Words are data: `resources/word_lists/line_break.toml`. A first piece that may be a word of its own (내 and 일 of 내일) is let
alone.
"""

from functools import cache

from crossreel.qc.word_lists import word_list

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_STEM_FINALS = frozenset({5, 6, 13, 14, 15, 20})  # ㄵ ㄶ ㄾ ㄿ ㅀ ㅆ: a vowel or a consonant of an ending always follows
_MARKS = "\"'“”‘’「」()[]♪"
_VERB = "하"


def torn_hangul(line: str, after: str) -> str:
    """Return the word that stands across the end of a line, "" where there is none.

    Args:
        line: what stands before the break, with at least one word.
        after: what stands after it.
    """
    ahead, behind = line.split()[-1:], after.split()[:1]
    if not ahead or not behind:
        return ""
    left, right = ahead[0].lstrip(_MARKS), behind[0].rstrip(_MARKS + ".,!?…~")
    if not left or not right or not _is_hangul(left[-1]) or not _is_hangul(right[0]):
        return ""
    return left + right if _is_bare_stem(left, right) or _is_torn(left, right) else ""


def _is_hangul(char: str) -> bool:
    return _FIRST <= ord(char) <= _LAST


def _is_bare_stem(left: str, right: str) -> bool:
    """Tell whether a line ends with a stem that needs an ending."""
    if (ord(left[-1]) - _FIRST) % _FINALS in _STEM_FINALS:
        return True
    if len(left) < 2 or left[-1] != _VERB or left in _listed("ends_in_ha"):
        return False
    return right.startswith(_listed("after_ha"))


def _is_torn(left: str, right: str) -> bool:
    """Tell whether a noun or verb of the list begins with the last piece of a line and ends in the next line."""
    if left in _listed("whole"):
        return False
    whole = left + right
    for word in _begun(left[0]):
        if len(left) < len(word) and whole.startswith(word):
            rest = whole[len(word) :]
            if word in _stems() or not rest or rest.startswith(_listed("after_noun")):
                return True
    return False


@cache
def _listed(key: str) -> tuple[str, ...]:
    return word_list("line_break").words("ko", key).listed


@cache
def _stems() -> frozenset[str]:
    return frozenset(_listed("stems"))


@cache
def _begun(syllable: str) -> tuple[str, ...]:
    """The words that begin with a syllable."""
    return tuple(word for key in ("nouns", "stems") for word in _listed(key) if word[0] == syllable)
