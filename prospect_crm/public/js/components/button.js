import { element } from "./element.js";

/** A button in the desk's style. */
export function button(label, on_click, kind = "default", properties = {}) {
	const node = element(
		`button.btn.btn-sm.btn-${kind}`,
		{ type: "button", ...properties, on: { click: () => run_once(node, on_click) } },
		label
	);
	return node;
}

/** Keeps a second click from asking twice while the first is under way. */
async function run_once(node, on_click) {
	node.disabled = true;
	try {
		await on_click();
	} finally {
		node.disabled = false;
	}
}
