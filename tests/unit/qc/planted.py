"""The planted set of `tests/qc/planted`: natural lines of dialogue with one fault each, and clean ones that only look faulty.

A file a language. A case is a text, a pair of source and translation, a list of such pairs in order, or a mapping as in `cases`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from crossreel.qc.registry import all_rules
from crossreel.qc.runner import remarks, title_remarks
from tests.unit.qc.cases import FOLDER, Case, track_of, tracks_of

PLANTED = FOLDER / "planted"
STEP_MS, LENGTH_MS = 6000, 4800  # nobody speaks of times that nobody planted


@dataclass(frozen=True, slots=True)
class Planted:
    """One case: `kind` of its fault, "" of a clean one."""

    language: str
    kind: str
    given: Mapping[str, Any]

    @property
    def name(self) -> str:
        """By what a known miss is listed: language, kind and the translation."""
        shown = " / ".join(_texts(self.given)).replace("\n", " | ")
        return f"{self.language} {self.kind or 'clean'}: {shown}"

    @property
    def rules_that_may_speak(self) -> frozenset[str]:
        """Ids of the rules that find this kind."""
        return kinds()[self.kind] if self.kind else frozenset()


@dataclass(frozen=True, slots=True)
class Heard:
    """What all rules say of a case: kinds of remarks by rule."""

    case: Planted
    spoken: Mapping[str, list[str]]

    @property
    def found(self) -> bool:
        """Whether a rule of its kind speaks."""
        return not self.case.rules_that_may_speak.isdisjoint(self.spoken)

    @property
    def beside(self) -> dict[str, list[str]]:
        """What other rules say."""
        return {rule: said for rule, said in self.spoken.items() if rule not in self.case.rules_that_may_speak}


def heard(planted: Planted) -> Heard:
    """Run all rules over a case."""
    case = Case("", "", planted.language, bool(planted.kind), planted.given)
    tracks = tracks_of(case) if "episodes" in planted.given else [track_of(case)]
    spoken: dict[str, list[str]] = {}
    for rule in all_rules().rules:
        said = [remark for track in tracks for remark in remarks(track, rule)]
        said += [remark for _, remark in title_remarks(tracks, rule)]
        if said:
            spoken[rule.id] = [remark.kind for remark in said]
    return Heard(planted, spoken)


@lru_cache(maxsize=1)
def kinds() -> dict[str, frozenset[str]]:
    """Return by kind of fault the rules that find it."""
    return {kind: frozenset(rules) for kind, rules in tomllib.loads((PLANTED / "kinds.toml").read_text("utf-8")).items()}


def planted() -> Iterator[Planted]:
    """Yield every case of every language."""
    for path in sorted(PLANTED.glob("*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for kind, listed in [*data["faults"].items(), ("", data["clean"])]:
            for written in listed:
                yield Planted(data["language"], kind, _given(written))


def _given(written: Any) -> Mapping[str, Any]:
    if isinstance(written, str):
        written = {"text": written}
    if isinstance(written, list):
        written = {"pairs": written if isinstance(written[0], list) else [written]}
    if "text" in written:
        written = {"cues": [[0, LENGTH_MS, written["text"]]]}
    return {"measured": False, "step_ms": STEP_MS, "length_ms": LENGTH_MS, **written}


def _texts(given: Mapping[str, Any]) -> list[str]:
    if "episodes" in given:
        return ["title"]
    return [pair[-1] for pair in given["pairs"]] if "pairs" in given else [cue[2] for cue in given["cues"]]
