"""Write slides to a file, with our own template or another."""

from functools import partial
from pathlib import Path

from components.draw.files import Drawing, make_deck, make_update
from components.page.view import View
from components.web.making import make_bounded
from data import ReportError, Selection
from data.files.limits import check


def save_slides(
    view: View, path: str | Path, template: str | Path | None = None, old: str | Path | None = None
) -> str:
    """Write slides of all of a view's events, or update the deck `old`.

    Returns what changed in words, "" for new slides. Raises `ReportError` for an invalid template, deck or path.
    """
    content, name, everything = None, "", Selection()
    if view.is_together:
        raise ReportError("A book has many entries; say which one the slides are of, as in --entry Ghana.")
    if template and old:
        raise ReportError("Slides that are brought up to date keep their look; leave --template out.")
    if template or old:
        content, name = _read(Path(template or old or ""))
    drawing = Drawing(
        view.index.rows(everything), view.axis(everything), view.report, everything, view.themes
    )
    changed = ""
    if old and content is not None:
        call = partial(make_update, drawing.without_text, content, name)
        said, deck = make_bounded(call, Path(path).name).split(b"\n", 1)
        changed = said.decode()
    else:
        call = partial(make_deck, drawing.without_text, template=content, template_name=name)
        deck = make_bounded(call, Path(path).name)
    try:
        Path(path).write_bytes(deck)
    except OSError as error:
        raise ReportError(f"{path} cannot be written: {error.strerror or error}.") from None
    return changed


def _read(file: Path) -> tuple[bytes, str]:
    try:
        check("bytes", file.stat().st_size, file.name)
        return file.read_bytes(), file.name
    except OSError:
        raise ReportError(f"There is no file {file} that can be read; check the name.") from None
