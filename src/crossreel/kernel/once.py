"""A part of an object that is made when it is first asked for, once, whichever thread asks."""

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """Makes a method a value: computed at the first reading, kept in the instance, computed by one thread only.

    `functools.cached_property` of Python 3.12 and later has no lock: two threads would make two.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._lock = RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "once[T]": ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> "T | once[T]":
        if instance is None:
            return self
        with self._lock:
            made = instance.__dict__
            if self._name not in made:
                made[self._name] = self._make(instance)
            return made[self._name]  # type: ignore[no-any-return]
