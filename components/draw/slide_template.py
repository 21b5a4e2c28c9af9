"""Our slide template: 16:9, with the page's colours and three layouts, generated so that it contains nothing else."""

import io
import zipfile
from functools import lru_cache
from html import escape

from components.draw import palette

WIDTH, HEIGHT = 1280, 720  # px of a slide, 13.333 by 7.5 inches
PX = 9525  # EMU in one px at 96 dpi
LEFT = 48  # px of the margins at the sides of every slide
TITLE, TEXT, SMALL = 24, 14, 12  # points
FONT = "Arial"  # available on every machine, or as a font of the same widths
SUBTITLE = 13  # the index of the placeholder for the line under the title

_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_INK = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
# Lighter ink, as PowerPoint's palette offers it, legible whatever the ink is.
_MUTED = '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr></a:solidFill>'
_SECOND = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
_FACES = '<a:latin typeface="+{0}-lt"/><a:ea typeface="+{0}-ea"/><a:cs typeface="+{0}-cs"/>'
_NO_MARGINS = 'lIns="0" tIns="0" rIns="0" bIns="0"'

# The placeholders at the bottom of every slide: kind, index, name, and their left and right px.
_FOOT = (
    ("ftr", 11, "Footer", LEFT, 560),
    ("dt", 10, "Date", 580, 680),
    ("sldNum", 12, "Slide number", 1180, WIDTH - LEFT),
)
_FOOT_TOP, _FOOT_BOTTOM = 684, 706


def _placeholder(
    number: int, kind: str, index: int | None, name: str, box: tuple | None, content: str, body: str = ""
) -> str:
    """A placeholder; without a `box` (left, top, right, bottom in px) it is where the master has it."""
    place = ""
    if box:
        x0, y0, x1, y1 = (round(v * PX) for v in box)
        place = f'<a:xfrm><a:off x="{x0}" y="{y0}"/><a:ext cx="{x1 - x0}" cy="{y1 - y0}"/></a:xfrm>'
        place += '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    size = ' sz="quarter"' if kind in ("ftr", "sldNum", "body") and index else ' sz="half"' * (kind == "dt")
    at = f' idx="{index}"' if index else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{size}{at}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>'
        f"<p:txBody>{body or '<a:bodyPr/><a:lstStyle/>'}<a:p>{content}</a:p></p:txBody></p:sp>"
    )


def _level(points: float, fill: str = _INK, face: str = "mn", bold: bool = False, level: int = 1) -> str:
    weight = ' b="1"' if bold else ""
    margin = (level - 1) * 24 * PX
    return (
        f'<a:lvl{level}pPr marL="{margin}" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{points * 100}"{weight} kern="1200">{fill}{_FACES.format(face)}</a:defRPr></a:lvl{level}pPr>'
    )


def _content(kind: str) -> str:
    if kind == "sldNum":
        return '<a:fld id="{6E2C9C0B-5B1F-4D0C-9A55-0D6F3C2B7E11}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    if kind == "dt":
        return '<a:fld id="{0B7D64F6-3A0E-4C52-8B57-2C1D6E9F4A22}" type="datetime1"><a:rPr lang="en-GB"/><a:t>date</a:t></a:fld>'
    return (
        '<a:r><a:rPr lang="en-GB"/><a:t>Source</a:t></a:r>'
        if kind == "ftr"
        else '<a:r><a:rPr lang="en-GB"/><a:t>Text</a:t></a:r>'
    )


def _foot(in_master: bool) -> str:
    parts = []
    for number, (kind, index, name, x0, x1) in enumerate(_FOOT, 20):
        side = "r" if kind == "sldNum" else "l"
        style = _level(SMALL, _SECOND).replace('algn="l"', f'algn="{side}"')
        body = f'<a:bodyPr {_NO_MARGINS} anchor="ctr"/><a:lstStyle>{style}</a:lstStyle>'
        box = (x0, _FOOT_TOP, x1, _FOOT_BOTTOM) if in_master else None
        parts.append(_placeholder(number, kind, index, name, box, _content(kind), body if in_master else ""))
    return "".join(parts)


def _tree(shapes: str, name: str = "") -> str:
    named = f' name="{name}"' if name else ""
    background = "" if name else '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    return (
        f'<p:cSld{named}>{background}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{shapes}</p:spTree></p:cSld>"
    )


def _title(box: tuple | None = None, in_master: bool = False, kind: str = "title") -> str:
    words = '<a:r><a:rPr lang="en-GB"/><a:t>Title</a:t></a:r>'
    body = f'<a:bodyPr {_NO_MARGINS} anchor="b"><a:normAutofit/></a:bodyPr><a:lstStyle/>' if in_master else ""
    return _placeholder(2, kind, None, "Title", box, words, body)


def _master() -> str:
    levels = "".join(_level(TEXT, level=level) for level in range(1, 6))
    body = f"<a:bodyPr {_NO_MARGINS}><a:normAutofit/></a:bodyPr><a:lstStyle/>"
    text = _placeholder(3, "body", 1, "Text", (LEFT, 112, WIDTH - LEFT, 668), _content("body"), body).replace(
        ' sz="quarter"', ""
    )
    shapes = _title((LEFT, 20, WIDTH - LEFT, 62), in_master=True) + text + _foot(in_master=True)
    layouts = "".join(
        f'<p:sldLayoutId id="{2147483649 + i}" r:id="rId{i + 1}"/>' for i in range(len(_LAYOUTS))
    )
    other = "".join(
        f'<a:lvl{n}pPr marL="0" algn="l"><a:defRPr sz="1800" kern="1200">{_INK}{_FACES.format("mn")}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return (
        f"{_HEAD}<p:sldMaster {_SPACES}>{_tree(shapes)}"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{_level(TITLE, face='mj', bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(kind: str, name: str, shapes: str) -> str:
    return (
        f'{_HEAD}<p:sldLayout {_SPACES} type="{kind}" preserve="1">{_tree(shapes + _foot(False), name)}'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _under_title(number: int, box: tuple, kind: str = "body") -> str:
    body = (
        f"<a:bodyPr {_NO_MARGINS}><a:normAutofit/></a:bodyPr><a:lstStyle>{_level(TEXT, _MUTED)}</a:lstStyle>"
    )
    return _placeholder(number, kind, SUBTITLE, "Selection", box, _content("body"), body)


# The type, name and shapes of each layout; the first is the timeline's.
_LAYOUTS = (
    ("titleOnly", "Timeline", _title() + _under_title(3, (LEFT, 66, WIDTH - LEFT, 88))),
    (
        "title",
        "Title",
        _title((LEFT, 200, WIDTH - LEFT, 330), kind="ctrTitle")
        + _under_title(3, (LEFT, 346, WIDTH - LEFT, 420), "subTitle"),
    ),
    ("obj", "Title and text", _title() + _placeholder(3, "body", 1, "Text", None, _content("body"))),
)


# View and table settings with default values, which PowerPoint requires.
_SETTINGS = {
    "presProps": f"{_HEAD}<p:presentationPr {_SPACES}/>",
    "viewProps": f"{_HEAD}<p:viewPr {_SPACES}/>",
    "tableStyles": f'{_HEAD}<a:tblStyleLst {_SPACES} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
}


def _theme() -> str:
    tones = palette.LIGHT
    colors = {
        "dk1": tones["ink"],
        "lt1": tones["paper"],
        "dk2": tones["muted"],
        "lt2": tones["band"],
        **{f"accent{i}": color for i, color in enumerate(palette.LIGHT_THEMES[:6], 1)},
        "hlink": tones["muted"],
        "folHlink": tones["muted"],
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{color[1:]}"/></a:{name}>' for name, color in colors.items())
    font = f'<a:latin typeface="{escape(FONT)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{w}">{fill}<a:prstDash val="solid"/></a:ln>' for w in (9525, 19050, 28575))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Yearline"><a:themeElements>'
        f'<a:clrScheme name="Yearline">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Yearline"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Yearline"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _presentation() -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="0" algn="l"><a:defRPr sz="1800" kern="1200">{_INK}{_FACES.format("mn")}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return (
        f'{_HEAD}<p:presentation {_SPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldSz cx="{WIDTH * PX}" cy="{HEIGHT * PX}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="en-GB"/></a:defPPr>{levels}</p:defaultTextStyle></p:presentation>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    """Relationships rId1, rId2, …: each a type and a target."""
    parts = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{parts}</Relationships>'


@lru_cache(maxsize=1)
def template_file() -> bytes:
    """The template as a .pptx without slides."""
    layouts = [f"slideLayout{i}.xml" for i in range(1, len(_LAYOUTS) + 1)]
    types = {
        "/ppt/presentation.xml": "presentationml.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster+xml",
        "/ppt/theme/theme1.xml": "theme+xml",
        **{f"/ppt/{name}.xml": f"presentationml.{name}+xml" for name in _SETTINGS},
        **{f"/ppt/slideLayouts/{name}": "presentationml.slideLayout+xml" for name in layouts},
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{_OFFICE}{kind}"/>' for name, kind in types.items()
    )
    to_layouts = [("slideLayout", f"../slideLayouts/{name}") for name in layouts]
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            *((name, f"{name}.xml") for name in _SETTINGS),
        ),
        **{f"ppt/{name}.xml": text for name, text in _SETTINGS.items()},
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            *to_layouts, ("theme", "../theme/theme1.xml")
        ),
        "ppt/theme/theme1.xml": _theme(),
    }
    for name, (kind, title, shapes) in zip(layouts, _LAYOUTS, strict=True):
        parts[f"ppt/slideLayouts/{name}"] = _layout(kind, title, shapes)
        parts[f"ppt/slideLayouts/_rels/{name}.rels"] = _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()
