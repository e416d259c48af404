export function write($element, element, lead, names) {
	// ruleid: unescaped-html
	$element.html(lead.title);
	// ruleid: unescaped-html
	element.innerHTML = lead.title;
	// ruleid: unescaped-html
	element.insertAdjacentHTML("beforeend", lead.title);
	// ruleid: unescaped-html
	$element.html("<b>" + lead.title);
	// ruleid: unescaped-html
	$element.html(__("Hello {0}", [lead.title]));
	// ok: unescaped-html
	$element.html("<b></b>");
	// ok: unescaped-html
	$element.html(__("Nothing here"));
	// ok: unescaped-html
	$element.html(frappe.utils.escape_html(lead.title));
	// ok: unescaped-html
	$element.text(lead.title);
	// ok: unescaped-html
	return $element.html();
}

export function mark_up($element, lead) {
	// ruleid: unescaped-value-in-markup
	$element.append(`<b>${lead.title}</b>`);
	// ruleid: unescaped-value-in-markup
	$element.html(`<b title="${frappe.utils.escape_html(lead.name)}">${lead.title}</b>`);
	// ruleid: unescaped-value-in-markup
	const markup = `<b>${__("Hello {0}", [lead.title])}</b>`;
	// ok: unescaped-value-in-markup
	$element.append(`<b>${frappe.utils.escape_html(lead.title)}</b>`);
	// ok: unescaped-value-in-markup
	$element.append(`<b>${__("Hello")}</b>`);
	// ok: unescaped-value-in-markup
	const route = `/app/lead/${lead.name}`;
	// ok: unescaped-value-in-markup
	const sentence = `${lead.count} < 3`;
	// ruleid: concatenated-markup
	$element.append("<b>" + lead.title + "</b>");
	// ruleid: concatenated-markup
	$("<b>" + lead.title + "</b>").appendTo($element);
	// ok: concatenated-markup
	$element.append($("<b>").text(lead.title));
	// ok: concatenated-markup
	names.push(lead.first + lead.last);
	return [markup, route, sentence];
}

export function speak(lead) {
	// ruleid: untranslated-desk-message
	frappe.throw("Choose a file.");
	// ruleid: untranslated-desk-message
	frappe.msgprint(`Choose ${lead.title}.`);
	// ruleid: untranslated-desk-message
	frappe.show_alert({ message: "Done", indicator: "green" });
	// ok: untranslated-desk-message
	frappe.throw(__("Choose a file."));
	// ok: untranslated-desk-message
	frappe.show_alert({ message: __("Done"), indicator: "green" });
	// ruleid: desk-text-translated-after-formatting
	__(`Choose ${lead.title}.`);
	// ruleid: desk-text-translated-after-formatting
	__("Choose " + lead.title);
	// ok: desk-text-translated-after-formatting
	__("Choose {0}", [lead.title]);
}

export function act(frm, text) {
	// ruleid: current-form-global
	cur_frm.save();
	// ok: current-form-global
	frm.save();
	// ruleid: evaluated-desk-text
	eval(text);
	// ruleid: evaluated-desk-text
	new Function(text)();
	// ok: evaluated-desk-text
	frm.evaluate(text);
}
