"""Small things done to files: written whole or not at all, and keys of what they hold."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader, or a next run after a kill, finds the old or the new one, never half."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(content.encode() if isinstance(content, str) else content)
    part.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file; empty where there is no such file or it is not one."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, content: dict[str, Any]) -> None:
    write_whole(path, json.dumps(content, indent=1, sort_keys=True) + "\n")


def key_of(*parts: str | bytes | Path) -> str:
    """A key (16 hex digits) of texts and of files' contents; a missing file counts as empty."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(_content(part)).digest())
    return digest.hexdigest()[:16]


def _content(part: str | bytes | Path) -> bytes:
    if isinstance(part, Path):
        return part.read_bytes() if part.is_file() else b""
    return part.encode() if isinstance(part, str) else part


def key_of_tree(folder: Path, suffixes: Iterable[str] = ()) -> str:
    """A key of the names and contents of a folder's files, of those suffixes where some are given."""
    wanted = tuple(suffixes)
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if "__pycache__" in path.parts or not path.is_file() or (wanted and not path.name.endswith(wanted)):
            continue
        digest.update(
            str(path.relative_to(folder)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        )
    return digest.hexdigest()[:16]
