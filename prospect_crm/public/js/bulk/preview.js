import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element } from "../components/element.js";
import { number } from "../components/format.js";
import { OperationView } from "../operation/view.js";
import { tally } from "../operation/words.js";

/** Shows a plan in a dialog; a large one, which takes time, on its own page. */
export async function open_preview(bar, planned) {
	if (planned.status !== "Planned") return frappe.set_route("Form", "Sales Operation", planned.operation);
	const dialog = new frappe.ui.Dialog({ title: __("Preview"), size: "extra-large" });
	const body = element("div.prospect-import");
	dialog.$body[0].replaceChildren(body);
	dialog.$wrapper.addClass("prospect-preview-dialog");
	const view = new OperationView(body, {
		changed: () => on_change(bar, dialog, view),
		is_open: () => dialog.display,
	});
	dialog.onhide = () => leave(view);
	dialog.$wrapper.on("keydown", (event) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
			body.querySelector("[data-action=apply]")?.click();
	});
	await view.show(planned.operation);
	dialog.show();
}

/** Closed without an answer: the plan is given up, nothing was written. */
function leave(view) {
	if (view.status === "Planned") call("operations.cancel", { operation: view.operation }).catch(() => {});
}

function on_change(bar, dialog, view) {
	if (view.status === "Planned") return;
	dialog.hide();
	if (view.status === "Cancelled") return;
	bar.done();
	if (view.status === "Done") return say_done(bar, view);
	frappe.set_route("Form", "Sales Operation", view.operation);
}

/** Just done, and how to take it back. */
function say_done(bar, view) {
	const { applied } = tally(view.preview.progress);
	const refused = view.preview.progress.counts.refused_count;
	const message = element(
		"span",
		{},
		applied === 1 ? __("One record changed.") : __("{0} records changed.", [number(applied)]),
		refused > 0 && ` ${__("{0} refused.", [number(refused)])}`
	);
	const alert = frappe.show_alert(
		{ message: message.outerHTML, indicator: refused ? "orange" : "green" },
		10
	);
	const undo = button(__("Undo"), () => take_back(bar, view.operation), "link", {
		"data-action": "undo-now",
	});
	const see = button(__("See"), () => frappe.set_route("Form", "Sales Operation", view.operation), "link");
	alert.find(".alert-message")[0]?.append(" ", undo, " ", see);
}

async function take_back(bar, operation) {
	const planned = await call("operations.plan_undo", { operation });
	await call("operations.apply", { operation: planned.operation });
	frappe.show_alert({ message: __("Undone."), indicator: "green" });
	await bar.done();
}
