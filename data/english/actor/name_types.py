"""Whose name it is, told by its form: a person, a body, or a place, treaty or office that is no actor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.english.actor.kinds import (
    COURT,
    LAW_AT_END,
    MANDATES,
    ORGANISATION,
    PLACE,
    PLACE_AT_END,
    SECURITY,
    STATE,
    TITLE,
    TITLES,
    TREATY,
    actor_named,
    is_no_person,
    is_office,
    without_title,
)
from data.english.actor.known import Actor
from data.english.actor.report_names import ReportNames
from data.english.parts import demonym, role_kinds
from data.english.rules import Rule
from data.english.words import any_of, countries, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ARTICLES = word_set("names", "articles")
_BEFORE_PLACE = word_set("names", "before_place")
_POSTS = word_set("names", "posts")
_NO_ACTOR = word_set("names", "no_actor")
_BEHIND_NAME = re.compile(rf"\.?\s+(?:{any_of('names', 'title')})$")  # "Feliks Kulov Prime Minister"
_PLACES = {"GPE", "LOC", "FAC"}
_PLACES_AND_PEOPLES = {"GPE", "LOC", "FAC", "NORP"}


@dataclass(frozen=True)
class Run:
    """A run of capitals at the tokens `[start:end]`, as the rules look at it."""

    doc: Doc
    start: int
    end: int
    report: ReportNames

    @property
    def length(self) -> int:
        return self.end - self.start

    @cached_property
    def labels(self) -> set[str]:
        """What the model takes its words for."""
        return {self.doc[k].ent_type_ for k in range(self.start, self.end)}

    @cached_property
    def text(self) -> str:
        """The words, without a nation before a title: "French President François Hollande"."""
        text = self.doc[self.start : self.end].text
        text = re.sub(r"^NGOs? ", "", text)
        nation = re.match(r"[A-Z]\w+(?:-[A-Z]\w+)? ", text)
        titled = (
            nation
            and (demonym(self.doc[self.start], self.report.place) or nation[0].strip() in ("US", "UK"))
            and TITLE.match(text[nation.end() :])
        )
        if nation and titled:
            return text[nation.end() :]
        first = self.doc[self.start]
        if self.length > 2 and _is_behind_minister_of(self.doc, self.start):
            _MINISTER_OF.fires(text)
            return text.split(" ", 1)[1]
        described = first.ent_type_ == "NORP" or role_kinds().get(first.lemma_.lower()) == "group"
        named = (
            described
            and self.length > 2
            and {"PERSON"} & {t.ent_type_ for t in self.doc[self.start + 1 : self.end]}
        )
        text = (
            text[len(first.text_with_ws) :] if named else text
        )  # "Lawyers Tang Jitian", "Nigerian Edwin Roe"
        return _BEHIND_NAME.sub("", text) if text.count(" ") > 2 and not is_no_person(text) else text

    @cached_property
    def bare(self) -> str:
        """The words without a title."""
        return without_title(self.text).strip()

    @property
    def titled(self) -> bool:
        return self.bare != self.text

    @property
    def is_body(self) -> bool:
        return bool(ORGANISATION.search(self.text) or STATE.search(self.text))

    @property
    def is_office(self) -> bool:
        """Whether "of" or "'s" follows: "Chief Executive of", "President's"."""
        return self.end < len(self.doc) and self.doc[self.end].text in ("of", "'s", "’s")


_MINISTER_OF = Rule(
    "actors",
    "minister of",
    "takes no “Interior” of “Minister of Interior Ana Roe” for a part of the name",
    "It is what the minister is minister of.",
    "In May, Minister of Interior Albadé Abouba was placed under house arrest.",
    "Albadé Abouba",
)


def _is_behind_minister_of(doc: Doc, start: int) -> bool:
    before = [token.text for token in doc[max(0, start - 5) : start]]
    return before[-1:] in (["of"], ["and"]) and "Minister" in before and "of" in before


@dataclass(frozen=True)
class Form(Rule):
    """A rule that says whose name a run is, or with None that it is no actor's, where it `matches`."""

    matches: Callable[[Run], bool] = lambda run: True
    actor: Callable[[Run], Actor | None] = lambda run: None


FORMS: list[Form] = []


def _form(
    name: str, does: str, matches, actor=lambda run: None, *, why: str, example: str, gives: str
) -> None:
    FORMS.append(Form("actors", name, does, why, example, gives, matches=matches, actor=actor))


def actor_by_form(doc: Doc, start: int, end: int, report: ReportNames) -> Actor | None:
    """The actor whose name stands at the tokens `[start:end]`; None for a place, a treaty, an office."""
    run = Run(doc, start, end, report)
    for form in FORMS:
        if form.matches(run):
            form.fires(run.text)
            return form.actor(run)
    return None


def _person(run: Run) -> Actor:
    return Actor(run.report.full_name(run.bare, run.bare), "person")


def _person_by_capitals(run: Run) -> Actor:
    name = run.report.full_name(run.bare, run.bare)
    return Actor(name, "person", sure="PERSON" in run.labels or name != run.bare)


def _titled_person(run: Run) -> Actor:
    return Actor(run.report.full_name(run.bare.split()[-1], run.bare), "person")


def _body(run: Run) -> Actor:
    return actor_named(run.text, run.report.full_of_short)


def _is_place(run: Run) -> bool:
    patterns = (COURT, STATE, SECURITY, ORGANISATION)
    district = run.text.endswith(" Department") and run.start > 1 and run.doc[run.start - 1].text == ","
    if district and run.doc[run.start - 2].text[:1].isupper():
        return True  # "in Cantumarca prison, Potosí Department"
    if PLACE_AT_END.search(run.text) and not COURT.search(run.text):
        return True
    return bool(PLACE.search(run.text)) and not any(pattern.search(run.text) for pattern in patterns)


def _is_treaty(run: Run) -> bool:
    if LAW_AT_END.search(run.text) or _leads_to_law(run):
        return True
    if re.search(r"\b(?:Rules|Principles|Statute) (?:for|on|of)\b", run.text):
        return True
    if TREATY.search(run.text) and not COURT.search(run.text) and not run.is_body:
        return True
    named = re.search(r"\b(?:Covenant|Convention|Protocol)\b", run.text)
    return bool(named) and not re.search(r"Committee|Commission", run.text)


def _is_counted(run: Run) -> bool:
    """Whether "dozens of" or the like stands before a name."""
    before = run.doc[max(0, run.start - 2) : run.start]
    return len(before) == 2 and before[1].text == "of" and before[0].lemma_.lower() in _NUMBERS


def _is_what_a_law_is_on(run: Run) -> bool:
    """Whether capitals only go on with a law's name: "Convention on the Elimination of All Forms of …"."""
    return _LAW_BEFORE.search(run.doc.text[: run.doc[run.start].idx]) is not None


def _is_what_a_minister_is_of(run: Run) -> bool:
    """Whether capitals say what a minister is minister of: "Minister of Internal Affairs"."""
    before = run.doc[max(0, run.start - 3) : run.start].text
    return run.length < 3 and "PERSON" not in run.labels and _MINISTER_BEFORE.search(before) is not None


def _leads_to_law(run: Run) -> bool:
    """Whether small words lead on to a law's last word: "Counter Trafficking in Persons Act"."""
    if run.labels & {"PERSON", "GPE"} or run.is_body:
        return False
    last = run.end
    while last + 1 < len(run.doc) and last < run.end + 8:
        joins = (
            run.doc[last].text in ("in", "of", "on", "for", "against")
            and run.doc[last + 1].text[:1].isupper()
        )
        if not run.doc[last].text[:1].isupper() and not joins:
            break
        last += 1
    return last > run.end and bool(LAW_AT_END.search(run.doc[run.end : last].text))


_NUMBERS = frozenset("dozen score hundred thousand number".split())
_LAW_BEFORE = re.compile(
    r"\b(?:Convention|Covenant|Protocol|Charter|Declaration)(?: (?:on|of|for|against|the|to|in|and|[A-Z]\w+)){1,10} (?:of|on|for|and|the) $"
)
_MINISTER_BEFORE = re.compile(
    r"\b(?:Minister|Director|Inspector|Secretary|Head) (?:of|for)(?: the)?\s*$", re.I
)


def _is_post(run: Run) -> bool:
    """Whether a run says behind a name what somebody is: "Ana Roe, National Coordinator"."""
    head = run.doc[run.start : run.end].root
    return head.dep_ in ("appos", "attr", "oprd") and head.lower_ in _POSTS and "PERSON" not in run.labels


def _is_described_person(run: Run) -> bool:
    """Whether "a writer", "an activist" behind two capitals says that they are a person's, whatever the model says."""
    head = run.doc[run.start : run.end].root
    said = (c for c in head.children if c.dep_ == "appos" and c.i > head.i and c.tag_ == "NN")
    return (
        run.length in (2, 3, 4)
        and not is_no_person(run.text)
        and any(role_kinds().get(c.lemma_.lower()) == "group" for c in said)
    )


def _has_title(run: Run) -> bool:
    named = run.titled and run.bare and not is_no_person(run.bare)
    if is_office(run.text) or re.fullmatch(TITLES, run.bare):
        return False
    return bool(named) and not (run.is_office and run.length == 2)


def _is_abbreviation(run: Run) -> bool:
    return run.length == 1 and bool(re.fullmatch(r"[A-Z][A-Z0-9-]+", run.text)) and "GPE" not in run.labels


def _is_quoted(run: Run) -> bool:
    before = run.doc[run.start - 1].text if run.start else ""
    behind = run.doc[run.end].text if run.end < len(run.doc) else ""
    return before in '“‘"' and before != "" and behind in "”’\"'" and behind != ""


def _is_operation(run: Run) -> bool:
    return _is_quoted(run) and run.start > 1 and run.doc[run.start - 2].text in ("Operation", "operation")


def _is_full_name(run: Run) -> bool:
    person_here = _PLACES_AND_PEOPLES & run.labels and _beside_person(run)
    short = not run.labels & _PLACES_AND_PEOPLES and run.length <= 4
    words = re.fullmatch(r"[\w‘’'.-]+(?: [\w‘’'.-]+)+", run.text) and not run.text.isupper()
    return bool(("PERSON" in run.labels or person_here or short) and words)


def _is_group_name(run: Run) -> bool:
    alone = run.doc[run.start].text in _ARTICLES and not run.labels & _PLACES
    return alone or "ORG" in run.labels


def _beside_person(run: Run) -> bool:
    """Whether a run that the model takes for a place stands where only a person can."""
    head = run.doc[run.start : run.end].root
    if run.start and run.doc[run.start - 1].lower_ in _BEFORE_PLACE:
        return False
    if head.dep_ in ("conj", "appos") and (
        head.head.ent_type_ == "PERSON" or role_kinds().get(head.head.lemma_) == "group"
    ):
        return True
    return head.dep_ in ("nsubj", "nsubjpass") and run.length > 1


_form(
    "place",
    "is no actor",
    _is_place,
    why="“River”, “Prison”, “District” say where.",
    example="In May, police closed the Salt River Bridge.",
    gives="police",
)
_form(
    "treaty",
    "is no actor",
    _is_treaty,
    why="Laws and treaties do not act.",
    example="In May, parliament ratified the Convention on Migratory Species.",
    gives="parliament",
)
_form(
    "what a law is on",
    "is no actor",
    _is_what_a_law_is_on,
    why="“Racial Discrimination” ends the convention's name.",
    example="In May, parliament ratified the Convention on the Elimination of All Forms of Racial Discrimination.",
    gives="parliament",
)
_form(
    "what a minister is of",
    "is no actor",
    _is_what_a_minister_is_of,
    why="“Internal Affairs” says what the minister does.",
    example="In May, the Minister of Internal Affairs resigned.",
    gives="minister",
)
_form(
    "last name",
    "is the person of that name",
    lambda run: run.bare in run.report.full_of_last,
    _person,
    why="The report names the person in full elsewhere.",
    example="Mayor Roe spoke to the press. In May, Ana Roe and a deputy of Roe left.",
    gives="Ana Roe; deputy",
)
_form(
    "title and name",
    "is a person",
    _has_title,
    _titled_person,
    why="“Judge Low”: the title says that a person follows.",
    example="In May, Judge Bob Low resigned.",
    gives="Bob Low",
)
_form(
    "office that acts",
    "is a body of the state where no name says who",
    lambda run: run.length > 1 and is_office(run.text),
    lambda run: Actor(run.text, "state"),
    why="“The Chief Prosecutor”, “the Interior Minister” act without a name.",
    example="In May, the Chief Prosecutor of the northern district freed Ana Roe.",
    gives="Chief Prosecutor; Ana Roe",
)
_form(
    "post behind a name",
    "is no actor",
    _is_post,
    why="“National Coordinator” says what she is.",
    example="In May, Jenni Roe, Farmers Coordinator, was arrested.",
    gives="Jenni Roe",
)
_form(
    "title alone",
    "is no actor",
    lambda run: re.fullmatch(rf"(?:{TITLES}[\s-]?)+", run.text) is not None and run.length > 1,
    why="“Colonel General” is what somebody is.",
    example="In May, Ana Roe, a former Colonel General, resigned.",
    gives="Ana Roe",
)
_form(
    "office",
    "is no actor",
    lambda run: run.is_office and run.titled,
    why="“Chief Executive of” is what somebody is.",
    example="In May, the Chief Executive of the northern council resigned.",
    gives="",
)
_form(
    "body",
    "is a body if it has two words or more",
    lambda run: is_no_person(run.text),
    lambda run: _body(run) if run.length > 1 else None,
    why="“Union”, “Ministry”, “Court” in the name say so.",
    example="In May, the Northern Farmers Union called a strike.",
    gives="Northern Farmers Union",
)
_form(
    "named by a mandate",
    "is a body",
    lambda run: run.length > 1 and bool(MANDATES.search(run.text)),
    _body,
    why="A rapporteur or a working group is no person's name.",
    example="In May, the UN Special Rapporteur on violence against women visited the country.",
    gives="UN Special Rapporteur on violence against women",
)
_form(
    "capitals of nobody",
    "is no actor",
    lambda run: run.text in _NO_ACTOR,
    why="“HIV” and “TV” do nothing.",
    example="In May, HIV was discussed by farmers.",
    gives="farmers",
)
_form(
    "words in quotation marks",
    "are no actor, where the model sees no person or body",
    lambda run: _is_quoted(run) and not run.labels & {"PERSON", "ORG"} or _is_operation(run),
    why="“Operation ‘Cast Lead’”, “the ‘Forward’ plan” name what was done.",
    example="In May, soldiers left the valley at the end of Operation “Cast Lead”.",
    gives="soldiers",
)
_form(
    "treaty in short",
    "is no actor",
    lambda run: bool(TREATY.search(run.report.full_of_short.get(run.text, ""))),
    why="“CRC” is the Convention on the Rights of the Child.",
    example="The Convention on Migratory Animals (CMA) is old. In May, parliament ratified the CMA.",
    gives="parliament",
)
_form(
    "people of a nation",
    "is a group",
    lambda run: run.length == 1 and run.doc[run.start].tag_ in ("NNPS", "NNS") and run.labels == {"NORP"},
    lambda run: Actor(run.text, "group"),
    why="“Three Malians” are a group that somebody would filter by.",
    example="In May, three Malians were killed.",
    gives="Malians",
)
_form(
    "several of a people",
    "is a group behind a number",
    lambda run: (
        run.length == 1
        and run.doc[run.start].tag_ in ("NNPS", "NNS")
        and run.start > 0
        and (run.doc[run.start - 1].like_num or _is_counted(run))
        and not run.labels & _PLACES
    ),
    lambda run: Actor(run.text, "group"),
    why="“Eight Ahmadis” are a people or a faith that the model does not know.",
    example="In May, eight Ahmadis were killed by gunmen.",
    gives="Ahmadis; gunmen",
)
_form(
    "described as a person",
    "is a person where “a writer” or the like stands behind two capitals",
    _is_described_person,
    _person,
    why="The model takes some persons' names for peoples.",
    example="In November, Nikol Pashinian, an opposition activist and editor of The Post, was assaulted by soldiers.",
    gives="Nikol Pashinian; soldiers",
)
_form(
    "nation",
    "is no actor",
    lambda run: demonym(run.doc[run.end - 1], run.report.place) or run.text in countries(),
    why="“The French” alone are nobody in particular.",
    example="In May, the Austrian broke a record.",
    gives="",
)
_form(
    "capitals",
    "is an organisation",
    _is_abbreviation,
    lambda run: Actor(run.text, "organisation"),
    why="An abbreviation of several capitals is a body's.",
    example="In May, the NTU called a strike.",
    gives="NTU",
)
_form(
    "capitals with hyphens",
    "is an organisation",
    lambda run: (
        re.fullmatch(r"[A-Z]{2,}-[A-Z][a-z]\w*|[A-Z]\w+-(?:e|i|ul|ud|al)-[A-Z]\w+", run.text) is not None
        and not run.labels & {"GPE", "PERSON"}
    ),
    lambda run: Actor(run.text, "organisation"),
    why="“FDU-Inkingi” and “Jamaat-e-Islami” are parties.",
    example="In May, members of FDU-Salama were detained.",
    gives="FDU-Salama",
)
_form(
    "one word",
    "is a person where the model sees one",
    lambda run: run.length == 1,
    lambda run: Actor(run.bare, "person") if run.labels == {"PERSON"} else None,
    why="One capital alone may be anything.",
    example="In May, Nadia Roe wrote to Fatima.",
    gives="Nadia Roe; Fatima",
)
_form(
    "capitals of a person",
    "is a person",
    _is_full_name,
    _person_by_capitals,
    why="Two or more capitals are mostly a person's name.",
    example="In May, Ana Roe was released from prison.",
    gives="Ana Roe",
)
_form(
    "group's name",
    "is a body",
    _is_group_name,
    _body,
    why="The model takes it for an organisation, or an Arabic article opens it.",
    example="In May, al-Mansura claimed the attack.",
    gives="al-Mansura",
)
