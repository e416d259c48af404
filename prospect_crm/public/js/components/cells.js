import { element, icon } from "./element.js";
import { date_and_time, days_from_now, number } from "./format.js";
import { pill } from "./pill.js";
import { email_link, phone_link, record_link } from "./record_link.js";
import { user_initials } from "./user_name.js";

const OPEN = ["Not Started", "Pending", "In Progress"];

/** What each kind of column shows of a row. */
const KINDS = {
	title: (doctype, { field, below }, row) => [
		record_link(doctype, row.name, row[field] || __("No title")),
		below && element("small", {}, row[below]),
	],
	text: (doctype, { field }, row) => row[field],
	choice: (doctype, { field }, row) => choice(doctype, row[field]),
	number: (doctype, { field }, row) => row[field] > 0 && number(row[field]),
	percent: (doctype, { field }, row) => row[field] > 0 && `${number(row[field])} %`,
	status: (doctype, { field }, row) => row[field] && pill(doctype, row[field]),
	priority: (doctype, { field }, row) => row[field] && priority(doctype, row[field]),
	when: (doctype, { field }, row) => moment_of(row[field], OPEN.includes(row.status)),
	date: (doctype, { field }, row) => row[field] && frappe.datetime.str_to_user(row[field]),
	user: (doctype, { field }, row) => user_initials(row[field]),
	phone: (doctype, { field }, row) => phone_link(row[field]),
	email: (doctype, { field }, row) => email_link(row[field]),
	money: (doctype, { field }, row) => money(row[field], row.currency),
	files: (doctype, { field }, row) => row[field] > 0 && files(row[field]),
	report: (doctype, column, row) => report(row),
	made: (doctype, { show }, row) => show(row),
};

/** Gives what stands in one cell: a node, text, or nothing. */
export function cell_content(doctype, column, row) {
	return KINDS[column.kind](doctype, column, row) || null;
}

/** A value of a Select in the reader's language. */
export function choice(doctype, value) {
	// translation: the options of the DocType's fields
	return value ? __(value, null, doctype) : "";
}

function priority(doctype, value) {
	const word = choice(doctype, value);
	return element(
		`span.prospect-priority.is-${value.toLowerCase()}`,
		{ title: word },
		element("i", {}),
		element("i", {}),
		element("i", {}),
		element("span", {}, word)
	);
}

/** A date and time; of what is still to be done also how it stands to today. */
function moment_of(value, is_open) {
	if (!value) return null;
	const days = is_open ? days_from_now(value) : 1;
	const is_late = is_open && value < frappe.datetime.system_datetime();
	return [
		element("span", {}, date_and_time(value)),
		is_late && element("small.is-late", {}, days < 0 ? late(-days) : __("Late")),
		!is_late && days === 0 && element("small.is-today", {}, __("Today")),
	];
}

function late(days) {
	return days === 1 ? __("One day late") : __("{0} days late", [number(days)]);
}

function money(value, currency) {
	if (!value) return null;
	return new Intl.NumberFormat(frappe.boot.lang || "en", {
		...(currency ? { style: "currency", currency } : {}),
		maximumFractionDigits: value % 1 ? 2 : 0,
	}).format(value);
}

function files(count) {
	return element("span", {}, icon("attachment"), number(count));
}

/** What came of a task, else what it is about: two lines at most. */
function report(row) {
	const text = row.report || row.description;
	return text && element("span.prospect-clamped", { title: text }, text);
}
