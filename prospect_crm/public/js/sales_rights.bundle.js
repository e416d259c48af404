import { RightsPage } from "./rights/page.js";

frappe.provide("prospect_crm");
prospect_crm.RightsPage = RightsPage;
