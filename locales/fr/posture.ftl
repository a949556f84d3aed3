# Ce qui découle d’une posture, et ce que voit chaque communauté.

posture-table = Qui voit votre fiche, vos relations et vos contacts
posture-sees = la voit
posture-sees-not = n’existe pas
posture-follows = Ce qui en découle
posture-follows-entry = La posture compte aussitôt, pour la fiche, ses relations, l’existence de contacts et ce que vous faites.
posture-follows-door = En coexistence, vos demandes vont au coordonnateur seulement, qui les relaie sans votre nom.
posture-follows-no-requests = Aucune de vos demandes n’est connue d’une partie militaire en ce moment.
posture-follows-consents = En coexistence, ces consentements prennent fin pour ceux aux yeux de qui vous n’existeriez pas :
posture-preview = Ce que chaque communauté voit de vous
posture-preview-table = Tel que le voit quelqu’un d’une autre organisation de cette communauté
posture-entry = La fiche : nom, type, districts, téléphone du bureau
posture-functions = Contacts, par fonction seulement
posture-preview-own = Votre propre bureau voit tout. Les bureaux au-dessus du vôtre dans votre organisation voient la fiche et ce que donne le consentement, comme les autres.
posture-by-consent = Noms et numéros, avec votre consentement
posture-nobody = Personne
