import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element, fill } from "../components/element.js";
import { number } from "../components/format.js";
import { PlanDialog } from "../operation/plan_dialog.js";

const CHANGES = ["subscribe", "unsubscribe", "opt_out"];

/** Asks for lists and what to do, then shows what would happen to each record. */
export async function open_subscribe_dialog(doctype, selection, on_done) {
	const lists = await call("mailing_lists.names");
	const form = new SubscribeForm(doctype, selection, lists);
	new PlanDialog(form.title(), form, on_done).show();
}

class SubscribeForm {
	constructor(doctype, selection, lists) {
		Object.assign(this, { doctype, selection, lists, change: "subscribe", chosen: new Set() });
	}

	title() {
		const { names } = this.selection;
		if (!names) return __("Mailing lists of all that match");
		if (names.length === 1) return __("Mailing lists of one record");
		return __("Mailing lists of {0} records", [number(names.length)]);
	}

	/** The first step. */
	draw(dialog) {
		this.next = button(__("Look at what will happen"), () => dialog.plan(), "primary");
		this.next.disabled = true;
		const node = element("div.prospect-mailing-form", {});
		fill(node, this.lists.length ? [this.changes(), this.choices()] : no_lists());
		return { node, actions: [this.next] };
	}

	changes() {
		const labels = {
			subscribe: [
				__("Subscribe", null, "Mailing list"),
				__("Who opted out, or has no e-mail address, is left out."),
			],
			unsubscribe: [__("Take off the list"), __("They can be subscribed again later.")],
			opt_out: [
				__("Record an opt-out"),
				__("For people who told you so. Only they can take it back; it cannot be undone."),
			],
		};
		return element(
			"fieldset",
			{},
			element("legend", {}, __("What to do")),
			CHANGES.map((change) => this.option(change, labels[change]))
		);
	}

	option(change, [label, remark]) {
		const input = element("input", {
			type: "radio",
			name: "mailing-change",
			value: change,
			checked: change === this.change,
			on: { change: () => (this.change = change) },
		});
		return element(
			"label.prospect-option",
			{},
			input,
			element("span", {}, label, element("small", {}, remark))
		);
	}

	choices() {
		return element(
			"fieldset",
			{},
			element("legend", {}, __("Mailing Lists")),
			element(
				"div.prospect-choices",
				{},
				this.lists.map((name) => this.choice(name))
			)
		);
	}

	choice(name) {
		const input = element("input", {
			type: "checkbox",
			value: name,
			on: { change: (event) => this.choose(name, event.target.checked) },
		});
		return element("label.prospect-option", {}, input, element("span", {}, name));
	}

	choose(name, is_wanted) {
		if (is_wanted) this.chosen.add(name);
		else this.chosen.delete(name);
		this.next.disabled = !this.chosen.size;
	}

	plan() {
		const { doctype, selection, change } = this;
		return call("mailing_lists.plan", { doctype, selection, lists: [...this.chosen], change });
	}

	/** What each row is about, below the name. */
	detail({ values }) {
		return [values.email_group, values.email].filter(Boolean).join(" · ");
	}

	planned_label() {
		return {
			subscribe: __("To subscribe"),
			unsubscribe: __("To take off"),
			opt_out: __("To opt out"),
		}[this.change];
	}

	apply_label(count) {
		const counted = [number(count)];
		if (this.change === "unsubscribe") return __("Take off ({0})", counted);
		return this.change === "subscribe" ? __("Subscribe ({0})", counted) : __("Opt out ({0})", counted);
	}

	done_sentence(count) {
		const counted = [number(count)];
		if (this.change === "unsubscribe") return __("{0} subscriptions were ended.", counted);
		if (this.change === "opt_out") return __("{0} opt-outs were recorded.", counted);
		return __("{0} subscriptions were added.", counted);
	}
}

function no_lists() {
	return element(
		"p.text-muted",
		{},
		__(
			"There is no mailing list yet. Whoever manages the site adds one in the list of mailing lists (Email Group)."
		)
	);
}
