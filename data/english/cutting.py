"""The cheapest cut: which phrases a clause can lose until it fits, the least telling first."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from data.english.clauses import Clause, joint, led_by_and
from data.english.prices import Price, find_price, second_subject
from data.english.rules import Rule, noting, unnoted
from data.english.soundness import is_sound
from data.english.wording import render
from data.english.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

LIMIT = 70
_FOLLOWING = frozenset("dobj attr acomp oprd xcomp ccomp prep prt dative agent npadvmod advmod".split())
_COMPLETE = word_set("headlines", "complete")
_INCOMPLETE = word_set("headlines", "incomplete")
_TRIES = 350  # cuts looked at before a longer way of saying it is given up
_WORK = 3_000_000  # phrases by words, looked at in one search
_TOO_LONG = 0.06  # what each character too many is expected to cost, so that the search heads where it fits

_ARTICLES = Rule(
    "headlines",
    "articles",
    "leaves out all of a line's articles together, for 0.25 each",
    "Headlines do without articles, but not without some of them only.",
    "In May, the mayor of the old town closed the largest hospital of the southern valley for a week.",
    "Mayor of old town closes largest hospital of southern valley for week",
)


@dataclass(frozen=True)
class Phrase:
    """Tokens that can go together, what it costs to lose them, and the rule that says so."""

    tokens: frozenset[int]
    cost: float
    rule: Rule


def cut_to(clause: Clause, tokens: set[int], he: str | None, limit: int = LIMIT) -> str | None:
    """The clause's words after the cheapest cut to `limit` characters; None where no cut makes a whole line."""
    kept = cheapest_cut(clause, tokens, he, limit)
    return None if kept is None else render(clause, kept, he)


def cheapest_cut(
    clause: Clause, tokens: set[int], he: str | None, limit: int, fewest: int = 3
) -> set[int] | None:
    """The tokens that are left of a whole clause when it is no longer than `limit`, of `fewest` words."""
    phrases, staying = _phrases(clause, tokens)
    with unnoted():
        dropped = _search(clause, tokens, phrases, he, limit, fewest)
    if dropped is None:
        return None
    if noting():
        _note(clause, phrases, staying, dropped)
    return tokens - dropped


def _search(
    clause: Clause, tokens: set[int], phrases: list[Phrase], he: str | None, limit: int, fewest: int
) -> frozenset[int] | None:
    """The tokens to leave out at the least cost; None where that leaves no whole line."""
    order = count()
    heap: list[tuple[float, int, float, frozenset[int]]] = [(0.0, next(order), 0.0, frozenset())]
    cheapest = {frozenset(): 0.0}
    tries = 0
    # A sentence of a thousand short words has hundreds of phrases: fewer tries for what costs more each.
    most = min(_TRIES, _WORK // (len(phrases) * len(tokens) or 1))
    while heap and tries < most:
        _, _, cost, dropped = heapq.heappop(heap)
        tries += 1
        text = render(clause, tokens - dropped, he)
        if len(text) <= limit and is_sound(text, fewest) and not _is_torn(clause, tokens, dropped):
            return dropped
        for phrase in phrases:
            left = phrase.tokens - dropped
            paid = cost + phrase.cost * len(left) / len(phrase.tokens)
            if not left or paid >= cheapest.get(wider := dropped | phrase.tokens, 1e9):
                continue
            cheapest[wider] = paid
            long = sum(len(clause.doc[i].text_with_ws) for i in tokens - wider)
            heapq.heappush(heap, (paid + _TOO_LONG * max(0, long - limit), next(order), paid, wider))
    return None


def _note(
    clause: Clause, phrases: list[Phrase], staying: list[tuple[int, Price]], dropped: frozenset[int]
) -> None:
    """Note which phrases went, and by which rules others stayed where something had to go."""
    if not dropped:
        return
    for phrase in phrases:
        words = "".join(clause.doc[i].text_with_ws for i in sorted(phrase.tokens)).strip(" ,")
        gone = phrase.tokens <= dropped
        phrase.rule.fires(
            f"left out “{words}” for {phrase.cost:.2g}"
            if gone
            else f"kept “{words}”, worth {phrase.cost:.2g}"
        )
    for i, rule in staying:
        rule.fires(f"kept “{clause.doc[i].text}”")


def _phrases(clause: Clause, tokens: set[int]) -> tuple[list[Phrase], list[tuple[int, Price]]]:
    """The phrases that can go, and the heads of those that a rule keeps."""
    phrases, staying = [], []
    for i in sorted(tokens):
        rule = find_price(clause.doc[i], clause)
        if rule is None or rule.price is None:
            staying += [(i, rule)] if rule else []
        elif phrase := _phrase_of(clause.doc[i], clause, tokens):
            content = sum(1 for k in phrase if clause.doc[k].is_alpha and not clause.doc[k].is_stop)
            phrases.append(Phrase(frozenset(phrase), rule.price * max(0.6, content), rule))
    articles = frozenset(
        i for i in tokens if clause.doc[i].dep_ == "det" and clause.doc[i].lower_ in ("a", "an", "the")
    )
    if articles:
        phrases.append(Phrase(articles, 0.25 * len(articles), _ARTICLES))
    return phrases, staying


def _phrase_of(token: Token, clause: Clause, tokens: set[int]) -> set[int] | None:
    """All that goes with `token`; None where it holds what cannot go."""
    joined = token.dep_ in ("conj", "appos", "relcl", "prep", "advcl", "nsubj", "nsubjpass")
    phrase = ({t.i for t in token.subtree} | (joint(token) if joined else set())) & tokens
    if token.dep_ == "ccomp":  # "declarations allowing ...": the noun before it stays
        phrase -= {t.i for c in token.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
    if token.dep_ == "conj" and token.head.dep_ != "conj":
        phrase |= {c.i for c in token.head.children if c.dep_ == "cc"} & tokens
    if clause.verb.i in phrase and clause.verb.dep_ in ("acl", "relcl") and clause.relative is None:
        phrase -= {t.i for t in clause.verb.subtree}  # the parser hung the verb on a noun in the subject
    around = (min(phrase, default=0) - 1, max(phrase, default=0) + 1)
    if any(clause.doc[k].text == "-" for k in around if 0 <= k < len(clause.doc)):
        return None  # a half of "state-owned"
    if clause.verb.i in phrase or (clause.subject is not None and clause.subject.i in phrase):
        return None
    return phrase


def _is_torn(clause: Clause, tokens: set[int], gone: frozenset[int]) -> bool:
    """Whether a clause is kept without its subject, or an apposition that lost what led to it."""
    return any(
        _lost_its_list(clause.doc[i], clause, gone)
        or _lost_its_subject(clause.doc[i], gone)
        or _lost_its_verb(clause.doc[i], clause, gone)
        or _lost_its_noun(clause.doc[i], gone)
        or _lost_all_behind(clause.doc[i], clause, tokens, gone)
        for i in tokens - gone
    )


def _lost_its_list(token: Token, clause: Clause, gone: frozenset[int]) -> bool:
    return (
        clause.subject is not None
        and second_subject(token, clause)
        and any(clause.subject.i < k < token.i for k in gone)
        and (token.left_edge.i - 1 in gone or not led_by_and(token))
    )


def _lost_its_subject(token: Token, gone: frozenset[int]) -> bool:
    if token.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.tag_ in ("VBD", "MD") for c in token.children):
        return False
    own = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    return own is None or own.i in gone


def _lost_its_verb(token: Token, clause: Clause, gone: frozenset[int]) -> bool:
    """ "was arrested after he helped a man shot by police" is not "arrested by police"."""
    doc = clause.doc
    return (
        token.dep_ == "agent"
        and token.head == clause.verb
        and any(k in gone and doc[k].pos_ == "VERB" for k in range(token.head.i, token.i))
    )


def _lost_all_behind(token: Token, clause: Clause, tokens: set[int], gone: frozenset[int]) -> bool:
    """Whether a verb lost all that followed it: "children aged", "a delegation arrives", "accused of shooting"."""
    if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
        return False
    if token == clause.verb and any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children):
        return False  # "two editors detained" says it
    passive = token.tag_ == "VBN" and token.dep_ in ("conj", "acl") and token.lemma_ not in _INCOMPLETE
    if passive or token.lemma_ in _COMPLETE:
        return False
    behind = [
        c.i
        for c in token.children
        if c.i > token.i and c.i in tokens and c.dep_ in _FOLLOWING and c.tag_ != "VBG"
    ]
    return bool(behind) and all(i in gone for i in behind)


def _lost_its_noun(token: Token, gone: frozenset[int]) -> bool:
    head = token.head
    if token.dep_ not in ("appos", "relcl", "npadvmod") or head.i in gone or head.i >= token.i:
        return False
    between = range(head.i + 1, min(t.i for t in token.subtree))
    return any(k in gone and not token.doc[k].is_punct and token.doc[k].dep_ != "det" for k in between)
