// Loaded with the desk: small, the pages' own bundles come when they are opened.
import { contact_prospect_list } from "./list/contact_prospect.js";
import { sales_operation_list } from "./list/sales_operation.js";
import { sales_prospect_list } from "./list/sales_prospect.js";

frappe.provide("prospect_crm.list");
Object.assign(prospect_crm.list, {
	contact_prospect: contact_prospect_list,
	sales_operation: sales_operation_list,
	sales_prospect: sales_prospect_list,
});
