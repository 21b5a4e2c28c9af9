"""Slides written to a file, in our own template or in another."""

from functools import partial
from pathlib import Path

from components.draw.files import Drawing, make_deck
from components.page.view import View
from components.web.making import make_bounded
from data import ReportError, Selection
from data.files.limits import check


def save_slides(view: View, path: str | Path, template: str | Path | None = None) -> None:
    """Write the slides of all of a view's events. Raises `ReportError` for a template or a place that is none."""
    content, name, everything = None, "", Selection()
    if view.is_together:
        raise ReportError("A book has many entries; say which one the slides are of, as in --entry Ghana.")
    if template:
        file = Path(template)
        name = file.name
        try:
            check("bytes", file.stat().st_size, file.name)
            content = file.read_bytes()
        except OSError:
            raise ReportError(f"There is no file {template} that can be read; check the name.") from None
    drawing = Drawing(
        view.index.rows(everything), view.axis(everything), view.report, everything, view.themes
    )
    call = partial(make_deck, drawing.without_text, template=content, template_name=name)
    deck = make_bounded(call, Path(path).name)
    try:
        Path(path).write_bytes(deck)
    except OSError as error:
        raise ReportError(f"{path} cannot be written: {error.strerror or error}.") from None
