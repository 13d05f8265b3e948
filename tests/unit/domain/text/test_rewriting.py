"""Words change, tags stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.pattern import pattern
from crossreel.domain.text.rewriting import cut, join, rewrite
from crossreel.i18n.messages import sentence
from tests.strategies import markup


@pytest.mark.parametrize(
    ("before", "what", "by", "after"),
    [
        ("a<i>b</i>cd", "bc", "X", "a<i>X</i>d"),
        ("<b>bc</b>d", "bc", "", "d"),
        ("x<i>bc</i>bc", "bc", "Q", "x<i>Q</i>Q"),
        ("ab &amp; c", "&", "<", "ab &lt; c"),
        ("plain", "i", "<i>", "pla&lt;i&gt;n"),
        ("Heir heir", "HEIR", "Erbe", "Erbe Erbe"),
        ("<ruby>汉<rt>han</rt></ruby>字", "汉", "漢", "<ruby>漢<rt>han</rt></ruby>字"),
    ],
)
def test_replaced_words_take_the_style_of_what_they_replace(before: str, what: str, by: str, after: str) -> None:
    assert rewrite(before, pattern(what), by, template=False) == after


def test_groups_case_and_whole_words() -> None:
    swap = pattern(r"(\w+) (\w+)", expression=True)
    assert rewrite("<i>one</i> two", swap, r"\2 \1", template=True) == "<i>two one</i>"
    assert rewrite("cat Cat concat", pattern("cat", match_case=True), "dog", template=False) == "dog Cat condog"
    assert rewrite("cat Cat concat", pattern("cat", whole_word=True), "dog", template=False) == "dog dog concat"
    assert rewrite("café cafe", pattern("caf", whole_word=True), "x", template=False) == "café cafe"
    assert rewrite("ab", pattern("^|$", expression=True), "-", template=True) == "-ab-"


@pytest.mark.parametrize(("what", "code"), [("", "nothing_to_find"), ("(", "bad_pattern"), ("a{99999999999}", "heavy_pattern")])
def test_faulty_patterns_are_bad_input(what: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        pattern(what, expression=True)
    assert caught.value.code == f"editing.{code}"


@pytest.mark.parametrize("by", [r"\2", r"\g<name>", "\\"])
def test_a_group_that_does_not_exist_is_bad_input(by: str) -> None:
    with pytest.raises(BadInput, match=r"editing\.bad_replacement"):
        rewrite("ab", pattern("a", expression=True), by, template=True)


@given(markup(), st.text(alphabet="ab你 <&", min_size=1, max_size=2), st.text(alphabet="ab你<&\n", max_size=3))
def test_replacing_in_markup_is_replacing_in_its_plain_text(text: str, what: str, by: str) -> None:
    changed = rewrite(text, pattern(what, match_case=True), by, template=False)
    assert plain_text(changed) == plain_text(text).replace(what, by)


@given(markup(), st.integers(-1, 20))
def test_a_cut_loses_only_blanks(text: str, offset: int) -> None:
    left, right = cut(text, offset)
    assert "".join((plain_text(left) + plain_text(right)).split()) == "".join(plain_text(text).split())
    assert plain_text(left) == plain_text(left).rstrip()
    assert plain_text(right) == plain_text(right).lstrip()


def test_a_cut_keeps_the_tags_and_tears_no_ruby() -> None:
    assert cut("<i>hello world</i>", 5) == ("<i>hello</i>", "<i>world</i>")
    assert cut("<ruby>汉字<rt>hanzi</rt></ruby>好", 1) == ("<ruby>汉字<rt>hanzi</rt></ruby>", "好")


def test_blank_texts_leave_no_line() -> None:
    assert join(["a", "", "<i> </i>", "b"]) == "a\nb"


SLOW = (r"(a|aa)+$", r"(?:a|aa)+\d")


@pytest.mark.parametrize("what", SLOW)
def test_a_search_that_would_never_end_is_given_up(what: str) -> None:
    looked_for = pattern(what, expression=True, limit_s=0.1)
    for text in ("a" * 200 + "c", "a"):  # the time is that of all searches together
        with pytest.raises(BadInput) as caught:
            looked_for.spans(text)
        assert (caught.value.code, caught.value.facts) == ("editing.slow_pattern", {"pattern": what, "seconds": 0.1})
    with pytest.raises(BadInput):
        rewrite("a", looked_for, "b", template=True)
    with pytest.raises(BadInput):
        looked_for.fresh(1.0).spans("a")


@pytest.mark.parametrize("what", ["(?R)", r"(a(?1)?)+b", "(?P<x>a(?&x)?)", "(?P<x>a(?P>x)?)", "((((a{99}){99}){99}){99})"])
def test_expressions_that_would_eat_the_memory_are_refused(what: str) -> None:
    with pytest.raises(BadInput, match=r"editing\.heavy_pattern"):
        pattern(what, expression=True)
    assert pattern(what).spans(f"x{what}") == [(1, 1 + len(what))]


def test_ordinary_expressions_are_no_heavy_ones() -> None:
    assert pattern(r"\(?R\)?", expression=True).spans("R (R) R")
    assert pattern(r"\d{2}:\d{2}:\d{2},\d{3}", expression=True).spans("at 00:00:01,000") == [(3, 15)]
    assert pattern(r"(\w+\s?)+!", expression=True).spans("the quick brown fox jumps over the lazy dog again and again") == []


def test_what_is_far_too_long_to_look_for_is_refused() -> None:
    with pytest.raises(BadInput, match=r"editing\.long_pattern"):
        pattern("a" * 1001)


@given(st.text(alphabet=r"ab\1d()[]{}*+?|^$.-,<>=!:P&R", max_size=12), st.text(alphabet=r"\12g<n>ab", max_size=6))
def test_whatever_is_typed_is_searched_or_refused_with_a_sentence(what: str, by: str) -> None:
    try:
        rewrite("ab aabb 11", pattern(what, expression=True, limit_s=0.2), by, template=True)
    except BadInput as error:
        assert sentence(error.code, error.facts)
