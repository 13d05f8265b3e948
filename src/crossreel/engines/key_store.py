"""Keys of servers: in the system's keyring, or where there is none in an environment variable. Nowhere else."""

import os
import re

from crossreel.domain.errors import Unavailable

SERVICE = "Crossreel"
PREFIX = "CROSSREEL_KEY_"


def variable_of(name: str) -> str:
    """Return the environment variable that holds the key of a name, where somebody set it."""
    return PREFIX + (re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_") or "SERVER")


def find_key(name: str) -> str:
    """Return the key of a name, "" where there is none: that of the environment variable before that of the keyring."""
    given = os.environ.get(variable_of(name), "").strip()
    if given or not has_keyring():
        return given
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name) or ""
    except KeyringError:
        return ""


def keep_key(name: str, key: str) -> None:
    """Keep a key in the system's keyring; an empty one is forgotten.

    Raises:
        Unavailable: there is no keyring here, or it refuses; names the environment variable to set instead.
    """
    if not has_keyring():
        raise Unavailable("engines.no_keyring", variable=variable_of(name))
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        if key.strip():
            keyring.set_password(SERVICE, name, key.strip())
        else:
            keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return
    except KeyringError as error:
        raise Unavailable("engines.keyring_refuses", variable=variable_of(name), reason=type(error).__name__) from error


def has_keyring() -> bool:
    """Tell whether this system keeps secrets: a Linux without a desktop has nothing that does."""
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), (fail.Keyring, null.Keyring))
