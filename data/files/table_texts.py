"""Headlines and texts of table rows."""

from collections.abc import Sequence

from data.english.grammar import sentence_spans
from data.files.table_columns import Columns, plain_names
from data.files.table_dates import as_written
from data.files.table_meaning import without_date

LONGEST_HEADLINE = 240  # characters


def find_texts(cells: dict[str, Sequence[object]], count: int) -> tuple[list[str], list[str]]:
    """Each row's headline, or otherwise its text's opening; and its text, or otherwise its headline."""
    headlines = (
        [" ".join(as_written(value).split()) for value in cells["headline"]]
        if "headline" in cells
        else [""] * count
    )
    if "text" not in cells:
        return headlines, headlines
    texts = [as_written(value) for value in cells["text"]]
    openings = [
        headline or without_date(_opening_of(text)) for headline, text in zip(headlines, texts, strict=True)
    ]
    return openings, [_whole(headline, text) for headline, text in zip(headlines, texts, strict=True)]


def _whole(headline: str, text: str) -> str:
    """A row's text; a title that is too long for a headline is put before it in full."""
    if not text or len(headline) <= LONGEST_HEADLINE or text.startswith(headline):
        return text or headline
    return f"{headline}\n{text}"


def _opening_of(text: str) -> str:
    line = " ".join(text[:2000].split())
    return line[slice(*next(iter(sentence_spans(line)), (0, 0)))]


def compose_texts(
    columns: Columns,
    names: Sequence[str],
    every: dict[int, list[object]],
    headlines: list[str],
    texts: list[str],
) -> set[int]:
    """Compose headlines from other cells for rows of a published table without texts; returns those rows."""
    if columns.table is None:
        return set()
    plain, composed = plain_names(names), set()
    for row, headline in enumerate(headlines):
        if not headline and (said := columns.table.compose(plain, every, row)):
            headlines[row] = texts[row] = said
            composed.add(row)
    return composed
