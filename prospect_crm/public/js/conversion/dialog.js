import { call } from "../components/call.js";
import { element, fill } from "../components/element.js";
import { on_ctrl_enter } from "./keys.js";
import { Choices } from "./choices.js";
import { match_block } from "./matches.js";
import { plan_view } from "./plan_view.js";

const TITLES = {
	"Contact Prospect": (title) => __("Convert {0} to a client contact", [title]),
	"Sales Lead": (title) => __("Convert {0} to an opportunity", [title]),
	"Sales Prospect": (title) => __("Make {0} a client", [title]),
};

/** One dialog: on the left what will happen, in words, on the right the few choices. Nothing is written before Convert. */
export class ConversionDialog {
	constructor(doctype, name, on_done = () => {}) {
		Object.assign(this, { doctype, name, on_done, chosen: {}, round: 0 });
		this.left = element("div.prospect-convert-plan");
		this.right = element("div.prospect-convert-choices");
		this.choices = new Choices(this, this.right);
	}

	async open() {
		const first = await this.ask();
		if (first.became) return this.on_done(first.became);
		this.make(first);
		this.draw(first);
		return undefined;
	}

	make({ source }) {
		this.dialog = new frappe.ui.Dialog({
			title: TITLES[this.doctype](source.title),
			size: this.doctype === "Sales Lead" ? "extra-large" : "large",
			primary_action_label: __("Convert", null, "Conversion"),
			primary_action: () => this.convert(),
			secondary_action_label: __("Cancel"),
			secondary_action: () => this.dialog.hide(),
		});
		this.dialog.$wrapper[0].classList.add("prospect-convert-dialog");
		fill(this.dialog.body, element("div.prospect-convert", {}, this.left, this.right));
		on_ctrl_enter(this.dialog, () => this.convert());
		this.add_hints();
		this.dialog.show();
	}

	add_hints() {
		const button = this.dialog.get_primary_btn()[0];
		button.append(" ", element("kbd", { "aria-hidden": "true" }, "Ctrl ↵"));
		const hint = element(
			"span.prospect-convert-hint",
			{},
			this.doctype === "Sales Lead"
				? __("Can be undone until somebody changes the opportunity.")
				: __("Can be undone until somebody changes what comes of it.")
		);
		button.closest(".modal-footer").prepend(hint);
	}

	ask() {
		return call("conversion.preview", {
			doctype: this.doctype,
			name: this.name,
			choices: JSON.stringify(this.chosen),
		});
	}

	/** Something was chosen: look again, and drop an answer that a later one has overtaken. */
	async look(values) {
		Object.assign(this.chosen, values);
		const round = ++this.round;
		this.dialog.disable_primary_action();
		this.looking = this.ask().catch(() => null);
		const answer = await this.looking;
		if (round === this.round && answer) this.draw(answer);
	}

	draw(answer) {
		this.answer = answer;
		if (!answer.choices) return;
		this.chosen = { ...this.chosen, ...answer.choices };
		this.choices.draw(answer);
		const was_choosing = this.left.contains(document.activeElement);
		fill(this.left, match_block(this, answer), plan_view(this, answer));
		if (was_choosing) this.left.querySelector("input:checked")?.focus();
		if (answer.refusal) this.dialog.disable_primary_action();
		else this.dialog.enable_primary_action();
	}

	/** Takes the source's value for a field that would stay. */
	overwrite(fieldname) {
		return this.look({ overwrite: [...(this.chosen.overwrite || []), fieldname] });
	}

	async convert() {
		await this.choices.settle();
		await this.looking;
		if (this.is_busy || this.answer.refusal) return;
		this.is_busy = true;
		this.dialog.disable_primary_action();
		try {
			const result = await call("conversion.convert", {
				doctype: this.doctype,
				name: this.name,
				choices: JSON.stringify(this.chosen),
				seen: this.answer.seen,
			});
			this.dialog.hide();
			this.say(result);
			await this.on_done(result);
		} catch {
			// Frappe has shown why; what would happen now may be something else
			await this.look({});
		} finally {
			this.is_busy = false;
		}
	}

	say({ title, is_new }) {
		const name = frappe.utils.escape_html(title);
		const message = is_new ? __("Converted: {0}", [name]) : __("Was converted already: {0}", [name]);
		frappe.show_alert({ message, indicator: is_new ? "green" : "blue" });
	}
}
