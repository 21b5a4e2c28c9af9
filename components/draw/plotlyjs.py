"""plotly.js for the page: the bundle of basic charts, a quarter of the size of the complete one.

Plotly publishes it only in the npm registry. `python -m components.draw.plotlyjs` installs it into the Python environment and
checks its hash; if it is missing, the complete bundle of the Python package is used, which is slower.
"""

import base64
import hashlib
import io
import sys
import tarfile
import urllib.request
from functools import lru_cache
from pathlib import Path

from plotly.offline import get_plotlyjs, get_plotlyjs_version

PACKAGE = "plotly.js-basic-dist-min"
# Of the version that plotly in pyproject.toml carries, from https://registry.npmjs.org/plotly.js-basic-dist-min
INTEGRITY = "sha512-1oNF8PeQx2hv/y7tqEVWKD3JGwn/MGEMQ8mL9HUwsaqG9FGy/OU5FHUHvzqbqxN4mnwZGI9abTiE775C4kkjMQ=="
INSTALLED = Path(sys.prefix) / "share" / "yearline" / f"plotly-basic-{get_plotlyjs_version()}.min.js"


@lru_cache(maxsize=1)
def plotly_script() -> str:
    """The text of plotly.js: the basic bundle if it is installed, otherwise the complete one."""
    return INSTALLED.read_text("utf-8") if INSTALLED.exists() else get_plotlyjs()


def install() -> None:
    """Download the bundle and check it. Raises `OSError` if that fails or its hash is wrong."""
    version = get_plotlyjs_version()
    address = f"https://registry.npmjs.org/{PACKAGE}/-/{PACKAGE}-{version}.tgz"
    with urllib.request.urlopen(address, timeout=120) as answer:
        package = answer.read()
    found = "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()
    if found != INTEGRITY:
        raise OSError(
            f"{address} is not the package we know; set INTEGRITY in components/draw/plotlyjs.py for version {version}."
        )
    with tarfile.open(fileobj=io.BytesIO(package)) as files:
        member = files.extractfile("package/plotly-basic.min.js")
        if member is None:
            raise OSError(f"{address} has no plotly-basic.min.js.")
        script = member.read()
    INSTALLED.parent.mkdir(parents=True, exist_ok=True)
    INSTALLED.write_bytes(script)


if __name__ == "__main__":
    try:
        if not INSTALLED.exists():
            install()
    except OSError as error:
        print(
            f"The small plotly.js was not installed ({error}); Yearline uses the complete one.",
            file=sys.stderr,
        )
