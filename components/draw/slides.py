"""The timeline as PowerPoint: native shapes on one overview of the year, then as many slides as all events need."""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from pptx.enum.text import PP_ALIGN

from components.draw.clean import clean_events, clean_report, clean_text
from components.draw.horizontal_layout import place_columns
from components.draw.markers import signs_of
from components.draw.slide_chart import BARS_IN_WORDS, draw_chart, draw_key, draw_months, theme_colors
from components.draw.slide_pages import Page, Subject, place_details, place_overview, shorten_name
from components.draw.slide_room import Deck, open_deck, subtitle_of
from components.draw.slide_shapes import (
    INK,
    MUTED,
    add_placeholder,
    add_text,
    emu,
    mark_language,
    write_line,
)
from components.draw.slide_tags import TAG, Tags, describe_slide, write_tags
from components.draw.slide_template import SMALL, TEXT
from components.draw.slide_timing import appear_on_click
from data import Axis, Report, Selection, date_in_words, month_of
from data.english.topics import topic_of
from data.events.provenance import describe_corrected, describe_page
from data.events.rows import Event, iter_events
from data.events.slide_facts import PUBLISHERS_OWN, Finding, count_events
from data.selection.lanes import USUAL

BUILDS = ("details", "overview", "build")
NOTHING = "no event matches this selection"
MOST_NOTES = 200  # events whose sentences are in a slide's notes


def timeline_deck(
    events: pd.DataFrame,
    axis: Axis,
    report: Report,
    selection: Selection,
    themes: list[str],
    slides: str = BUILDS[0],
    address: str = "",
    template: bytes | None = None,
    template_name: str = "The template",
) -> bytes:
    """Make a deck of the in-year `events` as .pptx bytes.

    `slides` is "overview" (one slide), "details" (and more slides if not all headlines fit) or "build" (the same, with the
    overview's events appearing month by month). A title says what the slide's events have in common; below it are the report
    and the selection, at the foot the source with a link to `address`, in the notes each event's date, sentence and
    corrections. `template` is a .potx or .pptx to use instead of ours. Raises `ReportError` if it is invalid.
    """
    events, report = clean_events(events), clean_report(report)
    deck = open_deck(template, template_name)
    made = _Maker(
        deck,
        report,
        clean_text(selection.in_words()),
        [clean_text(t) for t in themes],
        address,
        selection.lanes,
    )
    told = zip(events["id"], events["date"], events["headline"], strict=True)
    made.build = slides
    made.events = {number: f"{date} {headline}" for number, date, headline in told}
    if not len(events):
        made.add_empty(axis)
    else:
        subject = Subject(made.in_titles, own_names(report, themes), selection.lanes, len(themes) > 1)
        overview = place_overview(events, axis, deck.room, subject)
        details = slides != "overview" and not overview.slide.is_whole
        made.room = overview.room
        made.add_overview(overview, with_build=slides == "build", with_details=details)
        if details:
            pages = place_details(events, axis, overview.room, subject)
            for number, page in enumerate(pages, 1):
                made.add_detail(page, number, len(pages))
    return made.save()


def name_in_titles(report: Report) -> str:
    """The report and its year at the start of a title: "Kazakstan 2008"."""
    covers = report.named.removeprefix(report.title).lstrip(", ")
    return " ".join(f"{report.title} {covers}".split())


def own_names(report: Report, themes: list[str]) -> frozenset[str]:
    """Names that a title must not use: the report's own, its publisher's, and those whose visits and reports a heading is
    about.
    """
    words = [theme for theme in themes if topic_of(theme) == PUBLISHERS_OWN]
    visitors = {re.split(r" (?:country )?(?:visits?|reports?|statements?)\b", theme)[0] for theme in words}
    return frozenset({report.title, report.publisher, *visitors} - {""})


class _Maker:
    """A deck being made: what all slides share, and the drawing of one."""

    def __init__(
        self, deck: Deck, report: Report, selected: str, themes: list[str], address: str, lane_by: str
    ):
        self.deck, self.room, self.address, self.selected = deck, deck.room, address, selected
        self.in_titles = name_in_titles(report)
        self.shapes: list[dict[str, list[int]]] = []  # for each slide the ids of its events' shapes
        self.events: dict[str, str] = {}
        self.build = ""
        self.named, self.source = report.named, report.source or report.named
        self.colors = theme_colors(themes, lane_by)
        self.each = "theme" if lane_by in ("", USUAL) else "lane"

    def add_overview(self, page: Page, with_build: bool, with_details: bool) -> None:
        """Add the slide of all events."""
        slide, shown = page.slide, page.events.iloc[list(dict.fromkeys(page.slide.placed.numbers))]
        if slide.is_whole:
            counted = count_events(slide.count)
        else:
            counted = f"{slide.named} of {count_events(slide.count)} named: {self._rule_in_words(page)}"
            if not with_details:
                counted += f", and {slide.count - slide.named} more in the notes"
        words = [self.named, counted, page.axis.describe(self.selected)]
        drawn, shapes = self._add(page, words)
        if with_build:
            months = shown["first_day"].dt.strftime("%Y-%m").clip(lower=month_of(page.axis.first))
            steps = [
                [s for i in shown["id"][months == month] for s in shapes[i]]
                for month in sorted(months.unique())
            ]
            appear_on_click(drawn, steps)
        left_out = slide.count - slide.named
        more = f"{count_events(left_out)} more on the slides that follow." if with_details else ""
        finding = page.title.finding
        ids = {*shown["id"], *(finding.ids if finding and not finding.is_silence else ())}
        told = page.events[page.events["id"].isin(ids)] if with_details else page.events
        self._add_notes(drawn, told, finding, more)

    def add_detail(self, page: Page, number: int, of: int) -> None:
        """Add a slide of some events."""
        slide = page.slide
        words = [self.named, self.selected, f"{number} of {of}"]
        if not slide.is_whole:
            named = f"{slide.named} of {count_events(slide.count)} named: {self._rule_in_words(page)}"
            words.insert(1, named)
        drawn, _ = self._add(page, words)
        self._add_notes(drawn, page.events, page.title.finding)

    def add_empty(self, axis: Axis) -> None:
        """Add the slide of an empty selection: its months only."""
        name = shorten_name(self.in_titles)
        drawn = self._add_slide(
            self.room.cut_title(f"{name}: {NOTHING}"), [self.named, axis.describe(self.selected)]
        )
        if len(axis):
            draw_months(drawn, place_columns(axis, 0, self.room.width / len(axis)), self.room)
        self._add_foot(drawn, [], "")

    def _add(self, page: Page, words: list[str]) -> tuple[Any, dict[str, list[int]]]:
        drawn = self._add_slide(page.title.text, words)
        shapes, has_rings = draw_chart(
            drawn, page.events, page.axis, page.slide, self.room, self.colors, page.title.finding
        )
        placed = page.slide.placed
        bars = BARS_IN_WORDS.replace("month", page.axis.unit.name) if placed.densities else ""
        self.shapes[-1] = shapes
        self._add_foot(drawn, signs_of(placed.marks), bars, has_rings)
        return drawn, shapes

    def _add_slide(self, title: str, words: list[str]) -> Any:
        slide = self.deck.deck.slides.add_slide(self.deck.layout)
        self.shapes.append({})
        room = self.room
        shape = slide.shapes.title
        if shape is None:
            left, top, right, bottom = room.title_box or (room.left, 20, room.right, 60)
            box = (left, top, right - left, bottom - top)
            shape = add_text(slide, box, [(title, INK)], room.title_points)
        else:
            if room.title_box:
                left, top, right, bottom = room.title_box
                shape.left, shape.top, shape.width, shape.height = emu(left, top, right - left, bottom - top)
            write_line(shape.text_frame, title, None if room.is_ours else room.title_points)
        shape.name = "Title"
        line = " ".join(" · ".join(filter(None, words)).split())
        under = subtitle_of(slide) if room.is_ours else None
        if under is None:
            for other in list(slide.placeholders):
                if other.placeholder_format.idx and other != shape:
                    other._element.getparent().remove(
                        other._element
                    )  # an empty placeholder would prompt for text
            side = PP_ALIGN.CENTER if room.is_centred else PP_ALIGN.LEFT
            under = add_text(slide, (room.left, room.subtitle, room.width, 24), [(line, MUTED)], TEXT, side)
        line = room.cut(line, room.width * 1.06, TEXT)
        if room.is_ours:
            if room.title_box:  # two lines of title: everything is lower
                under.left, under.top, under.width, under.height = emu(
                    room.left, room.subtitle, room.width, 22
                )
            write_line(under.text_frame, line)
        else:
            under.text_frame.paragraphs[0].runs[0].text = line
        under.name = "Selection"
        return slide

    def _add_foot(self, slide: Any, signs: list[str], bars: str, has_rings: bool = False) -> None:
        room = self.room
        key = draw_key(slide, signs, bars, room, has_rings)
        wide = room.foot_right - room.left - key
        words = room.cut(" ".join(f"Source: {self.source}".split()), wide, SMALL)
        foot = add_placeholder(slide, self.deck.layout, "ftr") if room.is_ours else None
        if foot is None:
            foot = add_text(
                slide, (room.left, room.foot, wide, 20), [(words, MUTED)], SMALL, PP_ALIGN.LEFT, True
            )
        else:
            foot.text_frame.text = words
        foot.name = "Source"
        if self.address:
            foot.text_frame.paragraphs[0].runs[0].hyperlink.address = self.address
        number = add_placeholder(slide, self.deck.layout, "sldNum")
        if number is not None:
            number.name = "Slide number"
            for text in number._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"):
                text.text = str(len(self.deck.deck.slides))

    def _add_notes(
        self, slide: Any, events: pd.DataFrame, finding: Finding | None = None, more: str = ""
    ) -> None:
        as_read = events.attrs.get("as_read", {})
        if "place" in events:
            events = events.sort_values("place", kind="stable")  # in the order of the presentation
        counted = set(finding.ids) if finding and finding.whole and not finding.is_silence else set()
        head = ""
        if counted:
            stars = f"the {len(counted)} events with *" if len(counted) > 1 else "the event with *"
            head = f"The title counts {stars}. {finding.but if finding else ''}".strip()
            is_counted = events["id"].isin(counted)
            kept = pd.concat([events[is_counted], events[~is_counted]]).head(MOST_NOTES).index
        else:
            kept = events.index[:MOST_NOTES]
        left_out = len(events) - len(kept)
        notes = [
            _note(event, as_read.get(event.id, {}), event.id in counted)
            for event in iter_events(events[events.index.isin(kept)])
        ]
        if left_out > 0:
            more = f"{count_events(left_out)} more are in the table."
        slide.notes_slide.notes_text_frame.text = clean_text("\n\n".join(filter(None, [head, *notes, more])))

    def _rule_in_words(self, page: Page) -> str:
        """The rule by which the events with a headline were chosen."""
        turn = "year" if page.axis.several_years else "month"
        each = f"{self.each} and {turn}" if len(page.slide.placed.lanes) > 1 else turn
        rule = f"those with the most actors in each {each}"
        return f"starred first, then {rule}" if page.events["starred"].any() else rule

    def save(self) -> bytes:
        """Save the deck as bytes."""
        properties = self.deck.deck.core_properties
        now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
        properties.title, properties.modified = self.named[:255], now
        if self.room.is_ours:
            properties.created, properties.author, properties.last_modified_by = now, "Yearline", "Yearline"
        for slide in self.deck.deck.slides:
            mark_language(slide._element)
            mark_language(slide.notes_slide._element)
        self._write_tags()
        buffer = io.BytesIO()
        self.deck.deck.save(buffer)
        return buffer.getvalue()

    def _write_tags(self) -> None:
        """Write the tags by which slide_update.py finds our shapes."""
        tags = Tags(events=self.events, build=self.build, is_ours=self.deck.has_subtitle)
        for number, (slide, shapes) in enumerate(zip(self.deck.deck.slides, self.shapes, strict=True), 1):
            for shape in [shape for shape in slide.shapes if shape.name == "Lane"][-1:]:
                shape.name = f"{TAG}{number}"
            tags.slides.append(describe_slide(slide, shapes))
            tags.notes.append(slide.notes_slide.notes_text_frame.text)
        write_tags(self.deck.deck, tags)


def _note(event: Event, as_read: Mapping[str, Any], is_counted: bool) -> str:
    """The notes of an event: a person's note, its date, its sentence, and its corrections; with * if the title counts it."""
    where = describe_page(event.page, event.pdf_page)
    sentence = f"{date_in_words(event.date)}: {event.text or event.headline}{f' ({where})' if where else ''}"
    sentence = f"* {sentence}" if is_counted else sentence
    return "\n".join(filter(None, (event.note, sentence, describe_corrected(event.corrected, as_read))))
