"""The words of a headline: the kept words of a clause in their order, its verbs in the present, its commas and quotes whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.english.clauses import Clause, subject_of
from data.english.countries import countries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_IRREGULAR = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do"), "go": ("goes", "go")}
_PAST_LEMMAS = {
    "found": "find",
    "left": "leave",
    "fell": "fall",
    "felt": "feel",
    "saw": "see",
    "bound": "bind",
    "lay": "lie",
    "led": "lead",
    "held": "hold",
    "fled": "flee",
    "shot": "shoot",
    "wound": "wind",
}
_PLURAL = frozenset(
    """
    all authorities both dozens eight few five four hundreds majority many most nine number others people police
    rest scores seven several six some ten they those thousands three troops two
    """.split()
)


def render(clause: Clause, kept: set[int], he: str | None) -> str:
    doc, verb, subject = clause.doc, clause.verb, clause.subject
    order = sorted(kept)
    if subject is not None and subject.i < verb.i and verb.dep_ == "conj" and clause.relative is None:
        # The subject is shared, and stands before another verb's words.
        phrase = {t.i for t in subject.subtree} & kept
        order = sorted(phrase) + [i for i in order if i not in phrase]
    words = {} if clause.past else _in_present(clause, he)
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
        verb_next = after is not None and (
            after == verb.i or doc[after].head == verb and doc[after].dep_ in ("aux", "auxpass")
        )
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
        if not text and token.dep_ in ("cc", "punct") and token.text not in '“"‘':
            continue
        if not word:
            continue
        glued = before is not None and before == i - 1 and not doc[before].whitespace_
        text += word if glued or not text else " " + word
    return tidy(text)


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
        return doc[after].dep_ == "conj" and doc[before].dep_ in (
            "conj",
            "nsubj",
            "dobj",
            "pobj",
            "nsubjpass",
            "appos",
        )
    return True


def tidy(text: str) -> str:
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


def _in_present(clause: Clause, he: str | None = None) -> dict[int, str]:
    """The words of the verb group that change: past to present, "was" dropped where a participle says it."""
    verb, subject = clause.verb, clause.subject
    words: dict[int, str] = {}
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == "-":
        return words  # "co-sponsored" is three words to the parser
    for one in [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")]:
        own = [c for c in one.children if c.dep_ in ("aux", "auxpass")]
        whole = any(c.dep_ == "auxpass" for c in verb.children)
        passive = any(c.dep_ == "auxpass" for c in one.children) or (
            one != verb and one.tag_ == "VBN" and whole
        )
        negated = any(c.dep_ == "neg" for c in one.children)
        plural = is_plural(subject_of(one) if one != verb else subject, one)
        if passive:
            for part in own:
                # "They are charged", "asked for and is granted": sentences, which "they charged" and "asks and granted" are not.
                said = (
                    subject is not None
                    and subject.pos_ == "PRON"
                    and not he
                    or one != verb
                    and not whole
                    and part.tag_ == "VBD"
                )
                words[part.i] = _passive_part(part, own, negated, plural, said)
        elif one.tag_ in ("VBD", "VBN") and not own and _passive(one):
            words[one.i] = (
                ("are " if plural else "is ") + one.text
                if one == verb and subject is not None and subject.pos_ == "PRON" and not he
                else one.text
            )
        elif (
            one.tag_ in ("VBD", "VBN")
            and not own
            and not (
                one != verb and any(c.lemma_ in ("have", "do") for c in verb.children if c.dep_ == "aux")
            )
        ):
            words[one.i] = third_person(one, plural)
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


_NEVER_PASSIVE = frozenset(
    """
    appeal arrive become begin come continue die disappear end escape fall flee go happen leave occur remain resign
    return rise start stay take
    """.split()
)


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


def is_plural(subject: Token | None, verb: Token) -> bool:
    if subject is None:
        return False
    if subject.dep_ == "expl":
        after = next((c for c in verb.children if c.dep_ in ("attr", "dobj", "nsubj") and c != subject), None)
        return is_plural(after, verb) if after is not None else False
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


def third_person(token: Token, plural: bool) -> str:
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
