"""`crossreel draft run`: planned, carried out, and shown, by a server of the test."""

from tests.loopback import Call as Asked
from tests.loopback import Reply, failed, said, serving
from tests.unit.cli.commands.conftest import Ask, Call, texts


def good(asked: Asked) -> Reply:
    return said("\n".join(f"{number}| Battuta {number}" for number in asked.lines))


def test_a_title_is_drafted_and_what_failed_is_tried_again(ask: Ask, call: Call, heir: str) -> None:
    with serving(failed(400), good) as loopback:
        ask("engines", "add", "mine", "--address", loopback.address, "--model", "m-1", "--at-once", "1", "--no-key")
        run = ("draft", "run", heir, "--languages", "it", "--translate", "mine")
        plan = ask(*run, "--plan")
        assert (plan["lines"], len(plan["steps"]), plan["price"]) == (6, 2, 0) and not loopback.calls
        code, _out, err = call(*run)
        assert code == 1 and "1" in err
        (listed,) = ask("draft", "runs", "--title", heir)
        assert sorted(step["state"] for step in listed["steps"]) == ["done", "failed"]
        shown = ask("draft", "retry", listed["id"])
        assert (shown["state"], {step["state"] for step in shown["steps"]}) == ("done", {"done"})
    assert texts(ask, heir, 1, "it") == ["Battuta 1", "Battuta 2", "Battuta 3"]
    assert {batch["maker"] for batch in ask("draft", "batches", heir)} == {"mine"}


def test_what_cannot_be_run_is_said(call: Call, heir: str) -> None:
    assert call("draft", "run", heir, "--languages", "it", "--translate", "nobody")[0] == 1
    assert call("draft", "run", heir, "--languages", "it")[0] == 1
    assert call("draft", "resume", "7")[0] == 1
