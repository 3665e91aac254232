"""Names and files that a plan may give for a picture, to read or embed what is not the plan's.

Those of tests/test_pictures.py are not repeated.
"""

from __future__ import annotations

import io
import os
import pathlib
import struct
import zlib

from PIL import Image


def image(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a real picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind)
    return stream.getvalue()


NAMES = (
    "..", ".", "../", "../../etc/passwd", "..//can-cuoc.png", "hình/../../xa/../can-cuoc.png", "hình\\..\\..\\can-cuoc.png",
    "hình/..\\../can-cuoc.png",
    ".../can-cuoc.png", "....//can-cuoc.png", "%2e%2e/can-cuoc.png", "..%2fcan-cuoc.png", "..%5ccan-cuoc.png",
    "%252e%252e/can-cuoc.png",
    "\u2025/can-cuoc.png", "．．/can-cuoc.png", "..\u2215can-cuoc.png", "..\uff0fcan-cuoc.png", "..\u29f5can-cuoc.png", "/", "\\",
    "/proc/self/environ",
    "/dev/stdin", "/dev/zero", "/dev/random", "\\\\.\\PhysicalDrive0", "\\\\localhost\\c$\\anh.png", "\\??\\C:\\anh.png",
    "//?/C:/anh.png", "\\\\e.vn@SSL\\a.png",
    "D:", "d:cau.png", "Z:/anh.png", "COM1", "com1.png", "COM¹.png", "LPT9.jpg", "AUX", "prn.png", "CONIN$", "CONOUT$.png",
    "con .png",
    "cau.png::$DATA", "cau.png:$DATA", "hình:a/cau.png", "https://e.vn/a.png", "HTTP://e.vn", "ftp://e.vn/a.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "javascript:alert(1)", "cid:a@b", "mhtml:a!b", "$HOME/anh.png", "${HOME}/a.png", "~root/anh.png", "%TEMP%\\a.png", "`id`.png",
    "$(id).png", ";id;.png",
    "cau.png;../can-cuoc.png", "cau.png\n../can-cuoc.png", "cau.png\r.png", "cau.png\t", "\tcau.png", "\u200bcau.png",
    "\u202egnp.uac", "\ufeffcau.png",
    "cau.png\u00a0", "cau.png\x7f", "cau.png\ud800", "a" * 300 + ".png", "a/" * 2_000 + "a.png", "hình/" * 500 + "cau.png", "?",
    "cau?.png", "c*u.png",
    "[c]au.png", "cau.png|id", "<cau.png>", '"cau.png"', "'cau.png'", "-rf", "--help.png", "link-ra.png",
    "link-thu-muc/can-cuoc.png", "link-thu-muc/khong-co.png", "link-tuyet-doi.png",
    "link-vong-1.png", "link-cua-link.png", "link-den-thiet-bi", "link-den-proc", "ống.png", "thư mục.png",
)  # fmt: skip
"""Each must be refused; "can-cuoc.png" (somebody's identity card) lies beside the folder of the plan."""


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


CONTENTS = {
    "bom-ngang.png": png(2**31 - 1, 1),
    "bom-doc.png": png(1, 2**31 - 1),
    "bom-vuong.png": png(7_072, 7_072),
    "bom-tran-so.png": png(2**32 - 1, 2**32 - 1),
    "khong-diem.png": png(0, 100),
    "khong-dong.png": png(100, 0),
    "chi-chu-ky.png": b"\x89PNG\r\n\x1a\n",
    "mat-dau.png": image()[1:],
    "thieu-cuoi.png": image()[:-20],
    "doi-loai.png": image("GIF"),
    "tiff.png": image("TIFF"),
    "ico.png": b"\x00\x00\x01\x00" + bytes(100),
    "webp.png": b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(50),
    "svg.png": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "svg-nen.png": zlib.compress(b"<svg/>", wbits=31),
    "eps.jpg": b"%!PS-Adobe-3.0 EPSF\n(/etc/passwd) (r) file",
    "pdf.jpg": b"%PDF-1.7\n" + bytes(100),
    "wmf.png": b"\xd7\xcd\xc6\x9a" + bytes(100),
    "emf.png": b"\x01\x00\x00\x00" + bytes(100),
    "word.png": b"PK\x03\x04" + bytes(100),
    "ole.png": b"\xd0\xcf\x11\xe0" + bytes(600),
    "chuong-trinh.png": b"MZ" + bytes(600),
    "mvg.png": b'push graphic-context\nimage over 0,0 0,0 "url(https://e.vn/a.png)"\n',
    "xbm.png": b"#define a_width 1\n",
    "jpeg-bom.jpg": b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + bytes(9) + b"\xff\xda\x00\x02\xff\xd9",
    "jpeg-vong.jpg": b"\xff\xd8" + b"\xff\xe0\x00\x02" * 5_000 + b"\xff\xd9",
    "jpeg-doan-rong.jpg": b"\xff\xd8\xff\xe0\x00\x00" * 100 + b"\xff\xd9",
    "jpeg-doan-dai.jpg": b"\xff\xd8\xff\xe0\xff\xff" + bytes(10) + b"\xff\xd9",
    "jpeg-khong-khung.jpg": b"\xff\xd8\xff\xda\x00\x02" + bytes(100) + b"\xff\xd9",
    "jpeg-cut.jpg": image("JPEG")[:200],
    "lon.png": png(10, 10, chunk(b"IDAT", bytes(20_100_000))),
    "rong.png": b"",
}  # fmt: skip
"""Each must be refused: no picture, no whole one, or one that unfolds too far."""


def lay(folder: pathlib.Path) -> None:
    """Lay the plan's folder `xa` with good and evil files, and what is nobody's business beside it."""
    (folder / "can-cuoc.png").write_bytes(image())
    home = folder / "xa"
    (home / "hình").mkdir(parents=True)
    (home / "cau.png").write_bytes(image())
    (home / "hình" / "cầu.jpg").write_bytes(image("JPEG"))
    (home / "thư mục.png").mkdir()
    for name, content in CONTENTS.items():
        (home / name).write_bytes(content)
    for name, target in (
        ("link-ra.png", "../can-cuoc.png"), ("link-thu-muc", ".."), ("link-tuyet-doi.png", str(folder / "can-cuoc.png")),
        ("link-vong-1.png", "link-vong-2.png"), ("link-vong-2.png", "link-vong-1.png"), ("link-cua-link.png", "link-ra.png"),
        ("link-den-thiet-bi", "/dev/zero"), ("link-den-proc", "/proc/self/environ"),
    ):  # fmt: skip
        (home / name).symlink_to(target)
    os.mkfifo(home / "ống.png")
