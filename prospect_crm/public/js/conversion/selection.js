import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element } from "../components/element.js";
import { number } from "../components/format.js";
import { record_link } from "../components/record_link.js";
import { PlanDialog } from "../operation/plan_dialog.js";
import { fields_for_many } from "./choices.js";
import { on_ctrl_enter } from "./keys.js";

const TITLES = {
	"Contact Prospect": (count) => __("Convert {0} people to client contacts", [count]),
	"Sales Lead": (count) => __("Convert {0} leads to opportunities", [count]),
	"Sales Prospect": (count) => __("Make {0} companies clients", [count]),
};

/**
 * Many at once: what holds for all of them, then what would happen, then the result.
 *
 * `selection` is {names} or {filters} with how many they are.
 */
export async function open_selection_dialog(doctype, selection, count, on_done) {
	const pipeline = doctype === "Sales Lead" ? await call("pipelines.default") : "";
	const form = new SelectionForm(doctype, selection, pipeline);
	const plan = new PlanDialog(TITLES[doctype](number(count)), form, on_done);
	plan.show();
	on_ctrl_enter(plan.dialog, () => plan.footer.querySelector(".btn-primary")?.click());
}

class SelectionForm {
	constructor(doctype, selection, pipeline) {
		Object.assign(this, { doctype, selection, choices: { pipeline } });
	}

	/** The first step. */
	draw(dialog) {
		const node = element("div.prospect-convert-many", {});
		this.group = new frappe.ui.FieldGroup({ fields: fields_for_many(this.doctype), body: node });
		this.group.make();
		this.group.set_values(this.choices);
		return { node, actions: [button(__("Look at what will happen"), () => dialog.plan(), "primary")] };
	}

	plan() {
		const values = Object.entries(this.group.get_values(true) || {});
		this.choices = Object.fromEntries(values.filter(([, value]) => value));
		return call("conversion.plan_many", {
			doctype: this.doctype,
			selection: JSON.stringify(this.selection),
			choices: JSON.stringify(this.choices),
		});
	}

	/** Whoever was left out is converted alone, from its form. */
	detail({ state, doctype, name }) {
		if (!name || !["refused", "skipped"].includes(state)) return "";
		return record_link(doctype, name, __("Open", null, "Button that opens a record"));
	}

	planned_label() {
		return __("To convert");
	}

	apply_label(count) {
		return count === 1 ? __("Convert 1 record") : __("Convert {0} records", [number(count)]);
	}

	done_sentence(count) {
		return __("{0} converted.", [number(count)]);
	}
}
