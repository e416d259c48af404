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

extend_bootinfo = "prospect_crm.services.labels.add_to_boot"

# requests
before_request = ["prospect_crm.api.guard.before_request", "prospect_crm.api.list_search.before_request"]
standard_queries = {
    "Contact Prospect": "prospect_crm.api.list_search.link_query",
    "Sales Prospect": "prospect_crm.api.list_search.link_query",
    "Sales Lead": "prospect_crm.api.list_search.link_query",
    "Sales Opportunity": "prospect_crm.api.list_search.link_query",
}

# other apps' documents
doc_events = {
    "Contact": {
        "validate": "prospect_crm.events.contact.validate",
        "on_update": "prospect_crm.events.contact.on_update",
        "on_trash": "prospect_crm.events.contact.on_trash",
    },
}

# set-up
after_install = "prospect_crm.setup.install.after_install"
before_uninstall = "prospect_crm.setup.uninstall.before_uninstall"

# the scheduler
scheduler_events = {
    "cron": {
        "*/5 * * * *": [
            "prospect_crm.tasks.operations.resume_interrupted",
            "prospect_crm.tasks.reminders.send_due",
        ],
    },
}
