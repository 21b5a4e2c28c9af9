"""Match typed names with known ones as they are displayed: "Bloggers" is the actor "bloggers" of the text."""

from collections.abc import Iterable
from dataclasses import replace

from data.events.corrections import NAMES, Add, Correction, RenameActor, Set
from data.events.replay import State
from data.selection.filters import capitalize


class KnownNames:
    """The current names of actors, found on first use and extended by what is typed."""

    def __init__(self, state: State):
        self._state = state
        self._shown: dict[str, str] = {}  # names by how they are displayed
        self._exact: set[str] = set()

    def follow(self, correction: Correction) -> Correction:
        """Replace the names in a correction by known ones, so that a rename merges and no actor occurs twice."""
        if isinstance(correction, RenameActor):
            known = self._find(correction.rename)
            return correction if known == correction.actor else replace(correction, rename=known)
        if isinstance(correction, Set):
            fields = {
                name: self._find_all(value) if name in NAMES else value
                for name, value in correction.fields.items()
            }
            return replace(correction, fields=fields, kinds=self._with_kinds(correction.kinds))
        if isinstance(correction, Add):
            actors = self._find_all(correction.actors)
            return replace(correction, actors=actors, kinds=self._with_kinds(correction.kinds))
        return correction

    def _with_kinds(self, kinds: dict[str, str]) -> dict[str, str]:
        return {self._find(name): kind for name, kind in kinds.items()}

    def _find_all(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._find, names)))

    def _find(self, name: str) -> str:
        """The known name, otherwise the typed one."""
        if not self._exact:
            self._exact = self._state.actor_names()
            for known in sorted(self._exact):
                self._shown.setdefault(capitalize(known), known)
        return name if name in self._exact else self._shown.setdefault(capitalize(name), name)
