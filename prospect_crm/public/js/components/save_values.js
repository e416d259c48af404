/**
 * Saves values at once, with whatever else was typed into the form; a refusal, which Frappe shows, puts the old
 * values back.
 *
 * @returns {Promise<boolean>} whether they were saved
 */
export async function save_values(frm, values) {
	const before = Object.fromEntries(Object.keys(values).map((name) => [name, frm.doc[name]]));
	await frm.set_value(values);
	try {
		if (frm.is_dirty()) await frm.save();
		else frm.refresh();
		return true;
	} catch {
		await frm.set_value(before);
		return false;
	}
}
