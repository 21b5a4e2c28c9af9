"""Native animation: shapes of a slide that appear on clicks."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import lxml.etree as etree

_SPACE = "http://schemas.openxmlformats.org/presentationml/2006/main"
_START = '<p:stCondLst><p:cond delay="{}"/></p:stCondLst>'


def appear_on_click(slide: Any, steps: Sequence[Sequence[int]]) -> None:
    """Let shapes appear on clicks: all shapes of a step at one click; the first step is visible from the start."""
    clicks = [step for step in steps[1:] if step]
    if not clicks:
        return
    numbers = count(3)
    body = "".join(_click(step, numbers) for step in clicks)
    timing = (
        f'<p:timing xmlns:p="{_SPACE}"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{body}</p:childTnLst></p:cTn>'
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>'
        "</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    slide._element.append(etree.fromstring(timing))  # after the colour map, as the schema requires


def _click(shapes: Sequence[int], numbers: Iterator[int]) -> str:
    outer, inner = next(numbers), next(numbers)
    effects = "".join(_appear(shape, i == 0, numbers) for i, shape in enumerate(shapes))
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold">{_START.format("indefinite")}<p:childTnLst>'
        f'<p:par><p:cTn id="{inner}" fill="hold">{_START.format(0)}<p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par>'
        "</p:childTnLst></p:cTn></p:par>"
    )


def _appear(shape: int, on_click: bool, numbers: Iterator[int]) -> str:
    effect, change = next(numbers), next(numbers)
    node = "clickEffect" if on_click else "withEffect"
    return (
        f'<p:par><p:cTn id="{effect}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" nodeType="{node}">'
        f'{_START.format(0)}<p:childTnLst><p:set><p:cBhvr><p:cTn id="{change}" dur="1" fill="hold">{_START.format(0)}</p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>'
        '<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
