"""A sentence without its dates, brackets and openings: what a headline is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from data.english.date.mentions import DateMention
from data.english.grammar import parse
from data.english.rules import Rule
from data.english.words import any_of

_LONGEST_HEADING = 8  # words
_LEADING = any_of("headlines", "leading_to_date")
_LED_TO_DATE = re.compile(rf"(?:(?:^|\s+)(?:{_LEADING}))+\s*$")
_PART_OF_DAY = re.compile(rf"\s*\b(?:{any_of('headlines', 'part_of_day')})[\s-]*$")
_JOINS = re.compile(r"[\s,/–-]*(?:(?:and|or|to|until|between|then|again)\b\s*)*")
_NOTHING_BEHIND = re.compile(r"\s*(?:[.,;]|(?:and|or|to|until)?\s*(?:early|late|mid)?[\s-]*$)")


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("headlines", name, does, why, example, gives)


@dataclass(frozen=True)
class Substitution(Rule):
    """A rule that puts `by` in the place of what `pattern` matches."""

    pattern: re.Pattern = re.compile("")
    by: str = ""

    def apply(self, text: str) -> str:
        changed = self.pattern.sub(self.by, text)
        if changed != text:
            self.fires()
        return changed


_HEADING = _rule(
    "heading before the date",
    "leaves out a few words before a date that begins with a capital: “Visit In June, …”",
    "A copy ran a heading into the sentence below it.",
    "Update: Salt River mine In May the ministry closed the last shaft.",
    "Ministry closes the last shaft",
)
_BRACKETS = _rule(
    "brackets",
    "leaves out what stands in brackets",
    "Brackets hold abbreviations, ages and asides.",
    "In May, the National Union of Teachers (NUT) called a strike.",
    "National Union of Teachers calls a strike",
)
_DATE_BEFORE_NOUN = _rule(
    "date before a noun",
    "leaves “After the” of “After the July elections”",
    "The noun behind the date needs it.",
    "After the July elections, the ruling coalition lost control of the Upper House.",
    "Ruling coalition loses control of the Upper House",
)
_LOOSE = _rule(
    "date of a loose word",
    "keeps a date that a participle behind a noun, or “much of”, is nothing without",
    "“A report published” and “for much” break off.",
    "The mayor was criticized in a report published in May.",
    "Mayor criticized in a report published in May",
)
_LABEL = _rule(
    "label",
    "leaves out a few words and a colon before the sentence",
    "They are a heading in the line.",
    "Press and Media: Police arrested two editors in May.",
    "Police arrest two editors",
)
_TIE = _rule(
    "tie to the sentence before",
    "leaves out “However”, “Also”, “In another case” at the beginning",
    "A headline stands alone.",
    "However, the mayor resigned in May.",
    "Mayor resigns",
)
_SEMICOLON = _rule(
    "other side of a semicolon",
    "leaves out what stands on the other side of a semicolon",
    "It is another sentence.",
    "In May, the mayor of the town resigned; the governor of the province stayed in office.",
    "Mayor of the town resigns",
)
_SUBSTITUTIONS = (
    Substitution(
        "headlines",
        "heading in the line",
        "leaves out “Visits” and “Reports” before Amnesty International",
        "A copy ran the heading of a list into its first sentence.",
        "Visits Amnesty International delegates visited the country in May.",
        "Amnesty International delegates visit the country",
        pattern=re.compile(
            r"^(?:Visits?|Reports?|AI country (?:reports?/)?visits?) +(?=(?:An )?(?:AI|Amnesty International)\b)"
        ),
    ),
)
_RESPECTIVELY = Substitution(
    "headlines",
    "respectively",
    "leaves out “respectively” with its dates",
    "It says which date is whose.",
    "Ana Roe and Bob Low were released in October and December respectively.",
    "Ana Roe and Bob Low released",
    pattern=re.compile(r",? respectively(?=[.,;]|$| (?:and|after|for|in|at|despite|on)\b)"),
)
_LABEL_PATTERN = re.compile(r"[A-Z][\w ,/’'-]{2,50}: (?=,? ?\w)")
_TIE_PATTERN = re.compile(rf"(?:{any_of('headlines', 'ties')}),?\s+")


def leave_out_dates(sentence: str, mentions: list[DateMention], inside: bool = True) -> tuple[str, int]:
    """The sentence without its first date, those joined to it, and brackets; and where that date stood in what is left.

    What else is dated in the sentence keeps its date: it says which visit, law or arrest is meant. Where not
    `inside`, the first date too is left out only where it opens the sentence.
    """
    mentions = joined_to_first(sentence, mentions)
    sentence, mentions = _without_heading(sentence, mentions)
    going = mentions if inside or _opens(sentence, mentions) else []
    text, at = _without_spans(sentence, mentions, going)
    for substitution in _SUBSTITUTIONS:
        text = substitution.apply(text)
    if len(going) > 1:
        text = _RESPECTIVELY.apply(text)
    text, lead = without_opening(text)
    at = max(0, at - lead)
    at -= text[at - 1 : at + 1] == " ;"  # the date stood before the semicolon
    text = re.sub(r"\s+([,.;])", r"\1", re.sub(r"  +", " ", text))
    return _one_half(text, at)


def _opens(sentence: str, mentions: list[DateMention]) -> bool:
    """Whether nothing but a tie to the sentence before stands before its first date."""
    first = min((mention.start for mention in mentions), default=0)
    return not _TIE_PATTERN.sub("", sentence[:first] + " ").strip(" ,")


def joined_to_first(sentence: str, mentions: list[DateMention]) -> list[DateMention]:
    """The first of `mentions` and those that only a comma or “and” parts from it, that one first."""
    joined = mentions[:1]
    for mention in sorted(mentions[1:], key=lambda m: abs(m.start - mentions[0].start)):
        for other in joined:
            between = sentence[min(mention.end, other.end) : max(mention.start, other.start)]
            if mention.start != other.start and _JOINS.fullmatch(between):
                joined = [*joined, mention]
                break
    return joined


def _without_heading(sentence: str, mentions: list[DateMention]) -> tuple[str, list[DateMention]]:
    """The sentence without a heading that a copy ran into it: "Visit In June, delegates …"."""
    first = min((m.start for m in mentions), default=0)
    heading = sentence[:first].rstrip()
    leads_in = first and sentence[first].isupper() and sentence[first - 1] == " "
    if not leads_in or heading[-1] in ".;:,“‘(" or len(heading.split()) > _LONGEST_HEADING:
        return sentence, mentions
    if not re.match(r"(?:In|On|At|By|Between|From|During|Since|Around)\b", sentence[first:]):
        return sentence, mentions
    _HEADING.fires(heading)
    return sentence[first:], [replace(m, start=m.start - first, end=m.end - first) for m in mentions]


def _without_spans(sentence: str, mentions: list[DateMention], going: list[DateMention]) -> tuple[str, int]:
    """The sentence without the dates `going` and brackets, each with the words that led to it; where the first date stood."""
    loose = any([_leaves_a_loose_word(sentence, mention) for mention in going])
    spans = [] if loose or not going else [(min(m.start for m in going), max(m.end for m in going))]
    brackets = [
        found.span() for found in re.finditer(r"\s*(?:\(|\[(?![a-z ]{1,25}\]))[^)\]]*[)\]]", sentence)
    ]
    for start, end in brackets:
        _BRACKETS.fires(sentence[start:end].strip())
    first = mentions[0].start if mentions else 0
    spans = sorted(spans + brackets)
    kept, last, at = [], 0, first
    for number, (start, end) in enumerate(spans):
        if start < last:
            continue
        behind_it = spans[number + 1][0] if number + 1 < len(spans) else len(sentence)
        piece, stop = _piece_before(sentence, "".join(kept), last, start, end, behind_it)
        kept.append(piece)
        if start <= first:  # what goes before the date moves it
            at = sum(map(len, kept)) + max(0, first - stop)
        last = stop
    kept.append(sentence[last:])
    return "".join(kept), at


_LOOSE_BEFORE = re.compile(r"\b(?:(?:much|most|part|half|all|rest) (?:of )?|effective )$")
_GOES_ON = re.compile(r"(?:,| and| or) (?:in )?[12]\d{3}\b")  # "in 1994, 2001 and 2004"
_WENT_BEFORE = re.compile(r"\b[12]\d{3}(?:,| and| or) $")
_LIMITING = frozenset(("only", "just", "even", "alone", "never", "until"))


def _leaves_a_loose_word(sentence: str, mention: DateMention) -> bool:
    """Whether a word says nothing without its date: “for much of 2005”, “a law passed in May and …”, “only in July”."""
    before = sentence[: mention.start]
    if before.count("“") > before.count("”") and sentence[mention.start].isupper():
        return _LOOSE.fires(sentence[mention.start : mention.end])  # a name: “Black October”
    since = mention.lead == "since" or _GOES_ON.match(sentence, mention.end) or _WENT_BEFORE.search(before)
    if not since and not _LOOSE_BEFORE.search(before) and not _is_needed(sentence, mention):
        return False
    return _LOOSE.fires(sentence[mention.start : mention.end])


def _is_needed(sentence: str, mention: DateMention) -> bool:
    """Whether a participle behind a noun has nothing but the date, or “only” limits the verb to it."""
    doc = parse(sentence)
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or not span.start > 0 or span.end >= len(doc):
        return False
    before, behind = doc[span.start - 1], doc[span.end]
    if before.tag_ == "VBN" and before.dep_ in ("acl", "relcl") and before.head.i < before.i:
        return behind.is_punct or behind.dep_ in ("cc", "mark") or before not in (behind, *behind.ancestors)
    if before.tag_ in ("VBN", "VBD") and behind.text == "," == doc[before.i - 1].text:
        return True  # “the court, inaugurated in May, …”
    verb = span.root.head
    return verb.i < span.start and any(
        child.lower_ in _LIMITING and child.i < span.start for child in (*verb.children, before)
    )


def _piece_before(
    sentence: str, kept: str, last: int, start: int, end: int, behind_it: int
) -> tuple[str, int]:
    """What is left of `sentence[last:start]` before a date at `[start:end]`, and where the date's comma ends."""
    piece = sentence[last:start]
    named = re.match(r"(?:\w+ ){1,3}the (?=(?:\d{1,2} )?\w+(?: \d{4})?$)", sentence[start:end])
    if named and re.match(r"\s+[a-z]", sentence[end:]) and _DATE_BEFORE_NOUN.fires(sentence[start:end]):
        piece += named[0]
    if years := re.match(r"[-–]\d{2,4}\b", sentence[end:]):
        end += years.end()  # "1980-1981"
    if days := re.search(r"\s(?:on )?\d{1,2} or $", piece):
        piece = piece[: days.start() + 1]  # "on 12 or 13 February"
    # A date with its comma: "On 3 May, the" and ", on 3 May,".
    if onwards := re.match(r"\s+onwards?", sentence[end:]):
        end += onwards.end()
    comma = re.match(r"\s*,", sentence[end:])
    before = kept + piece
    if comma and (not before.strip(" ,") or piece.rstrip().endswith(",")):
        end += comma.end()
    piece = _PART_OF_DAY.sub(" ", piece)
    # What led to the date alone: "remained in detention until", "between May and July".
    if _NOTHING_BEHIND.match(sentence[end:behind_it]) or not before.strip():
        piece = _LED_TO_DATE.sub(" ", piece)
    return piece, end


def without_opening(text: str) -> tuple[str, int]:
    """The text without a label and a tie to the sentence before, and how many characters went."""
    lead = len(text) - len(text.lstrip(" ,;"))
    text = text[lead:]
    if (label := _LABEL_PATTERN.match(text)) and _LABEL.fires(label[0]):
        text, lead = text[label.end() :].lstrip(" ,"), lead + label.end()
    if (tie := _TIE_PATTERN.match(text)) and _TIE.fires(tie[0]):
        text, lead = text[tie.end() :], lead + tie.end()
    return text, lead


def _one_half(text: str, at: int) -> tuple[str, int]:
    """The text between the semicolons around `at`."""
    start = text.rfind("; ", 0, at) + 2 if "; " in text[:at] else 0
    stop = text.find("; ", at)
    if start or stop > 0:
        _SEMICOLON.fires()
    text, at = text[start : stop if stop > 0 else len(text)], at - start
    return text[:1].upper() + text[1:], at
