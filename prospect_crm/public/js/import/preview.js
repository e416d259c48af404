import { button } from "../components/button.js";
import { element } from "../components/element.js";
import { number } from "../components/format.js";
import { proof_line, total_tile } from "../operation/parts.js";
import { show_entries } from "./entries.js";

/** What would happen, before anything is written. */
export function show_preview(page) {
	const { preview } = page;
	return element(
		"div",
		{},
		preview.files.length > 1 && file_cards(page),
		element(
			"section.prospect-card",
			{},
			element("h3", {}, __("Nothing is written yet. Here is what will happen.")),
			bar(preview),
			totals(page),
			proof(preview),
			file_notes(preview),
			show_entries(page)
		),
		footer(page)
	);
}

function file_cards(page) {
	const { files } = page.preview;
	const chosen = page.filter.file;
	return element(
		"div.prospect-files",
		{},
		files.map((file) =>
			element(
				`button.prospect-file${file.name === chosen ? ".is-chosen" : ""}`,
				{
					type: "button",
					"aria-pressed": String(file.name === chosen),
					on: { click: () => page.filter_by({ file: file.name === chosen ? "" : file.name }) },
				},
				element("span.prospect-file-kind", {}, extension(file.name)),
				element("strong", { title: file.name }, file.name),
				element("span.text-muted", {}, file_sentence(file.counts))
			)
		)
	);
}

function extension(name) {
	return name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "?";
}

function file_sentence(counts) {
	const all = Object.values(counts).reduce((sum, value) => sum + value, 0);
	return __("{0} rows: {1} to add, {2} skipped, {3} refused", [
		number(all),
		number(counts.planned),
		number(counts.skipped),
		number(counts.refused),
	]);
}

function bar(preview) {
	const { planned_count, skipped_count, refused_count } = preview.progress.counts;
	const parts = [
		["is-created", planned_count],
		["is-skipped", skipped_count],
		["is-refused", refused_count],
	];
	return element(
		"div.prospect-bar.is-split",
		{ "aria-hidden": "true" },
		parts.map(([kind, count]) => count > 0 && element(`span.${kind}`, { style: `flex-grow:${count}` }))
	);
}

function totals(page) {
	const { counts } = page.preview.progress;
	const tiles = [
		["planned", __("To add"), counts.planned_count, beside_sentence(page.preview.beside)],
		[
			"skipped",
			__("Skipped", null, "Rows of an import"),
			counts.skipped_count,
			__("already here, or left out by you"),
		],
		[
			"refused",
			__("Refused", null, "Rows of an import"),
			counts.refused_count,
			__("can be completed below"),
		],
	];
	return element(
		"div.prospect-totals",
		{},
		tiles.map(([state, label, count, remark]) => {
			const is_chosen = page.filter.state === state;
			const on_click = () => page.filter_by({ state: is_chosen ? "" : state });
			return total_tile({ kind: state, label, count, remark, is_chosen, on_click });
		})
	);
}

function beside_sentence(beside) {
	const { "Sales Prospect": companies = 0, "Email Group Member": subscriptions = 0, ...lists } = beside;
	const entries = Object.values(lists).reduce((sum, count) => sum + count, 0);
	const parts = [
		companies === 1 && __("one new company"),
		companies > 1 && __("{0} new companies", [number(companies)]),
		entries === 1 && __("one new list entry"),
		entries > 1 && __("{0} new list entries", [number(entries)]),
		subscriptions === 1 && __("one subscription"),
		subscriptions > 1 && __("{0} subscriptions", [number(subscriptions)]),
	];
	return parts.filter(Boolean).join(", ");
}

function file_notes(preview) {
	return preview.files
		.map((file) => [file.name, file.report])
		.filter(([, report]) => report.columns && (Object.keys(report.columns).length || report.notes.length))
		.map(([name, report]) =>
			element(
				"details.prospect-notes",
				{ open: report.ignored.length > 0 || report.notes.length > 0 },
				element("summary", {}, columns_sentence(name, report)),
				element(
					"p",
					{},
					Object.entries(report.columns)
						.map(([label, field]) => `${label} → ${field}`)
						.join(" · ")
				),
				report.notes.map((note) => element("p.prospect-warning", {}, note))
			)
		);
}

function columns_sentence(name, report) {
	const known = __("{0}: {1} columns recognised", [name, number(Object.keys(report.columns).length)]);
	if (!report.ignored.length) return known;
	return `${known}. ${__("Not read: {0}", [report.ignored.join(", ")])}`;
}

function proof(preview) {
	const { planned_count, skipped_count, refused_count } = preview.progress.counts;
	return proof_line(
		__("{0} rows = {1} to add + {2} skipped + {3} refused.", [
			number(preview.source_count),
			number(planned_count),
			number(skipped_count),
			number(refused_count),
		])
	);
}

function footer(page) {
	const count = page.preview.progress.counts.planned_count;
	const label = count === 1 ? __("Import one person") : __("Import {0} people", [number(count)]);
	return element(
		"footer.prospect-footer",
		{},
		button(__("Cancel"), () => page.cancel()),
		element("span.text-muted", {}, __("Skipped and refused rows are not imported.")),
		button(label, () => page.apply(), "primary", { disabled: count === 0, "data-action": "import" })
	);
}
