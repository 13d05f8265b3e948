"""What of a title's people, forms of address and terms occurs in some lines: only that is sent."""

from collections.abc import Iterable
from dataclasses import replace

from crossreel.domain.engines.translating import Block, Material, NearLine, Person
from crossreel.domain.text.inline import plain_text
from crossreel.language.counting import clean
from crossreel.language.expressions import has_expression


def occurring(block: Block) -> Material:
    """Return what is known of a title without the people, forms of address and terms that no line of a block speaks of.

    The lines before and after count: a person who was called by name a moment ago is "she" now.
    """
    near: tuple[NearLine, ...] = (*block.before, *(each for line in block.lines for each in line.between), *block.after)
    texts = [clean(plain_text(line.text)).replace("\n", " ") for line in block.lines] + [clean(line.text) for line in near]
    text = "\n".join(texts)
    speakers = ({line.speaker for line in block.lines} | {line.speaker for line in near}) - {""}
    material = block.material
    people = tuple(person for person in material.people if _is_there(person, text, speakers))
    there = {name for person in people for name in (person.name, *person.aliases)}
    return replace(
        material,
        people=people,
        addressing=tuple(each for each in material.addressing if each.who in there and (not each.to or each.to in there)),
        terms=tuple(term for term in material.terms if _occurs((term.source,), text)),
    )


def _is_there(person: Person, text: str, speakers: Iterable[str]) -> bool:
    names = (person.name, *person.aliases)
    return not set(names).isdisjoint(speakers) or _occurs(names, text)


def _occurs(names: Iterable[str], text: str) -> bool:
    return any(name and has_expression(name, text) for name in names)
