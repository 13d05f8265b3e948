"""Lines whose surface says otherwise than their source, in what the two languages agree on elsewhere in the title."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crossreel.domain.drafting.review import DENIAL, FORMAL, PERSON, QUESTION, SENTENCES, Reason, ReviewLine, RiskWeights
from crossreel.domain.text.inline import plain_text
from crossreel.language.line_signs import SignWords, asks, denies, is_formal, sentences, speaks_of, words_of
from crossreel.services.files.review_weights import sign_words

Told = tuple[int, Reason]


@dataclass(frozen=True, slots=True)
class _Pair:
    cue_id: int
    source: str
    text: str


def by_signs(lines: Sequence[ReviewLine], source_language: str, language: str, weights: RiskWeights) -> dict[int, list[Reason]]:
    """Return, by cue, in what lines of a column say otherwise than their source, weighed by how well all lines agree in it."""
    pairs = [_Pair(line.cue_id, plain_text(line.source), plain_text(line.text)) for line in lines]
    pairs = [pair for pair in pairs if pair.source.strip() and pair.text.strip()]
    source, target = words_of(sign_words(), source_language), words_of(sign_words(), language)
    found: dict[int, list[Reason]] = {}
    for told in (
        _either(pairs, asks, source, target, QUESTION, weights),
        _either(pairs, denies, source, target, DENIAL, weights),
        _either(pairs, is_formal, source, target, FORMAL, weights) if source.formal and target.formal else (),
        _sentences(pairs, weights),
        _persons(pairs, source, target, weights),
    ):
        for cue_id, reason in told:
            found.setdefault(cue_id, []).append(reason)
    return found


def _either(
    pairs: Sequence[_Pair], sign: Callable[[str, SignWords], bool], source: SignWords, target: SignWords, name: str,
    weights: RiskWeights,
) -> Iterator[Told]:  # fmt: skip
    """Give the lines where one side shows a sign and the other does not, each way by how rarely that is so."""
    shown = [(pair, sign(pair.source, source), sign(pair.text, target)) for pair in pairs]
    for here, code in ((True, "lost"), (False, "added")):
        same = [there for _, showing, there in shown if showing is here]
        agreement = sum(there is here for there in same) / len(same) if len(same) >= weights.least_agreeing else 0.0
        if agreement < weights.least_agreement:
            continue
        reason = Reason(name=name, code=f"review.{name}_{code}", weight=weights.others[name] * agreement)
        yield from ((pair.cue_id, reason) for pair, showing, there in shown if showing is here is not there)


def _sentences(pairs: Sequence[_Pair], weights: RiskWeights) -> Iterator[Told]:
    several = [(pair, sentences(pair.source), sentences(pair.text)) for pair in pairs if sentences(pair.source) > 1]
    if len(several) < weights.least_agreeing:
        return
    agreement = sum(there >= here for _, here, there in several) / len(several)
    if agreement >= weights.least_agreement:
        reason = Reason(name=SENTENCES, code="review.fewer_sentences", weight=weights.others[SENTENCES] * agreement)
        yield from ((pair.cue_id, reason) for pair, here, there in several if there < here)


def _persons(pairs: Sequence[_Pair], source: SignWords, target: SignWords, weights: RiskWeights) -> Iterator[Told]:
    spoken = [(pair, speaks_of(pair.source, source), speaks_of(pair.text, target)) for pair in pairs]
    both = [(pair, here, there) for pair, here, there in spoken if here and there]
    if len(both) < weights.least_agreeing:
        return
    agreement = sum(here == there for _, here, there in both) / len(both)
    if agreement >= weights.least_agreement:
        for pair, here, there in both:
            if here != there:
                code = f"review.person_{there}"
                yield pair.cue_id, Reason(name=PERSON, code=code, weight=weights.others[PERSON] * agreement)
