"""The cheapest cut: which phrases a clause can lose until it fits, the least telling first."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from data.english.actor.kinds import TITLE
from data.english.headline.clauses import Clause, joint
from data.english.headline.cut_constraints import Flaw, find_flaw
from data.english.headline.opening import LABEL
from data.english.headline.phrase_costs import Price, find_price
from data.english.headline.soundness import is_sound
from data.english.headline.wording import changed_words, render
from data.english.parts import role_kinds
from data.english.rules import Rule, noting, unnoted

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRIES = 350  # cuts looked at before a longer way of saying it is given up
_WORK = 3_000_000  # phrases by words, looked at in one search
_TOO_LONG = 0.06  # what each character too many is expected to cost, so that the search heads where it fits

_ARTICLES = Rule(
    "headlines",
    "articles",
    "leaves out all of a line's articles together, for 0.12 each",
    "Headlines do without articles, but not without some of them only.",
    "In May, the mayor of the old town closed the largest hospital of the southern valley for a week.",
    "Mayor of old town closes largest hospital of southern valley for week",
)
_DESCRIPTION = Rule(
    "headlines",
    "description before a name",
    "leaves out all that stands before a person's name and says who it is, for 0.45 a word",
    "The name says who; half a title would say it wrongly.",
    "In May, a court in the capital acquitted former deputy army commander Bob Low of endangering the security of the state.",
    "Court in capital acquits Bob Low of endangering security of state",
)


@dataclass(frozen=True)
class Phrase:
    """Tokens that can go together, what it costs to lose them, and the rule that says so."""

    tokens: frozenset[int]
    cost: float
    rule: Rule


@dataclass(frozen=True)
class Cut:
    """The tokens of a clause that are left, and what it cost to lose the others."""

    kept: frozenset[int]
    cost: float


@dataclass(frozen=True)
class Line:
    """A line, and what was paid for what is left out of it."""

    text: str
    cost: float = 0.0


def cut_to(clause: Clause, tokens: set[int], he: str | None, limit: int, most: float) -> Line | None:
    """The clause's words after the cheapest cut to `limit` characters; None where none costs at most `most`."""
    cut = cheapest_cut(clause, tokens, he, limit, most) if most >= 0 else None
    return None if cut is None else Line(render(clause, cut.kept, he), cut.cost)


def cheapest_cut(clause: Clause, tokens: set[int], he: str | None, limit: int, most: float) -> Cut | None:
    """What is left of a whole clause when it is no longer than `limit` and lost phrases worth at most `most`."""
    phrases, staying = _phrases(clause, tokens, articles=limit <= LABEL)
    with unnoted():
        cut, refused = _search(clause, tokens, phrases, he, limit, most)
        if cut is not None:
            cut = _fill(clause, tokens, phrases, cut, he, limit)
    if noting():
        if cut is not None:
            _note(clause, phrases, staying, tokens - cut.kept)
        for flaw, on in dict.fromkeys(refused):
            flaw.fires(on)
    return cut


def _search(
    clause: Clause,
    tokens: set[int],
    phrases: list[Phrase],
    he: str | None,
    limit: int,
    most: float,
) -> tuple[Cut | None, list[tuple[Flaw, str]]]:
    """The cheapest cut that leaves a whole line, None where there is none; and the flaws of cheaper ones."""
    order = count()
    widths = {i: len(clause.doc[i].text_with_ws) for i in tokens}
    whole = sum(widths.values())
    heap: list[tuple[float, int, float, int, frozenset[int]]] = [(0.0, next(order), 0.0, whole, frozenset())]
    cheapest = {frozenset(): 0.0}
    refused: list[tuple[Flaw, str]] = []
    best: Cut | None = None  # one that is printed only where nothing better is found
    words = changed_words(clause, he)
    # Words in the present, brackets and commas make a line shorter than its tokens, though not by more than this.
    longest = limit + 30 + sum(max(0, len(clause.doc[i].text) - len(word)) for i, word in words.items())
    tries = 0
    # A sentence of a thousand short words has hundreds of phrases: fewer tries for what costs more each.
    most_tries = min(_TRIES, _WORK // (len(phrases) * len(tokens) or 1))
    while heap and tries < most_tries:
        _, _, cost, length, dropped = heapq.heappop(heap)
        if best is not None and cost >= best.cost:
            break
        tries += 1
        text = render(clause, tokens - dropped, he, words) if length <= longest else ""
        if text and len(text) <= limit and is_sound(text):
            if (found := find_flaw(clause, tokens, dropped)) is None:
                return Cut(frozenset(tokens - dropped), cost), refused
            flaw, token = found
            refused.append((flaw, token.text))
            paid = most + 1 if flaw.price is None else cost + flaw.price
            if paid <= most and (best is None or paid < best.cost):
                best = Cut(frozenset(tokens - dropped), paid)
        for phrase in phrases:
            left = phrase.tokens - dropped
            paid = cost + phrase.cost * len(left) / len(phrase.tokens)
            if not left or paid > most or paid >= cheapest.get(wider := dropped | phrase.tokens, 1e9):
                continue
            cheapest[wider] = paid
            long = length - sum(widths[i] for i in left)
            heapq.heappush(heap, (paid + _TOO_LONG * max(0, long - limit), next(order), paid, long, wider))
    return best, refused


def _fill(
    clause: Clause, tokens: set[int], phrases: list[Phrase], cut: Cut, he: str | None, limit: int
) -> Cut:
    """The cut with what there is room for after all, the most telling first."""
    words = changed_words(clause, he)
    flaw = find_flaw(clause, tokens, tokens - cut.kept)
    for phrase, back in _pieces(clause, phrases, cut.kept):
        articles = phrase.rule is _ARTICLES
        back = back - cut.kept
        if articles:
            back = frozenset(i for i in back if clause.doc[i].head.i in cut.kept)
        elif not all(_hangs_on(clause, i, cut.kept | back) for i in back):
            continue
        elif _lacks_articles(clause, tokens, cut.kept):
            back = frozenset(i for i in back if not is_article(clause.doc[i]))
        if not any(clause.doc[i].dep_ not in ("cc", "punct") for i in back):
            continue
        kept = cut.kept | back
        text = render(clause, kept, he, words)
        if len(text) > limit or not is_sound(text):
            continue
        found = find_flaw(clause, tokens, tokens - kept)
        if found is None or flaw is not None and found == flaw:
            paid = phrase.cost * len(back) / len(phrase.tokens)
            cut = Cut(frozenset(kept), max(0.0, cut.cost - paid))
    return cut


def _pieces(
    clause: Clause, phrases: list[Phrase], kept: Collection[int]
) -> Iterator[tuple[Phrase, frozenset[int]]]:
    """The phrases that are gone, the most telling first; what else was done also without its details."""
    verbs = (clause.verb, *(c for c in clause.verb.children if c.dep_ == "ccomp"))
    for phrase in sorted(phrases, key=lambda phrase: -phrase.cost / len(phrase.tokens)):
        if phrase.tokens <= frozenset(kept):
            continue
        yield phrase, phrase.tokens
        joined = any(clause.doc[i].dep_ == "conj" and clause.doc[i].head in verbs for i in phrase.tokens)
        inner = [p.tokens for p in phrases if p.tokens < phrase.tokens] if joined else []
        if inner:
            yield phrase, phrase.tokens.difference(*inner)


def is_article(token: Token) -> bool:
    """Whether a token is an article, and no part of a name: “Save the Children”."""
    inside = token.ent_iob_ == "I" and token.doc[token.i - 1].lower_ not in (
        "of",
        "for",
        "on",
        "to",
        "in",
        "by",
    )
    is_something = token.lower_ != "the" and token.head.dep_ in ("attr", "oprd")  # "remained a problem"
    return token.dep_ == "det" and token.lower_ in ("a", "an", "the") and not inside and not is_something


def _lacks_articles(clause: Clause, tokens: set[int], kept: Collection[int]) -> bool:
    return any(
        i in tokens and i not in kept and clause.doc[i].head.i in kept and is_article(clause.doc[i])
        for i in tokens
    )


def _hangs_on(clause: Clause, i: int, kept: Collection[int]) -> bool:
    """Whether the word that `i` belongs to is kept."""
    return clause.doc[i].head.i in kept or clause.doc[i] in (clause.verb, clause.subject)


def _note(
    clause: Clause, phrases: list[Phrase], staying: list[tuple[int, Price]], dropped: Collection[int]
) -> None:
    """Note which phrases went, and by which rules others stayed where something had to go."""
    if not dropped:
        return
    for phrase in phrases:
        words = "".join(clause.doc[i].text_with_ws for i in sorted(phrase.tokens)).strip(" ,")
        gone = phrase.tokens <= set(dropped)
        phrase.rule.fires(
            f"left out “{words}” for {phrase.cost:.2g}"
            if gone
            else f"kept “{words}”, worth {phrase.cost:.2g}"
        )
    for i, rule in staying:
        rule.fires(f"kept “{clause.doc[i].text}”")


def _phrases(
    clause: Clause, tokens: set[int], articles: bool
) -> tuple[list[Phrase], list[tuple[int, Price]]]:
    """The phrases that can go, with or without the articles, and the heads of those that a rule keeps."""
    phrases, staying = [], []
    for i in sorted(tokens):
        rule = find_price(clause.doc[i], clause)
        price = None if rule is None else rule.price
        if rule is None or price is None:
            staying += [(i, rule)] if rule else []
        elif phrase := _phrase_of(clause.doc[i], clause, tokens):
            content = sum(1 for k in phrase if clause.doc[k].is_alpha and not clause.doc[k].is_stop)
            phrases.append(Phrase(frozenset(phrase), price * max(0.6, content), rule))
    phrases += _descriptions(clause, tokens)
    found = frozenset(i for i in tokens if is_article(clause.doc[i])) if articles else frozenset()
    if found:
        phrases.append(Phrase(found, 0.12 * len(found), _ARTICLES))
    return phrases, staying


def _descriptions(clause: Clause, tokens: set[int]) -> list[Phrase]:
    """What stands before persons' names and says who they are, each in one piece."""
    found = []
    for i in tokens:
        head = clause.doc[i]
        if head.pos_ != "PROPN" or head.ent_type_ != "PERSON":
            continue
        first = i
        while first > head.left_edge.i and clause.doc[first].ent_iob_ == "I":
            first -= 1
        before = range(head.left_edge.i, first)
        if i - first < 1 or not before or not tokens.issuperset(before) or clause.verb.i in before:
            continue
        if any(clause.doc[k].dep_ in ("neg", "poss", "case", "conj", "cc") for k in before):
            continue
        last = clause.doc[first - 1]
        title = role_kinds().get(last.lemma_.lower()) or TITLE.match(f"{last.text} ")
        of = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ == "PROPN"
        if of or last.pos_ == "PROPN" and not title or any(clause.doc[k].text in ",;–—(“" for k in before):
            continue
        content = sum(1 for k in before if clause.doc[k].is_alpha and not clause.doc[k].is_stop)
        found.append(Phrase(frozenset(before), 0.45 * max(1, content), _DESCRIPTION))
    return found


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
