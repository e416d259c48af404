import { element, fill } from "./element.js";
import { number } from "./format.js";

/**
 * What fills one HTML field of a form: loads when its tab is seen, shows a count in the heading, and drops
 * answers that come for a record that is no longer on the page.
 */
export class Part {
	constructor(frm, fieldname) {
		this.frm = frm;
		this.fieldname = fieldname;
		this.node = element("div.prospect-part");
		this.is_stale = true;
		fill(this.wrapper, this.node);
	}

	/** Frappe's own node for the field: found anew, for the desk makes it again when the form's DocType changes. */
	get wrapper() {
		const { wrapper } = this.frm.fields_dict[this.fieldname];
		return wrapper instanceof HTMLElement ? wrapper : wrapper[0];
	}

	get pane() {
		return this.wrapper.closest(".tab-pane");
	}

	get is_visible() {
		return this.pane ? this.pane.classList.contains("active") : true;
	}

	/** Another record, or the same one saved: what is shown is old. */
	renew() {
		if (this.node.parentNode !== this.wrapper) fill(this.wrapper, this.node);
		this.is_stale = true;
		if (this.is_visible) this.show();
		else this.count_ahead();
	}

	/** The tab is seen. */
	async show() {
		if (!this.is_stale) return;
		this.is_stale = false;
		await this.load();
	}

	/** Fills the node; for subclasses. */
	async load() {}

	/** Counts what is there before the tab is seen; for subclasses. */
	count_ahead() {}

	/** Gives what a promise brings, or undefined if the page shows another record by then. */
	async fetched(promise) {
		const { name } = this.frm.doc;
		const answer = await promise;
		return this.frm.doc.name === name ? answer : undefined;
	}

	/** Shows a count in the heading of the section, or of the tab where the section has none. */
	show_count(count) {
		const head = this.heading();
		if (!head) return;
		let badge = head.querySelector(".prospect-count");
		if (!badge) {
			badge = element("span.prospect-count");
			head.append(badge);
		}
		badge.hidden = !count;
		badge.textContent = number(count);
	}

	heading() {
		const head = this.wrapper.closest(".form-section")?.querySelector(".section-head");
		if (head?.textContent.trim() && !head.classList.contains("hidden")) return head;
		return this.pane && document.getElementById(this.pane.getAttribute("aria-labelledby"));
	}
}
