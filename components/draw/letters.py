"""The characters that most pages need, as fonts small enough to be inlined."""

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

# ASCII, and the punctuation of English text and of this page.
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·×–—‘’“”…←↑→↓−"
_RANGE = ",".join(f"U+{ord(letter):x}" for letter in LETTERS if not letter.isascii()) + ",U+20-7e"
_FACES = (
    (SANS, "400", "sans-regular.ttf"),
    (SANS, "600 700", "sans-semibold.ttf"),
    (SERIF, "400", "serif-regular.ttf"),
)


@lru_cache(maxsize=8)
def letters_of(name: str) -> bytes:
    """Subset one of the typefaces to `LETTERS`, as WOFF2. This takes most of a second, so the result is cached."""
    source = font_file(name)
    if source is None:
        raise FileNotFoundError(f"No typeface is named {name!r}.")
    digest = hashlib.sha256(f"{LETTERS} unhinted".encode() + source.read_bytes()).hexdigest()[:16]
    kept = user_cache_path("yearline") / "letters" / f"{digest}.woff2"
    with suppress(OSError):  # not made yet, or the cache cannot be read
        if _is_whole(found := kept.read_bytes()):
            return found
    made = base64.b64decode(subset_font(name, LETTERS, hinting=False))
    with suppress(OSError):  # the cache cannot be written: made again next time
        _keep(kept, made)
    return made


def _is_whole(font: bytes) -> bool:
    """Whether a WOFF2 file has the length that its header gives."""
    return font[:4] == b"wOF2" and int.from_bytes(font[8:12], "big") == len(font)


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, path)


@lru_cache(maxsize=4)
def font_faces(folder: str, wanted: str) -> str:
    """CSS for the `wanted` typeface: `LETTERS` inlined, and its files in `folder`, loaded only by pages with other
    characters.
    """
    # If two faces have a character, the later one is used.
    return "\n".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}"
        for family, weight, name in _FACES
        if family == wanted
        for source in (
            f"url('{folder}{name}');font-display:swap;unicode-range:U+a1-24ff",
            f"url(data:font/woff2;base64,{base64.b64encode(letters_of(name)).decode()});unicode-range:{_RANGE}",
        )
    )
