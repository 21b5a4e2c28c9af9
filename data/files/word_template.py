"""Open a person's Word template as an untrusted file, and remove its text."""

import io
from pathlib import Path
from typing import Any

from data.files.limits import check
from data.files.office_template import open_template_package, save_template
from data.report import ReportError

ENDINGS = (".dotx", ".docx")
_KINDS = (b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
# Parts that belong to the removed text.
_OF_WORDS = (
    *("footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"),
    *("glossaryDocument", "image", "chart", "hyperlink", "oleObject", "package", "frame", "subDocument"),
    "stylesWithEffects",  # a copy of the styles for old versions
)
_OF_NOTES = ("footnotePr", "endnotePr", "attachedTemplate")  # settings that refer to removed parts


def clean_word_template(content: bytes, name: str) -> bytes:
    """A .dotx or .docx as a document with its styles, page setup, header and footer, and nothing else. Raises `ReportError`."""
    refusal = f"{name} is no Word template; save it as .dotx or .docx."
    document = open_template_package(content, name, _KINDS, ".dotx", _open_empty, refusal)
    return save_template(document, name, refusal)


def read_template(path: str) -> bytes:
    """Read the template in a file. Raises `ReportError` if it is missing or invalid."""
    file = Path(path)
    try:
        check("template", file.stat().st_size, file.name)
        content = file.read_bytes()
    except OSError:
        raise ReportError(f"There is no file {path} that can be read; check the name.") from None
    return clean_word_template(content, file.name)


def is_word_template(name: str) -> bool:
    """Whether a file has the ending of a Word template."""
    return name.lower().endswith((*ENDINGS, ".dotm", ".docm"))


def _open_empty(content: bytes) -> Any:
    from docx import Document  # a slow import, needed here alone
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(content))
    body = document.element.body
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    used = {value for element in body.iter() for value in element.attrib.values()}
    _drop(document.part.rels, _OF_WORDS, used)
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/settings"):
            _drop(relation.target_part.rels, ("attachedTemplate",), set())  # the file that it was made from
    settings = document.settings.element
    for name in _OF_NOTES:
        for element in settings.findall(qn(f"w:{name}")):
            settings.remove(element)
    return document


def _drop(relations: Any, kinds: tuple[str, ...], used: set[str]) -> None:
    for key, relation in list(relations.items()):
        if relation.reltype.rsplit("/", 1)[-1] in kinds and key not in used:
            del relations[key]
