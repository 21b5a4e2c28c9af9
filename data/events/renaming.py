"""Renames of a field while log entries come and go: renaming changes no stored value."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterator

AS_READ = -1  # the place of original values
_END = ("", AS_READ)


class Names:
    """Resolves a name written at one place in the log to its current name, and tracks which names exist.

    A place is the number of an entry. `renames` are those in force; `origins` the places at which a name of something in force
    was written. `read` returns the original names, which always exist.
    """

    def __init__(self, read: Callable[[], Collection[str]]):
        self._read = read
        self._origins: dict[str, list[int]] = {}
        self._pairs: dict[int, tuple[str, str]] = {}
        self._from: dict[str, list[int]] = {}  # renames from a name
        self._to: dict[str, list[int]] = {}  # renames to a name
        self._newest = AS_READ
        self._known: dict[
            int, tuple[str, int]
        ] = {}  # the name that a rename resolves to, and up to which place
        self._found: dict[tuple[str, int], bool] = {}

    def put(self, name: str, place: int, on: bool) -> None:
        """Record that something has a name, or no longer has it."""
        _put(self._origins.setdefault(name, []), place, on)
        self._note_place(place, on)

    def rename(self, old: str, new: str, place: int, on: bool) -> None:
        """Put a rename in force, or out of force."""
        if place <= self._newest or not on:
            self._known.clear()
        if on:
            self._pairs[place] = old, new
        else:
            del self._pairs[place]
        _put(self._from.setdefault(old, []), place, on)
        _put(self._to.setdefault(new, []), place, on)
        self._note_place(place, on)

    def now(self, name: str, place: int) -> str:
        """The current name for one written at a place."""
        passed = []
        while True:
            renames = self._from.get(name, [])
            at = bisect_right(renames, place)
            if at == len(renames):
                break
            place = renames[at]
            passed.append(place)
            name, place = self._known.get(place, (self._pairs[place][1], place))
        for rename in passed:  # path compression
            self._known[rename] = name, place
        return name

    def has(self, name: str) -> bool:
        """Whether anything has the name now."""
        until = self._newest + 1
        path = [((name, until), self._sources(name, until))]
        while path:
            source = next(path[-1][1], _END)
            if source is _END:
                self._found[path.pop()[0]] = False
            elif source is None or self._found.get(source):
                self._found |= dict.fromkeys((key for key, _ in path), True)
                return True
            elif source not in self._found:
                path.append((source, self._sources(*source)))
        return False

    def _note_place(self, place: int, on: bool) -> None:
        """Drop cached results unless this place only comes after them."""
        if place < self._newest or not on:
            self._found.clear()
        self._newest = max(self._newest, place)

    def _sources(self, name: str, until: int) -> Iterator[tuple[str, int] | None]:
        """None if the name itself was written since it was last renamed; otherwise what was renamed to it since."""
        renames = self._from.get(name, [])
        at = bisect_left(renames, until)
        last = renames[at - 1] if at else AS_READ
        origins = self._origins.get(name, [])
        at = bisect_left(origins, until)
        if (at and origins[at - 1] > last) or (last == AS_READ and name in self._read()):
            yield None
        renames = self._to.get(name, [])
        for i in range(bisect_left(renames, until) - 1, bisect_left(renames, last) - 1, -1):
            yield self._pairs[renames[i]][0], renames[i]


def _put(places: list[int], place: int, on: bool) -> None:
    if on:
        insort(places, place)
    else:
        del places[bisect_left(places, place)]
