import { open_email_dialog } from "./mailing/email_dialog.js";
import { open_subscribe_dialog } from "./mailing/subscribe_dialog.js";

frappe.provide("prospect_crm");
prospect_crm.mailing = { open_email_dialog, open_subscribe_dialog };
