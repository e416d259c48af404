const PAUSE = 2000; // milliseconds; Frappe's own lists wait as long

/** Asks for the rows now: Frappe leaves out a request that is like one of the last three seconds. */
export function refresh_now(listview) {
	listview.last_args = null;
	return listview.refresh();
}

/**
 * Asks for the list anew when a record of its kind was changed. The event names no record: the list asks as its user,
 * who sees what they may (events/realtime.py).
 */
export function follow_changes(listview) {
	const ask = frappe.utils.debounce(() => is_waiting(listview) && refresh_now(listview), PAUSE);
	frappe.realtime.on("prospect_crm_list", (told) => told?.doctype === listview.doctype && ask());
}

/** Whether somebody looks at the list and is not in the middle of something. */
function is_waiting(listview) {
	const is_shown = window.cur_list === listview && frappe.get_route_str() === listview.page_name;
	const is_busy = listview.$checks?.length || listview.avoid_realtime_update?.();
	return is_shown && !is_busy && !listview.list_view_settings?.disable_auto_refresh;
}
