import { call, call_quietly } from "../components/call.js";

const POLL_MILLISECONDS = 1500;
const FIRST_ROWS = 50;

/** An operation that is being carried out, or waits to be. */
export const RUNNING = ["Queued", "Running", "Interrupted"];

/**
 * One operation as the server tells of it: its entries page by page, and how far it is while it is busy.
 *
 * Whoever extends it draws in `render()`, which comes after each answer, and says in `is_open()` whether anybody
 * still looks.
 */
export class FollowedOperation {
	filter = {};

	/** Forgets the operation before and shows this one from its first entries. */
	follow(operation, filter = {}) {
		Object.assign(this, { operation, filter, preview: null });
		return this.load();
	}

	get status() {
		return this.preview?.progress.status || "";
	}

	/** Loads the first entries again, and goes on asking while the operation is busy; a refusal is said aloud. */
	async load(length = FIRST_ROWS) {
		clearTimeout(this.timer);
		const { operation, filter } = this;
		this.take(operation, filter, await call("operations.preview", { operation, ...filter, length }));
	}

	/** Asks how far the operation is. A server that does not answer, starting again say, is asked once more. */
	async poll() {
		clearTimeout(this.timer);
		const { operation, filter } = this;
		try {
			const asked = { operation, ...filter, length: FIRST_ROWS };
			this.take(operation, filter, await call_quietly("operations.preview", asked));
		} catch (error) {
			if (operation !== this.operation || filter !== this.filter) return;
			if (error.status < 500) await this.load();
			else this.poll_later();
		}
	}

	/** Draws an answer, unless something else is asked for since. */
	take(operation, filter, preview) {
		if (operation !== this.operation || filter !== this.filter) return;
		this.preview = preview;
		this.render();
		if (["Planning", ...RUNNING].includes(this.status)) this.poll_later();
	}

	poll_later() {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.is_open() && this.poll(), POLL_MILLISECONDS);
	}

	/** Adds the next entries below those that are shown. */
	async load_more() {
		const { operation, filter, preview } = this;
		const start = preview.entries.length;
		const next = await call("operations.preview", { operation, ...filter, start });
		if (preview !== this.preview) return;
		preview.entries.push(...next.entries);
		preview.has_more = next.has_more;
		this.render();
	}

	/** Listens to what the server tells of its operations. */
	listen() {
		for (const event of ["sales_operation_progress", "sales_operation_planned"])
			frappe.realtime.on(event, ({ operation }) => {
				if (operation === this.operation && this.is_open()) this.poll();
			});
	}

	filter_by(filter) {
		this.filter = { ...this.filter, ...filter };
		return this.load();
	}

	async apply() {
		await call("operations.apply", { operation: this.operation });
		await this.poll();
	}

	async cancel() {
		await call("operations.cancel", { operation: this.operation });
		await this.poll();
	}

	async resume() {
		await call("operations.resume", { operation: this.operation });
		await this.poll();
	}
}
