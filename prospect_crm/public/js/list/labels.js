import { element } from "../components/element.js";
import { colour_of_label, labels_for } from "../components/labels.js";

const MOST = 3;

/** Shows a list's tags in the colours of their labels. */
export function paint_tags(listview) {
	listview.get_tags_html = (tags, limit = MOST) =>
		String(tags || "")
			.split(",")
			.filter(Boolean)
			.slice(0, limit)
			.map((tag) => pill(tag).outerHTML)
			.join("");
}

/** Opens the column of tags, where there are labels for this kind of record. */
export function show_tags(listview) {
	if (!labels_for(listview.doctype).length || listview.tags_shown || !listview.list_sidebar) return;
	listview.tags_shown = true;
	listview.toggle_tags();
}

function pill(tag) {
	const colour = colour_of_label(tag);
	return element(`div.tag-pill.ellipsis${colour ? `.prospect-label-${colour}` : ""}`, { title: tag }, tag);
}
