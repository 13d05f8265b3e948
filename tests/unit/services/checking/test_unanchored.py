"""A translation whose source cue was deleted is kept, and QC says so."""

from pathlib import Path

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from tests.builders import make_drama


def test_a_translation_without_a_source_is_found(tmp_path: Path) -> None:
    drama = make_drama(tmp_path / "catalog.crossreel")
    try:
        with drama.database.read() as uow:
            tracks = {track.id: track for track in uow.where(Track, episode_id=drama.episode_ids[0])}
            cues = uow.where(Cue, track_id=list(tracks))
        spine = next(cue for cue in cues if tracks[cue.track_id].role.is_spine)
        Editing(drama.database).delete([spine.id])
        checking = Checking(drama.database)
        checking.run(drama.title_id)
        codes = [finding.code for finding in checking.findings(drama.title_id)]
        assert "qc.untranslated.unanchored" in codes
    finally:
        drama.database.close()
