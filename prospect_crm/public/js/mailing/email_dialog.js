import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element } from "../components/element.js";
import { number } from "../components/format.js";
import { mail_frame } from "./mail_frame.js";
import { PlanDialog } from "../operation/plan_dialog.js";

/** Asks for the mail, then shows it for each recipient before anything is sent. */
export async function open_email_dialog(doctype, selection, on_done) {
	const [lists, places] = await Promise.all([call("mailing_lists.names"), call("bulk_email.places")]);
	const form = new EmailForm(doctype, selection, lists, places);
	new PlanDialog(form.title(), form, on_done).show();
}

class EmailForm {
	constructor(doctype, selection, lists, places) {
		Object.assign(this, { doctype, selection, lists, places });
	}

	title() {
		const { names } = this.selection;
		if (!names) return __("E-mail to all that match");
		if (names.length === 1) return __("E-mail to one record");
		return __("E-mail to {0} records", [number(names.length)]);
	}

	/** The first step; what was typed is still there when one comes back. */
	draw(dialog) {
		this.node ??= this.make();
		return {
			node: this.node,
			actions: [button(__("Look at each mail"), () => this.go_on(dialog), "primary")],
		};
	}

	make() {
		const node = element("div.prospect-mailing-form", {});
		this.group = new frappe.ui.FieldGroup({ fields: this.fields(), body: node });
		this.group.make();
		this.group.fields_dict.places.$wrapper.append(this.chips());
		return node;
	}

	fields() {
		return [
			{
				fieldname: "template",
				fieldtype: "Link",
				options: "Email Template",
				label: __("Template", null, "Bulk e-mail"),
				change: () => this.take_template(),
			},
			{ fieldname: "subject", fieldtype: "Data", label: __("Subject"), reqd: 1 },
			{ fieldname: "body", fieldtype: "Text Editor", label: __("Text", null, "Bulk e-mail"), reqd: 1 },
			{ fieldname: "places", fieldtype: "HTML" },
			{ fieldtype: "Section Break" },
			{
				fieldname: "email_group",
				fieldtype: "Select",
				label: __("Mailing List"),
				options: ["", ...this.lists],
				description: __(
					"Who opted out of it gets nothing, and the unsubscribe link is for this list. Without a list, the link refuses all mailings."
				),
			},
			{
				fieldname: "only_subscribed",
				fieldtype: "Check",
				label: __("Only who is on this list"),
				depends_on: "email_group",
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "sender",
				fieldtype: "Select",
				label: __("Sender"),
				options: [
					{ value: "me", label: __("Me") },
					{ value: "rep", label: __("The sales rep of each") },
				],
				default: "me",
			},
		];
	}

	chips() {
		return element(
			"div.prospect-chips",
			{},
			element("span.text-muted", {}, __("Insert:")),
			this.places.map(({ name, label }) =>
				element(
					"button.btn.btn-xs.btn-default",
					{ type: "button", title: `{{ ${name} }}`, on: { click: () => this.insert(name) } },
					label
				)
			)
		);
	}

	insert(name) {
		const { quill } = this.group.fields_dict.body;
		const at = quill.getSelection(true)?.index ?? quill.getLength();
		quill.insertText(at, `{{ ${name} }}`, "user");
	}

	async take_template() {
		const name = this.group.get_value("template");
		if (!name || name === this.taken) return;
		this.taken = name;
		const { subject, body } = await call("bulk_email.template", { name });
		await this.group.set_value("subject", subject);
		await this.group.set_value("body", body);
	}

	async go_on(dialog) {
		this.values = this.group.get_values();
		if (this.values) await dialog.plan();
	}

	plan() {
		const { doctype, selection } = this;
		const { subject, body, email_group, only_subscribed, sender } = this.values;
		const mail = { subject, body, email_group, only_subscribed, sender };
		return call("bulk_email.plan", { doctype, selection, mail });
	}

	detail({ values }) {
		return values.recipient || "";
	}

	async show(operation, { position }) {
		return mail_frame(await call("bulk_email.rendered", { operation, position }));
	}

	planned_label() {
		return __("To send");
	}

	apply_label(count) {
		return count === 1 ? __("Send one e-mail") : __("Send {0} e-mails", [number(count)]);
	}

	done_sentence(count) {
		return count === 1
			? __("One e-mail is in the queue.")
			: __("{0} e-mails are in the queue.", [number(count)]);
	}

	remark() {
		return element(
			"p.text-muted",
			{},
			__(
				"They leave one after the other. What has not left yet can be taken back; each is in the history of its person."
			)
		);
	}
}
