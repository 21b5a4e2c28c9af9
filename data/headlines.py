"""What happened, in a line: a sentence shortened by its grammar to at most 70 characters.

The clause the date belongs to is put in the present, without its date. What is still too long loses
phrases that it can stand without, the least telling first (a search for the cheapest cut). What the
sentence hedges, negates or counts is never lost, and nothing is added but the name a pronoun means.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from data.actors import demonym, short_names
from data.dates import DateMention
from data.language import parse
from data.report import countries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LIMIT = 70
_TRIES = 350  # cuts looked at before a longer way of saying it is given up

_IRREGULAR = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do"), "go": ("goes", "go")}
_PAST_LEMMAS = {"found": "find", "left": "leave", "fell": "fall", "felt": "feel", "saw": "see", "bound": "bind",
                "lay": "lie", "led": "lead", "held": "hold", "fled": "flee", "shot": "shoot", "wound": "wind"}  # fmt: skip
# Words a noun or clause means something else without.
_TELLING = frozenset(
    ["human", "former", "alleged", "suspected", "attempted", "poor", "draft", "false", "fake", "mock", "inadequate", "insufficient", "unable", "unfounded", "dead", "injured", "special", "general", "first", "second", "third", "last", "further", "additional", "partial", "temporary", "planned", "proposed", "same-sex", "deputy", "acting", "vice", "co-operative", "civil", "political", "opposition", "no", "only", "more", "most", "least", "up", "around", "nearly", "almost", "about", "allegedly", "reportedly", "apparently", "possibly", "suspended", "preliminary", "failed", "unsuccessful", "unidentified", "unknown", "unarmed", "armed", "presumed", "potential", "conditional", "non", "anti", "pro", "ex", "not", "never", "n't", "partly", "partially", "barely", "hardly", "seemingly", "over", "than", "less", "fewer", "half", "armed", "mass", "joint", "supreme", "constitutional", "criminal", "military", "presidential", "parliamentary", "national", "federal", "religious", "ethnic", "lesbian", "gay", "sexual", "domestic", "unlawful", "illegal", "arbitrary", "forced", "forcible", "incommunicado", "solitary", "possible", "nuclear", "other", "another", "such", "own", "alternative", "involuntary", "civilian", "juvenile", "corporal", "secret", "unfair"]
)
# What sort a thing is: lost only where nothing else helps.
_SORTS = frozenset(["military", "supreme", "constitutional", "criminal", "presidential", "parliamentary", "national", "federal", "regional", "special", "general", "first", "further", "additional", "temporary", "civil", "political", "armed", "domestic", "possible", "nuclear", "unlawful", "illegal", "arbitrary"])
_HEDGES = frozenset(["allegedly", "reportedly", "apparently", "possibly", "partly", "partially", "never", "not", "only", "no", "again", "unsuccessfully", "nearly", "almost", "at", "least", "up", "around", "about", "approximately", "over", "more", "less", "n't", "jointly", "unanimously", "falsely", "wrongly", "rarely", "seldom", "hardly", "scarcely", "barely", "mostly", "largely", "initially", "originally", "temporarily", "provisionally", "conditionally"])  # fmt: skip
_SAYING = frozenset(["say", "announce", "state", "report", "confirm", "tell", "inform", "allege", "claim", "indicate", "note", "declare", "reveal", "admit", "warn", "rule", "find", "conclude", "complain", "acknowledge", "stress", "reiterate", "insist", "explain", "accuse", "estimate"])  # fmt: skip
_PLURAL = frozenset(["police", "people", "others", "authorities", "some", "many", "most", "several", "both", "few", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "thousands", "hundreds", "dozens", "scores", "majority", "number", "they", "those", "troops", "rest", "all"])  # fmt: skip
# Prepositions that belong to what is done: "accused of", "sentenced to", "convicted on".
_BOUND = frozenset(["of", "to", "with", "on", "for", "into", "as", "over", "from", "through", "against"])


@dataclass(frozen=True)
class _Clause:
    """A verb of a parsed sentence with the subject it has or shares."""

    doc: Doc
    verb: Token
    subject: Token | None
    relative: Token | None = None  # the "which" that stands for the subject
    together: bool = False  # one date for all that the sentence tells: other subjects' verbs belong to it


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
            tellings.append(plain.replace(name, short))  # "CEDAW Committee", where its full name leaves no room
    for telling in tellings:
        clauses = _clauses(parse(telling), at, single)
        for clause in clauses:
            for attempt in (_direct, _urged, _attributed, _announced):
                if (text := attempt(clause, he)) and _sound(text):
                    return text
    for attempt in (_opening, _terse):
        for clause in clauses:  # of the shortest telling
            if text := attempt(clause, he):
                return text
    if not clauses and (opening := _OPENING.match(plain)):
        return write_headline(plain[opening.end() :], he=he)
    return _fallback(plain, he)


# What the parser may take for a part of the subject: "In the report to the Council, the Prosecutor stated ...".
_OPENING = re.compile(
    r"(?:In|At|On|For|By|Under|During|After|Before|Following|Despite|Without|According to|Among|With|As|Through|Since)\b[^,;]{2,120}, "
    r"(?=(?:the|an?|some|several|at least|many|more than|over|around|about|two|three|four|five|six|seven|\d+)\s|[A-Z])"
)


# Dates and asides out of the way


def _undated(sentence: str, mentions: list[DateMention]) -> tuple[str, int]:
    """The sentence without its dates and brackets, and where the first date stood in what is left."""
    if mentions and (aside := re.search(r"\s*\(([^()]*)\)[\s.]*$", sentence)) and aside.start() <= mentions[0].start:
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
        after = sentence[end:]
        if (named := re.match(r"(?:\w+ ){1,3}the (?=\w+$)", sentence[start:end])) and re.match(r"\s+[a-z]", after):
            piece += named[0]  # "After the July elections"
        # A date with its comma: "On 3 May, the" and ", on 3 May,".
        end += len(re.match(r"(?:\s+onwards?)?", after)[0])
        comma = re.match(r"\s*,", sentence[end:])
        before = "".join(kept) + piece
        if comma and (not before.strip(" ,") or piece.rstrip().endswith(",")):
            end += comma.end()
        piece = re.sub(r"\s*\b(?:early|late|mid|in the (?:early|late) hours of|on the (?:night|morning|evening) of)[\s-]*$", " ", piece)
        # What led to the date alone: "remained in detention until", "between May and July".
        behind = sentence[end : spans[number + 1][0] if number + 1 < len(spans) else len(sentence)]
        if re.match(r"\s*(?:[.,;]|(?:and|or|to|until)?\s*(?:early|late|mid)?[\s-]*$)", behind) or not before.strip():
            piece = re.sub(rf"(?:(?:^|\s+)(?:{_DATING}))+\s*$", " ", piece)
        kept.append(piece)
        if (start, end) == first or start == first[0]:
            at = sum(map(len, kept))
        last = end
    kept.append(sentence[last:])
    text = "".join(kept)
    text = re.sub(r"\band in (?=[a-z])(?!a |the |an |his |her |their |its |connection|response|some|order)", "and ", text)
    text = re.sub(r"^(?:Visits?|Reports?|AI country (?:reports?/)?visits?) (?=(?:An )?(?:AI|Amnesty International)\b)", "", text)  # a heading in the line
    text = re.sub(r"\b(for|in|on|at|to|by) \1\b", r"\1", text)
    lead = len(text) - len(text.lstrip(" ,;"))
    text = text[lead:]
    if label := re.match(r"[A-Z][\w ,/’'-]{2,50}: (?=,? ?\w)", text):
        text, lead = text[label.end() :].lstrip(" ,"), lead + label.end()  # "Press and Media: Police arrested ..."
    opening = re.match(r"(?:However|Moreover|Also|Meanwhile|Subsequently|Later|Then|Nevertheless|In addition|Additionally|Furthermore"
                       r"|As a result|Consequently|In response|Finally|Separately|Similarly|Instead|In particular|For example"
                       r"|But|And|Yet|Despite this|Previously|Earlier|By then|Elsewhere|In another case|In one case),?\s+", text)  # fmt: skip
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


# Which clause


def _clauses(doc: Doc, at: int, single: bool = True) -> list[_Clause]:
    """The clause the date belongs to, then the sentence's main one."""
    near = min(doc, key=lambda t: abs(t.idx - at), default=None)
    found: list[_Clause] = []
    token = near
    for _ in range(30):
        if token is None:
            break
        if token.pos_ in ("VERB", "AUX") and (clause := _clause(token)):
            found.append(clause)
            break
        token = token.head if token.head != token else None
    root = next((t for t in doc if t.dep_ == "ROOT" and (t.pos_ in ("VERB", "AUX") or any(c.dep_ == "auxpass" for c in t.children))), None)
    top = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None and top is not None and (late := _late_verb(doc, top)) is not None:
        # "A law introducing a review entered into force": the noun was taken for the main word.
        found.append(_Clause(doc, late, top))
    if root is not None and (later := _behind_participle(root)) is not None:
        return [_Clause(doc, later, _subject(root))]
    if root is not None and (clause := _clause(root)) and all(c.verb != root for c in found):
        # A date of a clause within is the main verb's too, unless that clause can stand alone.
        own = bool(found) and any(c.dep_ in ("nsubj", "nsubjpass") for c in found[0].verb.children)
        if single and found and found[0].verb.dep_ == "conj" and found[0].verb.head == root and own:
            return [replace(clause, together=True), *found]
        alone = found and (found[0].verb.dep_ in ("conj", "ccomp") or found[0].relative is not None)
        found.insert(len(found) if alone else 0, clause)
    return found


def _behind_participle(root: Token) -> Token | None:
    """The finite verb where a participle was taken for it: "Leaders imprisoned in May were pardoned"."""
    doing = root.lemma_ in _SAYING or any(c.dep_ in ("aux", "auxpass", "dobj", "mark") for c in root.children)
    if root.tag_ not in ("VBD", "VBN") or doing or _hyphened(root):
        return None
    for child in root.children:
        names = {c.dep_ for c in child.children}
        if child.i > root.i and child.dep_ in (("ccomp",) if root.tag_ == "VBD" else ("ccomp", "conj", "advcl")) and "auxpass" in names and not names & {"nsubj", "nsubjpass", "mark"}:
            return child
    return None


def _late_verb(doc: Doc, top: Token) -> Token | None:
    """The finite verb without a subject of its own, behind the noun that the parser took for the main word."""
    bare = [t for t in doc[top.i :] if not any(c.dep_ in ("nsubj", "nsubjpass", "mark", "agent", "auxpass") for c in t.children)]
    past = next((t for t in bare if t.tag_ == "VBD" and t.dep_ not in ("aux", "auxpass")), None)
    taken = [t for t in bare if t.tag_ == "VBN" and t.dep_ == "acl" and t.text.endswith("ed")]
    doing = (t for t in taken if t.head == top and any(c.dep_ == "dobj" for c in t.children))
    return past or next(doing, taken[-1] if taken else None)


def _clause(verb: Token) -> _Clause | None:
    quoted_first = verb.dep_ == "ccomp" and verb.i < verb.head.i and not any(c.dep_ == "mark" for c in verb.children)
    if verb.dep_ in ("aux", "auxpass") or not quoted_first and (verb.dep_ in ("xcomp", "acl", "pcomp", "amod", "compound", "advcl", "ccomp", "csubj", "csubjpass")):
        return None
    subject = _subject(verb)
    if verb.dep_ == "relcl":
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is None or own.lower_ not in ("who", "which", "that"):
            return None
        return _Clause(verb.doc, verb, verb.head, own)
    return _Clause(verb.doc, verb, subject) if subject is not None else None


def _subject(verb: Token) -> Token | None:
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    found = [own for one in (verb, *helpers) for own in one.children if own.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")]
    # "Demonstrators gathering in the square were dispersed": who gathers is who is meant.
    found = [next((c for c in own.children if c.dep_ == "nsubj"), own) if own.dep_.startswith("csubj") else own for own in found]
    if found:
        # "By her report, the agency, 25,000 people had fled": the nearest, but where the others are a list.
        last, first = found[-1], found[-1].left_edge
        alone = last.i < verb.i and first.i > 0 and verb.doc[first.i - 1].text == "," and (first.lower_ == "the" or first.like_num) and last.pos_ != "PRON"
        listed = any(t.dep_ == "cc" for t in verb.doc[found[0].i : verb.i])
        return last if alone and not listed else found[0]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _subject(verb.head)
    # "Two laws, drafted by ministers, were presented": the parser gave the subject to what stands between.
    between = (c for c in verb.children if c.dep_ in ("advcl", "ccomp") and c.i < verb.i and not any(m.dep_ == "mark" for m in c.children))
    return next((own for c in between if (own := _subject(c)) is not None and own.i < c.i), None)


def _own_tokens(clause: _Clause) -> set[int]:
    """The tokens of the clause: verb and subject with all under them, other verbs' clauses left out."""
    verb, subject = clause.verb, clause.subject
    keep = {t.i for t in verb.subtree}
    if subject is not None:
        phrase = {t.i for t in subject.subtree}
        if clause.relative is not None:
            phrase -= {t.i for t in verb.subtree}
            phrase = {i for i in phrase if i < min(t.i for t in verb.subtree)}
            keep -= {clause.relative.i}
        keep |= phrase
    for other in verb.children:
        apart = not clause.together and any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children)
        # A noun beside a verb is another list's, unless it tells more: "42 people killed and 175 others injured".
        led = clause.doc[other.left_edge.i - 1].dep_ == "cc" and any(c.tag_ in ("VBN", "VBD") for c in other.children)
        stray = other.pos_ in ("NOUN", "PROPN") and not led
        if other.dep_ == "conj" and (apart or stray):
            keep -= {t.i for t in other.subtree} | _joint(other)
    return keep


def _joint(token: Token) -> set[int]:
    """The comma or "and" that leads to a conjunct."""
    out = set()
    first = min(t.i for t in token.subtree)
    for i in range(first - 1, max(-1, first - 3), -1):
        if token.doc[i].dep_ == "cc" or token.doc[i].text in (",", ";"):
            out.add(i)
        else:
            break
    return out


# The cheapest cut


def _direct(clause: _Clause, he: str | None, limit: int = LIMIT) -> str | None:
    """The clause itself, cut to `limit` characters."""
    tokens = _own_tokens(clause)
    tokens -= _leading(clause, tokens)
    if he is None and clause.subject is not None and clause.subject.lower_ in ("these", "this"):
        return None
    return _search(clause, tokens, he, limit)


def _opening(clause: _Clause, he: str | None) -> str | None:
    """The clause's beginning as far as there is room, with "…" where what is left out would be missed."""
    tokens = _own_tokens(clause)
    tokens -= _leading(clause, tokens)
    found: list[tuple[bool, bool, bool, bool, int, str]] = []
    if clause.subject is not None and len(_render(clause, {t.i for t in clause.subject.subtree} & tokens, he)) > LIMIT - 20:
        tokens -= _further_names(clause.subject)
    for room in (85, 100, 140, 200, 0):  # the less is left out, the later comes the verb
        kept = (_cut(clause, tokens, he, room) if room else tokens) or set()
        for end in sorted(kept, reverse=True):
            part = {i for i in kept if i <= end}
            if end < clause.verb.i:
                break
            if not _ends_phrase(clause.doc[end]) or len(text := _render(clause, part, he)) >= LIMIT or _broken(text):
                continue
            rest = [t for t in clause.doc[end + 1 :] if t.i in tokens and t.head.i in part]
            closed = all(t.left_edge.i > end for t in rest)
            whole = closed and end > clause.verb.i and _sound(text) and all(_missed_little(t, clause) for t in rest)
            said = not any(t.head == clause.verb and t.dep_ in _COMPLEMENTS for t in rest)
            found.append((whole, end > clause.verb.i, said, closed, len(text), text))
    if not found:
        return None
    whole, *_, text = max(found)
    return text if whole else text + "…"


def _further_names(subject: Token) -> set[int]:
    """Of a name as long as a headline what follows its first part: "Appeals Chamber of the International ..."."""
    if subject.pos_ != "PROPN" or not any(c.dep_ in ("compound", "amod") and len(c) > 2 for c in subject.children):
        return set()
    return {t.i for c in subject.children if c.dep_ == "prep" for t in c.subtree if t.i > subject.i}


def _terse(clause: _Clause, he: str | None) -> str | None:
    """Two words, where they say it: "Strike ends"."""
    kept = _cut(clause, _own_tokens(clause) - _leading(clause, _own_tokens(clause)), he, LIMIT, 2)
    pronoun = clause.subject is None or clause.subject.pos_ != "NOUN" or any(t.dep_ in _COMPLEMENTS for t in clause.verb.children)
    return None if kept is None or pronoun else _render(clause, kept, he)


_COMPLEMENTS = frozenset(["dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "agent", "dative", "prt"])


def _missed_little(token: Token, clause: _Clause) -> bool:
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
    part = first.dep_ in ("amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "neg", "npadvmod") and first.head.i > token.i
    return token.text[-1].isalnum() and not part and token.pos_ not in ("ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX") and token.tag_ not in ("WDT", "WP", "WRB")


def _leading(clause: _Clause, tokens: set[int]) -> set[int]:
    """Openings before the subject: "However,", "After a trial that ...,"."""
    if clause.subject is None or clause.subject.i > clause.verb.i:
        return set()
    first = min(t.i for t in clause.subject.subtree if t.i in tokens)
    return {i for i in tokens if i < first}


def _search(clause: _Clause, tokens: set[int], he: str | None, limit: int) -> str | None:
    kept = _cut(clause, tokens, he, limit)
    return None if kept is None else _render(clause, kept, he)


def _cut(clause: _Clause, tokens: set[int], he: str | None, limit: int, fewest: int = 3) -> set[int] | None:
    """The tokens that are left of a whole clause when it is no longer than `limit`, of `fewest` words."""
    units = _units(clause, tokens)
    articles = frozenset(i for i in tokens if clause.doc[i].dep_ == "det" and clause.doc[i].lower_ in ("a", "an", "the"))
    units += [(articles, 0.25 * len(articles))] if articles else []
    order = count()
    heap: list[tuple[float, int, float, frozenset[int]]] = [(0.0, next(order), 0.0, frozenset())]
    cheapest = {frozenset(): 0.0}
    tries = 0
    while heap and tries < _TRIES:
        _, _, cost, dropped = heapq.heappop(heap)
        tries += 1
        text = _render(clause, tokens - dropped, he)
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


def _torn(clause: _Clause, tokens: set[int], gone: frozenset[int]) -> bool:
    """Whether a clause is kept without its subject, or an apposition that lost what led to it."""
    doc, subject = clause.doc, clause.subject
    for i in tokens - gone:
        token = doc[i]
        if subject is not None and token != subject and token.dep_ == subject.dep_ and token.head == subject.head and any(subject.i < k < i for k in gone):
            led = token.left_edge.i - 1
            if led in gone or doc[led].dep_ != "cc":
                return True
        if token.dep_ == "ccomp" and any(c.dep_ == "aux" and c.tag_ in ("VBD", "MD") for c in token.children):
            own = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
            if own is None or own.i in gone:
                return True
        if token.dep_ == "agent" and token.head == clause.verb and any(k in gone and doc[k].pos_ == "VERB" for k in range(token.head.i, i)):
            return True  # "was arrested after he helped a man shot by police"
        if token.dep_ in ("appos", "relcl", "npadvmod") and token.head.i not in gone and token.head.i < i:
            between = range(token.head.i + 1, min(t.i for t in token.subtree))
            if any(k in gone and not doc[k].is_punct and doc[k].dep_ != "det" for k in between):
                return True
    return False


def _units(clause: _Clause, tokens: set[int]) -> list[tuple[frozenset[int], float]]:
    """Phrases that can go, each with what it costs to lose it."""
    units = []
    for i in sorted(tokens):
        token = clause.doc[i]
        price = _price(token, clause)
        if price is None:
            continue
        joined = token.dep_ in ("conj", "appos", "relcl", "prep", "advcl", "nsubj", "nsubjpass")
        phrase = ({t.i for t in token.subtree} | (_joint(token) if joined else set())) & tokens
        if token.dep_ == "ccomp":  # "declarations allowing ...": the noun before it stays
            phrase -= {t.i for c in token.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
        if token.dep_ == "conj" and token.head.dep_ != "conj":
            phrase |= {c.i for c in token.head.children if c.dep_ == "cc"} & tokens
        if clause.verb.i in phrase and clause.verb.dep_ in ("acl", "relcl") and clause.relative is None:
            phrase -= {t.i for t in clause.verb.subtree}  # the parser hung the verb on a noun in the subject
        hyphen = [k for k in (min(phrase, default=0) - 1, max(phrase, default=0) + 1) if 0 <= k < len(clause.doc)]
        if any(clause.doc[k].text == "-" for k in hyphen):
            continue  # a half of "state-owned"
        if clause.verb.i in phrase or (clause.subject is not None and clause.subject.i in phrase):
            continue
        content = sum(1 for k in phrase if clause.doc[k].is_alpha and not clause.doc[k].is_stop)
        units.append((frozenset(phrase), price * max(0.6, content)))
    return units


def _price(token: Token, clause: _Clause) -> float | None:
    """What a content word of the phrase under `token` is worth; None for what has to stay."""
    dep, head = token.dep_, token.head
    if token == clause.verb or any(c.dep_ == "neg" for c in token.children) and dep in ("advmod", "amod"):
        return None
    if dep == "det":
        return None
    if dep == "relcl":
        return None if head.lower_ in ("those", "people", "one", "anyone", "everyone") and head.i == token.head.i and head.dep_ != "appos" else 0.35
    second = clause.subject is not None and dep == clause.subject.dep_ and head == clause.subject.head and token.i > clause.subject.i
    if second and dep != "expl":
        return 1.0 if token.doc[token.left_edge.i - 1].dep_ == "cc" else 0.3
    if dep == "appos":
        return 0.3
    if dep == "acl" and token.tag_ == "VBN" and clause.verb.lemma_ in ("leave", "find", "see", "keep", "have"):
        return None  # "left 300 houses burned down": they were not left
    if dep == "acl":
        # "the decision to detain": the noun says little without it.
        return 1.2 if any(c.lower_ == "to" for c in token.children) else 0.55
    if dep in ("advcl", "parataxis"):
        marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
        return None if marks & {"if", "unless", "whether"} else 0.4
    if dep == "npadvmod" and head.pos_ in ("ADP", "SCONJ"):
        brief = {t.lower_ for t in token.subtree} & {"few", "several", "some", "day", "days", "hours", "minutes", "weeks"}
        return 0.3 if len(brief) > 1 else None  # not so "three decades after his crime"
    if dep in ("advmod", "npadvmod", "intj"):
        bound = token.lower_ in _HEDGES or head.pos_ in ("NUM", "ADJ", "ADV", "DET") or token.tag_ in ("WRB", "RP")
        return None if bound or token.lower_ in ("out", "up", "down", "off", "away", "back") else 0.3
    if dep in ("compound", "amod", "nmod") and head.dep_ == "pobj" and demonym(token, "") and not any(True for _ in token.children):
        return 1.0
    if dep == "mark":
        return 0.1 if token.lower_ == "that" and head.dep_ == "ccomp" else None
    if dep == "amod":
        soft = token.lower_ in _SORTS
        if soft and not any(c.dep_ in ("conj", "prep") for c in token.children):
            return 2.4
        fixed = token.lower_ in _TELLING or _hyphened(token) or token.tag_ in ("JJS", "JJR") or token.text[0].isupper()
        return None if fixed or any(c.dep_ in ("conj", "prep") for c in token.children) else 0.9
    if dep == "conj":
        if head.dep_ in ("amod", "compound", "nmod", "pobj") and (head.pos_ == "ADJ" or head.head.lower_ == "between"):
            return None
        if any(c.lower_ in ("either", "neither", "both", "between") for c in (*head.children, *head.head.children)):
            return None
        if head == clause.subject or (clause.subject is not None and head in clause.subject.subtree):
            return 1.0
        return 0.55 if token.pos_ in ("VERB", "AUX") else 0.7
    if dep == "agent":
        return 0.95
    if dep == "ccomp" and token.i > head.i and _subject(token) is None and not any(c.dep_ == "mark" for c in token.children) and any(c.dep_ == "aux" for c in token.children):
        return 0.5  # what the parser did not know where to put
    if dep in ("ccomp", "xcomp") and token.tag_ == "VBG" and head.pos_ in ("VERB", "AUX"):
        noun = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return 0.5 if noun is not None and noun.i < token.i else None
    if dep in ("prep", "dative"):
        return _preposition_price(token, clause)
    return None


def _hyphened(token: Token) -> bool:
    """Whether a token is a part of "state-owned", which the parser reads as three words."""
    return any(0 <= k < len(token.doc) and token.doc[k].text == "-" for k in (token.i - 1, token.i + 1))


def _preposition_price(token: Token, clause: _Clause) -> float | None:
    head = token.head
    word = token.lower_
    if head.pos_ in ("VERB", "AUX"):
        objects = [c for c in head.children if c.dep_ in ("dobj", "attr", "acomp", "oprd", "ccomp")]
        adjacent = token.i == head.i + 1 or (token.i == head.i + 2 and token.doc[head.i + 1].dep_ in ("prt", "advmod"))
        if adjacent and not objects and (word in _BOUND or head.lemma_ in ("be", "remain", "result", "live", "serve")):
            tied = head.dep_ in ("xcomp", "ccomp", "conj") or head.dep_ == "acl" and word in ("to", "of", "with")
            return None if head == clause.verb or tied else 0.8
        if word in ("of", "to", "with", "as") and head == clause.verb:
            return 1.1
        if head.lemma_ == "be" and not objects:
            return None
        return {"in": 0.6, "on": 0.6, "at": 0.6, "for": 0.8, "following": 0.4, "after": 0.4, "during": 0.4, "despite": 0.4,
                "including": 0.3, "under": 0.4, "by": 0.7}.get(word, 0.6)  # fmt: skip
    if head.pos_ == "ADJ":
        return 1.0 if any(c.dep_ == "prep" and c.i < token.i for c in head.children) else None
    if word == "of":
        partitive = head.lemma_ in ("number", "series", "group")
        if head.head.dep_ in ("acl", "relcl", "advcl") and head.dep_ == "dobj":
            return 0.75
        named = any(c.pos_ == "PROPN" and c.text not in countries() for c in token.children)
        return 1.4 if head.pos_ == "PROPN" and not partitive and not named and head.head.pos_ != "PROPN" else None
    if head.pos_ == "PROPN" and any(c.pos_ == "PROPN" for c in token.children):
        return None  # part of a name: "Committee against Torture"
    if head.lower_ in ("ban", "attack", "war", "access", "right", "responsibility", "threat", "lack"):
        return 1.1
    return {"including": 0.3, "in": 0.6, "for": 0.8, "on": 0.9, "against": 1.0, "by": 0.8, "between": 1.2, "to": 1.0,
            "from": 0.7, "with": 0.7}.get(word, 0.6)  # fmt: skip


# Words


def _render(clause: _Clause, kept: set[int], he: str | None) -> str:
    doc, verb, subject = clause.doc, clause.verb, clause.subject
    order = sorted(kept)
    if subject is not None and subject.i < verb.i and verb.dep_ == "conj" and clause.relative is None:
        # The subject is shared, and stands before another verb's words.
        phrase = {t.i for t in subject.subtree} & kept
        order = sorted(phrase) + [i for i in order if i not in phrase]
    words = {} if isinstance(clause, _Past) else _in_present(clause, he)
    named = False
    text = ""
    for position, i in enumerate(order):
        token = doc[i]
        before = order[position - 1] if position else None
        after = order[position + 1] if position + 1 < len(order) else None
        word = words.get(i, token.text)
        if token.text in ",;:–—" and not _comma_stays(doc, before, i, after, kept):
            continue
        if token.text in ".!?" and after is None:
            continue
        verb_next = after is not None and (after == verb.i or doc[after].head == verb and doc[after].dep_ in ("aux", "auxpass"))
        if token.text == "," and verb_next and "," not in text and (subject is None or subject.i < i):
            continue  # what it closed is gone: "Bill, submitted to parliament"
        if he and not named and token == subject and token.lower_ in ("he", "she", "they", "both", "it"):
            word, named = he, True
        if he and not named and token.lower_ in ("him", "them") and he.split()[-1] not in text:
            word, named = he, True
        if he and not named and token.dep_ == "poss" and token.lower_ in ("his", "her") and position == 0:
            word, named = he + ("’" if he.endswith("s") else "’s"), True
        if not text and token.dep_ == "det" and token.lower_ in ("a", "an", "the"):
            continue
        if not text and token.dep_ in ("cc", "punct") and token.text not in "“\"‘":
            continue
        if not word:
            continue
        glued = before is not None and before == i - 1 and not doc[before].whitespace_
        text += word if glued or not text else " " + word
    return _tidy(text)


def _comma_stays(doc: Doc, before: int | None, i: int, after: int | None, kept: set[int]) -> bool:
    """A comma stays in a list, before a kept clause, or inside a number; dashes only with what they enclose."""
    if before is None or after is None:
        return False
    token = doc[i]
    if doc[before].like_num and doc[after].like_num and not token.whitespace_:
        return True
    if token.text == ":":
        return before == i - 1 and after == i + 1
    if token.text in "–—":
        others = [t.i for t in doc if t.text == token.text and t.i != i]
        return before == i - 1 and after == i + 1 and (not others or all(k in kept for k in others))
    article = after == i + 2 and doc[i + 1].lower_ in ("a", "an", "the")
    if before != i - 1 or not (after == i + 1 or article):
        # Part of what stood here is gone; a list that lost its middle still needs its comma.
        return doc[after].dep_ == "conj" and doc[before].dep_ in ("conj", "nsubj", "dobj", "pobj", "nsubjpass", "appos")
    return True


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,;:.’])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"(?:,\s*)+", ", ", text.replace(" ,", ",")).strip(" ,;:–—-")
    text = re.sub(r"(\d), (?=\d{3}\b)", r"\1,", text)
    text = text.replace(" '", "’").replace("'", "’").replace("“ ", "“").replace(" ”", "”")
    if text.count("“") != text.count("”") or text.count('"') % 2:
        text = re.sub(r"[“”\"]", "", text)
    text = re.sub(r"[.,;]+”$", "”", text)
    text = re.sub(r"(?<=[a-z]{2})\.$", "", text)
    text = re.sub(r"\b([Aa])n (?=(?!hour|honest|heir|honour)[bcdfghjklmnpqrstvwxyz][a-z])", r"\1 ", text)
    text = re.sub(r"\ba (?=(?!uni|use|eu|one|ut)[aeiou][a-z])", "an ", text)
    return text[:1].upper() + text[1:]


def _in_present(clause: _Clause, he: str | None = None) -> dict[int, str]:
    """The words of the verb group that change: past to present, "was" dropped where a participle says it."""
    verb, subject = clause.verb, clause.subject
    words: dict[int, str] = {}
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == "-":
        return words  # "co-sponsored" is three words to the parser
    for one in [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")]:
        own = [c for c in one.children if c.dep_ in ("aux", "auxpass")]
        whole = any(c.dep_ == "auxpass" for c in verb.children)
        passive = any(c.dep_ == "auxpass" for c in one.children) or (one != verb and one.tag_ == "VBN" and whole)
        negated = any(c.dep_ == "neg" for c in one.children)
        plural = _is_plural(_subject(one) if one != verb else subject, one)
        if passive:
            for part in own:
                # "They are charged", "asked for and is granted": sentences, which "they charged" and "asks and granted" are not.
                said = subject is not None and subject.pos_ == "PRON" and not he or one != verb and not whole and part.tag_ == "VBD"
                words[part.i] = _passive_part(part, own, negated, plural, said)
        elif one.tag_ in ("VBD", "VBN") and not own and _passive(one):
            words[one.i] = ("are " if plural else "is ") + one.text if one == verb and subject is not None and subject.pos_ == "PRON" and not he else one.text
        elif one.tag_ in ("VBD", "VBN") and not own and not (one != verb and any(c.lemma_ in ("have", "do") for c in verb.children if c.dep_ == "aux")):
            words[one.i] = _third(one, plural)
        else:
            for part in own:
                if part.lemma_ in ("have", "do", "be") and part.tag_ in ("VBD", "VBZ", "VBP"):
                    words[part.i] = _IRREGULAR[part.lemma_][1 if plural else 0]
    return words


def _passive(conjunct: Token) -> bool:
    """Whether something is done to who is named, though no "was" says so: the first verb's is meant, or it has a "by"."""
    verb = conjunct.head
    names = {c.dep_ for c in conjunct.children}
    if "agent" in names and "dobj" not in names:
        return True
    if conjunct.dep_ != "conj" or conjunct.pos_ != "VERB" or names & {"nsubj", "nsubjpass"}:
        return False
    acts = conjunct.lemma_ in _NEVER_PASSIVE or names & {"dobj", "xcomp", "ccomp", "prt", "dative"}
    return not acts and any(c.dep_ == "auxpass" for c in verb.children)


_NEVER_PASSIVE = frozenset(["die", "escape", "appeal", "return", "leave", "flee", "resign", "begin", "become", "go", "come", "remain", "continue", "disappear", "fall", "start", "take", "rise", "end", "stay", "arrive", "occur", "happen"])


def _passive_part(part: Token, parts: list[Token], negated: bool, plural: bool, said: bool) -> str:
    if any(p.tag_ == "MD" for p in parts):
        return part.text
    if said and part.dep_ == "auxpass" and part.lemma_ == "be":
        return "are" if plural else "is"
    if negated or part.dep_ == "auxpass" and part.lemma_ == "get":
        if part.tag_ in ("VBD", "VBZ", "VBP"):
            return _IRREGULAR.get(part.lemma_, (part.text, part.text))[1 if plural else 0]
        return part.text
    return "" if part.lemma_ in ("be", "have") else part.text


def _is_plural(subject: Token | None, verb: Token) -> bool:
    if subject is None:
        return False
    if subject.dep_ == "expl":
        after = next((c for c in verb.children if c.dep_ in ("attr", "dobj", "nsubj") and c != subject), None)
        return _is_plural(after, verb) if after is not None else False
    phrase = subject.doc[subject.left_edge.i : subject.i + 1].text
    name = re.sub(r"^(?:the|The) ", "", phrase)
    if name in countries():
        return False
    if subject.lower_ in _PLURAL or (subject.like_num and subject.lower_ not in ("one", "1")):
        return True
    if any(c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM", "PRON") for c in subject.children):
        return True
    if subject.lower_ == "who" or subject.lower_ == "which":
        return False
    return subject.tag_ in ("NNS", "NNPS")


def _third(token: Token, plural: bool) -> str:
    """The present of a past verb, agreeing with its subject."""
    lemma = token.lemma_.lower()
    lemma = _PAST_LEMMAS.get(token.lower_, lemma) if lemma == token.lower_ else lemma
    if token.lower_ == lemma + "ed" and re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma):
        lemma += "e"  # "staged" was taken for a form of "stag", which would be "stagged"
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma][1 if plural else 0]
    if plural:
        return lemma
    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


# Other ways of saying it


def _urged(clause: _Clause, he: str | None) -> str | None:
    """ "X called on Y to ...", too long with X: "Y urged to ..."."""
    verb = clause.verb
    if verb.lemma_ not in ("call", "urge", "ask", "request", "order", "tell"):
        return None
    on = next((c for c in verb.children if c.dep_ == "prep" and c.text == "on"), None)
    asked = next((c for c in (on.children if on is not None else verb.children) if c.dep_ in ("pobj", "dobj")), None)
    wish = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and any(t.lower_ == "to" for t in c.children)), None)
    if wish is None or (asked is None and (asked := next((c for c in wish.children if c.dep_ == "nsubj"), None)) is None):
        return None
    said = {"order": "ordered", "ask": "asked", "request": "asked", "tell": "told"}.get(verb.lemma_, "urged")
    who = "".join(t.text_with_ws for t in asked.subtree if t.dep_ != "det" and t not in wish.subtree).strip()
    tokens = {t.i for t in wish.subtree if t.i > asked.i}
    inner = _Clause(clause.doc, wish, None)
    room = LIMIT - len(who) - len(said) - 2
    rest = _search(inner, tokens, None, room) if room > 15 else None
    return f"{who[:1].upper()}{who[1:]} {said} {rest[:1].lower()}{rest[1:]}" if rest else None


def _attributed(clause: _Clause, he: str | None) -> str | None:
    """ "X announced that Y did Z", too long as it stands: "Y did Z, X announces"."""
    verb = clause.verb
    if verb.lemma_ not in _SAYING or clause.subject is None:
        return None
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if told is None or (subject := _subject(told)) is None or subject.lower_ in ("it", "they", "he", "she", "who", "which"):
        return None
    long = {t.i for c in clause.subject.children if c.dep_ in ("relcl", "appos", "acl", "det", "punct", "prep") for t in c.subtree}
    name = clause.subject.pos_ == "PROPN" and [c for c in clause.subject.children if c.dep_ == "prep" and _preposition_price(c, clause) is None]
    long -= {t.i for c in name or () for t in c.subtree}
    short = sorted(t.i for t in clause.subject.subtree if t.i not in long)
    who = "".join(clause.doc[i].text_with_ws for i in short).strip().replace("'", "’")
    if clause.subject.lower_ in ("he", "she", "they") and he:
        who = he
    if clause.subject.lower_ in ("he", "she", "they", "it", "which") and not he:
        return None
    says = _third(verb, _is_plural(clause.subject, verb)) if verb.tag_ == "VBD" else verb.text
    if verb.lemma_ not in ("announce", "confirm", "rule", "find", "claim", "allege", "admit", "warn", "acknowledge", "conclude"):
        says = "say" if _is_plural(clause.subject, verb) else "says"
    room = LIMIT - len(who) - len(says) - 3
    tokens = {t.i for t in told.subtree} - {c.i for c in told.children if c.dep_ == "mark"}
    past = _Past(clause.doc, told, subject)
    rest = _search(past, tokens, None, room) if room > 20 else None
    who = who if clause.subject.pos_ == "PROPN" or who.isupper() else who[:1].lower() + who[1:]
    return f"{rest}, {who} {says}" if rest else None


def _announced(clause: _Clause, he: str | None) -> str | None:
    """What somebody announced or confirmed, by itself, where there is no room for who did."""
    if clause.verb.lemma_ not in ("announce", "confirm", "tell", "inform", "decide", "rule"):
        return None
    told = next((c for c in clause.verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if told is None or (subject := _subject(told)) is None or subject.lower_ in ("it", "they", "he", "she", "who", "which"):
        return None
    tokens = {t.i for t in told.subtree} - {c.i for c in told.children if c.dep_ == "mark"}
    return _search(_Clause(clause.doc, told, subject), tokens, None, LIMIT)


class _Past(_Clause):
    """A clause that keeps its tense: what is reported was so before it was said."""


def _sound(text: str, fewest: int = 3) -> bool:
    """Whether a line of at least `fewest` words is whole: no loose ends, no marks that lost their other half."""
    return not _broken(text, fewest) and not re.search(
        r"\b(?:and|or|of|to|in|on|at|by|for|with|from|the|a|an|that|which|who|whose|as|its|their|his|her|was|were|be|been|had|than"
        r"|into|against|between|under|about|after|before|during|including|such|very|not|also|including"
        r"|on charges|with (?:a )?view|in connection|on (?:the )?grounds|on (?:the )?basis|in (?:the )?light|as part"
        r"|said|says|say|told|tells|alleges?|claims?|announces?|informs?|concerns?|finds?|indicates?|states|reports)$", text)  # fmt: skip


def _broken(text: str, fewest: int = 3) -> bool:
    """Whether something is missing within a line, or at its beginning."""
    if len(text) < 8 or len(text.split()) < fewest:
        return True
    if re.search(r",,|– –|, \.|\(\)|“”| ’ |-$|^(?:Which|Who|That|These|This|And|Or|But|Not|Also|Been|Being)\b|’s?$", text):
        return True
    return bool(re.search(r"\b(?:and|or|of|the|a|an) (?:and|or|of|in|to|for|by|is|are|was|were)\b(?! to)", text))


def _fallback(plain: str, he: str | None) -> str:
    """The opening of a sentence that grammar did not shorten, ended with "…" where a phrase ends."""
    text = " ".join(plain.split()).strip(" .;:,•●▪–—-")
    text = re.sub(r"^(?:The|A|An) (?=\w)", "", text)
    if he:
        text = re.sub(r"^(?:He|She|They|Both)\b", he, text)
    text = text[:1].upper() + text[1:]
    if len(text) <= LIMIT:
        return text or "Event"
    ends = [found.start() for found in re.finditer(rf"[,;:–—]|\s(?=(?:{_LEADING})\s)", text) if found.start() < LIMIT]
    whole = [opening for end in ends if _sound(opening := text[:end].strip(" ,;:–—"))]
    best = whole[-1] if whole and len(whole[-1]) > LIMIT / 2 else text[:LIMIT].rsplit(" ", 1)[0]
    best = re.sub(rf"(?:[\s,]+(?:{_LEADING}|the|an?|its|his|her|their|was|were|had|has|have|be|been))+$", "", best)
    if best.count("“") != best.count("”"):
        best = best.replace("“", "").replace("”", "")
    return best.strip(" ,;:–—") + "…"


_LEADING = "and|but|or|after|when|which|who|that|for|in|on|at|by|with|to|as|from|under|while|where|following|including|of|against|between|because"


def subject_phrase(sentence: str) -> str | None:
    """The plural subject of a sentence in a few words, which a "they" in the next sentence can mean."""
    doc = parse(sentence)
    root = next((t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    subject = _subject(root) if root is not None else None
    if subject is None or subject.pos_ == "PRON" or not _is_plural(subject, root):
        return None
    long = {t.i for c in subject.children if c.dep_ in ("relcl", "acl", "appos") or (c.dep_ == "prep" and c.lower_ != "of") for t in c.subtree}
    words = "".join(t.text_with_ws for t in subject.subtree if t.i not in long and not (t.dep_ == "det" and t.lower_ in ("a", "an", "the")))
    words = _tidy(words)
    return words if 3 < len(words) <= 42 else None
