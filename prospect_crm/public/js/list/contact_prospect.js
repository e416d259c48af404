import { download } from "../components/call.js";
import { accept_drops } from "../components/drop_zone.js";
import { open_import } from "../import/upload.js";
import { status_indicator } from "./colours.js";
import { deals_column, deals_formatter, load_deals } from "./deals.js";
import { list_settings } from "./set_up.js";

/** The list of people: drop files on it, import, export the selection. */
export const contact_prospect_list = list_settings({
	add_fields: ["status", "company", "image"],
	get_indicator: status_indicator("Contact Prospect"),
	formatters: deals_formatter,
	columns: [
		"status_field",
		"company_name",
		"job_title",
		"sales_rep",
		deals_column,
		"mobile",
		"email",
		"company_rep",
		"account_type",
		"company_status",
		"phone",
		"territory",
	],
	refresh: load_deals,
	onload(listview) {
		if (frappe.model.can_create("Contact Prospect")) {
			listview.page.add_inner_button(__("Import"), () => frappe.set_route("sales-import"));
			const hint = __(
				"Drop vCards or spreadsheets here to add people. You will see what happens first."
			);
			accept_drops(listview.page.main[0] || listview.$result[0], hint, open_import);
		}
		if (frappe.model.can_export("Contact Prospect")) {
			listview.page.add_actions_menu_item(__("Export VCF"), () => ask_and_export(listview), false);
		}
	},
});

function ask_and_export(listview) {
	const names = listview.get_checked_items(true);
	const dialog = new frappe.ui.Dialog({
		title: __("Export {0} people as vCards", [names.length]),
		fields: [
			{
				fieldname: "as_zip",
				fieldtype: "Check",
				label: __("One file a person, in a ZIP archive"),
				description: __("Otherwise one .vcf file holds all of them."),
			},
			{
				fieldname: "version",
				fieldtype: "Select",
				label: __("vCard version"),
				options: ["3.0", "4.0"],
				default: "3.0",
				description: __("3.0 is read everywhere."),
			},
		],
		primary_action_label: __("Export"),
		async primary_action(values) {
			dialog.disable_primary_action();
			const came = await download("exports.vcards", {
				names,
				version: values.version,
				as_zip: values.as_zip ? 1 : 0,
			});
			dialog.enable_primary_action();
			if (came) dialog.hide();
		},
	});
	dialog.show();
}
