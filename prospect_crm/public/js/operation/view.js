import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element, fill, icon } from "../components/element.js";
import { entry_table } from "./entries.js";
import { FollowedOperation, RUNNING } from "./followed.js";
import { planning_card, running_card } from "./parts.js";
import { facts, proof, totals } from "./receipt.js";
import { open_undo, undo_card } from "./undo_card.js";
import { apply_words, tally } from "./words.js";

/**
 * One operation, whatever it is of: what would happen, how far it is, or what came of it and how to take it back.
 *
 * @param {HTMLElement} body filled and refilled
 * @param {Object} on `changed(view)` after each drawing; `is_open()` while somebody looks
 */
export class OperationView extends FollowedOperation {
	constructor(body, { changed = () => {}, is_open = () => true } = {}) {
		super();
		Object.assign(this, { body, on_change: changed, is_open });
	}

	/** Shows an operation from its first entries. */
	show(operation) {
		this.opened = new Set();
		this.undo = null;
		return this.follow(operation, { state: "", action: "" });
	}

	open_entry(position) {
		this.opened.add(position);
		this.render();
	}

	async apply_undo(why) {
		const { operation } = this.undo;
		await call("operations.apply", { operation, why });
		frappe.set_route("Form", "Sales Operation", operation);
	}

	async drop_undo() {
		await call("operations.cancel", { operation: this.undo.operation });
		this.undo = null;
		this.render();
	}

	render() {
		fill(
			this.body,
			element(
				`div.prospect-operation${this.undo ? ".has-undo" : ""}`,
				{},
				element("div.prospect-operation-main", {}, this.parts()),
				this.undo && undo_card(this)
			)
		);
		this.on_change(this);
	}

	parts() {
		if (this.status === "Planning") return [planning(this)];
		const is_running = RUNNING.includes(this.status);
		return [
			is_running && running_card(this),
			element(
				"section.prospect-card",
				{},
				head(this),
				!is_running && totals(this),
				!is_running && tally(this.preview.progress).all > 0 && proof(this),
				facts(this)
			),
			this.status === "Expired" || element("section.prospect-card", {}, entry_table(this)),
			this.status === "Planned" && this.preview.about.is_own && footer(this),
		];
	}
}

function head(view) {
	const { about, progress: told } = view.preview;
	const sentences = {
		Planned: __("Nothing is written yet. Here is what will happen."),
		Failed: told.error_message,
		Cancelled: __("It was stopped. What it had written stays; nothing else was written."),
		Expired: __("This preview is older than 24 hours and was put aside; nothing was written."),
	};
	const sentence = sentences[told.status];
	return element(
		"div.prospect-operation-head",
		{},
		sentence && element("h3", {}, sentence),
		about.can_undo &&
			!view.undo &&
			button(__("Undo…"), () => open_undo(view), "default", { "data-action": "plan-undo" })
	);
}

function planning(view) {
	return planning_card(
		__("Looking at every record…"),
		element(
			"div.prospect-buttons",
			{},
			button(__("Cancel"), () => view.cancel())
		)
	);
}

function footer(view) {
	const { left } = tally(view.preview.progress);
	const is_undo = view.preview.about.kind === "Undo";
	const style = view.preview.about.kind === "Bulk Delete" ? "danger" : "primary";
	return element(
		"footer.prospect-footer",
		{},
		button(is_undo ? __("Keep everything") : __("Cancel"), () => view.cancel()),
		element(
			"span.text-muted",
			{},
			icon("refresh"),
			" ",
			__("It can be undone afterwards; skipped and refused records stay as they are.")
		),
		button(apply_words(view.preview.about.kind, left), () => view.apply(), style, {
			disabled: left === 0,
			"data-action": "apply",
		})
	);
}
