import { call } from "../components/call.js";
import { element, fill } from "../components/element.js";
import { number } from "../components/format.js";

/** Asks for a user and tells what they see. */
export function ask_see_as() {
	const body = element("div.prospect-see-as", { "aria-live": "polite" });
	const dialog = new frappe.ui.Dialog({
		title: __("See as…"),
		fields: [
			{
				fieldname: "user",
				fieldtype: "Link",
				options: "User",
				label: __("User"),
				get_query: () => ({ filters: { enabled: 1, user_type: "System User" } }),
				onchange: () => tell(dialog, body),
			},
		],
	});
	dialog.$body.append(body);
	dialog.show();
}

async function tell(dialog, body) {
	const user = dialog.get_value("user");
	// a Link field says twice that it was changed
	if (user === body.dataset.user) return undefined;
	body.dataset.user = user || "";
	if (!user) return fill(body);
	fill(body, element("p.text-muted", {}, __("Loading…")));
	const view = await call("rights.see_as", { user }).catch(() => null);
	if (body.dataset.user !== user) return undefined;
	return fill(body, view && told(view));
}

function told({ full_name, roles, entities, counts }) {
	// translation: names of roles
	const held = roles.map((role) => __(role)).join(", ") || __("no role of sales");
	return [
		element("h4", {}, full_name),
		element("p.text-muted", {}, `${held} · ${entity_words(entities)}`),
		element(
			"dl.prospect-see-as-counts",
			{},
			counts.map(([doctype, count]) => [
				// translation: the DocTypes' own names
				element("dt", {}, doctype === "Contact" ? __("Client contacts") : __(doctype)),
				element(
					"dd",
					{},
					count === null
						? element("span.text-muted", {}, __("not in the menu, access refused"))
						: element("strong", {}, number(count))
				),
			])
		),
		element("p.text-muted", {}, __("By the rights as they are saved, and what is shared with them.")),
	];
}

function entity_words(entities) {
	if (!entities) return __("all entities");
	if (!entities.length) return __("no entity");
	return entities.join(", ");
}
