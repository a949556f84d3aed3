# La page d’accueil et le bureau du poste en cours.

home-title = Bienvenue
home-welcome = Une maison hors de l’enceinte
home-lead = Ici, les civils et les militaires de la mission se trouvent : pour demander un appui, dire ce qui se passe, s’asseoir à la même table. Nul besoin de compte pour demander.
home-door-ask = Demander un appui
home-door-ask-text = Une escorte, un transport, un pont, un conseil. Une seule page ; vous voyez qui la lira avant d’envoyer.
home-door-tell = Informer OCHA
home-door-tell-text = Parlez d’abord au coordonnateur humanitaire. Les militaires ne le voient pas.
home-door-desk = Trouver une permanence
home-door-desk-text = Qui répond pour votre district, par téléphone ou sur place.
home-phones = Appeler
home-phone-house = La maison
home-back = Vous avez déjà fait une demande ?
home-back-text = Votre reçu porte une référence et un code. Avec eux, vous voyez où elle en est, répondez à une question ou la retirez.
home-track = Retrouver une demande
home-enter = Saisir pour une personne sans compte
home-mine = En attente de nous
home-mine-empty = Rien n’attend votre bureau.
home-others = En attente des autres
home-others-empty = Rien de ce qui est à vous n’attend les autres.
home-below = En attente des bureaux subordonnés
home-new = Nouveau cette semaine
home-coming = À venir
home-coming-empty = Votre bureau n’a aucune réunion à venir ; aucun poste et aucun consentement ne prend fin bientôt.
home-answer-wanted = Réponse attendue
home-answer-reminded = Rappel : réponse attendue
home-post-ends = Votre poste prend fin :
home-consent-ends = Un consentement prend fin :
home-all = Tout voir
home-people = Personnes qui attendent
home-applied = en attente d’un garant
home-vouched = en attente d’un compte
home-about-admin = Vous gérez les personnes, les postes et les réglages. Ce qui est demandé ici, vous ne le voyez pas.
home-about-auditor = Vous lisez ce qui a été fait. Pour ouvrir une fiche, écrivez pourquoi ; son propriétaire le lira.
home-about-leader = Vous regardez ; vous ne travaillez pas ici.
home-about-projects = Votre travail porte sur les projets : ils vous parviennent quand ils sont inscrits à une session, approuvés ou payés. Vous ne lisez pas les demandes d’appui.
home-board = Projets par état
home-rounds = Sessions ouvertes
home-exceptions = Points à signaler
home-desk-empty = Personne n’occupe de poste à { $who } : son suppléant répond.
home-post-below-ends = Un poste à { $who } prend fin d’ici un mois ({ $role ->
    [officer] officier CIMIC
    [liaison] officier de liaison d’unité
    [chief] chef CIMIC
    [leader] direction
   *[other] autre
  }).
home-opened = Qui a ouvert nos demandes cette semaine
home-situation-waits = Un changement de la situation attend votre réponse.
home-rules-wait = D’autres chiffres pour la maison attendent votre réponse.
home-entry-stale = Personne n’a confirmé votre fiche dans l’annuaire depuis un certain temps. Est-elle toujours juste ?
home-projects = Projets qui m’attendent
home-projects-empty = Aucun projet ne vous attend actuellement.
home-told = { $n ->
    [one] Le coordonnateur vous a transmis une phrase
   *[other] Le coordonnateur vous a transmis { $n } phrases
  }
home-handover = Une passation de poste est en cours : voir ce qui reste ouvert et qui a signé
home-minutes-due = Comptes rendus attendus
home-minutes-since = pas encore diffusé, attendu depuis
