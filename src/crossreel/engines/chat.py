"""Asking a server that answers texts: the chat interface that OpenAI began and most servers speak."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crossreel.domain.engines.translating import Usage
from crossreel.domain.errors import BadInput
from crossreel.engines.server import Check, Server
from crossreel.engines.tokens import estimated_tokens

PATH = "chat/completions"
CUT_OFF = "length"
TOKENS_OF_FRAME = 8
LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: what the model is told to do, and what with."""

    instructions: str
    content: str

    def estimated_tokens(self) -> int:
        """Return how many tokens it has, roughly."""
        return estimated_tokens(self.instructions) + estimated_tokens(self.content) + TOKENS_OF_FRAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. `is_cut` says that the server stopped in the middle, `model` which one it says it was."""

    text: str
    usage: Usage
    is_cut: bool = False
    model: str = ""


def ask(server: Server, model: str, question: Question, check: Check) -> Answer:
    """Put a question to a model and return its answer.

    Raises:
        CrossreelError: as `Server.ask` says; BadInput too where what came is no answer of that interface.
    """
    messages = [{"role": "system", "content": question.instructions}, {"role": "user", "content": question.content}]
    read = server.ask(PATH, check, json={"model": model, "messages": messages})
    choice = _first(read.get("choices"))
    message = choice.get("message")
    text = _text(message.get("content") if isinstance(message, dict) else None)
    if text is None:
        raise BadInput("engines.no_answer", address=server.address, said=str(read)[:200])
    return Answer(
        text=text,
        usage=_usage(read.get("usage"), question, text),
        is_cut=choice.get("finish_reason") == CUT_OFF,
        model=read["model"] if isinstance(read.get("model"), str) else "",
    )


def _first(choices: object) -> dict[str, Any]:
    return choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}


def _text(content: object) -> str | None:
    """Return the text of a message: a string, or a list of parts as some servers write it. Half characters become U+FFFD."""
    if isinstance(content, list):
        parts: Sequence[object] = [part.get("text") if isinstance(part, dict) else None for part in content]
        content = "".join(part for part in parts if isinstance(part, str))
    return LONE.sub("\ufffd", content) if isinstance(content, str) else None


def _usage(told: object, question: Question, text: str) -> Usage:
    sent = told.get("prompt_tokens") if isinstance(told, dict) else None
    received = told.get("completion_tokens") if isinstance(told, dict) else None
    if isinstance(sent, int) and isinstance(received, int) and sent >= 0 and received >= 0:
        return Usage(requests=1, sent_tokens=sent, received_tokens=received)
    return Usage(requests=1, sent_tokens=question.estimated_tokens(), received_tokens=estimated_tokens(text), is_counted=False)
