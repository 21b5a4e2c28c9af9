"""The year as an animated GIF in which events appear month by month."""

import io
import re

import lxml.etree as etree
import numpy as np
import pandas as pd
from PIL import Image

from components.draw.rendering import picture_png
from data import Axis

WIDTH, HEIGHT = 1138, 640  # px, 16:9, the size in which messengers show it
_LENGTH, _BEGIN, _END = 10_000, 600, 2_900  # ms of the whole animation, of its first frame, and of its last
_MOST = 12  # transition frames
_COLORS = 64
_SVG = "{http://www.w3.org/2000/svg}"
_BAR = re.compile(r"M(-?[\d.]+),[^M]*")


def film_gif(svg: str, events: pd.DataFrame, axis: Axis) -> bytes:
    """Turn the picture `svg` of the in-year `events` into a GIF of ten seconds. Its first frame has all events, as that is
    what programs without animation show.
    """
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
    """Reduce the frames to the palette of the last one, by nearest colour: Pillow's own conversion is inexact and flickers."""
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
    """The axis column in which each event starts; earlier events are in the first."""
    known = set(axis.columns)
    return [column if column in known else axis.columns[0] for column in axis.column_of(events["first_day"])]


def _frame(svg: str, column_of: dict[str, int], step: int, count: int) -> Image.Image:
    """The picture with the events that start before column `step` of `count`."""
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
