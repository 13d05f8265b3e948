"""What holds for the tracks of a title: its people by the names each language uses."""

from crossreel.domain.catalog.title import Character, Title
from crossreel.qc.inspector import TitleRules


def test_people_have_the_names_of_a_language_and_their_own_in_the_source() -> None:
    wan = Character(id=1, title_id=1, name="林晚", gender="f", names={"en": "Lin Wan"})
    rules = TitleRules(title=Title(id=1, code="HEIR", name="The Heir", source_language="zh-Hans"), characters=(wan,))
    assert rules.people("zh-Hans") == (("林晚", "f"),)
    assert rules.people("en") == (("Lin Wan", "f"),)
    assert rules.people("fr") == ()
