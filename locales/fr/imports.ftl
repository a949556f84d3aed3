# Fichiers qui arrivent : zones et organisations par la ligne de commande, activités aussi par des pages. Ce qui est dit, ligne par ligne.

imports-row = ligne { $n }
imports-column = colonne { $name }

## Ce que devient une ligne
imports-outcome-new = nouvelle
imports-outcome-changed = modifiée
imports-outcome-unchanged = inchangée
imports-outcome-retired = retirée
imports-outcome-missing = absente
imports-outcome-left_out = écartée
imports-outcome-error = erreur
imports-weight-warning = avertissement
imports-weight-error = erreur
imports-sum-new = { $n ->
    [one] { $n } nouvelle
   *[other] { $n } nouvelles
  }
imports-sum-changed = { $n ->
    [one] { $n } modifiée
   *[other] { $n } modifiées
  }
imports-sum-unchanged = { $n ->
    [one] { $n } inchangée
   *[other] { $n } inchangées
  }
imports-sum-retired = { $n ->
    [one] { $n } retirée
   *[other] { $n } retirées
  }
imports-sum-missing = { $n ->
    [one] { $n } absente du fichier
   *[other] { $n } absentes du fichier
  }
imports-sum-left_out = { $n ->
    [one] { $n } écartée
   *[other] { $n } écartées
  }
imports-sum-error = { $n ->
    [one] { $n } ligne avec des erreurs
   *[other] { $n } lignes avec des erreurs
  }
imports-sum-warned = { $n ->
    [one] { $n } ligne avec un avertissement
   *[other] { $n } lignes avec des avertissements
  }
imports-end-errors = Rien n’a été écrit. Corrigez ce qui est marqué comme erreur et réessayez.
imports-end-applied = Écrit.
imports-end-dry = C’était un essai à blanc : rien n’a été écrit. La même commande avec --apply écrit.
imports-end-nothing = Il n’y a rien à écrire.
imports-change = { $from } → { $to }
imports-columns-unread = { $file } : rien n’a été tiré des colonnes { $names }

## Fichiers illisibles
imports-fault-unreadable = ne s’ouvre pas ({ $why })
imports-fault-too-large = dépasse { $n } Mo
imports-fault-empty = est vide
imports-fault-not-text = ce n’est ni du texte ni un classeur
imports-fault-csv = ceci ne peut pas être lu en colonnes ({ $why })
imports-fault-columns = il y a plus de { $n } colonnes
imports-fault-rows = il y a plus de { $n } lignes
imports-fault-cells = il y a plus de { $n } cellules
imports-fault-cell = une cellule dépasse { $n } caractères ; manque-t-il un guillemet ?
imports-fault-text = il y a plus de { $n } octets de texte
imports-fault-column-missing = aucune colonne ne porte ce nom, ni un nom de même sens
imports-fault-column-twice = deux colonnes portent ce nom
imports-fault-workbook = ce classeur est abîmé
imports-fault-entries = ce classeur a plus de { $n } parties
imports-fault-other-workbook = la maison ne lit pas ce type de classeur ; enregistrez-le en XLSX, ODS ou CSV
imports-fault-bomb = une fois décompressé, ce classeur est bien plus gros qu’il ne devrait
imports-fault-geojson = ce n’est pas une collection de polygones en GeoJSON ({ $why })
imports-fault-features = il y a plus de { $n } polygones
imports-fault-points = il y a plus de { $n } points ; simplifiez d’abord les polygones
imports-fault-shape-code = le polygone n’indique aucun code de zone
imports-fault-shape-none = il n’y a pas de polygone
imports-fault-ring = un contour ne finit pas où il commence
imports-fault-point = il manque à un point sa longitude ou sa latitude
imports-fault-earth = { $place } n’est pas un lieu sur terre

## Lignes
imports-row-too-long = il y a quelque chose après la dernière colonne de l’en-tête
imports-cell-needed = cette cellule doit être remplie
imports-cell-too-long = { $n ->
    [one] un caractère au plus tient ici
   *[other] { $n } caractères au plus tiennent ici
  }
imports-stray-spaces = des espaces superflus ont été ôtés du nom

## Zones
imports-area-level = il faut un niveau : 0 pour le pays, 1 pour une région, 2 pour un district, jusqu’à 5
imports-area-date = ce n’est pas une date comme 2026-11-22
imports-area-degrees = { $value } n’est pas un nombre entre −{ $most } et { $most }
imports-area-half-place = latitude et longitude vont ensemble
imports-area-code-is-word = le code est le nom lui-même : un lieu que personne n’a nommé ?
imports-area-code-twice = la ligne { $row } a le même code
imports-area-name-twice = la ligne { $row } a le même nom au même endroit
imports-area-parent-needed = au-dessous des régions, chaque zone se trouve dans une autre
imports-area-parent-unknown = le fichier n’a pas de zone { $code }
imports-area-parent-level = { $code } n’est pas d’un niveau supérieur à celui-ci
imports-area-no-polygon = aucun fichier n’a de polygone pour elle ; elle figure dans les listes, mais pas sur les cartes
imports-area-borrowed = n’a pas de polygone propre ; les cartes dessinent { $code } ({ $name }) à sa place
imports-area-code-two-places = le code { $code } désigne deux lieux : { $file } dessine { $drawn }, le répertoire des lieux désigne { $name } ; ce polygone n’est pas utilisé
imports-area-drawn-as = le polygone s’appelle { $name }
imports-area-outside = le lieu se trouve hors du polygone
imports-area-renamed = le code était { $name } : une nouvelle version commence et garde qui est présent et responsable
imports-area-recoded = ce lieu avait le code { $code } : il continue sous le nouveau, avec qui est présent et responsable
imports-area-reused = le code désignait { $name }, un autre lieu : une nouvelle version commence, sans qui y était présent et responsable
imports-area-new-parent = se trouve dans la nouvelle version de { $code }
imports-area-shape-changed = le polygone change
imports-area-missing = en vigueur, et absente de ce fichier ; --retire-missing la retirerait
imports-polygon-left = { $file } : le polygone { $code } ({ $name }) n’appartient à aucune zone du répertoire des lieux
imports-alias-by-name = le code ne convient pas ; d’après son nom, pris pour { $code }
imports-alias-nearest = aucun lieu ne s’appelle { $name } ; le plus proche est { $code } { $nearest }
imports-alias-unknown = aucun lieu ne s’appelle { $name }

## Organisations
imports-actor-no-acronym = il n’y a pas de sigle
imports-actor-acronym-shared = { $acronym } figure aussi à la ligne { $rows }
imports-actor-no-kind = il n’est pas dit de quel type d’organisation il s’agit
imports-actor-kind-unknown = { $value } n’est pas un type d’organisation que la maison connaît
imports-actor-kinds-differ = le code { $code } et les mots { $words } désignent des types différents ; le code compte
imports-actor-system = écartée : les bureaux propres de la maison sont créés par ceux qui la gèrent, non lus dans un fichier
imports-actor-community-unknown = { $value } n’est pas une communauté
imports-actor-not-this-force = seules les unités de cette mission sont militaires ici
imports-actor-no-community = n’appartient à aucune communauté : une fiche sans postes
imports-actor-name-twice = le même nom figure à la ligne { $row }
imports-actor-name-nearly-twice = la ligne { $row } a le même nom, aux majuscules et aux signes près : une organisation en double ?
imports-actor-spelled = prise pour { $name }, qui s’écrit autrement
imports-actor-alike = est peut-être la même que { $name }, que la maison connaît
imports-actor-area-unknown = la maison ne connaît pas de zone { $code }
imports-actor-parent = { $name } verra ce que cette organisation peut voir : qui confirme la fiche confirme aussi cela
imports-actor-parent-unknown = la maison ne connaît pas de { $name } dans la même communauté ; sans entité mère
imports-actor-kept = la fiche dit { $theirs } et le fichier { $file } ; la fiche appartient à ceux qu’elle décrit et reste
imports-actor-community-stays = reste dans sa communauté ({ $code }) : une importation ne la change jamais
imports-actor-parent-stays = garde son entité mère : une importation ne la change jamais
imports-actor-areas = { $n ->
    [one] une zone de plus
   *[other] { $n } zones de plus
  }
imports-projects-no-owner = Aucune permanence des Affaires civiles n’est là pour garder les projets passés.
imports-projects-empty = Une ligne a besoin d’une référence et d’un titre.
imports-projects-twin = Ressemble beaucoup à { $other } : même thème, même lieu, presque le même titre. Peut-être un seul projet raconté deux fois.
imports-projects-kind = « { $kind } » n’est ni un projet à effet rapide ni un appui aux communautés ; pris comme appui aux communautés.
imports-projects-category = La catégorie « { $category } » n’est pas connue.
imports-projects-relief = Des articles de secours ne sont pas un projet en soi ; gardés tels quels.
imports-projects-no-district = Aucun district n’est indiqué ; placé dans la région.
imports-projects-area = Le code « { $code } » n’est celui d’aucune zone en vigueur.
imports-projects-precision = Le jour de ce projet n’est pas ce qui a été noté alors, mais « { $how } ».
imports-projects-no-end = Achevé, mais aucun jour de remise de l’ouvrage n’est indiqué.
imports-projects-ended = En cours, mais un jour de remise de l’ouvrage est indiqué.
imports-projects-status = Le statut « { $status } » n’est pas connu.
imports-projects-day = « { $date } » ne désigne pas un jour ; le premier jour est retenu.
imports-projects-date = « { $date } » n’est pas une date.
imports-projects-cost-note = Au sujet du coût : { $note }
imports-projects-no-cost = Aucun coût n’est indiqué.
imports-projects-cost = « { $cost } » n’est pas un montant en dollars et cents.
imports-projects-people = { $n } n’est pas le nombre de personnes de ce seul projet ({ $note }) ; non compté.
imports-projects-sex = Le sexe et l’âge ne sont pas indiqués ; personne n’est compté comme femme.
imports-projects-no-donor = Il n’est pas dit qui a payé.

## Activités : ce qui est dit des lignes
imports-activity-columns = aucune colonne ne dit qui, ou aucune ne dit où
imports-activity-nobody = « { $name } » ne désigne aucune organisation ; est-ce voulu ?
imports-activity-not-yours = il ne vous revient pas d’écrire pour { $name }
imports-activity-spelled = prise pour { $name } : même sigle et nom proche
imports-activity-variant = prise pour { $name }, d’après la liste des autres graphies
imports-activity-acronym-shared = plusieurs organisations s’appellent « { $value } » : { $names }
imports-activity-actor-nearest = personne ne s’appelle « { $value } » ; le nom le plus proche est { $nearest }
imports-activity-actor-unknown = personne ne s’appelle « { $value } »
imports-activity-looks-like-tag = « { $value } » est une erreur de tableur, pas un code ; cela ressemble à une balise
imports-activity-code-unknown = aucun lieu n’a le code { $code }
imports-activity-code-swapped = { $code } désigne { $means }, mais la ligne dit { $said }, c’est-à-dire { $other } ; le code compte
imports-activity-code-name = { $code } désigne { $means }, mais la ligne dit { $said } ; le code compte
imports-activity-other-region = { $name } se trouve dans { $means }, mais la ligne dit { $said } ; le district compte
imports-activity-area-nearest = aucun lieu ne s’appelle « { $value } » ; le plus proche est { $nearest }
imports-activity-area-unknown = aucun lieu ne s’appelle « { $value } »
imports-activity-area-several = plusieurs lieux s’appellent « { $value } » : { $names }
imports-activity-cluster-nearest = aucun cluster ne s’appelle « { $value } » ; le plus proche est { $nearest }
imports-activity-cluster-unknown = aucun cluster ne s’appelle « { $value } »
imports-activity-no-cluster = aucun cluster n’est indiqué
imports-activity-no-date = aucun jour ni mois n’est indiqué
imports-activity-date = « { $value } » n’est ni un jour ni un mois
imports-activity-date-doubtful = « { $value } » est compris comme { $day } ; jour et mois pourraient être inversés
imports-activity-status = « { $value } » n’est pas un statut
imports-activity-function = « { $value } » n’est pas une fonction CIMIC
imports-activity-number = « { $value } » n’est pas un nombre de personnes
imports-activity-id = « { $value } » n’est pas un identifiant d’activité
imports-activity-id-unknown = vous ne connaissez aucune activité avec cet identifiant
imports-activity-other-actor = l’activité qui a cet identifiant est celle d’une autre organisation
imports-activity-double = dit la même chose que la ligne { $row }
imports-activity-moved = se trouve maintenant dans un autre lieu
imports-activity-private = partenaire de mise en œuvre ou lieu exact, écrit à la place de ce qui y était
imports-activity-fault = Ligne { $row } : { $why }
imports-activity-stopped = Le traitement s’est arrêté. Rien n’a été écrit ; vérifiez de nouveau le fichier.
imports-activity-overtaken = Ce qui se trouve dans la maison a changé pendant que vous regardiez l’essai à blanc. En voici un nouveau : regardez encore avant d’écrire.

## Activités : ce qui est dit du fichier
imports-activity-distinct = { $rows } lignes donnent { $n } combinaisons différentes d’organisation, de cluster et de lieu.
imports-activity-borrowed = { $rows } lignes se trouvent dans { $n } lieux que la carte dessine avec le polygone d’une autre zone.
imports-activity-acronyms = { $n } sigles servent à plusieurs organisations dans ce fichier : { $acronyms }.
imports-activity-without-acronym = { $n ->
    [one] { $n } nom d’organisation vient sans sigle.
   *[other] { $n } noms d’organisations viennent sans sigle.
  }
imports-activity-year = Les mois sont compris comme ceux de { $year }.
imports-activity-unread = Rien n’a été tiré de ces colonnes : { $names }.

## Pages des importations
imports-title-activity = Fichiers d’activités
imports-lead-activity = Apportez une liste de qui fait quoi et où. D’abord vient un essai à blanc : chaque ligne est montrée avec ce qu’elle deviendrait. Rien n’est écrit avant que vous le disiez.
imports-file = Fichier
imports-file-hint = CSV, XLSX, ODS ou XLS, 32 Mo au plus. En-têtes simples ou balises HXL.
imports-file-needed = Choisissez un fichier
imports-variants = Autres graphies des organisations
imports-variants-hint = Un tableau avec les colonnes « lookup » et « canonical name ».
imports-check = Vérifier le fichier
imports-ours = Fichiers de notre bureau
imports-empty = Votre bureau n’a encore apporté aucun fichier.
imports-rows = Lignes
imports-when = Quand
imports-state-received = Colonnes à préciser
imports-state-checking = Vérification en cours
imports-state-checked = Vérifié, non écrit
imports-state-applying = Écriture en cours
imports-state-applied = Écrit
imports-state-failed = Illisible
imports-state-stuck = Arrêté
imports-running = { $n } lignes faites sur environ { $m }. Vous pouvez quitter cette page et revenir.
imports-progress = Avancement
imports-look-again = Actualiser
imports-stuck = La maison a redémarré pendant qu’elle traitait ce fichier. Rien n’a été écrit. Vérifiez-le de nouveau.
imports-columns-open = Dites quelles colonnes contiennent l’organisation et le lieu ; les lignes sont ensuite vérifiées.
imports-applied-activity = { $n ->
    [one] { $n } activité a été écrite.
   *[other] { $n } activités ont été écrites.
  }
imports-apply-activity = { $n ->
    [one] Écrire { $n } activité
   *[other] Écrire { $n } activités
  }
imports-leave-out = Écarter les lignes avec erreurs
imports-leave-out-hint = Sinon, rien n’est écrit tant qu’une ligne a une erreur.
imports-errors-left = Corrigez les lignes avec des erreurs, ou écartez-les
imports-columns = Colonnes
imports-check-again = Revérifier
imports-discard = Jeter le fichier
imports-words = Mots que la maison ne connaît pas
imports-words-hint = Dites une fois ce qu’ils veulent dire : c’est retenu pour votre prochain fichier. Ce qui est proposé n’est qu’approchant ; rien n’est retenu sans votre choix.
imports-words-more = { $n ->
    [one] Un autre suit quand ceux-ci sont réglés.
   *[other] { $n } autres suivent quand ceux-ci sont réglés.
  }
imports-words-save = Retenir et revérifier
imports-words-unknown = « { $said } » : la maison ne connaît pas non plus « { $value } »
imports-word-actor = organisation
imports-word-area = lieu
imports-word-cluster = cluster
imports-word-status = statut
imports-word-date = jour ou mois
imports-word-rows = { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
  }
imports-word-choice = Cela veut dire
imports-word-open = Laisser ouvert
imports-word-typed = ou son nom, comme dans l’annuaire ou la liste des zones
imports-word-typed-date = Cela veut dire ce jour ou ce mois, par exemple 2026-11-22 ou novembre 2026
imports-dry-run = Ce que ferait chaque ligne
imports-show-all = toutes
imports-show-error = erreurs
imports-show-warned = avertissements
imports-show-new = nouvelles
imports-show-changed = modifiées
imports-show-unchanged = inchangées
imports-show-left_out = écartées
imports-row-head = Ligne
imports-outcome = Résultat
imports-record-activity = Qui et où
imports-remarks = Remarques
imports-columns-lead = Chaque colonne du fichier, ce qu’elle contient et ce que la maison y voit. Un choix est retenu pour les fichiers qui ont les mêmes colonnes.
imports-columns-twice = Deux colonnes ne peuvent pas être toutes deux ceci : { $name }
imports-column-name = Colonne
imports-column-samples = Premières cellules
imports-column-is = Signifie
imports-time = Ce que le fichier ne dit pas
imports-year = Année des mois qui n’en ont pas
imports-year-hint = Une ligne qui dit seulement « mars ».
imports-from = Premier jour des lignes sans aucune date
imports-until = Dernier jour des lignes sans aucune date
imports-order = 3/4/2025 est
imports-order-day = le trois avril
imports-order-month = le quatre mars
imports-row-hint = Corrigez ce que cette ligne devrait dire. Cela ne vaut que pour ce fichier.
imports-row-said = Le fichier dit :
imports-row-save = Enregistrer et revérifier
imports-row-activity = L’activité de cette ligne
imports-field-none = Non lue
imports-field-id = Identifiant de l’activité
imports-field-actor = Organisation
imports-field-acronym = Sigle de l’organisation
imports-field-cluster = Cluster
imports-field-what = Ce qui est fait
imports-field-region = Région
imports-field-region_code = Code de la région
imports-field-district = District
imports-field-district_code = Code du district
imports-field-starts = Début
imports-field-ends = Fin
imports-field-month = Mois, ou un seul jour
imports-field-status = Statut
imports-field-modality = Modalité
imports-field-target_group = Groupe cible
imports-field-targeted = Personnes visées
imports-field-targeted_women = Femmes visées
imports-field-targeted_girls = Filles visées
imports-field-targeted_female = Femmes et filles visées
imports-field-targeted_men = Hommes visés
imports-field-targeted_boys = Garçons visés
imports-field-targeted_male = Hommes et garçons visés
imports-field-reached = Personnes atteintes
imports-field-reached_women = Femmes atteintes
imports-field-reached_girls = Filles atteintes
imports-field-reached_female = Femmes et filles atteintes
imports-field-reached_men = Hommes atteints
imports-field-reached_boys = Garçons atteints
imports-field-reached_male = Hommes et garçons atteints
imports-field-objective = Objectif
imports-field-function = Fonction CIMIC
imports-field-partner = Partenaire de mise en œuvre
imports-field-place = Lieu exact
imports-notice-received = Le fichier est en cours de vérification. Regardez-le avant d’écrire.
imports-notice-columns = Dites quelles colonnes contiennent l’organisation et le lieu.
imports-notice-corrected = Retenu, et vérifié de nouveau.
imports-notice-checked = Vérifié de nouveau.
imports-notice-applying = Le fichier est écrit d’un seul tenant.
imports-late-applied = Ce fichier a déjà été écrit.
imports-late-running = La maison traite ce fichier. Attendez qu’elle ait fini.
imports-late-unchecked = Ce fichier doit d’abord être vérifié.
imports-projects-long = Un titre a 200 caractères au plus, une référence 300.
imports-back-activity = Activités
imports-title-project = Fichiers de projets passés
imports-back-project = Projets
imports-lead-project = Reprenez une liste de projets menés auparavant. D’abord vient un essai à blanc : chaque ligne est montrée avec ce qu’elle deviendrait et chaque doute à son sujet. Rien n’est écrit avant que vous le disiez ; ce qui est écrit n’est dit à personne au-delà des partenaires.
imports-file-hint-project = CSV, XLSX, ODS ou XLS. Colonnes : qip_ref, title, category, status, et là où le fichier les a record_type, adm1_pcode, adm2_pcode, place, start_date, handover_date, cost_usd, donor, contingent_or_unit, beneficiaries.
imports-record-project = Référence et titre
imports-applied-project = { $n ->
    [one] { $n } projet a été écrit.
   *[other] { $n } projets ont été écrits.
  }
imports-apply-project = { $n ->
    [one] Écrire { $n } projet
   *[other] Écrire { $n } projets
  }
imports-row-project = Le projet de cette ligne
imports-field-ref = Référence
imports-field-title = Titre
imports-field-type = Sorte de dossier
imports-field-category = Catégorie
imports-field-adm1 = Code de la région
imports-field-adm2 = Code du district
imports-field-start = Début
imports-field-end = Remise
imports-field-precision = Degré de certitude du jour
imports-field-cost = Coût, USD
imports-field-cost_note = Au sujet du coût
imports-field-donor = Qui a payé
imports-field-unit = Unité
imports-field-people = Personnes atteintes
imports-field-people_note = Au sujet des personnes
