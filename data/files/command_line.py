"""What the commands share: progress drawn on the terminal, and advice that names their options."""

import sys
from collections.abc import Callable

from tqdm import tqdm

from data.report import EntryUnknown, ReportError, YearUnknown


def show_progress(what: str) -> Callable[[int, int], None] | None:
    """A bar on the terminal, or nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        return None
    bar = tqdm(desc=what, leave=True, ascii=" █", bar_format="{desc} [{bar:30}] {n} of {total}")

    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)
        if done == of:
            bar.close()

    return show


def advised(error: ReportError) -> str:
    """What went wrong, with the way on the command line out of it."""
    if isinstance(error, YearUnknown):
        return error.advised("say it with --year, as in --year 2008")
    if isinstance(error, EntryUnknown):
        option = f"--entry “{error.entries[0]}”; --list names all" if error.entries else ""
        return f"{error} Write it as in {option}." if option else f"{error} Leave out --entry."
    return str(error)
