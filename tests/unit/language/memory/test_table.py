"""The lines in memory: what is found is what comparing each of them would find."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from crossreel.language.memory.table import MemoryTable

KEYS = st.text(alphabet="ab你好 ", min_size=1, max_size=6)
STEPS = st.lists(st.tuples(st.sampled_from(["add", "drop", "drop_row"]), st.integers(0, 3), KEYS), max_size=30)


@given(STEPS, KEYS)
def test_what_is_found_is_what_is_there(steps: list[tuple[str, int, str]], asked: str) -> None:
    table, there = MemoryTable(), dict[int, tuple[int, str]]()
    for row_id, (step, group, key) in enumerate(steps):
        if step == "add":
            table.add(group, row_id, key)
            there[row_id] = (group, key)
        elif step == "drop":
            table.drop(group)
            there = {id: each for id, each in there.items() if each[0] != group}
        elif row_id:
            table.drop_rows(group, [row_id - 1])
            there = {id: each for id, each in there.items() if id != row_id - 1 or each[0] != group}
    assert len(table) == len(there)
    found = table.find(asked, 50, 100)
    assert {id: score for score, id in found} == {
        id: score for id, (_group, key) in there.items() if (score := fuzz.ratio(asked, key)) >= 50
    }
    assert [score for score, _id in found] == sorted((score for score, _id in found), reverse=True)
    assert sorted(table.equal([asked]).get(asked, [])) == sorted(id for id, (_group, key) in there.items() if key == asked)
    assert table.held_bytes >= 0
