"""What an engine is given and what it gives goes to another process and back, with everything in it."""

import pickle

from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.domain.engines.translating import Block, Rendering, Translated, Unrendered, Usage, WantedLine
from crossreel.domain.errors import Told
from crossreel.engines.engine import Opening


def test_values_travel() -> None:
    opening = Opening(setting=EngineSetting(name="a", engine_id="chat_server", price=Price(input_micros=1)), key="k")
    block = Block(source_language="zh-Hans", language="en", lines=(WantedLine(id=1, text="停"),))
    made = Translated(
        renderings=(Rendering(id=1, text="Stop"),),
        unrendered=(Unrendered(id=2, reason=Told("a", {"b": 1})),),
        usage=Usage(requests=1),
    )
    for value in (opening, block, made):
        assert pickle.loads(pickle.dumps(value)) == value
