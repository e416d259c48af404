import { element } from "./element.js";

/** A link to a record's form; opens within the desk, or beside it with the browser's own keys. */
export function record_link(doctype, name, text) {
	return element("a", { href: frappe.utils.get_form_link(doctype, name) }, text || name);
}

/** A link to a record's form in another tab, from where one does not want to leave: a preview, a dialog. */
export function new_tab_link(doctype, name, text) {
	const link = record_link(doctype, name, text);
	link.target = "_blank";
	link.rel = "noopener";
	// Frappe 15 goes to every address of the desk in the same tab
	link.addEventListener("click", (event) => event.stopPropagation());
	return link;
}

/** A phone number that a click calls. */
export function phone_link(phone) {
	if (!phone) return null;
	return element("a.prospect-phone", { href: `tel:${phone.replace(/[^\d+*#,;]/g, "")}` }, phone);
}

/** An address to write to. */
export function email_link(email) {
	return email
		? element("a", { href: `mailto:${encodeURIComponent(email).replace("%40", "@")}` }, email)
		: null;
}

function is_address(url) {
	try {
		return Boolean(new URL(url).hostname);
	} catch {
		return false;
	}
}

/** A page elsewhere; null for what is no web address, so that no script hides behind a link. */
export function web_link(address, text = "") {
	const url = /^https?:\/\//i.test(address || "") ? address : address && `https://${address}`;
	if (!url || !is_address(url)) return null;
	const shown = text || address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
	return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
}
