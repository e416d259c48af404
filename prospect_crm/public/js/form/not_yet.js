/** What the tab of web insights says where nothing was collected. */
export function no_web_insights() {
	return __("Nothing has been collected from the web yet: neither profile, key people nor technologies.");
}

/** What the tab of the AI summary says where there is none. */
export function no_summary() {
	return __(
		"No summary has been written yet. What is known stands in the tabs Company, Contacts, Notes and History."
	);
}
