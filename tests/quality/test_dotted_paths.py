"""A path given to Frappe as text names nothing: a hook, job or button fails only when it is used."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.quality import dotted_paths
from tests.quality.app_files import APP, CHECKOUT, Place, app_files

HOOKS: dict[str, Any] = {
    name: value for name, value in runpy.run_path(str(APP / "hooks.py")).items() if not name.startswith("__")
}
HOOK_PATHS = sorted(set(dotted_paths.paths_in_value(HOOKS)))
PATCHES = sorted(dotted_paths.paths_in_patches(APP / "patches.txt"))
PYTHON = sorted(found for path in app_files(".py") for found in dotted_paths.paths_in_python(path))
JSON = sorted(found for path in app_files(".json") for found in dotted_paths.paths_in_json(path))
JAVASCRIPT = sorted(found for path in app_files(".js") for found in dotted_paths.paths_in_javascript(path))


def needs(path: str) -> None:
    """Skip, visibly, where the framework that a path leads to is not installed."""
    pytest.importorskip("frappe", reason="Frappe is not installed here")
    if path.startswith("erpnext."):
        pytest.importorskip("erpnext", reason="ERPNext is not installed here")


@pytest.mark.parametrize("path", HOOK_PATHS)
def test_a_hook_leads_somewhere(path: str) -> None:
    needs(path)
    dotted_paths.resolve(path)


@pytest.mark.parametrize(("path", "place"), [*PATCHES, *PYTHON, *JSON], ids=str)
def test_a_path_in_text_leads_somewhere(path: str, place: Place) -> None:
    needs(path)
    dotted_paths.resolve(path)


@pytest.mark.parametrize(("path", "place"), JAVASCRIPT, ids=str)
def test_a_script_calls_what_may_be_called(path: str, place: Place) -> None:
    needs(path)
    import frappe

    assert dotted_paths.resolve(path) in frappe.whitelisted, f"{path} ({place}) is not whitelisted"


def test_no_script_builds_a_path() -> None:
    scripts = set(app_files(".js")) - {APP / "public" / "js" / "components" / "call.js"}
    built = [found for path in sorted(scripts) for found in dotted_paths.built_paths_in_javascript(path)]
    assert built == []


def test_the_files_that_hooks_name_exist() -> None:
    named = [value for value in HOOKS.values() if isinstance(value, str)]
    scripts = [APP / "public" / "js" / value for value in named if value.endswith(".bundle.js")]
    styles = [
        next(
            (
                found
                for kind in ("css", "scss")
                if (found := APP / f"public/{kind}" / f"{Path(value).stem}.{kind}").exists()
            ),
            value,
        )
        for value in named
        if value.endswith(".bundle.css")
    ]
    assets = [
        APP / "public" / value.removeprefix("/assets/prospect_crm/")
        for value in named
        if value.startswith("/assets/")
    ]
    assert [str(path) for path in (*scripts, *styles, *assets) if not Path(path).exists()] == []


def test_hooks_hold_text_only() -> None:
    """A function imported into hooks.py would be loaded with every command, and in the wrong order."""
    assert [name for name, value in HOOKS.items() if callable(value)] == []


# The collectors themselves


def test_every_shape_of_hook_is_walked() -> None:
    hooks = {
        "after_install": "prospect_crm.setup.install.after_install",
        "app_include_js": "prospect_crm.bundle.js",
        "app_logo_url": "/assets/prospect_crm/logo.svg",
        "doc_events": {"Contact": {"validate": ["prospect_crm.events.contact.validate"]}},
        "override_whitelisted_methods": {"frappe.client.get_list": "prospect_crm.api.lists.get_list"},
        "scheduler_events": {"cron": {"*/5 * * * *": ["prospect_crm.tasks.often.run"]}},
        "required_apps": ["frappe"],
    }
    assert sorted(dotted_paths.paths_in_value(hooks)) == [
        "frappe.client.get_list",
        "prospect_crm.api.lists.get_list",
        "prospect_crm.events.contact.validate",
        "prospect_crm.setup.install.after_install",
        "prospect_crm.tasks.often.run",
    ]


def test_patches_are_read_without_their_comments(tmp_path: Path) -> None:
    patches = tmp_path / "patches.txt"
    patches.write_text(
        "[pre_model_sync]\n# first\nprospect_crm.patches.v1.fill #2026-11-22\n\nexecute:frappe.delete_doc('Page', 'x')\n"
    )
    assert list(dotted_paths.paths_in_patches(patches)) == [
        ("prospect_crm.patches.v1.fill.execute", Place("patches.txt", 3))
    ]


def test_calls_of_every_shape_are_found_in_scripts(tmp_path: Path) -> None:
    script = tmp_path / "lead.js"
    script.write_text(
        'frappe.call("prospect_crm.api.leads.win");\n'
        "frappe.xcall('prospect_crm.api.leads.lose', {});\n"
        "call(`prospect_crm.api.leads.like`);\n"
        'frappe.call({ method: "frappe.client.get_count" });\n'
        'frappe.realtime.on("prospect_crm.progress");\n'
        "frappe.call(`prospect_crm.api.${noun}.win`);\n"
        'frappe.call("prospect_crm.api." + noun);\n'
        'await call("leads.take", { name });\n'
        "download(\n"
        '\t"leads.export",\n'
        ");\n"
        "call(endpoint);\n"
        "call(`leads.${verb}`);\n"
        'frm.call("take");\n'
        "export function call(endpoint) {}\n"
        'fetch("/api/method/frappe.ping.pong");\n'
    )
    assert list(dotted_paths.paths_in_javascript(script)) == [
        ("prospect_crm.api.leads.win", Place("lead.js", 1)),
        ("prospect_crm.api.leads.lose", Place("lead.js", 2)),
        ("prospect_crm.api.leads.like", Place("lead.js", 3)),
        ("frappe.client.get_count", Place("lead.js", 4)),
        ("frappe.ping.pong", Place("lead.js", 16)),
        ("prospect_crm.api.leads.take", Place("lead.js", 8)),
        ("prospect_crm.api.leads.export", Place("lead.js", 9)),
    ]
    assert list(dotted_paths.built_paths_in_javascript(script)) == [
        ("`prospect_crm.api.${noun}.win`", Place("lead.js", 6)),
        ('"prospect_crm.api." +', Place("lead.js", 7)),
        ("call(endpoint);", Place("lead.js", 12)),
        ("call(`leads.${verb}`);", Place("lead.js", 13)),
    ]


@pytest.mark.parametrize(
    ("path", "error", "sentence"),
    [
        ("prospect_crm.no_such_module.run", AttributeError, "no_such_module"),
        ("prospect_crm.domain.message.no_such_name", AttributeError, "no_such_name"),
        ("no_such_app.hooks.run", ModuleNotFoundError, "There is no module no_such_app"),
    ],
)
def test_a_path_to_nothing_is_refused(path: str, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        dotted_paths.resolve(path)


def test_a_module_that_cannot_be_imported_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "broken_sample"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "jobs.py").write_text("import no_such_library\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        dotted_paths.resolve("broken_sample.jobs.run")


def test_the_app_is_where_the_tests_look() -> None:
    assert (CHECKOUT / "prospect_crm" / "hooks.py").exists()
    assert HOOK_PATHS
    assert PYTHON
