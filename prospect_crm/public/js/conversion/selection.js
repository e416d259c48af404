import { call } from "../components/call.js";
import { element, fill, icon } from "../components/element.js";
import { loading_state } from "../components/empty_state.js";
import { number } from "../components/format.js";
import { record_link } from "../components/record_link.js";
import { fields_for_many } from "./choices.js";
import { on_ctrl_enter } from "./keys.js";

const SHOWN = 50;
const PAUSE = 1000;

const TITLES = {
	"Contact Prospect": (count) => __("Convert {0} people to client contacts", [count]),
	"Sales Lead": (count) => __("Convert {0} leads to opportunities", [count]),
	"Sales Prospect": (count) => __("Make {0} companies clients", [count]),
};

/** Many at once: what holds for all of them, then what would happen, then the result. */
export class SelectionDialog {
	/** `selection` is {names} or {filters} with how many they are. */
	constructor(doctype, selection, count, on_done) {
		Object.assign(this, { doctype, selection, count, on_done });
		this.body = element("div.prospect-convert-many", { "aria-live": "polite" });
	}

	async open() {
		const fields = fields_for_many(this.doctype);
		this.dialog = new frappe.ui.Dialog({
			title: TITLES[this.doctype](number(this.count)),
			fields,
			primary_action_label: __("Look at what will happen"),
			primary_action: () => this.plan(),
			secondary_action_label: __("Cancel"),
			secondary_action: () => this.dialog.hide(),
		});
		this.dialog.$wrapper[0].classList.add("prospect-convert-dialog");
		this.dialog.$body[0].append(this.body);
		on_ctrl_enter(this.dialog, () => this.next?.());
		if (this.doctype === "Sales Lead") this.dialog.set_value("pipeline", await call("pipelines.default"));
		this.next = () => this.plan();
		this.dialog.show();
		if (!fields.length) await this.plan();
	}

	values() {
		const values = this.dialog.get_values(true) || {};
		return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
	}

	async plan() {
		fill(this.body, loading_state());
		this.dialog.disable_primary_action();
		const planned = await call("conversion.plan_many", {
			doctype: this.doctype,
			selection: JSON.stringify(this.selection),
			choices: JSON.stringify(this.values()),
		}).catch(() => this.dialog.hide());
		if (!planned) return;
		this.operation = planned.operation;
		const ready = await this.until((progress) => progress.status !== "Planning");
		if (ready.error_message) return this.fail(ready);
		await this.show(ready.counts);
	}

	async show(counts) {
		const left = [...(await this.entries("refused")), ...(await this.entries("skipped"))];
		const ready = counts.planned_count;
		fill(this.body, totals(ready, left.length), reasons(left));
		for (const field of this.dialog.fields || []) {
			this.dialog.set_df_property(field.fieldname, "hidden", 1);
		}
		this.next = ready ? () => this.apply() : null;
		this.dialog.set_primary_action(
			ready === 1 ? __("Convert 1 record") : __("Convert {0} records", [number(ready)]),
			() => this.apply()
		);
		if (ready) this.dialog.enable_primary_action();
		else this.dialog.disable_primary_action();
	}

	async entries(state) {
		const page = await call("operations.preview", { operation: this.operation, state, length: SHOWN });
		return page.entries;
	}

	async apply() {
		this.next = null;
		this.dialog.disable_primary_action();
		await call("operations.apply", { operation: this.operation });
		const done = await this.until(({ status, counts }) => {
			fill(this.body, element("p", {}, __("{0} to go", [number(counts.planned_count)])));
			return !["Queued", "Running"].includes(status);
		});
		await this.finish(done);
	}

	async finish({ counts, status }) {
		const refused = await this.entries("refused");
		fill(
			this.body,
			element(
				"p",
				{},
				icon("tick"),
				" ",
				status === "Done"
					? __("{0} converted.", [number(counts.updated_count)])
					: __("The work was interrupted; it goes on by itself.")
			),
			reasons(refused),
			element(
				"p",
				{},
				record_link("Sales Operation", this.operation, __("Show the operation, or undo it"))
			)
		);
		this.dialog.set_primary_action(__("Close"), () => this.dialog.hide());
		this.dialog.enable_primary_action();
		await this.on_done();
	}

	/** Asks how far the operation is until that is enough. */
	async until(is_enough) {
		for (;;) {
			const progress = await call("operations.progress", { operation: this.operation });
			if (is_enough(progress)) return progress;
			await new Promise((resolve) => {
				setTimeout(resolve, PAUSE);
			});
		}
	}

	fail({ error_message }) {
		fill(this.body, element("p.prospect-convert-refusal", {}, icon("close"), error_message));
	}
}

function totals(ready, left) {
	return element(
		"p",
		{},
		element("span.indicator-pill.green", {}, __("{0} will be converted", [number(ready)])),
		" ",
		left ? element("span.indicator-pill.gray", {}, __("{0} are left alone", [number(left)])) : null
	);
}

function reasons(entries) {
	return entries.length
		? element(
				"ul.prospect-convert-reasons",
				{},
				entries.map(({ label, reason, doctype, name }) =>
					element("li", {}, record_link(doctype, name, label || name), element("small", {}, reason))
				)
			)
		: null;
}
