# Le pays : régions et districts.

areas-title = Régions et districts
areas-empty-title = Aucune zone n’est encore connue
areas-empty = Qui fait fonctionner la maison charge le répertoire des lieux de la mission : cimic-house import areas.
areas-retired-title = Plus en usage
areas-retired-hint = Des fiches plus anciennes désignent encore ces lieux.
areas-until = jusqu’au
areas-is-retired = Les fiches d’avant désignent encore cette version ; elle a pris fin le
areas-successor = Ce que le code désigne maintenant
areas-level = Niveau
areas-level-0 = Pays
areas-level-1 = Région
areas-level-2 = District
areas-level-3 = Partie d’un district
areas-level-4 = Lieu
areas-level-5 = Lieu
areas-parent = Se trouve dans
areas-names = Dans d’autres langues
areas-aliases = S’écrit aussi
areas-since = Depuis
areas-children = Dans cette zone
areas-actors = Qui est ici
areas-actors-more = Tous dans l’annuaire
areas-actors-none = Parmi ceux que vous pouvez voir, personne ne dit être ici.
areas-presence-present = présent
areas-presence-office = avec un bureau
areas-presence-mobile = va et vient
areas-presence-remote = travaille à distance
areas-presence-partner = par un partenaire
areas-presence-responsibility = responsable de cette zone
areas-deny-import = Les zones viennent du répertoire des lieux de la mission. Qui fait fonctionner la maison le charge.
areas-contact-sheet = Feuille de contacts de cette zone
areas-now = Le même lieu aujourd’hui :
areas-not-now = Aucune version en vigueur ne correspond à ce lieu.
areas-neighbours = Voisins
areas-siblings = Dans la même région

## Ce qui se passe dans un district
areas-doing = Ce qui se fait ici
areas-load = { $n ->
    [one] { $n } activité ce mois-ci
   *[other] { $n } activités ce mois-ci
} ; on estime que ce district peut en porter { $mark } à la fois.
areas-load-over = au-dessus du repère
areas-doing-none = Aucune activité que vous pouvez voir n’est prévue ou en cours.
areas-doing-all = Activités dans ce district
areas-doing-more = Plus d’activités dans ce district
areas-waiting = Demandes en attente
areas-waiting-none = Aucune demande d’ici que vous pouvez voir n’attend quelqu’un.
areas-meetings = Réunions à venir
areas-waiting-all = Demandes de ce district
areas-waiting-more = Plus de demandes de ce district

## Répertoires en versions
areas-versions = Versions du répertoire des lieux
areas-versions-lead = Une nouvelle liste de lieux remplace l’ancienne. Les fiches plus anciennes continuent de désigner le lieu que le code désignait alors.
areas-versions-none = Aucun répertoire n’a encore été chargé
areas-versions-none-hint = Qui fait fonctionner la maison charge le répertoire des lieux de la mission : cimic-house import areas.
areas-version = Version
areas-version-taken = Chargée
areas-version-file = Fichier
areas-version-areas = Lieux en vigueur
areas-version-changes = Ce qu’elle a changé
areas-version-code = Code
areas-version-change = Changement
areas-version-before = Avant
areas-version-after = Après
areas-change-new = nouveau
areas-change-renamed = autre nom
areas-change-moved = se trouve désormais dans une autre zone
areas-change-recoded = autre code
areas-change-reused = désigne désormais un autre lieu
areas-change-retired = plus en usage
areas-change-redrawn = autres limites
areas-change-altered = autres détails
areas-unmapped = Lieux sans correspondance aujourd’hui
areas-unmapped-hint = Leurs codes ne sont plus en usage, ou désignent d’autres lieux. Les nombres comptent les fiches que vous pouvez voir.
areas-unmapped-none = Il n’y en a pas : chaque lieu des fiches plus anciennes a sa place aujourd’hui.
areas-unmapped-place = Lieu
areas-unmapped-requests = Demandes
areas-unmapped-activities = Activités
areas-unmapped-actors = Acteurs
areas-told = Avis
areas-told-none = Aucun avis n’est en vigueur ici pour vous.
areas-told-all = Avis de ce district
