import { element } from "../components/element.js";

const CONTEXTS = { company_status: "Sales Prospect" };

/** Fields with fixed options, in the words of their own DocType; colour is kept for what is a verdict. */
export const choice_formatters = {
	account_type: choice,
	company_status: choice,
	source: choice,
	stage_kind: choice,
	task_type: choice,
	reference_doctype: choice,
};

function choice(value, { fieldname, parent }) {
	if (!value) return "";
	// translation: the options of the field
	const word = __(value, null, CONTEXTS[fieldname] || parent);
	const filter = `${fieldname},=,${value}`;
	return element("a.filterable.ellipsis", { "data-filter": filter, title: word }, word).outerHTML;
}
