"""The parts of the page, and pure functions that place and draw the timeline; `figure` is for notebooks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from components.draw.notebook import figure

__all__ = ["figure"]


def __getattr__(name: str):
    # Imported on demand, as only notebooks need it.
    if name == "figure":
        from components.draw.notebook import figure

        return figure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
