# Son propre compte : nom, phrase de passe, second facteur, sessions.

account-title = Mon compte
account-name = Nom
account-name-hint = Tel que le lisent les collègues et les administrateurs. Les autres organisations voient votre poste, pas votre nom.
account-language = Langue
account-email = Adresse électronique
account-email-hint = Elle vous sert à vous connecter.
account-posts = Mes postes
account-post-until = jusqu’au
account-post-open = sans fin fixée
account-post-statement = déclaration à renouveler d’ici au
account-way-in = Mon accès
account-passphrase = Phrase de passe
account-passphrase-change = Changer la phrase de passe
account-factor = Second facteur
account-factor-on = Activé
account-factor-off = Désactivé
account-factor-manage = Activer ou retirer
account-sessions = Où je suis connecté
account-sessions-hint = Si vous ne reconnaissez pas l’une de ces sessions, mettez-y fin et changez votre phrase de passe.
account-session-this = Celle-ci
account-session-seen = dernier usage
account-session-shared = ordinateur partagé
account-session-end = Mettre fin
account-sessions-end = Mettre fin à toutes les autres
account-device = { $browser } sur { $system }
account-device-one = { $name }
account-device-unknown = Un appareil inconnu
account-keys = Touches
account-keys-on = Utiliser les raccourcis clavier dans les listes
account-keys-hint = De simples lettres déplacent et agissent sur la page de tri. Désactivez-les si elles gênent un lecteur d’écran ou une commande vocale.
account-resets = Accès renouvelés
account-resets-hint = Les collègues de votre organisation qui ont reçu un nouveau lien au cours des 30 derniers jours. Si l’un d’eux n’en sait rien, prévenez un administrateur.
account-reset-started = lancé
account-reset-used = utilisé
account-notice-ended = La session a pris fin.
account-notice-passphrase = Votre phrase de passe est changée. Toutes vos autres sessions ont pris fin.

## Phrase de passe
account-passphrase-title = Changer la phrase de passe
account-passphrase-current = Phrase de passe actuelle
account-passphrase-new = Nouvelle phrase de passe
account-passphrase-hint = Au moins 12 caractères. Quatre ou cinq mots que vous seul mettriez ensemble conviennent bien ; les espaces sont bienvenus, un gestionnaire de mots de passe aussi.
account-passphrase-ends = Vous restez connecté ici ; partout ailleurs, vous êtes déconnecté.
account-passphrase-short = Utilisez au moins 12 caractères
account-passphrase-long = Utilisez au plus 200 caractères
account-passphrase-repeats = Cela se répète ou se suit ; utilisez plutôt des mots
account-passphrase-common = C’est l’une des phrases de passe essayées en premier ; assemblez davantage de mots à vous
account-passphrase-own = C’est surtout votre nom, votre adresse électronique ou votre organisation ; utilisez d’autres mots
account-passphrase-same = C’est votre phrase de passe actuelle
account-passphrase-wrong = Ce n’est pas votre phrase de passe actuelle

## Second facteur
account-factor-title = Second facteur
account-factor-text = En plus de la phrase de passe, un code donné par une application sur votre téléphone. Qui apprend votre phrase de passe ne peut toujours pas entrer.
account-factor-needed = Cette maison le demande à tout le monde. Activez-le pour continuer.
account-factor-begin = L’activer
account-factor-scan = Dirigez une application d’authentification vers cette image.
account-factor-picture = Image que lit l’application d’authentification
account-factor-key = Ou saisissez cette clé dans l’application :
account-factor-type = Saisissez les six chiffres que l’application affiche maintenant.
account-code = Code
account-code-hint = Six chiffres. Il change toutes les 30 secondes.
account-code-either = Six chiffres de l’application, ou l’un de vos codes de secours.
account-code-wrong = Ce code n’est pas exact, ou il a déjà servi. Attendez le suivant.
account-factor-confirm = Activer
account-factor-remove = Désactiver
account-codes-left = { $n ->
    [0] Il ne reste aucun code de secours. Désactivez puis réactivez le second facteur pour en obtenir de nouveaux.
    [one] Il reste { $n } code de secours.
   *[other] Il reste { $n } codes de secours.
  }
account-codes-title = C’est activé. Gardez ces dix codes
account-codes-text = Chacun vous laisse entrer une fois, quand vous n’avez pas le téléphone avec vous. Ils ne sont montrés que cette fois : notez-les ou imprimez-les, et gardez-les à part du téléphone.
account-codes-kept = Je les ai gardés
account-notice-codes-shown = Le second facteur est activé. Ses codes de secours ont été montrés une fois et ne peuvent plus l’être.
account-notice-factor-removed = Le second facteur est désactivé.
account-late-factor-on = Le second facteur est déjà activé.
account-late-factor-off = Le second facteur est déjà désactivé.
account-deny-factor-needed = La maison demande un second facteur ; il reste donc activé.
account-mail-choose = Choisir ce qui vient par courriel
