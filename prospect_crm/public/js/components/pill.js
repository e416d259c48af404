import { element } from "./element.js";
import { status_indicator } from "../list/colours.js";

/** The status of a record as the lists show it: a word in the colour of its meaning. */
export function pill(doctype, status) {
	const [word, colour] = status_indicator(doctype)({ status });
	return element(`span.indicator-pill.${colour}`, {}, word);
}
