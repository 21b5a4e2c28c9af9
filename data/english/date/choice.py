"""Which of a sentence's dates date a happening that it tells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data.english.date.mentions import DateMention
from data.english.grammar import parse
from data.english.rules import Rule
from data.english.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_HAPPENED = word_set("dates", "not_happened")
_FUTURE = word_set("verbs", "future")
_INTENDED = word_set("verbs", "intending")
_LASTING = word_set("verbs", "lasting")
_HOLDING = word_set("verbs", "holding")
_DENYING = word_set("verbs", "denying")
_WISHED = frozenset(("would", "should", "could", "must"))  # helpers of what was to be done
_DEEPEST = 5  # verbs of a chain such as "appeared to have been made"
_CONDITIONS = word_set("headlines", "conditions")
# "until early April": "early" leads to the date.
_UNTIL = re.compile(r"\b(?:until|till|as of)\s+(?:the\s+)?$")
TOLD_ON = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir|[Ii]t|[Tt]he (?:court|trial|two|three|men|women|case|group))\b"
)


def _rule(name: str, does: str, why: str, example: str, gives: str, before: str | None = None) -> Rule:
    return Rule("dating", name, does, why, example, gives, before=before)


_CARRIED_YEAR = _rule(
    "year told on",
    "takes a month without a year, told on from another year, for that year's next months",
    "“In March 2011, the mayor was arrested. In June, he was sentenced.”",
    "In June, he was sentenced.",
    "2011-06",
    before="2011-03",
)
_NOTHING_HAPPENED = _rule(
    "nothing happened then",
    "leaves out dates behind “as of”, “until”, “before”, “scheduled for”, “since”",
    "They say how long, or what is to come.",
    "The elections scheduled for October were postponed in May.",
    "2012-05",
)
_TO_COME = _rule(
    "still to come",
    "leaves out dates of verbs with “will”, “may” or “is due to”",
    "What is to come has not happened.",
    "The court ruled in May that elections will be held in October.",
    "2012-05",
)
_SIDE_CLAUSE = _rule(
    "date of no happening",
    "leaves out a date inside a noun's phrase or what is wished or denied, where the main clause has one",
    "It says which thing is meant, and tells nothing.",
    "In July, a court dismissed complaints about the elections in April.",
    "2012-07",
)
_ONLY_SIDE_CLAUSE = _rule(
    "side clause alone",
    "takes the date of a side clause where the sentence has no other",
    "Something happened then, and the sentence tells it.",
    "Ana Roe, arrested in May, was released.",
    "2012-05",
)
_STATE_AT_END = _rule(
    "state at the year's end",
    "leaves out “by the end of the year” where something lasted, or had not been done",
    "Nothing happened then; what had been done by then is an event.",
    "In May, the mine was closed, and at the end of the year the appeal of its owners was pending.",
    "2012-05",
)
_STILL = _rule(
    "still",
    "leaves out a date at which somebody was still held, or something still so",
    "Nothing happened then.",
    "In May, three miners were arrested, and they were still held in October.",
    "2012-05",
)
_OWN_CLAUSE = _rule(
    "side clause with its own date",
    "takes the date of a participle, a relative clause or an “after” clause beside the main clause's",
    "It dates another happening, and its own verb tells it.",
    "Ana Roe, who was arrested in May, was released in August.",
    "2012-05; 2012-08",
)
_OTHER_YEAR = _rule(
    "another year",
    "takes the first date of another year where there is none of the report's",
    "What the report tells of other years is kept apart.",
    "He had been arrested in April 2010.",
    "2010-04",
)


def carry_year(mention: DateMention, before: str, sentence: str, year: int) -> DateMention:
    """A month without its year, told on from a sentence about another year, is that year's next months."""
    last = before.split("/")[-1].rstrip("~")
    if (
        int(last[:4]) >= year
        or len(last) < 7
        or mention.year != year
        or mention.precision not in ("day", "month")
    ):
        return mention
    if str(year) in sentence[mention.start : mention.end]:
        return mention
    moved = last[:4] + mention.edtf[4:]
    after = (int(moved[5:7]) - int(last[5:7])) if moved[: len(last)] >= last[: len(moved)] else -1
    if 0 <= after <= 3 and _CARRIED_YEAR.fires(mention.edtf):
        return replace(mention, edtf=moved)
    return mention


def choose_dates(sentence: str, mentions: list[DateMention], year: int) -> list[DateMention]:
    """The mentions that date a happening the sentence itself tells.

    A date inside a subordinate clause dates something else; other years count only where the
    sentence has no date of the report's year on its main level.
    """
    told = [m for m in mentions if _has_happened(sentence, m)]
    if not told:
        return [m for m in mentions if m.year != year and m.precision == "year" and m.lead == "since"][:1]
    own = [m for m in told if m.year == year and m.precision != "year"]
    main = [m for m in own if _is_on_main_level(sentence, m)]
    of_verb = [m for m in main if not _is_inside_noun(sentence, m)]
    if of_verb:
        for mention in main:
            if mention not in of_verb:
                _SIDE_CLAUSE.fires(mention.edtf)
        main = of_verb
    if not main and own:
        _ONLY_SIDE_CLAUSE.fires(own[0].edtf)
        main = own[:1]
    if main:
        for mention in own:
            if mention in main:
                continue
            if happening_of(sentence, mention) is not None and _OWN_CLAUSE.fires(mention.edtf):
                main = sorted([*main, mention], key=lambda m: m.start)
            else:
                _SIDE_CLAUSE.fires(mention.edtf)
        first: dict[str, DateMention] = {}
        for mention in main:
            first.setdefault(mention.edtf, mention)
        return list(first.values())
    other = [m for m in told if m.year != year]
    if other:
        _OTHER_YEAR.fires(other[0].edtf)
    # "He was freed in May 2010, and was arrested anew two months later": each verb has its date.
    own_verb = verb_of(sentence, other[0]) if other else None
    return other[:1] + [m for m in other[1:] if m.counted and verb_of(sentence, m) != own_verb]


def _has_happened(sentence: str, mention: DateMention) -> bool:
    if mention.lead in ("until", "till") and sentence.startswith(", when ", mention.end):
        return True  # "until 20 April, when they were released"
    until = _UNTIL.search(sentence[: mention.start]) and not sentence.startswith(", when ", mention.end)
    if mention.lead in _NOT_HAPPENED or until:
        return not _NOTHING_HAPPENED.fires(mention.edtf)
    if _is_still_to_come(sentence, mention):
        return not _TO_COME.fires(mention.edtf)
    return not _is_state(sentence, mention)


def _token_of(sentence: str, mention: DateMention) -> Token | None:
    return next((t for t in parse(sentence) if t.idx + len(t) > mention.start), None)


def _is_still_to_come(sentence: str, mention: DateMention) -> bool:
    """Whether the verb that the date belongs to is said to happen later: "will be held in May"."""
    token = _token_of(sentence, mention)
    while token is not None and token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    if token is None:
        return False
    if any(child.dep_ == "aux" and child.text in _FUTURE for child in token.children):
        return True
    aimed = token.dep_ == "xcomp" and any(child.lower_ == "to" for child in token.children)
    return aimed and (token.head.lemma_.lower() in _INTENDED)


def _is_state(sentence: str, mention: DateMention) -> bool:
    """Whether the verb that the date belongs to tells what lasted, or what had not been done."""
    at_end = mention.lead == "by the end of"
    verb = verb_of(sentence, mention) or (_next_verb(sentence, mention) if at_end else None)
    if verb is None:
        return False
    if not at_end:
        still = any(child.lower_ == "still" for child in verb.children)
        return still and (_lasts(verb) or is_denied(verb)) and _STILL.fires(mention.edtf)
    if any(_is_no_happening(one) for one in _verbs_above(verb)):
        return _STATE_AT_END.fires(mention.edtf)
    return False


def _lasts(verb: Token) -> bool:
    """Whether something lasted, or somebody was held; of many it is told that they had been."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    perfect = any(helper.lemma_ == "have" for helper in helpers)
    lasting = verb.lemma_ in _LASTING and not any(child.dep_ == "auxpass" and perfect for child in helpers)
    remained = any(one.lower_ in ("remained", "stayed") for one in (verb, *helpers))
    return lasting or remained or verb.lemma_ in _HOLDING and not perfect


def _is_no_happening(verb: Token) -> bool:
    """Whether a verb with the year's end tells what was so, was going on, was to be done, or was not."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    going_on = verb.tag_ == "VBG" and bool(helpers) or "being" in helpers
    so_then = any(child.lower_ in ("still", "yet") for child in verb.children) or verb.lower_ == "pending"
    none = verb.dep_ == "acl" and any(w.lower_ in _DENYING for w in verb.head.children)
    wished = bool(helpers & _WISHED) or verb.lemma_ in ("fail", "suppose")
    return _lasts(verb) or is_denied(verb) or going_on or so_then or none or wished


def _verbs_above(verb: Token) -> list[Token]:
    """The verb, and those it hangs on as long as it cannot stand alone: "failed to clarify", "was pending"."""
    found = [verb]
    while len(found) < _DEEPEST:
        verb = found[-1]
        head = verb.head
        while head.pos_ not in ("VERB", "AUX") and head.head != head:
            head = head.head
        told_apart = verb.dep_ in ("acl", "pcomp") and not _is_existence(head)
        infinitive = verb.dep_ == "advcl" and any(child.lower_ == "to" for child in verb.children)
        if head == verb or head.pos_ not in ("VERB", "AUX") or told_apart:
            break
        if verb.dep_ not in ("acomp", "xcomp", "oprd", "acl", "pcomp") and not infinitive:
            break
        found.append(head)
    return found


def _is_existence(verb: Token) -> bool:
    """Whether a verb only says that something is: "there were no advances", "he was in custody"."""
    return verb.lemma_ == "be" and not any(
        child.dep_ == "attr" for child in verb.children if child.i < verb.i
    )


def _next_verb(sentence: str, mention: DateMention) -> Token | None:
    """The first verb with a subject behind a date that the parser took for all of the sentence."""
    token = _token_of(sentence, mention)
    behind = token.doc[token.i + 1 :] if token is not None else ()
    return next((t for t in behind if t.pos_ in ("VERB", "AUX") and _has_subject(t)), None)


def _is_inside_noun(sentence: str, mention: DateMention) -> bool:
    """Whether the date only says which thing is meant: "complaints about the elections in April"."""
    token = _token_of(sentence, mention)
    if token is None:
        return False
    verb = verb_of(sentence, mention)
    if mention.lead == "on" and verb is not None and verb.dep_ == "conj":
        return False  # "arrested in June and charged with abuse of office on 3 July": each verb has its own
    first, second = token.head, token.head.head
    if token.dep_ in ("pobj", "prep") or token.pos_ == "ADP":
        nouns = [t for t in (first, second) if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "DATE"]
        return bool(nouns) and nouns[0].dep_ == "pobj" and nouns[0].i < token.i
    return False


def is_denied(verb: Token) -> bool:
    """Whether the verb has "not", or a subject or object such as "no inquiry" or "nobody"."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            determiners = [w.lower_ for w in child.children if w.dep_ in ("det", "advmod", "preconj", "neg")]
            if child.lower_ in _DENYING or child.left_edge.lower_ in _DENYING or _DENYING & set(determiners):
                return True
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and not _has_subject(verb)
        and is_denied(verb.head)
    )


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def verb_of(sentence: str, mention: DateMention) -> Token | None:
    """The verb that the date belongs to."""
    token = _token_of(sentence, mention)
    for _ in range(60):
        if token is None or token.pos_ in ("VERB", "AUX"):
            return token
        token = token.head if token.head != token else None
    return None


def happening_of(sentence: str, mention: DateMention) -> Token | None:
    """The verb of a side clause that tells what happened at the date; None for a date inside a noun's phrase."""
    verb = verb_of(sentence, mention)
    if verb is None or verb.dep_ not in ("acl", "relcl", "advcl", "pcomp") or is_denied(verb):
        return None
    token = _token_of(sentence, mention)
    steps = 0
    while token is not None and token != verb:
        if token.pos_ in ("NOUN", "PROPN") and token.ent_type_ != "DATE" and steps > 1:
            return None
        token, steps = token.head, steps + 1
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in verb.children):
        return None
    finite = verb.tag_ in ("VBD", "VBN") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in verb.children)
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & (_FUTURE | {"to", "would", "could", "should", "can", "must"}) or verb.lemma_ in _LASTING:
        return None
    return verb if finite or "being" in helpers else None


def _is_on_main_level(sentence: str, mention: DateMention) -> bool:
    token = _token_of(sentence, mention)
    for _ in range(60):
        if token is None or token.head == token:
            break
        # The half before a semicolon is as much told as the one behind it.
        first_half = (
            token.dep_ == "ccomp"
            and token.i < token.head.i
            and not any(c.dep_ == "mark" for c in token.children)
        )
        inside = token.dep_ in ("relcl", "advcl", "ccomp", "acl", "pcomp", "csubj", "xcomp")
        if inside and not first_half:
            return False
        token = token.head
    return token is not None
