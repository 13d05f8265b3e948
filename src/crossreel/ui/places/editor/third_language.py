"""Which language stands in the third box, remembered for each title on this machine."""

import json
from dataclasses import replace

from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.workspace import Workspace

MOST_TITLES = 200


def offered_thirds(opened: OpenEpisode) -> tuple[str, ...]:
    """Return the languages that may stand beside source and translation."""
    columns = opened.sheet.columns if opened.sheet is not None else ()
    return tuple(tag for tag in columns if tag not in (opened.source, opened.target))


def chosen_third(opened: OpenEpisode) -> str:
    """Return the language of the third box in the open title, "" for none."""
    chosen = _remembered(opened.workspace).get(str(opened.workspace.title_id or 0), "")
    return chosen if chosen in offered_thirds(opened) else ""


def remember_third(opened: OpenEpisode, language: str) -> None:
    """Choose the language of the third box in the open title, "" for none; those of the latest titles are remembered."""
    workspace, title = opened.workspace, str(opened.workspace.title_id or 0)
    kept = {each: tag for each, tag in _remembered(workspace).items() if each != title}
    if language:
        kept[title] = language
    latest = dict(list(kept.items())[-MOST_TITLES:])
    workspace.set_preferences(replace(workspace.preferences, third_languages=json.dumps(latest)))


def _remembered(workspace: Workspace) -> dict[str, str]:
    try:
        read = json.loads(workspace.preferences.third_languages or "{}")
    except ValueError:
        return {}
    return {str(title): str(tag) for title, tag in read.items()} if isinstance(read, dict) else {}
