"""What robots and browsers ask every site for: `/robots.txt` and `/favicon.ico`."""

import flask

from components.draw.icon import icon_file
from components.web.address import public_prefix

# They fetch an address because a person shared it, and make its card.
_PREVIEWS = (
    "Twitterbot",
    "facebookexternalhit",
    "LinkedInBot",
    "Slackbot",
    "TelegramBot",
    "WhatsApp",
    "Discordbot",
)
# Keys of reports are in addresses; files and drawings are pages of nothing.
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
    """What `/robots.txt` says; `prefix` is the path that everything is under, with a slash at both ends."""
    agents = "\n".join(f"User-agent: {name}" for name in _PREVIEWS)
    kept_out = "\n".join(f"Disallow: {prefix}{path}" for path in _KEPT_OUT)
    return f"{agents}\nAllow: {prefix}\n\nUser-agent: *\n{kept_out}\n"
