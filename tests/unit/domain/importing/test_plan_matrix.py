"""The plan as a matrix: one sign a cell, holes, and corrections that look at what they change and no more."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.track import Role
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.plan import ImportPlan, ItemKind, PlanItem
from crossreel.domain.importing.plan_matrix import NOWHERE, CellState, PlanColumn, PlanMatrix, matrix_of
from crossreel.domain.importing.verdict import settle
from crossreel.domain.text.document import Document, DocumentCue, Notice

CHINESE, ENGLISH, FORCED = PlanColumn("subtitle", "zh-Hans"), PlanColumn("subtitle", "en"), PlanColumn("subtitle", "en", "forced")
UNKNOWN = PlanColumn("subtitle")


def file(item_id: int, episode: int | None, language: str = "", text: str = "", **more: object) -> PlanItem:
    cues = (DocumentCue(start_ms=1000, end_ms=2000, text=text or f"{language} {episode} {item_id}"),)
    fields: dict[str, object] = {
        "path": f"/f/{item_id}.srt", "name": f"{item_id}.srt", "kind": ItemKind.SUBTITLE, "document": Document(cues=cues),
        "digest": f"d{item_id}", "language": language, "language_from": "name",
    }  # fmt: skip
    return PlanItem(id=item_id, episode=episode, **{**fields, **more})  # type: ignore[arg-type]


def planned(*items: PlanItem, **fields: object) -> ImportPlan:
    return settle(ImportPlan(code="HEIR", title_name="Heir", items=items, **fields))  # type: ignore[arg-type]


def test_a_cell_says_the_one_thing_there_is_to_know() -> None:
    plan = planned(
        file(1, 1, "zh-Hans"), file(2, 1, "en"), file(3, 1, "en"), file(4, 2, "zh-Hans"), file(5, None, "en"), file(6, 2),
        file(7, 4, "zh-Hans"), file(8, 1, "en", role=Role.FORCED), file(9, 2, "en", refusal=Notice(code="import.no_cues")),
        file(10, 5, "en", kind=ItemKind.EXTRA, extra=ExtraKind.TRAILER),
    )  # fmt: skip
    matrix = matrix_of(plan)
    assert matrix.rows == (NOWHERE, 1, 2, 3, 4)
    assert matrix.columns == (CHINESE, ENGLISH, FORCED, UNKNOWN)
    assert matrix.cell(1, CHINESE).state is CellState.IN
    assert matrix.cell(1, ENGLISH).state is CellState.CONFLICT and matrix.cell(1, ENGLISH).ids == (2, 3)
    assert matrix.cell(1, FORCED).state is CellState.IN
    assert matrix.cell(2, FORCED).state is CellState.EMPTY
    assert matrix.cell(2, ENGLISH).state is CellState.REFUSED
    assert matrix.cell(2, UNKNOWN).state is CellState.NOWHERE
    assert matrix.cell(NOWHERE, ENGLISH).ids == (5,)
    assert matrix.missing == {3}
    assert matrix.cell(3, CHINESE).state is CellState.HOLE


def test_a_forgotten_language_and_a_promised_episode_are_holes() -> None:
    plan = planned(file(1, 1, "zh-Hans"), file(2, 1, "en"), file(3, 2, "zh-Hans"), promised=3)
    matrix = matrix_of(plan)
    assert matrix.where(CellState.HOLE) == [(2, ENGLISH), (3, CHINESE), (3, ENGLISH)]
    filled = correct.set_promised(plan, 2)
    assert matrix_of(filled, matrix).rows == (1, 2)


def test_what_is_in_the_title_already_is_no_hole() -> None:
    plan = planned(file(1, 1, "zh-Hans"), file(2, 1, "en"), file(3, 2, "zh-Hans"))
    there = replace(plan, title_id=7, existing={"2:en:full": plan}, existing_episodes=frozenset({2}))  # type: ignore[dict-item]
    assert matrix_of(there).cell(2, ENGLISH).state is CellState.THERE


def test_a_file_of_several_episodes_stands_in_each_of_them() -> None:
    matrix = matrix_of(planned(file(1, 1, "zh-Hans", last_episode=3)))
    assert [matrix.cell(row, CHINESE).ids for row in (1, 2, 3)] == [(1,)] * 3
    assert matrix.cell(2, CHINESE).state is CellState.NOWHERE


CHANGES = st.lists(
    st.tuples(st.sampled_from(["episode", "language", "skip", "extra"]), st.integers(1, 12), st.sampled_from([None, 1, 2, 5])),
    max_size=6,
)


def whole(plan: ImportPlan) -> PlanMatrix:
    return matrix_of(plan)


@given(CHANGES)
def test_a_matrix_after_corrections_is_the_one_made_anew(changes: list[tuple[str, int, int | None]]) -> None:
    tags = ("zh-Hans", "en", "")
    plan = planned(*(file(at, 1 + at % 4, tags[at % 3]) for at in range(1, 13)))
    matrix = matrix_of(plan)
    for what, item_id, value in changes:
        if what == "episode":
            plan = correct.set_episode(plan, item_id, value)
        elif what == "language":
            plan = correct.set_language(plan, item_id, "en" if value else "th")
        elif what == "extra":
            plan = correct.set_extra(plan, item_id, ExtraKind.MUSIC if value else None)
        else:
            plan = correct.skip(plan, item_id, bool(value))
        before, matrix = matrix, matrix_of(plan, matrix)
        fresh = whole(plan)
        assert matrix == fresh
        places = {(row, column) for each in (before, fresh) for row in each.rows for column in each.columns}
        other = {place for place in places if before.cell(*place) != fresh.cell(*place)}
        assert other <= matrix.changed


def test_a_correction_of_one_file_changes_few_cells_of_many() -> None:
    plan = planned(*(file(at, 1 + at // 2, "en" if at % 2 else "zh-Hans") for at in range(400)))
    matrix = matrix_of(plan)
    after = matrix_of(correct.skip(plan, 11), matrix)
    assert after.changed == {(6, ENGLISH)}
