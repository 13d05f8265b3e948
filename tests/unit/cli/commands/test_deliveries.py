"""`crossreel deliveries`, `profiles`, `formats` and `preferences`: what there is."""

from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call


def test_a_delivery_is_listed_with_its_package(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    assert ask("deliveries") == []
    ask("metadata", "words", heir, "en", "--name", "The Heir")
    call("qc", heir)
    ask("findings", "waive", heir, "Seen and meant", "--languages", "en")
    ask("state", heir, "en", "all", "approved")
    package = ask(
        "deliver", heir, "--profile", "app-standard", "--languages", "en", "--out", str(tmp_path / "out"), "--allow-findings"
    )["package"]
    (told,) = ask("deliveries", heir)
    assert (told["title"], told["profile_id"], told["languages"], told["package_path"]) == (heir, "app-standard", ["en"], package)
    assert package in call("deliveries")[1]
