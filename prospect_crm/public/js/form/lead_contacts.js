import { element, fill } from "../components/element.js";
import { LinkedRecords } from "../components/linked_records.js";
import { email_link, phone_link } from "../components/record_link.js";
import { person_link } from "./lead_bar.js";
import { people } from "./tables.js";

/** The lead's own person first, then everybody at its company. */
class LeadContacts extends LinkedRecords {
	draw(rows) {
		super.draw(rows);
		const person = this.own_person();
		if (person) this.node.prepend(person);
	}

	own_person() {
		const { contact_prospect, contact, job_title, phone, mobile, email } = this.frm.doc;
		if (!contact_prospect && !contact) return null;
		return element(
			"div.prospect-own-person",
			{},
			element("small", {}, __("The person of this lead")),
			element("strong", {}, person_link(this.frm.doc)),
			job_title && element("span", {}, job_title),
			[mobile, phone].map(phone_link),
			email_link(email)
		);
	}

	refuse() {
		super.refuse();
		const person = this.own_person();
		if (person) fill(this.node, person, ...this.node.childNodes);
	}
}

/** Makes the contacts of a lead for an HTML field. */
export function lead_contacts() {
	const description = people((frm) => frm.doc.company);
	return (frm, fieldname) => new LeadContacts(frm, fieldname, description);
}
