"""Every word is in the dictionary of its language, or the title knows it.

Asked on demand only (`qc --spelling`), where there is a Hunspell dictionary of the language; names and terms of the bible, and
words that the title was taught, are known. Languages without spaces between words have no such dictionaries. Not repaired: the
dictionary only guesses.

Bad:
    I beleive you.
Good:
    I believe you, Lin Wan.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every unknown word of a cue, each once."""
    if track.unknown_words is None:
        return
    for checked in track.cues:
        for word in dict.fromkeys(track.unknown_words(checked.text)):
            yield Remark(cue=checked.cue, severity=Severity.INFO, facts={"word": word}, read=(word,))


RULE = Rule(
    id="spelling",
    title=N_("Spelling"),
    severity=Severity.INFO,
    scope=Scope.CUE,
    needs=frozenset({"speller"}),
    check=check,
)
