"""Real files of other projects: read with the agreed number of cues, or refused in words, but never a crash."""

from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, CrossreelError
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
TABLE = CORPUS / "expected.tsv"
ABSENT = "the corpus is not beside this project (../shared/corpus)"
pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason=ABSENT)
RATE = Fraction(24000, 1001)  # of MicroDVD, some of which do not say it
SUPPORTED = {extension for each in formats() for extension in each.extensions}


def agreed() -> dict[str, int]:
    """The files of supported formats with an agreed number of cues."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:])
    return {name: int(count) for name, count in rows if name.rpartition(".")[2] in SUPPORTED}


def files() -> list[Path]:
    """Every file of the corpus."""
    return sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.name not in ("README.md", "expected.tsv"))


def test_agreed_files_have_the_agreed_number_of_cues() -> None:
    found = {name: len(read((CORPUS / name).read_bytes(), Path(name).name, frame_rate=RATE).document.cues) for name in agreed()}
    assert len(found) > 180
    assert found == agreed()


TOO_MUCH_FOR_A_SCREEN = (
    "format.no_script", "format.no_sign", "format.long_word", "format.too_many_rows", "time.past_midnight",
)  # fmt: skip


def test_every_other_file_is_read_or_refused_in_words() -> None:
    for path in files():
        try:
            result = read(path.read_bytes(), path.name)
        except CrossreelError as error:
            assert sentence(error.code, error.facts)
        else:
            for notice in result.notices:
                assert sentence(notice.code, {"line": notice.line, **notice.facts})


@pytest.mark.parametrize("format_id", [each.id for each in formats() if each.writable and not each.script])
def test_what_was_read_can_be_written_in_any_format(format_id: str) -> None:
    for path in files():
        try:
            document = read(path.read_bytes(), path.name).document
        except CrossreelError:
            continue
        if len(document.cues) < 200:
            try:
                write(document, get(format_id))
            except BadInput as error:
                assert get(format_id).frames is not None and error.code in TOO_MUCH_FOR_A_SCREEN
                assert sentence(error.code, error.facts)
