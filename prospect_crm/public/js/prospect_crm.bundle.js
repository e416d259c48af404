// Loaded with the desk: small, the pages' own bundles come when they are opened.
import { contact_prospect_list } from "./list/contact_prospect.js";
import { sales_operation_list } from "./list/sales_operation.js";
import { sales_prospect_list } from "./list/sales_prospect.js";
// the lists
import { add_labels_to_tag_editor } from "./components/labels.js";
import { name_colleagues } from "./list/colleagues.js";
import { extend_contact_list } from "./list/contact.js";
import { sales_lead_list } from "./list/sales_lead.js";
import { sales_note_list } from "./list/sales_note.js";
import { sales_opportunity_list } from "./list/sales_opportunity.js";
import { sales_task_calendar } from "./list/sales_task_calendar.js";
import { sales_task_list } from "./list/sales_task.js";
import { offer_mailing } from "./mailing/index.js";

frappe.provide("prospect_crm.list");
Object.assign(prospect_crm.list, {
	contact_prospect: contact_prospect_list,
	sales_operation: sales_operation_list,
	sales_prospect: sales_prospect_list,
});

// conversions
import { convert_selection, offer_conversion_of_selection } from "./conversion/offer.js";

// forms
import { follow_comments } from "./form/comments.js";
import { contact_form } from "./form/contact.js";
import { contact_prospect_form } from "./form/contact_prospect.js";
import { keep_late_forms_away } from "./form/late_form.js";
import { sales_lead_form } from "./form/sales_lead.js";
import { sales_note_form } from "./form/sales_note.js";
import { sales_opportunity_form } from "./form/sales_opportunity.js";
import { sales_operation_form } from "./operation/form.js";
import { sales_prospect_form } from "./form/sales_prospect.js";
import { sales_task_form } from "./form/sales_task.js";

prospect_crm.form = {
	contact: contact_form,
	contact_prospect: contact_prospect_form,
	sales_lead: sales_lead_form,
	sales_note: sales_note_form,
	sales_operation: sales_operation_form,
	sales_opportunity: sales_opportunity_form,
	sales_prospect: sales_prospect_form,
	sales_task: sales_task_form,
};
Object.assign(prospect_crm.list, {
	extend_contact: extend_contact_list,
	sales_lead: sales_lead_list,
	sales_note: sales_note_list,
	sales_opportunity: sales_opportunity_list,
	sales_task: sales_task_list,
	sales_task_calendar,
});
add_labels_to_tag_editor();
offer_mailing();
name_colleagues();
keep_late_forms_away();
follow_comments();

prospect_crm.convert_selection = convert_selection;
offer_conversion_of_selection();
