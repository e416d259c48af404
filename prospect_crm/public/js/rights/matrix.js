import { element } from "../components/element.js";

const EVERYBODYS_ROLE = "System Manager";

/** The table, and a sentence that says what saving changes. */
export function show_matrix(page) {
	const rights = page.matrix.rights.filter((right) => matches(right, page.search));
	return [
		element(
			"div.prospect-rights-table",
			{},
			element(
				"table",
				{},
				element("thead", {}, head(page)),
				element(
					"tbody",
					{},
					groups(rights).map((group) => group_rows(page, group))
				)
			)
		),
		rights.length ? null : element("p.text-muted", {}, __("No right is called like that.")),
		sentence(page),
	];
}

function matches(right, search) {
	return `${right.title} ${right.description}`.toLowerCase().includes(search.trim().toLowerCase());
}

function head(page) {
	const search = element("input.form-control", {
		id: "prospect-rights-search",
		type: "search",
		value: page.search,
		placeholder: __("Find a right"),
		"aria-label": __("Find a right"),
		on: {
			input: (event) => {
				page.search = event.target.value;
				page.render();
				const box = document.getElementById("prospect-rights-search");
				box.setSelectionRange(page.search.length, page.search.length);
			},
		},
	});
	return element(
		"tr",
		{},
		element("th", {}, search),
		page.matrix.roles.map(({ role, users }) =>
			element(
				"th",
				{ scope: "col" },
				// translation: the names of roles
				__(role),
				element("small", {}, people(users))
			)
		)
	);
}

function groups(rights) {
	const found = new Map();
	for (const right of rights) found.set(right.group, [...(found.get(right.group) || []), right]);
	return [...found];
}

function group_rows(page, [group, rights]) {
	const width = page.matrix.roles.length + 1;
	return [
		element("tr.prospect-rights-group", {}, element("th", { colspan: width, scope: "rowgroup" }, group)),
		rights.map((right) => right_row(page, right)),
	];
}

function right_row(page, right) {
	return element(
		"tr",
		{},
		element("th", { scope: "row" }, right.title, element("small", {}, right.description)),
		page.matrix.roles.map(({ role }) => cell(page, right, role))
	);
}

function cell(page, right, role) {
	const is_fixed = role === EVERYBODYS_ROLE;
	const box = element("input", {
		id: `right-${right.key}-${role}`,
		type: "checkbox",
		// translation: the names of roles
		"aria-label": `${right.title}: ${__(role)}`,
		checked: is_fixed || page.is_granted(right, role),
		disabled: is_fixed,
		title: is_fixed ? __("System Manager holds every right.") : null,
		on: { change: () => page.toggle(right, role) },
	});
	return element(page.is_changed(right, role) ? "td.is-changed" : "td", {}, box);
}

/** What saving changes, in words. */
function sentence(page) {
	const changes = Object.entries(page.changes).flatMap(([key, roles]) =>
		Object.entries(roles).map(([role, is_granted]) => describe(page, key, role, is_granted))
	);
	if (!changes.length) return null;
	return element(
		"div.prospect-rights-changes",
		{ role: "status" },
		element("strong", {}, __("What saving changes")),
		element(
			"ul",
			{},
			changes.map((change) => element("li", {}, change))
		)
	);
}

function describe(page, key, role, is_granted) {
	const right = page.matrix.rights.find((one) => one.key === key);
	const { users } = page.matrix.roles.find((one) => one.role === role);
	// translation: the names of roles
	const words = [__(role), people(users), right.title];
	return is_granted
		? __("{0} ({1}) will get the right “{2}”.", words)
		: __("{0} ({1}) will lose the right “{2}”.", words);
}

function people(number) {
	return number === 1 ? __("1 person") : __("{0} people", [number]);
}
