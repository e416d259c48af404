import { button } from "./button.js";
import { call } from "./call.js";
import { choice } from "./cells.js";
import { element, fill, icon } from "./element.js";
import { empty_state, loading_state } from "./empty_state.js";
import { number } from "./format.js";
import { Part } from "./part.js";
import { pill } from "./pill.js";
import { record_link } from "./record_link.js";
import { user_name } from "./user_name.js";

const DOCTYPE = "Sales Prospect";

/** The whole group of a company as a tree: parents, children, siblings. */
export class GroupTree extends Part {
	constructor(frm, fieldname, company_of) {
		super(frm, fieldname);
		this.company_of = company_of;
	}

	get company() {
		return this.company_of(this.frm);
	}

	/** One small request gives count and rows. */
	count_ahead() {
		this.is_stale = false;
		return this.load();
	}

	async load() {
		this.show_count(0);
		if (!this.company || !frappe.model.can_read(DOCTYPE)) return this.say_no_company();
		fill(this.node, loading_state());
		const { company } = this;
		const members = await this.fetched(call("groups.of_company", { company }).catch(() => []));
		if (members) this.draw(members);
		return undefined;
	}

	say_no_company() {
		fill(this.node, empty_state(__("No company is chosen, so there is no group to show.")));
	}

	draw(members) {
		const others = members.filter((member) => !member.is_current).length;
		this.show_count(others);
		fill(
			this.node,
			element("div.prospect-tools", {}, this.add_button()),
			others
				? element("ul.prospect-tree", {}, members.map(line))
				: empty_state(
						__(
							"This company stands alone: no parent company and no subsidiary is recorded. Add a subsidiary here, or choose the parent company in its overview."
						)
					)
		);
	}

	add_button() {
		if (!frappe.model.can_create(DOCTYPE)) return null;
		return button([icon("add"), __("Add a subsidiary")], () => this.add(), "default", {
			"data-action": "add",
		});
	}

	/** The short form: it leaves this page as it is. */
	async add() {
		await frappe.model.with_doctype(DOCTYPE);
		const fresh = frappe.model.get_new_doc(DOCTYPE, null, null, true);
		fresh.parent_company = this.company;
		return frappe.ui.form.make_quick_entry(DOCTYPE, () => this.load(), null, fresh);
	}
}

function line({ depth, is_current, company }) {
	const facts = [
		company.account_type && choice(DOCTYPE, company.account_type),
		company.sector,
		company.headcount > 0 && __("{0} employees", [number(company.headcount)]),
	];
	const node = element(
		"li",
		{ style: `--depth: ${depth}`, "aria-current": is_current ? "true" : null },
		element("div.prospect-tree-name", {}, record_link(DOCTYPE, company.name, company.company_name)),
		element("small", {}, facts.filter(Boolean).join(" · ")),
		element("span.prospect-space"),
		user_name(company.sales_rep),
		pill(DOCTYPE, company.status)
	);
	return node;
}

/** Makes the tree for an HTML field. */
export function group_tree(company_of) {
	return (frm, fieldname) => new GroupTree(frm, fieldname, company_of);
}
