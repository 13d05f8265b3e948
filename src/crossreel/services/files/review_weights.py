"""How likely a drafted line is wrong by what speaks against it, as `resources/review.toml` says it."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from crossreel.domain.drafting.review import RiskWeights
from crossreel.kernel.paths import resource
from crossreel.language.line_signs import SignWords


@lru_cache(maxsize=1)
def sign_words() -> Mapping[str, SignWords]:
    """Return by language the words by which lines ask, deny and speak of somebody, read once."""
    told = tomllib.loads(resource("review.toml").read_text(encoding="utf-8"))["signs"]["words"]
    return {language: SignWords(**words) for language, words in told.items()}


@lru_cache(maxsize=1)
def review_weights() -> RiskWeights:
    """Return the weights that come with the program, read once."""
    told = tomllib.loads(resource("review.toml").read_text(encoding="utf-8"))
    length = told["length"]
    return RiskWeights(
        rules={rule: hundredths / 100 for rule, hundredths in told["rules"].items()},
        others={name: hundredths / 100 for name, hundredths in told["reasons"].items()},
        sure=told["confidence"]["sure"],
        outlier=length["outlier"],
        begins=length["begins"],
        least_agreement=told["signs"]["least_agreement"] / 100,
        least_agreeing=told["signs"]["least_lines"],
        least_lines=length["least_lines"],
        least_letters=length["least_letters"],
    )
