import { button } from "../components/button.js";
import { element } from "../components/element.js";

const VERDICTS = {
	planned: () => ["green", __("To add")],
	applied: () => ["green", __("Added")],
	skipped: () => ["gray", __("Skipped")],
	refused: () => ["red", __("Refused")],
};
const COLUMNS = [
	["last_name", () => __("Last Name")],
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
		element(
			"span.prospect-place",
			{ role: "cell", title: `${entry.file} ${entry.place}` },
			entry.place || entry.file
		),
		element("span", { role: "cell" }, verdict(entry)),
		COLUMNS.map(([name]) =>
			element("span", { role: "cell", title: text_of(entry, name) }, text_of(entry, name) || "–")
		)
	);
	return is_open ? [line, detail(page, entry)] : [line];
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
		entry.reason && element("p", {}, element("strong", {}, entry.reason), " ", record_link(entry)),
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
				button(__("Open"), () => frappe.set_route("Form", entry.doctype, entry.name), "primary")
		),
		is_plan &&
			entry.state === "refused" &&
			Object.keys(entry.values).length > 0 &&
			correction(page, entry)
	);
}

function record_link(entry) {
	if (!entry.record.name) return null;
	const href = frappe.utils.get_form_link(entry.record.doctype, entry.record.name);
	return element("a", { href, target: "_blank", rel: "noopener" }, __("Open it"));
}

function all_values(entry) {
	const meta = frappe.get_meta(entry.doctype);
	// translation: the labels of the fields of Contact Prospect
	const label = (name) => __(meta?.fields.find((field) => field.fieldname === name)?.label || name);
	return element(
		"dl.prospect-values",
		{},
		Object.entries(entry.values)
			.filter(([name]) => name !== "company")
			.map(([name, value]) => [element("dt", {}, label(name)), element("dd", {}, said(value))])
	);
}

function said(value) {
	if (!Array.isArray(value)) return String(value);
	return value
		.map((line) => (typeof line === "object" ? Object.values(line).join(" · ") : line))
		.join("\n");
}

function correction(page, entry) {
	const inputs = ["first_name", "last_name"].map((name) => [
		name,
		element("input.form-control.input-sm", {
			value: entry.values[name] || "",
			placeholder: name === "first_name" ? __("First Name") : __("Last Name"),
			"aria-label": name === "first_name" ? __("First Name") : __("Last Name"),
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
