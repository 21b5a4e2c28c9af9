"""What happened, in a line: a sentence shortened by its grammar to at most 70 characters.

The clause the date belongs to is put in the present, without its date. What is still too long loses
phrases that it can stand without, the least telling first (a search for the cheapest cut). What the
sentence hedges, negates or counts is never lost, and nothing is added but the name a pronoun means;
where that leaves no whole line, its opening ends with "…".
"""

from __future__ import annotations

import heapq
import re
from itertools import count
from typing import TYPE_CHECKING

from data.english.actors import demonym, short_names
from data.english.clauses import (
    SAYING,
    Clause,
    clauses_of,
    hyphened,
    joint,
    led_by_and,
    own_tokens,
    subject_of,
)
from data.english.countries import countries
from data.english.dates import DateMention
from data.english.grammar import parse
from data.english.wording import is_plural, render, third_person, tidy

if TYPE_CHECKING:
    from spacy.tokens import Token

LIMIT = 70
_WORK = 3_000_000  # phrases by words, looked at in one search
_TRIES = 350  # cuts looked at before a longer way of saying it is given up

# Words a noun or clause means something else without.
_TELLING = frozenset(
    """
    about acting additional alleged allegedly almost alternative another anti apparently arbitrary armed around
    attempted barely civil civilian co-operative conditional constitutional corporal criminal dead deputy domestic
    draft ethnic ex failed fake false federal fewer first forced forcible former further gay general half hardly
    human illegal inadequate incommunicado injured insufficient involuntary joint juvenile last least lesbian less
    mass military mock more most n't national nearly never no non not nuclear only opposition other over own
    parliamentary partial partially partly planned political poor possible possibly potential preliminary
    presidential presumed pro proposed religious reportedly same-sex second secret seemingly sexual solitary special
    such supreme suspected suspended temporary than third unable unarmed unfair unfounded unidentified unknown
    unlawful unsuccessful up vice
    """.split()
)
# What sort a thing is: lost only where nothing else helps.
_SORTS = frozenset(
    """
    additional arbitrary armed civil constitutional criminal domestic federal first further general illegal military
    national nuclear parliamentary political possible presidential regional special supreme temporary unlawful
    """.split()
)
_HEDGES = frozenset(
    """
    about again allegedly almost apparently approximately around at barely conditionally falsely hardly initially
    jointly largely least less more mostly n't nearly never no not only originally over partially partly possibly
    provisionally rarely reportedly scarcely seldom temporarily unanimously unsuccessfully up wrongly
    """.split()
)
# Prepositions that belong to what is done: "accused of", "sentenced to", "convicted on".
_BOUND = frozenset(["of", "to", "with", "on", "for", "into", "as", "over", "from", "through", "against"])


def write_headline(sentence: str, mentions: list[DateMention] | None = None, he: str | None = None) -> str:
    """A headline of 1 to 70 characters in the sentence's own words, in the present, without its dates.

    `mentions` are the dates to leave out, the one the headline is about first; `he` is the name for a
    pronoun that the sentence does not explain.
    """
    plain, at = _undated(sentence, mentions or [])
    single = len(mentions or []) == 1
    tellings = [plain]
    for name, short in short_names().items():
        if name in plain:
            tellings.append(
                plain.replace(name, short)
            )  # "CEDAW Committee", where its full name leaves no room
    for telling in tellings:
        clauses = clauses_of(parse(telling), at, single)
        for clause in clauses:
            for attempt in (_direct, _urged, _attributed, _announced):
                if (text := attempt(clause, he)) and _sound(text):
                    return text
    for attempt in (_opening, _terse):
        for clause in clauses:  # of the shortest telling
            if text := attempt(clause, he):
                return text
    if not clauses and (opening := _LEAD_IN.match(plain)):
        return write_headline(plain[opening.end() :], he=he)
    return _fallback(plain, he)


# What the parser may take for a part of the subject: "In the report to the Council, the Prosecutor stated ...".
_LEAD_IN = re.compile(
    r"(?:In|At|On|For|By|Under|During|After|Before|Following|Despite|Without|According to|Among|With|As|Through|Since)\b[^,;]{2,120}, "
    r"(?=(?:the|an?|some|several|at least|many|more than|over|around|about|two|three|four|five|six|seven|\d+)\s|[A-Z])"
)


# Dates and asides out of the way


def _undated(sentence: str, mentions: list[DateMention]) -> tuple[str, int]:
    """The sentence without its dates and brackets, and where the first date stood in what is left."""
    if (
        mentions
        and (aside := re.search(r"\s*\(([^()]*)\)[\s.]*$", sentence))
        and aside.start() <= mentions[0].start
    ):
        # What was told of a name in brackets is what happened: "Ann Roe (replaced Bob Low in March)".
        sentence = sentence[: aside.start()] + re.sub(r"[()]", " ", aside[0])
    spans = [(m.start, m.end) for m in mentions]
    spans += [found.span() for found in re.finditer(r"\s*[(\[][^)\]]*[)\]]", sentence)]
    kept, last, at = [], 0, 0
    first = (mentions[0].start, mentions[0].end) if mentions else (0, 0)
    spans.sort()
    for number, (start, end) in enumerate(spans):
        if start < last:
            continue
        piece = sentence[last:start]
        if (named := re.match(r"(?:\w+ ){1,3}the (?=\w+$)", sentence[start:end])) and re.match(
            r"\s+[a-z]", sentence[end:]
        ):
            piece += named[0]  # "After the July elections"
        # A date with its comma: "On 3 May, the" and ", on 3 May,".
        end += len(re.match(r"(?:\s+onwards?)?", sentence[end:])[0])
        comma = re.match(r"\s*,", sentence[end:])
        before = "".join(kept) + piece
        if comma and (not before.strip(" ,") or piece.rstrip().endswith(",")):
            end += comma.end()
        piece = re.sub(
            r"\s*\b(?:early|late|mid|in the (?:early|late) hours of|on the (?:night|morning|evening) of)[\s-]*$",
            " ",
            piece,
        )
        # What led to the date alone: "remained in detention until", "between May and July".
        behind = sentence[end : spans[number + 1][0] if number + 1 < len(spans) else len(sentence)]
        if (
            re.match(r"\s*(?:[.,;]|(?:and|or|to|until)?\s*(?:early|late|mid)?[\s-]*$)", behind)
            or not before.strip()
        ):
            piece = re.sub(rf"(?:(?:^|\s+)(?:{_DATING}))+\s*$", " ", piece)
        kept.append(piece)
        if (start, end) == first or start == first[0]:
            at = sum(map(len, kept))
        last = end
    kept.append(sentence[last:])
    text = "".join(kept)
    text = re.sub(
        r"\band in (?=[a-z])(?!a |the |an |his |her |their |its |connection|response|some|order)",
        "and ",
        text,
    )
    text = re.sub(
        r"^(?:Visits?|Reports?|AI country (?:reports?/)?visits?) (?=(?:An )?(?:AI|Amnesty International)\b)",
        "",
        text,
    )  # a heading in the line
    text = re.sub(r"\b(for|in|on|at|to|by) \1\b", r"\1", text)
    if len(mentions) > 1:
        text = re.sub(r",? respectively(?=[.,;]|$| (?:and|after|for|in|at|despite|on)\b)", "", text)
    lead = len(text) - len(text.lstrip(" ,;"))
    text = text[lead:]
    if label := re.match(r"[A-Z][\w ,/’'-]{2,50}: (?=,? ?\w)", text):
        text, lead = (
            text[label.end() :].lstrip(" ,"),
            lead + label.end(),
        )  # "Press and Media: Police arrested ..."
    opening = re.match(
        r"(?:However|Moreover|Also|Meanwhile|Subsequently|Later|Then|Nevertheless|In addition|Additionally|Furthermore"
        r"|As a result|Consequently|In response|Finally|Separately|Similarly|Instead|In particular|For example"
        r"|But|And|Yet|Despite this|Previously|Earlier|By then|Elsewhere|In another case|In one case),?\s+",
        text,
    )
    if opening:
        text, lead = text[opening.end() :], lead + opening.end()
    text = re.sub(r"\s+([,.;])", r"\1", re.sub(r"  +", " ", text))
    at = max(0, at - lead)
    # What stands behind a semicolon is another sentence.
    start = text.rfind("; ", 0, at) + 2 if "; " in text[:at] else 0
    stop = text.find("; ", at)
    text, at = text[start : stop if stop > 0 else len(text)], at - start
    return text[:1].upper() + text[1:], at


_DATING = "and|or|between|until|since|in|by|from|on|of|before|to|for|during|throughout|For|In|On|During|Since|From|Between|Until|By|Throughout"


# The cheapest cut


def _direct(clause: Clause, he: str | None, limit: int = LIMIT) -> str | None:
    """The clause itself, cut to `limit` characters."""
    tokens = _told(clause)
    if he is None and clause.subject is not None and clause.subject.lower_ in ("these", "this"):
        return None
    return _search(clause, tokens, he, limit)


def _opening(clause: Clause, he: str | None) -> str | None:
    """The clause's beginning as far as there is room, with "…" where what is left out would be missed."""
    tokens = _told(clause)
    found: list[tuple[bool, bool, bool, bool, int, str]] = []
    if (
        clause.subject is not None
        and len(render(clause, {t.i for t in clause.subject.subtree} & tokens, he)) > LIMIT - 20
    ):
        tokens -= _further_names(clause.subject)
    for room in (85, 100, 140, 200, 0):  # the less is left out, the later comes the verb
        kept = (_cut(clause, tokens, he, room) if room else tokens) or set()
        for end in sorted(kept, reverse=True):
            part = {i for i in kept if i <= end}
            if end < clause.verb.i:
                break
            if (
                not _ends_phrase(clause.doc[end])
                or len(text := render(clause, part, he)) >= LIMIT
                or _broken(text)
            ):
                continue
            rest = [t for t in clause.doc[end + 1 :] if t.i in tokens and t.head.i in part]
            closed = all(t.left_edge.i > end for t in rest)
            whole = (
                closed
                and end > clause.verb.i
                and _sound(text)
                and all(_missed_little(t, clause) for t in rest)
            )
            said = not any(t.head == clause.verb and t.dep_ in _COMPLEMENTS for t in rest)
            found.append((whole, end > clause.verb.i, said, closed, len(text), text))
    if not found:
        return None
    whole, *_, text = max(found)
    return text if whole else text + "…"


def _further_names(subject: Token) -> set[int]:
    """Of a name as long as a headline what follows its first part: "Appeals Chamber of the International ..."."""
    if subject.pos_ != "PROPN" or not any(
        c.dep_ in ("compound", "amod") and len(c) > 2 for c in subject.children
    ):
        return set()
    return {t.i for c in subject.children if c.dep_ == "prep" for t in c.subtree if t.i > subject.i}


def _terse(clause: Clause, he: str | None) -> str | None:
    """Two words, where they say it: "Strike ends"."""
    kept = _cut(clause, _told(clause), he, LIMIT, 2)
    lacking = (
        clause.subject is None
        or clause.subject.pos_ != "NOUN"
        or any(t.dep_ in _COMPLEMENTS for t in clause.verb.children)
    )
    return None if kept is None or lacking else render(clause, kept, he)


_COMPLEMENTS = frozenset(["dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "agent", "dative", "prt"])


def _missed_little(token: Token, clause: Clause) -> bool:
    """Whether a line that ends before the phrase under `token` says all the same what happened."""
    if token.dep_ == "conj":
        return token.pos_ in ("VERB", "AUX")
    if token.dep_ == "prep" and token.lower_ not in ("of", "to", "with", "as", "than", "into"):
        return token.i > token.head.i + 1 or token.head.pos_ not in ("VERB", "AUX", "ADJ")
    return token.dep_ in ("punct", "cc") or _price(token, clause) is not None and token.dep_ != "amod"


def _ends_phrase(token: Token) -> bool:
    """Whether a line may end with `token`: it is no part of a phrase whose noun comes later."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    part = (
        first.dep_ in ("amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "neg", "npadvmod")
        and first.head.i > token.i
    )
    return (
        token.text[-1].isalnum()
        and not part
        and token.pos_ not in ("ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX")
        and token.tag_ not in ("WDT", "WP", "WRB")
    )


def _told(clause: Clause) -> set[int]:
    """The clause's tokens without an opening before its subject: "However,", "After a trial that ...,"."""
    tokens = own_tokens(clause)
    if clause.subject is None or clause.subject.i > clause.verb.i:
        return tokens
    first = min(t.i for t in clause.subject.subtree if t.i in tokens)
    return {i for i in tokens if i >= first}


def _search(clause: Clause, tokens: set[int], he: str | None, limit: int) -> str | None:
    kept = _cut(clause, tokens, he, limit)
    return None if kept is None else render(clause, kept, he)


def _cut(clause: Clause, tokens: set[int], he: str | None, limit: int, fewest: int = 3) -> set[int] | None:
    """The tokens that are left of a whole clause when it is no longer than `limit`, of `fewest` words."""
    units = _units(clause, tokens)
    articles = frozenset(
        i for i in tokens if clause.doc[i].dep_ == "det" and clause.doc[i].lower_ in ("a", "an", "the")
    )
    units += [(articles, 0.25 * len(articles))] if articles else []
    order = count()
    heap: list[tuple[float, int, float, frozenset[int]]] = [(0.0, next(order), 0.0, frozenset())]
    cheapest = {frozenset(): 0.0}
    tries = 0
    # A sentence of a thousand short words has hundreds of phrases: fewer tries for what costs more each.
    most = min(_TRIES, _WORK // (len(units) * len(tokens) or 1))
    while heap and tries < most:
        _, _, cost, dropped = heapq.heappop(heap)
        tries += 1
        text = render(clause, tokens - dropped, he)
        if len(text) <= limit and _sound(text, fewest) and not _torn(clause, tokens, dropped):
            return tokens - dropped
        for phrase, price in units:
            left = phrase - dropped
            paid = cost + price * len(left) / len(phrase)
            if not left or paid >= cheapest.get(wider := dropped | phrase, 1e9):
                continue
            cheapest[wider] = paid
            long = sum(len(clause.doc[i].text_with_ws) for i in tokens - wider)
            # What is still too long has to be paid for too, so that the search heads where it fits.
            heapq.heappush(heap, (paid + 0.06 * max(0, long - limit), next(order), paid, wider))
    return None


def _torn(clause: Clause, tokens: set[int], gone: frozenset[int]) -> bool:
    """Whether a clause is kept without its subject, or an apposition that lost what led to it."""
    doc, subject = clause.doc, clause.subject
    for i in tokens - gone:
        token = doc[i]
        if (
            _second_subject(token, clause)
            and any(subject.i < k < i for k in gone)
            and (token.left_edge.i - 1 in gone or not led_by_and(token))
        ):
            return True
        if token.dep_ == "ccomp" and any(c.dep_ == "aux" and c.tag_ in ("VBD", "MD") for c in token.children):
            own = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
            if own is None or own.i in gone:
                return True
        if (
            token.dep_ == "agent"
            and token.head == clause.verb
            and any(k in gone and doc[k].pos_ == "VERB" for k in range(token.head.i, i))
        ):
            return True  # "was arrested after he helped a man shot by police"
        if token.dep_ in ("appos", "relcl", "npadvmod") and token.head.i not in gone and token.head.i < i:
            between = range(token.head.i + 1, min(t.i for t in token.subtree))
            if any(k in gone and not doc[k].is_punct and doc[k].dep_ != "det" for k in between):
                return True
    return False


def _units(clause: Clause, tokens: set[int]) -> list[tuple[frozenset[int], float]]:
    """Phrases that can go, each with what it costs to lose it."""
    units = []
    for i in sorted(tokens):
        token = clause.doc[i]
        price = _price(token, clause)
        if price is None:
            continue
        joined = token.dep_ in ("conj", "appos", "relcl", "prep", "advcl", "nsubj", "nsubjpass")
        phrase = ({t.i for t in token.subtree} | (joint(token) if joined else set())) & tokens
        if token.dep_ == "ccomp":  # "declarations allowing ...": the noun before it stays
            phrase -= {t.i for c in token.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
        if token.dep_ == "conj" and token.head.dep_ != "conj":
            phrase |= {c.i for c in token.head.children if c.dep_ == "cc"} & tokens
        if clause.verb.i in phrase and clause.verb.dep_ in ("acl", "relcl") and clause.relative is None:
            phrase -= {t.i for t in clause.verb.subtree}  # the parser hung the verb on a noun in the subject
        hyphen = [
            k for k in (min(phrase, default=0) - 1, max(phrase, default=0) + 1) if 0 <= k < len(clause.doc)
        ]
        if any(clause.doc[k].text == "-" for k in hyphen):
            continue  # a half of "state-owned"
        if clause.verb.i in phrase or (clause.subject is not None and clause.subject.i in phrase):
            continue
        content = sum(1 for k in phrase if clause.doc[k].is_alpha and not clause.doc[k].is_stop)
        units.append((frozenset(phrase), price * max(0.6, content)))
    return units


def _price(token: Token, clause: Clause) -> float | None:
    """What a content word of the phrase under `token` is worth; None for what has to stay."""
    dep, head = token.dep_, token.head
    if token == clause.verb or any(c.dep_ == "neg" for c in token.children) and dep in ("advmod", "amod"):
        return None
    if dep == "det":
        return None
    if dep == "relcl":
        return (
            None
            if head.lower_ in ("those", "people", "one", "anyone", "everyone")
            and head.i == token.head.i
            and head.dep_ != "appos"
            else 0.35
        )
    if _second_subject(token, clause) and dep != "expl":
        return 1.0 if led_by_and(token) else 0.3
    if dep == "appos":
        return 0.3
    if (
        dep == "acl"
        and token.tag_ == "VBN"
        and clause.verb.lemma_ in ("leave", "find", "see", "keep", "have")
    ):
        return None  # "left 300 houses burned down": they were not left
    if dep == "acl":
        # "the decision to detain": the noun says little without it.
        return 1.2 if any(c.lower_ == "to" for c in token.children) else 0.55
    if dep in ("advcl", "parataxis"):
        marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
        return None if marks & {"if", "unless", "whether"} else 0.4
    if dep == "npadvmod" and head.pos_ in ("ADP", "SCONJ"):
        brief = {t.lower_ for t in token.subtree} & {
            "few",
            "several",
            "some",
            "day",
            "days",
            "hours",
            "minutes",
            "weeks",
        }
        return 0.3 if len(brief) > 1 else None  # not so "three decades after his crime"
    if dep in ("advmod", "npadvmod", "intj"):
        bound = (
            token.lower_ in _HEDGES
            or head.pos_ in ("NUM", "ADJ", "ADV", "DET")
            or token.tag_ in ("WRB", "RP")
        )
        return None if bound or token.lower_ in ("out", "up", "down", "off", "away", "back") else 0.3
    if (
        dep in ("compound", "amod", "nmod")
        and head.dep_ == "pobj"
        and demonym(token, "")
        and not any(True for _ in token.children)
    ):
        return 1.0
    if dep == "mark":
        return 0.1 if token.lower_ == "that" and head.dep_ == "ccomp" else None
    if dep == "amod":
        soft = token.lower_ in _SORTS
        if soft and not any(c.dep_ in ("conj", "prep") for c in token.children):
            return 2.4
        fixed = (
            token.lower_ in _TELLING
            or hyphened(token)
            or token.tag_ in ("JJS", "JJR")
            or token.text[0].isupper()
        )
        return None if fixed or any(c.dep_ in ("conj", "prep") for c in token.children) else 0.9
    if dep == "conj":
        if head.dep_ in ("amod", "compound", "nmod", "pobj") and (
            head.pos_ == "ADJ" or head.head.lower_ == "between"
        ):
            return None
        if any(
            c.lower_ in ("either", "neither", "both", "between")
            for c in (*head.children, *head.head.children)
        ):
            return None
        if head == clause.subject or (clause.subject is not None and head in clause.subject.subtree):
            return 1.0
        return 0.55 if token.pos_ in ("VERB", "AUX") else 0.7
    if dep == "agent":
        return 0.95
    if (
        dep == "ccomp"
        and token.i > head.i
        and subject_of(token) is None
        and not any(c.dep_ == "mark" for c in token.children)
        and any(c.dep_ == "aux" for c in token.children)
    ):
        return 0.5  # what the parser did not know where to put
    if dep in ("ccomp", "xcomp") and token.tag_ == "VBG" and head.pos_ in ("VERB", "AUX"):
        noun = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return 0.5 if noun is not None and noun.i < token.i else None
    if dep in ("prep", "dative"):
        return _preposition_price(token, clause)
    return None


def _second_subject(token: Token, clause: Clause) -> bool:
    """Whether the parser took `token` for another subject beside the clause's: an apposition, or a list's end."""
    subject = clause.subject
    return (
        subject is not None
        and token.dep_ == subject.dep_
        and token.head == subject.head
        and token.i > subject.i
    )


def _preposition_price(token: Token, clause: Clause) -> float | None:
    head = token.head
    word = token.lower_
    if head.pos_ in ("VERB", "AUX"):
        objects = [c for c in head.children if c.dep_ in ("dobj", "attr", "acomp", "oprd", "ccomp")]
        adjacent = token.i == head.i + 1 or (
            token.i == head.i + 2 and token.doc[head.i + 1].dep_ in ("prt", "advmod")
        )
        if (
            adjacent
            and not objects
            and (word in _BOUND or head.lemma_ in ("be", "remain", "result", "live", "serve"))
        ):
            tied = (
                head.dep_ in ("xcomp", "ccomp", "conj") or head.dep_ == "acl" and word in ("to", "of", "with")
            )
            return None if head == clause.verb or tied else 0.8
        if word in ("of", "to", "with", "as") and head == clause.verb:
            return 1.1
        if head.lemma_ == "be" and not objects:
            return None
        return {
            "in": 0.6,
            "on": 0.6,
            "at": 0.6,
            "for": 0.8,
            "following": 0.4,
            "after": 0.4,
            "during": 0.4,
            "despite": 0.4,
            "including": 0.3,
            "under": 0.4,
            "by": 0.7,
        }.get(word, 0.6)
    if head.pos_ == "ADJ":
        return 1.0 if any(c.dep_ == "prep" and c.i < token.i for c in head.children) else None
    if word == "of":
        partitive = head.lemma_ in ("number", "series", "group")
        if head.head.dep_ in ("acl", "relcl", "advcl") and head.dep_ == "dobj":
            return 0.75
        named = any(c.pos_ == "PROPN" and c.text not in countries() for c in token.children)
        return (
            1.4
            if head.pos_ == "PROPN" and not partitive and not named and head.head.pos_ != "PROPN"
            else None
        )
    if head.pos_ == "PROPN" and any(c.pos_ == "PROPN" for c in token.children):
        return None  # part of a name: "Committee against Torture"
    if head.lower_ in ("ban", "attack", "war", "access", "right", "responsibility", "threat", "lack"):
        return 1.1
    return {
        "including": 0.3,
        "in": 0.6,
        "for": 0.8,
        "on": 0.9,
        "against": 1.0,
        "by": 0.8,
        "between": 1.2,
        "to": 1.0,
        "from": 0.7,
        "with": 0.7,
    }.get(word, 0.6)


# Other ways of saying it


def _urged(clause: Clause, he: str | None) -> str | None:
    """ "X called on Y to ...", too long with X: "Y urged to ..."."""
    verb = clause.verb
    if verb.lemma_ not in ("call", "urge", "ask", "request", "order", "tell"):
        return None
    on = next((c for c in verb.children if c.dep_ == "prep" and c.text == "on"), None)
    asked = next(
        (c for c in (on.children if on is not None else verb.children) if c.dep_ in ("pobj", "dobj")), None
    )
    wish = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("xcomp", "ccomp", "advcl") and any(t.lower_ == "to" for t in c.children)
        ),
        None,
    )
    if wish is None or (
        asked is None and (asked := next((c for c in wish.children if c.dep_ == "nsubj"), None)) is None
    ):
        return None
    said = {"order": "ordered", "ask": "asked", "request": "asked", "tell": "told"}.get(verb.lemma_, "urged")
    who = "".join(t.text_with_ws for t in asked.subtree if t.dep_ != "det" and t not in wish.subtree).strip()
    tokens = {t.i for t in wish.subtree if t.i > asked.i}
    inner = Clause(clause.doc, wish, None)
    room = LIMIT - len(who) - len(said) - 2
    rest = _search(inner, tokens, None, room) if room > 15 else None
    return f"{who[:1].upper()}{who[1:]} {said} {rest[:1].lower()}{rest[1:]}" if rest else None


def _attributed(clause: Clause, he: str | None) -> str | None:
    """ "X announced that Y did Z", too long as it stands: "Y did Z, X announces"."""
    verb = clause.verb
    if verb.lemma_ not in SAYING or clause.subject is None:
        return None
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if (
        told is None
        or (subject := subject_of(told)) is None
        or subject.lower_ in ("it", "they", "he", "she", "who", "which")
    ):
        return None
    long = {
        t.i
        for c in clause.subject.children
        if c.dep_ in ("relcl", "appos", "acl", "det", "punct", "prep")
        for t in c.subtree
    }
    name = clause.subject.pos_ == "PROPN" and [
        c for c in clause.subject.children if c.dep_ == "prep" and _preposition_price(c, clause) is None
    ]
    long -= {t.i for c in name or () for t in c.subtree}
    short = sorted(t.i for t in clause.subject.subtree if t.i not in long)
    who = "".join(clause.doc[i].text_with_ws for i in short).strip().replace("'", "’")
    if clause.subject.lower_ in ("he", "she", "they") and he:
        who = he
    if clause.subject.lower_ in ("he", "she", "they", "it", "which") and not he:
        return None
    says = third_person(verb, is_plural(clause.subject, verb)) if verb.tag_ == "VBD" else verb.text
    if verb.lemma_ not in (
        "announce",
        "confirm",
        "rule",
        "find",
        "claim",
        "allege",
        "admit",
        "warn",
        "acknowledge",
        "conclude",
    ):
        says = "say" if is_plural(clause.subject, verb) else "says"
    room = LIMIT - len(who) - len(says) - 3
    tokens = {t.i for t in told.subtree} - {c.i for c in told.children if c.dep_ == "mark"}
    past = Clause(clause.doc, told, subject, past=True)
    rest = _search(past, tokens, None, room) if room > 20 else None
    who = who if clause.subject.pos_ == "PROPN" or who.isupper() else who[:1].lower() + who[1:]
    return f"{rest}, {who} {says}" if rest else None


def _announced(clause: Clause, he: str | None) -> str | None:
    """What somebody announced or confirmed, by itself, where there is no room for who did."""
    if clause.verb.lemma_ not in ("announce", "confirm", "tell", "inform", "decide", "rule"):
        return None
    told = next((c for c in clause.verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if (
        told is None
        or (subject := subject_of(told)) is None
        or subject.lower_ in ("it", "they", "he", "she", "who", "which")
    ):
        return None
    tokens = {t.i for t in told.subtree} - {c.i for c in told.children if c.dep_ == "mark"}
    return _search(Clause(clause.doc, told, subject), tokens, None, LIMIT)


def _sound(text: str, fewest: int = 3) -> bool:
    """Whether a line of at least `fewest` words is whole: no loose ends, no marks that lost their other half."""
    return not _broken(text, fewest) and not re.search(
        r"\b(?:and|or|of|to|in|on|at|by|for|with|from|the|a|an|that|which|who|whose|as|its|their|his|her|was|were|be|been|had|than"
        r"|into|against|between|under|about|after|before|during|including|such|very|not|also|including"
        r"|on charges|with (?:a )?view|in connection|on (?:the )?grounds|on (?:the )?basis|in (?:the )?light|as part"
        r"|said|says|say|told|tells|alleges?|claims?|announces?|informs?|(?<!rights )(?<!security )(?<!major )concerns?|finds?|indicates?|states|reports)$",
        text,
    )


def _broken(text: str, fewest: int = 3) -> bool:
    """Whether something is missing within a line, or at its beginning."""
    if len(text) < 8 or len(text.split()) < fewest:
        return True
    if re.search(
        r",,|– –|, \.|\(\)|“”| ’ |-$|^(?:Which|Who|That|These|This|And|Or|But|Not|Also|Been|Being)\b|’s?$",
        text,
    ):
        return True
    return bool(
        re.search(r"\b(?:and|or|of|the|a|an) (?:and|or|of|in|to|for|by|is|are|was|were)\b(?! to)", text)
    )


def _fallback(plain: str, he: str | None) -> str:
    """The opening of a sentence that grammar did not shorten, ended with "…" where a phrase ends."""
    text = " ".join(plain.split()).strip(" .;:,•●▪–—-")
    text = re.sub(r"^(?:The|A|An) (?=\w)", "", text)
    if he:
        text = re.sub(r"^(?:He|She|They|Both)\b", he, text)
    text = text[:1].upper() + text[1:]
    if len(text) <= LIMIT:
        return text or "Event"
    ends = [
        found.start()
        for found in re.finditer(rf"[,;:–—]|\s(?=(?:{_LINKS})\s)", text)
        if found.start() < LIMIT
    ]
    whole = [opening for end in ends if _sound(opening := text[:end].strip(" ,;:–—"))]
    best = whole[-1] if whole and len(whole[-1]) > LIMIT / 2 else text[:LIMIT].rsplit(" ", 1)[0]
    best = re.sub(
        rf"(?:[\s,]+(?:{_LINKS}|the|an?|its|his|her|their|was|were|had|has|have|be|been))+$", "", best
    )
    if best.count("“") != best.count("”"):
        best = best.replace("“", "").replace("”", "")
    return best.strip(" ,;:–—") + "…"


_LINKS = "and|but|or|after|when|which|who|that|for|in|on|at|by|with|to|as|from|under|while|where|following|including|of|against|between|because"


def subject_phrase(sentence: str) -> str | None:
    """The plural subject of a sentence in a few words, which a "they" in the next sentence can mean."""
    doc = parse(sentence)
    root = next((t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    subject = subject_of(root) if root is not None else None
    if subject is None or subject.pos_ == "PRON" or not is_plural(subject, root):
        return None
    long = {
        t.i
        for c in subject.children
        if c.dep_ in ("relcl", "acl", "appos") or (c.dep_ == "prep" and c.lower_ != "of")
        for t in c.subtree
    }
    words = "".join(
        t.text_with_ws
        for t in subject.subtree
        if t.i not in long and not (t.dep_ == "det" and t.lower_ in ("a", "an", "the"))
    )
    words = tidy(words)
    return words if 3 < len(words) <= 42 else None
