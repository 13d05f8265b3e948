"""Any server that speaks the chat interface of OpenAI (`/v1/chat/completions`): a provider's, or one on this machine."""

from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.engines.block_translator import BlockTranslator
from crossreel.engines.engine import Engine, Opening
from crossreel.engines.server import Server
from crossreel.kernel.marks import N_


def open_server(opening: Opening) -> BlockTranslator:
    """Make it ready to be asked."""
    return BlockTranslator(Server(opening.setting.address, opening.key, opening.waits), opening.setting.model)


ENGINE = Engine(
    id="chat_server",
    title=N_("Translation server (OpenAI's chat interface)"),
    kind=EngineKind.TRANSLATING,
    where=Where.SERVER,
    open=open_server,
    wants_model=True,
)
