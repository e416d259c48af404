import { call } from "../components/call.js";
import { element, fill } from "../components/element.js";
import { show_matrix } from "./matrix.js";
import { ask_see_as } from "./see_as.js";

/** The matrix right × role: a tick grants, nothing is written before Save. */
export class RightsPage {
	constructor(page) {
		this.page = page;
		this.changes = {};
		this.search = "";
		this.body = element("div.prospect-rights");
		page.main[0].append(this.body);
		page.set_primary_action(__("Save"), () => this.save());
		page.add_inner_button(__("See as…"), ask_see_as);
		// a phone shows no inner buttons
		page.add_menu_item(__("See as…"), ask_see_as).parent().addClass("hidden-xl");
		page.set_secondary_action(__("Cancel"), () => this.forget());
		window.addEventListener("beforeunload", (event) => this.number() && event.preventDefault());
	}

	async show() {
		if (!this.matrix) this.matrix = await call("rights.matrix");
		this.render();
	}

	/** Notes a change; ticking back what is stored takes it away again. */
	toggle(right, role) {
		const is_stored = right.roles.includes(role);
		const roles = (this.changes[right.key] = this.changes[right.key] || {});
		if (role in roles) delete roles[role];
		else roles[role] = !is_stored;
		if (!Object.keys(roles).length) delete this.changes[right.key];
		this.render();
	}

	is_granted(right, role) {
		return this.changes[right.key]?.[role] ?? right.roles.includes(role);
	}

	is_changed(right, role) {
		return role in (this.changes[right.key] || {});
	}

	number() {
		return Object.values(this.changes).reduce((sum, roles) => sum + Object.keys(roles).length, 0);
	}

	async save() {
		if (!this.number()) return;
		this.matrix = await call("rights.grant", { changes: this.changes });
		this.changes = {};
		this.render();
		frappe.show_alert({
			message: __("The rights hold from the next page that is opened."),
			indicator: "green",
		});
	}

	forget() {
		this.changes = {};
		this.render();
	}

	render() {
		const number = this.number();
		this.page.btn_primary.prop("disabled", !number);
		this.page.btn_secondary.prop("disabled", !number);
		const words = number === 1 ? __("One change not saved") : __("{0} changes not saved", [number]);
		if (number) this.page.set_indicator(words, "orange");
		else this.page.clear_indicator();
		const focused = document.activeElement?.id;
		fill(this.body, show_matrix(this));
		if (focused) document.getElementById(focused)?.focus();
	}
}
