/**
 * Keeps the rows those of the filters that are set: an answer to earlier filters is asked for anew.
 *
 * Frappe draws whichever answer comes last, and asks the same only every three seconds. Whoever searches while a
 * slow list loads would see its rows unfiltered, below a search box and a count that say otherwise.
 */
export function keep_answers_current(listview) {
	if (listview.view_name !== "List") return;
	const { refresh } = listview;
	listview.refresh = async function (...more) {
		const asked = filters_of(this);
		const answer = await refresh.apply(this, more);
		if (filters_of(this) === asked) return answer;
		this.last_args = null;
		return this.refresh();
	};
}

function filters_of(listview) {
	return JSON.stringify(listview.filter_area?.get() || []);
}
