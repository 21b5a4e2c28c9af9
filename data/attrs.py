"""The values in an events table's `attrs`."""

from typing import Any


class Shared(dict[str, Any]):
    """A dictionary that is never copied: pandas copies a frame's attributes with every piece of the frame."""

    def __deepcopy__(self, memo: object) -> "Shared":
        return self
