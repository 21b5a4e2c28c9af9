"""Who may correct the reports of this server."""

import os
from enum import Enum
from ipaddress import ip_address


class Editing(Enum):
    """The values of `YEARLINE_EDITING`."""

    EVERYONE = "everyone"  # anyone who sees a report may correct it
    LINK = "link"  # anyone with its editing link
    OFF = "off"


def who_may_edit() -> Editing:
    """The setting; an unknown value means those with the editing link."""
    try:
        return Editing(os.environ.get("YEARLINE_EDITING", "").lower())
    except ValueError:
        return Editing.LINK


def is_this_machine(host: str) -> bool:
    """Whether `host` is only reachable from this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
