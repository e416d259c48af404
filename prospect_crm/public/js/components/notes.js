import { about, sources } from "./about.js";
import { button } from "./button.js";
import { call } from "./call.js";
import { element, fill, icon } from "./element.js";
import { empty_state, loading_state } from "./empty_state.js";
import { date_and_time } from "./format.js";
import { note_editor } from "./note_editor.js";
import { Part } from "./part.js";
import { record_link } from "./record_link.js";
import { safe_content } from "./safe_content.js";

/** The notes on the form's record: a field to write one, post-its first, then the newest. */
export class Notes extends Part {
	async count_ahead() {
		const filters = about(this.frm);
		if (!frappe.model.can_read("Sales Note")) return;
		const count = await this.fetched(frappe.db.count("Sales Note", { filters }));
		if (count !== undefined) this.show_count(count);
	}

	about() {
		return { reference_doctype: this.frm.doctype, reference_name: this.frm.doc.name };
	}

	async load() {
		const list = element("div.prospect-notes", {}, loading_state());
		fill(this.node, this.composer(), list);
		this.list = list;
		this.notes = [];
		await this.load_more();
	}

	composer() {
		if (!frappe.model.can_create("Sales Note")) return null;
		return note_editor({ label: __("Add Note"), on_save: (values) => this.add(values) });
	}

	async load_more() {
		const { doctype, doc } = this.frm;
		const args = { doctype, name: doc.name, start: this.notes.length };
		const before = this.notes;
		const page = await this.fetched(call("notes.on_record", args));
		if (!page || this.notes !== before) return;
		this.notes = [...before, ...page.notes];
		this.has_more = page.has_more;
		this.draw();
		this.count_ahead();
	}

	draw() {
		fill(
			this.list,
			this.notes.length
				? this.notes.map((note) => this.card(note))
				: empty_state(__("No notes yet. What your colleagues should know goes here.")),
			this.has_more && button(__("Show more"), () => this.load_more())
		);
	}

	card(note) {
		const node = element(
			"article.prospect-note",
			{ "data-name": note.name },
			element("div.prospect-note-content", {}, safe_content(note.content), file_of(note)),
			element(
				"footer",
				{},
				signature(note, this.frm),
				element("span.prospect-space"),
				this.actions(note)
			)
		);
		node.classList.toggle("is-pinned", Boolean(note.is_pinned));
		return node;
	}

	actions(note) {
		const pin = note.is_pinned ? __("Unpin", null, "Sales Note") : __("Pin", null, "Sales Note");
		return [
			note.may_write &&
				button(pin, () => this.change(note, { is_pinned: note.is_pinned ? 0 : 1 }), "link"),
			note.may_write && button(__("Edit", null, "Sales Note"), () => this.edit(note), "link"),
			note.may_delete && button(__("Delete", null, "Sales Note"), () => this.ask_delete(note), "link"),
		];
	}

	node_of(note) {
		return [...this.list.children].find((node) => node.dataset.name === note.name);
	}

	edit(note) {
		const editor = note_editor({
			note,
			label: __("Save"),
			on_save: (values) => this.change(note, values),
			on_cancel: () => this.draw(),
		});
		fill(this.node_of(note), editor);
	}

	/** Nothing brings a deleted note back, so the button asks in its place. */
	ask_delete(note) {
		fill(
			this.node_of(note).querySelector("footer"),
			element("span", {}, __("Delete this note for good?")),
			element("span.prospect-space"),
			button(__("Keep it"), () => this.draw()),
			button(__("Delete for good"), () => this.remove(note), "danger")
		);
	}

	async add(values) {
		await frappe.db.insert({ doctype: "Sales Note", ...this.about(), ...values });
		await this.load();
	}

	async change(note, values) {
		await frappe.db.set_value("Sales Note", note.name, values);
		await this.load();
	}

	async remove(note) {
		await frappe.xcall("frappe.client.delete", { doctype: "Sales Note", name: note.name });
		await this.load();
	}
}

function file_of({ attachment }) {
	if (!attachment) return null;
	const name = decodeURIComponent(attachment.split("/").pop());
	const is_picture = /\.(png|jpe?g|gif|webp)$/i.test(name) && /^\/(private\/)?files\//.test(attachment);
	if (!/^(https?:\/\/|\/(?!\/))/i.test(attachment)) return null;
	return element(
		"a.prospect-note-attachment",
		{ href: attachment, target: "_blank", rel: "noopener noreferrer" },
		is_picture
			? element("img", { src: attachment, alt: name, loading: "lazy" })
			: [icon("attachment"), name]
	);
}

function signature(note, frm) {
	const is_own = note.owner === frappe.session.user;
	return element(
		"small",
		{},
		element("strong", {}, is_own ? __("You", null, "Sales Note") : note.author),
		` · ${date_and_time(note.creation)} · `,
		from_elsewhere(note, frm),
		note.is_private ? [icon("lock"), __("private", null, "Sales Note")] : __("team", null, "Sales Note")
	);
}

/** A note that came along with a conversion says from where. */
function from_elsewhere({ reference_doctype, reference_name }, frm) {
	const is_own = reference_name === frm.doc.name;
	if (is_own || !sources(frm).length) return null;
	return [record_link(reference_doctype, reference_name, __(reference_doctype)), " · "]; // translation: names of DocTypes
}

/** Makes the notes for an HTML field. */
export function notes() {
	return (frm, fieldname) => new Notes(frm, fieldname);
}
