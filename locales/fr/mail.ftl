# Les courriels sans contenu : les choix d’une personne, et les courriels eux-mêmes, dans la langue de leur lecteur.
mail-title = Courriels pour moi
mail-lead = Un courriel nomme le dossier et rien de ce qui s’y trouve. Vous le lisez ici, après vous être connecté.
mail-not-here = Cette maison n’envoie pas de courriels en ce moment. Vos choix vaudront dès qu’elle le fera.
mail-mail = M’envoyer des courriels
mail-mail-hint = Le seul interrupteur pour tous les courriels de cette maison.
mail-at_once = Aussitôt, quand quelque chose m’attend ou va expirer
mail-at_once-hint = Sinon, cela vient avec le reste, une fois par jour à six heures du matin.
mail-filters = Seulement ce que je choisis
mail-filters-hint = Un courriel vient quand tout ceci est rempli. La passation de votre propre poste vient toujours.
mail-kinds = Types de dossiers
mail-kinds-hint = Si rien n’est coché : tous.
mail-kind-request = Demandes
mail-kind-action = Points d’action
mail-kind-meeting = Réunions
mail-kind-qip = Projets
mail-area = District
mail-area-hint = Si un district est choisi, les courriels viennent pour les demandes et projets de ce district ; les réunions et les points d’action n’ont pas de district.
mail-only_turn = Seulement ce qui attend mon bureau
mail-error-changed = Ces choix ont été modifiés entre-temps, sur un autre appareil. Veuillez les revoir.

## Les courriels
mail-news = Du nouveau sur { $reference }
mail-news-action = Du nouveau sur un point d’action
mail-news-handover = Du nouveau sur votre poste
mail-news-request = Du nouveau sur une demande
mail-news-meeting = Du nouveau sur une réunion
mail-news-qip = Du nouveau sur un projet
mail-subject-daily = Du nouveau sur { $n } dossiers
mail-why-turn = Vous recevez ce message parce que c’est au tour de votre bureau.
mail-why-promise = Vous recevez ce message parce qu’on demande quelque chose à votre bureau.
mail-why-invited = Vous recevez ce message parce que votre bureau est invité et n’a pas répondu.
mail-why-expires = Vous recevez ce message parce qu’un délai va expirer.
mail-why-handover = Vous recevez ce message parce que vous remettez ou reprenez un poste.
mail-why-news = Vous recevez ce message parce que votre bureau y prend part.
mail-often-now = Ce message est venu aussitôt, comme vous l’avez choisi.
mail-often-daily = Ce message vient une fois par jour, quand il y a du nouveau.
mail-choose = Choisir ce qui vient, ou arrêter tous les messages :
