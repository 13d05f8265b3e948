"""Opening the queue: QC looks at a title that changed, at no other; progress of several titles is one."""

import shutil
from pathlib import Path

from crossreel.app.bootstrap import build_desk
from crossreel.domain.drafting.review import OpenQueue, Progress
from crossreel.domain.preferences import Preferences
from crossreel.services.job_kinds import open_queue
from crossreel.services.jobs import JobContext
from tests.builders import Drama
from tests.unit.language.test_pairing import LINES
from tests.unit.services.reviewing.test_queue import finished

__all__ = ["finished"]


def test_qc_looks_at_what_changed_before_the_queue_is_read(finished: Drama, tmp_path: Path) -> None:
    desk = build_desk(Path(shutil.copy(finished.database.path, tmp_path)), "window", Preferences(author="Ana"))
    first = open_queue.JOB.work(desk, JobContext(), None)
    assert first.checked == () and len(first.lines) == len(LINES), "it was checked when it was made"
    desk.editing.accept([first.lines[-1].cue_id])
    assert open_queue.JOB.work(desk, JobContext(), None).checked == (), "a verdict alone changes nothing that QC reads"
    desk.editing.set_text(first.lines[0].cue_id, "Something else.")
    again = open_queue.JOB.work(desk, JobContext(), None)
    assert again.checked == (finished.title_id,) and (again.progress.seen, again.progress.total) == (2, len(LINES))
    desk.close()


def test_a_pace_counts_for_titles_where_nobody_knows_one() -> None:
    known, unknown = Progress(seen=5, total=15, left_ms=10_000), Progress(seen=0, total=30)
    assert OpenQueue.of((), [known, unknown]).progress == Progress(seen=5, total=45, left_ms=40_000)
    assert OpenQueue.of((), [unknown]).progress == unknown
