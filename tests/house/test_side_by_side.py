"""Whatever the pages of docs/adding-*.md let a newcomer add stands side by side in one copy, and nothing turns red.

Each page's module says which files of tests look at what it adds (`TESTS`), and which words are in the names of those tests
there that look at it (`NAMES`): those made of the new thing, and those that look at all things of its kind. The others are of
things that were there before, and stand in no newcomer's way.
"""

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
    test_adding_an_engine, test_adding_a_panel, test_adding_an_entity,
)  # fmt: skip


def test_nothing_turns_red(project: Copy) -> None:
    for newcomer in NEWCOMERS:
        newcomer.add(project)
    tests = dict.fromkeys(test for newcomer in NEWCOMERS for test in newcomer.TESTS)
    names = dict.fromkeys(name for newcomer in NEWCOMERS for name in newcomer.NAMES)
    project.must_pass("tests/house/test_rules.py", *tests, "-k", " or ".join(("test_rules", *names)))
