/** What is about the form's record, or about what that was made from: filters on tasks and notes. */
export function about(frm) {
	const records = [[frm.doctype, frm.doc.name], ...sources(frm)];
	return [
		["reference_doctype", "in", [...new Set(records.map(([doctype]) => doctype))]],
		["reference_name", "in", records.map(([, name]) => name)],
	];
}

/** What the record was made from by a conversion, as far as the reader may know: [DocType, name] each. */
export function sources(frm) {
	if (frm.prospect_sources?.length) return frm.prospect_sources;
	const { doctype, lead, contact_prospect } = frm.doc;
	if (doctype === "Sales Opportunity" && lead) return [["Sales Lead", lead]];
	if (doctype === "Contact" && contact_prospect) return [["Contact Prospect", contact_prospect]];
	return [];
}
