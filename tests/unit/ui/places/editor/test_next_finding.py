"""Going to the next finding: where nobody looked, nothing is called well."""

from tests.unit.ui.stage import Stage


def test_languages_nobody_looked_at_are_named_instead_of_calling_them_well(stage: Stage) -> None:
    stage.workspace.do("edit.next_finding")
    stage.bot.waitUntil(lambda: stage.window.toast.text() != "")
    assert stage.window.toast.text() == "Not checked yet: Chinese (Simplified), English, and Arabic"
