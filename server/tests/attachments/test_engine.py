"""Pictures from outside are drawn anew, or refused by what they are."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from resolutionflow.attachments.engine import MAX_SIDE, THUMB_SIDE, TooManyPixels, Unreadable, drawn_anew
from tests.support.drawing import opened, picture


@pytest.mark.parametrize(
    ("kind", "mode", "becomes"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "LA", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("GIF", "P", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("WEBP", "RGBA", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
    ],
)
def test_every_kind_that_is_taken_is_kept_as_one_that_browsers_show(kind: str, mode: str, becomes: str) -> None:
    drawn = drawn_anew(picture(kind, mode=mode))
    kept = opened(drawn.picture)
    assert (drawn.media_type, kept.size, (drawn.width, drawn.height)) == (becomes, (40, 30), (40, 30))
    assert f"image/{(kept.format or '').lower()}" == becomes
    assert opened(drawn.thumb).format == "WEBP"


def test_what_was_beside_the_pixels_is_gone_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    drawn = drawn_anew(picture("JPEG", (60, 20), exif=exif, comment=b"secret words"))
    kept = opened(drawn.picture)
    assert kept.size == (20, 60)
    assert not kept.getexif()
    assert b"secret words" not in drawn.picture
    assert b"A camera" not in drawn.picture


def test_what_follows_the_picture_in_the_file_is_gone() -> None:
    hidden = b"<script>alert(1)</script>"
    drawn = drawn_anew(picture() + hidden)
    assert hidden not in drawn.picture + drawn.thumb


def test_a_large_picture_is_made_smaller_and_its_shape_stays() -> None:
    drawn = drawn_anew(picture("PNG", (6000, 3000)))
    assert (drawn.width, drawn.height) == (MAX_SIDE, MAX_SIDE // 2)
    assert max(opened(drawn.thumb).size) == THUMB_SIDE
    assert max(opened(drawn_anew(picture("JPEG", (6000, 3000))).picture).size) == MAX_SIDE


@pytest.mark.parametrize(("mode", "becomes"), [("RGB", "image/jpeg"), ("RGBA", "image/webp")])
def test_a_photograph_sent_as_png_is_kept_as_a_photograph(mode: str, becomes: str) -> None:
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB")
    if mode == "RGBA":
        noise.putalpha(Image.effect_noise((1600, 1200), 90))
    held = BytesIO()
    noise.save(held, "PNG")
    drawn = drawn_anew(held.getvalue())
    assert drawn.media_type == becomes
    assert len(drawn.picture) < len(held.getvalue())


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue", "green")]
    held = BytesIO()
    frames[0].save(held, "GIF", save_all=True, append_images=frames[1:])
    kept = opened(drawn_anew(held.getvalue()).picture)
    assert (getattr(kept, "n_frames", 1), kept.convert("RGB").getpixel((5, 5))) == (1, (255, 0, 0))


def _announced(width: int, height: int) -> bytes:
    """A PNG that says it is this large, with next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(8000, 5001), (60_000, 60_000), (2_000_000, 30)])
def test_a_picture_with_too_many_points_is_refused_before_it_is_read(width: int, height: int) -> None:
    with pytest.raises(TooManyPixels):
        drawn_anew(_announced(width, height))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_picture_that_is_cut_off_is_refused(kind: str) -> None:
    whole = picture(kind, (300, 300))
    with pytest.raises(Unreadable):
        drawn_anew(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", ""),
        (b"hello", ""),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", "heic"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "svg"),
        (b"%PDF-1.7", "pdf"),
        (b"GIF89a<script>alert(1)</script>", ""),
        (b"%!PS-Adobe-3.0 EPSF-3.0", ""),
    ],
)
def test_what_is_no_picture_is_refused_by_its_name(raw: bytes, kind: str) -> None:
    with pytest.raises(Unreadable) as refused:
        drawn_anew(raw)
    assert refused.value.kind == kind


def test_other_formats_that_the_library_could_read_are_refused() -> None:
    held = BytesIO()
    Image.new("RGB", (5, 5)).save(held, "TIFF")
    with pytest.raises(Unreadable):
        drawn_anew(held.getvalue())


WHOLE = {kind: picture(kind) for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP")}


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_damage_anywhere_in_a_file_leads_to_a_picture_or_to_a_refusal(kind: str, data: st.DataObject) -> None:
    raw = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        drawn = drawn_anew(bytes(raw))
    except (Unreadable, TooManyPixels):
        return
    assert opened(drawn.picture).size == (drawn.width, drawn.height)
