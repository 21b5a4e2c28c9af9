"""Files that were made to stop a reader: one function each, which gives the file's name and content."""

import io
import json
import warnings
import zipfile
from collections.abc import Callable

MAKERS: dict[str, Callable[[], tuple[str, bytes]]] = {}
HEAVY: set[str] = set()  # too slow or too large for `make test`
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument."


def made(title: str, file: str, content: Callable[[], str | bytes], heavy: bool = False) -> None:
    """Add a maker under `title`."""

    def make() -> tuple[str, bytes]:
        body = content()
        return file, body.encode() if isinstance(body, str) else body

    MAKERS[title] = make
    if heavy:
        HEAVY.add(title)


def dated(size: int, joint: str = "\n\n") -> str:
    """Text in which each sentence has a date."""
    sentence = "On {} {} 2008, the court in Port City sentenced {} journalists."
    return joint.join(sentence.format(i % 28 + 1, MONTHS[i % 10], i % 90 + 2) for i in range(size // 70))


def archive(files: dict[str, str | bytes]) -> bytes:
    """A zip of `files`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return packed.getvalue()


def word(body: str, before: str = "", extra: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document of `body`, with `before` at the head of its text's part."""
    types = (
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{OFFICE}wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    return archive(
        {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document}
        | (extra or {})
    )


def workbook(rows: str, before: str = "") -> bytes:
    """An Excel workbook whose one sheet has `rows`."""
    package = "http://schemas.openxmlformats.org/package/2006/"
    types = (
        f'<Types xmlns="{package}content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/s.xml" ContentType="{OFFICE}spreadsheetml.worksheet+xml"/></Types>'
    )

    def relation(kind: str, target: str) -> str:
        return (
            f'<Relationships xmlns="{package}relationships">'
            f'<Relationship Id="r1" Type="{R}/{kind}" Target="{target}"/></Relationships>'
        )

    return archive(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/s.xml"),
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{R}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/s.xml": f"{before}<worksheet {S}><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def cell(place: str, text: str) -> str:
    """A cell of a sheet's XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    """A row of a sheet's XML."""
    cells = "".join(cell(f"{'ABCDEFG'[i]}{number}", text) for i, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


def changed(packed: bytes, part: str, content: str | bytes) -> bytes:
    """The archive with another `content` in one of its parts."""
    return archive(unpacked(packed) | {part: content})


def unpacked(packed: bytes) -> dict[str, str | bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(packed)) as source:
        return {name: source.read(name) for name in source.namelist()}


def turned(packed: bytes) -> bytes:
    """The archive with the middle of its longest part changed, so that its sum is wrong."""
    with zipfile.ZipFile(io.BytesIO(packed)) as source:
        longest = max(source.infolist(), key=lambda info: info.compress_size)
    middle = longest.header_offset + 30 + len(longest.filename) + longest.compress_size // 2
    return packed[:middle] + bytes(255 - byte for byte in packed[middle : middle + 8]) + packed[middle + 8 :]


def locked(packed: bytes) -> bytes:
    """The archive whose list says that each part is encrypted."""
    body = bytearray(packed)
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = body.find(start)
        while place >= 0:
            body[place + flags] |= 1
            place = body.find(start, place + 4)
    return bytes(body)


def twice(packed: bytes, part: str) -> bytes:
    """The archive with another part of the same name at its end."""
    target = io.BytesIO(packed)
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as source:
        warnings.simplefilter("ignore")  # that the name is there already
        source.writestr(part, "<broken")
    return target.getvalue()


def pdf(pages: list[str]) -> bytes:
    """A PDF of the given content streams."""
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"]
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for i, stream in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {4 + 2 * i} 0 R/Resources{font}>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {size}>>\n"
        f"startxref\n{len(body)}\n%%EOF"
    ).encode()


def line(text: str, y: int = 700) -> str:
    """A line of text on a PDF's page."""
    return f"BT /F 12 Tf 50 {y} Td ({text}) Tj ET"


def bomb(size: int) -> bytes:
    """A zip whose one part unpacks to `size` bytes."""
    return word("", extra={"word/more.xml": b"<a>" + b" " * size + b"</a>"})


LEAD = "In March 2008, the mayor of the capital resigned. "
FAR = row(1, "date", "title") + row(2, "2008-03", "Mayor resigns")

# HTML
made("HTML comments before an unfinished tag", "a.html", lambda: "<!-- -->" * 35 + "<x")
made("280,000 bytes of comments", "b.html", lambda: "<!-- -->" * 35_000 + "<x")
made("20,000 nested divs", "c.html", lambda: "<div>" * 20_000 + LEAD)
made("300,000 nested tags", "c2.html", lambda: "<html>" + "<b>" * 300_000 + LEAD)
made("400 nested divs", "c3.html", lambda: "<div>" * 400 + LEAD)
made("an attribute of 1 MB", "d.html", lambda: f'<p title="{"x" * 10**6}">{LEAD}</p>')
made(
    "50,000 attributes",
    "d2.html",
    lambda: "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + f">{LEAD}</p>",
)
made("100,000 unfinished comments", "e.html", lambda: f"<p>{LEAD}</p>" + "<!-- " * 100_000)
made("2,000,000 tags", "e2.html", lambda: "<p>" * 2_000_000)
made("a page in an encoding that is none", "e3.html", lambda: f'<meta charset="zlib"><p>{LEAD}</p>')
made("a page that names idna", "e4.html", lambda: f'<meta charset="idna"><p>{LEAD}{"x" * 200_000}</p>')
# Markdown
made("20 KB of [", "f.md", lambda: LEAD + "[" * 20_000)
made("80 KB of **a ", "g.md", lambda: LEAD + "**a " * 20_000)
made("80 KB of ![", "g2.md", lambda: LEAD + "![" * 40_000)
made("60 KB of > ", "g3.md", lambda: ">" * 60_000 + LEAD)
made("20,000 underlined headings", "g4.md", lambda: LEAD + "\n\na\n===\n" * 20_000)
made("lines of [", "g5.md", lambda: LEAD + ("\n" + "[" * 2000) * 40)
# Text
made("one word of 40,000 letters", "h.txt", lambda: LEAD + "a" * 40_000)
made("30,000 spaces", "i.txt", lambda: "In March 2008, the mayor" + " " * 30_000 + "resigned.")
made("300,000 spaces", "i2.txt", lambda: "In March 2008, the mayor" + " " * 300_000 + "resigned.")
made("80 KB of dates", "j.txt", lambda: dated(80_000))
made("200 KB of dates", "k.txt", lambda: dated(200_000), heavy=True)
made("200 KB of dates in one paragraph", "k2.txt", lambda: dated(200_000, " "), heavy=True)
made("40 KB of one sentence's dates", "k3.txt", lambda: "The mayor resigned in " + "March, " * 6000)
made("40 KB of commas", "l.txt", lambda: "In March 2008, the mayor, " + "the judge, " * 3600 + "left.")
made("40 KB of brackets", "m.txt", lambda: LEAD + "(" * 40_000)
made("40 KB of quotation marks", "n.txt", lambda: LEAD + "“" * 40_000)
made("40 KB of capitals", "o.txt", lambda: LEAD + "John Smith " * 3600)
made("40 KB of capital letters", "o2.txt", lambda: LEAD + "Ab" * 20_000)
made("40 KB of abbreviations", "o3.txt", lambda: LEAD + "A " * 10_000 + "(AAA)" * 4000)
made("100 KB of headings", "p.txt", lambda: "Freedom of expression\n" * 4500 + LEAD)
made("100 KB of broken words", "q.txt", lambda: LEAD + "a-\n" * 33_000)
made("100 KB of quotations", "q2.txt", lambda: LEAD + "“The mayor resigned.”\n\n" * 4300)
made("1 MB of line ends", "r.txt", lambda: LEAD + "\n" * 10**6 + "x")
made("6 MB of text", "r2.txt", lambda: "a b c d " * 750_000)
made("bytes of no encoding", "s.txt", lambda: bytes(range(128, 256)) * 4000)
made("NULs", "t.txt", lambda: LEAD + "\0" * 1000)
made("UTF-16 cut off", "u.txt", lambda: LEAD.encode("utf-16")[:-1])
made(
    "controls and direction marks",
    "v.txt",
    lambda: f"In March 2008, the \x01mayor\x1f of \u202ethe\u202c capital \u2066left\u2069.\n\n{LEAD}",
)
made("200,000 accents on one letter", "w.txt", lambda: LEAD + "e" + "\u0301" * 200_000)
made("nothing", "x.txt", lambda: b"")
# PDF
made("a PDF without a heading", "aa.pdf", lambda: pdf([line(LEAD)] * 3))
made("a PDF that is cut off", "ab.pdf", lambda: pdf([line(LEAD)])[:120])
made("5,000 pages", "ac.pdf", lambda: pdf([line(LEAD)] * 5000))
made(
    "a page of 200,000 letters",
    "ad.pdf",
    lambda: pdf(["\n".join(line("mayor " * 400, y % 8 * 90 + 20) for y in range(90))]),
)
made(
    "pages that hold themselves",
    "ae.pdf",
    lambda: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9999999/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
    ),
)
# Word
made("a docx of 6,000,000 paragraphs", "ba.docx", lambda: word("<w:p/>" * 6_000_000), heavy=True)
made("a docx of 1,200,000 paragraphs", "ba2.docx", lambda: word("<w:p/>" * 1_200_000))
made("a docx that unpacks to 400 MB", "bb.docx", lambda: bomb(400 * 2**20), heavy=True)
made(
    "a docx of entities",
    "bc.docx",
    lambda: word(
        "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>",
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
    ),
)
made(
    "a docx that reads a file",
    "bd.docx",
    lambda: word(
        "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", '<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    ),
)
made("a docx nested 5,000 deep", "be.docx", lambda: word("<w:p>" * 5000 + "</w:p>" * 5000))
made("a zip of 20,000 files", "bf.docx", lambda: archive({f"{i}": "" for i in range(20_000)}))
made("a zip that is cut off", "bg.docx", lambda: word(f"<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p>")[:-30])
made("a zip without a document", "bh.docx", lambda: archive({"a.txt": LEAD}))
made("a docx without relations", "bi.docx", lambda: archive({"[Content_Types].xml": "<Types/>"}))
# Word, broken in eight more ways
PARAGRAPH = f"<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p>"
made(
    "a docx whose text is no XML",
    "bj1.docx",
    lambda: changed(word(PARAGRAPH), "word/document.xml", b"<w:p>\xff\x00"),
)
made("a docx whose text is empty", "bj2.docx", lambda: changed(word(PARAGRAPH), "word/document.xml", b""))
made(
    "a docx whose text is cut off",
    "bj3.docx",
    lambda: changed(word(PARAGRAPH), "word/document.xml", f"<w:document {W}><w:body>{PARAGRAPH}"),
)
made("a docx whose bytes are turned over", "bj4.docx", lambda: turned(word(PARAGRAPH * 50)))
made(
    "a docx whose document is elsewhere",
    "bj5.docx",
    lambda: word(PARAGRAPH).replace(b"word/document.xml", b"../../etc/passwd."),
)
made(
    "a docx whose relations are no XML",
    "bj6.docx",
    lambda: changed(word(PARAGRAPH), "_rels/.rels", "<Relationships"),
)
made(
    "a docx packed in a way nobody knows",
    "bj7.docx",
    lambda: word(PARAGRAPH).replace(b"\x08\x00", b"\x63\x00"),
)
made("a docx locked with a password", "bj8.docx", lambda: locked(word(PARAGRAPH)))
made("a docx with two documents", "bj9.docx", lambda: twice(word(PARAGRAPH), "word/document.xml"))
made(
    "a docx of tables in tables",
    "bja.docx",
    lambda: word("<w:tbl><w:tr><w:tc>" * 60 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 60),
)
# Excel
made(
    "three cells, one in the last row and column",
    "ca.xlsx",
    lambda: workbook(FAR + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
)
made(
    "a workbook of 5,000 rows with far cells",
    "ca2.xlsx",
    lambda: workbook(FAR + "".join(f'<row r="{i}">{cell(f"XFD{i}", "x")}</row>' for i in range(3, 5000))),
)
made(
    "an xlsx that unpacks to 250 MB",
    "cb.xlsx",
    lambda: workbook(FAR, f"<!--{' ' * (250 * 2**20)}-->"),
    heavy=True,
)
made("an xlsx of entities", "cc.xlsx", lambda: workbook("", '<!DOCTYPE d [<!ENTITY a "aaaa">]>'))
made("an xlsx without sheets", "cd.xlsx", lambda: archive({"xl/workbook.xml": f"<workbook {S}/>"}))
# Excel, broken in eight more ways
SHEET = "xl/worksheets/s.xml"
made("an xlsx whose sheet is no XML", "ce1.xlsx", lambda: changed(workbook(FAR), SHEET, b"<sheet\xff"))
made(
    "an xlsx whose sheet is cut off",
    "ce2.xlsx",
    lambda: changed(workbook(FAR), SHEET, f"<worksheet {S}><sheetData>{FAR}<row"),
)
made("an xlsx whose sheet is empty", "ce3.xlsx", lambda: changed(workbook(FAR), SHEET, b""))
made(
    "an xlsx whose sheet is elsewhere",
    "ce4.xlsx",
    lambda: changed(workbook(FAR), "xl/_rels/workbook.xml.rels", "<Relationships/>"),
)
made("an xlsx whose bytes are turned over", "ce5.xlsx", lambda: turned(workbook(FAR * 50)))
made(
    "an xlsx of words that are not there",
    "ce6.xlsx",
    lambda: workbook(FAR + '<row r="3"><c r="A3" t="s"><v>99999</v></c><c r="B3" t="s"><v>-1</v></c></row>'),
)
made(
    "an xlsx of values that are none",
    "ce7.xlsx",
    lambda: workbook(
        FAR
        + '<row r="3"><c r="A3" t="d"><v>99999-99-99</v></c><c r="B3" t="n"><v>1e999</v></c></row>'
        + '<row r="-4"><c r="A0" t="b"><v>perhaps</v></c><c r="ZZZZ9" t="e"><v>#REF!</v></c></row>'
    ),
)
made("an xlsx locked with a password", "ce8.xlsx", lambda: locked(workbook(FAR)))
# CSV and JSON, broken in eight ways and more
made("a CSV of nothing but its head", "dg1.csv", lambda: "date,title\n")
made("a CSV of one word", "dg2.csv", lambda: "x")
made("a CSV whose columns have one name", "dg3.csv", lambda: "date,date,title,title\n2008,2009,a,b\n")
made(
    "a CSV whose rows have other lengths",
    "dg4.csv",
    lambda: "date,title\n2008-03\n2008-04,a,b,c,d\n,,,,,,,\n2008-05,x\n",
)
made("a CSV of NULs", "dg5.csv", lambda: b"date,title\n2008-03,\0\0a\n\0,\0\n")
made("a CSV in UTF-16 that is cut off", "dg6.csv", lambda: "date,title\n2008-03,x\n".encode("utf-16")[:-1])
made("a CSV of quotation marks", "dg7.csv", lambda: "date,title\n" + '"' * 99_999 + "\n")
made("a CSV with all separators", "dg8.csv", lambda: "date;title\tactors|theme\n2008-03;a\tb|c\n")
made("JSON that is cut off", "eh1.json", lambda: '[{"date": "2008-03", "title": "x"}, {"da')
made("JSON of numbers that are none", "eh2.json", lambda: '[{"date": NaN, "title": Infinity}]')
made("JSON of nothing", "eh3.json", lambda: "[]")
made("JSON of empty rows", "eh4.json", lambda: "[{}, {}, {}]")
made("JSON of mixed rows", "eh5.json", lambda: '[{"date": "2008-03", "title": "x"}, 3, null, "y", [1]]')
made("JSON of columns of other lengths", "eh6.json", lambda: '{"date": ["2008-03"], "title": ["x", "y"]}')
# Tables
made("a CSV of 1,000,000 columns", "da.csv", lambda: "date" + ",title" * 10**6 + "\n2008,x\n")
made("a CSV of 2,000,000 rows", "db.csv", lambda: "date,title\n" + "2008,x\n" * 2_000_000)
made("a CSV with a cell of 1 MB", "dc.csv", lambda: "date,title\n2008," + "x" * 10**6 + "\n")
made("a CSV with an open quotation", "dd.csv", lambda: 'date,title\n2008,"' + "x\n" * 50_000)
made(
    "a CSV of dates that are none",
    "de.csv",
    lambda: "Year,Month,Day,Headline\n" + "1e308,inf,-1,x\n99999999999,13,32,x\n0,0,0,x\n",
)
made(
    "a CSV of 20,000 ways to write a date",
    "df.csv",
    lambda: "date,title\n" + "".join(f"{i} of {'9' * (i % 50)},x\n" for i in range(20_000)),
)
made("JSON nested 100,000 deep", "ea.json", lambda: "[" * 100_000)
made(
    "JSON with other columns in each row", "eb.json", lambda: json.dumps([{f"k{i}": 1} for i in range(5000)])
)
made("JSON that is no table", "ec.json", lambda: "3")
made(
    "JSON with half characters",
    "ed.json",
    lambda: '[{"date": "2008-03", "title": "a\\ud800b\\u0000c\\u202e"}]',
)
made(
    "JSON with lists for values",
    "ef.json",
    lambda: '[{"date": ["2008"], "title": {"a": [1]}}, {"date": {}, "title": null}]',
)
made(
    "JSON with a number of 1,000,000 digits",
    "eg.json",
    lambda: '[{"date": ' + "9" * 10**6 + ', "title": "x"}]',
)
# What is refused
made("Rich Text", "fa.rtf", lambda: "{\\rtf1 " + "{" * 100_000)
made("a picture named .txt", "fb.txt", lambda: b"\x89PNG" + b"\0" * 1000)
