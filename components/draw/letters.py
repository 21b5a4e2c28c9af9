"""The letters most pages need of our typefaces, small enough to come with the page itself."""

import base64
import hashlib
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from components.draw.fonts import SANS, SERIF, font_file
from components.draw.subset import subset_font

# ASCII, and the signs that English text and this page are set with.
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·×–—‘’“”…←↑→↓−"
_RANGE = ",".join(f"U+{ord(letter):x}" for letter in LETTERS if not letter.isascii()) + ",U+20-7e"
_FACES = (
    (SANS, "400", "sans-regular.ttf"),
    (SANS, "600 700", "sans-semibold.ttf"),
    (SERIF, "400", "serif-regular.ttf"),
)


@lru_cache(maxsize=8)
def letters_of(name: str) -> bytes:
    """`LETTERS` in one of our typefaces, as WOFF2. To make them takes most of a second: the user's cache keeps them."""
    source = font_file(name)
    if source is None:
        raise FileNotFoundError(f"No typeface is named {name!r}.")
    digest = hashlib.sha256(f"{LETTERS} unhinted".encode() + source.read_bytes()).hexdigest()[:16]
    kept = user_cache_path("yearline") / "letters" / f"{digest}.woff2"
    with suppress(OSError):  # not made yet, or a home that cannot be read
        if _is_whole(found := kept.read_bytes()):
            return found
    made = base64.b64decode(subset_font(name, LETTERS, hinting=False))
    with suppress(OSError):  # a home that cannot be written to: made again next time
        _keep(kept, made)
    return made


def _is_whole(font: bytes) -> bool:
    """Whether a WOFF2 file is as long as its header says."""
    return font[:4] == b"wOF2" and int.from_bytes(font[8:12], "big") == len(font)


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, path)


@lru_cache(maxsize=4)
def font_faces(folder: str, wanted: str) -> str:
    """The `wanted` typeface as CSS: `LETTERS` inside it, and its files in `folder`, which only a page with other letters loads."""
    # Of two faces with a letter the later one is used.
    return "\n".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}"
        for family, weight, name in _FACES
        if family == wanted
        for source in (
            f"url('{folder}{name}');font-display:swap;unicode-range:U+a1-24ff",
            f"url(data:font/woff2;base64,{base64.b64encode(letters_of(name)).decode()});unicode-range:{_RANGE}",
        )
    )
