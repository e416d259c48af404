import { button } from "./button.js";
import { call } from "./call.js";
import { choice } from "./cells.js";
import { element, fill } from "./element.js";
import { empty_state, loading_state } from "./empty_state.js";
import { date_and_time } from "./format.js";
import { Part } from "./part.js";
import { record_link } from "./record_link.js";

const SENTENCES = {
	created: () => __("added this record", null, "History"),
	change: () => __("changed", null, "History"),
	"comment Comment": () => __("commented", null, "History"),
	"comment Attachment": () => __("added a file", null, "History"),
	"comment Attachment Removed": () => __("removed a file", null, "History"),
	"comment Like": () => __("liked this record", null, "History"),
	"comment Shared": () => __("shared this record", null, "History"),
	"comment Unshared": () => __("took a share back", null, "History"),
	"email Sent": () => __("sent an e-mail", null, "History"),
	"email Received": () => __("wrote an e-mail", null, "History"),
	task: () => __("completed a task", null, "History"),
	"operation Import: create": () => __("imported this record", null, "History"),
	"operation Bulk Change: update": () => __("changed several records at once", null, "History"),
	"operation Undo: update": () => __("took a change back", null, "History"),
	"operation Undo: create": () => __("brought this record back", null, "History"),
	"operation Conversion: create": () => __("made this record by a conversion", null, "History"),
	"operation Conversion: update": () => __("changed this record by a conversion", null, "History"),
	"operation Export: export": () => __("exported this record", null, "History"),
};

/** What happened to the form's record, newest first. */
export class History extends Part {
	async load() {
		fill(this.node, loading_state());
		this.entries = [];
		await this.load_more();
	}

	async load_more() {
		const { doctype, doc } = this.frm;
		const args = { doctype, name: doc.name, start: this.entries.length };
		const before = this.entries;
		const page = await this.fetched(call("history.of_record", args));
		if (!page || this.entries !== before) return;
		this.entries = [...before, ...page.entries];
		fill(
			this.node,
			this.entries.length
				? element("ol.prospect-history", {}, this.entries.map(line))
				: empty_state(__("Nothing has happened here yet.")),
			page.has_more && button(__("Show more"), () => this.load_more())
		);
	}
}

function line(entry) {
	const sentence = SENTENCES[`${entry.kind} ${entry.what}`.trim()] || SENTENCES[entry.kind] || operation;
	return element(
		`li.is-${entry.kind}`,
		{},
		element("div", {}, element("strong", {}, entry.by), " ", sentence(entry)),
		entry.changes.map(change),
		entry.text && element("div.prospect-history-text", {}, text(entry)),
		element("small", {}, date_and_time(entry.when))
	);
}

function operation({ what }) {
	const kind = choice("Sales Operation", what.split(":")[0]);
	return __("changed this record by an operation: {0}", [kind], "History");
}

function text(entry) {
	const shown = entry.kind === "task" ? `${choice("Sales Task", entry.what)} · ${entry.text}` : entry.text;
	return entry.record.length ? record_link(...entry.record, shown) : shown;
}

function change({ label, old, new: fresh }) {
	return element(
		"div.prospect-change",
		{},
		element("span.prospect-change-label", {}, label),
		element("span.prospect-old", {}, old || __("empty", null, "History")),
		element("span", { "aria-label": __("becomes", null, "History") }, " → "),
		element("span.prospect-new", {}, fresh || __("empty", null, "History"))
	);
}

/** Makes the history for an HTML field. */
export function record_history() {
	return (frm, fieldname) => new History(frm, fieldname);
}
