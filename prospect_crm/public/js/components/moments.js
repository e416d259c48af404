/**
 * When something is due, for the reader: late from the minute it was due, by the clock of their time zone.
 *
 * @param {string} value a date and time as the server stores it
 * @returns {{urgency: "late"|"today"|"later", text: string}}
 */
export function due(value) {
	const when = frappe.datetime.convert_to_user_tz(value, false);
	const now = moment();
	const days = calendar_days(when, now);
	if (when.isBefore(now)) return { urgency: "late", text: lateness(when, days) };
	if (days === 0) return { urgency: "today", text: __("Today at {0}", [time(when)]) };
	if (days === 1) return { urgency: "later", text: __("Tomorrow at {0}", [time(when)]) };
	return { urgency: "later", text: day(when) };
}

/** Now, as the server stores it. */
export function now_for_server() {
	return frappe.datetime.system_datetime();
}

function lateness(when, days) {
	if (days === 0) return __("Late since {0}", [time(when)]);
	return days === -1 ? __("One day late") : __("{0} days late", [-days]);
}

/** Whole days of the calendar from now to then, in the reader's time zone. */
function calendar_days(when, now) {
	const here = now.clone().utcOffset(when.utcOffset());
	return Math.round(when.clone().startOf("day").diff(here.startOf("day"), "days", true));
}

function time(when) {
	return when.format("HH:mm");
}

function day(when) {
	const wanted = { day: "numeric", month: "short" };
	if (when.year() !== moment().year()) wanted.year = "numeric";
	const date = new Date(when.year(), when.month(), when.date());
	return new Intl.DateTimeFormat(frappe.boot.lang || "en", wanted).format(date);
}
