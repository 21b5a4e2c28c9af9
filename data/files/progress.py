"""How far a long reading is, as a bar on the terminal."""

import sys
from collections.abc import Callable

from tqdm import tqdm


def show_progress(what: str) -> Callable[[int, int], None] | None:
    """A function that is told what is done and of how much; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        return None
    bar = tqdm(desc=what, file=sys.stderr, bar_format="{desc} {bar:30} {n_fmt} of {total_fmt}")

    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)
        if done == of:
            bar.close()

    return show
