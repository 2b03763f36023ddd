"""Pictures are drawn anew: upright, readable everywhere, and silent about where they were taken."""

import io
import tracemalloc
import zlib

import pytest
from PIL import Image, PngImagePlugin

from emerald.files.kinds import HEIC, JPEG, PNG, WEBP
from emerald.files.pictures import redrawn
from emerald.guards import Refused
from tests.factories import files as made


def test_place_camera_and_comments_are_gone_and_the_picture_stands_upright():
    content = made.picture_with_place()
    before = Image.open(io.BytesIO(content))
    assert before.getexif().get_ifd(0x8825) and b"Harbour Street" in content
    new, found = redrawn(io.BytesIO(content), "Photo.jpg", JPEG)
    after = Image.open(new)
    assert (found, after.size) == (JPEG, before.size[::-1])
    assert not after.getexif() and not {"comment", "xmp", "exif"} & set(after.info)
    assert b"Harbour" not in new.getvalue() and b"Tellingphone" not in new.getvalue()


def test_words_inside_a_png_are_gone():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "Harbour Street")
    new, _ = redrawn(io.BytesIO(made.picture("PNG", pnginfo=words)), "Screen.png", PNG)
    assert b"Harbour" not in new.getvalue()


@pytest.mark.parametrize(
    ("content", "found", "becomes"),
    [(made.picture("HEIF"), HEIC, JPEG), (made.picture("WEBP"), WEBP, JPEG), (made.picture("PNG"), PNG, PNG)],
)
def test_a_picture_only_some_can_open_becomes_one_that_everybody_can(content, found, becomes):
    new, now = redrawn(io.BytesIO(content), "Photo", found)
    assert now == becomes
    assert Image.open(new).format == becomes.key.upper()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_of_keeping_colours_is_taken(mode):
    made_of, found = io.BytesIO(), JPEG if mode == "CMYK" else PNG
    Image.new(mode, (8, 8)).save(made_of, found.key)
    new, _ = redrawn(made_of, "Picture", found)
    assert Image.open(new).size == (8, 8)


def huge():
    """A PNG that says it is 20,000 by 10,000 pixels; nobody has to decode them to read that."""

    def part(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (20_000).to_bytes(4, "big") + (10_000).to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size) + part(b"IDAT", zlib.compress(bytes(1000))) + part(b"IEND", b"")


def test_a_200_megapixel_picture_is_refused_before_it_is_decoded():
    tracemalloc.start()
    with pytest.raises(Refused, match="has 200 megapixels; at most 50 are taken"):
        redrawn(io.BytesIO(huge()), "Wall.png", PNG)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("content", [made.picture()[:200], b"\xff\xd8\xff\xe0" + bytes(30)])
def test_a_damaged_picture_is_refused_in_a_sentence(content):
    with pytest.raises(Refused, match=r"“Photo.jpg” is damaged"):
        redrawn(io.BytesIO(content), "Photo.jpg", JPEG)
