"""styles.xml: the look of every part of a document, with the sizes of NĐ 30, Phụ lục I, Phần I, mục V."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tools.templates.base import BODY_PT, FIRST_LINE_MM, FONT, SIGNATURE_MM, TABLE_PT, twips
from tools.templates.xml import DECLARATION, NAMESPACES

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_LINE = twips(FIRST_LINE_MM)
_JUSTIFIED, _LEFT, _CENTRE, _RIGHT = "both", "left", "center", "right"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Gaps in points, indent in twips; `look` is letters of b (bold), i (italic)."""

    id: str
    name: str
    size: Decimal | int = BODY_PT
    look: str = ""
    align: str = _CENTRE
    before: int = 0
    after: int = 0
    first: int = 0
    sides: int = 0
    left: int = 0
    line: int = 240
    keep: bool = False
    outline: int | None = None
    numbering: str = ""
    border: str = ""
    next: str = ""

    def xml(self) -> str:
        """Return the style as w:style."""
        follow = f'<w:next w:val="{self.next}"/>' if self.next else ""
        head = f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/>{follow}<w:qFormat/>'
        body = self._paragraph() + _run(self.size, self.look)
        return f'<w:style w:type="paragraph" w:styleId="{self.id}">{head}{body}</w:style>'

    def _paragraph(self) -> str:
        keep = "<w:keepNext/><w:keepLines/>" if self.keep else ""
        spacing = f'<w:spacing w:before="{self.before * 20}" w:after="{self.after * 20}" w:line="{self.line}" w:lineRule="auto"/>'
        line = "w:firstLine" if self.first >= 0 else "w:hanging"
        indent = f'<w:ind w:left="{self.sides + self.left}" w:right="{self.sides}" {line}="{abs(self.first)}"/>'
        level = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        align = f'<w:jc w:val="{self.align}"/>'
        return f"<w:pPr>{keep}{self.numbering}{self.border}{spacing}{indent}{align}{level}</w:pPr>"


def _run(size: Decimal | int, look: str) -> str:
    half = int(Decimal(size) * 2)
    weight = ("<w:b/><w:bCs/>" if "b" in look else "") + ("<w:i/><w:iCs/>" if "i" in look else "")
    return f'<w:rPr>{weight}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'


def _bullet(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
_EDGE = '<w:{} w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
_BOX = f"<w:pBdr>{''.join(_EDGE.format(side) for side in ('top', 'left', 'bottom', 'right'))}</w:pBdr>"
_HEAD = (
    Style("Superior", "Cơ quan chủ quản", 13),
    Style("Issuer", "Cơ quan ban hành", 13, "b"),
    Style("Nation", "Quốc hiệu", 13, "b"),
    Style("Motto", "Tiêu ngữ", 14, "b"),
    Style("DocNumber", "Số ký hiệu", 13, before=6),
    Style("PlaceDate", "Địa danh, thời gian", 14, "i", before=6),
    Style("Title", "Title", 14, "b", before=18, keep=True, next="Subtitle"),
    Style("Subtitle", "Subtitle", 14, "b", keep=True, next="BodyText"),
    Style("About", "Trích yếu công văn", 13, before=6),
    Style("DraftMark", "Dự thảo", 13, "b", before=6, sides=twips(10), border=_BOX),
    Style("Addressed", "Kính gửi", align=_LEFT, before=12, first=twips(25)),
    Style("Addressee", "Nơi kính gửi", align=_LEFT, before=3, left=twips(46), first=-twips(3)),
    Style("Decider", "Thẩm quyền ban hành", look="b", before=12, after=6, keep=True),
    Style("Resolves", "Quyết nghị", look="b", before=12, after=6, keep=True, next="BodyText"),
    Style("Basis", "Căn cứ", align=_JUSTIFIED, look="i", before=6, first=_LINE),
)
_BODY = (
    Style("BodyText", "Body Text", align=_JUSTIFIED, before=6, first=_LINE),
    Style("Heading1", "heading 1", look="b", before=12, sides=twips(8), keep=True, outline=0, next="BodyText"),
    Style("Heading2", "heading 2", look="b", align=_LEFT, before=9, first=_LINE, keep=True, outline=1, next="BodyText"),
    Style("Heading3", "heading 3", look="b", align=_LEFT, before=6, first=_LINE, keep=True, outline=2, next="BodyText"),
    Style("Heading4", "heading 4", look="b", align=_LEFT, before=6, first=_LINE, keep=True, outline=3, next="BodyText"),
    Style("ListBullet", "List Bullet", align=_JUSTIFIED, before=6, first=_LINE, numbering=_bullet(0)),
    Style("ListBullet2", "List Bullet 2", align=_JUSTIFIED, before=6, first=_LINE, numbering=_bullet(1)),
    Style("ListBullet3", "List Bullet 3", align=_JUSTIFIED, before=6, first=_LINE, numbering=_bullet(2)),
    Style("ListNumber", "List Number", align=_JUSTIFIED, before=6, first=_LINE,
          numbering='<w:numPr><w:numId w:val="2"/></w:numPr>'),
    Style("Pointer", "Dẫn chiếu phụ lục", look="i", align=_JUSTIFIED, before=6, first=_LINE),
    Style("Closing", "Closing", align=_JUSTIFIED, before=6, after=12, first=_LINE, keep=True),
    Style("FootnoteText", "footnote text", 10, align=_JUSTIFIED),
)  # fmt: skip
_TABLES = (
    Style("Caption", "caption", 13, "b", before=9, after=3, keep=True, next="BodyText"),
    Style("UnitNote", "Đơn vị tính", 12, "i", align=_RIGHT, after=2, keep=True),
    Style("Note", "Ghi chú bảng", 11, "i", align=_JUSTIFIED, before=2),
    Style("Figure", "Hình", before=6, keep=True, next="Caption"),
)
_FOOT = (
    Style("AnnexNumber", "Phụ lục", 14, "b", keep=True, next="AnnexTitle"),
    Style("AnnexTitle", "Tên phụ lục", 14, "b", keep=True, outline=0, next="AnnexOf"),
    Style("AnnexOf", "Kèm theo", 14, "i", keep=True),
    Style("Authority", "Quyền hạn, chức vụ", 14, "b", keep=True),
    Style("Signer", "Người ký", 14, "b", before=round(SIGNATURE_MM * 72 / 25.4)),
    Style("RecipientsLabel", "Nơi nhận", 12, "bi", align=_LEFT, keep=True),
    Style("Recipients", "Danh sách nơi nhận", 11, align=_LEFT),
    Style("Header", "header", 14),
)
_SLIPS = (
    Style("SlipHead", "Đầu phiếu", 13, align=_RIGHT),
    Style("SlipHeading", "Đề mục phiếu", 13, "b", align=_LEFT, before=6, after=2, keep=True),
    Style("SlipNote", "Lời dặn", 12, "i", align=_JUSTIFIED, before=4, after=4, keep=True),
    Style("WritingLine", "Dòng để viết", 13, align=_LEFT, line=460),
    Style("SignerTitle", "Chức danh người ký", 13, "b", before=6, keep=True),
    Style("SignerNote", "Ký, ghi rõ họ tên", 12, "i"),
)
"""Forms for hand filling: 12 to 13 pt; a line to write on is 10 mm high."""


def cell_style(kind: str, size: Decimal) -> str:
    """Return the id of a cell's style at a size: "TableText" at 11 pt, "TableText9" at 9 pt."""
    return kind if size == TABLE_PT else f"{kind}{format(size.normalize(), 'f').replace('.', '')}"


def _cells(size: Decimal) -> Iterable[Style]:
    for kind, name, look, align in (
        ("TableText", "Ô chữ", "", _LEFT), ("TableNumber", "Ô số", "", _RIGHT), ("TableCentre", "Ô giữa", "", _CENTRE),
        ("TableHead", "Ô tiêu đề", "b", _CENTRE), ("TableGroup", "Ô nhóm", "b", _LEFT),
    ):  # fmt: skip
        label = name if size == TABLE_PT else f"{name} {format(size.normalize(), 'f')}"
        yield Style(cell_style(kind, size), label, size, look, align, before=1, after=1)


_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
    f'<w:sz w:val="{BODY_PT * 2}"/><w:szCs w:val="{BODY_PT * 2}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)
_NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
_RULE_LINE = (
    '<w:style w:type="paragraph" w:styleId="RuleLine"><w:name w:val="Đường kẻ"/><w:basedOn w:val="Normal"/><w:qFormat/>'
    f'<w:pPr>{_RULE}<w:spacing w:before="20" w:after="60" w:line="40" w:lineRule="exact"/></w:pPr></w:style>'
)
_SECTION_END = (
    '<w:style w:type="paragraph" w:styleId="SectionEnd"><w:name w:val="Cuối phần"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:style>'
)
_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def _margins(mm: float) -> str:
    side = twips(mm)
    inside = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in
                     (("top", 0), ("left", side), ("bottom", 0), ("right", side)))  # fmt: skip
    return f"<w:tblCellMar>{inside}</w:tblCellMar>"


def _borders() -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    inside = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    return f"<w:tblBorders>{inside}</w:tblBorders>"


def _table_style(id: str, name: str, properties: str, extra: str = "") -> str:
    based = "" if extra else '<w:basedOn w:val="TableNormal"/>'
    return (f'<w:style w:type="table"{extra} w:styleId="{id}"><w:name w:val="{name}"/>{based}'
            f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{properties}</w:tblPr></w:style>')  # fmt: skip


def styles_xml(sizes: Iterable[Decimal]) -> str:
    """Return styles.xml with cell styles for these sizes (11 pt is always there)."""
    cells = [style for size in sorted({Decimal(TABLE_PT), *sizes}) for style in _cells(size)]
    paragraphs = "".join(style.xml() for style in (*_HEAD, *_BODY, *_TABLES, *_FOOT, *_SLIPS, *cells))
    plain = _table_style("TableNormal", "Normal Table", _margins(0), ' w:default="1"')
    tables = plain + _table_style("TableGrid", "Bảng SEDP", _borders() + _margins(1))
    fixed = _DEFAULTS + _NORMAL + _CHARACTERS + tables + _RULE_LINE + _SECTION_END
    return f"{DECLARATION}<w:styles {NAMESPACES}>{fixed}{paragraphs}</w:styles>"
