"""``python -m prospect_crm.domain.tabular``: one JSON object a file, and no Frappe."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from prospect_crm.domain.tabular.__main__ import main

ROOT = Path(__file__).resolve().parents[3]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]]]:
    """The exit code and the objects printed."""
    code = main(arguments)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def contacts(tmp_path: Path) -> str:
    """A CSV file with one good and one bad row."""
    path = tmp_path / "contacts.csv"
    path.write_bytes(
        "Nom;Prénom;E-mail;Pointure\nLefèvre;Hélène;h@example.fr;38\nBlou;Zoé;zut;39\n".encode("cp1252")
    )
    return str(path)


def test_a_report_says_how_a_file_was_understood(contacts: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, (report,) = run(capsys, contacts)
    assert code == 0
    assert report == {
        "file": "contacts.csv",
        "ok": True,
        "kind": "csv",
        "sheet": "contacts.csv",
        "target": "contact_prospects",
        "header": {
            "row": 1,
            "labels": ["Nom", "Prénom", "E-mail", "Pointure"],
            "fingerprint": "c23d79ac1c3b335c36bbba8c5d359bd8",
        },
        "mapping": [
            {"column": "A", "label": "Nom", "key": "last_name", "confidence": 1.0},
            {"column": "B", "label": "Prénom", "key": "first_name", "confidence": 1.0},
            {"column": "C", "label": "E-mail", "key": "email", "confidence": 1.0},
        ],
        "ignored": ["Pointure"],
        "preset": "",
        "is_template": False,
        "csv": {"encoding": "cp1252", "delimiter": ";", "quote": '"'},
        "rows": 2,
        "verdicts": {"read": 1, "warned": 0, "refused": 1},
        "warnings": [],
    }


def test_rows_are_printed_when_asked_for(contacts: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, (report,) = run(capsys, "--rows", contacts)
    assert report["values"] == [
        {
            "row": 2,
            "state": "read",
            "values": {"last_name": "Lefèvre", "first_name": "Hélène", "email": "h@example.fr"},
            "problems": [],
        },
        {
            "row": 3,
            "state": "refused",
            "values": {"last_name": "Blou", "first_name": "Zoé"},
            "problems": [
                {
                    "key": "email",
                    "cell": "C3",
                    "value": "zut",
                    "message": "“zut” is not an e-mail address.",
                    "suggestion": None,
                }
            ],
        },
    ]


def test_a_refused_file_gives_its_sentence_and_the_others_are_read(
    contacts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vide.xlsx").write_bytes(b"")
    code, (refused, missing, read) = run(
        capsys, str(tmp_path / "vide.xlsx"), str(tmp_path / "absent.xlsx"), contacts
    )
    assert code == 1
    assert refused == {
        "file": "vide.xlsx",
        "ok": False,
        "refused": "The file is empty. Choose a file that holds a header and rows.",
    }
    assert missing == {
        "file": "absent.xlsx",
        "ok": False,
        "refused": "The file cannot be opened: No such file or directory.",
    }
    assert read["ok"] is True


def test_strict_reading_refuses_with_the_differences(
    contacts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (report,) = run(capsys, "--strict", "--target", "contact_prospects", contacts)
    assert (code, report["ok"], report["refused"]) == (
        1,
        False,
        "The file is not the template. Download the template again and leave its columns as they are.",
    )
    assert report["differences"][:2] == [  # type: ignore[index]
        "Column A should be “Société” but is “Nom”.",
        "Column B should be “Genre” but is “Prénom”.",
    ]


def test_the_command_needs_no_frappe(contacts: str) -> None:
    code = (
        "import sys; sys.modules['frappe'] = None; from prospect_crm.domain.tabular.__main__ import main; "
        f"sys.exit(main([{contacts!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ok"] is True
