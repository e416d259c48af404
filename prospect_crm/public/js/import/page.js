import { call } from "../components/call.js";
import { accept_drops } from "../components/drop_zone.js";
import { element, fill } from "../components/element.js";
import { listen_to_keys } from "./keys.js";
import { show_preview } from "./preview.js";
import { show_done, show_ended, show_running, show_start, show_waiting, steps } from "./states.js";
import { open_import } from "./upload.js";

const POLL_MILLISECONDS = 1500;
const BUSY = ["Planning", "Queued", "Running", "Interrupted"];
const VIEWS = {
	Planning: show_waiting,
	Planned: show_preview,
	Queued: show_running,
	Running: show_running,
	Interrupted: show_running,
	Done: show_done,
};

/** The page of one import: drop, look, import, see what came of it. The address holds the operation. */
export class ImportPage {
	constructor(page) {
		this.page = page;
		this.body = element("div.prospect-import");
		page.main[0].append(this.body);
		accept_drops(page.main[0], __("Drop vCards or spreadsheets here."), open_import);
		listen_to_keys(this);
		frappe.realtime.on("sales_operation_progress", (told) => this.on_told(told.operation));
		frappe.realtime.on("sales_operation_planned", (told) => this.on_told(told.operation));
	}

	/** Shows an operation, or where to drop files when there is none. */
	async show(operation) {
		clearTimeout(this.timer);
		if (this.operation !== operation) this.filter = { state: "", file: "" };
		this.operation = operation;
		if (!operation) return this.render(show_start);
		await this.load();
	}

	async on_told(operation) {
		if (operation === this.operation && this.is_open()) await this.load();
	}

	/** Loads the first rows again, as many as are shown, and draws the page. */
	async load(length) {
		const asked = this.operation;
		await frappe.model.with_doctype("Contact Prospect");
		const preview = await call("imports.preview", {
			operation: asked,
			...this.filter,
			length: length || 50,
		}).catch(() => null);
		if (asked !== this.operation) return;
		this.preview = preview;
		if (!preview) return this.render(show_start);
		const status = preview.progress.status;
		this.render(VIEWS[status] || show_ended);
		clearTimeout(this.timer);
		if (BUSY.includes(status))
			this.timer = setTimeout(() => this.is_open() && this.load(), POLL_MILLISECONDS);
	}

	/** Adds the next rows below those that are shown. */
	async load_more() {
		const { operation, filter } = this;
		const start = this.preview.entries.length;
		const next = await call("imports.preview", { operation, ...filter, start });
		this.preview.entries.push(...next.entries);
		this.preview.has_more = next.has_more;
		this.render(VIEWS[this.preview.progress.status] || show_ended);
	}

	filter_by(filter) {
		this.filter = { ...this.filter, ...filter };
		return this.load();
	}

	async apply() {
		await call("imports.apply", { operation: this.operation });
		await this.load();
	}

	async plan_again() {
		const planned = await call("imports.plan_again", { operation: this.operation });
		frappe.set_route("sales-import", planned.operation);
	}

	async cancel() {
		await call("imports.cancel", { operation: this.operation });
		await this.load();
	}

	async choose(entry, is_wanted) {
		await call("imports.choose", { operation: this.operation, positions: [entry.position], is_wanted });
		await this.load(this.preview.entries.length);
	}

	async correct(entry, values) {
		await call("imports.correct", { operation: this.operation, position: entry.position, values });
		await this.load(this.preview.entries.length);
	}

	is_open() {
		return frappe.get_route()[0] === "sales-import" && frappe.get_route()[1] === this.operation;
	}

	render(view) {
		const status = this.operation && this.preview ? this.preview.progress.status : "";
		fill(this.body, steps(status), view(this));
	}
}
