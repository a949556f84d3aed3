# La mission de démonstration : ce que dit la commande quand elle ne peut pas la construire.
demo-deny-not-empty = Cette maison a déjà ses propres personnes. La démonstration en demande une vide : donnez-lui un autre dossier avec CIMIC_DATA.
