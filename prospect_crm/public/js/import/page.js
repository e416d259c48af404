import { call } from "../components/call.js";
import { accept_drops } from "../components/drop_zone.js";
import { element, fill } from "../components/element.js";
import { FollowedOperation } from "../operation/followed.js";
import { running_card } from "../operation/parts.js";
import { listen_to_keys } from "./keys.js";
import { show_preview } from "./preview.js";
import { show_done, show_ended, show_start, show_waiting, steps } from "./states.js";
import { open_import } from "./upload.js";

const VIEWS = {
	Planning: show_waiting,
	Planned: show_preview,
	Queued: running_card,
	Running: running_card,
	Interrupted: running_card,
	Done: show_done,
};

/** The page of one import: drop, look, import, see what came of it. The address holds the operation. */
export class ImportPage extends FollowedOperation {
	constructor(page) {
		super();
		this.page = page;
		this.body = element("div.prospect-import");
		page.main[0].append(this.body);
		accept_drops(page.main[0], __("Drop vCards or spreadsheets here."), open_import);
		listen_to_keys(this);
		this.listen();
	}

	/** Shows an operation, or where to drop files when there is none. */
	show(operation) {
		if (operation && operation === this.operation) return this.load();
		return this.follow(operation, { state: "", file: "" });
	}

	async load(length) {
		const { operation } = this;
		if (!operation) return this.render();
		// refused before anything was shown; else what is shown stays
		const is_lost = () => operation === this.operation && !this.preview;
		return super.load(length).catch(() => is_lost() && this.follow(""));
	}

	async plan_again() {
		const planned = await call("imports.plan_again", { operation: this.operation });
		frappe.set_route("sales-import", planned.operation);
	}

	async choose(entry, is_wanted) {
		await call("operations.choose", {
			operation: this.operation,
			positions: [entry.position],
			is_wanted,
		});
		await this.load(this.preview.entries.length);
	}

	async correct(entry, values) {
		await call("imports.correct", { operation: this.operation, position: entry.position, values });
		await this.load(this.preview.entries.length);
	}

	is_open() {
		return frappe.get_route()[0] === "sales-import" && frappe.get_route()[1] === this.operation;
	}

	render() {
		const show = this.preview ? VIEWS[this.status] || show_ended : show_start;
		fill(this.body, steps(this.status), show(this));
	}
}
