"""Which bytes are a picture that a browser shows and cannot run."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)


def picture_extension(content: bytes) -> str:
    """Give the file extension of a JPEG, PNG, GIF, WebP or BMP by its first bytes, "" for anything else.

    SVG and HTML are left out on purpose: a browser runs the script in them.
    """
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((extension for start, extension in _SIGNATURES if content.startswith(start)), "")


def is_whole_picture(content: bytes) -> bool:
    """Whether a picture decodes to its last byte; one of absurd dimensions counts as broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                picture.load()
    except Exception:  # Pillow's decoders raise whatever they stumble over
        return False
    return True
