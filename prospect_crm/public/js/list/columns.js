const UNIT = 112; // pixels that a column needs to say something
const FEWEST = 4;

/**
 * Shows these columns in this order, as many as fit. What somebody chose in the list's settings wins.
 *
 * @param {Object} listview
 * @param {Array<string|function(): Object>} wanted fieldnames, "status_field", or what makes a column of our own
 */
export function set_columns(listview, wanted) {
	const set_up = listview.setup_columns;
	listview.setup_columns = function () {
		set_up.call(this);
		const chosen = this.list_view_settings || {};
		if (chosen.fields || !this.columns) return;
		const fixed = this.columns.filter((column) => ["Subject", "Tag"].includes(column.type));
		const status = this.columns.filter((column) => column.type === "Status");
		const others = wanted.flatMap((name) => (name === "status_field" ? status : column_of(this, name)));
		this.columns = [...fixed, ...others].slice(0, chosen.total_fields || room_for(this));
	};
	listview.$frappe_list
		.addClass("prospect-list")
		.toggleClass("has-button", Boolean(listview.settings.button));
	keep_tag_header(listview);
	listview.setup_columns();
	listview.render_header(true);
}

/** Frappe draws the header of the tags hidden, whether the tags are shown or not. */
function keep_tag_header(listview) {
	const { render_header } = listview;
	listview.render_header = function (...more) {
		render_header.apply(this, more);
		this.$result.find(".list-row-head .tag-col").toggleClass("hide", !this.tags_shown);
	};
}

function column_of(listview, name) {
	if (typeof name === "function") return [name()].filter(Boolean);
	const df = frappe.meta.get_docfield(listview.doctype, name);
	const is_shown = df && frappe.perm.has_perm(listview.doctype, df.permlevel, "read");
	if (!is_shown) return [];
	// translation: the labels of the DocType's fields
	return [{ type: "Field", df: { ...df, label: __(df.label, null, listview.doctype) } }];
}

/** How many columns fit: the first takes two places, as many as itself and the hidden tags count. */
function room_for(listview) {
	const width = listview.$frappe_list?.width() || window.innerWidth;
	const share = listview.settings.button ? 0.8 : 0.88; // of a row; the rest is the desk's (see _lists.scss)
	const places = Math.floor((width * share) / UNIT);
	return Math.max(FEWEST, places - (listview.tags_shown ? 1 : 0));
}
