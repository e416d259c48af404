// Loaded with the desk: small, the pages' own bundles come when they are opened.
import { contact_prospect_list } from "./list/contact_prospect.js";

frappe.provide("prospect_crm.list");
prospect_crm.list.contact_prospect = contact_prospect_list;
