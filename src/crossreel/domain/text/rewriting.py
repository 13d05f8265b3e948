"""Changing the words of inline markup and keeping its tags: cutting, joining, finding and replacing."""

from collections.abc import Iterable
from dataclasses import replace

from crossreel.domain.text.inline import Span, canonical, parse, plain_text, render
from crossreel.domain.text.pattern import Pattern


def cut(markup: str, offset: int) -> tuple[str, str]:
    """Cut markup at an offset in its plain text, each half with its tags and without blanks at the cut.

    Characters with a reading over them are not torn apart: they stay in the left half.
    """
    left: list[Span] = []
    right: list[Span] = []
    at = 0
    for span in parse(markup):
        inside = offset - at
        at += len(span.text)
        if inside <= 0:
            right.append(span)
        elif inside >= len(span.text) or span.reading:
            left.append(span)
        else:
            left.append(replace(span, text=span.text[:inside]))
            right.append(replace(span, text=span.text[inside:]))
    return _stripped(left, at_end=True), _stripped(right, at_end=False)


def join(texts: Iterable[str]) -> str:
    """Put texts under each other; blank ones leave no line."""
    return "\n".join(text for text in texts if plain_text(text).strip())


def rewrite(markup: str, what: Pattern, by: str, *, template: bool) -> str:
    r"""Replace every match in the plain text; the new words take the style of the first character they replace.

    Args:
        markup: inline markup.
        what: what to look for.
        by: the new words.
        template: whether `\1` and `\g<name>` in `by` stand for groups of the match.

    Raises:
        BadInput: `by` names a group that `what` does not have, or the search takes too long.
    """
    text = plain_text(markup)
    changes = what.changes(text, by, template=template)
    if all(text[start:end] == new for start, end, new in changes):
        return markup
    return canonical(render(_respanned(parse(markup) or [Span(text="")], changes)))


def _respanned(spans: list[Span], changes: list[tuple[int, int, str]]) -> list[Span]:
    length = sum(len(span.text) for span in spans)
    rewritten: list[Span] = []
    at = 0
    for span in spans:
        stop = at + len(span.text)
        rewritten.append(replace(span, text=_spliced(span.text, changes, at, stop, stop == length)))
        at = stop
    return [span for span in rewritten if span.text]


def _spliced(text: str, changes: list[tuple[int, int, str]], first: int, stop: int, is_last: bool) -> str:
    """Apply to the piece `text`, which stands from `first` to `stop`, its share of the changes."""
    out: list[str] = []
    at = first
    for start, end, new in changes:
        begins_here = first <= start < stop or (is_last and start == stop)
        if begins_here:
            out += [text[at - first : start - first], new]
        if begins_here or start < first < end:
            at = max(at, min(end, stop))
    return "".join(out) + text[at - first :]


def _stripped(spans: list[Span], *, at_end: bool) -> str:
    kept = list(spans)
    index = -1 if at_end else 0
    while kept:
        text = kept[index].text.rstrip() if at_end else kept[index].text.lstrip()
        if text:
            kept[index] = replace(kept[index], text=text)
            break
        kept.pop(index)
    return canonical(render(kept))


def word_break(text: str, share: float) -> int:
    """Return the word break nearest to a share of a plain text, or the middle where words are not spaced."""
    wanted = round(len(text) * share)
    breaks = [at + 1 for at, letter in enumerate(text) if letter.isspace() and 0 < at + 1 < len(text)]
    return min(breaks, key=lambda at: abs(at - wanted)) if breaks else max(1, min(wanted, len(text) - 1)) if len(text) > 1 else 0
