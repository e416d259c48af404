import { button } from "../components/button.js";
import { element } from "../components/element.js";
import { new_tab_link } from "../components/record_link.js";

const VERDICTS = {
	planned: () => ["green", __("To add", null, "Row of an import")],
	applied: () => ["green", __("Added", null, "Row of an import")],
	skipped: () => ["gray", __("Skipped", null, "Row of an import")],
	refused: () => ["red", __("Refused", null, "Row of an import")],
};
const COLUMNS = [
	["last_name", () => __("Last Name", null, "Contact Prospect")],
	["first_name", () => __("First Name")],
	["company_name", () => __("Company")],
	["email", () => __("E-mail")],
	["phone", () => __("Phone")],
	["job_title", () => __("Job Title")],
];

/** The rows of the file with their verdicts; a row opens in place. */
export function show_entries(page) {
	const { entries, has_more } = page.preview;
	if (!entries.length) return element("p.text-muted.prospect-none", {}, __("No row is like this."));
	return element(
		"div.prospect-entries",
		{ role: "table" },
		head(),
		entries.map((entry) => row(page, entry)),
		has_more && button(__("Show more rows"), () => page.load_more())
	);
}

function head() {
	const labels = [__("Place"), __("Verdict"), ...COLUMNS.map(([, label]) => label())];
	return element(
		"div.prospect-entry.is-head",
		{ role: "row" },
		labels.map((label) => element("span", { role: "columnheader" }, label))
	);
}

function row(page, entry) {
	const is_open = page.opened === entry.position;
	const line = element(
		"div.prospect-entry",
		{
			role: "row",
			tabindex: "0",
			"aria-expanded": String(is_open),
			"data-position": entry.position,
			on: { click: () => toggle(page, entry) },
		},
		place(page, entry),
		element("span.is-verdict", { role: "cell" }, verdict(entry)),
		COLUMNS.map(([name]) => cell(name, text_of(entry, name)))
	);
	return is_open ? [line, detail(page, entry)] : [line];
}

/** Where the row stands; its file too where rows of several are shown. */
function place(page, entry) {
	const is_of_one = page.preview.files.length === 1 || page.filter.file || !entry.place;
	return element(
		"span.prospect-place",
		{ role: "cell", title: `${entry.file} ${entry.place}` },
		!is_of_one && element("span.prospect-place-file", {}, entry.file),
		entry.place || entry.file
	);
}

function cell(name, text) {
	const tag = text ? `span.is-${name}` : `span.is-${name}.is-empty`;
	return element(tag, { role: "cell", title: text }, text || "–");
}

/** Opens a row, or closes it. */
export function toggle(page, entry) {
	page.opened = page.opened === entry.position ? null : entry.position;
	const rows = page.body.querySelector(".prospect-entries");
	rows.replaceWith(show_entries(page));
	page.body.querySelector(`[data-position="${entry.position}"]`)?.focus();
}

function verdict(entry) {
	const [colour, word] = VERDICTS[entry.state]?.() || ["gray", entry.state];
	const warned = entry.warnings.length > 0 && entry.state !== "refused";
	return [
		element(`span.indicator-pill.no-indicator-dot.${colour}`, {}, word),
		warned &&
			element("span.indicator-pill.no-indicator-dot.yellow", { title: entry.warnings.join("\n") }, "!"),
	];
}

function text_of(entry, name) {
	const { values } = entry;
	if (name === "company_name") return values.company_name || values.company_as_given || "";
	if (name === "phone") return values.phone || values.mobile || "";
	return values[name] || (name === "last_name" && !values.first_name ? entry.label : "");
}

function detail(page, entry) {
	const is_plan = page.preview.progress.status === "Planned";
	return element(
		"div.prospect-detail",
		{ role: "row" },
		entry.reason && element("p", {}, element("strong", {}, entry.reason), " ", known_record(entry)),
		entry.warnings.map((warning) => element("p.prospect-warning", {}, warning)),
		all_values(entry),
		element(
			"div.prospect-buttons",
			{},
			is_plan &&
				entry.state === "planned" &&
				button(__("Leave this row out"), () => page.choose(entry, false)),
			is_plan &&
				entry.state === "skipped" &&
				button(__("Import it all the same"), () => page.choose(entry, true)),
			entry.state === "applied" &&
				button(
					__("Open", null, "Button that opens a record"),
					() => frappe.set_route("Form", entry.doctype, entry.name),
					"primary"
				)
		),
		is_plan &&
			entry.state === "refused" &&
			Object.keys(entry.values).length > 0 &&
			correction(page, entry)
	);
}

function known_record({ record }) {
	return record.name ? new_tab_link(record.doctype, record.name, __("Open it")) : null;
}

function all_values(entry) {
	const field_of = (name) => frappe.meta.get_docfield(entry.doctype, name) || { label: name };
	return element(
		"dl.prospect-values",
		{},
		Object.entries(entry.values)
			.filter(([name]) => name !== "company")
			.map(([name, value]) => [name, field_of(name), value])
			.map(([name, field, value]) => [
				element("dt", {}, name === "labels" ? __("Labels") : __(field.label, null, entry.doctype)),
				element("dd", {}, is_option(field) ? option(value, entry.doctype) : said(value)),
			])
	);
}

function is_option({ fieldtype, options }) {
	return fieldtype === "Select" || (frappe.boot.translated_doctypes || []).includes(options);
}

/** A value of a Select, or of one of Frappe's translated lists such as Gender, in the user's language. */
function option(value, doctype) {
	// translation: the options of the DocType's fields, and the entries of Frappe's lists
	return __(value, null, doctype);
}

function said(value) {
	if (!Array.isArray(value)) return String(value);
	return value
		.map((line) => (typeof line === "object" ? Object.entries(line).map(part).join(" · ") : line))
		.join("\n");
}

function part([name, text]) {
	return name === "kind" ? option(text, "Contact Prospect Phone") : text;
}

function correction(page, entry) {
	const labels = {
		first_name: __("First Name"),
		last_name: __("Last Name", null, "Contact Prospect"),
		email: __("E-mail"),
	};
	const inputs = Object.entries(labels).map(([name, label]) => [
		name,
		element("input.form-control.input-sm", {
			value: entry.values[name] || "",
			placeholder: label,
			"aria-label": label,
		}),
	]);
	const values = () => Object.fromEntries(inputs.map(([name, input]) => [name, input.value]));
	return element(
		"div.prospect-correction",
		{ on: { click: (event) => event.stopPropagation() } },
		inputs.map(([, input]) => input),
		button(__("Complete this row"), () => page.correct(entry, values()), "primary")
	);
}
