import {
	open_archive,
	open_assign,
	open_delete,
	open_edit,
	open_entities,
	open_labels,
	open_status,
} from "./dialogs.js";

const WITH_ENTITIES = ["Sales Prospect", "Contact Prospect", "Contact", "Sales Lead"];
const CHANGED = [...WITH_ENTITIES, "Sales Task", "Sales Opportunity"];
const ARCHIVED = {
	"Sales Lead": ["inbox_state", "Archived", "Inbox"],
	"Sales Prospect": ["is_archived", 1, 0],
	Contact: ["disabled", 1, 0],
};
const further = [];

/** Lets another part of the app offer an action on a selection: `make(bar)` gives [label, action, kind] or null. */
export function offer_action(make) {
	further.push(make);
}

/** What can be done with the selection of a list, by what the user may do. */
export function actions_for(bar) {
	const { doctype } = bar.listview;
	const changes =
		frappe.model.can_write(doctype) && CHANGED.includes(doctype) ? change_actions(doctype) : [];
	const archive = changes.length > 0 && ARCHIVED[doctype];
	return [
		...changes,
		...further.map((make) => make(bar)),
		archive && archive_action(bar, archive),
		frappe.model.can_delete(doctype) && [__("Delete"), open_delete, "danger"],
	].filter(Boolean);
}

function change_actions(doctype) {
	const has = (fieldname) => frappe.meta.has_field(doctype, fieldname);
	return [
		[__("Assign", null, "Selection of a list"), open_assign],
		has("status") && [__("Status"), open_status],
		has("priority") && [__("Priority"), (bar) => open_status(bar, "priority")],
		[__("Labels"), open_labels],
		WITH_ENTITIES.includes(doctype) && [__("Entities"), open_entities],
		[__("Edit a Field", null, "Selection of a list"), open_edit],
	].filter(Boolean);
}

/** Archived rows are offered their way back. */
function archive_action(bar, [field, archived, active]) {
	const rows = bar.listview.get_checked_items();
	const is_archived = rows.length > 0 && rows.every((row) => String(row[field]) === String(archived));
	return is_archived
		? [__("Restore", null, "Selection of a list"), () => open_archive(bar, field, active)]
		: [__("Archive", null, "Selection of a list"), () => open_archive(bar, field, archived)];
}
