"""Convert the page to HTML before Dash's scripts run: HTML components as they are, Mantine's controls as they look."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

_VOID = ("input", "br", "hr", "img")
_NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}
# The script's initial data; and a role that would hide the text inside from screen readers.
_LEFT_OUT = ("children", "n_clicks", "data-start", "data-early", "data-bars")
_CHECK = (
    '<svg viewBox="0 0 10 7" class="mantine-Checkbox-icon" aria-hidden="true"><path fill="currentColor" d="M4 4.586L1.707 2.293'
    'A1 1 0 1 0 .293 3.707l3 3a.997.997 0 0 0 1.414 0l5-5A1 1 0 1 0 8.293.293L4 4.586z"/></svg>'
)


def to_html(part: Any, filled: Mapping[str, str]) -> str:
    """Convert a component, or children of one, to HTML; `filled` is the content of elements by their id, as HTML."""
    if part is None:
        return ""
    if isinstance(part, (list, tuple)):
        return "".join(to_html(one, filled) for one in part)
    if not isinstance(part, Component):
        return escape(str(part))
    properties = part.to_plotly_json()["props"]
    if part._namespace == "dash_html_components":  # pyright: ignore[reportAttributeAccessIssue]
        content = filled.get(properties.get("id", "")) or to_html(properties.get("children"), filled)
        return format_element(part._type.lower(), _attributes(properties), content)  # pyright: ignore[reportAttributeAccessIssue]
    draw = _CONTROLS.get(part._type)  # pyright: ignore[reportAttributeAccessIssue]
    return draw(properties, filled) if draw else ""


def format_element(tag: str, attributes: Mapping[str, Any], content: str = "") -> str:
    """Format an element with HTML `content`; attributes that are None or False are left out, and True has no value."""
    said = "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{tag}{said}>" if tag in _VOID else f"<{tag}{said}>{content}</{tag}>"


def _attributes(properties: Mapping[str, Any]) -> dict[str, Any]:
    found = {_NAMES.get(name, name): value for name, value in properties.items() if name not in _LEFT_OUT}
    if "style" in found:
        found["style"] = format_style(found["style"])
    if found.get("role") == "application":  # until keys work, its text has to be readable
        found["role"] = "group"
    return dict(
        sorted(found.items())
    )  # Dash keeps some in a set: sort them, so that the same page is the same bytes


def format_style(style: Mapping[str, Any]) -> str:
    """Format a style as an attribute: `{"minHeight": "3px"}` as "min-height:3px"."""
    return ";".join(
        "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name) + f":{value}"
        for name, value in style.items()
    )


def _named(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name == "id" or name.startswith("aria-")}


def _text_input(properties: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    about = _named(properties) | {
        "class": "first-input",
        "value": properties.get("value") or "",
        "placeholder": properties.get("placeholder"),
        "autocomplete": "off",
    }
    return format_element("input", about)


def _select(properties: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    chosen = properties.get("value") or ""
    labels = [one["label"] for one in properties.get("data") or () if one["value"] == chosen]
    about = _named(properties) | {
        "class": "first-input",
        "value": labels[0] if labels else chosen,
        "readonly": True,
        "style": f"width:{properties['w']}px" if "w" in properties else None,
    }
    return format_element("div", {"class": "mantine-Select-root"}, format_element("input", about))


def _checkbox_group(properties: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    boxes = to_html(properties.get("children"), filled)
    for value in properties.get("value") or []:
        mark = f'value="{escape(str(value))}" data-filter'
        boxes = boxes.replace(mark, f"checked {mark}")
    label = format_element(
        "div", {"class": "mantine-InputWrapper-label", "id": "themes-label"}, escape(properties["label"])
    )
    about = {
        "id": properties["id"],
        "class": properties["className"],
        "role": "group",
        "aria-labelledby": "themes-label",
    }
    return format_element("div", about, label + format_element("div", {}, boxes))


def _checkbox(properties: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    box = format_element(
        "input",
        {
            "type": "checkbox",
            "class": "mantine-Checkbox-input",
            "value": properties["value"],
            "data-filter": "theme",
        },
    )
    words = format_element("span", {"class": "mantine-Checkbox-label"}, to_html(properties["label"], filled))
    body = (
        f'<span class="mantine-Checkbox-inner">{box}{_CHECK}</span>'
        f'<span class="mantine-Checkbox-labelWrapper">{words}</span>'
    )
    style = format_style(properties["styles"]["root"])
    return format_element(
        "div", {"class": "theme", "style": style}, f'<label class="mantine-Checkbox-body">{body}</label>'
    )


def _range_slider(properties: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    low, high = (value / properties["max"] for value in properties["value"])
    thumbs = "".join(f'<i style="left:{part:.2%}"></i>' for part in (low, high))
    bar = f'<span style="left:calc({low:.2%} - 6px);right:calc({1 - high:.2%} - 6px)"></span>'
    return format_element(
        "div",
        {"class": "mantine-Slider-root first-slider", "id": properties["id"], "aria-hidden": "true"},
        bar + thumbs,
    )


_CONTROLS: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    "TextInput": _text_input,
    "Select": _select,
    "CheckboxGroup": _checkbox_group,
    "Checkbox": _checkbox,
    "RangeSlider": _range_slider,
}
