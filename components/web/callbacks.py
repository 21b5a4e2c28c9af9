"""Validate requests to Dash's own addresses: Dash answers most invalid ones with a server error."""

import dash
import flask
from dash.exceptions import DependencyException
from werkzeug.exceptions import BadRequest


def check_callbacks(app: dash.Dash) -> None:
    """Answer 400 for a callback that the page does not have, and 404 for a library that Dash does not have."""

    @app.server.before_request
    def check_callback() -> None:
        if flask.request.path.endswith("/_dash-update-component") and flask.request.method == "POST":
            body = flask.request.get_json(silent=True)
            if not (isinstance(body, dict) and _is_call(body, app.callback_map)):
                raise BadRequest("This is no callback of the page; load the page again.")

    @app.server.errorhandler(DependencyException)
    def answer_no_library(_error: DependencyException) -> tuple[str, int]:
        return "There is no such file.\n", 404


def _is_call(body: dict, callbacks: dict) -> bool:
    """Whether a body calls one of the `callbacks` with its inputs and states, as Dash's script does."""
    output, outputs, changed = body.get("output"), body.get("outputs"), body.get("changedPropIds", [])
    if not isinstance(output, str) or output not in callbacks:
        return False
    known = callbacks[output]
    return (
        isinstance(outputs, dict)
        and f"{outputs.get('id')}.{outputs.get('property')}" == output
        and _names(body.get("inputs")) == _names(known["inputs"])
        and _names(body.get("state", [])) == _names(known["state"])
        and isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
    )


def _names(parts: object) -> list[tuple] | None:
    """The named properties, as in `[{"id": "reading", "property": "children"}]`; None for anything else."""
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        return None
    return [(part.get("id"), part.get("property")) for part in parts]
