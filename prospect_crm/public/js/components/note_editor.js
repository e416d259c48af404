import { button } from "./button.js";
import { element, fill, icon } from "./element.js";
import { upload } from "./upload.js";

/**
 * The field in which a note is written or changed: text with @mentions, a file or photo, private, pinned.
 *
 * @param {{note?: Object, label: string, on_save: (values: Object) => Promise, on_cancel?: () => void}} options
 * @returns {HTMLElement}
 */
export function note_editor({ note = {}, label, on_save, on_cancel }) {
	const state = { attachment: note.attachment || "", is_busy: false };
	const place = element("div.prospect-note-text");
	const file = element("span.prospect-note-file");
	const control = text_control(place, note.content);
	const is_private = check(__("Private", null, "Sales Note"), note.is_private);
	const is_pinned = check(__("Pin as a post-it"), note.is_pinned);
	const show_file = () => fill(file, state.attachment && attached(state, show_file));
	const save = async () => {
		await on_save({
			content: control.get_value() || "",
			attachment: state.attachment,
			is_private: is_private.input.checked ? 1 : 0,
			is_pinned: is_pinned.input.checked ? 1 : 0,
		});
	};
	show_file();
	return element(
		"div.prospect-note-editor",
		{ on: { keydown: (event) => is_send(event) && save() } },
		place,
		element(
			"div.prospect-note-tools",
			{},
			button([icon("attachment"), __("File or photo")], () => choose(state, show_file), "default", {
				"data-action": "attach",
			}),
			file,
			is_private.node,
			is_pinned.node,
			element("span.prospect-space"),
			on_cancel && button(__("Cancel"), on_cancel),
			button(label, save, "primary", { "data-action": "save-note" })
		)
	);
}

function is_send(event) {
	return event.key === "Enter" && (event.ctrlKey || event.metaKey);
}

function text_control(parent, content) {
	const control = frappe.ui.form.make_control({
		parent,
		df: {
			fieldtype: "Text Editor",
			fieldname: "prospect_note",
			label: "",
			enable_mentions: true,
		},
		render_input: true,
	});
	control.quill.root.dataset.placeholder = __("Write a note… @ mentions a colleague");
	if (content) control.set_value(content);
	return control;
}

function check(label, is_checked) {
	const input = element("input", { type: "checkbox", checked: Boolean(is_checked) });
	return { input, node: element("label.prospect-check", {}, input, label) };
}

function attached(state, show_file) {
	const name = decodeURIComponent(state.attachment.split("/").pop());
	const remove = () => {
		state.attachment = "";
		show_file();
	};
	return [
		element("span.prospect-clamped", { title: name }, name),
		button(icon("close"), remove, "link", { "aria-label": __("Remove the file") }),
	];
}

/** On a phone the same field offers the camera. */
function choose(state, show_file) {
	const input = element("input", { type: "file" });
	input.addEventListener("change", async () => {
		try {
			state.attachment = (await upload(input.files[0])).file_url;
			show_file();
		} catch (error) {
			frappe.msgprint({ title: __("The file was not added"), message: error.message });
		}
	});
	input.click();
}
