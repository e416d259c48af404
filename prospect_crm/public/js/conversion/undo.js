import { call } from "../components/call.js";
import { element, fill } from "../components/element.js";
import { loading_state } from "../components/empty_state.js";

/** Says what taking a conversion back would do, or what keeps it from that; then does it. */
export async function ask_undo(operation, on_done) {
	const body = element("div.prospect-convert-many", {}, loading_state());
	const dialog = new frappe.ui.Dialog({
		title: __("Undo the conversion"),
		primary_action_label: __("Undo", null, "Conversion"),
		primary_action: () => undo(),
	});
	dialog.disable_primary_action();
	dialog.$body[0].append(body);
	dialog.show();
	const planned = await call("operations.plan_undo", { operation }).catch(() => dialog.hide());
	if (!planned) return;
	const ready = planned.status === "Planning" ? await until_planned(planned.operation) : planned;
	const { entries, progress } = await call("operations.preview", { operation: ready.operation });
	const blockers = entries.filter(({ state }) => state === "kept");
	const may_undo = progress.counts.planned_count > 0;
	fill(body, sentence(may_undo, blockers), list(blockers));
	if (may_undo) dialog.enable_primary_action();

	async function undo() {
		dialog.disable_primary_action();
		await call("operations.apply", { operation: ready.operation });
		dialog.hide();
		await on_done();
	}
}

function sentence(may_undo, blockers) {
	if (!may_undo) return element("p", {}, __("This conversion cannot be undone any more:"));
	return element(
		"p",
		{},
		blockers.length
			? __("What nobody has changed since goes back as it was. This is left alone:")
			: __(
					"Everything goes back as it was: what was created is taken away, what was changed is put back."
				)
	);
}

function list(blockers) {
	return blockers.length
		? element(
				"ul.prospect-convert-reasons",
				{},
				blockers.map(({ label, reason }) =>
					element("li", {}, element("strong", {}, label), element("small", {}, reason))
				)
			)
		: null;
}

async function until_planned(operation) {
	for (;;) {
		const progress = await call("operations.progress", { operation });
		if (progress.status !== "Planning") return progress;
		await new Promise((resolve) => {
			setTimeout(resolve, 1000);
		});
	}
}
