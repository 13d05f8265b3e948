"""What is written into a field of the plan's panel, as a correction of files."""

import re
from collections.abc import Callable, Mapping, Sequence

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import BadInput
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.plan import VERSIONS, ImportPlan
from crossreel.domain.importing.plan_rows import set_version_text
from crossreel.domain.text.language import normalize_tag

FieldCorrection = Callable[[ImportPlan, Sequence[int], str], ImportPlan]
_RANGE = re.compile(r"(\d{1,4})(?:\s*[-–—~]\s*(\d{1,4}))?")
_OFFSET = re.compile(r"[+-]?\d{1,4}")


def set_episodes(plan: ImportPlan, ids: Sequence[int], written: str) -> ImportPlan:
    """Say which episode files are, `7`, or `7-8` for files of both; nothing written takes the number away.

    Raises:
        BadInput: it is no number.
    """
    if not written:
        return correct.set_episode(plan, ids, None)
    found = _RANGE.fullmatch(written)
    if found is None or int(found[1]) < 1:
        raise BadInput("import.bad_episode", written=written)
    return correct.set_episode(plan, ids, int(found[1]), int(found[2]) if found[2] else None)


def count_on(plan: ImportPlan, ids: Sequence[int], written: str) -> ImportPlan:
    """Count files from another number.

    Raises:
        BadInput: it is no number, or one would fall below 1.
    """
    if not _OFFSET.fullmatch(written):
        raise BadInput("import.bad_offset", written=written)
    return correct.offset(plan, ids, int(written))


def set_languages(plan: ImportPlan, ids: Sequence[int], written: str) -> ImportPlan:
    """Say which language subtitles are in, or what is burned into or spoken in a picture.

    Raises:
        BadInput: it is no language.
    """
    tag = normalize_tag(written)
    if not tag:
        raise BadInput("import.bad_language", written=written)
    versions = [item_id for item_id in ids if plan.item(item_id).content_kind in VERSIONS]
    for item_id in versions:
        plan = correct.set_look(plan, item_id, plan.item(item_id).look, tag)
    return correct.set_language(plan, [item_id for item_id in ids if item_id not in versions], tag)


def set_looks(plan: ImportPlan, ids: Sequence[int], written: str) -> ImportPlan:
    """Say what was done to pictures; their language stays."""
    for item_id in ids:
        plan = correct.set_look(plan, item_id, Look(written), plan.item(item_id).look_language)
    return plan


def set_versions(plan: ImportPlan, ids: Sequence[int], written: str) -> ImportPlan:
    """Say which version files are, in one line."""
    for item_id in ids:
        plan = set_version_text(plan, item_id, written)
    return plan


def set_start(plan: ImportPlan, ids: Sequence[int], written: str) -> ImportPlan:
    """Let times count from the start of the programme; nothing written takes them back.

    Raises:
        BadInput: it is no time, or a cue stands before it.
    """
    if not written:
        return correct.set_programme_start(plan, ids, None)
    return correct.start_programmes(plan, written, ids)


FIELDS: Mapping[str, FieldCorrection] = {
    "episode": set_episodes,
    "offset": count_on,
    "language": set_languages,
    "role": lambda plan, ids, written: correct.set_role(plan, ids, Role(written) if written else None),
    "look": set_looks,
    "version": set_versions,
    "draft": lambda plan, ids, written: correct.set_draft(plan, ids, written),
    "extra": lambda plan, ids, written: correct.set_extra(plan, ids, ExtraKind(written) if written else None),
    "start": set_start,
}
"""The corrections by field."""
