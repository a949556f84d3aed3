# Contacts des organisations : par fonction, montrés avec consentement.

contacts-title = Contacts
contacts-none = Aucun contact n’est saisi.
contacts-none-own = Personne ne sait encore comment vous joindre. Saisissez d’abord une fonction : un responsable de permanence, un bureau logistique, la présidence du comité.
contacts-new = Saisir un contact
contacts-edit = Modifier ce contact
contacts-keep = Le tenir à jour, avec ses consentements
contacts-intro = L’existence d’un contact et sa fonction sont vues par qui voit la fiche. Les noms et les numéros ne sont vus que par votre propre bureau et par ceux à qui vous les donnez un à un.
contacts-function = Fonction
contacts-function-hint = Ce pour quoi on appelle : responsable de permanence, point focal pour l’accès, présidence du comité. Pas le nom d’une personne.
contacts-area = Répond pour
contacts-area-hint = Un district, si ce n’est pas partout.
contacts-everywhere = Partout
contacts-name-hint = Seulement là où la fonction ne suffit pas ; avec le grade, s’il y en a un.
contacts-field-name = Nom
contacts-field-phone = Téléphone
contacts-field-radio = Indicatif radio
contacts-field-email = Adresse électronique
contacts-field-email-wrong = Saisissez une adresse entière, par exemple desk@example.org
contacts-hours = Heures
contacts-ends = Fin d’affectation
contacts-ends-hint = Après ce jour, la page demande un successeur ; trente jours plus tard, la maison efface qui c’était.
contacts-duty = Jour et nuit
contacts-duty-tag = jour et nuit
contacts-proxy = Quelqu’un que l’on joint à sa place
contacts-proxy-hint = Pour un groupe sans téléphone à lui : un enseignant, une boutique, le poste de santé voisin.
contacts-proxy-tag = à sa place
contacts-successor = successeur attendu
contacts-over = L’affectation a pris fin. Qui répond maintenant ? Modifiez le contact, ou retirez-le.
contacts-erased = La maison a effacé qui c’était. Un successeur est attendu.
contacts-by-consent = Nom et numéros sur consentement seulement.

## Consentement
contacts-consents = Qui peut le lire
contacts-consents-none = Personne hors de votre propre bureau.
contacts-recipient = Donné à
contacts-recipients = Le donner à
contacts-other = Une autre organisation
contacts-fields = Quoi
contacts-purpose = Pour quoi
contacts-purpose-hint = Par exemple : appeler quand un convoi est en retard.
contacts-until = jusqu’au
contacts-heard = Qui l’a dit, et comment
contacts-heard-hint = Vous l’enregistrez pour quelqu’un d’autre : la présidente, à la porte, lundi.
contacts-heard-said = Entendu : { $words }
contacts-give = Donner le consentement
contacts-give-hint = À ces organisations exactement, pas à celles au-dessus ou au-dessous d’elles. Le consentement prend fin de lui-même, et vous pouvez y mettre fin n’importe quel jour. Un nouveau remplace un plus ancien.
contacts-nothing-to-give = Il n’y a encore ni nom ni numéro à donner.
contacts-in-force = En vigueur
contacts-ended = Terminé
contacts-withdraw = Y mettre fin
contacts-opened-sheet = sur une feuille de contacts
contacts-field-fields-needed = Choisissez ce qui est donné
contacts-field-fields-empty = Ce contact n’a rien de saisi à cet endroit.
contacts-field-until-range = D’aujourd’hui à dans un an
contacts-field-recipients-needed = Choisissez quelqu’un

## Retrait
contacts-remove = Le retirer
contacts-remove-ask = Retirer ce contact ?
contacts-remove-hint = Nom et numéros sont effacés aussitôt, et tous les consentements prennent fin.

## La feuille d’un district
contacts-sheet = Contacts : { $area }
contacts-sheet-hint = Les bureaux et les permanences ; des personnes, ce qu’elles ont accepté de vous montrer. Pour chaque nom et chaque numéro de cette feuille, il est noté que vous l’avez ouvert.
contacts-sheet-cut = Seuls les { $n } premiers figurent sur cette feuille.
contacts-sheet-empty-title = Personne n’est saisi ici
contacts-sheet-empty = Les organisations disent dans leur fiche où elles sont présentes.

## Avis et raisons
contacts-notice-entered = Saisi. Choisissez ci-dessous qui peut le lire.
contacts-notice-consent = Donné. Cela compte à partir de maintenant.
contacts-notice-withdrawn = Terminé. Cela compte à partir de maintenant.
contacts-notice-removed = Le contact n’est plus là, et qui c’était non plus.
contacts-deny-keep = Les contacts sont tenus par les gens de l’organisation elle-même, ou par qui l’a saisie en son nom tant qu’elle n’est pas confirmée.
contacts-deny-sheet = Les feuilles de contacts sont destinées à ceux qui travaillent avec les personnes qui y figurent.
contacts-late-edit = Quelqu’un a modifié ce contact entre-temps.
contacts-late-consent = Ce consentement avait pris fin entre-temps.
