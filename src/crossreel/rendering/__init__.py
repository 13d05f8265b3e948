"""Captions set, measured and painted by Qt's text engine; what that needs of the system is asked for here, at its only door."""

from crossreel.domain.errors import Unavailable
from crossreel.kernel.system_parts import lacking_libraries

_lacking = lacking_libraries("text")
if _lacking is not None:
    raise Unavailable("system.no_libraries", **_lacking)
