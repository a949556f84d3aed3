# Le bureau de l’administration.
admin-title = La maison
admin-lead = Les personnes qui vous attendent, les postes qui prennent fin, et la marche de la maison elle-même. Ce qui est demandé et dit ici, vous ne le voyez pas.
admin-accounts = Avec garant, en attente d’un compte
admin-accounts-none = Personne n’attend de compte.
admin-applied = { $n ->
    [one] { $n } demande de compte attend un garant
   *[other] { $n } demandes de compte attendent un garant
  }
admin-handovers = Passations à confirmer
admin-handovers-none = Aucune passation ne vous attend.
admin-endings = Postes qui prennent fin d’ici 30 jours
admin-endings-none = Aucun poste ne prend fin d’ici 30 jours.
admin-statement = la déclaration expire
admin-machine = Cette machine
admin-version = Version de la maison
admin-postgres = Version de Postgres
admin-migrations = Migrations
admin-database = Taille de la base de données
admin-disk = Espace disque libre
admin-disk-low = Presque plein
admin-people = Personnes ayant un compte
admin-sessions = { $n ->
    [one] { $n } connectée au cours de la dernière heure
   *[other] { $n } connectées au cours de la dernière heure
  }
admin-backup = Dernière sauvegarde
admin-backup-none = Aucune notée
admin-backup-late = Il y a plus de deux jours
admin-mail = Courriels
admin-mail-off = Non configurés : la maison n’en envoie pas
admin-mail-waits = { $n ->
    [one] { $n } à envoyer
   *[other] { $n } à envoyer
  }
admin-mail-last = dernier envoi
admin-mail-failed = { $n ->
    [one] { $n } échec depuis hier
   *[other] { $n } échecs depuis hier
  }
admin-jobs = Tâches
admin-jobs-none = Aucune tâche n’a encore tourné. Elles commencent dans la minute qui suit le démarrage.
admin-job = Tâche
admin-ran = Exécutée
admin-took = Durée
admin-did = Dernier effet
admin-works = Fonctionne
admin-late = En retard
admin-failed = { $n ->
    [one] { $n } échec
   *[other] { $n } échecs
  }
admin-job-contacts = Effacer les contacts dont le séjour est fini
admin-job-drafts = Effacer les vieux brouillons
admin-job-erase = Effacer noms et lieux des demandes terminées
admin-job-expire = Laisser expirer les demandes
admin-job-forget = Oublier sessions et clés
admin-job-imports = Oublier les fichiers importés
admin-job-invite = Inviter aux réunions
admin-job-lapse = Laisser expirer les offres
admin-job-mail = Envoyer les courriels
admin-job-meetings = Créer les prochaines réunions des forums
admin-job-move_desks = Déplacer ce qui attend aux bureaux vides
admin-job-notices = Laisser expirer les avis
admin-job-papers = Rédiger la note de la semaine
admin-job-publish = Publier les semaines closes
admin-job-roll_ups = Compter pour les tableaux de bord
admin-job-sequencer = Enchaîner les événements
