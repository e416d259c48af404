"""``python -m prospect_crm.domain.vcard``: one JSON object a file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prospect_crm.domain.vcard.__main__ import main, report_on

from .helpers import card

if TYPE_CHECKING:
    import pytest


def test_a_card_shows_what_it_says_and_nothing_made_up() -> None:
    data = card("EMAIL:a@b.fr", "ORG:A\\;B;C", "TEL;VALUE=uri:tel:+33-1;ext=2", "ADR:;;x;y", version="4.0")
    assert report_on(data) == {
        "ok": True,
        "cards": [
            {
                "version": "4.0",
                "fn": None,
                "n": None,
                "tel": ["tel:+33-1"],
                "email": ["a@b.fr"],
                "org": ["A;B;C"],
                "title": [],
                "note": [],
                "url": [],
                "adr": ["||x|y|||"],
                "cat": [],
                "photo": [],
            }
        ],
        "warnings": [{"card": 1, "line": 1, "reason": "The card has no name; “A;B” stands for it."}],
        "refused": [],
    }


def test_a_refused_card_is_named_with_its_reason() -> None:
    report = report_on(card("FN:A") + card("NOTE:x"))
    assert report["refused"] == [
        {
            "card": 2,
            "line": 5,
            "reason": "The card has no name, organisation, e-mail address or phone number.",
        }
    ]


def test_a_refused_file_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty, missing = tmp_path / "empty.vcf", tmp_path / "missing.vcf"
    empty.write_bytes(b"")
    assert main([str(empty), str(missing)]) == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == {
        "file": str(empty),
        "ok": False,
        "cards": [],
        "warnings": [],
        "refused": [],
        "error": "The file is empty.",
    }
    assert (second["file"], second["ok"], second["error"]) == (
        str(missing),
        False,
        "No such file or directory",
    )


def test_the_command_needs_no_site_and_prints_one_object_a_file(tmp_path: Path) -> None:
    names = [tmp_path / "a.vcf", tmp_path / "b.vcf"]
    for name in names:
        name.write_bytes(card("FN:Hélène\u2028"))
    command = [sys.executable, "-m", "prospect_crm.domain.vcard", *map(str, names)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert [json.loads(line)["file"] for line in done.stdout.split("\n") if line] == list(map(str, names))
    assert done.stderr == ""


def test_the_charset_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.vcf"
    file.write_bytes(card("FN:Łukasz").decode().encode("cp1250"))
    main(["--charset", "windows-1250", str(file)])
    assert json.loads(capsys.readouterr().out)["cards"][0]["fn"] == "Łukasz"
