"""The wheel and the restored sources are refused where they are not the known ones."""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from bench_kit.errors import KitError
from bench_kit.framework import (
    SOURCES_DIGEST,
    WHEEL_SHA256,
    check_sources,
    check_wheel,
    git_blob,
    restore,
    sources_digest,
    version_of,
)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    file = tmp_path / "small.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("criscostack/__init__.py", 'import criscostack\n__version__ = "15.0.0-dev"\n')
        archive.writestr("criscostack/utils/brik_helper.py", "# Criscostack's brik, for CriscoERP\n")
        archive.writestr("criscostack/public/logo.png", b"\x89PNG\0 crisco")
        archive.writestr("criscostack/.DS_Store", b"x")
        archive.writestr("criscostack-1.0.0.dist-info/METADATA", "Name: criscostack\n")
    return file


def test_restoring_undoes_the_renames_in_names_and_texts_but_not_in_images(
    wheel: Path, tmp_path: Path
) -> None:
    restore(wheel, tmp_path / "restored")
    found = {
        str(path.relative_to(tmp_path / "restored")): path.read_bytes()
        for path in (tmp_path / "restored").rglob("*")
        if path.is_file()
    }
    assert found == {
        "frappe/__init__.py": b'import frappe\n__version__ = "15.0.0-dev"\n',
        "frappe/utils/bench_helper.py": b"# Frappe's bench, for ERPNext\n",
        "frappe/public/logo.png": b"\x89PNG\0 crisco",
    }
    assert version_of(tmp_path / "restored") == "15.0.0-dev"


def test_a_tampered_wheel_is_refused_with_what_was_found_and_expected(wheel: Path) -> None:
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    with pytest.raises(KitError) as caught:
        check_wheel(wheel)
    assert str(caught.value) == (
        "The downloaded wheel small.whl is not the known one, so it was not unpacked: its sha256 is "
        f"{found}, expected {WHEEL_SHA256}. Ask the package index's keeper what it serves, or pass an own "
        "Frappe checkout with --frappe PATH."
    )
    check_wheel(wheel, expected=found)


def test_one_changed_source_file_is_refused(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "restored"
    restore(wheel, folder)
    honest = sources_digest(folder)
    check_sources(folder, expected=honest)
    (folder / "frappe" / "utils" / "bench_helper.py").write_text("# Frappe's bench, for ERPNext!\n")
    with pytest.raises(KitError) as caught:
        check_sources(folder)
    assert str(caught.value) == (
        f"The restored Frappe sources are not upstream's: their digest is {sources_digest(folder)}, expected "
        f"{SOURCES_DIGEST}. Report it with this line, or pass an own Frappe checkout with --frappe PATH."
    )
    assert sources_digest(folder) != honest


def test_an_added_source_file_changes_the_digest_and_an_image_does_not(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "restored"
    restore(wheel, folder)
    honest = sources_digest(folder)
    (folder / "frappe" / "public" / "other.png").write_bytes(b"\0")
    assert sources_digest(folder) == honest
    (folder / "frappe" / "extra.js").write_text("")
    assert sources_digest(folder) != honest


def test_the_digest_is_the_one_that_git_and_the_shell_give(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "restored"
    restore(wheel, folder)
    recipe = (
        "git init -q . && git add . && git ls-files -s frappe/ | grep -E '\\.(py|js|ts|vue|scss)$'"
        " | awk '{print $2\" \"$4}' | LC_ALL=C sort | sha256sum"
    )
    done = subprocess.run(["sh", "-c", recipe], cwd=folder, capture_output=True, text=True, check=True)
    assert sources_digest(folder) == done.stdout.split()[0]


def test_the_blob_name_is_gits() -> None:
    assert git_blob(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_a_folder_that_is_no_frappe_checkout_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(KitError) as caught:
        version_of(tmp_path)
    assert str(caught.value) == f"{tmp_path} is not a Frappe checkout: it has no frappe/__init__.py."
