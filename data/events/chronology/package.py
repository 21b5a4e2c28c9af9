"""The Word file of a chronology: our own or a person's template, with its styles, footnotes and metadata."""

import io
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import docx
import lxml.etree as etree
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from data.characters import clean_for_xml
from data.events.chronology.markup import W

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = f"{{{W}}}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = Path(__file__).parent / "styles.xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# A4 in landscape, twentieths of a point.
_SECTION = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_BEFORE_NOTES = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape"
    " printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts"
    " saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop"
    " hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles"
    " stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves"
    " doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation"
    " consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle"
    " evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing"
    " drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery"
    " doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData"
    " noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore"
    " savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText"
    " doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace"
    " updateFields hdrShapeDefaults"
).split()
_PARTS, _FONTS = ("styles", "settings", "fontTable"), ("Calibri", "Cambria", "Times New Roman")
# The library's own file, which has a theme.
_LIBRARYS = Path(docx.__file__).parent / "templates" / "default.docx"
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def open_package(template: bytes | None) -> Any:
    """Open the document to write into, with an empty body; `template` is a .docx from `clean_word_template`, without text or
    notes.
    """
    document = Document(io.BytesIO(template or _own_package()))
    if document.element.body.sectPr is None:
        document.element.body.append(_parse(_SECTION))
    return document


@cache
def _own_package() -> bytes:
    """A document of our own without text."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_DOCUMENT}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((name, name) for name in _PARTS))
    )
    kinds = "http://schemas.openxmlformats.org/package/2006"
    office = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    parts = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(_PARTS, 1)
    )
    parts += f'<Relationship Id="rId9" Type="{_R}/theme" Target="theme/theme1.xml"/>'
    types += f'<Override PartName="/word/theme/theme1.xml" ContentType="{CONTENT_TYPE.OFC_THEME}"/>'
    content = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{kinds}/relationships">{office}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{_SECTION}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{kinds}/relationships">{parts}</Relationships>',
        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>',
    }
    fonts = "".join(f'<w:font w:name="{name}"/>' for name in _FONTS)
    content["word/fontTable.xml"] = f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        with zipfile.ZipFile(_LIBRARYS) as library:
            package.writestr("word/theme/theme1.xml", library.read("word/theme/theme1.xml"))
        for name, text in content.items():
            package.writestr(name, _HEAD + text)
        package.writestr("word/styles.xml", _STYLES.read_bytes())
    return buffer.getvalue()


def find_styles(document: Any) -> dict[str, str]:
    """Map our style ids to those of the document, adding missing styles."""
    styles = document.styles.element
    there = {_key(style): style.get(f"{_MAIN}styleId") for style in styles.iter(f"{_MAIN}style")}
    taken = {*there.values()}
    ids: dict[str, str] = {}
    for own in etree.parse(_STYLES).getroot().iter(f"{_MAIN}style"):
        name = own.get(f"{_MAIN}styleId", "")
        if _key(own) in there:
            ids[name] = there[_key(own)]
            continue
        ids[name] = name if name not in taken else f"Yearline{name}"
        added = deepcopy(own)
        added.set(f"{_MAIN}styleId", ids[name])
        added.attrib.pop(f"{_MAIN}default", None)
        for tag in ("basedOn", "next"):
            if (other := added.find(_MAIN + tag)) is not None:
                other.set(f"{_MAIN}val", ids[other.get(f"{_MAIN}val", "")])
        styles.append(added)
    return ids


def _key(style: Any) -> tuple[str, str]:
    name = style.find(f"{_MAIN}name")
    return style.get(f"{_MAIN}type", ""), "" if name is None else name.get(f"{_MAIN}val", "").lower()


def text_width(document: Any) -> int:
    """The width of its text in twentieths of a point; by default that of A4 in landscape."""
    size, margins = (document.element.body.sectPr.find(_MAIN + tag) for tag in ("pgSz", "pgMar"))
    try:
        edges = [int(margins.get(_MAIN + side)) for side in ("left", "right")]
        return max(2_000, int(size.get(f"{_MAIN}w")) - sum(edges))
    except (AttributeError, TypeError, ValueError):
        return 14_570


def add_notes(document: Any, notes: list[str]) -> None:
    """Add the footnotes part, and refer to it in the settings."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in _SEPARATORS
    )
    markup = f'{_HEAD}<w:footnotes xmlns:w="{W}" xmlns:r="{_R}">{lines}{"".join(notes)}</w:footnotes>'
    main = document.part
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, markup.encode(), main.package)
    main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    said = _parse(
        "<w:footnotePr>"
        + "".join(f'<w:footnote w:id="{number}"/>' for _, number in _SEPARATORS)
        + "</w:footnotePr>"
    )
    before = [element for element in settings if etree.QName(element).localname in _BEFORE_NOTES]
    settings.insert(settings.index(before[-1]) + 1 if before else 0, said)


def write_body(document: Any, markup: str) -> None:
    """Insert the paragraphs and tables before the section properties."""
    end = document.element.body.sectPr
    for element in _parse(f"<w:body>{markup}</w:body>"):
        end.addprevious(element)


def write_footer(document: Any, markup: str) -> None:
    """Write the footer of all pages."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    element = footer._element
    for old in list(element):
        element.remove(old)
    element.append(_parse(markup))


def set_properties(document: Any, title: str, subject: str) -> None:
    """Write the metadata."""
    about = document.core_properties
    about.title, about.subject = clean_for_xml(title)[:255], clean_for_xml(subject)[:255]
    about.author, about.language, about.comments, about.keywords = "Yearline", "en-GB", "", ""
    about.last_modified_by, about.revision = "Yearline", 1
    element = about._element  # no time stamp: the same events give the same bytes, which a proof pack hashes
    for time in element.findall("{http://purl.org/dc/terms/}modified"):
        element.remove(time)


def save(document: Any) -> bytes:
    """The bytes of the file: always the same for the same document."""
    buffer, dated = io.BytesIO(), io.BytesIO()
    document.save(dated)
    with zipfile.ZipFile(dated) as made, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as same:
        for part in made.infolist():
            same.writestr(zipfile.ZipInfo(part.filename), made.read(part), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _parse(markup: str) -> Any:
    start, _, rest = markup.partition(">")
    slash = "/" if start.endswith("/") else ""
    return parse_xml(f'{start.removesuffix("/")} xmlns:w="{W}" xmlns:r="{_R}"{slash}>{rest}')
