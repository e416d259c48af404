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
