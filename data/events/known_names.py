"""Names that people type, compared as they are shown: "Bloggers" is the actor that stands in a text as "bloggers"."""

from collections.abc import Iterable
from dataclasses import replace

from data.events.corrections import NAMES, Add, Correction, RenameActor, Set
from data.events.replay import State
from data.selection.filters import capitalize


class KnownNames:
    """The names of actors that stand, found when first asked for; what is typed meanwhile is added."""

    def __init__(self, state: State):
        self._state = state
        self._shown: dict[str, str] = {}  # a name by how it is shown
        self._exact: set[str] = set()

    def follow(self, correction: Correction) -> Correction:
        """The correction with names as they are known already: so a rename merges, and no actor is there twice."""
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
        """The name as it is known, or as it was typed."""
        if not self._exact:
            self._exact = self._state.actor_names()
            for known in sorted(self._exact):
                self._shown.setdefault(capitalize(known), known)
        return name if name in self._exact else self._shown.setdefault(capitalize(name), name)
