"""What prose and charts add to a Word package beside the XML that stands in the text: parts, relations, notes, lists.

Blocks and charts are turned to XML before the template is rendered; whatever that XML refers to is collected here and
merged into the package afterwards.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass, field

from sedp_docs.write.xml import Xml

DOCUMENT = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IMAGE_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "emf": "image/x-emf"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part to add: its name in the package ("word/charts/chart1.xml"), content type and bytes."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part; `target` is relative to the folder of its source."""

    id: str
    type: str
    target: str


@dataclass
class Parts:
    """Collects the additions of one document; the first numbers are free in its template."""

    next_footnote: int = 1
    next_list: int = 1
    next_drawing: int = 1
    parts: dict[str, Part] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    footnotes: dict[int, Xml] = field(default_factory=dict)
    lists: list[int] = field(default_factory=list)
    _images: dict[str, str] = field(default_factory=dict)

    def add_part(self, name: str, content_type: str, content: bytes) -> str:
        """Add a part under its name in the package; returns the name."""
        self.parts[name] = Part(name, content_type, content)
        return name

    def relate(self, source: str, type: str, target: str) -> str:
        """Relate part `source` ("word/document.xml") to part `target` ("word/charts/chart1.xml"); returns the rId.

        `type` is the full URI, or the last word of an officeDocument one ("image", "chart", "package").
        """
        known = self.relations.setdefault(source, [])
        uri = type if ":" in type else f"{OFFICE}/{type}"
        relation = Relation(f"rIdSedp{len(known) + 1}", uri, posixpath.relpath(target, posixpath.dirname(source) or "."))
        known.append(relation)
        return relation.id

    def image(self, content: bytes, extension: str) -> str:
        """Add a picture to the document, once however often it is used; returns its rId (in word/document.xml)."""
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._images:
            name = f"word/media/sedp{len(self._images) + 1}.{extension}"
            self.add_part(name, IMAGE_TYPES[extension], content)
            self._images[digest] = self.relate(DOCUMENT, "image", name)
        return self._images[digest]

    def footnote(self, runs: Xml) -> int:
        """Add a footnote whose text is `runs` (`w:r` elements); returns the id for `w:footnoteReference`."""
        number = self.next_footnote
        self.next_footnote += 1
        self.footnotes[number] = runs
        return number

    def new_list(self) -> int:
        """Start an ordered list that counts from 1; returns the `w:numId` of its items (style ListNumber)."""
        number = self.next_list
        self.next_list += 1
        self.lists.append(number)
        return number

    def drawing_id(self) -> int:
        """Return an unused id for a `wp:docPr`."""
        number = self.next_drawing
        self.next_drawing += 1
        return number
