"""One form for what people write in many ways: names, phones, e-mails, URLs, companies and their numbers.

Three kinds of functions, told apart by their first word: ``check_…`` returns the stored form or raises
``DomainError`` with a sentence for the user; ``normalise_…`` returns it or ``None``; every other function
gives a key for search or matching and never fails.
"""
