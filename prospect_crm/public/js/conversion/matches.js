import { element, icon } from "../components/element.js";
import { new_tab_link } from "../components/record_link.js";

/** Possible duplicates come first, with the safe answer chosen; of what may not be read there is one sentence. */
export function match_block(dialog, answer) {
	if (!answer.matches.length && !answer.ask) return null;
	const is_company = dialog.doctype === "Sales Prospect";
	const title = is_company
		? __("This company may already be known.")
		: __("This person may already be known.");
	return element(
		"section.prospect-convert-matches",
		{ role: is_company ? "group" : "radiogroup", "aria-label": title },
		element(
			"header",
			{},
			icon("duplicate"),
			element(
				"span",
				{},
				element("strong", {}, title),
				" ",
				answer.matches.length ? reasons(answer.matches[0]) : null,
				answer.ask ? ` ${__("A matching record exists; ask {0}.", [answer.ask])}` : null
			)
		),
		is_company ? answer.matches.map(known_company) : choices(dialog, answer)
	);
}

function reasons(match) {
	const text = match.reasons.join(", ");
	return text ? `${text[0].toUpperCase()}${text.slice(1)}.` : null;
}

function choices(dialog, answer) {
	if (!answer.matches.length) return null;
	const is_person = dialog.doctype === "Contact Prospect";
	const other = is_person
		? __("Create a new client contact")
		: __("Use the lead’s own person, {0}", [answer.own_person]);
	return [
		...answer.matches.map((match) => option(dialog, match)),
		radio(dialog, !chosen_name(dialog), none(dialog), element("span", {}, other)),
	];
}

function option(dialog, match) {
	const values =
		dialog.doctype === "Contact Prospect"
			? { contact: match.name }
			: { person_doctype: match.doctype, person: match.name };
	const title = __("Use the existing contact {0}", [match.title]);
	return radio(dialog, chosen_name(dialog) === match.name, values, facts(match, title), compare(match));
}

/** There is nothing to choose: the company becomes a client, or the dialog is closed. */
function known_company(match) {
	return element("div.prospect-convert-known", {}, facts(match, match.title), compare(match));
}

function facts(match, title) {
	// translation: names of DocTypes
	const told = [__(match.doctype), match.company, match.rep && __("followed by {0}", [match.rep])];
	return element(
		"span.prospect-convert-match",
		{},
		element("strong", {}, title),
		element("small", {}, told.filter(Boolean).join(" · "))
	);
}

function compare({ doctype, name }) {
	return new_tab_link(doctype, name, __("Compare"));
}

function chosen_name(dialog) {
	return dialog.chosen.contact || dialog.chosen.person || "";
}

function none(dialog) {
	return dialog.doctype === "Contact Prospect" ? { contact: "" } : { person_doctype: "", person: "" };
}

function radio(dialog, is_chosen, values, ...content) {
	const input = element("input", {
		type: "radio",
		name: "prospect-convert-match",
		on: { change: () => dialog.look({ ...values, overwrite: [] }) },
	});
	input.checked = is_chosen;
	return element("label", {}, input, content);
}
