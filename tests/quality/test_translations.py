"""A French user reads English, a sentence with its places mixed up, or our word for something of Frappe's."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.quality import translation_sources as sources
from tests.quality.app_files import APP, Place, app_files

# Straight quotes, and a mark without the space before it that keeps it on its word's line (or a bare one).
BAD_TYPOGRAPHY = re.compile(
    r"""['"\u201c\u201d]|[^\u00a0][;:!?](?=\s|$)|[^\u00a0]\u00bb|\u00ab[^\u00a0]|\.\.\."""
)

ROWS = sources.french() if (APP / "translations" / "fr.csv").exists() else []
FOUND = sources.all_sources()


def frappe_rows() -> list[tuple[str, str, str]]:
    """Return Frappe's own French; none where Frappe is not installed or keeps it elsewhere (version 16)."""
    try:
        import frappe
    except ImportError:
        return []
    path = Path(frappe.__file__).parent / "translations" / "fr.csv"
    return sources.read_translations(path) if path.exists() else []


def as_csv(texts: set[str]) -> str:
    """Return rows to fill in, for the message of a failure."""
    rows = io.StringIO()
    csv.writer(rows, lineterminator="\n").writerows([text, "", ""] for text in sorted(texts))
    return f"{len(texts)} texts have no row in prospect_crm/translations/fr.csv:\n{rows.getvalue()}"


@pytest.mark.parametrize("suffix", [".py", ".js", ".html", ".json"])
def test_every_text_has_its_french(suffix: str) -> None:
    known = {(text, context) for text, _, context in [*ROWS, *frappe_rows()]}
    missing = {
        found.text
        for found in FOUND
        if isinstance(found, sources.Source)
        and found.place.path.endswith(suffix)
        and not {(found.text, found.context), (found.text, "")} & known
    }
    assert not missing, as_csv(missing)


def test_every_translated_text_is_a_literal() -> None:
    """Or says where its texts are written: a comment ``translation: …`` on the line or the one above."""
    unreadable = [f"{found.place}: {found.code}" for found in FOUND if isinstance(found, sources.Unreadable)]
    assert unreadable == []


def test_french_fills_the_same_places() -> None:
    mixed_up = [row for row in ROWS if sources.places(row[0]) != sources.places(row[1])]
    assert mixed_up == []


def test_no_row_is_empty_or_stands_twice() -> None:
    keys = [(source, context) for source, _, context in ROWS]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert [source for source, translation, _ in ROWS if not translation.strip()] == []


def test_no_row_translates_what_is_no_longer_said() -> None:
    said = {found.text for found in FOUND if isinstance(found, sources.Source)}
    # Texts that are translated through a variable stand somewhere in the app all the same.
    written = "\n".join(
        path.read_text() for suffix in (".py", ".js", ".html", ".json") for path in app_files(suffix)
    )
    assert [source for source, _, _ in ROWS if source not in said and source not in written] == []


def test_no_row_waits_for_a_context_that_nobody_gives() -> None:
    given = {(found.text, found.context) for found in FOUND if isinstance(found, sources.Source)}
    assert [row for row in ROWS if row[2] and (row[0], row[2]) not in given] == []


def test_french_is_typeset_as_french() -> None:
    assert [translation for _, translation, _ in ROWS if BAD_TYPOGRAPHY.search(translation)] == []


@pytest.mark.parametrize(
    ("translation", "is_bad"),
    [
        ("l\u2019e-mail\u00a0: \u00ab\u00a0BEGIN:VCARD\u00a0\u00bb\u00a0;", False),
        ("https://www.exemple.com", False),
        ("l'e-mail", True),
        ("Ligne : 3", True),
        ("Vraiment?", True),
        ("\u00ab\u00a0Nom \u00bb", True),
    ],
)
def test_typography_is_judged(translation: str, is_bad: bool) -> None:
    assert bool(BAD_TYPOGRAPHY.search(translation)) is is_bad


def test_no_word_of_frappes_changes_in_the_whole_site() -> None:
    """fr.csv holds for every app of the site: a generic word belongs to its DocType, as context."""
    theirs = {(source, context): translation for source, translation, context in frappe_rows()}
    if not theirs:
        pytest.skip("Frappe's fr.csv is not here")
    changed = [
        (source, theirs[source, ""], translation)
        for source, translation, context in ROWS
        if not context and theirs.get((source, ""), translation) != translation
    ]
    assert changed == []


# The collectors themselves


def test_python_is_read(tmp_path: Path) -> None:
    module = tmp_path / "sample.py"
    module.write_text(
        '_("One")\n'
        'frappe._("Two", context="Lead")\n'
        'Message("Three {name}", {"name": 1})\n'
        '_("Fo" "ur").format(1)\n'
        "_(message.template)\n"
        "_(meta.get_label(field))\n"
        "Message(**stored)\n"
        "# translation: the options of Lead.status\n"
        "_(status)\n"
        "_(title)\n"
        '_("a" if plural else "b")\n'
        'Message(f"{name} is wrong")\n'
        'self.message("not ours")\n'
    )
    assert list(sources.sources_in_python(module)) == [
        sources.Source("One", "", Place("sample.py", 1)),
        sources.Source("Two", "Lead", Place("sample.py", 2)),
        sources.Source("Three {name}", "", Place("sample.py", 3)),
        sources.Unreadable("_(title)", Place("sample.py", 10)),
        sources.Unreadable("_('a' if plural else 'b')", Place("sample.py", 11)),
        sources.Unreadable("Message(f'{name} is wrong')", Place("sample.py", 12)),
        sources.Source("Four", "", Place("sample.py", 4)),
    ]


def test_javascript_is_read(tmp_path: Path) -> None:
    script = tmp_path / "sample.js"
    script.write_text(
        '__("One");\n'
        "__('It\\'s {0}', [lead.name]);\n"
        '__("Two", null, "Lead");\n'
        "__(`Three`);\n"
        "__(\n"
        '\t"Four",\n'
        ");\n"
        "__(frm.doctype);\n"
        "__(frappe.meta.get_label(doctype, field));\n"
        "__(lead.status); // translation: the options of Lead.status\n"
        '// __("In a comment")\n'
        "__(title);\n"
        "__(`Hello ${name}`);\n"
        '__("Five " + name);\n'
        "__(fields.find((field) => field.name === 'x').name, [1]);\n"
        'this.__("not ours");\n'
        '__("Six {0}", [first, "a"]), other("b", c, "d");\n'
        '__("{0}: {1}", [name, value]);\n'
    )
    assert list(sources.sources_in_javascript(script)) == [
        sources.Source("One", "", Place("sample.js", 1)),
        sources.Source("It's {0}", "", Place("sample.js", 2)),
        sources.Source("Two", "Lead", Place("sample.js", 3)),
        sources.Source("Three", "", Place("sample.js", 4)),
        sources.Source("Four", "", Place("sample.js", 5)),
        sources.Unreadable("title", Place("sample.js", 12)),
        sources.Unreadable("`Hello ${name}`", Place("sample.js", 13)),
        sources.Unreadable('"Five " + name', Place("sample.js", 14)),
        sources.Unreadable("fields.find((field) => field.name === 'x').name", Place("sample.js", 15)),
        sources.Source("Six {0}", "", Place("sample.js", 17)),
    ]


def test_templates_are_read(tmp_path: Path) -> None:
    template = tmp_path / "print.html"
    template.write_text("<h1>{{ _('Company') }}</h1>\n<p>{{ __(\"Phone\") }} {{ doc.name_(1) }}</p>\n")
    assert list(sources.sources_in_html(template)) == [
        sources.Source("Company", "", Place("print.html", 1)),
        sources.Source("Phone", "", Place("print.html", 2)),
    ]


def test_json_is_read(tmp_path: Path) -> None:
    document = tmp_path / "lead.json"
    document.write_text(
        """{"doctype": "DocType", "name": "Lead", "description": "Who may buy", "fields": [
            {"fieldname": "title", "fieldtype": "Data", "label": "Title", "options": "Email"},
            {"fieldname": "status", "fieldtype": "Select", "label": "Status", "options": "\\nOpen\\nWon\\n1"},
            {"fieldname": "internal", "fieldtype": "Data", "label": "Internal", "hidden": 1}],
            "permissions": [{"role": "Sales User"}]}"""
    )
    assert [(found.text, found.context) for found in sources.sources_in_json(document)] == [
        ("Lead", ""),
        ("Who may buy", "Lead"),
        ("Title", "Lead"),
        ("Status", "Lead"),
        ("Open", "Lead"),
        ("Won", "Lead"),
        ("Internal", "Lead"),
        ("Sales User", "Lead"),
    ]


def test_rows_are_read_with_and_without_context(tmp_path: Path) -> None:
    rows = tmp_path / "fr.csv"
    rows.write_text('"Hello, {name}","Bonjour, {name}"\nOpen,Ouverte,Lead\n\n', encoding="utf-8")
    assert sources.read_translations(rows) == [
        ("Hello, {name}", "Bonjour, {name}", ""),
        ("Open", "Ouverte", "Lead"),
    ]


@pytest.mark.parametrize(
    ("source", "translation", "agree"),
    [
        ("{file}, {place}", "{place} de {file}", True),
        ("{0} of {1}", "{1} : {0}", True),
        ("{count} rows", "{nombre} lignes", False),
        ("{0} of {0}", "{0}", False),
    ],
)
def test_places_agree_whatever_their_order(source: str, translation: str, agree: bool) -> None:
    assert (sources.places(source) == sources.places(translation)) is agree


def test_the_app_has_texts() -> None:
    assert any(isinstance(found, sources.Source) and found.place.path.endswith(".json") for found in FOUND)
    assert any(isinstance(found, sources.Source) and found.place.path.endswith(".py") for found in FOUND)
