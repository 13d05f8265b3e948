"""TTML documents put together at random: times, regions, hidden elements, spans in spans, blanks."""

import random

from tests.unit.formats.ttml_inputs import HEAD

REGIONS = '<layout><region xml:id="a" tts:displayAlign="after"{}/><region xml:id="b"{}/></layout>'
HIDDEN = ' tts:display="none"'


def document_at_random(seed: int) -> str:
    """Return a document that its number decides. Every paragraph ends, and nothing in it stands in a sequence."""
    made = _Maker(random.Random(seed))
    regions = REGIONS.format(made.maybe(0.1, HIDDEN), made.maybe(0.1, f' begin="{made.number(0, 3)}s" end="{made.number(4, 9)}s"'))
    divisions = "".join(made.division() for _ in range(made.number(1, 2)))
    return f'{HEAD}xml:lang="en"><head>{regions}</head><body{made.maybe(0.1, HIDDEN)}>{divisions}</body></tt>'


class _Maker:
    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def number(self, low: int, high: int) -> int:
        return self._dice.randint(low, high)

    def maybe(self, share: float, text: str) -> str:
        return text if self._dice.random() < share else ""

    def division(self, depth: int = 0) -> str:
        inner = [
            self.division(depth + 1) if depth < 2 and self.maybe(0.15, "x") else self._paragraph() for _ in range(self.number(1, 3))
        ]
        end = self.maybe(0.2, f' end="{self.number(4, 14)}s"')
        return f"<div{end}{self.maybe(0.08, HIDDEN)}>{''.join(inner)}</div>"

    def _times(self, share: float) -> str:
        begin = self.maybe(share, f' begin="{self.number(0, 6)}s"')
        end = self.maybe(share, f' end="{self.number(3, 12)}s"')
        return begin + end + self.maybe(0.2, f' dur="{self.number(1, 6)}s"')

    def _paragraph(self) -> str:
        times = self._times(0.8)
        times += "" if "end=" in times else f' end="{self.number(5, 12)}s"'
        others = self.maybe(0.08, HIDDEN) + self.maybe(0.1, ' xml:space="preserve"')
        pieces = []
        for _ in range(self.number(1, 4)):
            which = self._dice.random()
            pieces.append(self._span(0) if which < 0.45 else self._small(which))
        return f'<p{times}{others} region="{self._dice.choice("ab")}">{"".join(pieces)}</p>'

    def _small(self, which: float) -> str:
        if which < 0.55:
            return "<br/>"
        return "<metadata><ttm:desc>no</ttm:desc></metadata>" if which < 0.6 else self._words()

    def _span(self, depth: int) -> str:
        pieces = []
        for _ in range(self.number(1, 3)):
            which = self._dice.random()
            pieces.append(self._span(depth + 1) if which < 0.25 and depth < 3 else "<br/>" if which < 0.35 else self._words())
        return f"<span{self.maybe(0.6, self._times(0.4))}{self.maybe(0.08, HIDDEN)}>{''.join(pieces)}</span>"

    def _words(self) -> str:
        before, after = (self._dice.choice(blanks) for blanks in ((" ", "", "  ", "\n "), (" ", "", " \n")))
        return f"{before}w{self.number(0, 59)}{after}"
