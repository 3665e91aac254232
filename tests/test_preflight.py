"""What strangers' files may not hold: bombs, odd names, document types, macros, objects, remote parts, live fields."""

from __future__ import annotations

import contextlib
import io
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sedp_docs.problems import ReadError, TemplateError
from sedp_docs.read.preflight import check_docx
from sedp_docs.read.zipdoor import check_zip
from tests.docx_builder import OFFICE, W, docx, p, table, zipped

GOOD = docx(p("Kế hoạch & ngân sách".replace("&", "&amp;")) + table(("a", "b")), header=p("Trang"))


def relation(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def field(*codes: str) -> str:
    """Return a complex field whose code is written in several runs; "{" and "}" begin and end an inner field."""
    marks = {"{": "begin", "}": "end"}
    runs = "".join(
        f'<w:r><w:fldChar w:fldCharType="{marks[code]}"/></w:r>' if code in marks
        else f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        for code in ("{", *codes, "}")
    )  # fmt: skip
    return f"<w:p>{runs}</w:p>"


def test_an_ordinary_file_passes_and_its_parts_come_back() -> None:
    assert check_docx(GOOD, "a.docx")["word/document.xml"].startswith(b"<w:document")


@pytest.mark.parametrize(
    "link", ["https://laocai.gov.vn/kh?a=1", "http://example.vn", "mailto:vanphong@example.vn", "HTTPS://EXAMPLE.VN"]
)
def test_ordinary_links_pass(link: str) -> None:
    assert check_docx(docx(p("x"), relations=relation("hyperlink", link)), "a.docx")


@pytest.mark.parametrize(
    "codes",
    [
        ("PAGE",),
        ("TOC \\o &quot;1-3&quot;",),
        ("IF ", "{", "PAGE", "}", " = 1 a b"),
        ("=", "{", "PAGE", "}", "+1"),
        ("REF linked",),
    ],
)
def test_ordinary_fields_pass(codes: tuple[str, ...]) -> None:
    assert check_docx(docx(field(*codes)), "a.docx")


HOSTILE: dict[str, tuple[bytes, str]] = {
    "DDE field": (docx(field("DDE cmd")), "trường"),
    "DDEAUTO in pieces": (docx(field("DDE", "AU", "TO c:\\\\windows\\\\cmd.exe")), "DDEAUTO"),
    "lower case": (docx(field(" ddeauto x")), "DDEAUTO"),
    "simple field": (docx('<w:p><w:fldSimple w:instr="DDEAUTO x"/></w:p>'), "DDEAUTO"),
    "command made by QUOTE": (docx(field("{", "QUOTE 68 68 69", "}", " cmd")), "ghép"),
    "command finished by QUOTE": (docx(field("DD", "{", "QUOTE 69", "}", " cmd")), "ghép"),
    "inside IF": (docx(field("IF 1 = 1 ", "{", "DDE cmd", "}")), "DDE"),
    "INCLUDETEXT": (docx(field("INCLUDETEXT &quot;c:\\\\a.docx&quot;")), "INCLUDETEXT"),
    "INCLUDEPICTURE": (docx(field("INCLUDEPICTURE http://x/y.png")), "INCLUDEPICTURE"),
    "LINK": (docx(field("LINK Excel.Sheet.8 a.xlsx")), "LINK"),
    "IMPORT": (docx(field("IMPORT a.png")), "IMPORT"),
    "an open field": (docx('<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE x</w:instrText></w:r></w:p>'), "DDE"),
    "field in a header": (docx(p("x"), header=field("DDEAUTO x")), "word/header.xml"),
    "HYPERLINK to a file": (docx(field("HYPERLINK &quot;file:///c:/a.exe&quot;")), "liên kết lạ"),
    "javascript link": (docx(p("x"), relations=relation("hyperlink", "javascript:alert(1)")), "javascript"),
    "file link": (docx(p("x"), relations=relation("hyperlink", "file:///etc/passwd")), "file:"),
    "UNC link": (docx(p("x"), relations=relation("hyperlink", "\\\\may\\chia-se")), "dẫn ra ngoài"),
    "ms-msdt link": (docx(p("x"), relations=relation("hyperlink", "ms-msdt:/id PCWDiagnostic")), "ms-msdt"),
    "remote picture": (docx(p("x"), relations=relation("image", "https://example.vn/a.png")), "dẫn ra ngoài"),
    "remote, called internal": (docx(p("x"), relations=relation("image", "http://e.vn/a.png", "Internal")), "dẫn ra"),
    "VML picture": (docx('<w:p><v:imagedata xmlns:v="urn:v" src="http://e.vn/a.png"/></w:p>'), "dẫn ra"),
    "remote template": (docx(p("x"), relations=relation("attachedTemplate", "https://example.vn/a.dotm")), "attachedTemplate"),
    "macros": (docx(p("x"), relations=relation("vbaProject", "vbaProject.bin", "Internal")), "vbaProject"),
    "macro file": (docx(p("x"), {"word/vbaProject.bin": b"\xd0\xcf"}), "macro"),
    "OLE": (docx(p("x"), relations=relation("oleObject", "embeddings/o.bin", "Internal")), "oleObject"),
    "altChunk": (docx('<w:altChunk r:id="rId9"/>'), "altChunk"),
    "ActiveX": (docx('<w:p><w:control r:id="rId9"/></w:p>'), "control"),
    "sub-document": (docx('<w:subDoc r:id="rId9"/>'), "subDoc"),
    "DTD": (docx(p("x"), {"word/comments.xml": f"<!DOCTYPE a [<!ENTITY e 'x'>]><w:comments {W}>&e;</w:comments>"}), "DTD"),
    "DTD in UTF-16": (docx(p("x"), {"a.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}), "DTD"),
    "DTD in relations": (docx(p("x"), {"word/_rels/x.xml.rels": "<!DOCTYPE a SYSTEM 'http://e.vn/x'><a/>"}), "DTD"),
    "broken XML": (docx(p("x"), {"word/comments.xml": "<a><b></a>"}), "word/comments.xml"),
    "deep XML": (docx("<w:p>" * 500 + "</w:p>" * 500), "lồng nhau"),
    "no document": (zipped({"a.xml": "<a/>"}), "không phải văn bản Word"),
    "text file": (b"xin chao", "hỏng"),
    "empty file": (b"", "hỏng"),
    "old Word file": (b"\xd0\xcf\x11\xe0" + bytes(600), "kiểu Office cũ"),
    "cut short": (GOOD[:-40], "hỏng"),
    "path upwards": (docx(p("x"), {"../../x.xml": "<a/>"}), "../../x.xml"),
    "absolute path": (docx(p("x"), {"/etc/x.xml": "<a/>"}), "/etc/x.xml"),
    "drive": (docx(p("x"), {"C:/x.xml": "<a/>"}), "C:/x.xml"),
    "name twice in another case": (docx(p("x"), {"word/Document.xml": "<a/>"}), "lặp lại"),
    "too many parts": (zipped({f"{n}.xml": "<a/>" for n in range(2_001)}), "2000 phần"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_what_to_do(name: str) -> None:
    content, said = HOSTILE[name]
    with pytest.raises(TemplateError) as refused:
        check_docx(content, "mau.docx", TemplateError)
    assert said in str(refused.value.problem)
    assert refused.value.problem.location.file == "mau.docx"
    assert refused.value.problem.hint


def bomb(size: int) -> bytes:
    return docx(p("x"), {"word/media/a.xml": b"<a>" + b" " * size + b"</a>"})


@pytest.mark.parametrize("size", [20_000_000, 65_000_000])
def test_a_bomb_is_refused_before_it_is_unpacked(size: int) -> None:
    content = bomb(size)
    tracemalloc.start()
    with pytest.raises(ReadError, match="giải nén quá lớn"):
        check_zip(content, "a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def doubled(content: bytes) -> bytes:
    """Return the package with one name written twice."""
    out = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def overlapping(content: bytes) -> bytes:
    """Return the package with every directory entry pointing at the first part (one body, many names)."""
    at = content.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<L", content, at + 16)[0]
    data = bytearray(content)
    while data[start : start + 4] == b"PK\x01\x02":
        name, extra, comment = struct.unpack_from("<3H", data, start + 28)
        struct.pack_into("<L", data, start + 42, 0)
        start += 46 + name + extra + comment
    return bytes(data)


def encrypted(content: bytes) -> bytes:
    """Return the package with the flag of a password on its first part."""
    data = bytearray(content)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize("spoil", [doubled, overlapping, encrypted])
def test_a_zip_that_means_two_things_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ReadError):
        check_docx(spoil(GOOD), "a.docx")


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255), st.booleans())
def test_a_damaged_file_never_ends_in_a_traceback(at: int, byte: int, cut: bool) -> None:
    damaged = GOOD[:at] if cut else GOOD[:at] + bytes([byte]) + GOOD[at + 1 :]
    with contextlib.suppress(ReadError):
        check_docx(damaged, "a.docx")
