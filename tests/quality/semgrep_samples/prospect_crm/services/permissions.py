import frappe


def save(document):
    # ruleid: ignored-permissions
    document.save(ignore_permissions=True)


def flag(document):
    # ruleid: ignored-permissions
    document.flags.ignore_permissions = True


def pass_on(document):
    # ruleid: ignored-permissions
    document.save(**{"ignore_permissions": True})


def become_somebody_else():
    # ruleid: ignored-permissions
    frappe.set_user("Administrator")
    # ok: ignored-permissions
    frappe.set_user("somebody@example.com")


def explained_above(document):
    # permission: the counter belongs to nobody
    # ok: ignored-permissions
    document.save(ignore_permissions=True)


def explained_directly_above(document):
    # ok: ignored-permissions
    # permission: the counter belongs to nobody
    document.save(ignore_permissions=True)


def explained_on_the_line(document):
    # ok: ignored-permissions
    document.flags.ignore_permissions = True  # permission: the counter belongs to nobody


def explained_elsewhere(document):
    # permission: the counter belongs to nobody
    document.reload()
    # ruleid: ignored-permissions
    document.save(ignore_permissions=True)


def respected(document):
    # ok: ignored-permissions
    document.save()
    # ok: ignored-permissions
    document.save(ignore_permissions=False)
