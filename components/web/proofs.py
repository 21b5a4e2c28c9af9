"""The contents of a proof pack: the file that contains a report, and its log, for everybody who may read both."""

from dataclasses import replace
from functools import partial

import pandas as pd

from components.library.library import Library
from components.page.view import View
from components.web.making import Call
from data import Selection, SelectionError
from data.events.writers import chronology_docx
from data.files.file import shorten_name
from data.files.proof.contents import Proof
from data.files.proof.pack import write_pack


def find_proof(library: Library, view: View, selection: Selection) -> Proof:
    """The proof of a selection. Raises `SelectionError` for several reports, `ReportGone` if the file is missing."""
    key = selection.report
    if view.is_together:
        raise SelectionError("A proof pack holds one report; open one of them alone.")
    original, access = library.original(key), library.find(key)
    is_entry = bool(original.entry) or bool(
        access and not access.identity and library.is_book(access.report_id)
    )
    chosen = replace(selection, report="", reports=(), event="", lanes="")
    return Proof(
        replace(original.file, name=shorten_name(original.file.name) or "report"),
        original.at,
        original.is_sent,
        view.title,
        entry=view.report.title if is_entry else "",
        log=library.log(key),
        query=chosen.to_query(),
        names=library.can_edit(key),
    )


def prove(proof: Proof, view: View, events: pd.DataFrame) -> Call:
    """The function that makes the pack of a proof's `events`."""
    read = view.as_read
    if proof.query:
        read = read[read["id"].isin(events["id"])]
    return partial(write_pack, proof, view.report, events, read, chronology_docx)
