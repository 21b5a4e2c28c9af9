"""The parts of the page, and the pure functions that place and draw the timeline; `figure` for a notebook."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from components.draw.notebook import figure

__all__ = ["figure"]


def __getattr__(name: str):
    # Only a notebook needs it: whatever imports a part of the page does not wait for it.
    if name == "figure":
        from components.draw.notebook import figure

        return figure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
