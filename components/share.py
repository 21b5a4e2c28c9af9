"""The Share dialog: every way to take the selection away, as links that the script keeps up to date."""

from dash import html

# What each link is called, its path, and what it says about itself.
_SLIDES = (
    ("Overview", "/timeline.pptx", "one slide, native shapes"),
    ("Overview and themes", "/timeline.pptx?slides=themes", "and a slide for each theme"),
    ("Month by month", "/timeline.pptx?slides=build", "events appear slide by slide"),
)
_DATA = (
    ("CSV", "/events.csv", "every column, with its source"),
    ("JSON", "/events.json", "for programs"),
    ("TimelineJS", "/timelinejs.csv", "its spreadsheet's columns"),
    ("Data package", "/datapackage.json", "what the CSV holds, after Frictionless"),
)


def share_dialog() -> html.Dialog:
    """A modal dialog, opened by the script; what is in it works without more script but for pictures and copying."""
    return html.Dialog(
        [
            html.Div([html.H2("Share this selection", id="share-title"), _close()], className="dialog-head"),
            html.P("", id="share-words", className="muted"),
            _group("PowerPoint", [_link(*link) for link in _SLIDES]),
            _group("Picture", [
                _button("PNG 1920 × 1080", "png", "for a slide"), _button("PNG 3840 × 2160", "png2", "for print"),
                _link("SVG", "/timeline.svg", "real text, any size"), _button("Copy image", "copy-image", "to the clipboard"),
                html.Button([html.Strong("Transparent"), html.Span("no background", className="muted")], type="button",
                            className="share-item toggle", **{"data-does": "transparent", "aria-pressed": "false"}),
            ]),
            _group("Document", [_link("HTML file", "/timeline.html", "works offline, from a USB stick"), _button("PDF", "print", "one sheet, by the browser's print")]),
            _group("Data", [_link(*link) for link in _DATA]),
            _group("Link", [_button("Copy link", "copy-link", "opens this very view"), _button("Copy link to presenting", "copy-present", "opens full screen")]),
            html.Div(
                [
                    html.H3("Embed"),
                    html.Div([html.Textarea(id="embed-code", readOnly="readonly", rows="3", **{"aria-label": "Code of the embedded chart"}),
                              _button("Copy code", "copy-embed", "")], className="embed-row"),
                    html.Iframe(id="embed-preview", title="Preview of the embedded chart", src="about:blank"),
                ],
                className="share-group",
            ),
            html.P("", id="share-said", role="status", className="said"),
        ],
        id="share", **{"aria-labelledby": "share-title"},
    )  # fmt: skip


def keys_dialog() -> html.Dialog:
    """What each key does."""
    keys = (
        ("← →", "previous and next event"), ("↑ ↓", "the nearest event in the lane above or below"), ("Home End", "first and last event"),
        ("Enter", "open the event"), ("Esc", "close what is open"), ("/", "search"), ("p", "present"), ("r", "read the report"),
        ("t", "table or chart"), ("?", "these keys"),
    )  # fmt: skip
    rows = [html.Div([html.Dt([html.Kbd(key) for key in name.split()]), html.Dd(says)]) for name, says in keys]
    return html.Dialog(
        [html.Div([html.H2("Keys", id="keys-title"), _close()], className="dialog-head"), html.Dl(rows, className="keys")],
        id="keys", **{"aria-labelledby": "keys-title"},
    )  # fmt: skip


def _group(name: str, parts: list) -> html.Div:
    return html.Div([html.H3(name), html.Div(parts, className="share-row")], className="share-group")


def _link(name: str, path: str, says: str) -> html.A:
    return html.A([html.Strong(name), html.Span(says, className="muted")], href=path, className="share-item", download="", **{"data-path": path})


def _button(name: str, does: str, says: str) -> html.Button:
    parts = [html.Strong(name), html.Span(says, className="muted")] if says else name
    return html.Button(parts, type="button", className="share-item" if says else "button", **{"data-does": does})


def _close() -> html.Button:
    return html.Button("✕", type="button", className="icon", **{"aria-label": "Close", "data-close": "true"})
