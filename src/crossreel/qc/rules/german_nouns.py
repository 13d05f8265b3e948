"""German nouns begin with a capital letter.

Only nouns that are nothing else when written small (`resources/word_lists/german_nouns.toml`); leid, recht, schuld, morgen and
the like are left alone, and so are cues that have no capital letter at all. Always repaired.

Bad:
    Mein bruder hat kein geld.
Good:
    Mein Bruder hat kein Geld. Das tut mir leid.
"""

import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of, first_of_each
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import Words, word_list

LEAD = re.compile(r"(?:[.?!…:\"“„»]|^)[-–— ]*$")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a noun written small."""
    hits = ((checked, match) for checked, match in track.word_matches(_nouns(track)) if _is_small(match))
    for checked, match in first_of_each(hits):
        facts = {"found": match.group(), "expected": _capital(match)}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the capitals."""
    if remark.cue is None:
        return None
    pattern = _nouns(track).pattern(track.texts.vocabulary)
    text = checked_of(track, remark.cue).text
    if pattern is None:
        return None
    return with_text(remark.cue, pattern.sub(lambda found: _capital(found) if _is_small(found) else found.group(), text))


def _nouns(track: CheckedTrack) -> Words:
    return word_list("german_nouns").words(track.language)


def _capital(found: re.Match[str]) -> str:
    """Return the noun with its capital; of a phrase it is the last word."""
    start = found.group().rstrip().rfind(" ") + 1
    return found.group()[:start] + found.group()[start].upper() + found.group()[start + 1 :]


def _is_small(found: re.Match[str]) -> bool:
    """Whether a noun is written small.

    One that begins a sentence is for `sentence_case` to tell, and a part of a word with hyphens for nobody.
    """
    if not found.group().split()[-1].islower() or found.string.islower():
        return False
    before, after = found.string[: found.start()], found.string[found.end() :]
    return not ((before[-1:] in "-/@.’'" and before) or after[:1] in "-/@" or LEAD.search(before))


RULE = Rule(id="german_nouns", title=N_("German nouns"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair)
