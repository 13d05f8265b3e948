"""The sample as it ships runs with its speech; a file that comes late is told of with the shift, and put right by one edit."""

import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.domain.preferences import Preferences
from crossreel.engines.models import get_model
from tests.journeys.conftest import Sample

RULES = ("off_speech", "other_episode", "over_silence", "speech_without_cue")
pytestmark = pytest.mark.skipif(not get_model("silero_vad").path.is_file(), reason="make models brings it")


def test_the_sample_is_in_sync_and_a_late_episode_is_moved_back(sample: Sample) -> None:
    desk = build_desk(sample.catalog, "command", Preferences(author="Ana", author_key="ana"))
    try:
        title = desk.cataloging.titles()[0].title
        source = [line for line in desk.auditing.measure(title.id) if line.column == title.source_language]
        assert [line.episode for line in source] == [1, 2, 3, 4, 5, 6]
        assert all(line.fit.is_sure and line.fit.factor == 1 and abs(line.fit.late_ms) <= 60 for line in source)
        desk.checking.run(title.id, rules=RULES)
        assert [each for each in desk.checking.findings(title.id) if each.rule in RULES] == []
        late = source[1]
        desk.editing.shift([late.episode_id], 900)
        desk.checking.run(title.id, rules=RULES)
        (found,) = [each for each in desk.checking.findings(title.id) if each.rule in RULES]
        assert (found.rule, found.episode_id, found.facts["kind"]) == ("off_speech", late.episode_id, "late")
        assert abs(int(str(found.facts["shift_ms"])) - 900 - late.fit.late_ms) <= 20
        desk.checking.repair([found.id])
        now = next(
            line for line in desk.auditing.measure(title.id) if line.episode_id == late.episode_id and line.column == late.column
        )
        assert abs(now.fit.late_ms) <= 20
    finally:
        desk.close()
