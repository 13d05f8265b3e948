"""Drafts as JSON, the program's own form: what engines and vendors hand in line by line, and what goes back to them.

`docs/drafts.md` describes it. Reading is forgiving about what is left out, and strict about what is there: a line that cannot be
read is named with its place, and none is dropped.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from crossreel.domain.drafting.draft import SURE
from crossreel.domain.drafting.drafts_file import ChangedLine, DraftsFile
from crossreel.domain.errors import BadInput
from crossreel.domain.tables.rows import SheetRow
from crossreel.domain.text.column_name import column_name, split_column
from crossreel.domain.text.document import Notice
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.domain.text.language import normalize_tag

FORMAT, VERSION = "crossreel-drafts", 1
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MOST_DIGITS = 19
"""Of an id of this catalog."""


def is_drafts(data: bytes) -> bool:
    """Tell whether a file says of itself that it is one."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and f'"{FORMAT}"'.encode() in data[:4096]


def read_drafts(data: bytes, name: str) -> DraftsFile:
    """Read a file of drafts.

    Raises:
        BadInput: it is none, is of a newer version, or a line of it cannot be read.
    """
    try:
        root = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadInput("drafts.no_json", name=name) from error
    if not isinstance(root, dict) or root.get("format") != FORMAT:
        raise BadInput("drafts.not_ours", name=name, wanted=FORMAT)
    if root.get("version") != VERSION:
        raise BadInput("drafts.version", name=name, version=str(root.get("version")), known=VERSION)
    language, source = (_column(_said(root, key, name), key, name) for key in ("language", "source_language"))
    rows, notices = _sure(tuple(_rows(root, name, language, source)), source)
    spoken = dict.fromkeys(tag for row in rows for tag in row.texts if tag != source)
    title, maker, model, job = (_said(root, key, name) for key in ("title", "maker", "model", "job"))
    return DraftsFile(
        rows=rows, languages=tuple(spoken), source_language=source, title=title, maker=maker, model=model, job=job, notices=notices
    )  # fmt: skip


def _said(root: Mapping[str, Any], key: str, name: str) -> str:
    return _clean(_field(root, key, str, "", name) or "", key, name).strip()


def _column(written: str, where: str, name: str) -> str:
    """Return the name of a column: a language, and its role where it has one."""
    language, variant = split_column(written)
    tag = normalize_tag(language) if language else ""
    if tag is None:
        raise BadInput("drafts.bad_value", name=name, where=where, written=written[:80])
    return column_name(tag, variant) if tag else ""


def _clean(text: str, where: str, name: str) -> str:
    """Return a text with the line breaks of the catalog.

    Raises:
        BadInput: it holds characters that none has.
    """
    if UNFIT.search(text):
        raise BadInput("drafts.bad_value", name=name, where=where, written=ascii(text)[1:-1][:80])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rows(root: Mapping[str, Any], name: str, language: str, source: str) -> Iterator[SheetRow]:
    episodes = root.get("episodes")
    if not isinstance(episodes, list):
        raise BadInput("drafts.bad_value", name=name, where="episodes", written=str(episodes)[:80])
    for at, episode in enumerate(episodes):
        where = f"episodes[{at}]"
        number, lines = _field(episode, "number", int, where, name), _field(episode, "lines", list, where, name)
        for line_at, line in enumerate(lines or ()):
            yield _row(line, f"{where}.lines[{line_at}]", name, number, language, source)


def _row(line: object, where: str, name: str, episode: int | None, language: str, source: str) -> SheetRow:
    told = _field(line, "texts", dict, where, name)
    if told is None:
        told = {language: _field(line, "text", str, where, name) or ""}
    texts: dict[str, str] = {}
    for tag, text in told.items():
        spoken = _column(tag, f"{where}.texts", name)
        if not spoken or not isinstance(text, str):
            raise BadInput("drafts.bad_value", name=name, where=f"{where}.texts", written=f"{tag}: {text}"[:80])
        texts[spoken] = canonical(_clean(text, f"{where}.texts", name))
    said = _field(line, "source", str, where, name)
    if said and source:
        texts[source] = canonical(_clean(said, f"{where}.source", name))
    start_ms, end_ms = (_field(line, key, int, where, name) for key in ("start_ms", "end_ms"))
    if (start_ms is None) is not (end_ms is None) or (start_ms is not None and end_ms is not None and end_ms <= start_ms):
        raise BadInput("drafts.bad_value", name=name, where=f"{where}.start_ms", written=f"{start_ms}, {end_ms}")
    return SheetRow(
        where=where, texts=texts, start_ms=start_ms, end_ms=end_ms, cue_id=_id(line, where, name), episode=episode,
        confidence=_confidence(line, where, name),
    )  # fmt: skip


def _sure(rows: tuple[SheetRow, ...], source: str) -> tuple[tuple[SheetRow, ...], tuple[Notice, ...]]:
    """Return rows without the ids that two of them have for one language: which is meant nobody knows."""
    often = Counter((row.cue_id, tag) for row in rows for tag in row.texts if row.cue_id is not None and tag != source)
    twice = {cue_id for (cue_id, _tag), count in often.items() if count > 1}
    first = next((row for row in rows if row.cue_id in twice), None)
    if first is None:
        return rows, ()
    count = sum(row.cue_id in twice for row in rows)
    notice = Notice(code="script.id_twice", facts={"count": count, "id": str(first.cue_id), "where": first.where})
    return tuple(replace(row, cue_id=None) if row.cue_id in twice else row for row in rows), (notice,)


def _id(line: object, where: str, name: str) -> int | None:
    written = _field(line, "id", (str, int), where, name)
    if written in (None, ""):
        return None
    if isinstance(written, str) and not (written.isdecimal() and len(written) <= MOST_DIGITS):
        raise BadInput("drafts.bad_value", name=name, where=f"{where}.id", written=written[:80])
    return int(str(written))


def _confidence(line: object, where: str, name: str) -> int | None:
    share = _field(line, "confidence", (int, float), where, name)
    if share is None:
        return None
    if not 0 <= share <= 1:
        raise BadInput("drafts.bad_value", name=name, where=f"{where}.confidence", written=str(share))
    return round(float(share) * SURE)


def _field(holder: object, key: str, kind: type | tuple[type, ...], where: str, name: str) -> Any:
    """Return what a mapping holds, None for nothing.

    Raises:
        BadInput: the holder is no mapping, or holds something of another kind.
    """
    if not isinstance(holder, Mapping):
        raise BadInput("drafts.bad_value", name=name, where=where, written=str(holder)[:80])
    found = holder.get(key)
    if found is not None and (not isinstance(found, kind) or isinstance(found, bool)):
        raise BadInput("drafts.bad_value", name=name, where=f"{where}.{key}".lstrip("."), written=str(found)[:80])
    return found


def write_changes(changes: list[ChangedLine], *, title: str, language: str, source_language: str, maker: str) -> bytes:
    """Return lines that people changed as a file of the same form, with what was drafted beside what stands now."""
    episodes: dict[int, list[dict[str, object]]] = {}
    for line in changes:
        episodes.setdefault(line.episode, []).append(
            {
                "id": str(line.source_id or line.cue_id), "start_ms": line.start_ms, "end_ms": line.end_ms, "source": line.source,
                "drafted": line.drafted, "text": line.text, "plain": plain_text(line.text),
            }
        )  # fmt: skip
    root = {
        "format": FORMAT, "version": VERSION, "title": title, "language": language, "source_language": source_language,
        "maker": maker, "episodes": [{"number": number, "lines": lines} for number, lines in sorted(episodes.items())],
    }  # fmt: skip
    return (json.dumps(root, ensure_ascii=False, indent=2) + "\n").encode()
