import { element, fill, icon } from "../components/element.js";
import { number } from "../components/format.js";
import { refresh_now } from "../list/changes.js";
import { actions_for } from "./actions.js";

/**
 * The bar that floats over a list while rows are ticked: how many, all that match, and what can be done with them.
 */
export class SelectionBar {
	constructor(listview) {
		this.listview = listview;
		this.takes_all = false;
		this.node = element("div.prospect-selection", {
			role: "toolbar",
			"aria-label": __("Actions on the selection"),
			hidden: true,
		});
		listview.page.wrapper.find(".layout-main-section")[0]?.append(this.node);
		this.follow();
	}

	/** Draws itself whenever Frappe's list says that other rows are ticked. */
	follow() {
		const { listview } = this;
		const theirs = listview.on_row_checked.bind(listview);
		listview.on_row_checked = () => {
			theirs();
			this.takes_all = false;
			this.draw();
		};
		const count = listview.get_count_str?.bind(listview);
		if (count) listview.get_count_str = () => count().finally(() => this.draw());
		$(document).on("keydown", (event) => {
			if (event.key === "Escape" && !this.node.hidden && !$(".modal:visible").length && is_listed(this))
				this.clear();
		});
	}

	get names() {
		return this.listview.get_checked_items(true);
	}

	get count() {
		return this.takes_all ? this.listview.total_count || 0 : this.names.length;
	}

	/** What the server is told: names, or the filters that the list has now. */
	get selection() {
		if (!this.takes_all) return { names: this.names };
		return { filters: this.listview.get_filters_for_args().map((filter) => filter.slice(0, 4)) };
	}

	clear() {
		this.listview.clear_checked_items();
	}

	/** The records have changed: the list is read again, nothing is ticked. */
	async done() {
		this.clear();
		await refresh_now(this.listview);
	}

	draw() {
		this.node.hidden = !this.names.length;
		if (this.node.hidden) return;
		fill(
			this.node,
			element(
				"strong",
				{},
				this.takes_all
					? __("All {0} selected", [number(this.count)])
					: __("{0} selected", [number(this.count)])
			),
			this.can_take_all() && this.all_button(),
			element("span.prospect-selection-line"),
			actions_for(this).map(([label, action, kind]) =>
				element(
					`button.prospect-selection-action${kind ? `.is-${kind}` : ""}`,
					{ type: "button", on: { click: () => action(this) } },
					label
				)
			),
			element("span.prospect-selection-line"),
			element(
				"button.prospect-selection-action",
				{
					type: "button",
					"aria-label": __("Clear the selection"),
					on: { click: () => this.clear() },
				},
				icon("close")
			)
		);
	}

	can_take_all() {
		const { data, total_count } = this.listview;
		return !this.takes_all && this.names.length === data.length && total_count > data.length;
	}

	all_button() {
		return element(
			"button.prospect-selection-action.is-all",
			{ type: "button", on: { click: () => this.take_all() } },
			__("Select all {0}", [number(this.listview.total_count)])
		);
	}

	take_all() {
		this.takes_all = true;
		this.draw();
	}
}

function is_listed(bar) {
	const [kind, doctype] = frappe.get_route();
	return kind === "List" && doctype === bar.listview.doctype;
}
