"""Pictures for tests, drawn on the spot."""

import os
from io import BytesIO
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), *, mode: str = "RGB", **how: Any) -> bytes:
    """A new picture, none like another."""
    image = Image.frombytes("RGB", (4, 4), os.urandom(48)).resize(size, Image.Resampling.NEAREST).convert(mode)
    held = BytesIO()
    image.save(held, kind, **how)
    return held.getvalue()


def opened(raw: bytes) -> Image.Image:
    """The picture in these bytes."""
    return Image.open(BytesIO(raw))
