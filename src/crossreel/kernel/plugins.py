"""Finding plug-ins: one module in a folder, one descriptor in the module."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


class PluginError(Exception):
    """A plug-in module does not hold exactly one descriptor."""


def module_names(package: ModuleType) -> list[str]:
    """Return the full names of the modules in a plug-in folder, sorted."""
    return sorted(f"{package.__name__}.{found.name}" for found in pkgutil.iter_modules(package.__path__))


def folders(package: ModuleType) -> list[ModuleType]:
    """Import the folders that lie in a folder, sorted by name; modules beside them are passed over."""
    found = (each.name for each in pkgutil.iter_modules(package.__path__) if each.ispkg)
    return [importlib.import_module(f"{package.__name__}.{name}") for name in sorted(found)]


def descriptor(module: ModuleType, attribute: str, kind: type[T]) -> T:
    """Return the descriptor of a plug-in.

    Raises:
        PluginError: the module has none of that name and type.
    """
    found = getattr(module, attribute, None)
    if not isinstance(found, kind):
        raise PluginError(f"{module.__name__} has no {attribute} of type {kind.__name__}")
    return found


def discover(package: ModuleType, attribute: str, kind: type[T]) -> list[T]:
    """Import every module of a plug-in folder and return their descriptors, in module order.

    Raises:
        PluginError: a module has no descriptor of that name and type.
    """
    return [descriptor(importlib.import_module(name), attribute, kind) for name in module_names(package)]
