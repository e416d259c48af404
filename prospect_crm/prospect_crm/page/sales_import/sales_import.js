frappe.pages["sales-import"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Import Contact Prospects"),
		single_column: true,
	});
	wrapper.import_page = frappe
		.require("sales_import.bundle.js")
		.then(() => new prospect_crm.ImportPage(page));
};

frappe.pages["sales-import"].on_page_show = async (wrapper) => {
	(await wrapper.import_page).show(frappe.get_route()[1]);
};
