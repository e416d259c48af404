import { element, fill } from "../components/element.js";

const PAUSE = 400;

/** The enabled currencies come with the desk: not everybody may read their list. The server judges what is sent. */
function currencies() {
	return ["", ...Object.keys(locals[":Currency"] || {}).sort()];
}

const FIELDS = {
	"Sales Lead": () => [
		{ fieldname: "title", fieldtype: "Data", label: __("Title", null, "Sales Opportunity"), reqd: 1 },
		{
			fieldname: "pipeline",
			fieldtype: "Link",
			options: "Sales Pipeline",
			label: __("Pipeline", null, "Sales Opportunity"),
			get_query: () => ({ filters: { disabled: 0 } }),
			ignore_link_validation: 1,
			reqd: 1,
		},
		{ fieldname: "stages", fieldtype: "HTML" },
		{
			fieldname: "value",
			fieldtype: "Currency",
			options: "currency",
			label: __("Value", null, "Sales Opportunity"),
		},
		{
			fieldname: "currency",
			fieldtype: "Select",
			options: currencies(),
			label: __("Currency", null, "Sales Opportunity"),
		},
		{
			fieldname: "expected_close_on",
			fieldtype: "Date",
			label: __("Expected Close", null, "Sales Opportunity"),
		},
		{
			fieldname: "sales_rep",
			fieldtype: "Link",
			options: "User",
			label: __("Sales Rep"),
			ignore_link_validation: 1,
		},
		{
			fieldname: "visibility",
			fieldtype: "Select",
			label: __("Visible to"),
			options: ["Everyone", "Entity", "Private"].map((value) => ({
				value,
				label: __(value, null, "Sales Opportunity"), // translation: the options of the field
			})),
		},
	],
	"Contact Prospect": ({ choices, refusal, linked }) => {
		if (linked.some(({ doctype }) => doctype === "Sales Prospect") && !refusal) return [];
		return [
			{
				fieldname: "account",
				fieldtype: "Link",
				options: "Sales Prospect",
				label: __("Client Account", null, "Contact"),
				description: __("The company or client that this person belongs to."),
			},
			{
				fieldname: "account_name",
				fieldtype: "Data",
				label: __("Or the name of a new client account"),
				default: choices.account_name || "",
			},
		];
	},
};

/** The right column: the few fields that a conversion asks for. */
export class Choices {
	constructor(dialog, node) {
		Object.assign(this, { dialog, node, timer: null });
	}

	draw(answer) {
		if (!this.group) this.make(answer);
		if (this.stages) this.draw_stages();
	}

	make(answer) {
		const fields = (FIELDS[this.dialog.doctype] || (() => []))(answer);
		this.node.hidden = !fields.length;
		if (!fields.length) return;
		this.fields = fields;
		this.group = new frappe.ui.FieldGroup({
			fields: fields.map((field) => ({ ...field, change: () => this.changed(field.fieldname) })),
			body: this.node,
		});
		this.group.make();
		this.before = this.shown(answer.choices);
		this.group.set_values(this.before);
		if (this.dialog.doctype === "Sales Lead") this.make_stages();
	}

	shown(choices) {
		const names = this.fields.map(({ fieldname }) => fieldname).filter((name) => name !== "stages");
		return Object.fromEntries(names.map((name) => [name, choices[name] ?? ""]));
	}

	/** Frappe tells of every change, its own too: only what differs is looked at, after a pause in typing. */
	changed(fieldname) {
		const value = this.group.get_value(fieldname) ?? "";
		if (String(value) === String(this.before?.[fieldname] ?? "")) return;
		this.before[fieldname] = value;
		this.pending = { ...this.pending, [fieldname]: value };
		if (fieldname === "pipeline") this.pending.stage = "";
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.settle(), PAUSE);
	}

	/** Looks at what was typed but not looked at yet. */
	async settle() {
		clearTimeout(this.timer);
		const values = this.pending;
		this.pending = null;
		if (values) await this.dialog.look(values);
	}

	make_stages() {
		this.stages = element("div.prospect-convert-stages", {
			role: "radiogroup",
			"aria-label": __("Stage", null, "Sales Opportunity"),
		});
		this.group
			.get_field("stages")
			.$wrapper[0].replaceChildren(
				element("label.control-label", {}, __("Stage", null, "Sales Opportunity")),
				this.stages
			);
	}

	async draw_stages() {
		const { pipeline, stage } = this.dialog.chosen;
		if (!pipeline) return;
		const { stages } = await frappe.db.get_doc("Sales Pipeline", pipeline);
		if (this.dialog.chosen.pipeline !== pipeline) return;
		fill(
			this.stages,
			stages.map((row) => this.stage(row, row.stage_name === stage))
		);
	}

	stage({ stage_name, probability }, is_chosen) {
		return element(
			"button.btn.btn-xs",
			{
				type: "button",
				role: "radio",
				"aria-checked": String(is_chosen),
				title: __("Probability {0} %", [probability]),
				on: { click: () => this.dialog.look({ stage: stage_name }) },
			},
			stage_name
		);
	}
}

/** For the dialog of many: the fields that hold for all of them. */
export function fields_for_many(doctype) {
	const own = new Set(["title", "value", "currency", "stages"]);
	if (doctype === "Sales Lead") return FIELDS[doctype]().filter(({ fieldname }) => !own.has(fieldname));
	return [
		{
			fieldname: "duplicates",
			fieldtype: "Select",
			default: "leave",
			...(doctype === "Sales Prospect" ? known_companies() : known_people()),
		},
	];
}

function known_people() {
	return {
		label: __("People who may already be client contacts"),
		options: [
			{ value: "leave", label: __("Leave them out, to convert them one by one") },
			{ value: "use", label: __("Complete the existing contact") },
			{ value: "create", label: __("Create a new contact all the same") },
		],
	};
}

function known_companies() {
	return {
		label: __("Companies that may already be clients"),
		options: [
			{ value: "leave", label: __("Leave them out, to convert them one by one") },
			{ value: "create", label: __("Make them clients all the same") },
		],
	};
}
