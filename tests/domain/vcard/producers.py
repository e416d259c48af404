"""Cards as the producers of this world write them, invented here after their habits."""

from __future__ import annotations

import base64

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de")
JPEG = bytes.fromhex("ffd8ffe000104a46494600010101004800480000ffd9")


def _lines(text: str, charset: str = "utf-8", end: str = "\r\n") -> bytes:
    return text.strip("\n").replace("\n", end).encode(charset) + end.encode(charset)


def _folded(content: bytes, width: int) -> str:
    text = base64.b64encode(content).decode()
    return "\n ".join(text[start : start + width] for start in range(0, len(text), width))


ANDROID_2_1 = _lines(
    """
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4C=65=66=C3=A8=76=72=65;=48=C3=A9=6C=C3=A8=6E=65;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=48=C3=A9=6C=C3=A8=6E=65=20=4C=65=66=C3=A8=
=76=72=65
TEL;CELL;PREF:+33612345678
TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=89quipe):+33122334455
TEL;X-Standard:+33122334400
EMAIL;WORK:helene@exemple.fr
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=53=6F=63=69=C3=A9=74=C3=A9
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=56=75=65=0A=C3=A0=20=4C=79=6F=6E
X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/nickname;=4C=C3=A9=6E=65;1;;;;;;;;;;;;;
PHOTO;ENCODING=BASE64;JPEG:"""
    + _folded(JPEG, 20)
    + """

END:VCARD
"""
)

OUTLOOK_2_1 = _lines(
    """
BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=fr;CHARSET=Windows-1252:Lefèvre;Hélène;;Mme
FN;CHARSET=Windows-1252:Mme Hélène Lefèvre
ORG;CHARSET=Windows-1252:Société Générale d'Études;Achats
TITLE;CHARSET=Windows-1252:Directrice, Achats
NOTE;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Rencontr=E9e =E0 Lyon=0D=0A=
le 3 mai=0D=0A=

TEL;WORK;VOICE:01 22 33 44 55
TEL;CELL;VOICE:06 12 34 56 78
TEL;WORK;FAX:01 22 33 44 56
ADR;WORK;PREF;CHARSET=Windows-1252:;;12 allée des Érables;Lyon;Rhône;69003;France
LABEL;WORK;PREF;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:12 all=E9e des =C9rables=0D=0A=
69003 Lyon=0D=0A=
France
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
URL;WORK:http://www.exemple.fr
BDAY:19850412
EMAIL;PREF;INTERNET:helene.lefevre@exemple.fr
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 """
    + _folded(JPEG, 24)
    + """

X-MS-MANAGER:Le Chef
REV:20240503T101112Z
END:VCARD
""",
    "cp1252",
)

APPLE_3_0 = _lines(
    """
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.4//EN
N:Lefèvre;Hélène;Anne,Marie;Dr;
FN:Dr Hélène Anne Marie Lefèvre
NICKNAME:Léne
ORG:Société\\, SA;Achats;Europe
TITLE:Directrice
EMAIL;type=INTERNET;type=WORK;type=pref:helene@exemple.fr
item1.EMAIL;type=INTERNET:h@exemple.org
item1.X-ABLabel:Association
TEL;type=CELL;type=VOICE;type=pref:+33 6 12 34 56 78
TEL;type=IPHONE;type=CELL;type=VOICE:+33 6 00 00 00 00
item2.TEL:01 22 33 44 55
item2.X-ABLabel:_$!<Work>!$_
item3.ADR;type=WORK;type=pref:;;12 rue Haute\\n2e étage;Lyon;;69003;France
item3.X-ABADR:fr
item4.URL;type=pref:http\\://www.exemple.fr
item4.X-ABLabel:_$!<HomePage>!$_
BDAY;X-APPLE-OMIT-YEAR=1604;value=date:1604-04-12
item5.X-ABDATE;type=pref:2010-06-05
item5.X-ABLabel:_$!<Anniversary>!$_
X-SOCIALPROFILE;type=twitter:http://twitter.com/helene
X-SOCIALPROFILE;type=linkedin;x-user=helene:http://www.linkedin.com/in/helene
IMPP;X-SERVICE-TYPE=Skype;type=pref:skype:helene
PHOTO;ENCODING=b;TYPE=JPEG:"""
    + _folded(JPEG, 20)
    + """
END:VCARD
"""
)

GOOGLE_3_0 = _lines(
    """
BEGIN:VCARD
VERSION:3.0
FN:Hélène Lefèvre
N:Lefèvre;Hélène;;;
EMAIL;TYPE=INTERNET;TYPE=WORK:helene@exemple.fr
item1.TEL:+33 6 12 34 56 78
item1.X-ABLabel:mobile perso
TEL;TYPE=CELL:+33 6 12 34 56 79
item2.ORG:Société
item2.TITLE:Directrice
BDAY:1985-04-12
NOTE:Vue à Lyon\\nle 3 mai
PHOTO:https://lh3.googleusercontent.com/contacts/abc
CATEGORIES:myContacts,Clients
END:VCARD
""",
    end="\n",
)

NOKIA_2_1 = _lines(
    """
BEGIN:VCARD
VERSION:2.1
REV:20080102T030405Z
UID:8f1b
N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Lef=C3=A8vre;H=C3=A9l=C3=A8ne;;;
TEL;PREF;CELL:+33612345678
TEL;CELL;VIDEO:+33612345679
TEL;HOME;VOICE:0122334455
EMAIL:helene@exemple.fr
X-CLASS:private
END:VCARD
"""
)

THUNDERBIRD_2_1 = _lines(
    """
begin:vcard
fn;quoted-printable:H=C3=A9l=C3=A8ne Lef=C3=A8vre
n;quoted-printable:Lef=C3=A8vre;H=C3=A9l=C3=A8ne
org;quoted-printable:Soci=C3=A9t=C3=A9;Achats
adr:;;12 rue Haute;Lyon;;69003;France
email;internet:helene@exemple.fr
title:Directrice
tel;work:01 22 33 44 55
tel;cell:06 12 34 56 78
x-mozilla-html:FALSE
url:http://www.exemple.fr
version:2.1
end:vcard
""",
    end="\n",
)

BLACKBERRY_2_1 = _lines(
    """
BEGIN:VCARD
VERSION:2.1
FN:Hélène Lefèvre
N:Lefèvre;Hélène
TITLE:Directrice
ORG:Société
TEL;CELL:+33612345678
TEL;TYPE=PAGER:123
EMAIL;PREF:helene@exemple.fr
PHOTO;ENCODING=BASE64:"""
    + base64.b64encode(JPEG).decode()
    + """
END:VCARD
"""
)

ROUNDCUBE_3_0 = _lines(
    """
BEGIN:VCARD
VERSION:3.0
N:Lefèvre;Hélène;;;
FN:Hélène Lefèvre
EMAIL;TYPE=INTERNET;TYPE=WORK:helene@exemple.fr
TEL;TYPE=home2:0122334455
TEL;TYPE=workfax:0122334456
X-DEPARTMENT:Achats
X-MANAGER:Le Chef
ORG:Société
END:VCARD
"""
)

NEXTCLOUD_4_0 = _lines(
    """
BEGIN:VCARD
VERSION:4.0
PRODID:-//Nextcloud Contacts v5.5
UID:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
FN;PREF=1:Hélène Lefèvre
N:Lefèvre;Hélène;;;
TEL;TYPE="work,voice";VALUE=uri;PREF=1:tel:+33-1-22-33-44-55;ext=12
TEL;TYPE=cell:+33 6 12 34 56 78
EMAIL;PREF=2:second@exemple.fr
EMAIL;PREF=1;TYPE=work:premier@exemple.fr
ADR;TYPE=work;LABEL="12 rue Haute\\n69003 Lyon":;;12 rue Haute;Lyon;;69003;France
BDAY:--0412
KIND:individual
TITLE;ALTID=1;LANGUAGE=fr:Directrice
TITLE;ALTID=1;LANGUAGE=en:Director
PHOTO:data:image/png;base64,"""
    + _folded(PNG, 40)
    + """
REV;VALUE=DATE-AND-OR-TIME:20240503T101112Z
END:VCARD
""",
    end="\n",
)

EXCHANGE_3_0 = _lines(
    """
BEGIN:VCARD
VERSION:3.0
PRODID:-//Microsoft Corporation//Exchange//EN
N:Lefèvre;Hélène;;;
FN:Hélène Lefèvre
EMAIL;TYPE=EX:/o=Exemple/ou=Exchange/cn=Recipients/cn=hlefevre
EMAIL;TYPE=INTERNET:"Hélène Lefèvre" <helene@exemple.fr>
TEL;TYPE=WORK,VOICE:01 22 33 44 55 poste 12
END:VCARD
"""
)

LOTUS_3_0 = _lines(
    """
BEGIN:VCARD
VERSION:3.0
PROFILE:VCARD
N:Lefèvre;Hélène;Anne;Mme;
FN:Hélène Lefèvre
X_LOTUS_CHARSET:UTF-8
EMAIL;TYPE=INTERNET,WORK,PREF:mailto:helene@exemple.fr
ADR;TYPE=HOME,PARCEL:;;12\\, rue Haute;Lyon;;69003;France
ORG:Société;Achats
NOTE:Une note \\, une virgule
END:VCARD
"""
)

COMPANY_3_0 = _lines(
    """
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Société Dupont & Fils
ORG:Société Dupont & Fils;
X-ABShowAs:COMPANY
TEL;type=MAIN:01 22 33 44 55
END:VCARD
"""
)
