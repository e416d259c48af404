import { fill } from "./element.js";
import { empty_state } from "./empty_state.js";
import { Part } from "./part.js";
import { offer_who_can_see } from "./who_can_see.js";

/**
 * Fills the HTML fields of a form. Called on every refresh; a record that is not saved yet has nothing to show.
 *
 * @param {Object} frm
 * @param {Object<string, (frm: Object, fieldname: string) => Part>} makers by fieldname
 */
export function show_tabs(frm, makers) {
	const fieldnames = Object.keys(makers).filter((fieldname) => frm.fields_dict[fieldname]);
	prepare(frm);
	offer_who_can_see(frm);
	for (const fieldname of fieldnames) frm.toggle_display(fieldname, !frm.is_new());
	if (frm.is_new()) return;
	frm.prospect_parts ??= {};
	for (const fieldname of fieldnames) {
		frm.prospect_parts[fieldname] ??= makers[fieldname](frm, fieldname);
		frm.prospect_parts[fieldname].renew();
	}
}

/** Loads again what one field shows. */
export function renew(frm, fieldname) {
	frm.prospect_parts?.[fieldname]?.renew();
}

/** Once a form. */
function prepare(frm) {
	if (frm.prospect_is_prepared) return;
	frm.prospect_is_prepared = true;
	const layout = frm.layout.wrapper instanceof HTMLElement ? frm.layout.wrapper : frm.layout.wrapper[0];
	layout.classList.add("prospect-form");
	layout.closest(".page-container")?.classList.add("prospect-page");
	// Bootstrap tells of tabs by jQuery events alone
	$(layout).on("shown.bs.tab", () => {
		for (const part of Object.values(frm.prospect_parts || {})) if (part.is_visible) part.show();
	});
}

/** Makes a field that holds a sentence: what is not there, and why. */
export function sentence(say) {
	return (frm, fieldname) => new Sentence(frm, fieldname, say);
}

class Sentence extends Part {
	constructor(frm, fieldname, say) {
		super(frm, fieldname);
		this.say = say;
	}

	async load() {
		fill(this.node, empty_state(this.say()));
	}
}
