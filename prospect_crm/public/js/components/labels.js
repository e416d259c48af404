const COLOURS = ["gray", "blue", "green", "orange", "red", "purple", "yellow", "pink", "cyan"];

/** The labels that are offered for a kind of record; a label without kinds is for all of ours. */
export function labels_for(doctype) {
	return all_labels().filter(({ document_types: types }) => !types?.length || types.includes(doctype));
}

/** The colour of a tag that is a label: a word of COLOURS, or undefined. */
export function colour_of_label(tag) {
	const colour = all_labels()
		.find(({ name }) => name === tag)
		?.color?.toLowerCase();
	return COLOURS.includes(colour) ? colour : undefined;
}

function all_labels() {
	return frappe.boot?.prospect_crm_labels || [];
}

/** Lets the form's tags show their labels' colours, and offers a kind's labels before other tags. */
export function add_labels_to_tag_editor() {
	const editor = frappe.ui.TagEditor?.prototype;
	if (!editor?.setup_tags) return;
	const { setup_tags } = editor;
	editor.setup_tags = function () {
		setup_tags.call(this);
		if (!all_labels().length || !this.frm || !this.tags) return;
		paint_pills(this.tags);
		offer_labels_first(this.awesomplete, this.frm.doctype);
	};
}

function paint_pills(tags) {
	const get_tag = tags.get_tag?.bind(tags);
	if (!get_tag) return;
	tags.get_tag = (tag) => {
		const colour = colour_of_label(tag);
		return colour ? get_tag(tag).addClass(`prospect-label-${colour}`) : get_tag(tag);
	};
}

function offer_labels_first(awesomplete, doctype) {
	if (!awesomplete) return;
	const names = new Set(labels_for(doctype).map(({ name }) => name));
	const rank = ({ value }) => (names.has(value) ? 0 : 1);
	awesomplete.sort = (one, other) =>
		rank(one) - rank(other) || String(one.value).localeCompare(String(other.value));
}
