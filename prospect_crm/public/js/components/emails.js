import { button } from "./button.js";
import { call } from "./call.js";
import { element, fill, icon } from "./element.js";
import { empty_state, loading_state } from "./empty_state.js";
import { date_and_time } from "./format.js";
import { Part } from "./part.js";

const PAGE = 20;

/** The e-mails about the form's record, and a button that opens Frappe's own composer. */
export class Emails extends Part {
	async load() {
		fill(this.node, loading_state());
		this.mails = [];
		await this.load_more();
	}

	async load_more() {
		const { doctype, doc } = this.frm;
		const args = { doctype, name: doc.name, start: this.mails.length, length: PAGE };
		const before = this.mails;
		const found = await this.fetched(call("history.emails", args));
		if (!found || this.mails !== before) return;
		this.mails = [...before, ...found];
		this.draw(found.length === PAGE);
	}

	draw(may_have_more) {
		fill(
			this.node,
			this.may_write && element("div.prospect-tools", {}, this.write_button()),
			this.mails.length
				? element("ul.prospect-mails", {}, this.mails.map(line))
				: empty_state(__("No e-mail was sent or received about this record yet.")),
			may_have_more && button(__("Show more"), () => this.load_more())
		);
	}

	get may_write() {
		return this.frm.perm[0]?.email;
	}

	write_button() {
		return button([icon("mail"), __("Write an e-mail")], () => this.frm.email_doc(), "default", {
			"data-action": "email",
		});
	}
}

function line(mail) {
	const is_sent = mail.sent_or_received === "Sent";
	const other = is_sent ? mail.recipients : mail.sender_full_name || mail.sender;
	return element(
		"li",
		{},
		element("strong", {}, mail.subject || __("No subject")),
		element("small", {}, is_sent ? __("to {0}", [other || ""]) : __("from {0}", [other || ""])),
		element("span.prospect-space"),
		element("small", {}, date_and_time(mail.creation))
	);
}

/** Makes the e-mails for an HTML field. */
export function emails() {
	return (frm, fieldname) => new Emails(frm, fieldname);
}
