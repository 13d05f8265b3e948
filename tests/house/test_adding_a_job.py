"""A kind of long work is added with the file that docs/adding-a-job.md names, and nothing turns red."""

from tests.house.copies import Copy

JOB = '''"""Names for the episodes that have none."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.edits.edit import Edit
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int, word: str) -> tuple[tuple[int, str], ...]:
    """Make up a name for each."""
    found: list[tuple[int, str]] = []
    rows = desk.cataloging.matrix(title_id).rows
    for done, row in enumerate(rows):
        context.progress(done, len(rows), row.episode.name)
        if not row.episode.name:
            found.append((row.episode.id, f"{word} {row.episode.number}"))
    return tuple(found)


def apply(desk: "Desk", found: tuple[tuple[int, str], ...]) -> tuple["Edit", ...]:
    """Write the names."""
    return tuple(desk.cataloging.rename_episode(episode_id, name) for episode_id, name in found)


JOB = JobKind(work, apply)
'''
WALK = """
import pickle
import sys
from pathlib import Path

from crossreel.app.bootstrap import build_desk
from crossreel.domain.preferences import Preferences
from crossreel.services.job_kind import carry_out
from crossreel.services.job_kinds.name_episodes import JOB
from crossreel.services.jobs import JobContext

desk = build_desk(Path(sys.argv[1]), "command", Preferences(author="Ana"))
title = desk.cataloging.create_title(code="HEIR", name="The Heir", source_language="zh-Hans").header.title_id
desk.cataloging.add_episode(title, 3)
job = JOB(title, word="Part")
assert job == JOB(title, "Part") == pickle.loads(pickle.dumps(job))
steps = []
edits = carry_out(desk, job, JobContext(on_progress=lambda *step: steps.append(step)))
assert steps == [(0, 1, "")], steps
print(len(edits), desk.cataloging.matrix(title).rows[0].episode.name)
try:
    JOB(title, word=desk)
except TypeError:
    print("refused")
desk.close()
"""
TESTS = (
    "tests/house/test_window_and_commands.py",
    "tests/unit/services/test_job_kind.py::test_every_kind_is_found_by_its_name",
)  # fmt: skip
NAMES = ("test_window_and_commands", "found_by_its_name")


def add(project: Copy) -> None:
    """Add a kind of jobs."""
    project.add("src/crossreel/services/job_kinds/name_episodes.py", JOB)


def test_a_job(project: Copy) -> None:
    add(project)
    walked = project.run("-c", WALK, str(project.folder / "c.crossreel"))
    assert walked.stdout.splitlines() == ["1 Part 3", "refused"], walked.stderr
