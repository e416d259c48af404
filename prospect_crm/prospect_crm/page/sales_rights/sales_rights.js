frappe.pages["sales-rights"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({
		parent: wrapper,
		title: __("Sales Rights"),
		single_column: true,
	});
	wrapper.rights_page = frappe
		.require("sales_rights.bundle.js")
		.then(() => new prospect_crm.RightsPage(page));
};

frappe.pages["sales-rights"].on_page_show = async (wrapper) => (await wrapper.rights_page).show();
