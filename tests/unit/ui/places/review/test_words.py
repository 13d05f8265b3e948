"""What the queue says of a line: each kind of reason has a name for the filters."""

import pytest

from crossreel.domain.drafting.review import SIGNALS
from crossreel.i18n.sentences.reviewing import SENTENCES
from crossreel.ui.places.review.words import reason_name, risk_words


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_signal_of_drafts_has_a_name(signal: str) -> None:
    assert reason_name(signal, {}) == SENTENCES[f"review.signal.{signal}"]


def test_a_rule_has_its_title_and_an_unknown_reason_its_id() -> None:
    assert reason_name("numbers", {"numbers": "Numbers differ"}) == "Numbers differ"
    assert reason_name("gone_rule", {}) == "gone_rule"


def test_risk_is_told_in_three_words() -> None:
    assert [risk_words(risk) for risk in (0.9, 0.3, 0.05)] == ["high", "some", "low"]
