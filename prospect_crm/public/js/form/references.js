/** What tasks and notes may be about. */
export const REFERENCES = [
	"Sales Prospect",
	"Contact Prospect",
	"Contact",
	"Sales Lead",
	"Sales Opportunity",
];

/** Offers these types alone where a form asks what it is about. */
export function limit_references(frm) {
	frm.set_query("reference_doctype", () => ({ filters: { name: ["in", REFERENCES] } }));
}
