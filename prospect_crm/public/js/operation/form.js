import { OperationView } from "./view.js";

const IMPORT_PAGE = ["Planning", "Planned"];

/** The form of a Sales Operation is the operation's own page: its plan, its progress, its receipt. */
export const sales_operation_form = {
	refresh(frm) {
		frm.disable_save();
		if (frm.doc.kind === "Import" && IMPORT_PAGE.includes(frm.doc.status)) {
			frm.add_custom_button(__("Open the import"), () =>
				frappe.set_route("sales-import", frm.doc.name)
			);
		}
		view_of(frm).show(frm.doc.name);
	},
};

function view_of(frm) {
	if (!frm.operation_view) {
		const { wrapper } = frm.fields_dict.operation_html;
		const body = wrapper instanceof HTMLElement ? wrapper : wrapper[0];
		const view = new OperationView(body, {
			changed: () => show_status(frm),
			is_open: () => frappe.get_route()[2] === frm.operation_view.operation,
		});
		view.listen();
		frm.operation_view = view;
	}
	return frm.operation_view;
}

/** The pill in the head follows what the view knows. */
function show_status(frm) {
	const { status } = frm.operation_view;
	if (frm.doc.name !== frm.operation_view.operation || frm.doc.status === status) return;
	frm.doc.status = status;
	frm.toolbar.set_indicator();
}
