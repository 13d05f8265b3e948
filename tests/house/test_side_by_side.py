"""Whatever the pages of docs/adding-*.md let a newcomer add stands side by side in one copy, and nothing turns red."""

from tests.house import (
    test_adding_a_command,
    test_adding_a_format,
    test_adding_a_job,
    test_adding_a_panel,
    test_adding_a_rule,
    test_adding_an_engine,
    test_adding_an_entity,
    test_adding_to_deliveries,
)
from tests.house.copies import Copy

NEWCOMERS = (
    test_adding_a_format, test_adding_a_job, test_adding_a_rule, test_adding_to_deliveries, test_adding_a_command,
    test_adding_an_engine,
)  # fmt: skip


def test_nothing_turns_red(project: Copy) -> None:
    for newcomer in NEWCOMERS:
        newcomer.add(project)
    test_adding_a_panel.add_place(project)
    test_adding_a_panel.add_panel(project)
    test_adding_an_entity.add(project)
    tests = dict.fromkeys(test for newcomer in NEWCOMERS for test in newcomer.TESTS)
    project.must_pass("tests/house/test_rules.py", *tests, *test_adding_a_panel.TESTS)
    project.must_pass(*test_adding_an_entity.TESTS, "-k", test_adding_an_entity.NAMES)
