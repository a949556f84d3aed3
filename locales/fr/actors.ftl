# L’annuaire : qui est ici, et comment le joindre.

actors-title = Annuaire
actors-search = Nom, sigle ou nom local
actors-empty-title = Personne n’est encore dans l’annuaire
actors-empty = Qui fait fonctionner la maison charge une liste d’organisations : cimic-house import actors.
actors-name = Nom
actors-acronym = Sigle
actors-local-name = Nom dans la langue locale
actors-local-name-hint = Comme on l’écrit ici.
actors-kind = Type
actors-community = Communauté
actors-area = District
actors-areas = Présent dans
actors-areas-hint = Des districts, pas des lieux : les lieux exacts ne regardent personne ici.
actors-areas-whole = { $name } en entier
actors-areas-not = Pas présent
actors-clusters = Clusters
actors-cluster = Cluster
actors-dimensions = De quoi il s’agit
actors-dimensions-hint = Au-delà des clusters : les domaines de la paix que touche son travail.
actors-languages = Langues
actors-languages-hint = Séparées par des virgules.
actors-field-languages-many = Huit langues suffisent.
actors-origin = Origine
actors-origin-unsaid = Non précisée
actors-origin-internal = Ce pays
actors-origin-external = L’étranger
actors-offices = Ses bureaux
actors-field-other-hint = Nom ou sigle tel qu’il figure dans l’annuaire.
actors-field-nobody = Personne de ce nom ne figure dans l’annuaire tel que vous le voyez.
actors-field-several = Plusieurs portent ce nom. Lequel ? { $names }
actors-section-all = Toute la liste
actors-activities = Ce qu’il fait
actors-coming = Réunions à venir
actors-dealings = Demandes avec vous
actors-preview = Ce que chaque communauté en voit
actors-entered-by = Saisie au nom de l’organisation par { $name }.
actors-parent = Relève de
actors-mandate = Mandat
actors-mandate-hint = Une ligne que chacun comprend.
actors-phone = Téléphone du bureau
actors-phone-hint = Celui du bureau, pas d’une personne.
actors-website = Site web
actors-field-website-wrong = Saisissez une adresse entière, par exemple https://example.org
actors-marking = Marquage
actors-marking-hint = Si les véhicules et les bureaux portent un logo.
actors-marking-unsaid = Non précisé
actors-marking-logo = Montre son logo
actors-marking-none = Ne montre pas de logo
actors-posts = Postes dans la maison
actors-seen-by = Qui voit cette fiche
actors-confirmed = Dernière confirmation
actors-confirmed-never = Jamais
actors-confirmed-fresh = Récente
actors-confirmed-stale = Ancienne ou jamais faite
actors-stale = Pas confirmée récemment
actors-stale-own = Personne n’a confirmé cette fiche depuis un moment. Est-elle toujours juste ? Sinon, modifiez-la ; cela la confirme aussi.
actors-still-true = Elle est toujours juste
actors-edit = Modifier cette fiche
actors-enter = Saisir une organisation
actors-enter-hint = Un comité de village sans logo, sans téléphone ni adresse électronique a sa place ici comme tout autre. La fiche est proposée tant qu’elle n’est pas confirmée.
actors-is-proposed = Cette fiche est proposée : personne de sa communauté ne l’a encore confirmée.
actors-confirm = Confirmer cette fiche
actors-open-requests = Ces demandes que vous avez faites sont connues de parties militaires et se poursuivent telles quelles. Mettez-y fin, ou laissez-les arriver à leur terme :

## Types
actors-kind-un = Nations Unies
actors-kind-ingo = ONG internationale
actors-kind-nngo = ONG nationale
actors-kind-red_cross = Croix-Rouge et Croissant-Rouge
actors-kind-international_organization = Organisation internationale
actors-kind-government = Pouvoirs publics
actors-kind-traditional_authority = Autorité traditionnelle
actors-kind-community_body = Comité ou groupe local
actors-kind-religious = Organisation religieuse
actors-kind-academic = Université et recherche
actors-kind-private_sector = Secteur privé
actors-kind-media = Médias
actors-kind-military_unit = Unité militaire de cette mission
actors-kind-mission_section = Section de la mission
actors-kind-police = Police de la mission
actors-kind-donor = Donateur
actors-kind-embassy = Ambassade
actors-kind-contractor = Prestataire
actors-kind-military = Autres forces armées
actors-kind-party_to_conflict = Partie au conflit
actors-kind-other = Autre
actors-kind-system = La maison

## Où en est une fiche
actors-status-proposed = Proposée
actors-status-active = Active
actors-status-dormant = En sommeil
actors-status-departed = Partie
actors-status-merged = Fusionnée

actors-audience-public = Tout le monde
actors-audience-partners = Tous ceux qui ont un compte
actors-audience-humanitarian = La communauté humanitaire seulement
actors-audience-owner = Seulement la permanence qui la tient

## Permanences
actors-desk-cimic = Permanence CIMIC
actors-desk-civil_affairs = Permanence des Affaires civiles
actors-desk-coordinator = Permanence du coordonnateur humanitaire
actors-desk-phone = Téléphone de permanence
actors-desk-hours = Heures
actors-desk-place = Lieu
actors-desk-stand-in = Suppléant

## Posture
actors-posture = Posture
actors-posture-choose = Jusqu’où travaillez-vous avec les militaires ?
actors-posture-hint = Cela vaut pour la suite, et décide qui voit votre fiche.
actors-posture-coexistence = Coexistence
actors-posture-coexistence-hint = Pour les militaires, la mission et le pays hôte, vous n’existez pas ici. Le coordonnateur fait le relais pour vous.
actors-posture-coordination = Coordination
actors-posture-coordination-hint = Vous restez à part, et parlez là où parler évite un tort. Tous ceux qui ont un compte voient votre fiche.
actors-posture-cooperation = Coopération
actors-posture-cooperation-hint = Vous travaillez ensemble là où cela aide. Tous ceux qui ont un compte voient votre fiche.
actors-posture-save = Garder cette posture
actors-posture-change = Changer

## Avis et raisons
actors-notice-entered = Saisie. La fiche est proposée tant qu’elle n’est pas confirmée.
actors-notice-confirmed = Confirmée.
actors-notice-still-true = Merci. La fiche est confirmée à la date d’aujourd’hui.
actors-notice-posture = Votre posture est enregistrée. Elle vaut à partir de maintenant.
actors-deny-create = Vous saisissez les organisations de votre communauté, et celles du pays hôte en leur nom.
actors-deny-edit = Une fiche est tenue par les gens de l’organisation elle-même.
actors-deny-confirm = Une nouvelle fiche est confirmée dans sa communauté : une fiche humanitaire par le coordonnateur, une fiche militaire par les officiers CIMIC, les autres par les Affaires civiles.
actors-late-confirm = Cette fiche a été confirmée entre-temps.
actors-late-still-true = Seule une fiche en vigueur peut être confirmée de nouveau.
actors-late-merged = Cette fiche a été fusionnée avec une autre.
actors-late-edit = Quelqu’un de votre organisation a modifié cette fiche entre-temps.
actors-deny-posture = Une organisation dit elle-même jusqu’où elle travaille avec les militaires.
actors-deny-posture-community = Seules les organisations humanitaires ont une posture.
actors-deny-import = Seule la maison charge des fiches à partir de fichiers.

## De quoi il s’agit
actors-dimension-political = Politique
actors-dimension-security = Sécurité
actors-dimension-rule_of_law = État de droit
actors-dimension-human_rights = Droits humains
actors-dimension-humanitarian = Humanitaire
actors-dimension-socio_economic = Social et économique
actors-dimension-reconciliation = Réconciliation
