prospect_crm.list.extend_contact();
