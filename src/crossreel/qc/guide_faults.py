"""What is wrong with the table of a style guide's file, each with its key; the lines are found by whoever has the text."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import Any

from crossreel.domain.errors import Fact
from crossreel.domain.quality.guide_file import GuideFault
from crossreel.domain.quality.style_guide import StyleGuide
from crossreel.domain.text.language import normalize_tag
from crossreel.language.counting import STRATEGIES
from crossreel.qc.conventions import KNOWN, convention_fault

DEFAULTS: dict[str, object] = {
    each.name: each.default for each in fields(StyleGuide) if each.name not in ("id", "language", "conventions", "sources")
}
TABLES = ("conventions", "sources")
HEAD = ("name", "fallback", "based_on", "buyer", "languages")
MAY_BE_ZERO = ("target_duration_ms", "sdh_speed_target", "sdh_speed_hard", "min_gap_frames", "snap_frames", "half_second_frames")
ORDERED = (
    ("line_target", "line_hard"), ("speed_target", "speed_hard"), ("sdh_speed_target", "sdh_speed_hard"),
    ("min_duration_ms", "max_duration_ms"), ("target_duration_ms", "max_duration_ms"), ("snap_frames", "half_second_frames"),
)  # fmt: skip
KINDS = {int: "qc.guide_fault.no_whole", float: "qc.guide_fault.no_number", str: "qc.guide_fault.no_text"}


def faults_of(data: Mapping[str, Any], merged: Mapping[str, Any], known_bases: Collection[str]) -> Iterator[GuideFault]:
    """Yield what is wrong with a set.

    Args:
        data: the file's own table.
        merged: the same with what it takes from the set it is based on.
        known_bases: ids of the sets it may be based on.
    """
    for key in data:
        if key not in HEAD:
            yield _fault("unknown", key, known=", ".join(HEAD))
    for key in ("name", "fallback", "based_on", "buyer"):
        if key in data and not isinstance(data[key], str):
            yield _fault("no_text", key)
    base = data.get("based_on")
    if isinstance(base, str) and base and base not in known_bases:
        yield _fault("no_base", "based_on", base=base, known=", ".join(sorted(known_bases)))
    languages = data.get("languages", {})
    if not isinstance(languages, Mapping):
        yield _fault("no_table", "languages")
        return
    for tag, table in languages.items():
        yield from _of_language(tag, table)
    everywhere = merged.get("languages", {})
    for tag, table in everywhere.items():
        if isinstance(table, Mapping) and tag in languages:
            yield from _of_order(tag, table, languages[tag])
    lacks_base = "based_on" in data and base not in known_bases
    if merged.get("fallback") not in everywhere and not lacks_base:
        yield _fault("no_fallback", "fallback", known=", ".join(everywhere))


def figure_fault(name: str, value: object) -> str:
    """Return the code of what is wrong with the value of a limit, "" for nothing."""
    known = DEFAULTS[name]
    wanted = (int, float) if isinstance(known, float) else type(known)
    if isinstance(value, bool) or not isinstance(value, wanted):
        return KINDS[type(known)]
    if name == "counting":
        return "" if value in STRATEGIES else "qc.guide_fault.no_counting"
    if isinstance(value, (int, float)) and (value < 0 or (value == 0 and name not in MAY_BE_ZERO)):
        return "qc.guide_fault.not_positive"
    return ""


def _of_language(tag: str, table: object) -> Iterator[GuideFault]:
    if normalize_tag(tag) != tag:
        yield _fault("no_language", f"languages.{tag}", tag=tag)
    if not isinstance(table, Mapping):
        yield _fault("no_table", f"languages.{tag}")
        return
    for name, value in table.items():
        key = f"languages.{tag}.{name}"
        if name in TABLES:
            if not isinstance(value, Mapping):
                yield _fault("no_table", key)
            elif name == "conventions":
                yield from _of_conventions(key, value)
        elif name not in DEFAULTS:
            yield _fault("unknown", key, known=", ".join(DEFAULTS))
        elif code := figure_fault(name, value):
            yield GuideFault(code=code, key=key, facts={"known": ", ".join(STRATEGIES)})


def _of_conventions(key: str, table: Mapping[str, Any]) -> Iterator[GuideFault]:
    for name, value in table.items():
        if kind := convention_fault(name, value):
            yield _fault(kind, f"{key}.{name}", known=", ".join(KNOWN[name].choices))


def _of_order(tag: str, table: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[GuideFault]:
    for low, high in ORDERED:
        less, more = (table.get(name, DEFAULTS[name]) for name in (low, high))
        numbers = all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in (less, more))
        if numbers and less > more > 0:
            written = low if low in own else high
            facts: dict[str, Fact] = {"low": low, "less": str(less), "high": high, "more": str(more)}
            yield GuideFault(code="qc.guide_fault.past", key=f"languages.{tag}.{written}", facts=facts)


def _fault(kind: str, key: str, **facts: Fact) -> GuideFault:
    return GuideFault(code=f"qc.guide_fault.{kind}", key=key, facts=facts)
