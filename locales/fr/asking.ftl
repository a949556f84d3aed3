# Demander un appui : le formulaire, la vérification, le reçu, le code.

asking-title = Demander un appui
asking-title-edit = Modifier votre demande
asking-title-again = Demander à nouveau
asking-title-on-behalf = Saisir une demande pour quelqu’un sans compte
asking-lead = Dites ce qu’il faut, où et quand. Une permanence lit votre demande et répond. Avant l’envoi, vous voyez qui la lira.
asking-lead-on-behalf = Notez ce qui est demandé, dans leurs mots. La demande leur appartient ; le reçu et le code leur reviennent ; votre bureau y est nommé.
asking-unknown-hint = Laissez vide ce que vous ne savez pas. Vous pouvez modifier la demande tant que personne n’a répondu.
asking-have-account = Il ne faut pas de compte.
asking-track = Revenir à une demande
asking-drafts = Brouillons de votre bureau
asking-draft-new = Pas commencé
asking-draft-discard = Effacer
asking-check = Vérifier avant l’envoi
asking-check-hint = Rien n’est encore envoyé. La page suivante montre tout ce que vous avez saisi et qui le verra.
asking-keep = Enregistrer le brouillon
asking-add-row = Ajouter une ligne
asking-deny-receipt = Le reçu appartient à qui a fait la demande.

## Quelqu’un l’a modifiée entre-temps
asking-meanwhile = Quelqu’un d’autre a modifié ceci pendant votre saisie
asking-meanwhile-title = Modifié entre-temps
asking-meanwhile-text = Vos mots sont encore dans le formulaire ci-dessous. Enregistrer à nouveau garde les vôtres ; pour garder les leurs, ressaisissez-les à la place.
asking-meanwhile-field = Champ
asking-meanwhile-theirs = Texte actuel
asking-meanwhile-mine = Votre saisie

## Qui
asking-part-body = De qui vient la demande
asking-body = Un groupe que nous connaissons
asking-new-body = Un nouveau groupe : son nom
asking-new-body-hint = Par exemple « Anciens du Débarcadère ». Il est inscrit comme proposé. Ne remplissez qu’un des deux champs.
asking-body-one = Choisissez un groupe ou nommez-en un nouveau : l’un des deux
asking-channel = Comment elle vous est parvenue
asking-channel-online = En ligne
asking-channel-walk_in = En personne, à la porte
asking-channel-phone = Par téléphone
asking-channel-radio = Par radio
asking-channel-email = Par courriel
asking-heard-from = Qui l’a dit
asking-heard-from-hint = Sa fonction dans le groupe, par exemple « présidente ».
asking-heard-how = Comment cela a été dit
asking-heard-on = Quel jour
asking-heard-future = Ce jour n’est pas encore venu
asking-heard-consent = Posez-leur la question : votre bureau peut-il continuer à lire ces éléments après l’envoi ? Ce qu’ils n’acceptent pas, vous ne pourrez plus le lire.
asking-heard-f1 = Ils acceptent que notre bureau lise les noms et les téléphones
asking-heard-f2 = Ils acceptent que notre bureau lise les lieux et les heures exacts
asking-part-who = Qui vous êtes et comment vous joindre
asking-who-hint = Personne d’autre que vous ne lit ceci, sauf si vous l’acceptez ci-dessous.
asking-community = Qui demande
asking-community-humanitarian = Une organisation d’aide
asking-community-host = Une autorité ou une communauté
asking-organisation = Nom de votre organisation ou communauté
asking-name = Votre nom ou fonction
asking-phone = Téléphone
asking-radio = Indicatif radio
asking-email = Courriel
asking-reach-needed = Donnez un moyen de vous joindre : téléphone, radio ou courriel
asking-consent = La permanence qui répond peut lire comment me joindre
asking-consent-hint = Cette permanence seulement, jusqu’à deux jours après la fin. Vous pouvez retirer cet accord à tout moment. Sans lui, la permanence vous écrit ici.
asking-consent-purpose = Pour rappeler au sujet de cette demande

## Quoi
asking-part-what = Ce qu’il vous faut
asking-kind = Type d’appui
asking-need = Ce qu’il faut, dans vos mots
asking-need-hint = Ce que cet appui changerait, et pour qui. Pas de noms de personnes ni de lieux exacts ici : il y a des champs pour cela plus bas.
asking-people-affected = Personnes touchées
asking-what = Quoi exactement
asking-what-hint = Par exemple « carburant pour deux dispensaires », « tablier de pont de 12 m ».
asking-weight-kg = Poids en kg
asking-volume-m3 = Volume en m³
asking-persons = Personnes à transporter
asking-items = Articles
asking-support-hint = L’appui aux communautés renforce la confiance dans le processus de paix. Ce n’est pas de l’aide humanitaire.
asking-duplication = Qui d’autre fait quelque chose de semblable là-bas, et pourquoi ceci n’est pas un doublon
asking-authority = Ce qu’en dit l’autorité locale
asking-upkeep = Qui s’en occupe ensuite
asking-fund = Sur quels fonds

## Où et quand
asking-part-where = Où
asking-from-area = Du district
asking-to-area = Au district
asking-area-hint = Ceux qui lisent la demande ne voient que le district.
asking-route-hint = Personne ne lit les lieux exacts, les itinéraires et les heures avant votre accord, donné à un destinataire nommé et pour un temps : d’habitude quand vous acceptez une offre.
asking-from-place = Lieu exact de départ
asking-to-place = Destination exacte
asking-route = Itinéraire
asking-times = Heures du déplacement
asking-part-when = Quand
asking-needed-from = Du
asking-needed-until = Au
asking-needed-until-hint = Il faut une date de fin : après elle, la demande expire d’elle-même.
asking-lead-times = Le préavis nécessaire pour chaque type
asking-priority = Degré d’urgence
asking-priority-life_saving = Vitale
asking-priority-life_saving-hint = Sans cela, des personnes peuvent mourir. Elle est traitée, même tardive.
asking-priority-urgent = Urgente
asking-priority-urgent-hint = Le tort grandit chaque jour.
asking-priority-routine = Courante
asking-priority-routine-hint = Peut être planifiée.
asking-waiver = Pourquoi cela ne peut pas attendre
asking-waiver-hint = Le délai est plus court que le préavis de ce type d’appui. Une demande tardive est prise, et marquée tardive ; dites pourquoi.
asking-waiver-needed = { $n ->
    [one] Il faut { $n } heure de préavis. Dites pourquoi cela ne peut pas attendre, ou choisissez des dates plus tardives
   *[other] Il faut { $n } heures de préavis. Dites pourquoi cela ne peut pas attendre, ou choisissez des dates plus tardives
  }

## Risque, tort, ce qui a été essayé
asking-part-risk = Risque
asking-risk = Risque de sécurité en route ou sur place
asking-risk-low = Faible
asking-risk-medium = Moyen
asking-risk-high = Élevé
asking-risk-unknown = Je ne sais pas
asking-criticality = Criticité du programme
asking-criticality-hint = Nécessaire si le risque est élevé : tout ce qui dépend de cette activité.
asking-criticality-1 = 1 – des vies en dépendent, ou décision du Secrétaire général
asking-criticality-2 = 2 – élevée
asking-criticality-3 = 3 – moyenne
asking-criticality-4 = 4 – faible
asking-criticality-needed = Si le risque est élevé, dites à quel point l’activité est critique
asking-cluster = Cluster
asking-harm = Ce recours aux militaires pourrait-il faire paraître quelqu’un partial, ou mettre quiconque en danger ?
asking-harm-short = Risque de nuire
asking-harm-hint = Pensez aux gens sur place, à votre personnel et à vos partenaires, et au regard de l’autre camp. Si vous répondez « Oui », la permanence décline et parle avec vous d’autres solutions.
asking-harm-no = Non
asking-harm-unsure = Je n’en suis pas sûr
asking-harm-yes = Oui
asking-harm-why = Qui pourrait en souffrir, et comment
asking-harm-why-needed = Dites qui pourrait en souffrir, et comment
asking-part-tried = Ce que vous avez essayé d’abord
asking-tried = Essayé d’abord
asking-tried-hint = Les moyens militaires sont un dernier recours pour l’action humanitaire. Camions civils, autre itinéraire, autre date, partenaire, accès négocié : qu’est-ce que cela a donné ?
asking-tried-row = Piste { $n }
asking-tried-option = Ce que vous avez essayé
asking-tried-on = Quand
asking-tried-outcome = Ce que cela a donné
asking-tried-both = Dites ce que vous avez essayé et ce que cela a donné
asking-tried-future = Ce jour n’est pas encore venu
asking-part-partners = Pour qui
asking-partners-hint = Les partenaires locaux et les personnes concernées ne sont nommés à personne avant votre accord.
asking-on-behalf-of = Partenaire local
asking-beneficiaries = Les personnes concernées

## La porte
asking-part-door = Qui la lit en premier
asking-door-about = Vous choisissez la porte. La page suivante nomme chaque poste qui la verra.
asking-door = Par quelle porte
asking-door-coordinator = Le coordonnateur humanitaire d’abord
asking-door-coordinator-hint = Pour les organisations d’aide. Les militaires ne la voient pas avant que vous ou le coordonnateur ne la transmettiez.
asking-door-cimic = La permanence CIMIC
asking-door-cimic-hint = La permanence de la composante militaire la voit aussitôt. La demande d’une organisation d’aide est vue aussi par le coordonnateur, qui en fait toujours l’examen préalable.
asking-door-civil_affairs = Les Affaires civiles
asking-door-civil_affairs-hint = Pour les autorités et les communautés. Les militaires ne la voient pas avant que les Affaires civiles ne la transmettent avec votre accord.
asking-door-not-yours = Cette porte n’est pas pour vous ; choisissez-en une autre
asking-desk-closed = { $desk } : fermé en ce moment. Appelez le { $phone }.
asking-no-coordinator = Aucun coordonnateur humanitaire n’est de service : cette demande ne peut pas être prise maintenant. Appelez { $desk } : { $phone }

## La vérification
asking-check-title = Vérifier avant l’envoi
asking-check-lead = Rien n’est encore envoyé.
asking-will-see = Qui verra ceci
asking-other-door = Par une autre porte :
asking-seer = { $actor } : { $role } ({ $n })
asking-seer-you = Vous, avec la référence et le code
asking-you-typed = Ce qu’ils liront
asking-you-typed-private = Ce que vous seul lirez
asking-private-hint = N’est montré à personne avant votre accord, donné à un destinataire nommé et pour un temps.
asking-private-consented = N’est montré à personne avant votre accord, donné à un destinataire nommé et pour un temps. Vous avez accepté que la permanence qui répond lise comment vous joindre.
asking-late = { $n ->
    [one] La demande arrive après le préavis de { $n } heure que ce type exige. Elle est prise et marquée tardive.
   *[other] La demande arrive après le préavis de { $n } heures que ce type exige. Elle est prise et marquée tardive.
  }
asking-twins = Vous avez déjà demandé ceci
asking-twins-hint = Ouvrez cette demande-là pour la compléter, ou continuez s’il s’agit d’autre chose.
asking-send = Envoyer
asking-send-anyway = C’est autre chose : envoyer
asking-send-hint = Demander ne vous engage à rien. Vous pouvez retirer la demande d’un clic.

## Le reçu
asking-notice-sent = Votre demande est arrivée.
asking-notice-changed = Modifiée. Tous ceux qui voient la demande peuvent voir qu’elle l’a été.
asking-notice-visit-ended = Fermé. Cet appareil n’ouvre plus la demande qu’avec son code.
asking-receipt = Reçu
asking-received = Reçue le
asking-next = La suite
asking-next-coordinator = Le coordonnateur humanitaire la lit et l’examine selon les critères humanitaires. Une question peut vous être posée ici. Les militaires ne la voient pas avant que vous ou le coordonnateur ne la transmettiez.
asking-next-both = Le coordonnateur humanitaire en fait l’examen préalable ; la permanence CIMIC la voit déjà. Une question peut vous être posée ici.
asking-next-desk = La permanence la lit. Elle peut vous poser une question ici, nommer un autre bureau dont c’est le rôle, ou chercher une unité qui peut aider.
asking-next-ended = Cette demande a pris fin.
asking-first-answer = Ces 90 derniers jours, la moitié des demandes ont reçu une première réponse de cette permanence en
asking-no-figure = Il n’y a pas encore de chiffre sur le délai de réponse de cette permanence.
asking-desk = Permanence
asking-desk-phone = Téléphone de la permanence
asking-not-approved = Un accusé de réception ne vaut jamais approbation. Ne vous déplacez pas sur la foi de ce reçu.
asking-code = Votre code
asking-code-hint = Notez-le, ou imprimez-le et détachez-le. Avec la référence, il ouvre votre demande ; nous n’en gardons pas copie et ne pouvons pas vous le redonner.
asking-code-track = Pour revenir :
asking-open-request = Ouvrir la demande
asking-end-visit = J’ai terminé sur cet appareil
asking-end-visit-hint = Sur un ordinateur partagé, appuyez ici. La demande ne s’ouvre alors qu’avec le code.

## Revenir
asking-track-title = Revenir à une demande
asking-track-lead = Saisissez la référence et les 16 chiffres de votre reçu.
asking-track-signed-in = Vous êtes connecté. Un code ouvre les demandes de personnes sans compte : déconnectez-vous d’abord.
asking-track-reference-hint = Par exemple K7QF-2M9P
asking-track-code-hint = 16 chiffres ; les espaces ne comptent pas.
asking-track-open = Ouvrir
asking-track-wrong = Cette référence et ce code ne vont pas ensemble
asking-track-wait = { $n ->
    [one] Trop d’essais manqués. Attendez { $n } seconde
   *[other] Trop d’essais manqués. Attendez { $n } secondes
  }
asking-track-lost = Code perdu ?
asking-track-lost-text = Nous n’en gardons pas copie. Appelez la permanence indiquée sur votre reçu : elle connaît la référence et peut vous aider à demander à nouveau.
