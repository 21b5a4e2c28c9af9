"""The timeline as PowerPoint: native shapes from the same placement as the page, on 16:9 slides."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import lxml.etree as etree
import pandas as pd
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu

from components.draw import palette
from components.draw.clean import clean_events, clean_report, clean_text
from components.draw.shapes import Placed
from components.draw.signs import signs_of
from components.draw.slide_chart import draw_chart, draw_key, theme_colors
from components.draw.slide_pages import find_pages
from components.draw.slide_shapes import CHART_WIDTH, FONT, FOOT, LEFT, POINTS, PX, add_text, write_text
from data import Axis, Report, Selection, date_in_words, month_of
from data.events.provenance import describe_corrected
from data.events.rows import Event, iter_events

BUILDS = ("overview", "themes", "build")

WIDTH, HEIGHT = Emu(12192000), Emu(6858000)  # 13.333 by 7.5 inches
MOST_NOTES = 200  # events whose sentences stand in a slide's notes
# What each of the deck's colours is called in its theme, and what it is here.
_COLORS = {
    "dk1": palette.LIGHT["ink"],
    "lt1": palette.LIGHT["paper"],
    "dk2": palette.LIGHT["muted"],
    "lt2": palette.LIGHT["band"],
    "hlink": palette.LIGHT["muted"],
    "folHlink": palette.LIGHT["muted"],
}


def timeline_deck(
    events: pd.DataFrame,
    axis: Axis,
    report: Report,
    selection: Selection,
    themes: list[str],
    slides: str = "overview",
    address: str = "",
) -> bytes:
    """A deck of the in-year `events` as .pptx bytes.

    `slides` is "overview" (one slide, or as many as the lanes need), "themes" (also one for each theme)
    or "build" (events appear month by month). Every slide has the title, the selection in words and the
    source with a link to `address`; its notes hold each event's date, sentence and offsets in the report,
    and what a person corrected.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _set_colors(deck)
    events, report = clean_events(events), clean_report(report)
    themes = [clean_text(theme) for theme in themes]
    title = report.named
    words = clean_text(selection.in_words()) or axis.in_words() or "none"
    subtitle = f"{len(events)} event{'' if len(events) == 1 else 's'}: {words}"
    made = _Deck(deck, title, report.source or title, themes, address)
    if slides == "build" and len(events):
        _add_builds(made, events, axis, subtitle)
    else:
        made.add_slides(events, axis, subtitle)
    if slides == "themes" and len(events):
        for theme in [t for t in events["theme"].cat.categories if (events["theme"] == t).any()]:
            own = events[events["theme"] == theme]
            made.add_slides(own, axis, f"{theme}: {len(own)} event{'' if len(own) == 1 else 's'}")
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _add_builds(made: "_Deck", events: pd.DataFrame, axis: Axis, subtitle: str) -> None:
    """One placement for all, shown up to the end of each month that has an event."""
    for shown, placed, scale in find_pages(events, axis):
        if placed is None:  # nothing to show
            continue
        first = shown["first_day"].dt.strftime("%Y-%m").clip(lower=month_of(axis.first))
        steps = sorted(first.unique())
        for number, month in enumerate(steps, 1):
            until = set(shown[first <= month]["id"])
            part = replace(placed, marks=tuple(m for m in placed.marks if m.id in until))
            made.add_slide(
                shown[shown["id"].isin(until)], part, scale, f"{subtitle} · {number} of {len(steps)}"
            )


class _Deck:
    """A deck being made: what all its slides share, and the drawing of one."""

    def __init__(self, deck, title: str, source: str, themes: list[str], address: str):
        self.deck, self.title, self.source, self.address = deck, title, source, address
        self.colors = theme_colors(themes)

    def add_slides(self, events: pd.DataFrame, axis: Axis, subtitle: str) -> None:
        """The events on as many slides as they need."""
        pages = find_pages(events, axis)
        for number, (shown, placed, scale) in enumerate(pages, 1):
            part = f" · {number} of {len(pages)}" if len(pages) > 1 else ""
            self.add_slide(shown, placed, scale, subtitle + part)

    def add_slide(self, events: pd.DataFrame, placed: Placed | None, scale: float, subtitle: str) -> None:
        """A slide with a title, the chart of `placed`, the source, and notes."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        _add_title(slide, self.title, subtitle)
        if placed is None:
            add_text(slide, 0, 340, 1280, 40, "No event matches this selection.", 18, PP_ALIGN.CENTER)
        else:
            draw_chart(slide, events, placed, scale, self.colors)
        key = draw_key(slide, signs_of(placed.marks) if placed else [])
        foot = add_text(
            slide,
            LEFT,
            FOOT,
            CHART_WIDTH - key,
            22,
            f"Source: {self.source}",
            POINTS,
            color=MSO_THEME_COLOR.TEXT_2,
        )
        foot.name = "Source"
        if self.address:
            run = foot.text_frame.paragraphs[0].runs[0]
            run.hyperlink.address = self.address
        as_read = events.attrs.get("as_read", {})
        notes = [_note(event, as_read.get(event.id, {})) for event in iter_events(events.head(MOST_NOTES))]
        slide.notes_slide.notes_text_frame.text = clean_text("\n\n".join(notes))


def _note(event: Event, as_read: Mapping[str, Any]) -> str:
    """An event's date, sentence and place in the report, and what a person changed of it."""
    place = f" [characters {event.start}–{event.end}]" if event.start < event.end else ""
    sentence = f"{date_in_words(event.date)}: {event.text or event.headline}{place}"
    return "\n".join(filter(None, (sentence, describe_corrected(event.corrected, as_read))))


def _set_colors(deck) -> None:
    """The page's colours as the deck's own: a change of the deck's colours changes every mark."""
    part = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    theme = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    colors = _COLORS | {f"accent{i}": color for i, color in enumerate(palette.LIGHT_THEMES[:6], 1)}
    for name, color in colors.items():
        entry = theme.find(f".//a:clrScheme/a:{name}", space)
        for child in list(entry):
            entry.remove(child)
        etree.SubElement(entry, qn("a:srgbClr")).set("val", color[1:])
    for font in theme.findall(".//a:fontScheme/*/a:latin", space):
        font.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_title(slide, title: str, subtitle: str) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Emu(v * PX) for v in (LEFT, 24, CHART_WIDTH, 48))
    write_text(shape.text_frame, title, 26, PP_ALIGN.LEFT, MSO_THEME_COLOR.TEXT_1, bold=True)
    add_text(
        slide, LEFT, 70, CHART_WIDTH, 26, subtitle[:180], 14, color=MSO_THEME_COLOR.TEXT_2
    ).name = "Selection"
