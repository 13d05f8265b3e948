"""The cues of an episode as `cues` tells them: rows as objects, the columns that are shown, and what happened to one."""

from collections.abc import Mapping, Sequence

from crossreel.cli.addresses import cues_in, parse_column
from crossreel.cli.session import told_json
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import source_changed
from crossreel.domain.edits.differences import look_of
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.column_name import column_name, language_of
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.i18n.differences import change as said_of
from crossreel.i18n.numbers import when


def shown_columns(sheet: EpisodeSheet, languages: str, roles: Sequence[str] | None = None) -> list[str]:
    """Return the columns of an episode that a list such as `en,es-419` names, or roles of them, all of them without either.

    Raises:
        WrongUse: one of them is no language.
    """
    wanted = [part.strip() for part in languages.split(",") if part.strip()]
    named = [parse_column(sheet, each) for each in wanted]
    if roles is None:
        return named or list(sheet.columns)
    languages_of = dict.fromkeys(language_of(each) for each in named or sheet.columns)
    return [column_name(language, role) for language in languages_of for role in roles]


def rows_json(sheet: EpisodeSheet, columns: Sequence[str]) -> list[dict[str, object]]:
    """Return the rows of an episode as JSON, each with its number and its cues by column."""
    spine = [row.cue for row in sheet.rows if row.is_spine]
    positions = {cue.id: at for at, cue in enumerate(spine)}

    def told(cue: Cue) -> dict[str, object]:
        return {
            "id": str(cue.id),
            "start_ms": cue.start_ms,
            "end_ms": cue.end_ms,
            "text": cue.text,
            "speaker": sheet.speakers.get(cue.speaker_id or 0, ""),
            "placement": cue.placement,
            "origin": cue.origin.value,
            "pinned": cue.pinned,
            "spoken_in": cue.spoken_in,
            "source_changed": cue.anchor_id is not None and source_changed(spine, positions, cue),
        }

    return [
        {
            "number": number,
            "is_spine": row.is_spine,
            "start_ms": row.cue.start_ms,
            "end_ms": row.cue.end_ms,
            "covered": sorted(row.covered),
            "cues": {
                column: [told(cue) for cue in cues_in(sheet, row, column)] for column in columns
            },
        }
        for number, row in enumerate(sheet.rows, start=1)
    ]  # fmt: skip


def row_of_change(edit: Edit) -> dict[str, object]:
    """Return what an edit did to one cue: when, who, and its text before and after as far as the journal knows it."""
    (change,) = edit.changes
    return {
        "edit": str(edit.id),
        **told_json(edit.header.label, edit.header.facts),
        "author": edit.header.author,
        "at_ms": edit.at_ms,
        "when": when(edit.at_ms),
        "before": _text(change.before),
        "after": _text(change.after),
        "changed": said_of(look_of(change.before), look_of(change.after)),
    }


def _text(image: Mapping[str, object] | None) -> object:
    return None if image is None else image.get("text")
