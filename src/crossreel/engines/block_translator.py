"""A block put to a model: asked again where its numbering is wrong, then split, until each line has a translation that holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crossreel.domain.engines.translating import Block, BroughtName, NearLine, Rendering, Translated, Unrendered, Usage, WantedLine
from crossreel.domain.errors import Cancelled, CrossreelError, Told
from crossreel.domain.text.inline import plain_text
from crossreel.engines.answer_checks import what_is_wrong
from crossreel.engines.bare_text import bare
from crossreel.engines.chat import ask
from crossreel.engines.numbered_answer import NumberedAnswer, read_answer
from crossreel.engines.question import question_of
from crossreel.engines.sent_line import BreakLost, MarkupLost, sent_line
from crossreel.engines.server import Check, Server
from crossreel.engines.tokens import OUT_OF_IN, estimated_tokens

ASKED_TWICE = 2
MOST_QUESTIONS = 24
NEAR = 4
TOKENS_OF_NUMBER = 3


@dataclass(slots=True)
class _Work:
    """What is known of a block while it is being asked for."""

    block: Block
    found: dict[int, str] = field(default_factory=dict)
    wrong: dict[int, Told] = field(default_factory=dict)
    names: dict[str, BroughtName] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    model: str = ""


class BlockTranslator:
    """Asks one model of one server. It keeps nothing from block to block, and may be asked from several threads.

    Args:
        server: which is asked.
        model: what the server calls the model.
    """

    def __init__(self, server: Server, model: str) -> None:
        self._server, self._model = server, model

    def estimate(self, block: Block) -> Usage:
        """Return what a block will use, roughly, if its first answer holds."""
        received = sum(TOKENS_OF_NUMBER + round(OUT_OF_IN * estimated_tokens(plain_text(line.text))) for line in block.lines)
        return Usage(requests=1, sent_tokens=question_of(block).estimated_tokens(), received_tokens=received, is_counted=False)

    def translate(self, block: Block, check: Check) -> Translated:
        """Return the translations of a block that hold.

        A failure of the server, or a cancel, after something was answered ends the work and loses nothing: the lines that are left
        are told with the reason.

        Args:
            block: what is wanted.
            check: asked several times a second; stops everything by raising.

        Raises:
            CrossreelError: nothing at all could be had from the server; says why.
            Cancelled: the user cancelled before anything was answered.
        """
        work = _Work(block)
        waiting = [(tuple(block.lines), 1)] if block.lines else []
        while waiting:
            lines, turn = waiting.pop(0)
            if work.usage.requests >= MOST_QUESTIONS:
                work.wrong |= {line.id: work.wrong.get(line.id, Told("engines.asked_enough", {})) for line in lines}
                continue
            try:
                waiting = [*self._asked(work, lines, turn, check), *waiting]
            except (CrossreelError, Cancelled) as error:
                if not work.usage.requests:
                    raise
                why = Told(error.code, error.facts) if isinstance(error, CrossreelError) else Told("engines.cancelled", {})
                left = (*lines, *(line for more, _turn in waiting for line in more))
                work.wrong |= {line.id: why for line in left}
                break
        return _told(work)

    def _asked(
        self, work: _Work, lines: tuple[WantedLine, ...], turn: int, check: Check
    ) -> list[tuple[tuple[WantedLine, ...], int]]:
        """Ask for lines; return those to ask for next, in parts, each with how often it was asked for."""
        asked = _around(work, lines)
        answer = ask(self._server, self._model, question_of(asked), check)
        work.usage += answer.usage
        work.model = answer.model or self._model
        read = read_answer(answer.text, len(lines))
        if read.is_numbered(len(lines)) and not answer.is_cut:
            refused = _kept(work, lines, read)
            _keep_names(work, read)
            return _next(refused, turn if len(refused) == len(lines) else 0)
        if answer.is_cut and read.is_beginning(len(lines)) and len(read.texts) > 1:
            whole = len(read.texts) - 1
            read.texts.pop(whole + 1)
            refused = _kept(work, lines[:whole], read)
            return [*_next(refused, 0), *_halves(lines[whole:])]
        work.wrong |= {line.id: Told("engines.wrong_numbers", {"wanted": len(lines), "found": len(read.texts)}) for line in lines}
        if turn >= ASKED_TWICE and not read.texts:
            return []
        return _halves(lines) if answer.is_cut and len(lines) > 1 else _next(lines, turn)


def _kept(work: _Work, lines: Sequence[WantedLine], read: NumberedAnswer) -> tuple[WantedLine, ...]:
    """Keep the lines of an answer that hold; return the others."""
    refused = []
    for number, line in enumerate(lines, 1):
        made = _checked(work.block, line, read.texts[number]) if number not in read.doubtful else Told("engines.two_texts", {})
        if isinstance(made, str):
            work.found[line.id] = made
            work.wrong.pop(line.id, None)
        else:
            work.wrong[line.id] = made
            refused.append(line)
    return tuple(refused)


def _checked(block: Block, line: WantedLine, said: str) -> str | Told:
    """Return the translation that an answer holds, or what is wrong with it."""
    try:
        text = sent_line(line.text).restored(bare(said, plain_text(line.text), _called(block, line.speaker)))
    except MarkupLost:
        return Told("engines.markup_lost", {"text": said})
    except BreakLost:
        return Told("engines.break_lost", {"text": said})
    return what_is_wrong(line.text, text, block.source_language, block.language) or text


def _called(block: Block, speaker: str) -> tuple[str, ...]:
    """Return what whoever speaks is called in either language."""
    known = (person for person in block.material.people if speaker in (person.name, *person.aliases))
    return tuple(filter(None, (speaker, *(person.rendering for person in known)))) if speaker else ()


def _keep_names(work: _Work, read: NumberedAnswer) -> None:
    """Keep the names that an answer brought and nobody gave: those that stand in the source, and their renderings in the answer."""
    material = work.block.material
    known = {term.source for term in material.terms}
    known |= {name for person in material.people if person.rendering for name in (person.name, *person.aliases)}
    sources = "\n".join(plain_text(line.text) for line in work.block.lines)
    made = "\n".join(plain_text(text) for text in work.found.values()).casefold()
    for source, rendering, is_person in read.names:
        if source not in known and source in sources and rendering.casefold() in made:
            work.names.setdefault(source, BroughtName(source=source, rendering=rendering, is_person=is_person))


def _next(lines: tuple[WantedLine, ...], turn: int) -> list[tuple[tuple[WantedLine, ...], int]]:
    """Return what to ask for next: the same again, then halves of it; a single line is asked for twice."""
    if not lines:
        return []
    if turn < ASKED_TWICE:
        return [(lines, turn + 1)]
    return _halves(lines) if len(lines) > 1 else []


def _halves(lines: tuple[WantedLine, ...]) -> list[tuple[tuple[WantedLine, ...], int]]:
    middle = (len(lines) + 1) // 2
    return [(part, 1) for part in (lines[:middle], lines[middle:]) if part]


def _around(work: _Work, lines: tuple[WantedLine, ...]) -> Block:
    """Return some lines of a block as a block, with those around them, and what is known of these already."""
    block = work.block
    if lines == block.lines:
        return block
    places = [place for place, line in enumerate(block.lines) if line in lines]
    wanted = set(lines)

    def near(some: Sequence[WantedLine]) -> tuple[NearLine, ...]:
        return tuple(
            NearLine(text=plain_text(line.text), speaker=line.speaker, rendering=plain_text(work.found.get(line.id, "")))
            for line in some
            if line not in wanted
        )

    before = (*block.before, *near(block.lines[: places[-1]]))[-NEAR - len(block.before) :]
    after = (*near(block.lines[places[-1] + 1 :]), *block.after)[: NEAR + len(block.after)]
    return replace(block, lines=lines, before=before, after=after)


def _told(work: _Work) -> Translated:
    lines = work.block.lines
    return Translated(
        renderings=tuple(Rendering(id=line.id, text=work.found[line.id]) for line in lines if line.id in work.found),
        unrendered=tuple(Unrendered(id=line.id, reason=work.wrong[line.id]) for line in lines if line.id not in work.found),
        names=tuple(work.names.values()),
        usage=work.usage,
        model=work.model,
    )
