"""Running rules over a track. Pure: what it reads is handed in, what it finds is handed back."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

import xxhash

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Finding
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.garbled import garbled_cues
from crossreel.qc.rule import Remark, Rule, Turn

IdOf = Callable[[str], int]
Failed = Callable[[Rule, Exception], None]
Said = TypeVar("Said")
SPEECH, BURNED = "speech", "burned"  # looked up only where a rule needs them


def applies(rule: Rule, track: CheckedTrack) -> bool:
    """Tell whether everything a rule needs is there."""
    if not rule.needs:
        return True
    if SPEECH in rule.needs and not (track.speech and track.speech.spans):
        return False
    if BURNED in rule.needs and track.burned is None:
        return False
    return rule.needs - {SPEECH, BURNED} <= track.once("given", lambda: _given(track))


def check(
    track: CheckedTrack,
    rules: Iterable[Rule],
    id_of: IdOf,
    *,
    report_on: Collection[int | None] | None = None,
    failed: Failed | None = None,
) -> list[Finding]:
    """Run rules over a track.

    Args:
        track: what to check.
        rules: which rules.
        id_of: gives a finding's id for its fingerprint, so that an unchanged finding keeps its id.
        report_on: ids of the cues to report on, None among them for the track as a whole; None for everything.
        failed: told of a rule that raised, whose findings are then left out; without it what a rule raises goes through.

    Returns:
        Findings in order of time, one for each fingerprint.
    """
    found: dict[str, Finding] = {}
    for rule in rules:
        for remark in _listed(rule, remarks(track, rule), failed):
            if report_on is not None and (remark.cue.id if remark.cue else None) not in report_on:
                continue
            mark = fingerprint(track, rule, remark)
            if mark not in found:
                found[mark] = _finding(track, rule, remark, mark, id_of(mark))
    return sorted(found.values(), key=lambda finding: (finding.start_ms, finding.end_ms))


def remarks(track: CheckedTrack, rule: Rule) -> Iterator[Remark]:
    """Yield what one rule has to say about a track; nothing where the rule does not apply, or reads a title.

    Of the words of a cue whose characters are garbled nobody speaks but the rule that says so, and nothing else changes them: what
    a repair took of them could not be brought back.
    """
    if rule.check is None or not applies(rule, track):
        return
    left = garbled_cues(track) if rule.turn is Turn.WORDS and rule.repair else ()
    for remark in rule.check(track):
        if remark.cue is None or remark.cue.id not in left:
            yield remark


def title_remarks(tracks: Sequence[CheckedTrack], rule: Rule) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield what one rule that reads a title has to say about those of its tracks to which it applies."""
    if rule.check_title is not None:
        yield from rule.check_title([track for track in tracks if applies(rule, track)])


def _listed(rule: Rule, said: Iterator[Said], failed: Failed | None) -> list[Said]:
    try:
        return list(said)
    except Exception as error:
        if failed is None:
            raise
        failed(rule, error)
        return []


def check_title(
    tracks: Sequence[CheckedTrack], rules: Iterable[Rule], ids_of: Callable[[CheckedTrack], IdOf], failed: Failed | None = None
) -> list[Finding]:
    """Run the rules that read a title over its tracks.

    Args:
        tracks: of all its episodes. A rule is given those to which it applies.
        rules: which rules; all but those of scope TITLE are passed over.
        ids_of: what gives the ids of a track's findings.
        failed: told of a rule that raised, whose findings are then left out; without it what a rule raises goes through.

    Returns:
        Findings by track, in order of time, one for each fingerprint.
    """
    found: dict[tuple[int, str], Finding] = {}
    for rule in rules:
        for track, remark in _listed(rule, title_remarks(tracks, rule), failed):
            mark = fingerprint(track, rule, remark)
            if (track.track_id, mark) not in found:
                found[track.track_id, mark] = _finding(track, rule, remark, mark, ids_of(track)(mark))
    places = {track.track_id: at for at, track in enumerate(tracks)}
    return sorted(found.values(), key=lambda finding: (places[finding.track_id], finding.start_ms, finding.end_ms))


def fingerprint(track: CheckedTrack, rule: Rule, remark: Remark) -> str:
    """Return rule, cue and a digest of what the rule read, with the severity: a graver finding is another one.

    A remark on times that a translation only has from the spine is the spine's: accepted once, it is accepted in every language.
    """
    cue, language = remark.cue, track.language
    place = cue.id if cue else track.track_id
    if rule.moves and cue:
        language = ""
        if cue.anchor_id is not None and not cue.pinned:
            place = cue.anchor_last_id or cue.anchor_id
    read = repr((rule.id, place, language, remark.severity.value, remark.kind, remark.read))
    return f"{rule.id}:{xxhash.xxh3_64_hexdigest(read.encode())}"


def repaired(track: CheckedTrack, rule: Rule, cue_ids: Collection[int] | None = None) -> dict[int, Cue]:
    """Return the cues one rule would change, by id.

    Args:
        track: what to repair.
        rule: by which rule.
        cue_ids: the cues whose remarks are repaired, each with what goes along with it; None for all.
    """
    changed: dict[int, Cue] = {}
    if rule.repair is None:
        return changed
    found = remarks(track, rule) if rule.check is not None else (remark for _, remark in title_remarks([track], rule))
    for remark in found:
        if not remark.repairable or remark.cue is None or (cue_ids is not None and remark.cue.id not in cue_ids):
            continue
        for each in (remark, *remark.along):
            cue = rule.repair(track, each) if each.cue is not None and each.cue.id not in changed else None
            if cue is not None and cue != each.cue:
                changed[cue.id] = cue
    return changed


def _finding(track: CheckedTrack, rule: Rule, remark: Remark, mark: str, finding_id: int) -> Finding:
    cue = remark.cue
    return Finding(
        id=finding_id,
        title_id=track.title_id,
        episode_id=track.episode_id,
        track_id=track.track_id,
        language=track.language,
        cue_id=cue.id if cue else None,
        rule=rule.id,
        severity=remark.severity,
        start_ms=cue.start_ms if cue else 0,
        end_ms=cue.end_ms if cue else 0,
        text=cue.text if cue else "",
        facts={"kind": remark.kind, **remark.facts} if remark.kind else remark.facts,
        fingerprint=mark,
        repairable=remark.repairable,
        role=track.role,
    )


def _given(track: CheckedTrack) -> frozenset[str]:
    """Return everything that rules may need and this track has, in the words of `Rule.needs`, but for what has to be looked up."""
    there = {
        "source": bool(track.spine),
        "people": bool(track.people),
        "addresses": bool(track.addresses),
        "speller": track.unknown_words is not None,
        "widths": track.sizes is not None,
        "terms": bool(track.spine and track.terms),
        "video": track.picture.end_ms > 0,
        "zone": track.zone is not None and track.sizes is not None,
    }
    conventions = (f"convention:{name}" for name, value in track.guide.conventions.items() if value)
    return frozenset([*(need for need, is_there in there.items() if is_there), *conventions])
