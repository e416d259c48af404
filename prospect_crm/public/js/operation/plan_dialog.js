import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element, fill, icon } from "../components/element.js";
import { number } from "../components/format.js";
import { FollowedOperation, RUNNING } from "./followed.js";
import { endless_bar, progress_bar, total_tile } from "./parts.js";
import { tally } from "./words.js";

/**
 * A dialog of three steps: choose, look, done. Nothing is written before the last button.
 *
 * `form` draws the first step and knows the words: draw(dialog), plan(), detail(entry), planned_label(),
 * apply_label(count), done_sentence(count); show(operation, entry) where a row can be opened.
 */
export class PlanDialog extends FollowedOperation {
	constructor(title, form, on_done = () => {}) {
		super();
		this.form = form;
		this.on_done = on_done;
		this.body = element("div.prospect-plan", {});
		this.footer = element("div.prospect-plan-footer", {});
		this.dialog = new frappe.ui.Dialog({ title, size: "large" });
		this.dialog.$body.append(this.body, this.footer);
		this.dialog.$wrapper.addClass("prospect-plan-dialog");
		this.dialog.onhide = () => this.leave();
	}

	show() {
		this.choose();
		this.dialog.show();
	}

	/** Whatever was only planned when the dialog closes never happens. */
	leave() {
		if (["Planning", "Planned"].includes(this.status))
			call("operations.cancel", { operation: this.operation });
	}

	choose() {
		const { node, actions } = this.form.draw(this);
		fill(this.body, node);
		fill(this.footer, actions);
	}

	async plan() {
		const { operation } = await this.form.plan();
		await this.follow(operation, { state: "" });
	}

	/** Back to the choice; the plan is given up. */
	async back() {
		await call("operations.cancel", { operation: this.operation });
		this.preview = null;
		this.choose();
	}

	is_open() {
		return this.dialog.display;
	}

	/** Draws the step the operation is at; one mail is shown without a click. */
	render() {
		if (this.status === "Planned") this.draw_plan();
		else if (this.status === "Planning") this.draw_planning();
		else if (RUNNING.includes(this.status)) this.draw_running();
		else this.draw_end();
		this.body.querySelector(".prospect-plan-open")?.click();
	}

	draw_plan() {
		const { planned_count } = this.preview.progress.counts;
		fill(
			this.body,
			element("p.prospect-plan-head", {}, __("Nothing is written yet. Here is what will happen.")),
			this.totals(),
			this.rows()
		);
		const label = this.form.apply_label(planned_count);
		fill(
			this.footer,
			button(__("Back", null, "Steps of an operation"), () => this.back()),
			button(label, () => this.apply(), "primary", {
				disabled: planned_count === 0,
				"data-action": "apply",
			})
		);
	}

	draw_planning() {
		fill(
			this.body,
			element("p", { "aria-live": "polite" }, __("Looking at each record…")),
			endless_bar()
		);
		fill(this.footer);
	}

	draw_running() {
		const { done, to_do } = tally(this.preview.progress);
		fill(
			this.body,
			element("p", { "aria-live": "polite" }, __("{0} of {1}", [number(done), number(to_do)])),
			progress_bar(done, to_do),
			element("p.text-muted", {}, __("You can close this window: it goes on in the background."))
		);
		fill(this.footer);
	}

	draw_end() {
		const { error_message } = this.preview.progress;
		const is_done = this.status === "Done";
		fill(
			this.body,
			element(
				`p.prospect-plan-head${is_done ? ".is-done" : ""}`,
				{ role: "status" },
				icon(is_done ? "check" : "alert-triangle"),
				is_done
					? this.form.done_sentence(tally(this.preview.progress).applied)
					: error_message || __("It was stopped.")
			),
			this.form.remark?.(),
			this.rows()
		);
		fill(
			this.footer,
			button(__("Receipt and undo"), () => this.open_receipt()),
			button(__("Close"), () => this.dialog.hide(), "primary")
		);
		this.on_done();
	}

	open_receipt() {
		this.dialog.hide();
		frappe.set_route("Form", "Sales Operation", this.operation);
	}

	totals() {
		const { counts } = this.preview.progress;
		const tiles = [
			["planned", this.form.planned_label(), counts.planned_count],
			["skipped", __("Left out"), counts.skipped_count],
			["refused", __("Refused", null, "Rows of an import"), counts.refused_count],
		];
		return element(
			"div.prospect-totals",
			{},
			tiles.map(([state, label, count]) => {
				const is_chosen = this.filter.state === state;
				const on_click = () => this.filter_by({ state: is_chosen ? "" : state });
				return total_tile({ kind: state, label, count, is_chosen, on_click });
			})
		);
	}

	rows() {
		const { entries, has_more } = this.preview;
		if (!entries.length) return element("p.text-muted", {}, __("No row is like this."));
		return element(
			"div.prospect-plan-rows",
			{},
			element(
				"ul",
				{},
				entries.map((entry) => this.row(entry))
			),
			has_more && button(__("Show more rows"), () => this.load_more())
		);
	}

	row(entry) {
		const can_open = this.form.show && entry.values.communication;
		const node = element(
			`li${can_open ? ".is-open-able" : ""}`,
			{ "data-position": entry.position },
			element(
				"div.prospect-plan-who",
				{},
				can_open
					? element(
							"button.prospect-plan-open",
							{ type: "button", on: { click: () => this.open(node, entry) } },
							entry.label
						)
					: element("strong", {}, entry.label || "–"),
				element("small.text-muted", {}, this.form.detail(entry))
			),
			element("div.prospect-plan-verdict", {}, verdict(this.form, entry))
		);
		return node;
	}

	/** Shows what one row is about below it, or takes it away again. */
	async open(node, entry) {
		const shown = node.querySelector(".prospect-plan-detail");
		if (shown) return shown.remove();
		node.append(element("div.prospect-plan-detail", {}, await this.form.show(this.operation, entry)));
		return undefined;
	}
}

function verdict(form, entry) {
	const pills = {
		planned: ["green", form.planned_label()],
		applied: ["green", __("Done", null, "Row of an operation")],
		skipped: ["gray", __("Left out")],
		refused: ["red", __("Refused", null, "Row of an import")],
	};
	const [colour, word] = pills[entry.state] || ["gray", entry.state];
	return [
		element(`span.indicator-pill.no-indicator-dot.${colour}`, {}, word),
		[entry.reason, ...entry.warnings]
			.filter(Boolean)
			.map((sentence) =>
				element(`small${entry.state === "planned" ? ".prospect-warning" : ""}`, {}, sentence)
			),
	];
}
