"""Word files that are evil as files: what they link to, hold, declare, and how they are zipped.

Those of tests/test_preflight.py are not repeated.
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.docx_builder import OFFICE, WORD, R, W, docx, p, part, zipped

MICROSOFT = "http://schemas.microsoft.com/office"
GOOD = docx(p("Năm {{ nam_y }}"), header=p("Trang"))
Cases = Iterator[tuple[str, bytes, str]]


def relation(kind: str, target: str, mode: str = "External") -> str:
    address = kind if ":" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="rIdX" Type="{address}" Target="{target}" TargetMode="{mode}"/>'


def field(code: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f'<w:p>{marks[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{marks[1]}{marks[2]}</w:p>'


def relations() -> Cases:
    """Yield files that reach outside: every kind of relation, every kind of address."""
    for kind in (
        "image", "oleObject", "package", "chart", "header", "footer", "footnotes", "settings", "styles", "theme", "font", "frame",
        "video", "audio",
        "aFChunk", "customXml", "glossaryDocument", "subDocument", "mailMergeSource", "mailMergeHeaderSource", "transform",
        "printerSettings",
        "externalLinkPath", "control", "comments", "numbering", "officeDocument", f"{MICROSOFT}/2006/relationships/vbaProject",
        f"{MICROSOFT}/2007/relationships/media", f"{MICROSOFT}/2011/relationships/webextension",
    ):  # fmt: skip
        yield f"remote {kind.rpartition('/')[2]}", docx(p("x"), relations=relation(kind, "https://e.vn/a")), "tệp "
    for address in (
        "vbscript:msgbox(1)", "data:text/html,x", "ftp://e.vn/a", "search-ms:query=a", "ms-word:ofe|u|http://e.vn/a",
        "\\\\e.vn@80\\a", "//e.vn/a",
        "C:\\a.exe", "/etc/passwd", "../../a.exe", " javascript:alert(1)", "&#9;javascript:alert(1)", "java&#10;script:alert(1)",
        "file:a", "smb://e/a",
        "ldap://e.vn", "http:", "https:///", "mhtml:http://e.vn!a",
    ):  # fmt: skip
        yield f"link to {address}", docx(p("x"), relations=relation("hyperlink", address)), "dẫn ra ngoài"
    yield "mode in capitals", docx(p("x"), relations=relation("image", "a.png", "EXTERNAL")), "dẫn ra ngoài"
    yield "internal, with a drive", docx(p("x"), relations=relation("image", "C:/a.png", "Internal")), "dẫn ra ngoài"
    yield "internal share", docx(p("x"), relations=relation("image", "\\\\e\\a.png", "Internal")), "dẫn ra ngoài"
    for name in ("word/_rels/header.xml.rels", "word/_rels/styles.xml.rels", "docProps/_rels/app.xml.rels"):
        content = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation("image", "http://e.vn")}</Relationships>'
        yield f"relation in {name}", docx(p("x"), {name: content}), "dẫn ra ngoài"
    for kind, address in (
        ("task pane", f"{MICROSOFT}/2011/relationships/webextensiontaskpanes"),
        ("ribbon", f"{MICROSOFT}/2006/relationships/ui/extensibility"),
        ("toolbar", f"{MICROSOFT}/2006/relationships/attachedToolbars"),
        ("keys", f"{MICROSOFT}/2006/relationships/keyMapCustomizations"),
    ):  # fmt: skip
        yield f"add-in: {kind}", docx(p("x"), {"a.xml": "<a/>"}, relations=relation(address, "../a.xml", "Internal")), "gắn với"


def elements() -> Cases:
    """Yield files with live elements, in the body and in other parts."""
    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    video = "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"
    for name, xml, said in (
        (
            "OLE object",
            f'<w:p><w:r><w:object><o:OLEObject {spaces} Type="Link" ProgID="Excel.Sheet" r:id="rId9"/></w:object></w:r></w:p>',
            "nhúng",
        ),
        ("altChunk in a cell", '<w:tbl><w:tr><w:tc><w:altChunk r:id="rId9"/></w:tc></w:tr></w:tbl>', "altChunk"),
        (
            "remote fill",
            f'<w:p><w:r><w:pict><v:shape {spaces}><v:fill src="https://e.vn/a.png"/></v:shape></w:pict></w:r></w:p>',
            "dẫn ra",
        ),
        ("picture of a share", f'<w:p><w:r><w:pict><v:imagedata {spaces} src="\\\\e\\a.png"/></w:pict></w:r></w:p>', "dẫn ra"),
        ("link of a shape", f'<w:p><w:r><w:pict><v:shape {spaces} href="file:///c:/a.exe"/></w:pict></w:r></w:p>', "dẫn ra"),
        (
            "online video",
            f'<w:p><wp15:webVideoPr xmlns:wp15="{video}" embeddedHtml="&lt;iframe src=&apos;http://e.vn&apos;/&gt;"/></w:p>',
            "nhúng",
        ),
        ("XInclude", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>', "dẫn ra"),
        ("control", '<w:p><w:r><w:control r:id="rId9" w:name="a"/></w:r></w:p>', "control"),
    ):
        yield name, docx(xml), said
        yield f"{name} in a header", docx(p("x"), header=xml), said
    for name, xml in (
        ("attachedTemplate", '<w:attachedTemplate r:id="rId1"/>'),
        ("mailMerge", "<w:mailMerge><w:dataType/></w:mailMerge>"),
        ("saveThroughXslt", '<w:saveThroughXslt r:id="rId1"/>'),
    ):
        yield f"settings: {name}", docx(p("x"), {"word/settings.xml": f"<w:settings {W} {R}>{xml}</w:settings>"}), name
    yield (
        "frames",
        docx(p("x"), {"word/webSettings.xml": f"<w:webSettings {W} {R}><w:frameset><w:frame/></w:frameset></w:webSettings>"}),
        "frameset",
    )


def fields() -> Cases:
    """Yield files with fields that fetch, run or ask."""
    for code in (
        "DDE Excel a b", "DDEAUTO cmd /k", "INCLUDE c:\\a", "INCLUDETEXT \\\\e\\a", "INCLUDEPICTURE a \\d",
        "LINK Word.Document a", "IMPORT a",
        "EMBED Package", "DATABASE \\d a", "RD a.docx", "MACROBUTTON AutoOpen a", "GOTOBUTTON a b", "HTMLCONTROL a", "ADDIN a",
        "\tDDEAUTO a",
        "&quot;DDEAUTO&quot; a", "\u00a0DDEAUTO a", "PRINT a",
    ):  # fmt: skip
        yield f"field {code}", docx(field(code)), "trường"
    yield "field in a footer", docx(p("x"), footer=field("DDEAUTO a")), "word/footer.xml"
    yield (
        "field in a footnote",
        docx(p("x"), footnotes=f'<w:footnote w:id="1">{field("LINK a")}</w:footnote>'),
        "word/footnotes.xml",
    )
    yield "field letter by letter", docx(field('</w:instrText><w:instrText xml:space="preserve">'.join("DDEAUTO x"))), "DDEAUTO"
    yield "field in deleted text", docx(field("DDE x").replace("w:instrText", "w:delInstrText")), "DDE"
    yield (
        "field in an insertion",
        docx(field("DDE x").replace("<w:p>", '<w:p><w:ins w:id="1">').replace("</w:p>", "</w:ins></w:p>")),
        "DDE",
    )
    yield "simple field in a header", docx(p("x"), header='<w:p><w:fldSimple w:instr=" INCLUDETEXT a"/></w:p>'), "INCLUDETEXT"
    for address in ("\\\\\\\\e\\\\a", "javascript:alert(1)", "file:///c:/a", "ms-msdt:a", "data:a,b"):
        yield (
            f"field HYPERLINK with a tip, {address}",
            docx(field(f'HYPERLINK \\o "Xem: a" &quot;{address}&quot;')),
            "liên kết lạ",
        )
        yield f"field HYPERLINK {address}", docx(field(f"HYPERLINK &quot;{address}&quot;")), "liên kết lạ"


def declarations() -> Cases:
    """Yield files with document types in any encoding and part, and parts that lie about what they are."""
    laughs = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
    for name, xml in (
        ("billion laughs", f"<!DOCTYPE a [<!ENTITY l0 'ha'>{laughs}]><a>&l9;</a>".encode()),
        ("quadratic", f"<!DOCTYPE a [<!ENTITY a '{'a' * 50_000}'>]><a>{'&a;' * 50_000}</a>".encode()),
        ("external entity", b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"),
        ("parameter entity", b"<!DOCTYPE a [<!ENTITY % e SYSTEM 'http://e.vn/a.dtd'> %e;]><a/>"),
        ("public DTD", b"<!DOCTYPE a PUBLIC '-//W3C//DTD' 'http://e.vn/a.dtd'><a/>"),
        ("after a comment", b"<?xml version='1.0'?><!-- a --><!DOCTYPE a><a/>"),
        ("UTF-8 with a mark", b"\xef\xbb\xbf<!DOCTYPE a><a/>"),
        ("UTF-16 big end first", "\ufeff<!DOCTYPE a><a/>".encode("utf-16-be")),
        ("UTF-16 little end first", "\ufeff<!DOCTYPE a><a/>".encode("utf-16-le")),
    ):
        yield f"DTD: {name}", docx(p("x"), {"word/theme.xml": xml}), "DTD"
    main = part(GOOD).encode()
    yield "DTD in the document", docx(p("x"), {"word/document.xml": b"<!DOCTYPE a>" + main}), "DTD"
    yield (
        "DTD in the content types",
        docx(p("x"), {"[Content_Types].xml": b"<!DOCTYPE a>" + part(GOOD, "[Content_Types].xml").encode()}),
        "DTD",
    )
    yield "UTF-7", docx(p("x"), {"word/document.xml": b"<?xml version='1.0' encoding='UTF-7'?><a/>"}), "XML"
    yield "EBCDIC", docx(p("x"), {"word/document.xml": "<?xml version='1.0' encoding='cp037'?><a/>".encode("cp037")}), "XML"
    yield "UTF-32", docx(p("x"), {"word/document.xml": "\ufeff<a/>".encode("utf-32-le")}), "XML"
    yield "broken UTF-8", docx(p("x"), {"word/document.xml": main.replace(b"N", b"\xc3\x28")}), "XML"
    yield "half a character", docx(p("x&#xD800;")), "XML"
    yield "a control character", docx(p("x&#1;")), "XML"
    yield "an unknown entity", docx(p("x&nbsp;")), "XML"
    yield "a prefix that nobody declared", docx("<w9:p/>"), "XML"
    yield "an empty document", docx(p("x"), {"word/document.xml": b""}), "XML"
    yield "two roots", docx(p("x"), {"word/document.xml": main + main}), "XML"
    yield "an odd name space", docx(p("x"), {"word/a.xml": b"<a xmlns:b='http://http://x y'/>"}), "XML"
    live = f"<w:document {W}><w:body>{field('DDEAUTO cmd')}</w:body></w:document>"
    for name in ("word/evil.dat", "word/media/a.png", "evil"):
        kind = f'<Override PartName="/{name}" ContentType="{WORD}.document.main+xml"/></Types>'
        types = part(GOOD, "[Content_Types].xml").replace("</Types>", kind)
        yield f"a document that calls itself {name}", docx(p("x"), {"[Content_Types].xml": types, name: live}), "DDEAUTO"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><image l:href="file:///etc/passwd"/></svg>'
    yield "a drawing that reads files", docx(p("x"), {"word/media/a.svg": svg}), "dẫn ra"
    yield (
        "a drawing with a script",
        docx(p("x"), {"word/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'}),
        "script",
    )
    for kind in (f"{WORD}.document.macroEnabled.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml",
                 "application/vnd.ms-office.activeX+xml", "application/vnd.ms-office.vbaProject"):  # fmt: skip
        types = part(GOOD, "[Content_Types].xml").replace(f"{WORD}.document.main+xml", kind)
        yield f"type {kind.rpartition('.')[2]} {len(kind)}", docx(p("x"), {"[Content_Types].xml": types}), "macro"
    for name in (
        "word/embeddings/oleObject1.bin", "word/activeX/activeX1.bin", "a.exe", "a.dll", "a.js", "a.vbs", "a.hta", "a.lnk",
        "a.scr", "a.ps1",
        "a.bat", "a.cmd", "word/a.rtf", "word/a.mht", "word/a.htm", "word/embeddings/a.docm",
        "word/embeddings/a.xlsm"
    ):  # fmt: skip
        yield f"holds {name}", docx(p("x"), {name: b"MZ"}), "nhúng"


def with_member(name: str, content: bytes = b"<a/>", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the good file with one more member, whatever its name."""
    out = io.BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a", method) as package:
        warnings.simplefilter("ignore")
        info = zipfile.ZipInfo("x")
        info.filename, info.compress_type = name, method
        package.writestr(info, content)
    return out.getvalue()


def patched(at: Callable[[bytes], int], form: str, value: int) -> bytes:
    """Return the good file with one number of a header changed."""
    data = bytearray(GOOD)
    struct.pack_into(form, data, at(GOOD), value)
    return bytes(data)


def _central(data: bytes) -> int:
    return data.index(b"PK\x01\x02")


def _end(data: bytes) -> int:
    return data.rindex(b"PK\x05\x06")


def zips() -> Cases:
    """Yield zips that lie, unfold or lead out."""
    for name in (
        "../a.xml", "..\\a.xml", "a/../../b.xml", "/a.xml", "\\a.xml", "C:\\a.xml", "word/./a.xml", "word//a.xml",
        "word\\document.xml", "a\x01.xml",
        "word/document.xml\x00.png", "[content_types].xml", "WORD/HEADER.XML", "\\\\e\\a.xml", "./a.xml",
    ):  # fmt: skip
        yield f"member {name!r}", with_member(name), "tên phần"
    yield "types twice", with_member("[Content_Types].xml"), "lặp lại"
    yield "document twice", with_member("word/document.xml"), "lặp lại"
    yield "a million of zeros, a hundred times", with_member("word/media/a.xml", bytes(100_000_000)), "quá lớn"
    yield "squeezed 1000 to 1", with_member("word/media/a.xml", b"<a>" + b" " * 20_000_000 + b"</a>"), "quá lớn"
    yield "a bomb of pictures", zipped({f"word/media/{n}.png": bytes(4_900_000) for n in range(60)}), "quá lớn"
    yield "30,000 members", zipped({f"a/{n}.xml": "" for n in range(3_000)}), "phần"
    yield "bzip2", with_member("a.xml", method=zipfile.ZIP_BZIP2), "nén kiểu lạ"
    yield "lzma", with_member("a.xml", method=zipfile.ZIP_LZMA), "nén kiểu lạ"
    yield "password", patched(lambda data: _central(data) + 8, "<H", 1), "mã hóa"
    yield "a method that nobody has", patched(lambda data: _central(data) + 10, "<H", 99), "nén kiểu lạ"
    yield "wrong checksum", patched(lambda data: _central(data) + 16, "<L", 1), "hỏng"
    yield "says that it is small", patched(lambda data: _central(data) + 24, "<L", 3), "hỏng"
    yield "says that it is huge", patched(lambda data: _central(data) + 24, "<L", 0xFFFFFFF0), "quá lớn"
    yield "starts elsewhere", patched(lambda data: _central(data) + 42, "<L", 7), "chồng"
    yield "directory elsewhere", patched(lambda data: _end(data) + 16, "<L", 3), "chồng"
    yield "fewer members than listed", patched(lambda data: _end(data) + 12, "<L", 40), "hỏng"
    yield "two names for one body", GOOD.replace(b"word/header.xml", b"word/heAder.xml", 1), "hỏng"
    yield "cut in the directory", GOOD[: _end(GOOD) - 20], "hỏng"
    yield "cut in a part", GOOD[:300], "hỏng"
    yield "garbage in a stream", GOOD.replace(GOOD[80:120], bytes(40), 1), "hỏng"
    yield "only the end", GOOD[_end(GOOD) :], "hỏng"
    yield "a web page", b"<html><script>alert(1)</script></html>", "hỏng"
    yield "a program", b"MZ" + bytes(600), "hỏng"
    yield "RTF", b"{\\rtf1 {\\field{\\*\\fldinst DDEAUTO a}}}", "hỏng"
    yield "flat Word XML", f"<?xml version='1.0'?><pkg:package xmlns:pkg='x'>{W}</pkg:package>".encode(), "hỏng"
    yield "gzip", zlib.compress(b"x" * 100, wbits=31), "hỏng"
    yield "a zip of nothing", zipped({}), "Word"
    yield "an OpenDocument text", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "Word"
    yield "a workbook", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), "Word"


def all_packages() -> dict[str, tuple[bytes, str]]:
    """Return every evil package: its bytes and words of its refusal."""
    found = [case for cases in (relations, elements, fields, declarations, zips) for case in cases()]
    names = [name for name, _, _ in found]
    assert len(set(names)) == len(names), [name for name in names if names.count(name) > 1]
    return {name: (content, said) for name, content, said in found}
