import { call } from "../components/call.js";
import { open_preview } from "./preview.js";

/** Asks who gets the selection; several take turns. */
export function open_assign(bar) {
	ask(bar, {
		title: __("Assign", null, "Selection of a list"),
		fields: [
			{
				fieldname: "users",
				fieldtype: "MultiSelectPills",
				label: __("Sales reps"),
				description: __("Several reps take turns (round robin). Empty: nobody."),
				get_data: (text) =>
					frappe.db.get_link_options("User", text, { enabled: 1, user_type: "System User" }),
			},
		],
		changes: ({ users = [] }) => [
			users.length > 1
				? { field: "sales_rep", mode: "deal", value: users }
				: { field: "sales_rep", value: users[0] || null },
		],
	});
}

/** Asks for a status, or another field with fixed options. */
export async function open_status(bar, fieldname = "status") {
	const field = (await fields_of(bar)).find((one) => one.fieldname === fieldname);
	if (!field) return;
	const is_deal = bar.listview.doctype === "Sales Opportunity" && fieldname === "status";
	ask(bar, {
		title: field.label,
		fields: [
			control(bar, field, "value", { reqd: 1 }),
			is_deal && {
				fieldname: "lost_reason",
				fieldtype: "Data",
				label: __("Lost Reason"),
				depends_on: "eval:doc.value === 'Lost'",
				mandatory_depends_on: "eval:doc.value === 'Lost'",
			},
		].filter(Boolean),
		changes: ({ value, lost_reason }) => [
			{ field: fieldname, value },
			...(value === "Lost" && lost_reason ? [{ field: "lost_reason", value: lost_reason }] : []),
		],
	});
}

/** Asks which labels are added and which taken away. */
export function open_labels(bar) {
	const labels = (frappe.boot.prospect_crm_labels || [])
		.filter(({ document_types: types }) => !types.length || types.includes(bar.listview.doctype))
		.map(({ name }) => name);
	ask_lists(bar, "labels", __("Labels"), () => labels);
}

/** Asks which entities are added and which taken away. */
export function open_entities(bar) {
	ask_lists(bar, "entities", __("Entities"), (text) => frappe.db.get_link_options("Sales Entity", text));
}

function ask_lists(bar, field, title, get_data) {
	ask(bar, {
		title,
		fields: [
			{ fieldname: "add", fieldtype: "MultiSelectPills", label: __("Add"), get_data },
			{ fieldname: "remove", fieldtype: "MultiSelectPills", label: __("Take away"), get_data },
		],
		changes: ({ add = [], remove = [] }) =>
			[
				add.length && { field, mode: "add", value: add },
				remove.length && { field, mode: "remove", value: remove },
			].filter(Boolean),
	});
}

/** Asks for any other field and its value. */
export async function open_edit(bar) {
	const fields = await fields_of(bar);
	const options = fields.map(({ fieldname, label }) => ({ value: fieldname, label }));
	options.sort((one, other) => one.label.localeCompare(other.label));
	const dialog = ask(bar, {
		title: __("Edit a Field", null, "Selection of a list"),
		fields: [
			{
				fieldname: "field",
				fieldtype: "Select",
				label: __("Field"),
				reqd: 1,
				options,
				change: () => show_value(bar, dialog, fields),
			},
			{ fieldname: "value", fieldtype: "Data", label: __("Value"), hidden: 1 },
		],
		changes: (values) => [{ field: values.field, value: values[`value_${values.field}`] ?? null }],
	});
}

/** Puts the chosen field's own control into the dialog. */
function show_value(bar, dialog, fields) {
	const chosen = dialog.get_value("field");
	const field = fields.find((one) => one.fieldname === chosen);
	for (const other of dialog.fields.filter(({ fieldname }) => fieldname?.startsWith("value_")))
		dialog.set_df_property(other.fieldname, "hidden", Number(other.fieldname !== `value_${chosen}`));
	if (!field || dialog.fields_dict[`value_${chosen}`]) return;
	const made = control(bar, field, `value_${chosen}`, {
		description: field.is_required ? "" : __("Empty: the field is emptied."),
	});
	dialog.fields.push(made);
	dialog.make_field(made);
	dialog.fields_dict[made.fieldname].refresh();
}

/** Archives or restores without asking more: the preview says what happens. */
export function open_archive(bar, field, value) {
	return plan(bar, [{ field, value }]);
}

/** Shows what may be deleted, what not and why, and what goes along. */
export async function open_delete(bar) {
	const planned = await call("operations.plan_delete", {
		doctype: bar.listview.doctype,
		selection: bar.selection,
		token: frappe.utils.get_random(16),
	});
	return open_preview(bar, planned);
}

function ask(bar, { title, fields, changes }) {
	const token = frappe.utils.get_random(16);
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: __("Preview"),
		async primary_action(values) {
			dialog.disable_primary_action();
			try {
				const planned = await plan(bar, changes(values), `${token}${dialog.tries++}`);
				if (planned) dialog.hide();
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.tries = 0;
	dialog.show();
	return dialog;
}

async function plan(bar, changes, token = frappe.utils.get_random(16)) {
	const planned = await call("operations.plan_change", {
		doctype: bar.listview.doctype,
		selection: bar.selection,
		changes,
		token,
	}).catch(() => null);
	if (planned) open_preview(bar, planned);
	return planned;
}

function fields_of(bar) {
	return call("operations.fields", { doctype: bar.listview.doctype });
}

function control(bar, field, fieldname, more = {}) {
	const options =
		field.fieldtype === "Select"
			? (field.options || "")
					.split("\n")
					.map((value) => ({ value, label: __(value, null, bar.listview.doctype) })) // translation: the options of the field
			: field.options;
	if (field.fieldtype === "Table MultiSelect") {
		return {
			...more,
			fieldname,
			label: field.label,
			fieldtype: "MultiSelectPills",
			get_data: (text) => frappe.db.get_link_options("Sales Entity", text),
		};
	}
	return { ...more, fieldname, label: field.label, fieldtype: field.fieldtype, options };
}
