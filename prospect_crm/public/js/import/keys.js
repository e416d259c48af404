import { toggle } from "./entries.js";

/** J and K move between rows, Enter opens, X leaves a row out or takes it back; silent while someone types. */
export function listen_to_keys(page) {
	page.body.addEventListener("keydown", (event) => {
		if (event.target.matches("input, textarea, select, button") || event.ctrlKey || event.metaKey) return;
		const rows = [...page.body.querySelectorAll("[data-position]")];
		const index = rows.indexOf(document.activeElement);
		const entry = page.preview?.entries.find(
			(one) => String(one.position) === rows[index]?.dataset.position
		);
		const actions = {
			j: () => rows[Math.min(index + 1, rows.length - 1)]?.focus(),
			k: () => rows[Math.max(index - 1, 0)]?.focus(),
			Enter: () => entry && toggle(page, entry),
			x: () => entry && switch_choice(page, entry),
		};
		if (!actions[event.key]) return;
		event.preventDefault();
		actions[event.key]();
	});
}

function switch_choice(page, entry) {
	if (page.preview.progress.status !== "Planned") return;
	if (entry.state === "planned") page.choose(entry, false);
	if (entry.state === "skipped") page.choose(entry, true);
}
