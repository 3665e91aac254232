"""Pictures of the prose: from the plan's own folder and nowhere else, and only what is a picture."""

from __future__ import annotations

import io
import os
import pathlib
import struct
import unicodedata

import pytest
from PIL import Image

from sedp_docs import limits
from sedp_docs.problems import ReadError
from sedp_docs.read.pictures import load_picture


def image(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """Return a plan's folder with pictures; beside it lies somebody's identity card."""
    (tmp_path / "can-cuoc.png").write_bytes(image())
    home = tmp_path / "xa"
    (home / "hình").mkdir(parents=True)
    (home / "cau.png").write_bytes(image())
    (home / "hình" / "cầu tràn (1).jpg").write_bytes(image("JPEG", (64, 48)))
    return home


def test_png_and_jpeg_are_read_with_their_size(folder: pathlib.Path) -> None:
    png = load_picture(folder, "cau.png")
    assert (png.ext, png.width_px, png.height_px, png.content) == ("png", 40, 30, image())
    jpeg = load_picture(folder, "hình/cầu tràn (1).jpg")
    assert (jpeg.ext, jpeg.width_px, jpeg.height_px) == ("jpeg", 64, 48)


def test_windows_writes_the_same_path_with_backslashes(folder: pathlib.Path) -> None:
    assert load_picture(folder, "hình\\cầu tràn (1).jpg").width_px == 64


def test_a_name_spelt_with_loose_accents_is_found(folder: pathlib.Path) -> None:
    (folder / unicodedata.normalize("NFD", "số liệu.png")).write_bytes(image())
    assert load_picture(folder, "số liệu.png").ext == "png"


@pytest.mark.parametrize(
    "name",
    [
        "../can-cuoc.png",
        "..\\can-cuoc.png",
        "hình/../../can-cuoc.png",
        "hình/../cau.png",
        "./cau.png",
        "/etc/hostname",
        "//may-chu/chia-se/anh.png",
        "\\\\may-chu\\chia-se\\anh.png",
        "\\\\?\\C:\\anh.png",
        "C:\\anh.png",
        "C:anh.png",
        "c:/anh.png",
        "file:///etc/hostname",
        "http://example.vn/anh.png",
        "cau.png:an",
        "~/anh.png",
        "%USERPROFILE%\\anh.png",
        "CON",
        "nul.png",
        "hình/com1.jpg",
        "cau.png.",
        "cau.png ",
        " cau.png",
        "hình//cau.png",
        "hình/",
        "...",
        "",
        "cau.png\x00.txt",
        "cau\n.png",
        "*.png",
        "ca|u.png",
    ],
)
def test_names_that_could_lead_elsewhere_are_refused(folder: pathlib.Path, name: str) -> None:
    with pytest.raises(ReadError, match="không dùng được"):
        load_picture(folder, name)


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_followed(folder: pathlib.Path) -> None:
    (folder / "ra-ngoai.png").symlink_to(folder.parent / "can-cuoc.png")
    (folder / "thu-muc").symlink_to(folder.parent)
    (folder / "trong.png").symlink_to(folder / "cau.png")
    for name in ("ra-ngoai.png", "thu-muc/can-cuoc.png"):
        with pytest.raises(ReadError, match="nằm ngoài thư mục"):
            load_picture(folder, name)
    assert load_picture(folder, "trong.png").width_px == 40


@pytest.mark.parametrize("name", ["khong-co.png", "hình", "vong.png", "ten-dai" * 60 + ".png"])
def test_what_is_no_file_is_said_in_vietnamese(folder: pathlib.Path, name: str) -> None:
    (folder / "vong.png").symlink_to(folder / "vong.png")
    with pytest.raises(ReadError, match="hình") as raised:
        load_picture(folder, name)
    assert raised.value.problem.hint
    assert raised.value.problem.id == "HINH-03"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(folder: pathlib.Path) -> None:
    os.mkfifo(folder / "ong.png")
    with pytest.raises(ReadError, match="không có tệp hình"):
        load_picture(folder, "ong.png")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg onload='alert(1)'/>",
        b"%PDF-1.7",
        image("GIF"),
        image("BMP"),
        image()[:20],
        image()[:-12],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        image("JPEG")[:30],
        image("JPEG")[:-2],
        b"\xff\xd8\xff\xc0\x00\x00\xff\xd9",
        b"\xff\xd8" + b"\xff" * 100 + b"\xff\xd9",
    ],
)
def test_what_is_no_whole_picture_is_refused(folder: pathlib.Path, content: bytes) -> None:
    (folder / "gia.png").write_bytes(content)
    with pytest.raises(ReadError, match="không phải là tệp PNG hoặc JPEG"):
        load_picture(folder, "gia.png")


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused(folder: pathlib.Path) -> None:
    png = image()
    (folder / "bom.png").write_bytes(png[:16] + struct.pack(">II", 60_000, 60_000) + png[24:])
    with pytest.raises(ReadError, match="quá lớn \\(60000 × 60000 điểm ảnh\\)"):
        load_picture(folder, "bom.png")


def test_a_file_over_the_limit_is_refused(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "IMAGE_BYTES", 10)
    with pytest.raises(ReadError, match="lớn hơn"):
        load_picture(folder, "cau.png")
