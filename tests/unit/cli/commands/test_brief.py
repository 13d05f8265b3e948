"""`crossreel brief`: what drafts are told, and new names."""

from contextlib import closing
from pathlib import Path

from crossreel.domain.catalog.title import Title
from crossreel.domain.drafting.brief import NameProposal
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.drafting.material import keep_brief
from crossreel.storage.database import Database
from tests.unit.cli.commands.conftest import Ask, Call


def test_people_addresses_and_summaries_are_said_and_shown(ask: Ask, call: Call, heir: str, catalog: Path) -> None:
    ask("characters", "put", heir, "父亲", "--in", "en=Father")
    ask("characters", "put", heir, "林晚", "--gender", "f")
    with closing(Database.open(catalog, author="Ana")) as database:
        with database.read() as uow:
            title_id = uow.where(Title)[0].id
        keep_brief(database, title_id, ["en"])
    ask("brief", "voice", heir, "父亲", "--register", "gruff", "--manner", "short of breath")
    ask("brief", "address", heir, "父亲", "en", "--to", "林晚", "--calls", "kid", "--form", "informal")
    edit = ask("brief", "summary", heir, "1", "--text", "The ring turns up.")
    assert list(edit["made"]) == ["episode_summary"]
    assert ask("brief", "summary", heir, "1")["summary"] == "The ring turns up."
    shown = call("brief", "show", heir, "en", "--episode", "1")[1]
    assert (
        "This episode: The ring turns up." in shown and "- 父亲 = Father (gruff, short of breath)" in shown and "林晚" not in shown
    )
    told = ask("brief", "show", heir, "en")
    assert told["addressing"] == [{"who": "父亲", "to": "林晚", "calls": "kid", "form": "informal"}]
    people = ask("brief", "people", heir)
    assert (people["voices"][0]["name"], people["addresses"][0]["to"]) == ("父亲", "林晚")
    assert "gruff" in call("brief", "people", heir)[1]
    with closing(Database.open(catalog, author="Ana")) as database:
        keep_brief(database, title_id, ["en"])
    versions = ask("brief", "versions", heir)
    assert [each["number"] for each in versions] == [2, 1]
    assert {(each["part"], each["field"], each["after"]) for each in versions[0]["changes"]} >= {
        ("episode", "", "The ring turns up."), ("person", "register", "gruff"), ("address", "form", "informal"),
    }  # fmt: skip
    assert "gruff" in call("brief", "versions", heir)[1]
    assert call("brief", "voice", heir, "谁", "--register", "x")[0] == 2
    assert call("brief", "address", heir, "父亲", "en", "--to", "父亲", "--calls", "I")[0] != 0


def test_new_names_are_listed_approved_and_refused(ask: Ask, call: Call, heir: str, catalog: Path) -> None:
    with closing(Database.open(catalog, author="Ana")) as database:
        with database.read() as uow:
            title_id = uow.where(Title)[0].id
        with database.edit(EditHeader(label="edit.draft_translating", title_id=title_id)) as edit, edit.part() as uow:
            uow.put_all(
                NameProposal(
                    id=uow.new_id(), title_id=title_id, batch_id=1, source=source, language="en", rendering=rendering,
                    is_person=True,
                )
                for source, rendering in (("父亲", "Father"), ("戒指", "Ring"), ("你", "You"))
            )  # fmt: skip
    waiting = ask("brief", "names", heir)
    assert {(each["source"], each["occurrences"]) for each in waiting} == {("你", 2), ("父亲", 2), ("戒指", 2)}
    ids = {each["source"]: each["id"] for each in waiting}
    ask("brief", "approve", ids["父亲"], "--rendering", "Dad")
    ask("brief", "approve", ids["戒指"], "--as", "term")
    ask("brief", "refuse", ids["你"])
    assert ask("brief", "names", heir) == []
    assert [(each["name"], each["names"]) for each in ask("characters", heir)] == [("父亲", {"en": "Dad"})]
    assert [each["renderings"] for each in ask("terms", heir)] == [{"en": "Ring"}]
    assert "Dad" in call("brief", "names", heir, "--all")[1]
    assert call("brief", "approve", "7")[0] != 0
