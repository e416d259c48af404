import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element, fill, icon } from "../components/element.js";
import { loading_state } from "../components/empty_state.js";
import { Part } from "../components/part.js";

/** The mailing lists of a person or company: since when, from where; opt-outs locked. */
export function mailing_lists() {
	return (frm, fieldname) => new MailingLists(frm, fieldname);
}

class MailingLists extends Part {
	async load() {
		fill(this.node, loading_state());
		const { doctype, name } = this.frm.doc;
		const found = await this.fetched(call("mailing_lists.of_record", { doctype, name }));
		if (found) this.draw(found);
	}

	draw(found) {
		const { rows } = found;
		fill(
			this.node,
			found.refuses_all_since && refuses_all(found.refuses_all_since),
			rows.length
				? element(
						"ul.prospect-subscriptions",
						{},
						rows.map((row) => this.row(row, found))
					)
				: element("p.text-muted", {}, __("On no mailing list.")),
			this.add_line(found)
		);
	}

	row(row, { may_change, email }) {
		const can_leave = may_change && !row.is_opted_out;
		return element(
			`li${row.is_opted_out ? ".is-opted-out" : ""}`,
			{},
			element(
				"div",
				{},
				element("span", {}, row.group),
				element("small.text-muted", {}, remarks(row, email))
			),
			row.is_opted_out ? locked(row) : element("span.text-muted", {}, since(row)),
			can_leave &&
				button(icon("close"), () => this.change(row.group, "unsubscribe"), "default", {
					"aria-label": __("Take off {0}", [row.group]),
					title: __("Take off {0}", [row.group]),
				})
		);
	}

	add_line({ may_change, email, rows }) {
		if (!may_change) return null;
		if (!email) {
			return element("p.text-muted", {}, __("To subscribe, add an e-mail address first."));
		}
		const taken = rows.filter((row) => row.email === email).map((row) => row.group);
		return element(
			"div.prospect-subscribe",
			{},
			button([icon("add"), __("Subscribe", null, "Mailing list")], () => this.ask(taken), "default", {
				"data-action": "subscribe",
			})
		);
	}

	async ask(taken) {
		const lists = (await call("mailing_lists.names")).filter((name) => !taken.includes(name));
		if (!lists.length) {
			frappe.msgprint(__("There is no further mailing list."));
			return;
		}
		const field = { fieldname: "list", fieldtype: "Select", label: __("Mailing List"), options: lists };
		const dialog = new frappe.ui.Dialog({
			title: __("Subscribe", null, "Mailing list"),
			fields: [{ ...field, reqd: 1, default: lists[0] }],
			primary_action_label: __("Subscribe", null, "Mailing list"),
			primary_action: async ({ list }) => {
				dialog.hide();
				await this.change(list, "subscribe");
			},
		});
		dialog.show();
	}

	async change(list, change) {
		const { doctype, name } = this.frm.doc;
		const refusal = await call("mailing_lists.change", { doctype, name, list_name: list, change });
		if (refusal) frappe.show_alert({ message: frappe.utils.escape_html(refusal), indicator: "orange" });
		await this.load();
	}
}

function since({ since: date }) {
	return date ? __("since {0}", [day(date)]) : "";
}

function locked({ unsubscribed_on }) {
	return element(
		"span.indicator-pill.no-indicator-dot.red",
		{ title: __("Only the person can take that back, by the link in a mail.") },
		icon("lock"),
		__("unsubscribed on {0}", [day(unsubscribed_on)])
	);
}

function refuses_all(date) {
	return element(
		"p",
		{},
		element(
			"span.indicator-pill.no-indicator-dot.red",
			{},
			icon("lock"),
			__("refuses all mailings since {0}", [day(date)])
		)
	);
}

/** Where it came from, under which address, and who shares it. */
function remarks(row, email) {
	const source = row.source && __(row.source, null, "Email Group Member"); // translation: the options of the field
	const address = row.email === email ? "" : row.email;
	const others = row.others.length ? __("same address: {0}", [row.others.join(", ")]) : "";
	return [source, address, others].filter(Boolean).join(" · ");
}

function day(moment_text) {
	return frappe.datetime.str_to_user(moment_text.split(" ")[0]);
}
