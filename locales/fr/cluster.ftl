# Clusters et zones de responsabilité, par leurs codes.

cluster-none = Aucun
cluster-CCM = Coordination et gestion des camps
cluster-Cash = Transferts monétaires
cluster-EDU = Éducation
cluster-ERY = Relèvement précoce
cluster-FSC = Sécurité alimentaire
cluster-HEA = Santé
cluster-LOG = Logistique
cluster-NUT = Nutrition
cluster-PRO = Protection
cluster-PRO-CPN = Protection de l’enfance
cluster-PRO-GBV = Violence basée sur le genre
cluster-PRO-HLP = Logement, terres et biens
cluster-PRO-MIN = Lutte antimines
cluster-SHL = Abris d’urgence et articles non alimentaires
cluster-TEL = Télécommunications d’urgence
cluster-WSH = Eau, assainissement, hygiène
