"""Answers in JSON, and what they are where something cannot be: one sentence, and the status that says which kind it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from data import ReportError, SelectionError
from data.store import ReportGone, StoreUnavailable

ONLY_READS = "This link only reads; ask whoever gave it to you for one that edits."

P = ParamSpec("P")
Answer = tuple[Any, int]  # the content of the JSON, and the status


def refused(sentence: str, status: int) -> Answer:
    """The answer to what is not done."""
    return {"error": sentence}, status


def explained(answer: Callable[P, Answer]) -> Callable[P, Answer]:
    """The `answer` with a sentence for a report that is not here, a database that is away, and what cannot be done."""

    @wraps(answer)
    def explain(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return answer(*args, **kwargs)
        except (SelectionError, ReportGone) as error:
            return refused(str(error), 404)
        except StoreUnavailable as error:
            return refused(str(error), 503)
        except ReportError as error:
            return refused(str(error), 422)

    return explain
