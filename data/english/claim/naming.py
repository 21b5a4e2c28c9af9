"""The names of those whom words name: as among the actors, and bare people by their noun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.claim.ground import Rule, names_of_group, role_kinds, roles, word_set
from data.english.claim.lists import goes_on, is_listed, joined_behind, of_band
from data.english.claim.pronouns import ITS, SINGULAR, before_in_sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.actor.report_names import ReportNames
    from data.english.claim.ground import Name

_PRONOUNS = frozenset("he she they him her them it his their its".split())
_WHO = frozenset(("who", "which", "that", "whom"))
_COUNTED_OF = frozenset(("of", "among"))
_PEOPLE = word_set("claims", "people")
_BODIES = word_set("claims", "bodies")
REALMS = frozenset(("republic", "kingdom", "commonwealth", "federation", "islands"))
_LIST_WORDS = frozenset((",", "–", "—", "-", ":", ";", "and", "including", "namely", "a", "an", "the"))
_OF_LISTED = frozenset(("conscience", "war"))
_ALL = frozenset(("all", "both"))
_ALL_OF = frozenset(("all", "the", "both", "these", "those"))
_BANDS = frozenset("group crowd mob gang band".split())
_LAND = frozenset(("country", "state", "region"))

_BARE = Rule(
    "claims",
    "people by their noun",
    "names people of whom nothing tells which by their noun",
    "It is done to them, though nobody would filter by them.",
    "In May, soldiers killed three women.",
    "killing; by soldiers; to women; 3",
)
_HE = Rule(
    "claims",
    "whom a pronoun means",
    "names whom “he”, “they” or “it” means",
    "The sentence before says who.",
    "In May, she was arrested.",
    "detention; to Ana Roe",
    he="Ana Roe",
)
_HE_IN_SENTENCE = Rule(
    "claims",
    "whom a pronoun means in its sentence",
    "names for “he”, “they” whom the same sentence tells of before it",
    "Nearer than any sentence before.",
    "Ana Roe was released two days after she returned to Salt River in May.",
    "return; by Ana Roe; in Salt River",
    he="Bob Low",
)
_ROW = Rule(
    "claims",
    "a row of persons",
    "names all of several persons, where the parser took the second for what the first is called",
    "Two names of persons side by side are two persons.",
    "In May, Ana Roe, Bob Low, Carl Moe and Dora Fox were charged with fraud.",
    "trial; to Ana Roe, Bob Low, Carl Moe, Dora Fox",
)
_ALL_TEN = Rule(
    "claims",
    "all of them",
    "names for “all ten”, “both”, “two of the ten” those told of in the sentence before",
    "The sentence before says whom they are.",
    "In May, all ten were acquitted.",
    "judgment; to miners; 10",
    he="miners",
)


@dataclass(frozen=True)
class Named:
    """Somebody under a name, with the word that names them."""

    name: str
    word: Token


def nobody(_: str) -> tuple[str, ...]:
    """Of no pronoun is known whom it means."""
    return ()


@dataclass(frozen=True)
class Namer:
    """What names are told by in one sentence: its proper names by their tokens, the report's names, whom its pronoun means."""

    taken: dict[int, Name]
    report: ReportNames
    meant: Callable[[str], tuple[str, ...]] = nobody  # whom a pronoun, in small letters, stands for

    def all_of(self, token: Token, depth: int = 0) -> list[Named]:
        """Those whom a noun names, and those joined to it with "and" or commas."""
        found = self.one(token, depth)
        if depth < 12:
            for child in token.children:
                if (
                    child.dep_ == "conj"
                    and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ")
                    or (is_listed(child) or self._is_row(token, child))
                    and found
                ):
                    found = [*found, *self.all_of(child, depth + 1)]
                elif child.lower_ == "including" and found:
                    named = [g for g in child.children if g.dep_ == "pobj"]
                    found = [*found, *(one for g in named for one in self.all_of(g, depth + 1))]
        if depth == 0 and len(found) == 1:
            found = [*found, *(one for other in joined_behind(token) for one in self.one(other))]
        if depth == 0 and found and (further := goes_on(token)) is not None:
            found = [*found, *self.all_of(further, 1)]
        return [*found, *self._listed_behind(token, found)] if depth == 0 and token.tag_ == "NNS" else found

    def _is_row(self, first: Token, second: Token) -> bool:
        """Whether the parser took the second of several names for an apposition: "Ana Roe, Bob Low and Carl Moe were charged"."""
        names = [self.taken.get(token.i) for token in (first, second)]
        persons = {name.actor.name for name in names if name and name.actor and name.actor.kind == "person"}
        joined = any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in second.children)
        return second.dep_ == "appos" and joined and len(persons) == 2 and _ROW.fires(second.text)

    def _listed_behind(self, token: Token, found: list[Named]) -> list[Named]:
        """The persons named behind a plural, whatever the parser hung them on: "four miners – Ana Roe, driver Bob Low and …"."""
        known, listed, doc = {one.name for one in found}, [], token.doc
        at, joined = token.i + 1, False
        while at < len(doc):
            name, word = self.taken.get(at), doc[at]
            if name is not None and (name.actor is None or name.actor.kind != "person"):
                break
            if name is not None and name.actor is not None:
                if name.actor.name not in known and (joined or doc[at - 1].pos_ != "ADP"):
                    listed.append(Named(name.actor.name, doc[name.end - 1]))
                at, joined = name.end, False
                continue
            of_listed = word.text == "of" and doc[at + 1 : at + 2].text in _OF_LISTED
            noun = word.pos_ in ("NOUN", "ADJ") and word.text.islower()
            if not (word.lower_ in _LIST_WORDS or of_listed or noun):
                break
            at, joined = at + 1, True
        return list({one.name: one for one in listed}.values()) if len(listed) > 1 else []

    def one(self, token: Token, depth: int = 0) -> list[Named]:
        """Those whom one noun names."""
        if token.i in self.taken:
            name = self.taken[token.i]
            if name.actor is not None:
                return [Named(name.actor.name, token)]
            found = self._state_of(token) or self._in_apposition(token)
            if found or not (name.end - name.start == 1 and self.is_group(token)):
                return found
        if token.lower_ in _PRONOUNS:
            if (found := self._told_of_before(token)) and _HE_IN_SENTENCE.fires(token.text):
                return [Named(one.name, token) for one in found]
            return [Named(name, token) for name in self.meant(token.lower_) if _HE.fires(token.text)]
        if token.lower_ in _WHO or depth > 12:
            return []
        beside = self.taken.get(token.head.i) if token.dep_ == "appos" else None
        if beside is not None and beside.actor is not None and beside.actor.kind == "person":
            return [Named(beside.actor.name, token.head)]
        if (
            token.lemma_.lower() in _LAND
            and token.tag_ == "NN"
            and all(c.dep_ in ("det", "prep") for c in token.children)
        ):
            return []  # "visited the country"
        counted = self._counted(token, depth)
        if counted is not None:
            return counted
        if self.is_group(token):
            return self._joined_before(token) + (
                self._in_apposition(token)
                or self._named_behind(token)
                or self._of_body(token)
                or self._group(token)
            )
        return self._in_apposition(token)

    def _told_of_before(self, pronoun: Token) -> list[Named]:
        """Whom the pronoun's own sentence tells of before it: "Ana Roe was held after she returned"."""
        for token in before_in_sentence(pronoun):
            if pronoun.lower_ in ITS:
                name = self.taken.get(token.i)
                if name is not None and name.actor is not None and name.actor.kind not in ("person", "group"):
                    return self.one(token)
                continue
            found = self.one(token) if pronoun.lower_ in SINGULAR else self.all_of(token)
            if pronoun.lower_ not in SINGULAR:
                if len(found) > 1 or found and token.tag_ in ("NNS", "NNPS"):
                    return found
            elif found and self._is_person(token):
                return found
        return []

    def _is_person(self, token: Token) -> bool:
        name = self.taken.get(token.i)
        if name is not None and name.actor is not None:
            return name.actor.kind == "person"
        return token.tag_ == "NN" and role_kinds().get(token.lemma_.lower()) == "group"

    def _state_of(self, token: Token) -> list[Named]:
        """The state that "Republic of" is the beginning of."""
        for child in token.children if token.lower_ in REALMS else ():
            inner = (
                next((g for g in child.children if g.dep_ == "pobj"), None) if child.lower_ == "of" else None
            )
            name = self.taken.get(inner.i) if inner is not None else None
            if name is not None and name.actor is not None and "state" in name.actor.kind:
                return [Named(name.actor.name, token)]
        return []

    def _joined_before(self, token: Token) -> list[Named]:
        """The person whom the parser hung on those named behind an "and": "arrested Ana Roe and three miners"."""
        for child in token.children:
            if child.dep_ in ("nmod", "compound") and any(c.dep_ == "cc" for c in child.children):
                name = self.taken.get(child.i)
                if name is not None and name.actor is not None and name.actor.kind == "person":
                    return [Named(name.actor.name, child)]
        return []

    def _named_behind(self, token: Token) -> list[Named]:
        """The body that is named behind a noun and a comma: "an independent mechanism, the Water Council, was set up"."""
        doc, at = token.doc, token.i + 1
        if at + 2 >= len(doc) or doc[at].text != "," or token.tag_ != "NN":
            return []
        first = at + 2 if doc[at + 1].lower_ == "the" else at + 1
        name = self.taken.get(first)
        if name is None or name.actor is None or name.actor.kind in ("person", "foreign state"):
            return []
        closed = name.end >= len(doc) or doc[name.end].text in (",", "(", ".", ";")
        return [Named(name.actor.name, doc[name.end - 1])] if closed else []

    def is_group(self, token: Token) -> bool:
        """Whether a noun names people or a body by what they are."""
        lemma = token.lemma_.lower()
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return False
        return (
            lemma in role_kinds()
            or lemma in _PEOPLE
            or lemma in _BODIES
            or token.lower_ == "people"
            or token.ent_type_ == "NORP"
            and token.tag_ in ("NNS", "NNPS")
        )

    def _counted(self, token: Token, depth: int) -> list[Named] | None:
        """Those who are counted by "dozens of", "two of", "members of"; None where nobody is."""
        number = token.like_num or token.pos_ in ("NUM", "PRON", "DET", "ADJ")
        lemma = token.lemma_.lower()
        if (
            not number
            and lemma not in roles("counting")
            and token.lower_ not in ("governments", "authorities")
        ):
            return None
        for child in token.children:
            if child.lower_ in _COUNTED_OF and child.dep_ == "prep":
                for inner in child.children:
                    if inner.dep_ == "pobj" and (found := self.all_of(inner, depth + 1)):
                        followed = lemma == "supporter" and token.tag_ == "NNS" and inner.tag_ == "NNS"
                        return self._group(token) if followed else found
        if token.lemma_.lower() in _BANDS and (band := of_band(token)) is not None:
            return [Named(band.lower_, band)]
        if (
            number
            and token.lower_ in _ALL
            or token.like_num
            and any(c.lower_ in _ALL_OF for c in token.children)
        ):
            return [Named(name, token) for name in self.meant("they") if _ALL_TEN.fires(token.text)]
        return [] if number else None

    def _of_body(self, token: Token) -> list[Named]:
        """The body that "NSS officers" or "Farmers Union leaders" belong to."""
        for child in token.children:
            if child.dep_ in ("compound", "nmod", "poss", "amod") and child.i in self.taken:
                actor = self.taken[child.i].actor
                if (
                    actor
                    and actor.kind not in ("person", "foreign state")
                    and actor.name != self.report.place
                ):
                    return [Named(actor.name, child)]
        return []

    def _in_apposition(self, token: Token) -> list[Named]:
        """The persons named beside a role: "two miners, Ana Roe and Bob Low", "editor Ana Roe"."""
        for child in token.children:
            if child.dep_ in ("appos", "compound", "nmod") and child.i in self.taken and child.i != token.i:
                actor = self.taken[child.i].actor
                if (
                    actor is not None
                    and actor.kind == "person"
                    and (child.dep_ == "appos" or child.i > token.i)
                ):
                    return [named for named in self.all_of(child, 8)]
        return []

    def _group(self, token: Token) -> list[Named]:
        names = names_of_group(token, self.taken, self.report)
        if names:
            return [Named(name, token) for name in names]
        _BARE.fires(token.text)
        return [Named(token.text if token.pos_ == "PROPN" else token.lower_, token)]
