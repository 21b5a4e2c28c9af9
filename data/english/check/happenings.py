"""The step that looks at happenings: each verb of the statement, and each noun that names an act, with who, whom, when and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.english.check.causes import is_cause
from data.english.check.deeds import compare_over
from data.english.check.frames import Frame, find_subjects, frame_of, is_verbal
from data.english.check.lexicon import words
from data.english.check.matching import candidates, is_content, reach_of
from data.english.check.operators import infinitive_of, operators
from data.english.check.quantities import is_time, quantifier
from data.english.check.senses import is_person
from data.english.check.texts import Side, are_close, are_near, below, clause_of, joined_to, of_entity
from data.english.check.verdicts import Part

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN_A_STATE = ("in", "under", "without", "into", "on")
_JOINING = ("when", "while", "as")
_AROUND = ("in", "at", "from", "during", "after", "before", "with", "under", "by", "since", "until")
_MOST_TRIED = 16  # places in the report; nobody tells one thing so often
_PLAIN = ("PRON", "DET")
_OPPOSITE = {
    "from": ("to", "into"),
    "to": ("from", "against"),
    "into": ("from", "out"),
    "for": ("against",),
    "against": ("for",),
    "with": ("without",),
    "without": ("with",),
    "before": ("after",),
    "after": ("before",),
}


def check_happenings(said: Side, report: Side) -> list[Part]:
    """What is wrong with each happening at the place in the report that fits it best."""
    parts: list[Part] = []
    for token in said.docs[0]:
        if not _is_happening(token, said):
            continue
        found = [t for t in candidates(token, said, report) if _same_sort(t)]
        if not found:
            continue
        tried = [
            (t, _compare(token, t, said, report)) for t in sorted(found, key=lambda t: t.i)[:_MOST_TRIED]
        ]
        best = min((ps for _, ps in tried), key=_price)
        same = [ps for t, ps in tried if t.lemma_ == token.lemma_ and t.pos_ == token.pos_]
        # The report denies the same in the same word: one of like meaning elsewhere does not help.
        if all(map(_price, same)) and (token.pos_ == "ADJ" or "no" not in operators(token)):
            best = next((ps for ps in same if {p.kind for p in ps if not p.holds} == {"negation"}), best)
        parts += best or [Part("act", token.text, "", True, "who did it to whom")]
    return parts


def _price(parts: list[Part]) -> int:
    return sum(3 if p.holds is False else 2 if p.holds is None else 0 for p in parts)


def _is_happening(token: Token, side: Side) -> bool:
    if not is_content(token, side) or is_cause(token):
        return False
    if is_verbal(token):
        return not (token.dep_ == "amod" and token.head.i > token.i)  # "remaining men", "armed group"
    if side.senses[token].phrase is not None and not any(c.dep_ == "neg" for c in token.children):
        return False  # "found … not guilty"
    acts = any(key.startswith("acts:") for key in side.senses[token].own)
    if token.pos_ == "ADJ":
        return (
            token.dep_ == "acomp"
            or token.dep_ in ("oprd", "ccomp", "attr", "amod")
            and any(c.dep_ in ("neg", "prep", "nsubj") for c in token.children)
        )
    return token.pos_ == "NOUN" and (acts or token.text.endswith(("ion", "ions", "ment", "ance", "ence")))


def _same_sort(token: Token) -> bool:
    return token.pos_ in ("VERB", "NOUN", "ADJ", "PROPN", "AUX")


def _compare(mine: Token, theirs: Token, said: Side, report: Side) -> list[Part]:
    return [
        *compare_over(mine, theirs),
        *_people(mine, theirs, said, report),
        *_around(mine, theirs, said, report),
        *_beside(mine, theirs, said, report),
    ]


def _frame(token: Token, side: Side, shared: set[str]) -> Frame:
    frame = frame_of(token)
    marks = {m for g, m in side.senses[token].subjects.items() if g in shared}
    if marks == {"done to"} and is_verbal(token):
        frame.done_to, frame.doer = frame.done_to + frame.doer, []
    elif marks == {"given to"} and is_verbal(token):
        frame.rest += [("to", t) for t in frame.doer]
        frame.doer = []
    return frame


def _people(mine: Token, theirs: Token, said: Side, report: Side) -> list[Part]:
    shared = said.senses[mine].own & (report.senses[theirs].own | report.senses[theirs].also)
    ours, report_frame = _frame(mine, said, shared), _frame(theirs, report, shared)
    either = set(report_frame.either)
    rest = {t for _, t in report_frame.rest}
    if theirs.pos_ == "NOUN" and theirs.dep_ == "pobj" and theirs.head.lower_ in _IN_A_STATE and not either:
        either = set(find_subjects(clause_of(theirs)))  # "was freed after months in detention"
    doer, done = {*report_frame.doer, *either}, {*report_frame.done_to, *either}
    if mine.lemma_.lower() in words("mutual", "verbs") or mine.lemma_.lower() in words("ergative", "verbs"):
        doer = done = doer | done | rest
    if mine.tag_ in ("VBD", "VBN") and mine.lemma_.lower() in words("controlled", "given") and ours.doer:
        right = doer | done | rest  # "expert denied access": a headline does not say who denied
        doer, done = right, right
    if mine.lemma_ == "rob":  # "robbed the nuns" is "stole the nuns' car"
        done |= {c for t in done for c in t.children if c.dep_ == "poss"}
    parts = []
    if mine.tag_ == "VBG" and theirs.pos_ == "NOUN" and not any(c.dep_ == "nsubj" for c in mine.children):
        ours.doer = []  # "agreed to stop executing people" is "to stop executions"
    if _is_loose_infinitive(mine) and infinitive_of(theirs) is not None:
        ours.doer = []
    said_how = ("auxpass", "aux", "agent", "dobj")
    sure = mine.tag_ not in ("VBD", "VBN") or any(c.dep_ in said_how for c in mine.children)
    taken = {
        t for name, t in report_frame.rest if name not in _AROUND
    }  # "granted the widow a pension", "fired on the crowd"
    for who, right, wrong in ((ours.doer, doer, done), (ours.done_to, done | taken, doer)):
        for token in who:
            part = _role(token, right, wrong, mine, theirs, said, report)
            if part and not sure and part.holds is False:
                part = replace(part, holds=None)
            parts += [part] if part else []
    for token in ours.either:
        if token not in (*ours.doer, *ours.done_to) and token.dep_ == "poss":
            part = _role(token, doer | done | rest, set(), mine, theirs, said, report)
            parts += [part] if part else []
    return parts


def _is_loose_infinitive(token: Token) -> bool:
    """Whether nobody is said to do it: "against a bill to close the market", wherever the parser hung it."""
    return infinitive_of(token) is not None and token.dep_ in ("acl", "advcl", "relcl")


def _role(
    token: Token, right: set[Token], wrong: set[Token], mine: Token, theirs: Token, said: Side, report: Side
) -> Part | None:
    wanted: set[Token] = set()
    if token not in said.counting and (token.pos_ in _PLAIN or not is_content(token, said)):
        return None
    if token in said.counting:
        counted = next((q.noun for q in said.quantities if q.first <= token.i <= q.last), None)
        if counted is None or counted == token:
            value = next((q.value for q in said.quantities if q.first <= token.i <= q.last), None)
            same = {q.noun or q.at for q in report.quantities if q.value == value}
            if right and (not same or any(reach_of(r, report) & same for r in right)):
                return None
            return Part("direction", f"{token.text} … {mine.text}", "", None, "who did it to whom")
        token = counted
        if token.pos_ in _PLAIN:
            return None  # "ten of those arrested"
    if is_time(token):
        return None
    wanted = _as_many(token, _described(token, candidates(token, said, report), said, report), said, report)
    if any(reach_of(r, report) & wanted for r in right):
        return None
    if mine.pos_ == theirs.pos_ == "NOUN" and wanted & set(theirs.subtree):
        return None  # "charges of theft and arson", whichever the parser hung where
    if _is_event(token, said) and any(_is_within(theirs, t) for t in wanted):
        return None
    if any(reach_of(w, report) & wanted for w in wrong):
        other = next((r.text for r in right), "")
        return Part(
            "direction", f"{token.text} … {mine.text}", other, False if right else None, "who did it to whom"
        )
    if (
        not right
        and token.lemma_.lower() in ("authority", "government")
        and wanted
        and mine.lemma_.lower() in words("state", "acts")
    ):
        return None  # "was deported": nobody else deports
    return Part("direction", f"{token.text} … {mine.text}", "", None, "who did it to whom")


def _is_event(token: Token, side: Side) -> bool:
    """Whether a noun is no person but what happens or where: "violence kills five", "prison holds two men"."""
    if token.pos_ != "NOUN" or is_person(token) or token.dep_ not in ("nsubj", "pobj"):
        return False
    return any(k.startswith(("acts:", "things:")) for k in side.senses[token].own) or token.lemma_ in (
        "prison",
        "jail",
    )


def _is_within(theirs: Token, event: Token) -> bool:
    """Whether an event hangs on a happening as that in which it came about: "killed *in* the violence"."""
    if theirs in event.children and theirs.dep_ == "advcl":
        return True  # "raided the post, killing five"
    for step in (event, *event.ancestors):
        if step.head == theirs or (step.head.dep_ == "conj" and step.head.head == theirs):
            return step.lower_ in words("events", "joints")
        if step.pos_ in ("VERB", "AUX"):
            return False
    return False


def _as_many(token: Token, found: set[Token], said: Side, report: Side) -> set[Token]:
    """Of the report's words those that may be as many: "two people" are not "a guard"."""
    counts = {q.value for q in said.counted(token) if q.value and q.value > 1}
    fitting = {
        w
        for w in found
        if counts & {q.value for q in report.counted(w)}
        or (
            not report.counted(w)
            and (w.tag_ not in ("NN", "NNP") or len(joined_to(w)) > 1 or w.dep_ == "conj")
        )
    }
    return (fitting or found) if counts else found


def _described(token: Token, found: set[Token], said: Side, report: Side) -> set[Token]:
    """Of the report's words for `token` those that have what tells it apart, if any has: "the third officer", "several people"."""
    counted = {c.lower_ for c in token.children if quantifier(c) or c in said.counting}
    same = {w for w in found if w.lemma_ == token.lemma_ and counted & {c.lower_ for c in w.children}}
    found = same or found
    for child in token.children:
        if child.dep_ not in ("amod", "compound") or not (
            child.pos_ in ("ADJ", "PROPN") and is_content(child, said)
        ):
            continue
        marked = candidates(child, said, report)
        fitting = {w for w in found if (of_entity(w) | set(w.children)) & marked or w.head in marked}
        found = fitting or found
    return found


def _around(mine: Token, theirs: Token, said: Side, report: Side) -> list[Part]:
    """What hangs on the happening: dates, places and the like."""
    parts = []
    for when in said.times:
        if when.head != mine:
            continue
        same = [w for w in report.times if when.agrees(w)]
        if not same or any(_dates(w, theirs, report) for w in same):
            continue
        own = next((w for w in report.times if w.month and _dates(w, theirs, report)), None)
        parts.append(
            Part(
                "date",
                when.words,
                own.words if own else "",
                False if own and when.month else None,
                "a date dates its own happening",
            )
        )
    theirs_rest = frame_of(theirs).rest
    for name, token in frame_of(mine).rest:
        other = next(
            (
                n
                for n, t in theirs_rest
                if n in _OPPOSITE.get(name, ()) and t in candidates(token, said, report)
            ),
            None,
        )
        if other is not None:
            stance = {name, other} == {"for", "against"}
            kind, rule = ("stance", "for or against") if stance else ("happening", "where and how")
            parts.append(Part(kind, f"{mine.text} {name} {token.text}", f"{other} {token.text}", False, rule))
            continue
        near = are_near if is_time(token) else are_close
        if name in ("with", "without"):
            without = {t.head.lower_ for t in candidates(token, said, report) if t.dep_ == "pobj"}
            if without == set(_OPPOSITE[name]):
                parts.append(
                    Part(
                        "negation",
                        f"{name} {token.text}",
                        f"{_OPPOSITE[name][0]} {token.text}",
                        False,
                        "not stays",
                    )
                )
                continue
        if name in ("after", "following", "before") and _told_in_another_order(
            name, token, theirs, said, report
        ):
            parts.append(Part("order", f"{mine.text} {name} {token.text}", "", None, "where and how"))
        if (
            token in said.dated
            or not is_content(token, said)
            or name in ("after", "before", "following", "during", "as", "with", "along")
        ):
            continue
        wanted = candidates(token, said, report)
        counts = {q.value for q in said.counted(token)}
        if counts:
            wanted = {
                w for w in wanted if not report.counted(w) or counts & {q.value for q in report.counted(w)}
            }
        if (
            wanted
            and not any(near(theirs, w) for w in wanted)
            and not any(reach_of(r, report) & wanted for r in _everyone(frame_of(theirs)))
        ):
            kind = "place" if name in ("in", "at", "near") else "happening"
            parts.append(Part(kind, f"{mine.text} {name} {token.text}", "", None, "where and how"))
    return parts


def _told_in_another_order(name: str, token: Token, theirs: Token, said: Side, report: Side) -> bool:
    """Whether the report tells what a statement puts before something in a later sentence, or the other way round."""
    places = [
        next(i for i, doc in enumerate(report.docs) if doc is t.doc) for t in candidates(token, said, report)
    ]
    here = next(i for i, doc in enumerate(report.docs) if doc is theirs.doc)
    return bool(places) and all(place < here if name == "before" else place > here for place in places)


def _beside(mine: Token, theirs: Token, said: Side, report: Side) -> list[Part]:
    """The happenings that the statement joins with "when", "as" and the like: in the report they stand together too."""
    parts = []
    for child in mine.children:
        if child.dep_ != "advcl" or not any(c.lower_ in _JOINING for c in child.children):
            continue
        wanted = candidates(child, said, report)
        if wanted and not any(
            w.doc is theirs.doc and (w in below(theirs) or theirs in below(w)) for w in wanted
        ):
            parts.append(Part("happening", f"{mine.text} … {child.text}", "", None, "where and how"))
    return parts


def _everyone(frame: Frame) -> list[Token]:
    return [*frame.doer, *frame.done_to, *frame.either, *(t for _, t in frame.rest)]


def _dates(when, theirs: Token, report: Side) -> bool:
    """Whether a date of the report dates this word: no other stands nearer."""
    if when.head.doc is not theirs.doc or not are_near(when.head, theirs):
        return False
    if when.head == theirs:
        return True
    if theirs.pos_ == "NOUN" and theirs.dep_ == "pobj":
        return False  # "freed on 6 April after months in detention": the date is the release's
    nearer = [w for w in report.times if w.head.doc is theirs.doc and w is not when and w.head == theirs]
    return not nearer and (when.head.pos_ in ("VERB", "AUX") or theirs in when.head.subtree)
