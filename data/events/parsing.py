"""Parse corrections and log entries from untrusted JSON."""

from dataclasses import replace
from functools import partial
from typing import Any

from data.dates.edtf import interval
from data.english.parts import KINDS
from data.events.corrections import (
    ABOUT,
    FIELDS,
    FLAGS,
    LARGEST_NUMBER,
    LONGEST_HEADLINE,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_SOURCE,
    MOST_ACTORS,
    MOST_ACTS,
    MOST_AT_ONCE,
    SET,
    Add,
    Correction,
    CorrectionError,
    Entry,
    Flag,
    Move,
    Note,
    OfEvent,
    RenameActor,
    RenameTheme,
    RenameTopic,
    Same,
    Set,
    SetReport,
    Undo,
)
from data.events.json_values import (
    check_is_seen,
    is_number,
    parse_flag,
    parse_line,
    parse_name,
    parse_number,
    parse_passage,
    quoted,
)
from data.events.typed_dates import DateError, parse_date
from data.report import KINDS as READINGS
from data.selection.acts import BY_CODE


def parse_entry(given: object) -> Entry:
    """Parse a log entry from its JSON; raises `CorrectionError` with one sentence."""
    if not isinstance(given, dict):
        raise CorrectionError("An entry of the log is a JSON object.")
    given = dict(given)
    seq = given.pop("seq", None)
    if not is_number(seq) or not 1 <= seq <= LARGEST_NUMBER:
        raise CorrectionError("An entry of the log needs its number “seq”, counted from 1.")
    at = parse_line(given.pop("at", ""), "time", 40, empty=True)
    who = parse_line(given.pop("who", ""), "name", LONGEST_NAME, empty=True)
    on = given.pop("on", None)
    correction = parse_correction(given)
    if isinstance(on, dict) and isinstance(correction, OfEvent):
        sentence = parse_passage(on.get("sentence", ""))
        correction = replace(
            correction, sentence=sentence, date=parse_line(on.get("date", ""), "date", 40, True)
        )
    return Entry(seq, correction, at, who)


def parse_corrections(given: object, year: int | None = None) -> list[Correction]:
    """Parse one correction or a list of them from JSON, in order.

    Dates may be typed as people write them; `year` is the default year. Raises `CorrectionError` with one sentence. Whether the
    event exists is checked by `check_corrections`.
    """
    items = given if isinstance(given, list) else [given]
    if not items:
        raise CorrectionError("The list of corrections is empty; send at least one.")
    if len(items) > MOST_AT_ONCE:
        raise CorrectionError(
            f"{len(items)} corrections are too many at once; send {MOST_AT_ONCE} at a time."
        )
    corrections = [parse_correction(item, year) for item in items]
    for correction in corrections:
        _check_typed(correction)
    return corrections


def _check_typed(correction: Correction) -> None:
    """Refuse invisible or reordering text in new corrections; what older versions accepted can still be read."""
    body = correction.body
    fields = {
        **body.get("set", {}),
        **body.get("add", {}),
        **body.get("report", {}),
        "name": body.get("rename", "-"),
    }
    fields.pop("text", None)  # exactly as in the report
    for what, value in fields.items():
        for words in value if isinstance(value, list | tuple) else [value]:
            words = words["name"] if isinstance(words, dict) else words
            if isinstance(words, str):
                check_is_seen(words, what)


def parse_correction(given: object, year: int | None = None) -> Correction:
    """One correction from its JSON object; see `parse_corrections`."""
    if not isinstance(given, dict):
        raise CorrectionError("A correction is a JSON object, as in {“event”: “a1b2c3d4”, “hide”: true}.")
    for keys, read in _SHAPES.items():
        if set(given) == set(keys):
            return read(given, year)
    known = "; ".join(" and ".join(keys) for keys in _SHAPES)
    named = ", ".join(quoted(key) for key in list(given)[:5]) or "nothing"
    raise CorrectionError(f"A correction cannot have {named} together; it has one of: {known}.")


def _set(given: dict, year: int | None) -> Set:
    event, fields = parse_name(given["event"], "event"), given["set"]
    if not isinstance(fields, dict) or not fields:
        raise CorrectionError(f"“set” needs at least one field: {', '.join(SET)}.")
    _check_names(fields, SET)
    known, kinds = _read_fields(fields, year)
    return Set(event, known, kinds)


def _add(given: dict, year: int | None) -> Add:
    fields = given["add"]
    if not isinstance(fields, dict):
        raise CorrectionError("“add” needs an object with headline, date and theme.")
    _check_names(fields, (*FIELDS, "text", "start", "end"))
    for name in ("headline", "date", "theme"):
        if name not in fields:
            raise CorrectionError(f"A new event needs a {name}.")
    known, kinds = _read_fields(fields, year)
    if not fields.keys() & {"text", "start", "end"}:
        return Add(**known, kinds=kinds)
    text = parse_passage(fields.get("text"))
    start, end = fields.get("start"), fields.get("end")
    if not (is_number(start) and is_number(end)) or not 0 <= start <= end <= LARGEST_NUMBER:
        raise CorrectionError("A passage needs “text”, “start” and “end” together, as offsets in the report.")
    if end - start != len(text):
        raise CorrectionError(f"The passage is {len(text)} characters, but its offsets span {end - start}.")
    return Add(**known, kinds=kinds, text=text, start=start, end=end)


def _read_fields(fields: dict, year: int | None) -> tuple[dict[str, Any], dict[str, str]]:
    known: dict[str, Any] = {}
    kinds: dict[str, str] = {}
    for name, value in fields.items():
        if name == "headline":
            known[name] = parse_line(value, "headline", LONGEST_HEADLINE)
        elif name == "theme":
            known[name] = parse_line(value, "theme", LONGEST_NAME)
        elif name == "date":
            known[name] = _date(value, year)
        elif name == "actors":
            known[name], kinds = _actors(value)
        elif name == "acts":
            known[name] = _acts(value)
        elif name in ("by", "to", "where"):
            known[name] = _names(value, name)
        elif name == "count":
            known[name] = _count(value)
        elif name in ("count_least", "alleged", "negated"):
            known[name] = parse_flag(value, name)
    return known, kinds


def _check_names(fields: dict, allowed: tuple[str, ...]) -> None:
    for name in fields:
        if name not in allowed:
            raise CorrectionError(f"There is no field {quoted(name)}; the fields are {', '.join(allowed)}.")


def _actors(value: object) -> tuple[tuple[str, ...], dict[str, str]]:
    if not isinstance(value, list | tuple):
        raise CorrectionError("“actors” is a list of names.")
    if len(value) > MOST_ACTORS:
        raise CorrectionError(f"{len(value)} actors are too many; an event has {MOST_ACTORS} at most.")
    names, kinds = [], {}
    for item in value:
        if isinstance(item, dict):
            _check_names(item, ("name", "kind"))
            name = parse_line(item.get("name"), "actor", LONGEST_NAME)
            if item.get("kind") not in KINDS:
                raise CorrectionError(f"“{name}” needs a kind that is one of {', '.join(KINDS)}.")
            kinds[name] = item["kind"]
        else:
            name = parse_line(item, "actor", LONGEST_NAME)
        names.append(name)
    return tuple(dict.fromkeys(names)), kinds


def _acts(value: object) -> tuple[str, ...]:
    """The codes of acts, the main one first."""
    if not isinstance(value, list | tuple) or not value:
        raise CorrectionError("“acts” is a list of acts, the main one first.")
    if len(value) > MOST_ACTS:
        raise CorrectionError(f"{len(value)} acts are too many; an event has {MOST_ACTS} at most.")
    for code in value:
        if not isinstance(code, str) or code not in BY_CODE:
            raise CorrectionError(f"There is no act {quoted(code)}; the acts are {', '.join(BY_CODE)}.")
    return tuple(dict.fromkeys(value))


def _names(value: object, what: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise CorrectionError(f"“{what}” is a list of names.")
    if len(value) > MOST_ACTORS:
        raise CorrectionError(f"{len(value)} names are too many for “{what}”; it has {MOST_ACTORS} at most.")
    return tuple(dict.fromkeys(parse_line(name, f"name in “{what}”", LONGEST_NAME) for name in value))


def _count(value: object) -> int | None:
    """The number of people; None for none."""
    if value is None:
        return None
    if not is_number(value) or not 1 <= value <= LARGEST_NUMBER:
        raise CorrectionError(
            "“count” is a whole number of people, 1 or more, or null where no number is known."
        )
    return value


def _date(value: object, year: int | None) -> str:
    text = parse_line(value, "date", LONGEST_NAME)
    try:
        edtf = parse_date(text, year)
        interval(edtf)
    except DateError as error:
        raise CorrectionError(str(error)) from None
    return edtf


def _set_report(given: dict, _) -> SetReport:
    fields = given["report"]
    if not isinstance(fields, dict) or not fields:
        raise CorrectionError(f"“report” needs at least one field: {', '.join(ABOUT)}.")
    _check_names(fields, ABOUT)
    return SetReport({name: _read_about(name, value) for name, value in fields.items()})


def _read_about(name: str, value: object) -> str | int:
    """A correction of a report's own fields: its year as a number, anything else as text."""
    if name == "year":
        text = str(value).strip() if is_number(value) or isinstance(value, str) else ""
        if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) >= 1000):
            raise CorrectionError("The year of a report has four digits, as in 2008.")
        return int(text)
    if name == "as":
        if value not in ("", *READINGS):
            raise CorrectionError(
                f"“as” is {' or '.join(READINGS)}: sentences under headings, or dated entries."
            )
        return str(value)
    longest = LONGEST_SOURCE if name == "source" else LONGEST_NAME
    return parse_line(value, "source line" if name == "source" else name, longest, empty=name != "title")


def _rename(given: dict, what: str) -> tuple[str, str]:
    old, new = parse_name(given[what], what), parse_line(given["rename"], "new name", LONGEST_NAME)
    if old == new:
        raise CorrectionError(f"The {what} is called “{old}” already; give another name.")
    return old, new


def _flag(flag: type[Flag], given: dict, _) -> Flag:
    return flag(parse_name(given["event"], "event"), parse_flag(given[flag.key], flag.key))


def _note(given: dict, _) -> Note:
    return Note(
        parse_name(given["event"], "event"), parse_line(given["note"], "note", LONGEST_NOTE, empty=True)
    )


def _move(given: dict, _) -> Move:
    event, before = parse_name(given["event"], "event"), given["before"]
    before = parse_name(before, "event before which it is presented") if before != "" else ""
    if event == before:
        raise CorrectionError("An event cannot be presented before itself; name another.")
    return Move(event, before)


def _same(given: dict, _) -> Same:
    both = given["same"]
    if not isinstance(both, list | tuple) or len(both) != 2 or both[0] == both[1]:
        raise CorrectionError("“same” is a list of the ids of two events.")
    first, second = (parse_name(one, "event") for one in both)
    return Same((first, second), parse_flag(given["is"], "is"))


_SHAPES = {
    ("event", "set"): _set,
    **{("event", flag.key): partial(_flag, flag) for flag in FLAGS},
    ("event", "note"): _note,
    ("event", "before"): _move,
    ("add",): _add,
    ("theme", "rename"): lambda given, _: RenameTheme(*_rename(given, "theme")),
    ("topic", "rename"): lambda given, _: RenameTopic(*_rename(given, "topic")),
    ("actor", "rename"): lambda given, _: RenameActor(*_rename(given, "actor")),
    ("report",): _set_report,
    ("same", "is"): _same,
    ("undo",): lambda given, _: Undo(parse_number(given["undo"])),
}
