import { element, fill } from "./element.js";

/**
 * Shows children above a form's tabs and fields; none takes the place away. Called on every refresh.
 *
 * @param {Object} frm
 * @param {...(Node|string|null|false)} children
 */
export function show_head(frm, ...children) {
	const page = frm.layout.page instanceof HTMLElement ? frm.layout.page : frm.layout.page[0];
	if (!frm.prospect_head?.isConnected) {
		frm.prospect_head = element("div.prospect-head");
		page.prepend(frm.prospect_head);
	}
	frm.prospect_head.hidden = !children.some(Boolean);
	fill(frm.prospect_head, children);
}
