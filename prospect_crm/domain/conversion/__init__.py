"""What a conversion makes of a record: field maps as data, and pure functions that plan.

Module map: ``field_map`` says which field goes where; ``filling`` fills blanks and names what stays;
``contact_details`` turns a person's e-mails, phones and address into Contact's rows and an Address;
``plan`` holds what a plan is made of; ``person``, ``lead`` and ``company`` are the three arrows.
"""
