import { call } from "./call.js";
import { element } from "./element.js";

// login -> promise of the full name; the names that one page needs are asked for together
const known = new Map();
let waiting = null;

/** Someone's full name, as soon as it is there. */
export function user_name(user) {
	if (!user) return null;
	const node = element("span.prospect-user", {}, frappe.boot.user_info?.[user]?.fullname || user);
	full_name(user).then((name) => (node.textContent = name));
	return node;
}

/** The same where there is little room: initials, with the name to hover on and to read out. */
export function user_initials(user) {
	if (!user) return null;
	const name = user_name(user);
	const node = element("span.prospect-user-initials", { role: "img" });
	const show = () => {
		node.textContent = frappe.get_abbr(name.textContent);
		node.title = name.textContent;
		node.setAttribute("aria-label", name.textContent);
	};
	show();
	full_name(user).then(show);
	return [node, name];
}

function full_name(user) {
	if (!known.has(user)) {
		waiting ??= ask_together();
		waiting.users.push(user);
		known.set(
			user,
			waiting.names.then((names) => names[user] || user)
		);
	}
	return known.get(user);
}

function ask_together() {
	const users = [];
	const names = new Promise((resolve) => {
		setTimeout(() => {
			waiting = null;
			resolve(call("users.full_names", { users }).catch(() => ({})));
		}, 20);
	});
	return { users, names };
}
