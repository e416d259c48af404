// Loaded when something is converted for the first time.
import { ConversionDialog } from "./conversion/dialog.js";
import { open_selection_dialog } from "./conversion/selection.js";
import { ask_undo } from "./conversion/undo.js";

frappe.provide("prospect_crm.conversion");
Object.assign(prospect_crm.conversion, {
	open: (doctype, name, on_done) => new ConversionDialog(doctype, name, on_done).open(),
	open_many: open_selection_dialog,
	ask_undo,
});
