"""The words of the queue: how risky a line is, why it is here, who made it."""

from collections.abc import Mapping

from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.review import SIGNALS, Reason, ReviewLine
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.ui.hub.draft_words import origin_words

HIGH, SOME = 0.5, 0.2


def risk_words(risk: float) -> str:
    """Return how risky a line is, as a word."""
    return _("high") if risk >= HIGH else _("some") if risk >= SOME else _("low")


def risk_token(risk: float) -> str:
    """Return the colour of a risk."""
    return "finding" if risk >= HIGH else "warning" if risk >= SOME else "text3"


def short_time(at_ms: int) -> str:
    """Return a time in the episode, to the tenth of a second."""
    return clock(at_ms, hours=False)[:-2]


def one_line(markup: str) -> str:
    """Return a text in one line, without its markup; it runs as its own letters do, whichever way the window does."""
    words = " ".join(plain_text(markup).split())
    return isolated(words)


def reason_words(reason: Reason) -> str:
    """Return a reason as a sentence."""
    return isolated(sentence(reason.code, reason.facts))


def reason_name(name: str, rules: Mapping[str, str]) -> str:
    """Return what a kind of reason is called; `rules` are the titles of QC rules, marked to be translated."""
    return sentence(f"review.signal.{name}") if name in SIGNALS else _(rules[name]) if name in rules else name


def made_by(line: ReviewLine, batch: DraftBatch | None) -> str:
    """Return who made a line, with what, and how sure it was."""
    model = batch.model if batch is not None else ""
    return origin_words(line.maker, model, line.confidence, is_vendor=batch is not None and batch.is_vendor)


def place_words(line: ReviewLine) -> str:
    """Return where a line is, for example for a list of what could not be saved."""
    return _("Episode {number}, {language}").format(
        number=numbers.number(line.episode), language=numbers.language_name(line.column)
    )
