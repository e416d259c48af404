import { button } from "../components/button.js";
import { download } from "../components/call.js";
import { element, icon } from "../components/element.js";
import { number } from "../components/format.js";
import { planning_card } from "../operation/parts.js";
import { show_entries } from "./entries.js";
import { choose_files, open_import } from "./upload.js";

const STEP_OF = { "": 0, Planning: 1, Planned: 1, Queued: 2, Running: 2, Interrupted: 2, Done: 3 };

/** Where the user is: file, preview, import. */
export function steps(status) {
	const current = STEP_OF[status] ?? 0;
	const names = [__("File"), __("Preview"), __("Import")];
	return element(
		"ol.prospect-steps",
		{ "aria-label": __("Steps", null, "Steps of an import") },
		names.map((name, index) =>
			element(
				`li${index < current ? ".is-done" : index === current ? ".is-current" : ""}`,
				{ "aria-current": index === current ? "step" : null },
				element("span.prospect-step-number", {}, index < current ? "✓" : String(index + 1)),
				name
			)
		)
	);
}

/** Nothing chosen yet: drop, choose, or take the template. */
export function show_start() {
	return element(
		"section.prospect-card.prospect-empty",
		{},
		icon("upload"),
		element("h3", {}, __("Drop vCards or spreadsheets here")),
		element(
			"p",
			{},
			__("Files from phones, Outlook, Google or Apple (.vcf), and workbooks (.xlsx, .csv).")
		),
		element("p", {}, __("You will see what happens to each row before anything is written.")),
		element(
			"div.prospect-buttons",
			{},
			button(__("Choose files"), () => choose_files(open_import), "primary"),
			button(__("Download the template"), () => download("imports.template", {}, "GET")),
			button(__("Earlier imports"), () =>
				frappe.set_route("List", "Sales Operation", "List", { kind: "Import" })
			)
		)
	);
}

/** The files are read in the background. */
export function show_waiting() {
	return planning_card(__("Reading the files…"));
}

/** What came of it. */
export function show_done(page) {
	const { counts } = page.preview.progress;
	return element(
		"section.prospect-card",
		{},
		element("h3", {}, done_sentence(counts.created_count)),
		element("p.text-muted", {}, rest_sentence(counts, page.preview.beside["Sales Prospect"])),
		element(
			"div.prospect-buttons",
			{},
			button(__("See the people"), () => frappe.set_route("List", "Contact Prospect"), "primary"),
			button(__("Import more files"), () => frappe.set_route("sales-import")),
			button(__("Before, after, undo"), () =>
				frappe.set_route("Form", "Sales Operation", page.operation)
			),
			button(__("Plan these files again"), () => page.plan_again())
		),
		show_entries(page)
	);
}

function done_sentence(created) {
	if (!created) return __("Nobody was added.");
	return created === 1 ? __("One person was added.") : __("{0} people were added.", [number(created)]);
}

function rest_sentence(counts, companies) {
	return __("{0} new companies, {1} rows skipped, {2} refused.", [
		number(companies),
		number(counts.skipped_count),
		number(counts.refused_count),
	]);
}

/** It failed, was cancelled or has expired: a sentence and a way out. */
export function show_ended(page) {
	const { status, error_message } = page.preview.progress;
	const sentences = {
		Failed: error_message,
		Cancelled: __("This import was stopped. What it had added stays; nothing else was written."),
		Expired: __(
			"This preview is older than 24 hours and was put aside. Drop the files again; nothing was written."
		),
	};
	return element(
		"section.prospect-card.prospect-empty",
		{},
		icon("alert-triangle"),
		element("h3", {}, status === "Failed" ? __("These files could not be read") : page.preview.title),
		element("p", {}, sentences[status] || ""),
		status === "Failed" && element("p.text-muted", {}, __("Nothing was imported.")),
		element(
			"div.prospect-buttons",
			{},
			button(__("Choose other files"), () => choose_files(open_import), "primary")
		)
	);
}
