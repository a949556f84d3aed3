# Words that every feature shares: roles, communities, the situation. In every language.

role-partner = Point focal
role-coordinator = Coordination humanitaire
role-liaison = Officier de liaison d’unité
role-officer = Officier CIMIC
role-chief = Chef CIMIC
role-section = Affaires civiles et sections
role-qip_manager = Équipe de gestion des QIP
role-committee = Membre du comité
role-approver = Autorité d’approbation
role-finance = Finances (certification)
role-leader = Direction
role-admin = Administration
role-auditor = Audit
role-visitor = Visiteur
role-house = La maison

community-military = Composante militaire
community-humanitarian = Communauté humanitaire
community-mission = Civils de la mission
community-host = Pays hôte
community-system = La maison
community-none = Autres

# Nom donné à qui ne peut voir la fiche
someone-military = une unité ou un bureau militaire
someone-humanitarian = une organisation humanitaire
someone-mission = une section de la mission
someone-host = une autorité ou une communauté
someone-system = la maison
someone-none = une autre organisation

situation-peacetime = Temps de paix
situation-peacekeeping = Maintien de la paix
situation-peace_enforcement = Imposition de la paix
situation-combat = Combat
phase-stabilisation = stabilisation
phase-transition = transition
phase-consolidation = consolidation

frame-error-no-post-title = Vous n’occupez aucun poste en ce moment
frame-error-no-post-text = Votre poste est terminé ou n’a pas commencé ; vos droits ont pris fin avec lui. La personne qui se porte garante de votre organisation peut vous dire la suite.
frame-error-repeat-title = Ce formulaire a déjà été envoyé, avec d’autres mots
frame-error-repeat-text = Le premier envoi compte. Regardez ce qui a été enregistré, puis modifiez-le là si nécessaire.
frame-error-invalid-title = Veuillez revoir ceci
frame-error-invalid-text = Une partie de la saisie n’a pas pu être acceptée. Revenez en arrière et regardez les champs signalés.
