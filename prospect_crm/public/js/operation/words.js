import { number } from "../components/format.js";

/** What became of an entry, or would: colour of its meaning, and the word. */
export function verdict_of(entry) {
	const { state, action } = entry;
	const words = {
		planned: {
			create: ["green", __("To add", null, "Sales Operation Entry")],
			update: ["blue", __("To change", null, "Sales Operation Entry")],
			delete: ["gray", __("To delete", null, "Sales Operation Entry")],
			send: ["blue", __("To send", null, "Sales Operation Entry")],
		},
		applied: {
			create: ["green", __("Added", null, "Sales Operation Entry")],
			update: ["blue", __("Changed", null, "Sales Operation Entry")],
			delete: ["gray", __("Deleted", null, "Sales Operation Entry")],
			send: ["green", __("Sent", null, "Sales Operation Entry")],
			export: ["green", __("Exported", null, "Sales Operation Entry")],
		},
		skipped: ["gray", __("Skipped", null, "Sales Operation Entry")],
		refused: ["red", __("Refused", null, "Sales Operation Entry")],
		kept: ["yellow", __("Left alone", null, "Sales Operation Entry")],
		undone: ["gray", __("Undone", null, "Sales Operation Entry")],
	};
	const found = words[state];
	if (Array.isArray(found)) return found;
	return found?.[action] || ["blue", __("Changed", null, "Sales Operation Entry")];
}

/** What the one button that writes says: how many, and what happens to them. */
export function apply_words(kind, count) {
	const many = number(count);
	const is_one = count === 1;
	const words = {
		"Bulk Change": () => (is_one ? __("Change one record") : __("Change {0} records", [many])),
		"Bulk Delete": () => (is_one ? __("Delete one record") : __("Delete {0} records", [many])),
		Undo: () => (is_one ? __("Undo one record") : __("Undo {0} records", [many])),
	};
	return (words[kind] || (() => __("Apply to {0} records", [many])))();
}

/** How an operation that runs is called. */
export function running_words(kind, count) {
	const many = number(count);
	const words = {
		Import: () => __("Importing {0} people", [many]),
		"Bulk Change": () => __("Changing {0} records", [many]),
		"Bulk Delete": () => __("Deleting {0} records", [many]),
		Undo: () => __("Undoing {0} records", [many]),
	};
	return (words[kind] || (() => __("Working on {0} records", [many])))();
}

/** What was written, by action: [action, what it is called, how many]. */
export function done_counts(counts) {
	return [
		["create", __("Added", null, "Counts of an operation"), counts.created_count],
		["update", __("Changed", null, "Counts of an operation"), counts.updated_count],
		["delete", __("Deleted", null, "Counts of an operation"), counts.deleted_count],
	];
}

/** What was not written: [state, what it is called, how many]. */
export function left_counts(counts) {
	return [
		["kept", __("Left alone", null, "Counts of an operation"), counts.kept_count],
		["skipped", __("Skipped", null, "Counts of an operation"), counts.skipped_count],
		["refused", __("Refused", null, "Counts of an operation"), counts.refused_count],
	];
}

/** The counts that say something, in one line. */
export function result_words(counts) {
	return [...done_counts(counts), ...left_counts(counts)]
		.filter(([, , count]) => count > 0)
		.map(([, label, count]) => `${number(count)} ${label.toLowerCase()}`)
		.join(", ");
}

/** Adds up an operation: `to_do` is what it was asked to write, `done` how much of that is behind it. */
export function tally({ counts }) {
	const left = counts.planned_count;
	const applied = counts.created_count + counts.updated_count + counts.deleted_count;
	const done = applied + counts.refused_count;
	const to_do = done + left;
	return { left, applied, done, to_do, all: to_do + counts.skipped_count + (counts.kept_count || 0) };
}
