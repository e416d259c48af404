import { call } from "../components/call.js";
import { record_history } from "../components/history.js";
import { table } from "../components/linked_records.js";
import { notes } from "../components/notes.js";
import { show_tabs } from "../components/record_tabs.js";
import { save_values } from "../components/save_values.js";
import { translate_form } from "../components/translate_form.js";
import { show_ties } from "../conversion/ties.js";
import * as tables from "./tables.js";

const TABS = {
	tasks_html: table(tables.tasks()),
	notes_html: notes(),
	history_html: record_history(),
};

/** The form of an opportunity. */
export const sales_opportunity_form = {
	setup(frm) {
		frm.set_query("pipeline", () => ({ filters: { disabled: 0 } }));
	},
	async refresh(frm) {
		translate_form(frm);
		show_tabs(frm, TABS);
		show_ties(frm);
		add_closing_buttons(frm);
		if (frm.is_new() && !frm.doc.pipeline) frm.set_value("pipeline", await call("pipelines.default"));
		else await offer_stages(frm);
	},
	async pipeline(frm) {
		const stages = await offer_stages(frm);
		if (!stages.includes(frm.doc.stage)) frm.set_value("stage", stages[0] || "");
	},
};

/** A stage is one of the pipeline's own. */
async function offer_stages(frm) {
	const { pipeline } = frm.doc;
	const found = pipeline ? await frappe.db.get_doc("Sales Pipeline", pipeline) : { stages: [] };
	const stages = found.stages.map((stage) => stage.stage_name);
	if (frm.doc.pipeline === pipeline) frm.set_df_property("stage", "options", stages);
	return stages;
}

function add_closing_buttons(frm) {
	if (frm.is_new() || !frm.perm[0]?.write) return;
	if (frm.doc.status === "Open") {
		frm.add_custom_button(__("Won", null, "Sales Opportunity"), () =>
			save_values(frm, { status: "Won" })
		);
		frm.add_custom_button(__("Lost", null, "Sales Opportunity"), () => ask_reason(frm));
	} else {
		frm.add_custom_button(__("Open again"), () => save_values(frm, { status: "Open" }));
	}
}

function ask_reason(frm) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Data", label: __("Reason"), reqd: 1 },
		({ reason }) => save_values(frm, { status: "Lost", lost_reason: reason }),
		__("Why was it lost?"),
		__("Lost", null, "Sales Opportunity")
	);
}
