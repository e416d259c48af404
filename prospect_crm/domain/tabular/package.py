"""The zip file around a workbook, opened under caps so that a bomb never unfolds."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import Limits, TabularError
from prospect_crm.domain.tabular.xml_stream import damaged_part

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_BYTES = 65_536
_ENCRYPTED_FLAG = 0x1
_DIRECTORY_ENTRY = b"PK\x01\x02"
_READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def refuse_crowded_archive(data: bytes, limits: Limits) -> None:
    """Count the entries of the zip directory in the bytes: listing millions of them would fill the memory."""
    count = data.count(_DIRECTORY_ENTRY)
    if count > limits.max_members:
        raise TabularError(
            Message(
                "The workbook holds {count} parts, more than the {limit} allowed. Copy its rows into a new "
                "workbook and try again.",
                {"count": count, "limit": limits.max_members},
            )
        )


class Package:
    """The members of an Office Open XML package (ECMA-376 part 2), by case-insensitive name."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self.limits = limits
        try:
            self._zip = zipfile.ZipFile(file)
        except _READ_ERRORS:
            raise TabularError(
                Message(
                    "The file is cut short or damaged: it begins like a workbook but cannot be opened. "
                    "Download or copy it again, or save it anew in Excel."
                )
            ) from None
        self._members: dict[str, zipfile.ZipInfo] = {}
        infos = self._zip.infolist()
        self._check_sizes(infos)
        for info in infos:
            self._add(info)

    def _check_sizes(self, infos: list[zipfile.ZipInfo]) -> None:
        unpacked = sum(info.file_size for info in infos)
        packed = max(1, sum(info.compress_size for info in infos))
        is_dense = unpacked > self.limits.ratio_floor and unpacked / packed > self.limits.max_ratio
        if unpacked > self.limits.max_unpacked_bytes or is_dense:
            raise _bomb(unpacked)

    def _add(self, info: zipfile.ZipInfo) -> None:
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name.endswith("/"):
            return
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise encrypted_file()
        if name in self._members:
            raise TabularError(
                Message(
                    "The workbook holds two parts named {part}, so that two programs would read different rows. "
                    "Open it in Excel, check the rows, save it as .xlsx and try again.",
                    {"part": name},
                )
            )
        self._members[name] = info

    @property
    def names(self) -> frozenset[str]:
        """The members' names in lower case, with forward slashes."""
        return frozenset(self._members)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def stream(self, name: str, limit: int | None = None) -> Iterator[bytes]:
        """The member's bytes in chunks; its real size counts, whatever the zip directory declares."""
        limit = limit or self.limits.max_unpacked_bytes
        size = 0
        try:
            with self._zip.open(self._members[name.lower()]) as member:
                while chunk := member.read(CHUNK_BYTES):
                    size += len(chunk)
                    if size > limit:
                        raise _bomb(size)
                    yield chunk
        except KeyError:
            raise damaged_part(name) from None
        except _READ_ERRORS as error:
            raise damaged_part(name) from error

    def read(self, name: str) -> bytes:
        """The whole of a small part."""
        return b"".join(self.stream(name, self.limits.max_part_bytes))

    def close(self) -> None:
        """Close the zip file (the stream below it stays the caller's)."""
        self._zip.close()


def _bomb(size: int) -> TabularError:
    return TabularError(
        Message(
            "The workbook unfolds to {size} MB, far more than it should hold. Copy its rows into a new workbook, "
            "or split it into several files, and try again.",
            {"size": size // 1_000_000},
        )
    )


def encrypted_file() -> TabularError:
    """The refusal of a workbook that asks for a password."""
    return TabularError(
        Message(
            "The workbook is encrypted with a password. Open it in Excel, remove the password "
            "(File, Info, Protect Workbook, Encrypt with Password), save it and try again."
        )
    )
