# Se connecter et se déconnecter, la seconde étape, et les formulaires gardés.

sign-in-title = Se connecter
sign-in-email = Adresse électronique
sign-in-passphrase = Phrase de passe
sign-in-shared = Cet ordinateur est partagé
sign-in-shared-hint = Vous êtes déconnecté après 30 minutes sans un clic, et à la fermeture du navigateur. Sur votre propre appareil, décochez ceci : vous restez connecté jusqu’à 30 jours, pourvu que vous passiez chaque jour ou presque.
sign-in-wrong = L’adresse électronique ou la phrase de passe n’est pas juste
sign-in-wait = { $n ->
    [one] Il y a eu beaucoup d’essais. Attendez { $n } seconde, puis réessayez. Cela ne retarde personne d’autre.
   *[other] Il y a eu beaucoup d’essais. Attendez { $n } secondes, puis réessayez. Cela ne retarde personne d’autre.
  }
sign-in-back = Après la connexion, vous arrivez à la page que vous vouliez.
sign-in-parked = Votre session était terminée ; le formulaire n’a donc pas été envoyé. Votre saisie est gardée : connectez-vous et vous y revenez.
sign-in-forgot = Phrase de passe oubliée ?
sign-in-forgot-text = Demandez à la personne qui s’est portée garante de vous. Avec un administrateur, elle vous donne un nouveau lien ; rien ne se réinitialise par courriel.
sign-in-no-account = Pas de compte ?
sign-in-no-account-text = Vous pouvez demander un appui sans compte.
sign-in-join = Demander un compte

## La seconde étape
sign-in-second-title = La seconde étape
sign-in-code = Code de votre téléphone
sign-in-code-hint = Six chiffres de l’application où vous avez inscrit cette maison. Un code ne sert qu’une fois.
sign-in-code-wrong = Ce code n’est pas juste, ou a déjà servi. Attendez le suivant.
sign-in-recovery-open = Je n’ai pas mon téléphone avec moi
sign-in-recovery = Code de secours
sign-in-recovery-hint = L’un des dix que vous avez notés. Chacun ne sert qu’une fois.

## Un formulaire gardé
sign-in-parked-title = Nous avons gardé votre saisie
sign-in-parked-text = Votre session s’est terminée avant que ceci ne nous parvienne. Rien n’a été envoyé. Relisez, puis envoyez tel quel ou effacez.
sign-in-parked-send = Envoyer tel quel
sign-in-parked-discard = Effacer
sign-in-notice-discarded = Ce qui était gardé est effacé.
