"""What a model that translates is asked: lines with numbers, what stands around them, and what is known of the title."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from crossreel.domain.engines.translating import Addressing, Block, LineLimits, Material, NearLine, Person, WantedLine
from crossreel.engines.chat import Question
from crossreel.engines.material import occurring
from crossreel.engines.sent_line import sent_line
from crossreel.kernel.paths import resource

WORDS = "translating.toml"


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return what a model is told."""
    return tomllib.loads(resource(WORDS).read_text("utf-8"))


def question_of(block: Block) -> Question:
    """Return what is asked for a block; its lines are numbered from 1 in their order.

    What stays the same from block to block stands first: servers charge less for a beginning that they have read before.
    """
    told = words()
    names = {"source": english_name(block.source_language), "target": english_name(block.language)}
    instructions = [told["instructions"].strip().format(**names), _limits(block.limits)]
    instructions += brief_lines(occurring(block))
    content = _listed(told["before"], map(_near, block.before))
    content += _listed(told["lines"], _numbered(block.lines))
    content += _listed(told["after"], map(_near, block.after))
    return Question(instructions="\n".join(filter(None, instructions)), content="\n".join(content))


def brief_lines(material: Material) -> list[str]:
    """Return what is known of a title as a model is told it."""
    told = words()
    lines = [
        told[name].format(text=text) for name, text in (("synopsis", material.synopsis), ("episode", material.episode)) if text
    ]
    lines += _listed(told["people"], map(_person, material.people))
    lines += _listed(told["addressing"], map(_addressing, material.addressing))
    lines += _listed(told["terms"], (f"- {each.source} = {each.rendering}{_remark(each.note)}" for each in material.terms))
    return lines


@lru_cache(maxsize=128)
def english_name(tag: str) -> str:
    """Return what a language is called in English, with its tag, which tells varieties apart."""
    import langcodes

    return f"{langcodes.get(tag).display_name('en')} [{tag}]"


def _limits(limits: LineLimits) -> str:
    if not (limits.lines and limits.line_length and limits.speed):
        return ""
    words_of: str = words()["limits"]
    return words_of.format(lines=limits.lines, line_length=limits.line_length, speed=f"{limits.speed:g}")


def _listed(heading: str, rows: Iterable[str]) -> list[str]:
    listed = list(rows)
    return ["", heading, *listed] if listed else []


def _person(person: Person) -> str:
    said = ", ".join(filter(None, (person.gender, person.register, person.manner)))
    name = " / ".join((person.name, *person.aliases))
    return f"- {name}{f' = {person.rendering}' if person.rendering else ''}{_remark(said)}"


def _addressing(each: Addressing) -> str:
    said = ", ".join(filter(None, (f"“{each.calls}”" if each.calls else "", each.form)))
    return f"- {each.who} → {each.to or '*'}: {said}"


def _near(line: NearLine) -> str:
    said = ": ".join(filter(None, (one_line(line.speaker), one_line(line.text))))
    return f"- {said}{f' => {one_line(line.rendering)}' if line.rendering else ''}"


def _numbered(lines: Sequence[WantedLine]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield from map(_near, line.between)
        yield _wanted(number, line)


def _wanted(number: int, line: WantedLine) -> str:
    told = words()
    remarks = (
        one_line(line.speaker),
        told["most"].format(most=line.most_characters) if line.most_characters else "",
        told["again"].format(refused="; ".join(map(one_line, line.refused))) if line.refused else "",
        told["wish"].format(wish=one_line(line.wish)) if line.wish else "",
    )
    said = ", ".join(filter(None, remarks)).replace("|", "/")
    return f"{number}{f' ({said})' if said else ''}| {sent_line(line.text).text}"


def _remark(said: str) -> str:
    return f" ({one_line(said)})" if said else ""


def one_line(text: str) -> str:
    """Return a text without its line breaks, which would look like another line."""
    return " ".join(text.split())
