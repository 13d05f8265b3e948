"""What a writer changed goes onto what stands there; what others changed meanwhile stays, or is named."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.edits.merging import Clash, merge

LIN = Character(id=1, title_id=2, name="林", gender="f", names={"en": "Lin", "ar": "لين"})
WORDS = st.sampled_from(["", "a", "b", "c"])
ENTRIES = st.builds(
    Character,
    id=st.just(1),
    title_id=st.just(2),
    name=WORDS,
    gender=WORDS,
    age=WORDS,
    description=WORDS,
    names=st.dictionaries(st.sampled_from(["en", "ar", "es"]), WORDS.filter(bool)),
)


def test_fields_of_two_writers_come_together() -> None:
    merged, clashes = merge(replace(LIN, age="20", names={**LIN.names, "es": "Lina"}), LIN, replace(LIN, gender="m"))
    assert (merged, clashes) == (replace(LIN, age="20", gender="m", names={**LIN.names, "es": "Lina"}), ())


def test_a_field_that_both_changed_is_a_clash_unless_both_mean_the_same() -> None:
    _merged, clashes = merge(replace(LIN, age="20"), LIN, replace(LIN, age="30"))
    assert clashes == (Clash(field="age", key="", theirs="20"),)
    assert merge(replace(LIN, age="30"), LIN, replace(LIN, age="30")) == (replace(LIN, age="30"), ())


def test_words_are_compared_language_by_language() -> None:
    theirs = replace(LIN, names={"en": "Lynn", "ar": "لين"})
    merged, clashes = merge(theirs, LIN, replace(LIN, names={"en": "Lin"}))
    assert (merged.names, clashes) == ({"en": "Lynn"}, ())
    _merged, clashes = merge(theirs, LIN, replace(LIN, names={"en": "Linn", "ar": "لين"}))
    assert clashes == (Clash(field="names", key="en", theirs="Lynn"),)
    _merged, clashes = merge(replace(LIN, names={}), LIN, replace(LIN, names={"en": "Linn", "ar": "لين"}))
    assert clashes == (Clash(field="names", key="en", theirs=None),)


def test_blanks_and_how_a_list_is_held_are_no_difference() -> None:
    title = Title(id=1, code="HEIR", name="Heir", original_name="隐 ", genres=("a", "b"))
    seen = replace(title, original_name="隐", genres=("a, b",))
    wanted = replace(seen, original_name="承", genres=("c",))
    assert merge(title, seen, wanted) == (replace(title, original_name="承", genres=("c",)), ())


@given(stored=ENTRIES, seen=ENTRIES, wanted=ENTRIES)
def test_nothing_is_lost_in_silence(stored: Character, seen: Character, wanted: Character) -> None:
    merged, clashes = merge(stored, seen, wanted)
    clashing = {(clash.field, clash.key) for clash in clashes}
    for name in ("name", "gender", "age", "description"):
        now, before, after, made = (getattr(each, name) for each in (stored, seen, wanted, merged))
        assert made == (now if before == after else after)
        assert ((name, "") in clashing) == (before != after and now not in (before, after))
    for tag in ("en", "ar", "es"):
        now, before, after, made = (each.names.get(tag) for each in (stored, seen, wanted, merged))
        assert made == (now if before == after else after)
        assert (("names", tag) in clashing) == (before != after and now not in (before, after))
