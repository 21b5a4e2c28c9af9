"""The signs for the precision of a date, as SVG, for page, pictures and files."""

from collections.abc import Iterable
from html import escape

from components.draw.fonts import text_width
from components.draw.shapes import BAR, DOT, RING, SIZE, STROKE, Mark

# In the order of the legend, each with its text.
SIGNS = {"month": "in the month", "day": "on the day", "range": "from–to", "within": "some time within"}
_GAP, _APART = 6, 18  # px between a sign and its text, and before the next one
_LONG = 16  # px of a bar in the legend, without its round ends


def signs_of(marks: Iterable[Mark]) -> list[str]:
    """The signs that occur, in the order of the legend."""
    there = {mark.sign for mark in marks}
    return [sign for sign in SIGNS if sign in there]


def sign_svg(mark: Mark, color: str, paper: str) -> str:
    """A mark's sign; `paper` is the fill of a hollow one."""
    return _svg(mark.sign, mark.x, mark.x_end, mark.y, color, paper)


def _svg(sign: str, x: float, x_end: float, y: float, color: str, paper: str) -> str:
    hollow = f'fill="{paper}" stroke="{color}" stroke-width="{STROKE}"'
    if sign == "month":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RING}" {hollow}/>'
    if sign == "day":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="{color}"/>'
    inset = STROKE / 2 if sign == "within" else 0
    radius = BAR - inset
    looks = hollow if sign == "within" else f'fill="{color}"'
    return (
        f'<rect x="{x - radius:.1f}" y="{y - radius:.1f}" width="{x_end - x + 2 * radius:.1f}" '
        f'height="{2 * radius:.1f}" rx="{radius}" {looks}/>'
    )


def key_svg(signs: list[str], color: str, paper: str) -> tuple[str, float]:
    """The legend of `signs` as SVG content, centred on y 0 and starting at x 0, and its width in px."""
    parts, x = [], 0.0
    for sign in signs:
        long = _LONG if sign in ("range", "within") else 0
        start = x + (BAR if long else DOT)
        parts.append(_svg(sign, start, start + long, 0, color, paper))
        x = start + long + (BAR if long else DOT) + _GAP
        words = SIGNS[sign]
        parts.append(
            f'<text x="{x:.1f}" y="{SIZE * 0.34:.1f}" font-size="{SIZE}" fill="{color}">{escape(words)}</text>'
        )
        x += text_width(words, SIZE) + _APART
    return "".join(parts), max(0.0, x - _APART)
