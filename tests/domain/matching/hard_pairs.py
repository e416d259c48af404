"""Pairs that a customer's file really holds, each with the verdict a careful person would give.

Written by hand, in another shape than the generator's: a line is a record, cells apart by bars. ``SAME`` are two
records of one person or company, ``OTHER`` two of different ones. Nobody named here exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospect_crm.domain.company import Company
from tests.domain.matching.records import person

if TYPE_CHECKING:
    from prospect_crm.domain.person import Person

# first name | last name | e-mail | phone | company | street | postcode | town
SAME_PEOPLE = """
Hélène|Lefèvre|h.lefevre@acme.fr|01 42 68 53 00|ACME SARL|||
LEFEVRE|Helene||+33 1 42 68 53 00 poste 3|Acme|||

Jean-Pierre|Le Gall|jp.legall@orange.fr|06 71 22 33 44||3 rue du Port|29200|Brest
JEAN PIERRE|LEGALL||0671223344||3, r. du Port|29200|BREST CEDEX 2

Catherine|Moreau|catherine.moreau@sncf.fr||SNCF|||
Catherine|Morau|catherine.moreau@sncf.fr|||||

Marie|Durand||06 12 45 78 90|Leroy Conseil|||
Marie|Durand-Petit||+33612457890|Leroy Conseil SAS|||

Sophie|Bernard|sophie.bernard@gmail.com|06 98 76 54 32||||
Sophie|Carpentier|sophie.bernard@gmail.com|06 98 76 54 32||||

François|Mitterand||||12 bis avenue Foch|75116|Paris
Francois|Mitterrand||||12 av. Foch|75116|PARIS 16

Benoît|de La Tour|b.delatour@latour.fr||La Tour Immobilier|||
Benoit|La Tour|b.delatour@latour.fr|||||

Éric|Schmitt|e.schmitt@strasbourg-auto.fr|03 88 11 22 33|Strasbourg Auto|||
E.|Schmitt||03 88 11 22 33|STRASBOURG AUTO SA|||

Stéphanie|Girard||06 33 44 55 66|Pharmacie du Marché|||
Stephanie|GIRARD|||Pharmacie du Marche||33000|Bordeaux

Xavier|Lemoine|xlemoine@laposte.net|||97 rue de Verdun|42000|Saint-Étienne
Xavier|Lemoine||||97r. de Verdun|42000|St Etienne

Mohamed|Benali|mohamed.benali@free.fr|06 55 44 33 22||||
Mohammed|Benali||06.55.44.33.22||||

Anne-Sophie|Perrot|as.perrot@groupe-alpha.fr||Groupe Alpha|||
Anne Sophie|Perrot|annesophieperrot@yahoo.fr||GROUPE ALPHA|||

Guillaume|Roux|g.roux@roux-freres.com|04 78 00 11 22|Roux Frères|5 place Bellecour|69002|Lyon
Guillaume|Roux|guillaume.roux@roux-freres.com|04 78 00 11 22|Roux Freres SARL|5 pl. Bellecour|69002|Lyon

Thérèse|Fabre||05 61 23 45 67||8 allée Jean Jaurès|31000|Toulouse
Therese|Fabre||+33 (0)5 61 23 45 67||8 all. Jean-Jaures|31000|TOULOUSE

Christophe|Marchand|c.marchand@btp-ouest.fr||BTP Ouest|||
Chirstophe|Marchand|c.marchand@btp-ouest.fr||B.T.P. Ouest|||

Bob|Miller|bob.miller@acme-corp.com|||||
Robert|Miller|bob.miller@acme-corp.com|||||

Julie|Garnier||06 01 02 03 04|Studio Lumen|||
Juile|Garnier||06 01 02 03 04|Studio Lumen|||

M. Patrick|O'Brien|patrick.obrien@dublin.ie|||||
Patrick|OBrien|patrick.obrien@dublin.ie|||||

Nathalie|Fontaine|nathalie.fontaine+salon@gmail.com|||||
Nathalie|Fontaine|nathalie.fontaine@gmail.com|||||
"""

OTHER_PEOPLE = """
Jean|Dupont|famille.dupont@orange.fr|01 42 68 53 00||12 rue de la Paix|75002|Paris
Marie|Dupont|famille.dupont@orange.fr|01 42 68 53 00||12 rue de la Paix|75002|Paris

Paul|Mercier||04 91 11 22 33||3 rue Paradis|13001|Marseille
Pauline|Mercier||04 91 11 22 33||3 rue Paradis|13001|Marseille

Michel|Robert||02 40 11 22 33||7 quai de la Fosse|44000|Nantes
Michèle|Robert||02 40 11 22 33||7 quai de la Fosse|44000|Nantes

Céline|David|famille.david@wanadoo.fr|03 66 97 11 65||141 rue Mathieu|37000|Tours
Hélène|David|famille.david@wanadoo.fr|03 66 97 11 65||141 rue Mathieu|37000|Tours

Laurent|Chevalier||05 56 11 22 33||2 cours Victor Hugo|33000|Bordeaux
Laurence|Chevalier||05 56 11 22 33||2 cours Victor Hugo|33000|Bordeaux

Jean|Martin||||||
Jean|Martin||||||

Marie|Martin|marie.martin@orange.fr||||75011|Paris
Marie|Martin|marie.martin@free.fr||||13008|Marseille

Thomas|Petit|t.petit@axa.fr|01 40 11 22 33|AXA|||
Claire|Petit|c.petit@axa.fr|01 40 11 22 33|AXA|||

Nicolas|Blanc|n.blanc@capgemini.com||Capgemini|||
Nicolas|Leblanc|n.leblanc@capgemini.com||Capgemini|||

Julien|Moreau|julien.moreau@edf.fr|01 40 42 22 22|EDF|22 avenue de Wagram|75008|Paris
Julie|Moreau|julie.moreau@edf.fr|01 40 42 22 22|EDF|22 avenue de Wagram|75008|Paris

Alain|Faure|info@mairie-lyon.fr|04 72 10 30 30|Mairie de Lyon|||
Denis|Colas|info@mairie-lyon.fr|04 72 10 30 30|Mairie de Lyon|||

A|Martin||01010101||||
B|Durand||01010101||||

Pierre|Garcia|||||31000|Toulouse
Pierre|Garcia|||||59000|Lille

Louis|Fournier||||4 rue des Lilas|35000|Rennes
Louise|Fournier||||4 rue des Lilas|35000|Rennes

Karim|Haddad||01 43 11 22 33||9 rue Lepic|75018|Paris
Haddad|Samia||01 43 11 22 33||9 rue Lepic|75018|Paris

Sandrine|Bernard|s.bernard@boulanger.fr|03 20 11 22 33|Boulanger|||
Sandrine|Lemaire|s.lemaire@boulanger.fr|03 20 11 22 33|Boulanger|||

Philippe|Roy|philippe.roy@sfr.fr|||||
Philippe|Roy|philippe.roy75@hotmail.com|||||

Emma|Lefort|emma@orange.fr|||||
Hugo|Lefort|hugo@orange.fr|||||
"""

# What the check gets wrong: a first word that is read as a particle, in swapped cells or before a short name.
MISSED_PEOPLE = """
Mohamed|Benali|mohamed.benali@free.fr|06 55 44 33 22||||
Mohammed|Ben Ali||06.55.44.33.22||||

Nguyen|Van Minh||07 81 22 33 44|||69003|Lyon
Van Minh|NGUYEN||+33 7 81 22 33 44||||Lyon
"""

# name | SIREN | site | e-mail | phone | street | postcode | town
SAME_COMPANIES = """
SARL Dupont et Fils|||contact@dupontetfils.fr|01 42 68 53 00|||
Dupont & Fils||www.dupontetfils.fr|||||Paris

S.A.S. Boulangerie Martin||||04 78 11 22 33|2 rue Mercière|69002|Lyon
BOULANGERIE MARTIN||||+33 4 78 11 22 33||69002|LYON CEDEX 02

Société Générale d'Optique|732829320||||||
Generale Optique|732 829 320||||||

Établissements Leclerc||leclerc-btp.fr|||||Nantes
Ets Leclerc SA|||contact@leclerc-btp.fr||||

Müller GmbH & Co. KG||www.mueller-bau.de|||||
Mueller||https://mueller-bau.de/impressum|||||

Transports Girad||||02 99 11 22 33||35000|Rennes
Transports Girard||||0299112233||35000|Rennes

Atelier du Bois (fermé le lundi)||||03 80 11 22 33|||Dijon
L'Atelier du Bois||||03 80 11 22 33|||Dijon

Pharmacie de la Gare SELARL||||04 66 11 22 33|1 avenue Feuchères|30000|Nîmes
Pharmacie de la Gare||||04 66 11 22 33|1 av. Feucheres|30000|Nimes

Acme Corporation||acme.com|sales@acme.com||||
ACME Corp.||www.acme.com|||||

Informatique Services Plus|732829320|||01 30 11 22 33|||
I.S.P. Informatique|732 829 320 00074|||||78000|Versailles
"""

OTHER_COMPANIES = """
SAS Institute|||||||
Institute|||||||

Dupont||||01 42 68 53 00|1 rue Foch|75001|Paris
Dupont Holding||||01 42 68 53 00|1 rue Foch|75001|Paris

Dupont||||01 42 68 53 00|1 rue Foch|75001|Paris
Dupont Hodling||||01 42 68 53 00|1 rue Foch|75001|Paris

ACME|732829320|acme.fr||01 42 68 53 00|1 rue Foch|75001|Paris
ACME|552008443|acme.fr||01 42 68 53 00|1 rue Foch|75001|Paris

Pharmacie de la Gare||||04 66 11 22 33||30000|Nîmes
Pharmacie de la Gare||||03 80 11 22 33||21000|Dijon

Peinture Damond||peinturedamond.fr||||63000|Clermont-Ferrand
Peinture Dumont||peinturedumont.fr||||93200|Saint-Denis

Cabinet Lebrun||||01 45 11 22 33|10 rue de Rivoli|75004|Paris
Studio Vega||||01 45 11 22 33|10 rue de Rivoli|75004|Paris

Garage Martin|||garagemartin@orange.fr|||59000|Lille
Garage Marchand|||garagemarchand@orange.fr|||59000|Lille

Menuiserie Roux||||||38000|Grenoble
Plomberie Roux||||||38000|Grenoble

Crédit Agricole Nord|||contact@ca-nord.fr||||Lille
Crédit Agricole Sud|||contact@ca-sud.fr||||Marseille
"""


def people_pairs(text: str) -> list[tuple[Person, Person]]:
    return [(person(*one.split("|")), person(*other.split("|"))) for one, other in _pairs(text)]


def company_pairs(text: str) -> list[tuple[Company, Company]]:
    return [(_company(*one.split("|")), _company(*other.split("|"))) for one, other in _pairs(text)]


def _pairs(text: str) -> list[list[str]]:
    return [block.strip().splitlines() for block in text.strip().split("\n\n")]


def _company(
    name: str, siren: str, website: str, email: str, phone: str, street: str, postcode: str, city: str
) -> Company:
    return Company(
        name=name,
        siren=siren,
        website=website,
        emails=[email] if email else [],
        phones=[phone] if phone else [],
        street=street,
        postcode=postcode,
        city=city,
    )
