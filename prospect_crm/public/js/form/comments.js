const PAUSE = 500; // milliseconds: a mail to ten people is ten events

/**
 * Asks for the comments and e-mails of the open form when some were added. The event has no content: the form asks as
 * its user, who sees what they may (events/realtime.py).
 */
export function follow_comments() {
	const ask = frappe.utils.debounce(fetch_docinfo, PAUSE);
	$(document).one("app_ready", () => frappe.realtime.on("prospect_crm_docinfo", ask));
}

function fetch_docinfo(told) {
	const frm = open_form(told);
	if (!frm) return;
	frappe.call({
		method: "frappe.desk.form.load.get_docinfo",
		args: { doctype: frm.doctype, name: frm.docname },
		callback: () => open_form(told)?.timeline?.refresh(),
	});
}

/** The form one looks at, if it is that record's. */
function open_form(told) {
	const { frm } = frappe.container.page || {};
	return frm?.doctype === told.doctype && frm.docname === told.name ? frm : null;
}
