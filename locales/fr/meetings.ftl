# Réunions : la liste, une réunion, son formulaire, ses actes.
meetings-title = Réunions
meetings-one = Réunion
meetings-coming = Réunions à venir
meetings-past = Réunions passées
meetings-show-past = Voir les réunions passées
meetings-show-coming = Voir les réunions à venir
meetings-new = Organiser une réunion
meetings-edit = Modifier la réunion
meetings-mine = Seulement celles de notre bureau
meetings-empty = Aucune réunion visible pour votre poste. Ce que les hôtes annoncent à tous a sa propre page.
meetings-host = Hôte
meetings-actor = Organisation
meetings-who-sees = { $n ->
    [one] { $role }, { $actor }
   *[other] { $role }, { $actor } ({ $n })
  }

## Champs
meetings-field-title = Titre
meetings-field-when = Quand
meetings-field-day = Jour
meetings-field-from = De
meetings-field-until = À
meetings-field-zone-name = Fuseau horaire
meetings-field-zone-hint = Son nom dans la base des fuseaux horaires, par exemple Africa/Lagos ou Europe/Paris
meetings-field-purpose = But
meetings-field-expected = Ce qui est attendu des invités
meetings-field-expected-hint = Ce qu’il faut apporter, lire, décider
meetings-field-audience = Visible pour
meetings-field-attribution = Comment les propos sont rendus
meetings-field-language = Langue
meetings-field-area = District
meetings-field-place_kind = Type de lieu
meetings-field-place = Lieu
meetings-field-place-hint = Seuls les invités le voient
meetings-field-online = Adresse en ligne
meetings-field-is_discreet = Discrétion
meetings-field-is_discreet-hint = Les calendriers d’autres programmes n’affichent que « Réunion », sans lieu
meetings-field-is_announced = Annonce à tous
meetings-field-is_announced-hint = Même sans compte, on lit le titre, le jour, le district et le téléphone de votre permanence ; jamais l’heure, le lieu ni les invités
meetings-field-reason = Pourquoi
meetings-field-reason-hint = Les invités le lisent
meetings-field-clock = Saisissez une heure, par exemple 09:30
meetings-field-zone = Saisissez le nom d’un fuseau horaire, par exemple Africa/Lagos
meetings-field-link = Saisissez une adresse qui commence par https://
meetings-field-end = La fin doit venir après le début
meetings-field-no-such-hour = Ce jour-là, on avance les horloges : cette heure n’existe pas
meetings-announced-closed = Ce qui est fermé ou discret ne peut pas être annoncé

## Qui peut la voir
meetings-audience-parties = Les invités
meetings-audience-parties-hint = L’hôte, la présidence, les invités et les bureaux dont ils relèvent
meetings-audience-partners = Toute personne ayant un compte
meetings-audience-partners-hint = Le titre, l’heure, le district et l’hôte ; l’ordre du jour, le lieu et la liste des invités sont réservés aux invités
meetings-audience-humanitarian = Organisations humanitaires seulement
meetings-audience-humanitarian-hint = Pour les militaires, la mission et les autorités, cela n’existe pas ; personne d’autre ne peut être invité
meetings-audience-mission = La mission et ses militaires seulement
meetings-audience-mission-hint = Pour tous les autres, cela n’existe pas ; personne d’autre ne peut être invité
meetings-audience-military = Les militaires seulement
meetings-audience-military-hint = Pour tous les autres, cela n’existe pas ; personne d’autre ne peut être invité

## Mots
meetings-place-house = Une salle de la maison
meetings-place-neutral = Un lieu neutre
meetings-place-office = Le bureau de l’un de nous
meetings-place-online = En ligne
meetings-place-phone = Par téléphone
meetings-attribution-attributed = Avec le nom de qui les a tenus
meetings-attribution-chatham_house = Sans les noms (règle de Chatham House)
meetings-state-planned = Prévue
meetings-state-invited = Invitations parties
meetings-state-held = Tenue
meetings-state-drafted = Compte rendu en cours
meetings-state-circulated = Compte rendu diffusé
meetings-state-sealed = Compte rendu scellé
meetings-state-postponed = Reportée
meetings-state-cancelled = Annulée
meetings-was-moved = Hors de son horaire habituel

## Actes
meetings-act-invite = Envoyer les invitations
meetings-act-move = Déplacer
meetings-act-postpone = Reporter
meetings-act-reschedule = Fixer une nouvelle date
meetings-act-cancel = Annuler la réunion
meetings-act-hold = Elle a eu lieu
meetings-about-move = La salle suit si elle est libre à ce moment-là. Les réponses données pour l’ancien horaire ne comptent plus ; chacun est de nouveau consulté.
meetings-about-reschedule = Tout le monde est invité de nouveau, pour la nouvelle date.
meetings-about-postpone = Il y aura une nouvelle date. La salle est rendue.
meetings-about-cancel = La réunion n’aura pas lieu. La salle est rendue ; la réunion reste dans les calendriers comme annulée.
meetings-was-invite = a envoyé les invitations
meetings-was-move = l’a déplacée
meetings-was-postpone = l’a reportée
meetings-was-reschedule = a fixé une nouvelle date
meetings-was-cancel = l’a annulée
meetings-was-hold = a noté qu’elle a eu lieu
meetings-was-draft = a commencé le compte rendu
meetings-was-circulate = a diffusé le compte rendu
meetings-was-redraft = a repris le compte rendu
meetings-was-seal = a scellé le compte rendu
meetings-notice-planned = Prévue. Personne d’autre ne la voit tant que vous n’avez pas envoyé les invitations.
meetings-notice-invited = Les invitations sont parties.
meetings-notice-held = Noté : elle a eu lieu.
meetings-notice-moved = Le nouvel horaire est fixé. Chacun est de nouveau consulté.
meetings-notice-postponed = Reportée.
meetings-notice-cancelled = Annulée.
meetings-notice-answered = Votre réponse est notée.
meetings-notice-reminded = Celles et ceux qui n’ont pas répondu reçoivent un rappel ; personne d’autre.
meetings-notice-left = Vous avez quitté la réunion.
meetings-notice-proposed = Proposé.
meetings-notice-placed = C’est à l’ordre du jour.
meetings-notice-declined = Le point n’est pas retenu ; qui l’a proposé le voit.

## Deux à la fois
meetings-both = Quelqu’un a enregistré avant vous
meetings-both-text = Voici ce qui diffère. Le formulaire ci-dessous contient votre saisie ; l’enregistrer maintenant met votre version à la place de l’autre.
meetings-both-field = Champ
meetings-both-theirs = L’autre, enregistré
meetings-both-yours = Le vôtre, non enregistré

## Invités
meetings-invited = Invités
meetings-invited-hint = Une organisation invitée voit la réunion, tout comme les bureaux dont elle relève
meetings-invited-empty = Personne n’est encore invité.
meetings-invite-more = Inviter d’autres
meetings-invite-these = Inviter celles-ci
meetings-remind = Rappeler à qui n’a pas répondu
meetings-leave = Quitter cette réunion : notre bureau ne la verra plus
meetings-will-you-come = Viendrez-vous ?
meetings-your-answer = Votre réponse
meetings-answer-of = Réponse
meetings-answer = Répondre
meetings-answer-yes = Oui
meetings-answer-maybe = Peut-être
meetings-answer-no = Non
meetings-answer-wanted = Réponse attendue
meetings-answers-yes = { $n } oui
meetings-answers-maybe = { $n } peut-être
meetings-answers-no = { $n } non
meetings-answers-silent = { $n } sans réponse
meetings-silent = Sans réponse
meetings-note = Remarque
meetings-note-hint = Combien viennent, à partir de quand ; tous les invités le lisent

## Ordre du jour
meetings-agenda = Ordre du jour
meetings-agenda-empty = Rien encore à l’ordre du jour.
meetings-item = Point
meetings-item-detail = Précisions
meetings-item-edit = Modifier un point
meetings-presenter = Présenté par
meetings-minutes = Minutes
meetings-minutes-hint = Dix si vous laissez ce champ vide
meetings-minutes-short = { $n } min
meetings-minutes-in-all = { $n ->
    [one] { $n } minute en tout
   *[other] { $n } minutes en tout
  }
meetings-confidential = Confidentiel
meetings-confidential-hint = L’hôte, la présidence, qui le présente et qui l’a proposé le voient toujours
meetings-only-all = Pour tous les invités
meetings-only-humanitarian = Organisations humanitaires seulement
meetings-only-mission = Mission et militaires seulement
meetings-only-military = Militaires seulement
meetings-only-owner = Hôte et présidence seulement
meetings-proposed = Proposé
meetings-propose = Proposer un point
meetings-add-item = Ajouter un point
meetings-place-item = Mettre à l’ordre du jour
meetings-decline-item = Ne pas retenir
meetings-position = Place dans l’ordre du jour
meetings-position-hint = 1 vient en premier

## Refus
meetings-deny-create = Ce poste n’organise pas de réunions.
meetings-deny-run = L’hôte et la présidence conduisent cette réunion.
meetings-deny-answer = Seuls les invités répondent.
meetings-deny-propose = Seuls les invités proposent des points.
meetings-deny-leave = Seuls les invités peuvent quitter la réunion ; la présidence reste jusqu’à ce qu’une autre soit désignée.
meetings-late-run = La réunion n’est plus à venir.
meetings-late-state = La réunion a avancé entre-temps.
meetings-late-not-begun = Elle n’a pas encore commencé.
meetings-late-begun = Elle a déjà commencé.
meetings-late-answer = Il est trop tard pour répondre, ou aucune réponse n’est demandée en ce moment.
meetings-late-over = Son compte rendu est scellé, ou elle a été annulée.
meetings-reports-owed = Retours d’expérience encore attendus
