import { SelectionBar } from "../bulk/selection_bar.js";
import { element } from "../components/element.js";
import { colleague_formatters } from "./colleagues.js";
import { follow_changes } from "./changes.js";
import { paint_tags } from "./labels.js";
import { set_columns } from "./columns.js";
import { choice_formatters } from "./choices.js";
import { keep_answers_current } from "./current_answers.js";
import { set_up_search } from "./search_box.js";

/**
 * Makes the settings of one of our lists: search box first, columns in their order, labels in their colours.
 *
 * @param {Object} settings Frappe's list settings, and `columns` (see columns.js)
 */
export function list_settings({ columns = [], onload, add_fields = [], formatters = {}, ...settings }) {
	const fields = columns.filter((name) => typeof name === "string" && name !== "status_field");
	return {
		hide_name_column: true,
		hide_name_filter: true,
		...settings,
		formatters: { ...colleague_formatters, ...choice_formatters, ...formatters },
		add_fields: [...new Set([...add_fields, ...fields])],
		onload(listview) {
			paint_tags(listview);
			keep_answers_current(listview);
			follow_changes(listview);
			set_up_search(listview);
			explain_empty(listview);
			keep_harmless_actions(listview);
			new SelectionBar(listview);
			onload?.(listview);
			if (columns.length) set_columns(listview, columns);
		},
	};
}

/** What Frappe's own menu would change without a preview and without a way back is done by the selection's bar. */
function keep_harmless_actions(listview) {
	const context = "Button in list view actions menu";
	const harmless = [__("Print", null, context), __("Export", null, context)];
	listview.page.clear_actions_menu();
	for (const { label, action } of listview.actions_menu_items || [])
		if (harmless.includes(label)) listview.page.add_actions_menu_item(label, action, false);
}

/** Says in the reader's language that the filters are why nothing shows; Frappe has no French for it. */
function explain_empty(listview) {
	const theirs = listview.get_no_result_message?.bind(listview);
	if (!theirs) return;
	listview.get_no_result_message = () => {
		const is_filtered = listview.filter_area?.get().length;
		const sentence = element("p", {}, __("Nothing matches these filters. Take one away to see more."));
		return is_filtered ? theirs().replace(/<p>[^<]*<\/p>/, sentence.outerHTML) : theirs();
	};
}
