"""XML as a tree of plain values, written the same way every time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no room for."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its name as `prefix:Local`, its attributes, its text, and the elements in it."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: tuple["Node", ...] = ()


def node(name: str, /, *content: "str | Node | Iterable[Node | None] | None", **attributes: str) -> Node:
    """Return an element of texts, elements, runs of elements and (None) nothing, in this order; empty attributes are left out."""
    text = "".join(each for each in content if isinstance(each, str))
    children: list[Node] = []
    for each in content:
        if isinstance(each, Node):
            children.append(each)
        elif each is not None and not isinstance(each, str):
            children += [one for one in each if one is not None]
    kept = {key: value for key, value in attributes.items() if value}
    return Node(name, kept, text, tuple(children))


def maybe(name: str, text: str, /, **attributes: str) -> Node | None:
    """Return an element with a text, None without a text."""
    return node(name, text, **attributes) if text else None


def xml_bytes(root: Node, namespaces: Mapping[str, str]) -> bytes:
    """Return a document in UTF-8, indented, with its declaration.

    Args:
        root: its outermost element.
        namespaces: the address of each prefix; "" is that of names without one.
    """
    from lxml import etree

    element = _element(root, namespaces, declare=True)
    data: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


def _element(each: Node, namespaces: Mapping[str, str], *, declare: bool = False) -> "_Element":
    from lxml import etree

    declared: Any = {prefix or None: address for prefix, address in namespaces.items()} if declare else None
    element = etree.Element(_qualified(each.name, namespaces), nsmap=declared)
    for key, value in each.attributes.items():
        element.set(_qualified(key, namespaces) if ":" in key else key, UNWRITABLE.sub("", value))
    if each.text:
        element.text = UNWRITABLE.sub("", each.text)
    for child in each.children:
        element.append(_element(child, namespaces))
    return element


def _qualified(name: str, namespaces: Mapping[str, str]) -> str:
    prefix, _, local = name.rpartition(":")
    address = namespaces.get(prefix, "")
    return f"{{{address}}}{local}" if address else local
