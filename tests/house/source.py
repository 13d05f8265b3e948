"""The source as the rules of the house read it: each file once, for all of them."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "crossreel"


@cache
def parsed(path: Path) -> ast.Module:
    """Return what a file says."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Walk through a file."""
    return tuple(ast.walk(parsed(path)))
