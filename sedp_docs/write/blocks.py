"""Prose blocks as WordprocessingML that names the template's own styles; no field and no link ever comes from data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sedp_docs.problems import OutputError
from sedp_docs.prose import Align, Block, Grid, Image, Paragraph, Picture, Run, Text, marked
from sedp_docs.write.parts import Parts
from sedp_docs.write.xml import HIGHLIGHT, Xml, escape, text_xml

TEXT_WIDTH_MM = 155
PICTURE_HEIGHT_MM = 200
EMU_PER_MM = 36_000
TABLE_STYLE = "TableGrid"
BULLETS = ("ListBullet", "ListBullet2", "ListBullet3")
"""Styles of the levels of a bulleted list ("-", "+", "•"); deeper levels look like the last."""
ORDERED_LEVELS = 3
"""Levels of the template's ListNumber numbering; deeper ones look like the last."""

_TEXT_WIDTH_TWIPS = round(TEXT_WIDTH_MM * 1440 / 25.4)
_EMU_PER_PIXEL = 9525
_ALIGN: Mapping[Align, str] = {"trai": "left", "giua": "center", "phai": "right"}
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_BEFORE_GRID = '<w:spacing w:after="120"/>'
"""Keeps the last line before a table off its border."""
_KEEP = "<w:keepNext/>"
_SEPARATOR = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def to_xml(text: Text, parts: Parts, pictures: Mapping[str, Picture]) -> Xml:
    """Return a text as paragraphs and tables of a document body.

    Footnotes, lists and pictures are added to `parts`; `pictures` holds every picture that the text names, else
    OutputError.
    """
    return _Writer(text, parts, pictures).write()


def drawing_paragraph(drawing: str, captioned: bool = False) -> Xml:
    """Return the paragraph that holds a picture or a chart: centred, as high as its content, kept with its caption."""
    spacing = '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
    look = f'{"<w:keepNext/>" if captioned else ""}{spacing}<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{look}</w:pPr><w:r>{drawing}</w:r></w:p>')


def inline(graphic: str, size_emu: tuple[int, int], alt: str, number: int) -> Xml:
    """Return a `w:drawing` that stands in the line: `size_emu` is width and height, `number` the unused docPr id."""
    width, height = size_emu
    return Xml(
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Hình {number}" descr="{escape(alt)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main">{graphic}</a:graphic></wp:inline></w:drawing>'
    )


class _Writer:
    """Writes one text; ordered lists get their numbers as they come."""

    def __init__(self, text: Text, parts: Parts, pictures: Mapping[str, Picture]) -> None:
        self.text = text
        self.parts = parts
        self.pictures = pictures
        self.numbers: dict[int, int] = {}

    def write(self) -> Xml:
        out: list[str] = []
        for i, block in enumerate(self.text.blocks):
            if isinstance(block, Paragraph):
                out.append(self._paragraph(block, self._before(block, self._after(i))))
            else:
                out.append(self._block(block))
            if isinstance(block, Grid) and not isinstance(self._after(i), (Paragraph, Image)):
                out.append(_SEPARATOR)
        return Xml("".join(out))

    def _after(self, i: int) -> Block | None:
        return self.text.blocks[i + 1] if i + 1 < len(self.text.blocks) else None

    def _block(self, block: Grid | Image) -> str:
        return self._grid(block) if isinstance(block, Grid) else self._image(block)

    def _before(self, block: Paragraph, after: Block | None) -> str:
        """Return what keeps a line with what it introduces: a line in bold, or one with a colon before a list or a table."""
        keep = _KEEP if block.kind == "text" and after and _introduces(block, after) else ""
        return keep + (_BEFORE_GRID if isinstance(after, Grid) else "")

    def _paragraph(self, block: Paragraph, more: str) -> str:
        return f"<w:p><w:pPr>{self._style(block)}{more}</w:pPr>{self._runs(block.runs)}</w:p>"

    def _style(self, block: Paragraph) -> str:
        if block.kind == "text":
            return '<w:pStyle w:val="BodyText"/>'
        if block.kind == "bullet":
            return f'<w:pStyle w:val="{BULLETS[min(block.level, len(BULLETS) - 1)]}"/>'
        if block.list_id not in self.numbers:
            self.numbers[block.list_id] = self.parts.new_list()
        number = f'<w:ilvl w:val="{min(block.level, ORDERED_LEVELS - 1)}"/><w:numId w:val="{self.numbers[block.list_id]}"/>'
        return f'<w:pStyle w:val="ListNumber"/><w:numPr>{number}</w:numPr>'

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(self._note(run) if run.note else run_xml(run) for run in runs)

    def _note(self, run: Run) -> str:
        number = self.parts.footnote(Xml("".join(run_xml(part) for part in self.text.notes[run.note - 1])))
        style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'

    def _grid(self, grid: Grid) -> str:
        widths = _widths(grid)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        look = '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        properties = f'<w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/>{look}'
        head = self._row(grid.header, widths, ["giua"] * len(widths), head=True)
        rows = "".join(self._row(row, widths, grid.aligns) for row in grid.rows)
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"

    def _row(self, cells: Sequence[Sequence[Run]], widths: Sequence[int], aligns: Sequence[Align], head: bool = False) -> str:
        style, repeat = ("TableHead", "<w:tblHeader/>") if head else ("TableText", "")
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
            f'<w:jc w:val="{_ALIGN[align]}"/></w:pPr>{self._runs(cell)}</w:p></w:tc>'
            for cell, width, align in zip(cells, widths, aligns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inside}</w:tr>"

    def _image(self, image: Image) -> str:
        picture = self.pictures.get(image.name)
        if picture is None:
            raise OutputError(f"chưa đọc được hình “{image.name}”", "xem lại tên tệp hình trong thuyết minh")
        runs = marked(image.caption)
        alt = "".join(run.text for run in runs) or image.name
        drawing = self._drawing(picture, alt)
        caption = f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{self._runs(runs)}</w:p>' if runs else ""
        return drawing_paragraph(drawing, captioned=bool(runs)) + caption

    def _drawing(self, picture: Picture, alt: str) -> str:
        relation = self.parts.image(picture.content, picture.ext)
        number = self.parts.drawing_id()
        width, height = _scaled(picture)
        place = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        uses = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        graphic = (
            f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Hình {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip xmlns:r="{uses}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        )
        return inline(graphic, (width, height), alt, number)


def run_xml(run: Run) -> str:
    """Return a run of text as a `w:r`."""
    look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "") + (HIGHLIGHT if run.missing else "")
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text_xml(run.text)}</w:t></w:r>'


def _introduces(block: Paragraph, after: Block) -> bool:
    listed = isinstance(after, Grid) or (isinstance(after, Paragraph) and after.kind != "text")
    return all(run.bold for run in block.runs) or (listed and "".join(run.text for run in block.runs).endswith(":"))


def _widths(grid: Grid) -> list[int]:
    """Share the text width among columns by their longest cell, within reason; in twips."""
    columns = zip(grid.header, *grid.rows, strict=True)
    lengths = [max(sum(len(run.text) for run in cell) for cell in column) for column in columns]
    weights = [min(max(length, 6), 40) for length in lengths]
    return [_TEXT_WIDTH_TWIPS * weight // sum(weights) for weight in weights]


def _scaled(picture: Picture) -> tuple[int, int]:
    """Return width and height in EMU: 96 pixels an inch, never wider than the text nor higher than most of a page."""
    width, height = picture.width_px * _EMU_PER_PIXEL, picture.height_px * _EMU_PER_PIXEL
    factor = min(1.0, TEXT_WIDTH_MM * EMU_PER_MM / width, PICTURE_HEIGHT_MM * EMU_PER_MM / height)
    return max(1, round(width * factor)), max(1, round(height * factor))
