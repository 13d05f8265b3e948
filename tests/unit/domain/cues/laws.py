"""The laws of the spine, as assertions that tests of pure functions and of the catalog share."""

from collections import Counter

from crossreel.domain.cues.spine import Spine, span, span_ends


def assert_lawful(spine: Spine) -> None:
    """Fail where a follower breaks a law of the spine."""
    positions = spine.positions()
    rendered: dict[int, Counter[int]] = {}
    for follower in spine.followers:
        for source in span(spine.cues, positions, follower):
            rendered.setdefault(follower.track_id, Counter())[source.id] += 1
    for follower in spine.followers:
        assert follower.anchor_id is None or follower.anchor_id in positions
        ends = span_ends(positions, follower)
        if ends is None:
            assert follower.anchor_id is None and follower.anchor_last_id is None and follower.pinned
            continue
        first, last = spine.cues[ends[0]], spine.cues[ends[1]]
        assert (follower.anchor_id, follower.anchor_last_id) == (first.id, last.id)
        if any(rendered[follower.track_id][source.id] > 1 for source in span(spine.cues, positions, follower)):
            assert follower.pinned
        if not follower.pinned:
            assert (follower.start_ms, follower.end_ms) == (first.start_ms, max(first.end_ms, last.end_ms))
    for cues in (spine.cues, spine.followers):
        assert list(cues) == sorted(cues, key=lambda cue: cue.order)
        assert all(0 <= cue.start_ms < cue.end_ms for cue in cues)
