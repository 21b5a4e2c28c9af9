"""Update a deck of ours that a person edited: redraw our shapes, keep theirs and what they changed."""

import io
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from components.draw.slide_colors import are_alike, colors_of_theme
from components.draw.slide_file import open_presentation
from components.draw.slide_tags import (
    TAG,
    VERSION,
    Shape,
    Tags,
    TagsTorn,
    describe_shape,
    read_tags,
    write_tags,
)
from data.report import ReportError

_MOVED = 4  # px from the original position above which a person moved a shape; programs round by less
_WRITTEN = ("Title", "Selection", "Source")  # whose text is updated, and nothing else
_NEVER = ("Slide number",)  # filled in by PowerPoint


@dataclass
class Changes:
    """The changes in an updated deck, counted."""

    new: int = 0
    gone: int = 0
    corrected: int = 0
    changed: int = 0  # shapes of ours that a person changed or deleted
    slides: int = 0  # slides that a person added
    retitled: int = 0
    animations: int = 0

    def in_words(self) -> str:
        """The counts above 0: "2 events new, 1 headline corrected, 1 slide of yours untouched"."""
        said = [
            (self.new, "event{s} new"),
            (self.gone, "event{s} gone"),
            (self.corrected, "headline{s} corrected"),
            (self.retitled, "title{s} of yours kept"),
            (self.changed, "shape{s} that you changed kept so"),
            (self.slides, "slide{s} of yours untouched"),
            (self.animations, "slide{s} without {its} animation, whose shapes are gone"),
        ]
        words = [
            f"{n} {text.format(s='' if n == 1 else 's', its='its' if n == 1 else 'their')}"
            for n, text in said
            if n
        ]
        return ", ".join(words) or "nothing new"


@dataclass
class _Old:
    """A slide of the old deck with its tags; `found` has the shapes that still exist."""

    slide: Any
    tags: list[Shape]
    notes: str
    found: dict[int, Any] = field(default_factory=dict)  # by the index of a tag

    def changed(self, number: int, theme: dict[str, str]) -> bool:
        """Whether a person moved, recoloured or rewrote an existing shape."""
        was, now = self.tags[number], describe_shape(self.found[number], theme)
        if was.name in _WRITTEN:
            return was.text != now.text
        moved = max(abs(was.x - now.x), abs(was.y - now.y)) > _MOVED
        return moved or was.text != now.text or not are_alike(was.color, now.color)


@dataclass(frozen=True)
class OldDeck:
    """An opened deck of ours: how it was divided, and its template, which is the deck itself; None for our own template."""

    name: str
    presentation: Any
    tags: Tags
    template: bytes | None

    @property
    def build(self) -> str:
        return self.tags.build


def update_deck(old: OldDeck, made: bytes) -> tuple[bytes, Changes]:
    """Update the old deck from one newly `made` of the report; returns it with what changed.

    Raises `ReportError` if the slides have another size.
    """
    deck, before, name = old.presentation, old.tags, old.name
    anew = Presentation(io.BytesIO(made))
    now = read_tags(anew)
    assert now is not None
    if (deck.slide_width, deck.slide_height) != (anew.slide_width, anew.slide_height):
        raise ReportError(f"The slides in {name} have another size now; make new slides.")
    changes = _count_changes(before, now)
    olds = _find_slides(deck, before)
    changes.slides = len(deck.slides) - len(olds)
    pairs = _pair(olds, now)
    kept: list[tuple[Any, list[Shape], str]] = []
    last = None
    for number, slide in enumerate(anew.slides):
        old_slide = pairs.get(number)
        if old_slide is None:
            added = _add_slide(deck, slide, last)
            last = added
            kept.append((added, now.slides[number], now.notes[number]))
            continue
        tags = _update_slide(old_slide, slide, now.slides[number], now.notes[number], changes)
        kept.append((old_slide.slide, tags, now.notes[number]))
        last = old_slide.slide
    for left in [one for one in olds if one not in pairs.values()]:
        theme = colors_of_theme(left.slide)
        if len(left.slide.shapes) > len(left.found) or any(left.changed(n, theme) for n in left.found):
            changes.slides += 1  # a person changed it, so it is theirs
            for shape in left.slide.shapes:
                shape.name = shape.name.replace(TAG, "Lane ")
        else:
            _drop_slide(deck, left.slide)
    for number, (slide, _, _) in enumerate(kept, 1):
        for shape in slide.shapes:
            if shape.name.startswith(TAG):
                shape.name = f"{TAG}{number}"
    tags = [[_renamed(shape, n) for shape in shapes] for n, (_, shapes, _) in enumerate(kept, 1)]
    now.slides, now.notes = tags, [notes for *_, notes in kept]
    write_tags(deck, now)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue(), changes


def open_old_deck(old: bytes, name: str) -> OldDeck:
    """Open the deck in the file `name`.

    Raises `ReportError`, with one sentence, if we did not make it, if a newer version did, or if its tags are incomplete.
    """
    deck = open_presentation(old, name)
    try:
        tags = read_tags(deck)
    except TagsTorn:
        raise ReportError(
            f"The tags in {name} are torn, so that its shapes cannot be told apart; make new slides."
        ) from None
    if tags is None:
        raise ReportError(f"{name} was not made by Yearline; leave --update out to make new slides.")
    if tags.version > VERSION:
        raise ReportError(f"{name} was made by a newer Yearline; update Yearline first.")
    return OldDeck(name, deck, tags, None if tags.is_ours else old)


def _renamed(shape: Shape, number: int) -> Shape:
    if not shape.name.startswith(TAG):
        return shape
    return Shape(f"{TAG}{number}", shape.x, shape.y, shape.text, shape.color, shape.event)


def _count_changes(before: Tags, now: Tags) -> Changes:
    same = before.events.keys() & now.events.keys()
    return Changes(
        new=len(now.events.keys() - before.events.keys()),
        gone=len(before.events.keys() - now.events.keys()),
        corrected=sum(before.events[one] != now.events[one] for one in same),
    )


def _find_slides(deck: Any, tags: Tags) -> list[_Old]:
    """Find our slides, each once: a copy that a person made is theirs."""
    found: list[_Old] = []
    taken: set[int] = set()
    for slide in deck.slides:
        names = [re.fullmatch(rf"{TAG}(\d+)", shape.name) for shape in slide.shapes]
        number = next((int(name[1]) for name in names if name), 0)
        if 0 < number <= len(tags.slides) and number not in taken:
            taken.add(number)
            one = _Old(slide, tags.slides[number - 1], tags.notes[number - 1])
            _find_shapes(one)
            found.append(one)
    return found


def _find_shapes(old: _Old) -> None:
    """Find each shape by its name, the nearest of several; a placeholder that lost its name by its text."""
    free = list(old.slide.shapes)
    for number, tag in enumerate(old.tags):
        if tag.name == "Title" and old.slide.shapes.title is not None:
            same = [old.slide.shapes.title]
        else:
            same = [shape for shape in free if shape.name == tag.name]
        if not same and tag.name in _WRITTEN:
            same = [shape for shape in free if describe_shape(shape, {}).text == tag.text]
        if same:
            best = min(same, key=lambda shape: _distance(tag, describe_shape(shape, {})))
            old.found[number] = best
            free = [shape for shape in free if shape.shape_id != best.shape_id]


def _distance(one: Shape, other: Shape) -> tuple[bool, int]:
    return one.text != other.text, abs(one.x - other.x) + abs(one.y - other.y)


def _pair(olds: Sequence[_Old], now: Tags) -> dict[int, _Old]:
    """Match each new slide with the old one that it replaces: the overview, and those that share most events."""
    pairs: dict[int, _Old] = {}
    free = list(olds)
    for number, shapes in enumerate(now.slides):
        events = {shape.event for shape in shapes} - {""}
        shared = [len(events & {shape.event for shape in old.tags}) for old in free]
        best = max(range(len(free)), key=lambda i: (number == 0 and i == 0, shared[i]), default=None)
        if best is not None and (shared[best] or number == 0):
            pairs[number] = free.pop(best)
    return pairs


def _update_slide(old: _Old, made: Any, tags: list[Shape], notes: str, changes: Changes) -> list[Shape]:
    """Redraw our shapes on a slide; returns the tags of our current shapes, and the old ones of those that a person changed."""
    theme, tree = colors_of_theme(old.slide), old.slide.shapes._spTree
    drawn = list(made.shapes)
    skipped: set[int] = set()  # new shapes that are not added: a person changed or deleted theirs
    result: list[Shape] = []
    numbers: dict[
        str, list[str]
    ] = {}  # ids of removed shapes by event: the new shapes take them, so that animations still work
    place = len(tree)
    for number, was in enumerate(old.tags):
        shape = old.found.get(number)
        if was.name in _NEVER:
            continue
        is_changed = shape is None or old.changed(number, theme)
        if was.name in _WRITTEN:
            new = next((n for n, tag in enumerate(tags) if tag.name == was.name), None)
            if shape is not None and new is not None:
                changes.retitled += is_changed and was.name == "Title"
                if not is_changed:
                    _write(shape, tags[new].text)
                result.append(was if is_changed else tags[new])
                skipped.add(new)
            continue
        if is_changed and not was.name.startswith(TAG):
            changes.changed += 1
            result.append(was)
            skipped |= _same_as(was, tags, skipped)
        elif shape is not None:
            place = min(place, tree.index(shape._element))
            numbers.setdefault(was.event or was.name, []).append(str(shape.shape_id))
            tree.remove(shape._element)
    skipped |= {n for n, tag in enumerate(tags) if tag.name in (*_NEVER, *_WRITTEN)}
    taken = {int(one.get("id")) for one in tree.iter(qn("p:cNvPr"))}
    for number, (shape, tag) in enumerate(zip(drawn, tags, strict=True)):
        if number in skipped:
            continue
        element = deepcopy(shape._element)
        _number_anew(element, taken, numbers.get(tag.event or tag.name, []))
        tree.insert(place, element)
        place += 1
        result.append(tag)
    _write_notes(old, notes)
    _mend_animation(old.slide, taken, changes)
    return result


def _same_as(was: Shape, tags: Sequence[Shape], skipped: set[int]) -> set[int]:
    """The new shape that corresponds to one that a person changed: of the same event, or with the same name and text."""
    free = [n for n, tag in enumerate(tags) if n not in skipped]
    if was.event:
        return {n for n in free if tags[n].event == was.event}
    same = [n for n in free if tags[n].name == was.name and tags[n].text == was.text]
    return set(sorted(same, key=lambda n: _distance(was, tags[n]))[:1])


def _write(shape: Any, text: str) -> None:
    """Replace a shape's text and keep its formatting."""
    runs = shape.text_frame.paragraphs[0].runs
    if not runs:
        shape.text_frame.text = text
        return
    runs[0].text = text
    for run in runs[1:]:
        run._r.getparent().remove(run._r)


def _number_anew(element: Any, taken: set[int], before: list[str]) -> None:
    """Assign shape ids that are unused on the slide; the first is that of the shape that is replaced."""
    for one in element.iter(qn("p:cNvPr")):
        number = int(before.pop(0)) if before else 0
        if not number or number in taken:
            number = max(taken, default=1) + 1
        taken.add(number)
        one.set("id", str(number))


def _write_notes(old: _Old, notes: str) -> None:
    frame = old.slide.notes_slide.notes_text_frame
    if frame is not None and frame.text.split() == old.notes.split():
        frame.text = notes


def _mend_animation(slide: Any, numbers: set[int], changes: Changes) -> None:
    """Remove an animation that refers to shapes that no longer exist, as PowerPoint would report the file as damaged."""
    timing = slide._element.find(qn("p:timing"))
    if timing is None:
        return
    targets = {int(one.get("spid")) for one in timing.iter(qn("p:spTgt"))}
    if not targets <= numbers:
        slide._element.remove(timing)
        changes.animations += 1


def _add_slide(deck: Any, made: Any, after: Any) -> Any:
    """Add a new slide with the shapes of a generated one, after another."""
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    slide = deck.slides.add_slide(layouts.get(made.slide_layout.name, deck.slide_layouts[0]))
    tree = slide.shapes._spTree
    for shape in list(slide.shapes):
        tree.remove(shape._element)
    for shape in made.shapes:
        element = deepcopy(shape._element)
        for link in element.iter(qn("a:hlinkClick")):
            address = made.part.rels[link.get(qn("r:id"))].target_ref
            relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            link.set(qn("r:id"), slide.part.relate_to(address, relation, is_external=True))
        tree.append(element)
    timing = made._element.find(qn("p:timing"))
    if timing is not None:
        slide._element.append(deepcopy(timing))
    slide.notes_slide.notes_text_frame.text = made.notes_slide.notes_text_frame.text
    if after is not None:
        listed = deck.part._element.sldIdLst
        ids = {deck.part.related_part(one.rId).slide.slide_id: one for one in listed}
        ids[after.slide_id].addnext(ids[slide.slide_id])
    return slide


def _drop_slide(deck: Any, slide: Any) -> None:
    listed = deck.part._element.sldIdLst
    for one in list(listed):
        if deck.part.related_part(one.rId).slide.slide_id == slide.slide_id:
            deck.part.drop_rel(one.rId)
            listed.remove(one)
