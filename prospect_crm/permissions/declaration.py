"""The Sales Rights, as data: their words are those of the reference documents S2 and S4."""

from __future__ import annotations

from dataclasses import dataclass

from prospect_crm.domain.message import Message

PROSPECTOR, MANAGER, READER = "Sales Prospector", "Sales Prospection Manager", "Sales Client Reader"

PEOPLE = Message("Contact prospects")
WORK = Message("Tasks and opportunities")
EXCHANGE = Message("Import, export, mailing lists")
NOTES = Message("Sales notes")
CLIENTS = Message("Client contacts")
ALL = Message("All records")


@dataclass(frozen=True)
class Right:
    """One right: its key, its words, and the roles that hold it at first."""

    key: str
    group: Message
    title: Message
    description: Message
    roles: tuple[str, ...]


RIGHTS = (
    Right(
        "contact_prospects",
        PEOPLE,
        Message("See contact prospects"),
        Message("Access to contact prospects: list, page, search, and whatever shows them."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "contact_prospects_write",
        PEOPLE,
        Message("Add and change contact prospects"),
        Message("Add a contact prospect, or change one."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "skills",
        PEOPLE,
        Message("Manage skills"),
        Message("Manage the skills and the technical environment of a contact prospect."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "convert",
        PEOPLE,
        Message("Convert to client contact"),
        Message("Convert a contact prospect into a client contact."),
        (MANAGER,),
    ),
    Right(
        "merge",
        PEOPLE,
        Message("Merge duplicates"),
        Message("Merge two or more records into one."),
        (MANAGER,),
    ),
    Right(
        "tasks",
        WORK,
        Message("Manage tasks on contact prospects"),
        Message("Add, change and delete sales tasks about contact prospects."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "free_contact_opportunities",
        WORK,
        Message("Manage opportunities of a free contact"),
        Message("Manage opportunities of a contact prospect who is not attached to a company."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "create_many",
        EXCHANGE,
        Message("Add many at once"),
        Message("Load many contact prospects at once, by pasting them or through the API."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "import_files",
        EXCHANGE,
        Message("Import in bulk"),
        Message("Import contact prospects from spreadsheets."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "import_vcf",
        EXCHANGE,
        Message("Import VCF"),
        Message("Import contact prospects from VCF files."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "export_vcf",
        EXCHANGE,
        Message("Export VCF"),
        Message("Export contact prospects to VCF files."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "export_xlsx",
        EXCHANGE,
        Message("Export lists"),
        Message("Export lists and reports to spreadsheets."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "mailing_lists",
        EXCHANGE,
        Message("Manage mailing lists"),
        Message("Manage the subscriptions of people to mailing lists."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "bulk_email",
        EXCHANGE,
        Message("Send bulk e-mail"),
        Message("Send an e-mail to many people at once."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "own_notes",
        NOTES,
        Message("Manage own notes"),
        Message("Write notes, and change one's own."),
        (PROSPECTOR, MANAGER),
    ),
    Right(
        "see_all_notes",
        NOTES,
        Message("See all notes"),
        Message(
            "See the notes of all authors (all entities) on records one may read; private ones excepted."
        ),
        (MANAGER,),
    ),
    Right(
        "manage_all_notes",
        NOTES,
        Message("Manage all notes"),
        Message("Change and delete the notes of all authors; private ones excepted."),
        (MANAGER,),
    ),
    Right(
        "client_contacts",
        CLIENTS,
        Message("See client contacts"),
        Message("The list of client contacts, and whatever shows them."),
        (PROSPECTOR, MANAGER, READER),
    ),
    Right(
        "see_all_entities",
        ALL,
        Message("See all entities"),
        Message("See the records of all entities, not only of one's own."),
        (MANAGER,),
    ),
    Right(
        "undo",
        ALL,
        Message("Undo operations"),
        Message("Undo the imports, merges and changes of others."),
        (MANAGER,),
    ),
)

BY_KEY = {right.key: right for right in RIGHTS}
EVERYTHING = frozenset(BY_KEY)
EVERYBODYS_ROLE = "System Manager"
"""Holds every right, whatever the table says."""
