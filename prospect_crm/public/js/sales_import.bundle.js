import { ImportPage } from "./import/page.js";

frappe.provide("prospect_crm");
prospect_crm.ImportPage = ImportPage;
