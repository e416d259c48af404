const PLACEHOLDERS = {
	"Sales Prospect": () => __("Name, e-mail, phone, SIREN"),
	"Contact Prospect": () => __("Name, company, e-mail, phone"),
	Contact: () => __("Name, company, e-mail, phone"),
	"Sales Lead": () => __("Title, company, person, phone"),
	"Sales Opportunity": () => __("Title, company, person, phone"),
};
const PAUSE = 400; // milliseconds without a key before the list is asked

/** Makes the search box the first of the filter bar, and takes away the boxes that nobody needs beside it. */
export function set_up_search(listview) {
	const box = listview.page.fields_dict?.search_text;
	listview.page.page_form.find(".standard-filter-section").addClass("prospect-filters");
	retire(listview, "name");
	name_boxes(listview);
	if (!box?.$input) return;
	retire(listview, listview.meta.title_field);
	box.$wrapper.addClass("prospect-search").attr("title", "").prependTo(box.$wrapper.parent());
	const label = PLACEHOLDERS[listview.doctype]?.() || __("Search");
	box.$input.attr({ placeholder: label, "aria-label": __("Search"), type: "search" });
	keep_plain(box);
	ask_while_typing(box);
}

/** Frappe names the boxes without their DocType, where a word means something else. */
function name_boxes(listview) {
	for (const { df, $input } of Object.values(listview.page.fields_dict)) {
		const own = frappe.meta.get_docfield(listview.doctype, df.fieldname)?.label;
		// translation: the labels of the DocType's fields
		if (own && $input) $input.attr("placeholder", __(own, null, listview.doctype));
	}
}

/** A filter on a box that is no longer there shows among the other filters instead. */
function retire(listview, fieldname) {
	const box = fieldname && listview.page.fields_dict[fieldname];
	if (!box) return;
	const value = box.get_value();
	delete listview.page.fields_dict[fieldname];
	box.$wrapper.remove();
	if (value)
		listview.filter_area.add([[listview.doctype, fieldname, box.df.condition || "=", value]], false);
}

/** A saved filter or an address comes back as "%text%"; people typed the text. */
function keep_plain(box) {
	const plain = (value) => (typeof value === "string" ? value.replace(/^%+|%+$/g, "") : value);
	const set_value = box.set_value.bind(box);
	box.set_value = (value, ...more) => set_value(plain(value), ...more);
	if (box.get_value()) box.set_input(plain(box.get_value()));
}

function ask_while_typing(box) {
	const ask = frappe.utils.debounce(() => box.$input.trigger("change"), PAUSE);
	box.$input.on("input", ask);
	box.$input.on("keydown", (event) => {
		if (event.key !== "Escape" || !box.$input.val()) return;
		event.stopPropagation();
		box.$input.val("").trigger("change");
	});
}
