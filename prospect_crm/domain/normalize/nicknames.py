"""Short forms that stand for one given name only.

"Where safe" is the rule: a short form of several names (Alex, Chris, Fred, Greg, Manu, Max, Rick, Sam, Ted …),
or one that is as often a name in its own right (Jack, Liam, Théo), is not here: it would make two people one.
"""

from __future__ import annotations

_SHORT_FORMS = {
    "abigail": "abby",
    "andrew": "andy",
    "anthony": "tony",
    "barbara": "barb babs",
    "benjamin": "benji",
    "catherine": "cathy",
    "christopher": "topher",
    "daniel": "danny",
    "david": "dave",
    "deborah": "debbie",
    "donald": "donnie",
    "douglas": "doug",
    "elizabeth": "lizzie betsy",
    "geoffrey": "geoff",
    "henry": "hank",
    "jacob": "jake",
    "james": "jim jimmy",
    "jeffrey": "jeff",
    "jennifer": "jenny jen",
    "joshua": "josh",
    "kenneth": "ken kenny",
    "lawrence": "larry",
    "leonard": "lenny",
    "margaret": "maggie peggy",
    "matthew": "matt",
    "michael": "mike mick",
    "nathaniel": "nate",
    "nicholas": "nick nicky",
    "pamela": "pam",
    "peter": "pete",
    "philippe": "philou",
    "rebecca": "becky",
    "richard": "dick richie",
    "robert": "bob bobby rob robbie",
    "ronald": "ron ronnie",
    "sebastien": "seb",
    "susan": "suzie susie",
    "thomas": "tom tommy",
    "timothy": "tim timmy",
    "veronique": "vero",
    "victoria": "vicky",
    "vincent": "vince",
    "walter": "walt",
    "william": "bill billy",
    "xavier": "xav",
    "zachary": "zach zack",
}

FORMAL_NAME = {short: formal for formal, shorts in _SHORT_FORMS.items() for short in shorts.split()}
"""Short form to the formal name it stands for, both folded."""
