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

# requests
before_request = ["prospect_crm.api.guard.before_request"]

# set-up
after_install = "prospect_crm.setup.install.after_install"
before_uninstall = "prospect_crm.setup.uninstall.before_uninstall"

# the scheduler
scheduler_events = {
    "cron": {
        "*/5 * * * *": ["prospect_crm.tasks.operations.resume_interrupted"],
    },
}
