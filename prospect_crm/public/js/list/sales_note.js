import { list_settings } from "./set_up.js";

/** Everybody's notes. */
export const sales_note_list = list_settings({
	add_fields: ["reference_doctype", "reference_name"],
	columns: ["reference_title", "reference_doctype", "is_pinned", "is_private", "owner", "creation"],
});
