"""Yearline's icon."""

from functools import lru_cache
from io import BytesIO

from PIL import Image

from components.draw.rendering import picture_png

ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f2933"/>
<path d="M7 11h18M7 21h18" stroke="#fff" stroke-opacity=".35" stroke-width="1.5"/><circle cx="11" cy="11" r="3.5" fill="#7fb2e5"/>
<circle cx="21" cy="11" r="3.5" fill="#f0a35e"/><circle cx="16" cy="21" r="3.5" fill="#8fce9b"/></svg>"""
_SIZES = (16, 32, 48)  # px


@lru_cache(maxsize=1)
def icon_file() -> bytes:
    """The icon as an .ico file, for programs without SVG."""
    largest, *smaller = (
        Image.open(BytesIO(picture_png(ICON.replace("<svg ", f'<svg width="{size}" height="{size}" '))))
        for size in sorted(_SIZES, reverse=True)
    )
    buffer = BytesIO()
    largest.save(buffer, "ICO", sizes=[(size, size) for size in _SIZES], append_images=smaller)
    return buffer.getvalue()
