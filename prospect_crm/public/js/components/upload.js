import { refusal } from "./call.js";

/**
 * Uploads one file as a private file of the user.
 *
 * @param {File} file
 * @returns {Promise<{name: string, file_url: string, file_name: string}>}
 * @throws {Error} with the server's sentence
 */
export async function upload(file) {
	const body = new FormData();
	body.set("file", file, file.name);
	body.set("is_private", "1");
	const response = await fetch("/api/method/upload_file", {
		method: "POST",
		headers: { "X-Frappe-CSRF-Token": frappe.csrf_token, Accept: "application/json" },
		body,
	});
	if (!response.ok) throw new Error(`${file.name}: ${await refusal(response)}`);
	return (await response.json()).message;
}
