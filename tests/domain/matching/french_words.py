"""The words that the French lists are made of; nothing is copied from a register."""

from __future__ import annotations


def _listed(text: str, separator: str = " ") -> list[str]:
    return text.split(separator)


GIVEN = _listed(
    "Jean Marie Pierre Michel André Philippe Nathalie Isabelle Alain Sylvie Catherine Bernard"
    " Christophe Patrick Daniel Laurent Sandrine Stéphane Nicolas Valérie Véronique Sébastien Julien"
    " Céline Aurélie Thomas Camille Léa Hugo Lucas Emma Chloé Manon Inès Jules Louis Gabriel Arthur"
    " Raphaël Maxime Antoine Clément Pauline Mathilde Élodie Mélanie Jérôme Frédéric Olivier Thierry"
    " Éric Hélène Françoise Monique Jacqueline Karim Mohamed Fatima Amina Yves Loïc Gaëlle Maëlle"
    " Benoît Guillaume Anne-Marie Jean-Pierre Marie-Claude Jean-Luc Anne-Sophie Marc Paul Luc Rémi"
    " Romain Simon Théo Victor Xavier Zoé Noémie Océane Justine"
)
FAMILY = _listed(
    "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre"
    " Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont"
    " Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry"
    " Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin"
    " Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël Meyer"
    " Lucas Meunier Jean Perez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt"
    " Leroux Colas Fernandez Renard Arnaud Rolland Caron Aubert Giraud Leclerc Vidal Bourgeois Renaud"
    " Lemoine Picard Gaillard Philippe Leclercq Lacroix Fabre Dupuis Olivier Rodriguez Da_Silva Hubert"
    " Louis Charles Guillot Rivière Le_Gall Guillaume Adam Rey Moulin Gonzalez Berger Lecomte Menard"
    " Fleury Deschamps Carpentier Julien Benoît Paris Maillard Marchal Aubry Vasseur Le_Roux Renault"
    " Petitjean De_La_Tour D'Aubigné Kowalski Benali Haddad Traoré Diallo Nkosi Bouvier Charpentier"
    " Prévost"
)
SYLLABLES = _listed("ba bre cha cor da del fla fou ga gri lam lo ma mon na pa per qui ra roc sa tré va vil")
ENDINGS = _listed("din eau ec el ert et iac ier in land lec mond nard ot rand sac tin vel vert zon")
STREETS = _listed(
    "rue de la République|avenue Jean Jaurès|boulevard Victor Hugo|rue du Général de Gaulle"
    "|place de l'Église|rue Pasteur|avenue de la Gare|chemin des Vignes|rue des Lilas|rue du Moulin"
    "|allée des Tilleuls|impasse du Château|rue Saint-Michel|quai de la Fosse|rue de Bretagne"
    "|route de Paris|rue Voltaire|boulevard de la Liberté|rue Émile Zola|avenue Foch|rue du Stade"
    "|rue des Écoles|rue de Verdun|rue Gambetta|cours Lafayette|rue Nationale|rue de l'Industrie"
    "|zone industrielle Nord|rue des Acacias|rue du Faubourg",
    "|",
)
NAMED_AFTER = [f"{given} {family}" for given in GIVEN[::4] for family in FAMILY[::3] if "_" not in family]
TOWNS = _listed(
    "75008 Paris|75011 Paris|75015 Paris|69003 Lyon|69007 Lyon|13001 Marseille|13008 Marseille"
    "|31000 Toulouse|06000 Nice|44000 Nantes|34000 Montpellier|67000 Strasbourg|33000 Bordeaux"
    "|59000 Lille|35000 Rennes|51100 Reims|76600 Le Havre|42000 Saint-Étienne|83000 Toulon"
    "|38000 Grenoble|21000 Dijon|49000 Angers|30000 Nîmes|63000 Clermont-Ferrand|72000 Le Mans"
    "|13100 Aix-en-Provence|29200 Brest|37000 Tours|80000 Amiens|87000 Limoges|74000 Annecy|57000 Metz"
    "|25000 Besançon|45000 Orléans|68100 Mulhouse|14000 Caen|54000 Nancy|95100 Argenteuil"
    "|92100 Boulogne-Billancourt|93200 Saint-Denis",
    "|",
)
FREE_MAIL = (
    "gmail.com",
    "orange.fr",
    "free.fr",
    "wanadoo.fr",
    "sfr.fr",
    "laposte.net",
    "hotmail.fr",
    "yahoo.fr",
)
FIRST_WORDS = _listed(
    "Alto Brio Cap Delta Ecla Fora Gala Helio Iris Jade Kali Luma Mira Nova Orba Pixel Quartz Rivo Sol"
    " Terra Ultra Veri Wizo Xeno Yama Zen Agri Bati Clima Dynami Elec Foni Geo Hydro Info Logi Medi"
    " Nutri Opti Poly"
)
SECOND_WORDS = _listed(
    "tec plan nova mat line flux gest cor dis via sys med form bois pro lab dom fil tra lux"
)
TRADES = _listed(
    "Menuiserie Plomberie Garage Boulangerie Transports Informatique Conseil Services Immobilier"
    " Électricité Nettoyage Maçonnerie Peinture Traiteur Optique Pharmacie Assurances Formation"
    " Distribution Logistique"
)
FORMS = ("SARL", "SAS", "SA", "SASU", "EURL", "SCI", "SNC")
WRITTEN_OUT = {"SARL": "S.A.R.L.", "SA": "S.A.", "SAS": "S.A.S.", "SASU": "Sasu", "EURL": "E.U.R.L."}
ABBREVIATED = {
    "avenue": "av.",
    "boulevard": "bd",
    "place": "pl.",
    "chemin": "ch.",
    "rue": "r.",
    "allée": "all.",
}
ACCENTS = str.maketrans("àâäéèêëîïôöùûüçÀÂÉÈÊËÎÏÔÙÛÇ", "aaaeeeeiioouuucAAEEEEIIOUUC")
