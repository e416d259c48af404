import { element, icon } from "./element.js";

/**
 * Takes files dropped anywhere on a node and shows where they would go while they hover.
 *
 * @param {HTMLElement} node
 * @param {string} hint what dropping does, in the user's language
 * @param {(files: File[]) => void} on_files
 */
export function accept_drops(node, hint, on_files) {
	const veil = element(
		"div.prospect-drop-veil",
		{ hidden: true },
		icon("upload"),
		element("span", {}, hint)
	);
	let depth = 0;
	const show = (is_over) => (veil.hidden = !is_over);
	const on = (event, listener) =>
		node.addEventListener(event, (happened) => {
			if (![...(happened.dataTransfer?.types || [])].includes("Files")) return;
			happened.preventDefault();
			listener(happened);
		});
	node.classList.add("prospect-drop-target");
	node.append(veil);
	on("dragenter", () => show(++depth > 0));
	on("dragover", () => {});
	on("dragleave", () => show(--depth > 0));
	on("drop", (happened) => {
		depth = 0;
		show(false);
		on_files([...happened.dataTransfer.files]);
	});
}
