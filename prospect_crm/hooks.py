"""What Frappe calls in this app: dotted paths only."""

# the app
app_name = "prospect_crm"
app_title = "Prospect CRM"
app_publisher = "Prospect CRM maintainers"
app_description = "The work that comes before a sale: companies, people, leads and sales tasks"
app_email = "maintainers@users.noreply.github.com"
app_license = "MIT"
app_logo_url = "/assets/prospect_crm/images/logo.svg"

# the desk
app_include_js = "prospect_crm.bundle.js"
app_include_css = "prospect_crm.bundle.css"
doctype_js = {"Contact": "public/js/contact_form.js"}
doctype_list_js = {"Contact": "public/js/contact_list.js"}

extend_bootinfo = [
    "prospect_crm.services.labels.add_to_boot",
    "prospect_crm.services.team.add_to_boot",
    "prospect_crm.services.boot.narrow",
]

# requests
before_request = ["prospect_crm.api.guard.before_request", "prospect_crm.api.list_search.before_request"]
standard_queries = {
    "Contact Prospect": "prospect_crm.api.list_search.link_query",
    "Sales Prospect": "prospect_crm.api.list_search.link_query",
    "Sales Lead": "prospect_crm.api.list_search.link_query",
    "Sales Opportunity": "prospect_crm.api.list_search.link_query",
}

override_whitelisted_methods = {
    "frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "prospect_crm.api.frappe_views.get_chart",
    "frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": (
        "prospect_crm.api.frappe_views.move_card"
    ),
    "frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs": (
        "prospect_crm.api.frappe_views.act_on_many"
    ),
    "frappe.desk.reportview.delete_items": "prospect_crm.api.frappe_views.delete_items",
    "frappe.desk.reportview.export_query": "prospect_crm.api.frappe_views.export_list",
    "frappe.desk.query_report.export_query": "prospect_crm.api.frappe_views.export_report",
    "frappe.client.has_permission": "prospect_crm.api.frappe_views.has_permission",
    "frappe.client.get_count": "prospect_crm.api.frappe_searches.get_count",
    "frappe.desk.doctype.tag.tag.get_documents_for_tag": "prospect_crm.api.frappe_searches.get_documents_for_tag",
    "frappe.utils.global_search.search": "prospect_crm.api.frappe_searches.global_search",
}

# rights: one rule a kind of record (permissions/rules.py)
permission_query_conditions = {
    "Sales Prospect": "prospect_crm.permissions.lists.sales_prospect",
    "Contact Prospect": "prospect_crm.permissions.lists.contact_prospect",
    "Contact": "prospect_crm.permissions.lists.contact",
    "Address": "prospect_crm.permissions.lists.address",
    "Sales Lead": "prospect_crm.permissions.lists.sales_lead",
    "Sales Opportunity": "prospect_crm.permissions.lists.sales_opportunity",
    "Sales Task": "prospect_crm.permissions.lists.sales_task",
    "Sales Note": "prospect_crm.permissions.lists.sales_note",
    "Sales Operation": "prospect_crm.permissions.lists.sales_operation",
    "Contact Prospect Email": "prospect_crm.permissions.lists.contact_prospect_email",
    "Contact Prospect Phone": "prospect_crm.permissions.lists.contact_prospect_phone",
    "Sales Contact Skill": "prospect_crm.permissions.lists.sales_contact_skill",
    "Sales Social Profile": "prospect_crm.permissions.lists.sales_social_profile",
    "Sales Record Entity": "prospect_crm.permissions.lists.sales_record_entity",
    "Contact Email": "prospect_crm.permissions.lists.contact_email",
    "Contact Phone": "prospect_crm.permissions.lists.contact_phone",
    "Dynamic Link": "prospect_crm.permissions.lists.dynamic_link",
    "File": "prospect_crm.permissions.lists.file",
    "Tag Link": "prospect_crm.permissions.lists.tag_link",
    "Comment": "prospect_crm.permissions.lists.comment",
    "Communication": "prospect_crm.permissions.lists.communication",
    "Version": "prospect_crm.permissions.lists.version",
    "Email Group Member": "prospect_crm.permissions.lists.email_group_member",
}
has_permission = {
    "Sales Prospect": "prospect_crm.permissions.conditions.has_permission",
    "Contact Prospect": "prospect_crm.permissions.conditions.has_permission",
    "Contact": "prospect_crm.permissions.conditions.has_permission",
    "Address": "prospect_crm.permissions.conditions.has_permission",
    "Sales Lead": "prospect_crm.permissions.conditions.has_permission",
    "Sales Opportunity": "prospect_crm.permissions.conditions.has_permission",
    "Sales Task": "prospect_crm.permissions.conditions.has_permission",
    "Sales Note": "prospect_crm.permissions.conditions.has_permission",
    "Sales Operation": "prospect_crm.permissions.conditions.has_permission",
    "File": "prospect_crm.permissions.conditions.has_permission",
    "Comment": "prospect_crm.permissions.conditions.has_permission",
    "Communication": "prospect_crm.permissions.conditions.has_permission",
    "Version": "prospect_crm.permissions.conditions.has_permission",
    "Auto Email Report": "prospect_crm.permissions.reports.has_permission",
    "Prepared Report": "prospect_crm.permissions.reports.has_permission",
    "Email Group Member": "prospect_crm.permissions.conditions.has_permission",
}

# documents: Frappe's Contact, and what realtime tells of each kind that has a rule
doc_events = {
    "Contact": {
        "before_validate": "prospect_crm.events.contact.before_validate",
        "validate": "prospect_crm.events.contact.validate",
        "on_update": "prospect_crm.events.contact.on_update",
        "on_trash": "prospect_crm.events.contact.on_trash",
        "after_delete": "prospect_crm.events.contact.after_delete",
    },
    "Email Group Member": {
        "validate": "prospect_crm.events.email_group_member.validate",
        "on_update": "prospect_crm.events.email_group_member.on_update",
        "on_trash": "prospect_crm.events.email_group_member.on_trash",
    },
    "DocShare": {
        "on_change": "prospect_crm.events.doc_share.on_change",
        "after_delete": "prospect_crm.events.doc_share.on_change",
    },
    "Kanban Board": {"validate": "prospect_crm.events.kanban_board.validate"},
    (
        "Contact",
        "Address",
        "Sales Prospect",
        "Contact Prospect",
        "Sales Lead",
        "Sales Opportunity",
        "Sales Task",
        "Sales Note",
        "Comment",
        "Communication",
        "File",
        "Email Group Member",
    ): {
        "on_change": "prospect_crm.events.realtime.before_telling",
        "after_delete": "prospect_crm.events.realtime.before_telling",
    },
}

# set-up
after_install = "prospect_crm.setup.install.after_install"
before_uninstall = "prospect_crm.setup.uninstall.before_uninstall"

# the scheduler
scheduler_events = {
    "daily_long": ["prospect_crm.tasks.operations.prune"],
    "cron": {
        "*/5 * * * *": [
            "prospect_crm.tasks.operations.resume_interrupted",
            "prospect_crm.tasks.reminders.send_due",
        ],
    },
}
