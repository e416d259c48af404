import { button } from "../components/button.js";
import { element } from "../components/element.js";
import { number } from "../components/format.js";
import { new_tab_link, record_link } from "../components/record_link.js";
import { verdict_of } from "./words.js";

const SHOWN_CHANGES = 3;

/** The entries of an operation: what, which record, before and after, and why not. */
export function entry_table(view) {
	const { entries, has_more } = view.preview;
	if (!entries.length) {
		return element("p.text-muted.prospect-none", {}, __("No record is like this."));
	}
	return element(
		"div.prospect-operation-entries",
		{ role: "table" },
		element(
			"div.prospect-operation-entry.is-head",
			{ role: "row" },
			[
				__("What", null, "Sales Operation Entry"),
				__("Record"),
				__("Before → after"),
				__("Remarks", null, "Sales Operation Entry"),
			].map((label) => element("span", { role: "columnheader" }, label))
		),
		entries.map((entry) => row(view, entry)),
		has_more && button(__("Show more rows"), () => view.load_more())
	);
}

function row(view, entry) {
	const [colour, word] = verdict_of(entry);
	return element(
		"div.prospect-operation-entry",
		{ role: "row", "data-position": entry.position },
		element(
			"span.is-what",
			{ role: "cell" },
			element(`span.indicator-pill.no-indicator-dot.${colour}`, {}, word)
		),
		element("span.is-record", { role: "cell" }, record(view, entry)),
		element("span.is-changes", { role: "cell" }, changes(view, entry)),
		element("span.is-remarks", { role: "cell" }, remarks(entry))
	);
}

function record(view, entry) {
	const text = entry.label || __("(a record that is gone, or that you may not read)");
	const is_there =
		entry.name && !(entry.action === "create" && entry.state !== "applied") && !is_gone(entry);
	// to leave a plan is to give it up
	const link = view.status === "Planned" ? new_tab_link : record_link;
	const kind =
		entry.doctype === view.preview.about.doctype
			? null
			: element("small.text-muted", {}, __(entry.doctype)); // translation: the DocTypes' own names
	return [is_there && entry.label ? link(entry.doctype, entry.name, text) : text, kind];
}

function is_gone(entry) {
	return (
		(entry.action === "delete" && entry.state === "applied") ||
		(entry.action === "create" && entry.state === "undone")
	);
}

function changes(view, entry) {
	const all = entry.changes || [];
	const is_open = view.opened.has(entry.position);
	if (!all.length) return null;
	if (entry.action !== "update" && !is_open) {
		return more(view, entry, __("{0} fields. Show", [number(all.length)]));
	}
	const shown = is_open ? all : all.slice(0, SHOWN_CHANGES);
	const rest = all.length - shown.length;
	return [shown.map(change_line), rest > 0 && more(view, entry, __("{0} more fields", [number(rest)]))];
}

function change_line(change) {
	const none = () => element("span.text-muted", {}, __("empty"));
	return element(
		"div.prospect-entry-change",
		{},
		element("span.prospect-entry-label", {}, change.label),
		element(
			"span",
			{},
			change.old ? element("s", {}, change.old) : none(),
			element("span", { "aria-hidden": "true" }, " → "),
			change.new ? element("strong", {}, change.new) : none()
		)
	);
}

function more(view, entry, label) {
	return button(label, () => view.open_entry(entry.position), "link", { "aria-expanded": "false" });
}

function remarks(entry) {
	return [
		entry.reason && element("div", {}, entry.reason),
		(entry.warnings || []).map((warning) => element("div.prospect-warning", {}, warning)),
	];
}
