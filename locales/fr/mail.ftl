# Les courriels, dans la langue de leur lecteur.
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
mail-choose = Choisir ce qui vient, ou arrêter tous les messages :
