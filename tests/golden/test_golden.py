"""Files of every format in English, Chinese, Arabic and Thai, and a wild one: read as recorded, written as they stand.

A format's folder holds `<language>.<extension>`, written by us, and `wild.<extension>`, as others write. Beside each stands
what reading it gives, as JSON.
"""

import json
from pathlib import Path

import pytest

from crossreel.domain.text.document import ReadResult, WriteOptions
from crossreel.domain.text.language import script_of
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "zh-Hans", "ar", "th")
FILES = sorted(path for path in FOLDER.glob("*/*") if path.suffix not in (".json", ".py", ".pyc"))
OURS = [path for path in FILES if path.stem in LANGUAGES]


def shown(result: ReadResult) -> dict[str, object]:
    """What is recorded of a file: only what is not empty, so that a record reads easily."""
    cues = [
        {
            "start_ms": cue.start_ms, "end_ms": cue.end_ms, "text": cue.text, "placement": cue.placement, "speaker": cue.speaker,
            "cue_id": cue.cue_id, "texts": dict(cue.texts),
        }
        for cue in result.document.cues
    ]  # fmt: skip
    return {
        "format": result.format_id,
        "encoding": result.encoding.name if result.encoding else None,
        "language": result.document.language,
        "notices": [notice.code for notice in result.notices],
        "cues": [{name: value for name, value in cue.items() if value not in ("", None, {})} for cue in cues],
    }


@pytest.mark.parametrize("format_id", [each.id for each in formats()])
def test_every_format_has_a_golden_folder(format_id: str) -> None:
    names = {path.name.partition(".")[0] for path in FILES if path.parent.name == format_id}
    chosen = get(format_id)
    letters = {tag for tag in LANGUAGES if not chosen.scripts or script_of(tag) in chosen.scripts}
    wanted = letters if chosen.writable else {"wild"}
    assert wanted <= names, f"tests/golden/{format_id} lacks {sorted(wanted - names)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_reads_as_recorded(path: Path) -> None:
    result = read(path.read_bytes(), path.name)
    assert shown(result) == json.loads(path.with_suffix(path.suffix + ".json").read_text(encoding="utf-8"))
    for notice in result.notices:
        assert sentence(notice.code, {"line": notice.line, **notice.facts})


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_writes_as_it_stands(path: Path) -> None:
    chosen = get(path.parent.name)
    document = read(path.read_bytes(), path.name).document
    written = write(document, chosen, WriteOptions(language=path.stem))
    if chosen.binary:
        assert shown(read(written.data, path.name)) == shown(read(path.read_bytes(), path.name))
    else:
        assert written.data == path.read_bytes()
