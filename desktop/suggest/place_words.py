"""Words around places, folded: those that lead to one, and names that are also common words."""

from __future__ import annotations

_LEADS = """
a agglo_de agglomeration_de alentours_de area_of around at autour_d autour_de base_a basee_a
bases_a bassin_de between centre_de city_of close_to coin_d coin_de cote_d cote_de cotes_de
east_of entre environs_d environs_de est_de in kilometres_de km_de loin_d loin_de metropole_de
minutes_de near next_to nord_de north_of not_far_from ouest_de outside pres_d pres_de proche_d
proche_de proximite_d proximite_de region_de secteur_de situe_a south_of sud_de sur town_of vers
ville_de west_of
"""
LEADS = frozenset(word.replace("_", " ") for word in _LEADS.split())
"""What stands just before the name of a town where something is or will be."""

WEAK_LEADS = frozenset(("de", "d", "from", "of"))
"""What often stands before the name of a town, and as often before anything else."""

_DEPARTMENT_LEADS = """
dans_l dans_la dans_le departement_de departement_de_l departement_de_la departement_du
department_of en est_du in in_the nord_de_l nord_de_la nord_du ouest_du pour_l pour_la pour_le
sud_de_l sud_de_la sud_du
"""
DEPARTMENT_LEADS = frozenset(word.replace("_", " ") for word in _DEPARTMENT_LEADS.split())
"""What stands just before the name of a department where something is or will be."""

WITH_ARTICLE = {"au": "le", "du": "le", "aux": "les"}
"""A lead that has swallowed the first word of the name: "au Puy"."""

ARTICLES = frozenset(("l", "le", "la", "les"))

FOLLOWERS_ELSEWHERE = frozenset(("alpes", "atlantique", "et"))
"""After a department's name, what makes it another place: Rhône Alpes, Loire Atlantique."""

ELSEWHERE = frozenset(("anjou", "aoste", "argentine", "barcelonne", "champagne", "montreal"))
"""Names that more often mean a place outside the region."""

_COMMON = """
ally anse arc argent ars autour bain bains barbieres bas bassins beaulieu beaumont belleville
bois bon bonne bonneville borne bouchet bourg bourgneuf bren cervens chambles chambon chambre
champ champs chapelle charette charly charmes chateau chateauneuf chatel chatenay chatte
chaumont chelieu clermont coise colombe combe condat confort cordon corps cote cours coux crans
cras crest cruas die dole dome doyet droiturier eau ecole engins fleurie fons fontaine fontaines
foret four fourneaux fraisses frangy gap garde gex giez grand grane gras greve huez jardin job
jons joyeuse jumeaux lamure lans lay lemps lent lorette malville marches mars massieu mens
mercury merle mery mions mons mont montagne montagny motte moulins moutiers mure mures murs
navette neuville nieul oz pact parent passy perrier pin place plaine plan plats pleaux polignac
pommiers pont port precieux prunieres publier ramasse relevant rives riviere roche rocher roches
romans rosieres roussillon sablons saillans saillant sales salle salles saou sarras sauvages
savigny septeme sorbiers table tain tarentaise tence terrasse thil tour treves trois uzer val
vaux vers versailleux vienne vif villard villars ville villedieu villeneuve villes virieu vivier
viviers vogue volvic yenne
"""
COMMON = frozenset(_COMMON.split())
"""Names of communes that are also words, or first names, or parts of many names."""
