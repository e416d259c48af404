import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element, fill, icon } from "../components/element.js";
import { entry_table } from "./entries.js";
import { facts, progress, proof, totals } from "./receipt.js";
import { open_undo, undo_card } from "./undo_card.js";
import { apply_words, tally } from "./words.js";

const POLL_MILLISECONDS = 1500;
const RUNNING = ["Queued", "Running", "Interrupted"];

/**
 * One operation, whatever it is of: what would happen, how far it is, or what came of it and how to take it back.
 *
 * @param {HTMLElement} body filled and refilled
 * @param {Object} on `changed(view)` after each drawing, `ended(view)` when the operation has ended
 */
export class OperationView {
	constructor(body, { changed = () => {}, is_open = () => true } = {}) {
		this.body = body;
		this.on_change = changed;
		this.is_open = is_open;
	}

	/** Shows an operation from its first entries. */
	async show(operation) {
		clearTimeout(this.timer);
		this.operation = operation;
		this.filter = { state: "", action: "" };
		this.opened = new Set();
		this.undo = null;
		await this.load();
	}

	async load(length) {
		clearTimeout(this.timer);
		const { operation } = this;
		const preview = await call("operations.preview", { operation, ...this.filter, length: length || 50 });
		if (operation !== this.operation) return;
		this.preview = preview;
		this.render();
		if ([...RUNNING, "Planning"].includes(this.status))
			this.timer = setTimeout(() => this.is_open() && this.load(), POLL_MILLISECONDS);
	}

	/** Somebody at the server told of progress. */
	told(operation) {
		if (operation === this.operation && this.is_open()) this.load();
	}

	get status() {
		return this.preview.progress.status;
	}

	async load_more() {
		const { operation, filter } = this;
		const start = this.preview.entries.length;
		const next = await call("operations.preview", { operation, ...filter, start });
		this.preview.entries.push(...next.entries);
		this.preview.has_more = next.has_more;
		this.render();
	}

	filter_by(filter) {
		this.filter = { ...this.filter, ...filter };
		return this.load();
	}

	open_entry(position) {
		this.opened.add(position);
		this.render();
	}

	async apply() {
		await call("operations.apply", { operation: this.operation });
		await this.load();
	}

	async cancel() {
		await call("operations.cancel", { operation: this.operation });
		await this.load();
	}

	async resume() {
		await call("operations.resume", { operation: this.operation });
		await this.load();
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
			is_running && progress(this),
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
	return element(
		"section.prospect-card.prospect-empty",
		{ "aria-live": "polite" },
		element("h3", {}, __("Looking at every record…")),
		element(
			"p",
			{},
			__("You can leave this page: a plan keeps for 24 hours, and nothing is written yet.")
		),
		element("div.prospect-bar.is-endless", {}, element("span")),
		element(
			"div.prospect-buttons",
			{},
			button(__("Cancel"), () => view.cancel())
		)
	);
}

function footer(view) {
	const { left } = tally(view.preview.progress);
	return element(
		"footer.prospect-footer",
		{},
		button(__("Cancel"), () => view.cancel()),
		element(
			"span.text-muted",
			{},
			icon("refresh"),
			" ",
			__("It can be undone afterwards; skipped and refused records stay as they are.")
		),
		button(apply_words(view.preview.about.kind, left), () => view.apply(), "primary", {
			disabled: left === 0,
			"data-action": "apply",
		})
	);
}
