"""Edits folded into an open queue: verdicts take lines out, taking them back brings the lines back, strangers change nothing."""

from dataclasses import replace

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.drafting.draft import Draft, Verdict
from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.drafting.review_fold import Standing, brings_drafts, fold
from crossreel.domain.edits.edit import Change
from crossreel.storage.mapping import to_image, to_row

CUE = Cue(id=5, track_id=1, start_ms=0, end_ms=900, text="Where?", origin=Origin.MACHINE)
DRAFT = Draft(id=9, cue_id=5, batch_id=1, text="Where?")
LINE = ReviewLine(
    cue_id=5, track_id=1, title_id=1, episode_id=1, episode=1, column="en", start_ms=0, end_ms=900, source_id=2, source="哪里",
    text="Where?", draft_id=9,
)  # fmt: skip
OPEN = {5: Standing(line=LINE)}


def change(before: Cue | Draft | None, after: Cue | Draft | None) -> Change:
    """A change of a cue or a draft."""
    one = before or after
    assert one is not None
    kind = "cue" if isinstance(one, Cue) else "draft"
    before_image, after_image = (None if each is None else to_image(type(each), to_row(each)) for each in (before, after))
    return Change(kind=kind, id=one.id, before=before_image, after=after_image)


def test_a_line_that_a_person_went_through_leaves_and_comes_back_by_undo() -> None:
    seen = replace(CUE, origin=Origin.TYPED, text="Where are you?")
    judged = replace(DRAFT, verdict=Verdict.MENDED, judged_by="Ana")
    there = fold(OPEN, [change(CUE, seen), change(DRAFT, judged)])[5]
    assert not there.waits and there.is_seen and (there.line.text, there.line.verdict) == ("Where are you?", Verdict.MENDED)
    back = fold({5: there}, [change(seen, CUE), change(judged, DRAFT)])
    assert back == OPEN


def test_a_refused_line_leaves_unseen_and_comes_back_with_another_draft() -> None:
    refused = replace(DRAFT, verdict=Verdict.REFUSED)
    there = fold(OPEN, [change(DRAFT, refused)])[5]
    assert not there.waits and not there.is_seen
    again = Draft(id=12, cue_id=5, batch_id=2, text="Where?!", confidence=700)
    back = fold({5: there}, [change(CUE, replace(CUE, text="Where?!")), change(None, again)])[5]
    assert back.waits and (back.line.text, back.line.draft_id, back.line.confidence) == ("Where?!", 12, 700)
    assert fold({5: back}, [change(DRAFT, replace(refused, reason="late"))]) == {}, "an older draft says nothing any more"


def test_a_question_keeps_the_line_and_a_removed_cue_takes_it_away() -> None:
    asked = fold(OPEN, [change(DRAFT, replace(DRAFT, verdict=Verdict.ASKED))])[5]
    assert asked.waits and asked.line.verdict is Verdict.ASKED
    gone = fold(OPEN, [change(CUE, None)])[5]
    assert not gone.waits and fold({5: gone}, [change(None, CUE)]) == OPEN


def test_only_drafts_of_lines_that_are_not_known_are_news() -> None:
    assert not brings_drafts(OPEN, [change(None, replace(DRAFT, id=10))])
    assert brings_drafts(OPEN, [change(None, replace(DRAFT, id=10, cue_id=77))])
