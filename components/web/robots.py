"""`/robots.txt` and `/favicon.ico`."""

import flask

from components.draw.icon import icon_file
from components.web.address import public_prefix

# Link previews fetch an address because a person shared it.
_PREVIEWS = (
    "Twitterbot",
    "facebookexternalhit",
    "LinkedInBot",
    "Slackbot",
    "TelegramBot",
    "WhatsApp",
    "Discordbot",
)
# Addresses contain keys of reports; files and drawings are not pages.
_KEPT_OUT = (
    "*?report=",
    "*&report=",
    "about",
    "actors",
    "annotations.",
    "chronology.",
    "corrections",
    "datapackage.",
    "desk",
    "drawing",
    "embed/",
    "events.",
    "first",
    "links",
    "oembed",
    "project.",
    "proof.",
    "reading/",
    "reports/",
    "sheet.",
    "source",
    "timeline.",
    "timelinejs.",
    "uwazi.",
    "_dash",
)


def serve_robots(server: flask.Flask) -> None:
    """Add both addresses."""

    @server.route("/robots.txt")
    def robots() -> flask.Response:
        return flask.Response(robots_text(public_prefix()), mimetype="text/plain")

    @server.route("/favicon.ico")
    def favicon() -> flask.Response:
        answer = flask.Response(icon_file(), mimetype="image/x-icon")
        answer.headers["Cache-Control"] = "public, max-age=86400"
        return answer


def robots_text(prefix: str) -> str:
    """The content of `/robots.txt`; `prefix` is the path prefix of all addresses, with a slash at both ends."""
    agents = "\n".join(f"User-agent: {name}" for name in _PREVIEWS)
    kept_out = "\n".join(f"Disallow: {prefix}{path}" for path in _KEPT_OUT)
    return f"{agents}\nAllow: {prefix}\n\nUser-agent: *\n{kept_out}\n"
