const OVER = ["Done", "Cancelled"];

/** Tasks in the calendar: done green, late red, waiting orange, the others blue. A task's length is its duration. */
export const sales_task_calendar = {
	field_map: { id: "name", start: "starts_on", end: "ends_on", title: "subject", allDay: "all_day" },
	fields: ["name", "starts_on", "ends_on", "subject", "status", "reference_title"],
	options: { eventDurationEditable: false, timeFormat: "HH:mm", defaultTimedEventDuration: "00:30:00" },
	get_css_class({ status, starts_on }) {
		if (status === "Done") return "success";
		if (!OVER.includes(status) && is_past(starts_on)) return "danger";
		return status === "Pending" ? "warning" : "default";
	},
};

function is_past(value) {
	return frappe.datetime.convert_to_user_tz(value, false).isBefore(moment());
}
