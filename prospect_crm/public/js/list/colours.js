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
	"No Status": "gray",
	Wanted: "blue",
	Won: "green",
	Lost: "red",
	"Not Started": "gray",
	Pending: "orange",
	Open: "blue",
};

/** Makes what gives a list's rows their status pill; a click on it filters. */
export function status_indicator(doctype) {
	return ({ status }) => {
		// translation: the options of the field status
		const word = __(status, null, doctype);
		return [word, COLOURS[status] || "gray", `status,=,${status}`];
	};
}
