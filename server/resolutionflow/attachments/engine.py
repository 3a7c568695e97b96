"""Pictures from outside, drawn anew: whatever else was in the file (place, camera, scripts, hidden parts) is gone."""

import struct
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1_048_576
MAX_PIXELS = 40_000_000
MAX_SIDE = 2560
THUMB_SIDE = 480
PNG_UP_TO = 1_048_576
"""A PNG keeps small writing sharp; one over this size is a photograph, and is kept as one."""

READ = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_APPLE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, OverflowError, struct.error, IndexError, KeyError, TypeError)
"""What the readers raise for files that are cut off or lie about themselves."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class Unreadable(Exception):
    """The bytes are no picture that is taken here, or a broken one; ``kind`` names what they look like."""

    def __init__(self, kind: str = "") -> None:
        self.kind = kind
        super().__init__(kind)


class TooManyPixels(Exception):
    """The picture is larger than ``MAX_PIXELS``."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is kept: its bytes, and a small one for lists (WebP)."""

    media_type: str
    width: int
    height: int
    picture: bytes
    thumb: bytes


def drawn_anew(raw: bytes) -> Drawn:
    """Return the first frame of a picture, no side over ``MAX_SIDE``; raise ``Unreadable`` or ``TooManyPixels``."""
    if looks_like(raw):
        raise Unreadable(looks_like(raw))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(raw)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooManyPixels from error
    except (UnidentifiedImageError, MemoryError, *_BROKEN) as error:
        raise Unreadable from error


def looks_like(raw: bytes) -> str:
    """Return what kind of file the bytes are that is refused by name, empty when it is none of those."""
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if raw[4:8] == b"ftyp" and raw[8:12] in _APPLE_BRANDS:
        return "heic"
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return "svg"
    return "pdf" if start.startswith(b"%pdf") else ""


def _drawn(raw: bytes) -> Drawn:
    with Image.open(BytesIO(raw), formats=READ) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise TooManyPixels
        photograph = opened.format == "JPEG"
        if photograph:
            opened.draft("RGB", (MAX_SIDE, MAX_SIDE))  # decodes a large photograph at half or a quarter of its size
        opened.seek(0)
        opened.load()
        ImageOps.exif_transpose(opened, in_place=True)
        plain = _plain(opened)
    media_type, picture = _encoded(plain, photograph)
    small = plain.copy()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Drawn(media_type, plain.width, plain.height, picture, _saved(small, "WEBP", quality=75))


def _plain(image: Image.Image) -> Image.Image:
    """Return the pixels alone, no side over ``MAX_SIDE``: no palette, no profile, nothing that was beside them.

    A large picture is not copied before it is made small: at 40 million points each copy takes 160 MB.
    """
    see_through = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    mode = "RGBA" if see_through else "RGB"
    held = image if image.mode == mode else image.convert(mode)
    held.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    bands = held.split()
    if see_through and bands[3].getextrema() == (255, 255):
        bands = bands[:3]
    plain = Image.merge("RGBA" if len(bands) == 4 else "RGB", bands)
    plain.info = {}
    return plain


def _encoded(image: Image.Image, photograph: bool) -> tuple[str, bytes]:
    if not photograph:
        png = _saved(image, "PNG", compress_level=4)
        if len(png) <= PNG_UP_TO:
            return "image/png", png
    if image.mode == "RGBA":
        return "image/webp", _saved(image, "WEBP", quality=88, method=3)
    return "image/jpeg", _saved(image, "JPEG", quality=86, optimize=True, subsampling=0)


def _saved(image: Image.Image, kind: str, **how: object) -> bytes:
    held = BytesIO()
    image.save(held, kind, **how)
    return held.getvalue()
