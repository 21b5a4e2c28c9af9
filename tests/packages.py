"""What Office is strict about in a file: the schemas of ECMA-376, and what they do not say."""

import io
import posixpath
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import lxml.etree as etree
from openxml_audit import OpenXmlValidator

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def check_package(content: bytes, ending: str = "pptx") -> None:
    """It is as the schemas say; every part has a type and is reached, every relationship resolves, numbers are unique."""
    check_schema(content, ending)
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


def check_schema(content: bytes, ending: str = "pptx") -> None:
    """Each part of a file against ECMA-376 as Office reads it: elements, their order, attributes and their values."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"file.{ending}"
        file.write_bytes(content)
        found = OpenXmlValidator().validate(file).errors
    assert not found, [(error.part_uri, error.path, error.description) for error in found[:5]]


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


def rewrite(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with each part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, change(name, package.read(name)))
    return buffer.getvalue()
