import { element } from "../components/element.js";

const WITH_FULL_NAME = ["Contact Prospect", "Contact"];

/** People of the team by their names; a click shows what else is theirs. */
export const colleague_formatters = {
	sales_rep: colleague,
	company_rep: colleague,
	client_rep: colleague,
};

function colleague(user, { fieldname }) {
	if (!user) return "";
	const name = name_of(user);
	const filter = `${fieldname},=,${user}`;
	return element("a.filterable.ellipsis", { "data-filter": filter, title: name }, name).outerHTML;
}

/** Frappe names the user of a link after `full_name` of the record that holds it: a person's rep had the person's name. */
export function name_colleagues() {
	if (!frappe.form?.link_formatters) return;
	const { User: theirs } = frappe.form.link_formatters;
	frappe.form.link_formatters.User = (value, doc, docfield) =>
		WITH_FULL_NAME.includes(docfield?.parent)
			? name_of(value)
			: (theirs?.(value, doc, docfield) ?? value);
}

function name_of(user) {
	return (user && frappe.user_info(user).fullname) || user;
}
