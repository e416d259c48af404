// The tables of linked records, as data: each function gives what components/linked_records.js draws.
import { about } from "../components/about.js";
import { call } from "../components/call.js";

const OPEN_TASKS = ["status", "in", ["Not Started", "Pending", "In Progress"]];

/** Tasks about the form's record, and what else `filters` takes in; with the columns of the tasks tab (S2). */
export function tasks({ filters = about, empty, has_reference = false } = {}) {
	return {
		doctype: "Sales Task",
		filters,
		// what is not done has no date of completion, and comes first
		order_by: "completed_on asc, starts_on asc",
		columns: [
			{ field: "priority", kind: "priority" },
			{ field: "starts_on", kind: "when" },
			{ field: "task_type", kind: "choice" },
			{ field: "subject", kind: "title", below: has_reference && "reference_title" },
			{ field: "sales_rep", kind: "user" },
			...(has_reference
				? []
				: [{ field: "description", kind: "report", label: () => __("Description / report") }]),
			{ field: "mobile", kind: "phone" },
			{ field: "phone", kind: "phone" },
			{ field: "files", kind: "files", is_made: true, label: () => __("Files") },
			{ field: "status", kind: "status" },
		],
		fields: has_reference ? ["reference_title", "reference_name"] : ["report"],
		completes: true,
		enrich: count_files,
		views: [
			{ label: () => __("All", null, "Sales Task"), filters: [] },
			{ label: () => __("To do", null, "Sales Task"), filters: [OPEN_TASKS] },
			{ label: () => __("Done", null, "Sales Task"), filters: [["status", "=", "Done"]] },
		],
		add: (frm) => ({
			reference_doctype: frm.doctype,
			reference_name: frm.doc.name,
			sales_rep: frappe.session.user,
		}),
		add_label: () => __("Add a task"),
		empty: empty || (() => __("No task yet. Plan the next step, so that nobody forgets it.")),
		list_filters: (frm) =>
			filters === about
				? { reference_doctype: frm.doctype, reference_name: frm.doc.name }
				: { company: frm.doc.name },
	};
}

/** Of a client contact: its own, and those of the contact prospect that it was made from. */
export const with_those_of_origin = {
	filters: () => [],
	or_filters: (frm) => [
		["contact", "=", frm.doc.name],
		...(frm.doc.contact_prospect ? [["contact_prospect", "=", frm.doc.contact_prospect]] : []),
	],
};

async function count_files(rows) {
	if (!rows.length) return;
	const counts = await call("attachments.of_tasks", { names: rows.map((row) => row.name) });
	for (const row of rows) row.files = counts[row.name] || 0;
}

/** Opportunities whose link field `field` is the form's record; `values(frm)` go into a new one. */
export function opportunities(field, values = () => ({})) {
	return {
		doctype: "Sales Opportunity",
		filters: (frm) => [[field, "=", frm.doc.name]],
		order_by: "closed_on asc, expected_close_on asc",
		columns: [
			{ field: "title", kind: "title" },
			...(field === "company" ? [{ field: "person_name", kind: "text" }] : []),
			{ field: "stage", kind: "text" },
			{ field: "value", kind: "money" },
			{ field: "probability", kind: "percent" },
			{ field: "expected_close_on", kind: "date" },
			{ field: "sales_rep", kind: "user" },
			{ field: "status", kind: "status" },
		],
		fields: ["currency"],
		add: (frm) => ({ [field]: frm.doc.name, sales_rep: frappe.session.user, ...values(frm) }),
		add_label: () => __("Add an opportunity"),
		empty: () => __("No opportunity yet. Add one when there is something to sell."),
		list_filters: (frm) => ({ [field]: frm.doc.name }),
	};
}

/** The leads of a company. */
export function leads() {
	return {
		doctype: "Sales Lead",
		filters: (frm) => [["company", "=", frm.doc.name]],
		order_by: "modified desc",
		columns: [
			{ field: "title", kind: "title" },
			{ field: "person_name", kind: "text" },
			{ field: "prospecting_action", kind: "choice" },
			{ field: "next_task_on", kind: "when" },
			{ field: "value", kind: "money" },
			{ field: "source", kind: "choice" },
			{ field: "sales_rep", kind: "user" },
			{ field: "status", kind: "status" },
		],
		fields: ["currency"],
		add: (frm) => ({ company: frm.doc.name, sales_rep: frappe.session.user }),
		add_label: () => __("Add a lead"),
		empty: () => __("No lead on this company yet. Add one to chase it from the leads inbox."),
		list_filters: (frm) => ({ company: frm.doc.name }),
	};
}

/** The contact prospects of a company, which `company_of(frm)` names. */
export function people(company_of) {
	return {
		doctype: "Contact Prospect",
		filters: (frm) => (company_of(frm) ? [["company", "=", company_of(frm)]] : null),
		order_by: "last_name asc, first_name asc",
		columns: [
			{ field: "full_name", kind: "title", label: () => __("Name", null, "Contact Prospect") },
			{ field: "job_title", kind: "text" },
			{ field: "department", kind: "text" },
			{ field: "email", kind: "email" },
			{ field: "phone", kind: "phone" },
			{ field: "mobile", kind: "phone" },
			{ field: "sales_rep", kind: "user" },
			{ field: "status", kind: "status" },
		],
		add: (frm) => ({ company: company_of(frm) }),
		add_label: () => __("Add a contact prospect"),
		empty: (frm) =>
			company_of(frm)
				? __("Nobody is known at this company yet. Add the first person.")
				: __("No company is chosen yet. Choose one, and the people there stand here."),
		list_filters: (frm) => ({ company: company_of(frm) }),
	};
}

/** Events of Frappe's calendar that the form's record takes part in. */
export function events() {
	return {
		doctype: "Event",
		filters: (frm) => [
			["Event Participants", "reference_doctype", "=", frm.doctype],
			["Event Participants", "reference_docname", "=", frm.doc.name],
		],
		order_by: "starts_on desc",
		columns: [
			{ field: "starts_on", kind: "when" },
			{ field: "subject", kind: "title" },
			{ field: "event_category", kind: "choice" },
			{ field: "owner", kind: "user", label: () => __("Added By") },
			{ field: "status", kind: "status" },
		],
		add: (frm) => ({
			event_participants: [{ reference_doctype: frm.doctype, reference_docname: frm.doc.name }],
		}),
		add_label: () => __("Add an event"),
		empty: () => __("No event yet. Add one to put it into the calendar."),
	};
}
