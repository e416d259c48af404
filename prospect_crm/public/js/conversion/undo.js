import { call } from "../components/call.js";
import { element, fill } from "../components/element.js";
import { loading_state } from "../components/empty_state.js";
import { FollowedOperation } from "../operation/followed.js";

/** Says what taking a conversion back would do, or what keeps it from that; then does it. */
export async function ask_undo(operation, on_done) {
	const dialog = new UndoDialog(on_done);
	const planned = await call("operations.plan_undo", { operation }).catch(() => dialog.close());
	if (planned) await dialog.follow(planned.operation);
}

class UndoDialog extends FollowedOperation {
	constructor(on_done) {
		super();
		this.on_done = on_done;
		this.body = element("div.prospect-convert-many", {}, loading_state());
		this.dialog = new frappe.ui.Dialog({
			title: __("Undo the conversion"),
			primary_action_label: __("Undo", null, "Conversion"),
			primary_action: () => this.undo(),
		});
		this.dialog.disable_primary_action();
		this.dialog.$body[0].append(this.body);
		this.dialog.show();
	}

	is_open() {
		return this.dialog.display;
	}

	close() {
		this.dialog.hide();
	}

	render() {
		if (this.status === "Planned") this.draw_plan();
		else if (this.status === "Done") this.finish();
	}

	draw_plan() {
		const { entries, progress } = this.preview;
		const blockers = entries.filter(({ state }) => state === "kept");
		const may_undo = progress.counts.planned_count > 0;
		fill(this.body, sentence(may_undo, blockers), list(blockers));
		if (may_undo) this.dialog.enable_primary_action();
	}

	async undo() {
		this.dialog.disable_primary_action();
		await this.apply();
	}

	async finish() {
		this.close();
		await this.on_done();
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
