/**
 * Says tabs, sections and fields of a form in the reader's language. Frappe 15 looks their labels up without their
 * DocType and so finds its own words ("Notes" would be "Remarques") or none. Called on every refresh.
 */
export function translate_form(frm) {
	if (frm.prospect_is_translated || frappe.boot.lang === "en") return;
	frm.prospect_is_translated = true;
	const { tabs = [], sections = [] } = frm.layout;
	for (const { df, tab_link } of tabs) retitle(frm, df, tab_link?.find("a")[0]);
	for (const { df, head } of sections) retitle(frm, df, head?.[0]);
	for (const field of frm.fields) relabel(frm, field);
}

function retitle(frm, df, node) {
	const text = [...(node?.childNodes || [])].find(
		(child) => child.nodeType === 3 && child.textContent.trim()
	);
	if (text && df?.label) text.textContent = __(df.label, null, frm.doctype);
}

function relabel(frm, field) {
	if (!field.label_span || !field.df.label) return;
	field.label_span.textContent = __(field.df.label, null, frm.doctype);
	// the label that Frappe thinks it has written: it does not write it again
	field._label = field.df.label;
}
