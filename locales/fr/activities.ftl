# Activités : qui fait quoi, où, quand et pour qui.

activities-title = Activités
activities-one = Activité
activities-new = Saisir une activité
activities-edit = Modifier une activité
activities-import = Importer
activities-sharing = Ce que nous partageons
activities-empty-title = Aucune activité ici pour l’instant
activities-empty = Saisissez ce que fait votre organisation, ou importez une liste « qui fait quoi, où ».
activities-actor = Organisation
activities-of-actor = toutes ses activités
activities-area = District
activities-cluster = Cluster
activities-what = Ce qui est fait
activities-what-hint = En une ligne : quoi, pour qui. Aucun nom de personne.
activities-modality = Modalité
activities-modality-hint = En nature, argent, bons, service, formation.
activities-target-group = Groupe visé
activities-targeted = Personnes à atteindre
activities-reached = Personnes atteintes
activities-all-people = Toutes les personnes
activities-all-people-hint = Laissé vide, c’est la somme des parts.
activities-part-women = Femmes
activities-part-girls = Filles
activities-part-female = Femmes et filles
activities-part-men = Hommes
activities-part-boys = Garçons
activities-part-male = Hommes et garçons
activities-period = Du – au
activities-starts = Début
activities-ends = Fin
activities-no-end = fin inconnue
activities-from = En cours à partir du
activities-until = En cours jusqu’au
activities-chip-from = à partir du { $day }
activities-chip-until = jusqu’au { $day }
activities-confirmed = Dernière confirmation
activities-stale = Non confirmée depuis longtemps
activities-is-stale = à reconfirmer
activities-objective = Objectif
activities-function = Fonction CIMIC
activities-function-hint = Pour les activités des unités militaires.
activities-function-none = Aucune
activities-function-liaison = Liaison
activities-function-mission_support = Appui à la mission
activities-function-community_support = Appui aux communautés
activities-partner = Partenaire d’exécution
activities-place = Lieu exact
activities-private-hint = Seul votre bureau lit ceci, et ceux à qui vous le permettez sous « Ce que nous partageons ».
activities-private-kept = Vous ne pouvez pas lire ce qui s’y trouve. Laissé vide, cela reste.
activities-source = Du fichier
activities-row = ligne { $n }
activities-audience = Qui la voit
activities-audience-public = Tout le monde
activities-audience-partners = Tous ceux qui ont un compte
activities-audience-humanitarian = La communauté humanitaire seulement
activities-audience-mission = Les militaires et la mission
activities-audience-military = Les militaires seulement
activities-audience-owner = Notre bureau seulement
activities-who-sees = { $actor } : { $role }{ $n ->
    [one] {""}
   *[other] {" "}× { $n }
  }

## État et actes
activities-status-planned = Prévue
activities-status-ongoing = En cours
activities-status-completed = Achevée
activities-status-suspended = Suspendue
activities-status-cancelled = Annulée
activities-act-start = Elle a commencé
activities-act-complete = Elle est achevée
activities-act-suspend = Suspendre
activities-act-resume = Reprendre
activities-act-cancel = Annuler l’activité
activities-confirm = C’est toujours vrai
activities-notice-confirmed = Confirmée à la date d’aujourd’hui.

## Refus et erreurs
activities-deny-write = Les postes d’une organisation saisissent ce qu’elle fait ; les coordonnateurs, les officiers et les sections le font pour ceux dont ils tiennent la fiche.
activities-deny-share = Seule l’organisation elle-même laisse d’autres lire ses partenaires locaux et ses lieux exacts.
activities-deny-export = Les listes sont extraites par ceux qui travaillent avec.
activities-late-cancelled = Cette activité a été annulée.
activities-late-completed = Cette activité est achevée. Ce qui est terminé n’a pas besoin de confirmation.
activities-late-status = Son état a changé entre-temps.
activities-late-consent = Ceci a déjà pris fin.
activities-field-too-long = Une activité dure dix ans au plus ; saisissez la suite comme une autre activité
activities-field-fewer-than-parts = C’est moins que la somme des parts

## Partage
activities-field-f2 = Lieux exacts
activities-field-f3 = Partenaires d’exécution
activities-sharing-lead = Les partenaires d’exécution et les lieux exacts de vos activités restent dans votre bureau. Ici, vous laissez une autre organisation les lire, dans un but et jusqu’à un jour donnés. Cela prend fin de soi-même, ou quand vous y mettez fin.
activities-sharing-given = Accordé
activities-sharing-none = Personne d’autre ne les lit.
activities-sharing-held = Accordé à nous
activities-sharing-new = Laisser lire quelqu’un
activities-sharing-recipient = Organisation
activities-sharing-fields = Ce qu’elle peut lire
activities-sharing-purpose = But
activities-sharing-until = jusqu’au
activities-sharing-until-day = Jusqu’à la fin du
activities-sharing-give = Laisser lire
activities-sharing-end = Y mettre fin

## Extractions
activities-export = Extraire cette liste en
activities-export-hxl = CSV avec étiquettes HXL
activities-export-make = Créer le fichier
activities-export-title = Une liste extraite
activities-export-format = Format
activities-export-until = Le lien fonctionne jusqu’au
activities-export-get = Enregistrer le fichier
activities-export-hint = Votre nom, la référence et l’heure figurent en tête. { $n } lignes au plus. On y trouve ce que vous pouvez voir ; jamais les partenaires locaux ni les lieux exacts.
activities-export-dead = Ce lien n’est plus valable. Recréez le fichier depuis la liste.
activities-export-mark = { $mission } · activités · { $reference } · { $person } · { $at }
activities-export-mark-cut = { $mission } · activités · { $reference } · { $person } · { $at } · les { $cap } premières lignes seulement
activities-format-csv = CSV
activities-format-xlsx = XLSX
activities-format-hxl = CSV avec étiquettes HXL
