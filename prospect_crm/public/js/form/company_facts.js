import { element, fill, icon } from "../components/element.js";
import { empty_state, loading_state } from "../components/empty_state.js";
import { number } from "../components/format.js";
import { Part } from "../components/part.js";
import { email_link, phone_link, record_link, web_link } from "../components/record_link.js";

const DOCTYPE = "Sales Prospect";
const FIELDS = (
	"name company_name account_type website email phone siren siret vat_number headcount annual_revenue " +
	"currency sector territory description"
).split(" ");

/** Who the lead's company is, read from its own page, so that nothing is kept twice. */
class CompanyFacts extends Part {
	async load() {
		const { company } = this.frm.doc;
		if (!company || !frappe.model.can_read(DOCTYPE)) return this.say_none();
		fill(this.node, loading_state());
		const found = await this.fetched(read(company));
		if (found && !found.facts) return this.say_none();
		if (found) fill(this.node, shown(found));
		return undefined;
	}

	say_none() {
		fill(
			this.node,
			empty_state(
				__(
					"This lead has no company, or none that you may read. Choose one above to see who they are."
				)
			)
		);
	}
}

async function read(company) {
	const [facts] = await frappe.db.get_list(DOCTYPE, { filters: { name: company }, fields: FIELDS });
	if (!facts) return {};
	const [addresses, full] = await Promise.all([
		read_addresses(company),
		frappe.xcall("frappe.client.get", { doctype: DOCTYPE, name: company }),
	]);
	return { facts, addresses, networks: full.social_profiles || [] };
}

function read_addresses(company) {
	if (!frappe.model.can_read("Address")) return [];
	return frappe.db.get_list("Address", {
		filters: [
			["Dynamic Link", "link_doctype", "=", DOCTYPE],
			["Dynamic Link", "link_name", "=", company],
		],
		fields: ["name", "address_line1", "address_line2", "pincode", "city", "country"],
		limit: 3,
	});
}

function shown({ facts, addresses, networks }) {
	const rows = [
		[__("Company"), record_link(DOCTYPE, facts.name, facts.company_name)],
		[__("Website", null, "Sales Prospect"), web_link(facts.website)],
		[__("Address"), addresses.length > 0 && addresses.map(address)],
		[__("Phone"), phone_link(facts.phone)],
		[__("E-mail"), email_link(facts.email)],
		[__("SIREN"), facts.siren],
		[__("VAT Number"), facts.vat_number],
		[__("Headcount"), facts.headcount > 0 && number(facts.headcount)],
		[__("Annual Revenue"), facts.annual_revenue > 0 && revenue(facts)],
		[__("Sector"), facts.sector],
		[__("Territory"), facts.territory],
		[__("Social Networks"), networks.length > 0 && networks.map(network)],
	];
	return element(
		"dl.prospect-facts",
		{},
		rows.map(([label, value]) =>
			element(
				"div",
				{},
				element("dt", {}, label),
				element("dd", {}, value || element("span.text-muted", {}, "–"))
			)
		)
	);
}

function revenue({ annual_revenue, currency }) {
	const style = currency ? { style: "currency", currency } : {};
	return new Intl.NumberFormat(frappe.boot.lang || "en", { ...style, maximumFractionDigits: 0 }).format(
		annual_revenue
	);
}

/** The map opens only on a click, so nobody else learns which companies are looked at. */
function address({ address_line1, address_line2, pincode, city, country }) {
	const place = [pincode, city].filter(Boolean).join(" ");
	const text = [address_line1, address_line2, place, country].filter(Boolean).join(", ");
	const map = `https://www.openstreetmap.org/search?query=${encodeURIComponent(
		[address_line1, place, country].filter(Boolean).join(", ")
	)}`;
	return element("div", {}, text, " ", element("span", {}, icon("map"), web_link(map, __("Map"))));
}

function network({ network: name, url }) {
	return element("span.prospect-network", {}, web_link(url, name) || name);
}

/** Makes the facts for an HTML field. */
export function company_facts() {
	return (frm, fieldname) => new CompanyFacts(frm, fieldname);
}
