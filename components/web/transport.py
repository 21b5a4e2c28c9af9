"""How the page travels: everything it needs asked for at once, compressed once, and kept by the browser."""

import hashlib
import json
from pathlib import Path
from urllib.parse import quote

import dash
import flask
from flask_compress import Compress
from platformdirs import user_cache_path

from components.draw.plotlyjs import plotly_script

# Runs before anything else. Dash asks for its layout, its dependencies, the graph and plotly.js one after
# the other; here the first two start at once, and the layout is asked for with the address and the room for
# the chart, so that the first answer already holds the drawn page.
_FIRST = """
(() => {
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } }; // a frame may have none
  const stored = kept("mantine-color-scheme-value");
  const dark = stored === "dark" || (stored !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const embed = /\\/embed\\/?$/.test(location.pathname);
  const query = new URLSearchParams(location.search);
  const mode = query.get("view") ?? kept("yearline-mode") ?? "chart";
  const wide = document.documentElement.clientWidth;
  const aside = (embed || wide <= 900 ? 0 : 264) + (query.get("event") && wide > 1180 ? 340 : 0);
  const inner = wide - aside - (wide <= 700 ? 28 : wide <= 900 ? 40 : 56);
  const asked = new URLSearchParams({ path: location.pathname, search: location.search, width: inner, dark: dark ? 1 : 0, mode });
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  const plain = window.fetch.bind(window);
  const prefix = PREFIX;
  // Modules are run when the document is read, which is before this event; the page is to find them there.
  const read = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
  const early = {
    "_dash-layout": plain(prefix + "_dash-layout?" + asked, { credentials: "same-origin" }).then((answer) => read.then(() => answer)),
    "_dash-dependencies": plain(prefix + "_dash-dependencies", { credentials: "same-origin" }),
  };
  window.fetch = (url, options) => {
    const name = typeof url === "string" && Object.keys(early).find((key) => url.endsWith(key));
    if (!name) return plain(url, options);
    const answer = early[name];
    delete early[name];
    return answer ?? plain(name === "_dash-layout" ? prefix + "_dash-layout?" + asked : url, options);
  };
})();
"""


# Outside what Dash keeps: nothing in them changes but by the script, and each part would cost at every change.
_DIALOGS = Path(__file__).parents[2] / "assets" / "dialogs.html"
_MODULES = _DIALOGS.parent / "page"

# In the page itself: Chromium asks for an icon's file again whenever the address changes.
_ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f2933"/>
<path d="M7 11h18M7 21h18" stroke="#fff" stroke-opacity=".35" stroke-width="1.5"/><circle cx="11" cy="11" r="3.5" fill="#7fb2e5"/>
<circle cx="21" cy="11" r="3.5" fill="#f0a35e"/><circle cx="16" cy="21" r="3.5" fill="#8fce9b"/></svg>"""


def index_page(app: dash.Dash) -> str:
    """Dash's index page with our language, what is asked for early, and a skeleton until the page is there."""
    prefix = json.dumps(app.config.requests_pathname_prefix)
    script = "<script>" + _FIRST.replace("PREFIX", prefix) + "</script>"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<link rel="icon" href="data:image/svg+xml,{quote(_ICON)}">
<!--oembed-->
{script}
<!--preload-->
{{%css%}}
</head>
<body>
<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>
{{%app_entry%}}
{_DIALOGS.read_text("utf-8")}
<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>"""


def serve_compressed(app: dash.Dash) -> None:
    """Brotli or gzip on what is sent; large files compressed once and kept in the user's cache."""
    server = app.server
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_LEVEL=6,
        COMPRESS_MIN_SIZE=700,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/xml",
            "text/csv",
            "text/plain",
            "application/json",
            "application/javascript",
            "text/javascript",
            "image/svg+xml",
            "font/ttf",
        ],
    )
    Compress(server)
    _compress_files_once(server)
    server.add_url_rule(
        _PLOTLY,
        view_func=lambda: flask.Response(plotly_script(), mimetype="text/javascript"),
        endpoint="plotly.js",
    )
    _preload(app)


# Where Dash's graph asks for plotly.js, and would be answered with the complete one.
_PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"


def _compress_files_once(server: flask.Flask) -> None:
    """Scripts and fonts, whose content is in their address, in the best compression, from memory or the user's cache."""
    kept: dict[tuple[str, str], bytes] = {}

    @server.after_request
    def packed(answer: flask.Response) -> flask.Response:
        path = flask.request.path
        scripts = path.startswith(("/_dash-component-suites/", "/assets/", "/fonts/"))
        if not scripts or answer.status_code != 200 or flask.request.method != "GET":
            return answer
        versioned = (
            ".v" in path or "m=" in flask.request.query_string.decode("latin-1") or path.startswith("/fonts/")
        )
        accepts = flask.request.headers.get("Accept-Encoding", "")
        kind = "br" if "br" in accepts else "gzip" if "gzip" in accepts else ""
        if versioned:
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if not kind or answer.headers.get("Content-Encoding"):
            return answer
        answer.direct_passthrough = False
        body = answer.get_data()
        if len(body) < 700:
            return answer
        digest = hashlib.sha1(body, usedforsecurity=False).hexdigest()
        if (digest, kind) not in kept:
            kept[digest, kind] = _packed(body, digest, kind)
        answer.set_data(kept[digest, kind])
        answer.headers["Content-Encoding"] = kind
        answer.headers["Vary"] = "Accept-Encoding"
        answer.set_etag(
            f"{digest}-{kind}"
        )  # what has no version in its address is asked for again, and not sent
        return answer.make_conditional(flask.request)


def _packed(body: bytes, digest: str, kind: str) -> bytes:
    import gzip

    import brotli

    file: Path = user_cache_path("yearline") / "packed" / f"{digest}.{kind}"
    try:
        return file.read_bytes()
    except OSError:
        pass
    packed = (
        brotli.compress(body, quality=9 if len(body) > 200_000 else 11)
        if kind == "br"
        else gzip.compress(body, 9)
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed)
    except OSError:
        pass  # it is packed again next time
    return packed


def _preload(app: dash.Dash) -> None:
    """Names in the index page what Dash would only ask for later: the graph's code, plotly.js, the fonts."""
    links = [
        f'<link rel="preload" href="/fonts/{name}" as="font" type="font/ttf" crossorigin>'
        for name in ("sans-regular.ttf", "sans-semibold.ttf")
    ]
    usual = app.interpolate_index

    def with_links(**parts):
        page = usual(**parts)
        late = [f'<link rel="preload" href="{address}" as="script">' for address in _late_scripts(app)]
        late += [
            f'<link rel="modulepreload" href="{app.get_asset_url(f"page/{file.name}")}">'
            for file in sorted(_MODULES.glob("*.mjs"))
        ]
        here = quote(flask.request.url, safe="")
        oembed = f'<link rel="alternate" type="application/json+oembed" href="/oembed?url={here}" title="Yearline">'
        return page.replace("<!--preload-->", "\n".join([*links, *late])).replace("<!--oembed-->", oembed)

    app.interpolate_index = with_links


def _late_scripts(app: dash.Dash) -> list[str]:
    prefix = app.config.requests_pathname_prefix.rstrip("/")
    return [prefix + _PLOTLY, prefix + "/_dash-component-suites/dash/dcc/async-graph.js"]
