/** One colour a meaning: grey nothing happens, blue in progress, orange decide, green done, red refused or lost. */
const COLOURS = {
	New: "gray",
	Assigned: "blue",
	"In Progress": "blue",
	"To Convert": "orange",
	Converted: "green",
	Abandoned: "red",
	Planning: "gray",
	Planned: "orange",
	Queued: "blue",
	Running: "blue",
	Interrupted: "orange",
	Done: "green",
	Cancelled: "gray",
	Failed: "red",
	Expired: "gray",
};

/** The status pill of a list row; a click filters by it. */
export function status_indicator(document) {
	// translation: the options of the field status
	return [__(document.status), COLOURS[document.status] || "gray", `status,=,${document.status}`];
}
