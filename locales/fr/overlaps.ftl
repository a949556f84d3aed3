# Chevauchements : deux acteurs, le même district et le même cluster, en même temps.

overlaps-title = Chevauchements
overlaps-lead = Des acteurs différents dans le même district et le même cluster, en même temps. Un chevauchement est une raison de se parler, pas une faute.
overlaps-ours = Ce qui chevauche nos activités
overlaps-of-ours = Les nôtres :
overlaps-of-others = En même temps :
overlaps-none = Rien que vous pouvez voir ne chevauche
overlaps-none-hint = Là où l’autre garde son activité dans son propre cercle, le coordonnateur peut vous transmettre une phrase ; elle s’affiche ici.
overlaps-blind = Là où un côté ne voit pas l’autre
overlaps-blind-hint = Ces acteurs ne voient pas ce que les organisations humanitaires gardent entre elles. Vous pouvez leur dire, en une phrase, ce que les organisations acceptent de faire savoir.
overlaps-blind-none = Il n’y en a pas ce mois-ci.
overlaps-cannot-see = Ils ne peuvent pas voir ceci :
overlaps-passed-on = Dernière transmission :
overlaps-pass-on = Transmettre une phrase
overlaps-messages = Transmis par le coordonnateur
overlaps-to = À
overlaps-sentence = Que doivent-ils savoir ?
overlaps-sentence-hint = Une ou deux phrases, sans nom sauf accord de l’organisation. Ils voient cette phrase, le district et le cluster, et rien des autres activités.
overlaps-send = Transmettre
overlaps-deny-pass-on = Le coordonnateur humanitaire transmet ce que d’autres peuvent savoir des chevauchements.
