import frappe
from frappe import db


def read(connection, executor, thread):
    # ruleid: sql-outside-bulk-write
    frappe.db.sql("select 1")
    # ruleid: sql-outside-bulk-write
    db.sql("select 1")
    # ruleid: sql-outside-bulk-write
    frappe.db.sql_ddl("alter table x")
    # ruleid: sql-outside-bulk-write
    frappe.db._cursor.execute("select 1")
    cursor = connection.cursor()
    # ruleid: sql-outside-bulk-write
    cursor.executemany("insert", [])
    # ruleid: sql-outside-bulk-write
    connection.cursor().execute("select 1")
    # ok: sql-outside-bulk-write
    frappe.get_all("Lead")
    # ok: sql-outside-bulk-write
    frappe.qb.from_("Lead").select("name").run()
    # ok: sql-outside-bulk-write
    executor.execute(thread)


def write():
    # ruleid: commit-outside-operations
    frappe.db.commit()
    # ruleid: commit-outside-operations
    db.commit()
    # ok: commit-outside-operations
    frappe.db.savepoint("before")
