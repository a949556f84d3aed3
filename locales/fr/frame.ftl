# Le cadre commun : en-tête, pied de page, formulaires, pages de liste, erreurs, dates.

## En-tête et pied de page
frame-house = Maison CIMIC
frame-skip = Aller au contenu
frame-navigation = Navigation principale
frame-navigation-inside = Dans cette partie
frame-language = Langue
frame-sign-in = Se connecter
frame-sign-out = Se déconnecter
frame-account = Mon compte
frame-act-as = Agir en tant que
frame-desks = Permanences et téléphones
frame-services = Services
frame-glossary = Glossaire
frame-privacy = Ce que nous gardons et qui le voit
frame-promise = Coordonner n’est pas diriger : chaque décision reste à qui elle appartient. Demander ne vous engage à rien.
frame-demo = Démonstration : tout ici est inventé.
frame-print = Imprimer
frame-printed-by = Imprimé par
frame-copy = Copier
frame-copied = Copié
frame-more = Afficher plus
frame-back = Retour

## Navigation principale
frame-nav-home = Mon bureau
frame-nav-dashboards = Tableaux de bord
frame-nav-board = Notre tableau
frame-nav-objectives = Objectifs
frame-nav-start = Accueil
frame-nav-requests = Demandes
frame-nav-triage = Tri
frame-nav-ask = Demander un appui
frame-nav-tell = Informer OCHA
frame-nav-actions = Points d’action
frame-nav-visits = Visites
frame-nav-reports = Retours d’expérience
frame-nav-desks = Permanences
frame-nav-actors = Annuaire
frame-nav-services = Services
frame-nav-assets = Moyens
frame-nav-meetings = Réunions
frame-nav-qips = Projets
frame-nav-activities = Activités
frame-nav-areas = Zones
frame-nav-map = Carte
frame-nav-calendar = Calendrier
frame-nav-forums = Forums
frame-nav-rooms = Salles
frame-nav-gaps = Lacunes
frame-nav-overlaps = Chevauchements
frame-nav-people = Personnes
frame-nav-settings = Réglages
frame-nav-imports = Importations
frame-nav-admin = La maison
frame-nav-audit = Événements
frame-nav-glossary = Glossaire
frame-nav-notices = Avis
frame-nav-search = Chercher dans la maison

## Formulaires
frame-optional = (facultatif)
frame-choose = Choisir…
frame-unknown = Je ne sais pas
frame-yes = Oui
frame-no = Non
frame-save = Enregistrer
frame-send = Envoyer
frame-add = Ajouter
frame-edit = Modifier
frame-remove = Retirer
frame-cancel = Annuler
frame-continue = Continuer
frame-confirm = Confirmer
frame-search = Rechercher
frame-characters-left = caractères restants
frame-characters-over = caractères en trop
frame-draft-saved = Brouillon enregistré
frame-draft-away = Pas de connexion. Votre saisie est gardée sur cet appareil et sera envoyée au retour de la ligne.
frame-draft-restored = Nous avons remis ce que vous aviez saisi avant la coupure.
frame-error = Erreur :
frame-errors-title = Merci de revoir ces points
frame-field-needed = Remplissez ce champ
frame-field-choose = Choisissez une réponse
frame-field-too-long = { $n ->
    [one] Un caractère au plus
   *[other] { $n } caractères au plus
  }
frame-field-too-short = { $n ->
    [one] Un caractère au moins
   *[other] { $n } caractères au moins
  }
frame-field-date = Saisissez une date entière : jour, mois et année
frame-field-date-past = Saisissez une date qui n’est pas passée
frame-field-date-order = La fin ne peut pas précéder le début
frame-field-number = Saisissez un nombre, par exemple 12 ou 3,5
frame-field-number-range = Saisissez un nombre de { $from } à { $to }
frame-field-email = Saisissez une adresse électronique, par exemple nom@example.org
frame-field-phone = Saisissez un numéro avec l’indicatif du pays, par exemple +999 12 345 678
frame-field-reference = Saisissez une référence, par exemple K7QF-2M9P
frame-field-code = Saisissez les 16 chiffres du code
frame-field-taken = Cette valeur est déjà utilisée
frame-field-stale = Quelqu’un a modifié ceci entre-temps. Relisez avant d’enregistrer.
frame-field-unknown = Ce formulaire contient un élément inconnu. Rechargez la page et réessayez.

## Listes
frame-pages = Pages
frame-previous = Précédent
frame-next = Suivant
frame-filter = Filtrer
frame-filters = Filtres actifs
frame-filter-remove = Retirer le filtre :
frame-filters-clear = Tout retirer
frame-all = Tous
frame-found = { $n ->
    [0] Aucun résultat
    [one] { $n } résultat
   *[other] { $n } résultats
  }
frame-found-more = Plus de { $n } résultats
frame-empty-title = Rien ici pour l’instant
frame-empty-filtered = Rien ne correspond à ces filtres. Retirez-en un pour en voir plus.

## Fiches
frame-who-sees = Qui peut voir ceci
frame-who-sees-auditor = L’auditeur peut l’ouvrir après avoir écrit pourquoi ; vous le verriez ci-dessous.
frame-opened-by = Ouvert par
frame-opened-by-nobody = Personne hors de votre organisation ne l’a ouvert.
frame-to-parties = Aux parties
frame-to-parties-hint = Tous ceux que cette fiche nomme lisent ceci.
frame-inside = Au sein de notre bureau
frame-inside-hint = Seul le bureau { $office } lit ceci. Cela n’en sort jamais.
frame-facts = Faits
frame-what-now = Ce qui peut être fait maintenant
frame-history = Ce qui s’est passé
frame-turn = À qui d’agir
frame-age = Âge
frame-state = État
frame-reference = Référence

## Touches de la page de tri
frame-keys-title = Touches
frame-keys-next = Suivant dans la file
frame-keys-previous = Précédent dans la file
frame-keys-open = Ouvrir
frame-keys-return = Renvoyer avec une question
frame-keys-decline = Décliner
frame-keys-advance = Faire avancer
frame-keys-list = Afficher ces touches
frame-keys-close = Fermer

## Avis après une action
frame-notice-saved = Enregistré.
frame-notice-sent = Envoyé.
frame-notice-removed = Retiré.
frame-notice-repeated = Nous l’avions déjà. Rien n’a été fait deux fois.
frame-notice-signed-in = Vous êtes connecté.
frame-notice-signed-out = Vous êtes déconnecté et cet appareil ne garde rien.
frame-notice-language = La maison vous parle désormais français.
frame-notice-post = Vous agissez maintenant dans la fonction choisie.
frame-notice-draft-discarded = Le brouillon est effacé.

## Quand quelque chose ne marche pas
frame-error-bad-request-title = Nous n’avons pas pu lire cela
frame-error-bad-request-text = La page a envoyé quelque chose que cette adresse n’accepte pas. Revenez en arrière, rechargez et réessayez.
frame-error-signed-out-title = Veuillez vous connecter
frame-error-signed-out-text = Cette page est réservée aux personnes qui ont un compte. Après la connexion, vous y revenez avec ce que vous aviez saisi.
frame-error-forbidden-title = Cela ne vous revient pas
frame-error-forbidden-text = Vous pouvez lire ceci, mais quelqu’un d’autre agit.
frame-error-not-found-title = Il n’y a rien ici pour vous
frame-error-not-found-text = L’adresse est peut-être mal saisie, ou la fiche n’est pas partagée avec vous. Si quelqu’un vous a donné une référence, vérifiez-la avec cette personne.
frame-error-conflict-title = Quelque chose s’est passé entre-temps
frame-error-conflict-text = Vous n’avez rien changé. Regardez la fiche telle qu’elle est maintenant, puis décidez.
frame-error-too-large-title = C’est trop volumineux
frame-error-too-large-text = Envoyez moins à la fois, ou un fichier plus petit.
frame-error-too-slow-title = Cela a pris trop de temps
frame-error-too-slow-text = Votre envoi n’est pas arrivé en entier à temps et rien n’a été enregistré. Revenez en arrière : votre saisie est encore là. Réessayez quand la liaison sera meilleure.
frame-error-too-many-title = Un instant, s’il vous plaît
frame-error-too-many-text = Il y a eu beaucoup d’essais en peu de temps. Attendez une minute et réessayez.
frame-error-cross-site-title = Cela vient d’un autre site
frame-error-cross-site-text = Pour votre sécurité, nous n’acceptons que les formulaires de nos propres pages. Ouvrez la page ici et renvoyez-le.
frame-error-method-title = Cette adresse ne fait pas cela
frame-error-method-text = Ouvrez la page et utilisez ses boutons.
frame-error-failed-title = Quelque chose a échoué de notre côté
frame-error-failed-text = Ce n’est pas votre faute. Ce que vous aviez enregistré est en sûreté. Réessayez ; si cela échoue encore, appelez la permanence et lisez-lui le numéro ci-dessous.
frame-error-back = Voir la fiche telle qu’elle est maintenant
frame-error-home = Aller à mon bureau
frame-error-start = Aller à l’accueil
frame-error-desks = Appeler une permanence
frame-error-number = Numéro à donner à qui vous aide :
frame-away-title = La maison est fermée un instant
frame-away-text = Nous n’atteignons pas nos dossiers. Cette page réessaie d’elle-même.
frame-away-kept = Les brouillons marqués « Brouillon enregistré » sont en sûreté. En cas d’urgence, appelez la permanence que vous connaissez.
frame-try-again = Réessayer

## Dates
frame-date = { $day } { $month } { $year }
frame-time = { $date }, { $clock } { $zone }
frame-month-1 = janv.
frame-month-2 = févr.
frame-month-3 = mars
frame-month-4 = avr.
frame-month-5 = mai
frame-month-6 = juin
frame-month-7 = juil.
frame-month-8 = août
frame-month-9 = sept.
frame-month-10 = oct.
frame-month-11 = nov.
frame-month-12 = déc.
frame-weekday-1 = lundi
frame-weekday-2 = mardi
frame-weekday-3 = mercredi
frame-weekday-4 = jeudi
frame-weekday-5 = vendredi
frame-weekday-6 = samedi
frame-weekday-7 = dimanche
frame-today = aujourd’hui
frame-yesterday = hier
frame-tomorrow = demain
frame-just-now = à l’instant
frame-ago-minutes = { $n ->
    [one] il y a { $n } minute
   *[other] il y a { $n } minutes
  }
frame-ago-hours = { $n ->
    [one] il y a { $n } heure
   *[other] il y a { $n } heures
  }
frame-ago-days = { $n ->
    [one] il y a { $n } jour
   *[other] il y a { $n } jours
  }
frame-ago-weeks = { $n ->
    [one] il y a { $n } semaine
   *[other] il y a { $n } semaines
  }
frame-ago-months = il y a { $n } mois
frame-in-minutes = { $n ->
    [one] dans { $n } minute
   *[other] dans { $n } minutes
  }
frame-in-hours = { $n ->
    [one] dans { $n } heure
   *[other] dans { $n } heures
  }
frame-in-days = { $n ->
    [one] dans { $n } jour
   *[other] dans { $n } jours
  }
frame-in-weeks = { $n ->
    [one] dans { $n } semaine
   *[other] dans { $n } semaines
  }
frame-in-months = dans { $n } mois
frame-for-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
  }
frame-for-hours = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
  }
frame-for-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
  }
frame-late-by = en retard de { $span }
frame-waiting-for = en attente depuis { $span }
frame-open-for = ouvert depuis { $span }

## Mots d’état communs à toutes les fiches
frame-state-draft = Brouillon
frame-state-open = Ouvert
frame-state-active = Actif
frame-state-proposed = Proposé
frame-state-closed = Clos
frame-state-ended = Terminé
frame-state-late = En retard
frame-state-new = Nouveau
frame-state-changed = Modifié
frame-state-unchanged = Inchangé
frame-state-warning = Avertissement
frame-state-error = Erreur
frame-turn-yours = À vous
frame-turn-theirs = En attente de { $who }
frame-turn-nobody = À personne
