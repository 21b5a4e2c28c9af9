"""What PowerPoint is strict about in a file, beyond what python-pptx looks at."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable

import lxml.etree as etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# The order of the children that we write ourselves, from ECMA-376 (pml.xsd, dml-main.xsd).
ORDER = {
    f"{P}presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz smartTags embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier extLst",
    f"{P}sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles extLst",
    f"{P}sldLayout": "cSld clrMapOvr transition timing hf extLst",
    f"{P}sld": "cSld clrMapOvr transition timing extLst",
    f"{P}cSld": "bg spTree custDataLst controls extLst",
    f"{P}sp": "nvSpPr spPr style txBody extLst",
    f"{P}cxnSp": "nvCxnSpPr spPr style extLst",
    f"{P}txBody": "bodyPr lstStyle p",
    f"{P}spPr": "xfrm custGeom prstGeom noFill solidFill gradFill blipFill pattFill grpFill ln effectLst effectDag scene3d sp3d extLst",
    f"{A}ln": "noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd extLst",
    f"{A}p": "pPr r br fld endParaRPr",
    f"{A}rPr": "ln noFill solidFill gradFill blipFill pattFill grpFill effectLst effectDag highlight uLnTx uLn uFillTx uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst",
    f"{A}defRPr": "ln noFill solidFill gradFill blipFill pattFill grpFill effectLst effectDag highlight uLnTx uLn uFillTx uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst",
    f"{A}lvl1pPr": "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar buBlip tabLst defRPr extLst",
    f"{A}custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    f"{P}cNvPr": "hlinkClick hlinkHover extLst",
    f"{P}cTn": "stCondLst endCondLst endSync iterate childTnLst subTnLst",
    f"{P}seq": "cTn prevCondLst nextCondLst",
    f"{P}set": "cBhvr to",
    f"{P}cBhvr": "cTn tgtEl attrNameLst",
}  # fmt: skip


def check_package(content: bytes) -> None:
    """Every part has a type and is reached, every relationship resolves, numbers are unique, elements in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        parts = {name: package.read(name) for name in names}
    _check_types(parts)
    roots = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    _check_relationships(parts, roots)
    for name, root in roots.items():
        if re.fullmatch(r"ppt/(slides|slideLayouts|slideMasters)/[^/]+\.xml", name):
            _check_part(name, root)


def _check_types(parts: dict[str, bytes]) -> None:
    types = etree.fromstring(parts["[Content_Types].xml"])
    endings = [entry.get("Extension") for entry in types.iter(f"{_TYPES}Default")]
    named = [entry.get("PartName") for entry in types.iter(f"{_TYPES}Override")]
    assert len(endings) == len(set(endings)) and len(named) == len(set(named))
    assert all(name.lstrip("/") in parts for name in named)
    for name in parts:
        if name != "[Content_Types].xml":
            assert f"/{name}" in named or name.rsplit(".", 1)[-1] in endings, name
            assert f"/{name}" in named or not name.startswith("ppt/") or not name.endswith(".xml"), name


def _check_relationships(parts: dict[str, bytes], roots: dict) -> None:
    reached = {"[Content_Types].xml"}
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        base, source = posixpath.dirname(folder), posixpath.join(posixpath.dirname(folder), file[:-5])
        reached.add(name)
        ids = [entry.get("Id") for entry in root]
        assert len(ids) == len(set(ids)), name
        for entry in root:
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", base, entry.get("Target"))).lstrip("/")
                assert target in parts, (name, target)
                reached.add(target)
        if source in roots:
            used = {
                value
                for element in roots[source].iter()
                for key, value in element.attrib.items()
                if key.startswith(R) and value
            }
            assert used <= set(ids), (source, used - set(ids))
    assert set(parts) == reached, set(parts) - reached


def _check_part(name: str, root) -> None:
    ids = [element.get("id") for element in root.iter(f"{P}cNvPr")]
    assert len(ids) == len(set(ids)), name
    times = [element.get("id") for element in root.iter(f"{P}cTn")]
    assert len(times) == len(set(times)), name
    assert {element.get("spid") for element in root.iter(f"{P}spTgt")} <= set(ids), name
    for element in root.iter(f"{P}txBody"):
        assert element.findall(f"{A}p"), "a text has a paragraph"
        if name.startswith("ppt/slides/"):
            assert "".join(element.itertext()).strip(), (name, "a text that is empty")
    for element in root.iter(f"{A}off", f"{A}ext", f"{A}pt"):
        for key in ("x", "y", "cx", "cy"):
            assert element.get(key) is None or re.fullmatch(r"-?\d+", element.get(key)), (
                name,
                element.attrib,
            )
    for element in root.iter(f"{A}ext"):
        assert all(int(element.get(key, "0")) >= 0 for key in ("cx", "cy")), name
    for tag, order in ORDER.items():
        places = {child: place for place, child in enumerate(order.split())}
        for element in root.iter(tag):
            kinds = [etree.QName(child).localname for child in element]
            assert set(kinds) <= places.keys(), (name, tag, kinds)
            if tag not in (f"{A}p",):
                assert kinds == sorted(kinds, key=places.__getitem__), (name, tag, kinds)


def rewrite(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with each part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, change(name, package.read(name)))
    return buffer.getvalue()
