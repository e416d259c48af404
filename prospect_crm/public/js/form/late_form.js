/**
 * A form whose record comes late stays away: Frappe would lay it over the page that somebody has gone on to, below
 * that page's address (a row clicked, then the browser's Back before the form is there).
 */
export function keep_late_forms_away() {
	const factory = frappe.views.FormFactory?.prototype;
	if (!factory?.show_doc) return;
	const { show_doc } = factory;
	factory.show_doc = function (route) {
		const is_asked_for = () => frappe.get_route_str() === route.join("/");
		if (!is_asked_for()) return undefined;
		const render = (...more) => is_asked_for() && this.render(...more);
		return show_doc.call(Object.create(this, { render: { value: render } }), route);
	};
}
