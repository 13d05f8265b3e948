"""Words are those of the region: none of Spain in Latin American Spanish, none of Portugal in Brazilian Portuguese.

`resources/word_lists/regional_words.toml` lists by language what gives a text away, and only that: vosotros and its forms,
ordenador, telemóvel. `starts` are words that do so only where a sentence begins (Vale, …). Not repaired: the verb changes with
the word.

Bad:
    ¿Vosotros venís?   (es-419)
Good:
    Vale la pena.   (es-419)
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a word."""
    found: dict[int, tuple[CheckedCue, str]] = {}
    listed = word_list("regional_words")
    hits = [hit for key in ("words", "phrases") for hit in track.word_matches(listed.words(track.language, key))]
    for checked, match in hits:
        found.setdefault(checked.cue.id, (checked, match.group()))
    pattern = _pattern(track.language)
    for checked, match in track.first_matches(pattern) if pattern else ():
        found.setdefault(checked.cue.id, (checked, match.group().strip()))
    for checked, word in sorted(found.values(), key=lambda pair: pair[0].cue.order):
        yield Remark(cue=checked.cue, severity=Severity.WARNING, facts={"found": word}, read=(checked.text,))


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    listed = word_list("regional_words").text(language, "pattern")
    return re.compile(listed, re.MULTILINE) if listed else None


RULE = Rule(id="regional_words", title=N_("Words of another region"), severity=Severity.WARNING, scope=Scope.CUE, check=check)
