"""What a long line can lose whole: asides between commas or dashes, and what trails behind the main predicate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from data.english.headline.clauses import Clause, joint, led_by_and
from data.english.headline.pointing import find_unnamed
from data.english.headline.soundness import is_sound
from data.english.rules import Rule
from data.english.words import read_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANYONE = word_set("headlines", "anyone")
_CONDITIONS = word_set("headlines", "conditions")
_PUBLICATIONS = word_set("headlines", "publications")
_LEGAL = word_set("headlines", "legal")
_SAYS_WHICH = word_set("headlines", "supposed") | {"aim", "base", "design", "entitle", "name"}
_STAYING = frozenset(("according", "if", "unless", "but", "not", "only", "without", "except", "than"))
_NEEDS: dict[str, str] = read_words("verbs")["needs"]
_CLAUSES = (1, 5, 6)  # the turns of clauses and appositions
_NOUNS = ("NOUN", "PROPN", "DET", "NUM", "ADV")
_MARKS = frozenset(",;–—")
_LATER = frozenset(("after", "following", "while", "as", "because", "during", "amid", "since", "before"))

_ASIDE = Rule(
    "headlines",
    "aside",
    "leaves out whole asides between commas or dashes, then what trails, where a line is over 160 letters",
    "What a comma sets off says more of what is told already.",
    "In May, the mayor of the old town, a former teacher of mathematics at the northern school for the deaf who had long been ill, closed the largest hospital of the southern valley for a week.",
    "Mayor of the old town closes the largest hospital of the southern…",
)


def trim(
    clause: Clause, tokens: Collection[int], rooms: Sequence[int], tell: Callable[[set[int]], str]
) -> set[int]:
    """The fewest asides and trailing side clauses less, so that what `tell` makes of the rest has the letters of a room.

    `rooms` are tried one after another; all of `tokens` stay where no line is whole and fits.
    """
    whole = set(tokens)
    if len(tell(whole)) <= rooms[0]:
        return whole
    asides = [
        phrase for _, phrase in sorted(_asides(clause, whole), key=lambda found: (found[0], len(found[1])))
    ]
    for room in rooms:
        left, going = whole, []
        for phrase in asides:
            if len(tell(left)) > room and _goes(clause, whole, left - phrase, tell):
                going.append(phrase)
                left = left - phrase
        if len(tell(left)) > room:
            continue
        for phrase in going[:-1]:  # what a longer one made needless
            back = left | (phrase & whole)
            if any(phrase < other for other in going):
                continue  # it was a part of the longer one
            if len(tell(back)) <= room and _goes(clause, whole, back, tell):
                left = back
        if left != whole:
            _ASIDE.fires()
        return left
    return whole


def _goes(clause: Clause, tokens: set[int], left: set[int], tell: Callable[[set[int]], str]) -> bool:
    """Whether what is left is whole: no verb of it lost all that followed it."""
    unnamed = find_unnamed([clause.doc[i] for i in sorted(left)])
    if unnamed is not None and unnamed != find_unnamed([clause.doc[i] for i in sorted(tokens)]):
        return False  # whom “their” means would go
    return is_sound(tell(left)) and not any(
        clause.doc[i].pos_ == "VERB" and i != clause.verb.i and _lost_all_behind(clause.doc[i], tokens, left)
        for i in left
    )


def _lost_all_behind(verb: Token, tokens: set[int], left: set[int]) -> bool:
    behind = [c.i for c in verb.children if c.i > verb.i and c.i in tokens and not c.is_punct]
    return bool(behind) and not any(i in left for i in behind)


def _asides(clause: Clause, tokens: set[int]) -> list[tuple[int, set[int]]]:
    """What can go whole, each with its turn: the least telling has the lowest."""
    found = []
    for i in tokens:
        token = clause.doc[i]
        turn = _turn(token, clause)
        if turn is None or _is_needed(token):
            continue
        phrase = {t.i for t in token.subtree} & tokens
        if token.dep_ == "conj":
            phrase |= joint(token) & tokens
        elif _is_last_phrase(token, clause) or turn in _CLAUSES and _ends_the_line(token, phrase):
            phrase = {k for k in tokens if k >= min(phrase)}
        if clause.verb.i in phrase or clause.subject is not None and clause.subject.i in phrase:
            continue
        if _leads_on(clause, max(phrase) + 1, tokens) and not any(
            clause.doc[k].lower_ in _STAYING for k in sorted(phrase)[:2]
        ):
            found.append((turn, phrase | _marks(clause, token, phrase, tokens)))
    return found


def _leads_on(clause: Clause, behind: int, tokens: set[int]) -> bool:
    """Whether what follows an aside does not hang on it: no noun or participle of a list that it began."""
    after = next((clause.doc[i] for i in sorted(tokens) if i >= behind and not clause.doc[i].is_punct), None)
    hangs = after is not None and behind > clause.verb.i and (after.tag_ == "VBG" or after.pos_ in _NOUNS)
    return not hangs or after is clause.verb


def _is_needed(token: Token) -> bool:
    """Whether a verb or adjective is nothing without the phrase: “based …, on”, “transferred …, to”."""
    return token.lower_ in _NEEDS.get(token.head.lemma_, "").split()


def _turn(token: Token, clause: Clause) -> int | None:
    """When the phrase of `token` goes; None for what stays."""
    first, last = token.left_edge.i, token.right_edge.i
    doc, verb = token.doc, clause.verb
    if first <= token.sent.start or token.i == verb.i:
        return None
    mark = doc[first - 1].text
    ends = last + 1 >= len(doc) or doc[last + 1].text in (".", ";", mark if mark in _MARKS else ",")
    apart = mark in _MARKS and (ends or _ends_with_dash(token))
    behind = first > verb.i
    trailing = behind and last >= verb.right_edge.i - 1
    opening = doc[first].lower_
    if token.dep_ == "prep" and token.lower_ == "including" and (ends or trailing):
        return 0
    if apart and token.dep_ in ("appos", "relcl", "acl"):
        return None if _is_list(token) or _is_name(token) else 1
    if behind and token.dep_ in ("prep", "npadvmod") and (apart or _is_last_phrase(token, clause)):
        return 2
    if behind and apart and token.dep_ == "advcl":
        return None if opening == "to" or _has_mark(token, _CONDITIONS) else 3
    if trailing and token.dep_ in ("advcl", "prep") and token.head == verb and opening in _LATER:
        return None if token.lower_ == "as" else 4  # “attacked them as a threat”
    if trailing and token.dep_ == "relcl" and opening in ("which", "who") and _is_known(token.head):
        return 5
    if trailing and token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_ not in _SAYS_WHICH:
        return 6 if _is_known(token.head) and token.head.pos_ == "NOUN" else None
    joined = token.dep_ == "conj" and token.head == verb and led_by_and(token) and _is_clause(token)
    return 5 if joined and last >= len(doc) - 2 else None


def _is_known(noun: Token) -> bool:
    """Whether an object says which it is without a “who …”: a name, “the ban”, “three men”."""
    told = noun.pos_ == "PROPN" or any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)
    said = (
        noun.lemma_ in _PUBLICATIONS or noun.lemma_ in _LEGAL
    )  # “a report which found …” is nothing without
    return told and not said and noun.lower_ not in _ANYONE and noun.dep_ in ("dobj", "pobj", "conj")


def _is_clause(verb: Token) -> bool:
    """Whether a verb has a subject of its own, and is finite."""
    names = {child.dep_ for child in verb.children}
    return bool(names & {"nsubj", "nsubjpass"}) and (verb.tag_ in ("VBD", "VBZ", "VBP") or "auxpass" in names)


def _ends_the_line(token: Token, phrase: set[int]) -> bool:
    """Whether what stands behind a phrase belongs to nothing before it: it is a part of it, wherever the parser hung it."""
    above = set(token.ancestors)
    behind = [t for t in token.doc[max(phrase, default=0) + 1 :] if not t.is_punct]
    return not any(t in above or t.head in above for t in behind)


def _ends_with_dash(token: Token) -> bool:
    """Whether the second of two dashes ends a phrase that has the first: “, a town – that of the mayor – …”."""
    doc, behind = token.doc, token.right_edge.i + 1
    dashes = sum(t.text in ("–", "—") for t in token.subtree)
    return behind < len(doc) and doc[behind].text in ("–", "—") and dashes % 2 == 1


def _is_last_phrase(token: Token, clause: Clause) -> bool:
    """Whether a preposition opens what stands behind the last comma: “, in violation of its obligations to …”."""
    behind = clause.doc[token.i + 1 :]
    ends = not any(t.text in _MARKS or t.pos_ == "AUX" or t.tag_ == "VBD" for t in behind)
    return token.dep_ == "prep" and token.i > clause.verb.i and clause.doc[token.i - 1].text == "," and ends


def _is_name(token: Token) -> bool:
    """Whether an apposition names who or what is told of: “the organization, Save the Children, …”."""
    return token.dep_ == "appos" and token.pos_ == "PROPN" and token.head.pos_ == "NOUN"


def _is_list(token: Token) -> bool:
    """Whether what looks like an apposition is the rest of a list: “, the Republic, and the state”, “, her sister and Bob Low”."""
    joins = [child for child in token.children if child.dep_ == "cc"]
    people = any(t.ent_type_ == "PERSON" for c in token.children if c.dep_ == "conj" for t in c.subtree)
    listed = people or token.head.dep_ in ("appos", "conj") or any(c.nbor(-1).text == "," for c in joins)
    return token.dep_ == "appos" and bool(joins) and listed


def _has_mark(token: Token, words: Collection[str]) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in words for child in token.children)


def _marks(clause: Clause, token: Token, phrase: set[int], tokens: set[int]) -> set[int]:
    """The commas or dashes around a phrase that go with it: both, or the one before where the other has its own use."""
    before, behind = min(phrase) - 1, max(phrase) + 1
    if before not in tokens or clause.doc[before].text not in _MARKS:
        return set()
    if _ends_with_dash(token):
        return {before, behind}
    if behind not in tokens or clause.doc[behind].text != clause.doc[before].text:
        return {before}
    if behind + 1 == len(clause.doc):
        return {before, behind}
    verbs = (
        t for t in token.ancestors if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "relcl", "amod")
    )
    verb = next(verbs, clause.verb)
    after = clause.doc[behind + 1]
    outer = after not in (verb, *verb.subtree) or after.tag_ in ("WDT", "WP", "WP$", "WRB")
    stays = outer or _ends_another(token, phrase, tokens) or _is_listed(clause, behind + 1)
    return {before} if stays and clause.doc[before].text == "," else {before, behind}


def _ends_another(token: Token, phrase: set[int], tokens: set[int]) -> bool:
    """Whether the comma behind a phrase ends another aside, which stands right before it or holds it."""
    before = min(phrase) - 1
    for one in token.doc[:before]:
        if one.dep_ not in ("appos", "relcl", "acl") or one == token or one.i not in tokens - phrase:
            continue
        opened = one.left_edge.i > 0 and one.doc[one.left_edge.i - 1].text == ","
        if opened and max(t.i for t in one.subtree if t.i < before) == before - 1:
            return True
    return False


def _is_listed(clause: Clause, i: int) -> bool:
    """Whether what begins at `i` goes on with a list or another clause, which needs its comma."""
    doc = clause.doc
    return i < len(doc) and (
        doc[i].dep_ == "conj" or any(t.dep_ == "conj" and t.left_edge.i == i for t in doc)
    )
