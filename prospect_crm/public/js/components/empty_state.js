import { element } from "./element.js";

/** Why there is nothing here, and the next step. */
export function empty_state(sentence, ...actions) {
	return element(
		"div.prospect-nothing",
		{},
		element("p", {}, sentence),
		actions.some(Boolean) && element("div.prospect-buttons", {}, actions)
	);
}

/** The place of what is being fetched. */
export function loading_state() {
	return element("div.prospect-loading", { "aria-busy": "true" }, __("Loading…"));
}
