/** A whole number in the reader's way, with figures of equal width left to the style sheet. */
export function number(value) {
	return new Intl.NumberFormat(frappe.boot.lang || "en").format(value || 0);
}

/** A time span as people say it: 45 s, 3 min. */
export function duration(seconds) {
	return seconds < 90
		? __("{0} s", [Math.max(1, Math.round(seconds))])
		: __("{0} min", [Math.round(seconds / 60)]);
}

/** A stored date and time in the reader's time zone and way, without seconds. */
export function date_and_time(value) {
	if (!value) return "";
	const format = `${frappe.datetime.get_user_date_fmt().toUpperCase()} HH:mm`;
	return frappe.datetime.convert_to_user_tz(value, false).format(format);
}

/** How far a stored date and time lies back or ahead of now, in days of the reader. */
export function days_from_now(value) {
	const day = frappe.datetime.convert_to_user_tz(value, false).startOf("day");
	const today = frappe.datetime.convert_to_user_tz(frappe.datetime.system_datetime(), false).startOf("day");
	return day.diff(today, "days");
}
