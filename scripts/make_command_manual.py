"""Write docs/commands.md from the commands, in English."""

from pathlib import Path

from crossreel.cli.manual import manual
from crossreel.i18n.messages import set_locale

if __name__ == "__main__":
    set_locale("en")
    Path(__file__).resolve().parents[1].joinpath("docs", "commands.md").write_text(manual(), "utf-8")
