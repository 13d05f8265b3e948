"""Shot changes with an edit folded in are those read anew."""

from dataclasses import replace

from crossreel.domain.edits.edit import Change
from crossreel.domain.edits.mark_folding import fold_marks
from crossreel.domain.picture.mark import Mark, MarkKind, Span
from crossreel.domain.picture.shots import shots_of
from crossreel.storage.mapping import to_image, to_row

KEY, EPISODE = "video", 5
FOUND = (Span(start_ms=1000, end_ms=1000), Span(start_ms=2000, end_ms=2000))
OWN = Mark(id=1, episode_id=EPISODE, content_key=KEY, kind=MarkKind.SHOT, start_ms=1500, end_ms=1500)


def change(before: Mark | None, after: Mark | None) -> Change:
    images = [None if each is None else to_image(Mark, to_row(each)) for each in (before, after)]
    return Change(kind="mark", id=(after or before or OWN).id, before=images[0], after=images[1])


def test_marks_that_come_change_and_go() -> None:
    shots = shots_of(FOUND, (), KEY)
    come = fold_marks(shots, [change(None, OWN)], EPISODE, KEY)
    assert come == shots_of(FOUND, [OWN], KEY) and come.times_ms == (1000, 1500, 2000)
    moved = replace(OWN, start_ms=1700, end_ms=1700)
    assert fold_marks(come, [change(OWN, moved)], EPISODE, KEY) == shots_of(FOUND, [moved], KEY)
    away = Mark(id=2, episode_id=EPISODE, content_key=KEY, kind=MarkKind.SHOT, start_ms=990, end_ms=1010, removes=True)
    both = fold_marks(come, [change(None, away), change(OWN, None)], EPISODE, KEY)
    assert both == shots_of(FOUND, [away], KEY) and both.times_ms == (2000,)


def test_marks_of_others_and_of_other_kinds_change_nothing() -> None:
    shots = shots_of(FOUND, [OWN], KEY)
    others = [
        change(None, replace(OWN, id=3, episode_id=6)),
        change(None, replace(OWN, id=4, content_key="another")),
        change(None, replace(OWN, id=5, kind=MarkKind.SPEECH, end_ms=1900)),
        Change(kind="cue", id=1, before={"episode_id": EPISODE}, after=None),
    ]
    assert fold_marks(shots, others, EPISODE, KEY) == shots
