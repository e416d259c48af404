/**
 * Calls one of our endpoints by its path below prospect_crm.api, for example "imports.plan".
 * Frappe shows the server's sentence when it refuses.
 */
export function call(endpoint, args = {}) {
	return frappe.xcall(`prospect_crm.api.${endpoint}`, args);
}

/**
 * Calls one of our endpoints without a word to the user, for what is asked again and again.
 *
 * @throws {Error} with `status`, that of the refusal; without where no answer came
 */
export async function call_quietly(endpoint, args = {}) {
	const response = await fetch(`/api/method/prospect_crm.api.${endpoint}`, {
		method: "POST",
		headers: {
			"X-Frappe-CSRF-Token": frappe.csrf_token,
			"Content-Type": "application/json",
			Accept: "application/json",
		},
		body: JSON.stringify(args),
	});
	if (!response.ok) throw Object.assign(new Error(response.statusText), { status: response.status });
	return (await response.json()).message;
}

/**
 * Downloads what an endpoint answers; a refusal is shown as a sentence and the page stays where it is.
 *
 * @returns {Promise<boolean>} whether a file came
 */
export async function download(endpoint, args = {}, method = "POST") {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(args)) {
		body.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
	}
	const address = `/api/method/prospect_crm.api.${endpoint}`;
	const response = await fetch(address, {
		method,
		headers: { "X-Frappe-CSRF-Token": frappe.csrf_token, Accept: "application/json" },
		body: method === "GET" ? undefined : body,
	});
	if (!response.ok) {
		frappe.msgprint({ title: __("Nothing was downloaded"), message: await refusal(response) });
		return false;
	}
	hand_over(await response.blob(), file_name(response));
	return true;
}

/** The sentence of a refused request, safe to show. */
export async function refusal(response) {
	const unknown = __("The server did not answer as expected. Reload the page and try again.");
	const answer = await response.json().catch(() => ({}));
	const messages = JSON.parse(answer._server_messages || "[]").map((text) => JSON.parse(text).message);
	return frappe.utils.escape_html(frappe.utils.html2text(messages.join("\n")) || unknown);
}

function file_name(response) {
	const disposition = response.headers.get("Content-Disposition") || "";
	const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
	const plain = /filename="?([^";]+)"?/i.exec(disposition);
	return encoded ? decodeURIComponent(encoded[1]) : plain ? plain[1] : "download";
}

function hand_over(blob, name) {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(blob);
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
