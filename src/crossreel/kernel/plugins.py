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


def discover(package: ModuleType, attribute: str, kind: type[T]) -> list[T]:
    """Import every module of a plug-in folder and return their descriptors, in module order.

    Raises:
        PluginError: a module has no descriptor of that name and type.
    """
    found: list[T] = []
    for name in module_names(package):
        descriptor = getattr(importlib.import_module(name), attribute, None)
        if not isinstance(descriptor, kind):
            raise PluginError(f"{name} has no {attribute} of type {kind.__name__}")
        found.append(descriptor)
    return found
