import { button } from "./button.js";
import { add_and_return } from "./add_and_return.js";
import { element, fill, icon } from "./element.js";
import { empty_state, loading_state } from "./empty_state.js";
import { linked_rows } from "./linked_rows.js";
import { Part } from "./part.js";

const PAGE = 20;

/**
 * A table of the records that hang on the form's record.
 *
 * `table` says what it is, as data: `doctype`; `filters(frm)`, null where nothing can hang on it yet;
 * `or_filters(frm)`, of which one has to hold; `columns`, each a fieldname or {field, kind}; `order_by`; `add(frm)`, the values of a new record;
 * `empty()`, the sentence where there is none; `views`, [{label(), filters}] to narrow with;
 * `list_filters(frm)`, the filters of "show all"; `completes`, whether rows can be completed;
 * `enrich(rows)`, what else the rows need.
 */
export class LinkedRecords extends Part {
	constructor(frm, fieldname, description) {
		super(frm, fieldname);
		this.table = description;
		this.view = 0;
	}

	get filters() {
		const filters = this.table.filters(this.frm);
		const narrowed = this.table.views?.[this.view]?.filters || [];
		return filters && [...filters, ...narrowed];
	}

	get may_read() {
		return frappe.model.can_read(this.table.doctype);
	}

	async count_ahead() {
		// Frappe counts by filters alone
		const filters = this.may_read && !this.table.or_filters && this.table.filters(this.frm);
		const count = filters ? await this.fetched(frappe.db.count(this.table.doctype, { filters })) : 0;
		if (count !== undefined) this.show_count(count);
	}

	async load() {
		if (!this.may_read) return this.refuse();
		if (!this.filters) return this.draw([]);
		fill(this.node, loading_state());
		await frappe.model.with_doctype(this.table.doctype);
		this.rows = [];
		await this.load_more();
		return undefined;
	}

	async load_more() {
		const before = this.rows;
		const found = await this.fetched(
			frappe.db.get_list(this.table.doctype, {
				fields: this.fields(),
				filters: this.filters,
				or_filters: this.table.or_filters?.(this.frm),
				order_by: this.table.order_by,
				start: this.rows.length,
				limit: PAGE + 1,
			})
		);
		const rows = found?.slice(0, PAGE) || [];
		await this.table.enrich?.(rows);
		// loaded anew meanwhile: that answer counts
		if (!found || this.rows !== before) return;
		this.has_more = found.length > PAGE;
		this.draw([...before, ...rows]);
		if (this.has_more || this.view) this.count_ahead();
		else this.show_count(this.rows.length);
	}

	fields() {
		const names = this.table.columns.filter((column) => !column.is_made);
		return ["name", ...names.map((column) => column.field || column), ...(this.table.fields || [])];
	}

	draw(rows) {
		this.rows = rows;
		fill(this.node, this.bar(), rows.length ? linked_rows(this) : this.nothing(), this.more());
	}

	bar() {
		const add = this.add_button("default");
		const views = this.table.views && (this.rows.length > 0 || this.view > 0) && this.view_buttons();
		return (add || views) && element("div.prospect-tools", {}, views, add);
	}

	view_buttons() {
		return element(
			"div.prospect-views",
			{ role: "group" },
			this.table.views.map(({ label }, position) =>
				element(
					"button.btn.btn-xs",
					{
						type: "button",
						"aria-pressed": String(position === this.view),
						on: { click: () => this.choose_view(position) },
					},
					label()
				)
			)
		);
	}

	choose_view(position) {
		this.view = position;
		return this.load();
	}

	add_button(kind) {
		const { doctype, add, add_label } = this.table;
		if (!add || !frappe.model.can_create(doctype)) return null;
		const label = add_label ? add_label() : __("Add");
		return button([icon("add"), label], () => this.add(), kind, { "data-action": "add" });
	}

	add() {
		const { doctype, add } = this.table;
		return add_and_return(this.frm, doctype, add(this.frm));
	}

	nothing() {
		if (this.view) return empty_state(__("Nothing here in this view."));
		return empty_state(this.table.empty(this.frm));
	}

	more() {
		if (!this.has_more) return null;
		const { doctype, list_filters } = this.table;
		const show_all = () => {
			frappe.route_options = list_filters(this.frm);
			frappe.set_route("List", doctype, "List");
		};
		return element(
			"div.prospect-buttons",
			{},
			button(__("Show more"), () => this.load_more()),
			list_filters && button(__("Show all in the list"), show_all, "link")
		);
	}

	refuse() {
		const type = __(this.table.doctype); // translation: names of DocTypes
		this.show_count(0);
		fill(
			this.node,
			empty_state(
				__("You may not see records of the type {0}. Ask whoever manages your rights.", [type])
			)
		);
	}
}

/** Makes a table for an HTML field. */
export function table(description) {
	return (frm, fieldname) => new LinkedRecords(frm, fieldname, description);
}
