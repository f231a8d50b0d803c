"""The size that a picture states, read from its header; what is too large ever to be decoded, wherever it stands."""

import base64
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.office_files import docx, odt, paragraph

from onrecord.intake.picture import of_bytes, stated_size, too_large
from onrecord.settings import Limits

WORDS = "The clinic in Upper Vale said that three people had been hurt on Monday."


def png(width: int, height: int) -> bytes:
    """A picture of nothing, in less than a kilobyte."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(500))) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, *, profile: int = 0, marker: int = 0xC0) -> bytes:
    """The header of a picture, with a profile of so many bytes before it."""
    segments = b"".join(b"\xff\xe2\xff\xff" + bytes(65_533) for _ in range(profile // 65_535))
    frame = struct.pack(">BBHBHHB", 0xFF, marker, 17, 8, height, width, 3) + bytes(9)
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + segments + b"\xff\xff" + frame + b"\xff\xda\x00\x02"


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(10)


def webp(kind: bytes, fields: bytes) -> bytes:
    return b"RIFF\x00\x00\x00\x00WEBP" + kind + struct.pack("<I", len(fields)) + fields + bytes(10)


def webp_extended(width: int, height: int) -> bytes:
    return webp(b"VP8X", bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


def webp_lossless(width: int, height: int) -> bytes:
    return webp(b"VP8L", b"\x2f" + (width - 1 | (height - 1) << 14).to_bytes(4, "little"))


def webp_lossy(width: int, height: int) -> bytes:
    return webp(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", width, height))


@pytest.mark.parametrize("make", [png, jpeg, gif, webp_extended, webp_lossless, webp_lossy])
@given(width=st.integers(1, 16_383), height=st.integers(1, 16_383))
def test_the_size_that_a_header_states(make, width: int, height: int):
    assert stated_size(of_bytes(make(width, height))) == (width, height)


def test_the_size_behind_profiles_and_of_every_kind_of_jpeg():
    assert stated_size(of_bytes(jpeg(7, 9, profile=700_000))) == (7, 9)
    for marker in (0xC1, 0xC2, 0xC9, 0xCF):
        assert stated_size(of_bytes(jpeg(7, 9, marker=marker))) == (7, 9)
    assert stated_size(of_bytes(jpeg(7, 9, marker=0xC4))) is None


@given(st.sampled_from([png(1, 1), jpeg(1, 1), gif(1, 1), webp_extended(1, 1), webp_lossless(1, 1), webp_lossy(1, 1)]), st.data())
def test_any_header_gives_a_size_or_none(data: bytes, draw):
    cut = data[: draw.draw(st.integers(0, len(data)))] + draw.draw(st.binary(max_size=40))
    size = stated_size(of_bytes(cut))
    assert size is None or all(side >= 0 for side in size)


def test_the_limit_is_a_setting():
    assert too_large(of_bytes(png(10_000, 8_000)), Limits()) is None
    message = too_large(of_bytes(png(10_000, 8_001)), Limits())
    assert message is not None
    assert "10,000 × 8,001" in message
    assert too_large(of_bytes(png(11, 10)), Limits(image_pixels=109)) is not None


LARGE = {
    "a.png": png(30_000, 30_000),
    "a.jpg": jpeg(65_535, 65_535),
    "b.jpg": jpeg(65_535, 65_535, profile=400_000),
    "a.webp": webp_extended(65_535, 65_535),
    "b.webp": webp_lossless(16_384, 16_384),
    "c.webp": webp_lossy(16_383, 16_383),
    "a.gif": gif(65_535, 65_535),
    "a.txt": png(2**31 - 1, 2**31 - 1),
}


@pytest.mark.parametrize("name", LARGE)
def test_p33_a_picture_of_too_many_pixels(opened_bytes, name: str):
    found = opened_bytes(name, LARGE[name])
    assert (found.issue.code, found.issue.outcome) == ("image.pixels", "quarantined")
    assert found.captures[0].size == len(LARGE[name])


def test_p33_in_a_zip_archive(opened_bytes, pack):
    found = opened_bytes("a.zip", pack.zip({"a/a.png": LARGE["a.png"], "b.txt": WORDS.encode()}))
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("image.pixels", "quarantined")]
    assert found.issues[0].where.endswith("a.zip, a/a.png")
    assert [document.text for document in found.documents] == [WORDS]


@pytest.mark.parametrize("kind", ["image/png", "text/html", "application/octet-stream"])
def test_p33_in_a_web_archive(opened_bytes, pack, kind: str):
    picture = pack.record("response", pack.http(LARGE["a.jpg"], Content_Type=kind), WARC_Target_URI="https://vale.example/a.jpg")
    small = pack.record("response", pack.http(png(5, 5), Content_Type=kind), WARC_Target_URI="https://vale.example/b.png")
    found = opened_bytes("a.warc", picture + small + pack.response(WORDS))
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("image.pixels", "quarantined"), ("warc.not-reports", "recorded")]
    assert found.issues[0].where.endswith("record at byte 0")
    assert [document.text for document in found.documents] == [WORDS]
    packed = opened_bytes("a.wacz", pack.wacz({"archive/a.warc.gz": pack.gz([picture, pack.response(WORDS)])}))
    assert "image.pixels" in [issue.code for issue in packed.issues]


def test_p33_in_a_message_and_in_office_documents(opened_bytes):
    for kind in ("image/png", "application/octet-stream"):
        message = (
            "From: a@b.example\nMessage-ID: <1@b>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
            f"Content-Type: text/plain\n\n{WORDS}\n--b\nContent-Type: {kind}; name=a.png\nContent-Transfer-Encoding: base64\n\n"
            f"{base64.encodebytes(LARGE['a.png']).decode()}\n--b--\n"
        )
        document = opened_bytes("a.eml", message.encode()).document
        assert document.text.strip() == WORDS
        assert [(issue.code, issue.outcome) for issue in document.issues] == [("mail.attachment", "recorded"), ("image.pixels", "recorded")]
    for name, folder, data in (("a.docx", "word/media", docx(paragraph(WORDS))), ("a.odt", "Pictures", odt(f"<text:p>{WORDS}</text:p>"))):
        package = io.BytesIO(data)
        with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{folder}/1.png", LARGE["a.png"])
            archive.writestr(f"{folder}/2.png", png(5, 5))
        document = opened_bytes(name, package.getvalue()).document
        assert document.text.strip() == WORDS
        assert [(issue.code, issue.outcome) for issue in document.issues] == [("image.pixels", "recorded")]
        assert document.issues[0].where.endswith(f"{name}, '{folder}/1.png'")
