"""The manual of the command line is what the commands say."""

from pathlib import Path

from crossreel.cli.main import names
from crossreel.cli.manual import manual
from crossreel.i18n.messages import set_locale

MANUAL = Path(__file__).resolve().parents[3] / "docs" / "commands.md"


def test_the_manual_in_the_docs_is_up_to_date() -> None:
    set_locale("en")
    made = manual()
    assert [name for name in names() if f"\n## {name}\n" not in made] == []
    assert made == MANUAL.read_text("utf-8"), "run: python scripts/make_command_manual.py"
