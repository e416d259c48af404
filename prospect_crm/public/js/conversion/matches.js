import { element, icon } from "../components/element.js";
import { record_link } from "../components/record_link.js";

/** Possible duplicates come first, with the safe answer chosen; of what may not be read there is one sentence. */
export function match_block(dialog, answer) {
	if (!answer.matches.length && !answer.ask) return null;
	return element(
		"section.prospect-convert-matches",
		{ role: "radiogroup", "aria-label": __("This person may already be known.") },
		element(
			"header",
			{},
			icon("duplicate"),
			element(
				"span",
				{},
				element("strong", {}, __("This person may already be known.")),
				" ",
				answer.matches.length ? reasons(answer.matches[0]) : null,
				answer.ask ? ` ${__("A matching record exists; ask {0}.", [answer.ask])}` : null
			)
		),
		answer.matches.length ? options(dialog, answer) : null
	);
}

function reasons(match) {
	const text = match.reasons.join(", ");
	return text ? `${text[0].toUpperCase()}${text.slice(1)}.` : null;
}

function options(dialog, answer) {
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
	// translation: names of DocTypes
	const facts = [__(match.doctype), match.company, match.rep && __("followed by {0}", [match.rep])];
	const link = record_link(match.doctype, match.name, __("Compare"));
	link.target = "_blank";
	return radio(
		dialog,
		chosen_name(dialog) === match.name,
		values,
		element(
			"span.prospect-convert-match",
			{},
			element("strong", {}, __("Use the existing contact {0}", [match.title])),
			element("small", {}, facts.filter(Boolean).join(" · "))
		),
		link
	);
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
