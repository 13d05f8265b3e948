"""Lists as people write them."""

from crossreel.domain.text.listed import words_of


def test_commas_of_any_script_part_words_and_each_counts_once() -> None:
    assert words_of(" a，b、 c،d;e；a,, ") == ("a", "b", "c", "d", "e")
    assert words_of("  ") == ()
