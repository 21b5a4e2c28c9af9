"""The year as a film: the picture in which its events appear from month to month, as a GIF."""

import io
import re

import lxml.etree as etree
import numpy as np
import pandas as pd
from PIL import Image

from components.draw.rendering import picture_png
from data import Axis

WIDTH, HEIGHT = 1138, 640  # px, 16 to 9: as large as a message shows it, and with the letters of a card
_LENGTH, _BEGIN, _END = 10_000, 600, 2_900  # ms of all of it, of its first frame, and of its last
_MOST = 12  # frames between these
_COLORS = 64
_SVG = "{http://www.w3.org/2000/svg}"
_BAR = re.compile(r"M(-?[\d.]+),[^M]*")


def film_gif(svg: str, events: pd.DataFrame, axis: Axis) -> bytes:
    """The picture `svg` of the in-year `events` as a GIF of ten seconds. It begins with all of them, which is what a program
    shows that plays no films, and then the year fills."""
    count = len(axis)
    begins = np.array([axis.columns.index(column) for column in _columns_of(events, axis)], dtype=int)
    column_of = dict(zip(events["id"], begins, strict=True))
    steps = np.linspace(0, count, min(count, _MOST) + 1).round().astype(int) if len(events) else np.array([0])
    frames = [_frame(svg, column_of, int(step), count) for step in steps]
    shown = _in_few_colors(frames)
    whole = shown[-1]
    first, *others = [whole, *shown] if len(shown) > 1 else shown
    each = (_LENGTH - 2 * _BEGIN - _END) // max(1, len(others) - 2)
    times = [_BEGIN, _BEGIN, *[each] * (len(others) - 2), _END] if others else [_LENGTH]
    buffer = io.BytesIO()
    first.save(buffer, "GIF", save_all=True, append_images=others, duration=times, loop=0)
    return buffer.getvalue()


def _in_few_colors(frames: list[Image.Image]) -> list[Image.Image]:
    """The frames with the palette of the last, each pixel in the nearest colour: Pillow's own way is not exact, and paper flickers."""
    palette = frames[-1].quantize(_COLORS, dither=Image.Dither.NONE).getpalette() or []
    known = np.array(palette[: 3 * _COLORS], dtype=int).reshape(-1, 3)
    shown = []
    for frame in frames:
        pixels = np.asarray(frame, dtype=np.uint32)
        packed = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
        colors, at = np.unique(packed, return_inverse=True)
        parts = np.stack([colors >> 16, (colors >> 8) & 255, colors & 255], axis=1).astype(int)
        nearest = ((parts[:, None] - known[None]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
        image = Image.fromarray(nearest[at].reshape(packed.shape), "P")
        image.putpalette(palette)
        shown.append(image)
    return shown


def _columns_of(events: pd.DataFrame, axis: Axis) -> list[str]:
    """The column of the axis that each event begins in; what began before it, in the first."""
    known = set(axis.columns)
    return [column if column in known else axis.columns[0] for column in axis.column_of(events["first_day"])]


def _frame(svg: str, column_of: dict[str, int], step: int, count: int) -> Image.Image:
    """The picture with what begins before the column `step` of `count`."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(huge_tree=True))
    for group in list(root.iter(f"{_SVG}g")):
        id_ = group.get("data-event")
        parent = group.getparent()
        if id_ is not None and parent is not None and column_of.get(id_, 0) >= step:
            parent.remove(group)
    for path in root.iter(f"{_SVG}path"):
        if room := path.get("data-across"):
            left, right = map(float, room.split())
            reached = left + (right - left) * step / max(1, count) - 0.5
            bars = (bar[0] for bar in _BAR.finditer(path.get("d", "")) if float(bar[1]) < reached)
            path.set("d", "".join(bars) or "M0,0")
    picture = picture_png(etree.tostring(root, encoding="unicode"))
    return Image.open(io.BytesIO(picture)).convert("RGB")
