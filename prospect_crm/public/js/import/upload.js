import { call } from "../components/call.js";
import { upload } from "../components/upload.js";

/** What the file dialog offers; what a file is, its content decides on the server. */
export const ACCEPTED = ".vcf,.vcard,.xlsx,.csv,.txt,text/vcard,text/x-vcard,text/csv";

/**
 * Uploads files one after the other as private files of the user and plans their import.
 *
 * @param {File[]} files
 * @param {(done: number, all: number) => void} on_progress
 * @returns {Promise<string>} the operation's name
 */
export async function plan_import(files, options = {}, on_progress = () => {}) {
	const names = [];
	for (const file of files) {
		on_progress(names.length, files.length);
		names.push((await upload(file)).name);
	}
	on_progress(files.length, files.length);
	const planned = await call("imports.plan", {
		files: names,
		options,
		labels: files.map((file) => file.name),
	});
	if (planned.ended_on) say_earlier(planned.ended_on);
	return planned.operation;
}

function say_earlier(ended_on) {
	const when = frappe.datetime.str_to_user(ended_on);
	const sentence = __(
		"You imported these files on {0}. Nothing was created again; here is what came of it.",
		[when]
	);
	frappe.show_alert({ message: sentence, indicator: "blue" }, 10);
}

/** Uploads, plans and opens the preview; a refusal is shown and nothing else happens. */
export async function open_import(files) {
	if (!files.length) return;
	frappe.dom.freeze(__("Reading {0} file(s)…", [files.length]));
	try {
		frappe.set_route("sales-import", await plan_import(files));
	} catch (error) {
		if (error.message) frappe.msgprint({ title: __("Nothing was imported"), message: error.message });
	} finally {
		frappe.dom.unfreeze();
	}
}

/** Lets the user choose files. */
export function choose_files(on_files) {
	const input = document.createElement("input");
	input.type = "file";
	input.multiple = true;
	input.accept = ACCEPTED;
	input.addEventListener("change", () => on_files([...input.files]));
	input.click();
}
