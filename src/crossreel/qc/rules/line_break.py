"""A line breaks where a reader pauses: not after an article or a preposition, not inside a name or a word, not without need.

The words are those of `resources/word_lists/line_break.toml`, stricter than what a break avoids: a line may well end with "Come
on". Names are those of the bible. In Thai a break inside a word is told by ICU's dictionary, in Korean by `torn_hangul`. A break
without need is one in a text of at most seven tenths of a line (`line_target` of the style guide; longer ones may be balanced over
two lines) that does not stand at the end of a sentence or clause; languages without spaces write a pause so, and are not blamed
for it. Two speakers keep their lines, and what stands in the picture (signs) keeps its layout. Repaired by
other line breaks.

Bad:
    He left with the
    heir's money
    I'm
    fine.
Good:
    He left
    with the heir's money
    I'm fine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import base_of
from crossreel.kernel.marks import N_
from crossreel.language.breaking import ends_clause, is_unspaced, words
from crossreel.language.counting import count
from crossreel.qc.checked_track import CheckedCue, CheckedTrack, checked_of
from crossreel.qc.retext import SPEAKER_DASH, is_narrow, may_rebreak, rebroken, with_text
from crossreel.qc.rule import Remark, Rule, Scope, Turn
from crossreel.qc.torn_hangul import torn_hangul
from crossreel.qc.word_lists import WordList, word_list

SHORT = 0.7  # of a line: a house rule
ALWAYS = frozenset({"word", "bound", "name", "needless"})  # whatever the limits: the break is wrong
LAID_OUT = frozenset({"signs", "forced"})
SPACED_PARTICLES = frozenset({"hi"})
"""Languages that write a space before what a line never begins with: elsewhere only a person knows the word as it was."""
MARKS = "\"'“”‘’«»‹›„「」『』（）()[]¿¡♪"
"""Beside a word and no part of it. A stop ends a phrase: a word with one leans on nothing."""


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a break in a bad place, one for the first."""
    if track.role in LAID_OUT:
        return
    for checked in track.cues:
        if len(checked.lines) < 2 or any(map(SPEAKER_DASH.match, checked.lines)):
            continue
        fault = _first_fault(track, checked.lines)
        if fault is None:
            continue
        repairable = _is_repairable(track, checked, fault)
        if fault.kind in ALWAYS or _may_move(track, checked.lines, fault) or (repairable and _mended(track, checked, fault)):
            yield Remark(
                cue=checked.cue,
                severity=Severity.WARNING,
                kind=fault.kind,
                facts={"line": fault.line, "word": fault.word},
                read=(checked.text,),
                repairable=repairable,
            )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Break the text elsewhere."""
    if remark.cue is None:
        return None
    checked = checked_of(track, remark.cue)
    fault = _first_fault(track, checked.lines)
    return _mended(track, checked, fault) if fault and _is_repairable(track, checked, fault) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with the break at the end of a line, counted from 1, and the word it is about."""

    kind: str
    line: int
    word: str = ""


def _first_fault(track: CheckedTrack, lines: Sequence[str]) -> Fault | None:
    for number, (line, after) in enumerate(pairwise(lines), 1):
        kind, word = _fault(track, lines, line, after)
        if kind:
            return Fault(kind=kind, line=number, word=word)
    return None


def _is_repairable(track: CheckedTrack, checked: CheckedCue, fault: Fault) -> bool:
    """Tell, without trying, whether other breaks could mend a fault and would change no word."""
    if fault.kind in ("bound", "word") and base_of(track.language) not in SPACED_PARTICLES:
        return False
    return may_rebreak(track, checked)


def _mended(track: CheckedTrack, checked: CheckedCue, fault: Fault) -> Cue | None:
    """Return the cue with all its breaks in good places: broken anew, or with the word moved to the line it belongs to."""
    tried = (rebroken(track, checked), _moved(track, checked, fault) if fault.kind == "leaning" else None)
    for cue in tried:
        if cue is None:
            continue
        lines = plain_text(cue.text).split("\n")
        if lines != list(checked.lines) and _first_fault(track, lines) is None:
            return cue
    return None


def _moved(track: CheckedTrack, checked: CheckedCue, fault: Fault) -> Cue | None:
    lines = list(checked.lines)
    line, _space, word = lines[fault.line - 1].rstrip().rpartition(" ")
    lines[fault.line - 1 : fault.line + 1] = [line.rstrip(), f"{word} {lines[fault.line].lstrip()}"]
    cue = with_text(checked.cue, "\n".join(lines))
    fits = count(lines[fault.line], track.guide.counting) <= track.guide.line_hard and is_narrow(track, cue.text)
    return cue if fits else None


Edges = Mapping[str, frozenset[str]]


@lru_cache(maxsize=64)
def _edges(language: str) -> Edges:
    listed: WordList = word_list("line_break")
    keys = (
        "stranded",
        "before_opener",
        "openers",
        "before_subject",
        "subjects",
        "before_capital",
        "bound",
        "bound_starts",
        "unbound",
        "alone",
    )
    return {key: listed.words(language, key).folded for key in keys}


def _fault(track: CheckedTrack, lines: Sequence[str], line: str, after: str) -> tuple[str, str]:
    """Return what is wrong with the break between two lines, and the word it is about; nothing where nothing is."""
    edges = _edges(track.language)
    if is_unspaced(track.language):
        found = _unspaced_fault(track, edges, line.rstrip(), after.lstrip())
        return ("needless", "") if not found[0] and len(lines) == 2 and line.strip() in edges["alone"] else found
    before, following = line.rsplit(None, 1), after.split(None, 1)
    if not before or not following:
        return "", ""
    last, first = before[-1].strip(MARKS), following[0].strip(MARKS)
    if len(before) > 1 and last.casefold() != first.casefold() and _leans(edges, last.casefold(), first):
        return "leaning", last
    if base_of(track.language) == "ko" and (torn := torn_hangul(line, after)):
        return "word", torn
    if first.casefold() in edges["bound"] or _begins_bound(edges, after.lstrip()):
        return "bound", first
    name = _torn_name(track.names, line.rstrip() + " ", after.lstrip()) if track.names else ""
    if name:
        return "name", name
    return ("needless", "") if _is_needless(track, lines) else ("", "")


def _is_needless(track: CheckedTrack, lines: Sequence[str]) -> bool:
    shortest = sum(map(len, lines)) / 3  # no strategy counts less than a third of the characters of a line
    if (
        len(lines) > 2
        or shortest > track.guide.line_target * SHORT
        or ends_clause(lines[0])
        or lines[0].rstrip()[-1:] == "-"
        or lines[1].lstrip()[:1] in "([♪（［"
    ):
        return False
    return count(" ".join(lines), track.guide.counting) <= track.guide.line_target * SHORT


def _leans(edges: Edges, last: str, first: str) -> bool:
    if last in edges["stranded"]:
        return True
    if last in edges["before_opener"] and first.casefold() in edges["openers"]:
        return True
    if last in edges["before_subject"] and first.casefold().replace("’", "'") in edges["subjects"]:
        return True
    return last in edges["before_capital"] and first[:1].isupper()


def _unspaced_fault(track: CheckedTrack, edges: Edges, line: str, after: str) -> tuple[str, str]:
    if bound := _begins_bound(edges, after):
        return "bound", bound
    name = _torn_name(track.names, line, after)
    if name:
        return "name", name
    word = _torn_thai_word(line, after) if base_of(track.language) == "th" else ""
    return ("word", word) if word else ("", "")


def _begins_bound(edges: Edges, after: str) -> str:
    """Return what a line begins with and none should; "" where that is a word that only begins so."""
    if not edges["bound_starts"] or after.startswith(tuple(edges["unbound"])):
        return ""
    return next((bound for bound in edges["bound_starts"] if after.startswith(bound)), "")


def _torn_name(names: Sequence[str], line: str, after: str) -> str:
    """Return the name that stands across the end of a line."""
    whole = (line + after).casefold()
    for name in map(str.casefold, names):
        at = whole.find(name, max(0, len(line) - len(name) + 1))
        if 0 <= at < len(line.rstrip()) and at + len(name) > len(line):
            return (line + after)[at : at + len(name)]
    return ""


def _torn_thai_word(line: str, after: str) -> str:
    """Return the word that stands across the end of a line; "" for what the dictionary does not know, such as names.

    Looks between spaces, which part words in any case. What ICU knows as a word it finds twice in the word written twice; what it
    does not know runs together.
    """
    line, after = line[line.rfind(" ") + 1 :], after.partition(" ")[0]
    whole = line + after
    for start, end in pairwise([0, *accumulate(map(len, words(whole, "th")))]):
        if start < len(line) < end:
            word = whole[start:end]
            return word if words(word + word, "th") == [word, word] else ""
    return ""


def _may_move(track: CheckedTrack, lines: Sequence[str], fault: Fault) -> bool:
    """Tell whether the word fits into the next line, or that is too long already."""
    guide, after = track.guide, lines[fault.line]
    now, then = count(after, guide.counting), count(f"{fault.word} {after}", guide.counting)
    return bool(fault.word) and (then <= guide.line_hard or now > guide.line_hard)


RULE = Rule(
    id="line_break",
    title=N_("Line breaks"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    measures=True,
    turn=Turn.LINES,
)
