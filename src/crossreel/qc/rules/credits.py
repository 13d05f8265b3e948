"""Subtitles say what is said: no address, no @handle, and no line of who made them.

`resources/word_lists/credits.toml` has the beginnings of such lines by language. Not repaired: the cue is to be deleted, or
the words are part of the story.

Bad:
    Subtitles by GoldenFox
    www.example.com
Good:
    Who made these subtitles?
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.joined_texts import JoinedTexts
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

PLACES = "com|net|org|info|tv|io|cn|ru|fr|de|es|br|kr|jp|vn|app|cc|xyz"
BEHIND_DOT = re.compile(r"\.[A-Za-z]{2}")
URL = re.compile(
    rf"https?://|\bwww\.\w|\b(?:t\.me|bit\.ly|youtu\.be)/\w|(?<![\w@.])[a-z0-9][a-z0-9-]+\.(?-i:{PLACES})\b(?:/[\w./-]*)?(?!\w|@)",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?:^|\n)[\W_]*$")
SENTENCE = re.compile(r"(?<!\b[^\W\d_])[.!?…。！？؟,，،]")
LONGEST_NAME, QUESTION = 4, "?？؟"
HANDLE = re.compile(r"(?<![\w.])@[A-Za-z_][A-Za-z0-9_.]{2,}")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with an address, a handle or a credit."""
    found: dict[int, Remark] = {}
    for kind, checked, words in _hits(track):
        if checked.cue.id not in found:
            remark = Remark(
                cue=checked.cue, severity=Severity.WARNING, kind=kind, facts={"found": words.strip()}, read=(checked.text,)
            )
            found[checked.cue.id] = remark
    yield from sorted(found.values(), key=lambda remark: remark.cue.order if remark.cue else (0, 0, 0))


def _hits(track: CheckedTrack) -> Iterator[tuple[str, CheckedCue, str]]:
    listed, text, has = word_list("credits"), track.texts.text, track.texts.characters
    patterns = [("url", URL)] if _may_have_address(track.texts) else []
    patterns += [("handle", HANDLE)] if "@" in has else []
    if not _firsts().isdisjoint(has) and any(words in text for words in (*_listed("anywhere"), *_listed("heads"))):
        patterns.append(("credit", _unspaced()))
    for kind, pattern in patterns:
        for checked, match in track.matches(pattern):
            if kind != "credit" or _names(match):
                yield kind, checked, match.group()
    for language in dict.fromkeys(("any", "en", track.language)):
        for checked, match in track.word_matches(listed.words(language, "lines")):
            if BEFORE.search(match.string[: match.start()]) and _names(match):
                yield "credit", checked, match.group()


def _may_have_address(texts: JoinedTexts) -> bool:
    return "://" in texts.text or "www" in texts.vocabulary or BEHIND_DOT.search(texts.text) is not None


def _names(match: re.Match[str]) -> bool:
    """Whether no question is asked, and what follows a colon is a name: a few words with capitals, and no sentence."""
    if match.string.rstrip()[-1:] in QUESTION:
        return False
    if match.group()[-1] not in ":：":
        return True
    rest = match.string[match.end() :].split("\n")[0].strip()
    words = rest.split()
    return 0 < len(words) <= LONGEST_NAME and not SENTENCE.search(rest) and not any(word[0].islower() for word in words)


def _listed(key: str) -> tuple[str, ...]:
    return word_list("credits").words("any", key).listed


@cache
def _firsts() -> frozenset[str]:
    return frozenset(words[0] for words in (*_listed("anywhere"), *_listed("heads")))


@cache
def _unspaced() -> re.Pattern[str]:
    anywhere, heads = ("|".join(map(re.escape, _listed(key))) for key in ("anywhere", "heads"))
    return re.compile(rf"{anywhere}|^[^\w\n]*(?:{heads})", re.MULTILINE)


RULE = Rule(id="credits", title=N_("Addresses and credits"), severity=Severity.WARNING, scope=Scope.CUE, check=check)
