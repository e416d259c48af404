frappe.pages["sales-import"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Import Contact Prospects"),
		single_column: true,
	});
	// The rows are shown under the labels of their fields.
	const labels = frappe.model.with_doctype("Contact Prospect");
	wrapper.import_page = Promise.all([frappe.require("sales_import.bundle.js"), labels]).then(
		() => new prospect_crm.ImportPage(page)
	);
};

frappe.pages["sales-import"].on_page_show = async (wrapper) => {
	(await wrapper.import_page).show(frappe.get_route()[1]);
};
