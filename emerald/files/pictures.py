"""A picture is drawn anew before it is kept: what it told of place, time and camera is not in the new one."""

import io
from io import BytesIO
from typing import Any, BinaryIO

import pillow_heif
from django.conf import settings
from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile

from emerald.files.kinds import HEIC, JPEG, PNG, WEBP, Format
from emerald.guards import Refused

pillow_heif.register_heif_opener(thumbnails=False)
# Pillow's own limit only warns up to twice its number; ours, asked below before anything is decoded, refuses.
Image.MAX_IMAGE_PIXELS = None
OPENS = {JPEG: ["JPEG", "MPO"], PNG: ["PNG"], WEBP: ["WEBP"], HEIC: ["HEIF"]}
DAMAGED = "“{}” is damaged: it cannot be opened as a picture. Take or save it again and add that."


def redrawn(stream: BinaryIO, name: str, found: Format) -> tuple[BytesIO, Format]:
    """(stream, Format) of the picture in `stream`, upright, without its metadata; HEIC and WebP become JPEG or PNG.
    Raises Refused when it is damaged or has more than FILES_MEGAPIXELS."""
    try:
        with Image.open(stream, formats=OPENS[found]) as picture:
            _check_pixels(picture, name)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
    except Refused:
        raise
    except Exception:  # noqa: BLE001  a decoder may fail in any way on bytes somebody made up
        raise Refused(DAMAGED.format(name)) from None
    return _written(upright, PNG if found == PNG or _is_see_through(upright) else JPEG)


def _check_pixels(picture: ImageFile, name: str) -> None:
    width, height = picture.size
    if width * height > settings.FILES_MEGAPIXELS * 1_000_000:
        raise Refused(
            f"“{name}” has {round(width * height / 1_000_000):,} megapixels; at most "
            f"{settings.FILES_MEGAPIXELS} are taken. Save it smaller and add that."
        )


def _is_see_through(picture: Image.Image) -> bool:
    return picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info


def _written(picture: Image.Image, found: Format) -> tuple[BytesIO, Format]:
    colours = picture.info.get("icc_profile")
    if found == JPEG and picture.mode not in {"RGB", "L"}:
        # A profile belongs to the mode it was made for.
        picture, colours = picture.convert("RGB"), None
    elif found == PNG and picture.mode == "PA":
        picture, colours = picture.convert("RGBA"), None
    keep: dict[Any, Any] = {
        name: picture.info[name] for name in ("transparency",) if found == PNG and name in picture.info
    }
    picture.info = keep
    new = io.BytesIO()
    how = {"quality": 90, "optimize": False} if found == JPEG else {}
    picture.save(new, found.key, icc_profile=colours, **how)
    new.seek(0)
    return new, found
