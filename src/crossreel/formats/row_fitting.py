"""Rows of a fixed number of places, for screens that have them: long lines are broken at blanks, and nothing is ever cut.

Where a change of look takes a place of its own, as in Teletext and CEA-608, it takes that of the blank before a word.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.errors import BadInput, Fact
from crossreel.domain.text.inline import Span, canonical, parse, plain_text, render
from crossreel.formats.notices import Notices

Word = list[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the rows of a format hold.

    Attributes:
        format: what people call the format.
        columns: places of a row.
        rows: the most rows of one subtitle.
        look: gives a span in the look that the format has for it, behind the span before it (None at the begin of a row).
        blank: gives the look of the blank between two spans of another look each.
        spaced: whether a change of look takes the place of a blank, so that none is possible within a word.
        first: places that the look of a row's first word takes, where it is not the plain one.
    """

    format: str
    columns: int
    rows: int
    look: Callable[[Span, Span | None], Span]
    blank: Callable[[Span, Span], Span]
    spaced: bool = True
    first: int = 0


def fitted_rows(markup: str, screen: Screen, notices: Notices) -> str:
    """Return a text in rows that a screen has room for.

    Raises:
        BadInput: a word is longer than a row, or there are more rows than the screen has.
    """
    if "<" not in markup and "  " not in markup:
        plain = markup.split("\n")
        if len(plain) <= screen.rows and all(line and len(line) <= screen.columns and line == line.strip(" ") for line in plain):
            return markup
    rows: list[list[Word]] = []
    lines = list(_lines(markup, screen, notices))
    for words in lines:
        rows += _broken(words, screen, markup)
    if len(rows) > screen.rows:
        facts: dict[str, Fact] = {"rows": len(rows), "most": screen.rows, "columns": screen.columns}
        raise BadInput("format.too_many_rows", format=screen.format, text=plain_text(markup)[:80], **facts)
    if len(rows) > len(lines):
        notices.add("format.wrapped", columns=screen.columns, text=plain_text(markup)[:80])
    return canonical(render(list(_joined(rows, screen))))


def _lines(markup: str, screen: Screen, notices: Notices) -> Iterator[list[Word]]:
    """Give the words of each line that has any."""
    words: list[Word] = [[]]
    for span in parse(markup):
        for at, line in enumerate(span.text.split("\n")):
            if at:
                if found := [word for word in words if word]:
                    yield _one_look_each(found, notices) if screen.spaced else found
                words = [[]]
            for number, part in enumerate(line.split(" ")):
                if number:
                    words.append([])
                if part:
                    words[-1].append(replace(span, text=part))
    if found := [word for word in words if word]:
        yield _one_look_each(found, notices) if screen.spaced else found


def _one_look_each(words: list[Word], notices: Notices) -> list[Word]:
    found = [[replace(max(word, key=lambda span: len(span.text)), text="".join([span.text for span in word]))] for word in words]
    if any(_look(span) != _look(word[0]) for word in words for span in word[1:]):
        notices.add("loses.look_in_word", text=" ".join([word[0].text for word in found])[:80])
    return found


def _look(span: Span) -> tuple[str, bool, bool, bool]:
    return span.colour, span.italic, span.bold, span.underline


def _broken(words: list[Word], screen: Screen, markup: str) -> list[list[Word]]:
    """Return the words of a line in as few rows as they need, as even as they go."""
    sizes = [sum(len(span.text) for span in word) for word in words]
    firsts = [screen.first if screen.first and any(_look(screen.look(word[0], None))) else 0 for word in words]
    widest = max(size + first for size, first in zip(sizes, firsts, strict=True))
    if widest > screen.columns:
        long = next(word for word, size, first in zip(words, sizes, firsts, strict=True) if size + first == widest)
        facts: dict[str, Fact] = {"word": "".join([span.text for span in long])[:80], "columns": screen.columns}
        raise BadInput("format.long_word", format=screen.format, text=plain_text(markup)[:80], **facts)
    ends = _ends(sizes, firsts, screen.columns)
    if len(ends) > 1:
        widths = range(widest, screen.columns + 1)
        narrow = widths[bisect_left(widths, True, key=lambda width: len(_ends(sizes, firsts, width)) <= len(ends))]
        ends = _ends(sizes, firsts, narrow)
    return [words[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def _ends(sizes: Sequence[int], firsts: Sequence[int], width: int) -> list[int]:
    """Return behind which words rows end that are filled one after the other."""
    ends: list[int] = []
    taken = firsts[0] - 1
    for at, size in enumerate(sizes):
        if at and taken + 1 + size > width:
            ends.append(at)
            taken = firsts[at] - 1
        taken += 1 + size
    return [*ends, len(sizes)]


def _joined(rows: list[list[Word]], screen: Screen) -> Iterator[Span]:
    """Give the spans of rows in the looks that the screen has."""
    for at, row in enumerate(rows):
        if at:
            yield Span(text="\n")
        before: Span | None = None
        for word in row:
            first = screen.look(word[0], before)
            if before is not None:
                yield replace(screen.blank(before, first), text=" ")
            for span in word:
                before = screen.look(span, before)
                yield before
