"""Every planted fault is found, no other rule speaks of it, and every clean case is silent: but for what `known.toml` lists."""

import tomllib
from functools import lru_cache

from tests.unit.qc.planted import PLANTED, Heard, Planted, heard, kinds, planted

LEAST_FAULTS, LEAST_CLEAN, LEAST_LANGUAGES = 600, 400, 12


@lru_cache(maxsize=1)
def everything() -> list[Heard]:
    return [heard(case) for case in planted()]


def known(section: str) -> set[str]:
    """Names of a section of the list, each with a reason."""
    groups = tomllib.loads((PLANTED / "known.toml").read_text("utf-8")).get(section, [])
    assert all(group["reason"] for group in groups)
    listed = [name for group in groups for name in group["names"]]
    assert len(listed) == len(set(listed)), "listed twice"
    return set(listed)


def test_the_set_is_as_large_as_promised() -> None:
    cases = list(planted())
    faults = [case for case in cases if case.kind]
    assert len(faults) >= LEAST_FAULTS
    assert len(cases) - len(faults) >= LEAST_CLEAN
    assert len({case.language for case in faults}) >= LEAST_LANGUAGES
    assert {case.kind for case in faults} == set(kinds())


def test_no_case_stands_twice() -> None:
    names = [(case.name, str(case.given)) for case in planted()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_fault_is_found_but_the_known_misses() -> None:
    missed = {each.case.name for each in everything() if each.case.kind and not each.found}
    assert sorted(missed - known("missed")) == []


def test_a_miss_that_is_found_now_leaves_the_list() -> None:
    missed = {each.case.name for each in everything() if each.case.kind and not each.found}
    assert sorted(known("missed") - missed) == []


def test_clean_cases_are_silent() -> None:
    assert {each.case.name: each.spoken for each in everything() if not each.case.kind and each.spoken} == {}


def test_no_other_rule_speaks_of_a_fault() -> None:
    beside = {each.case.name for each in everything() if each.case.kind and each.beside}
    assert sorted(beside - known("beside")) == []


def test_a_case_is_named_by_what_it_says() -> None:
    case = Planted("en", "numbers", {"pairs": [["给你三天", "You have\nfive days."]]})
    assert case.name == "en numbers: You have | five days."
