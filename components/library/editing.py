"""Who may correct the reports of this server."""

import os
from enum import Enum
from ipaddress import ip_address


class Editing(Enum):
    """The values of `YEARLINE_EDITING`."""

    EVERYONE = "everyone"  # who sees a report may correct it
    LINK = "link"  # who has its editing link
    OFF = "off"


def who_may_edit() -> Editing:
    """Who may; where the setting says nothing known, those with the editing link."""
    try:
        return Editing(os.environ.get("YEARLINE_EDITING", "").lower())
    except ValueError:
        return Editing.LINK


def is_this_machine(host: str) -> bool:
    """Whether only this machine reaches a server at `host`."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
