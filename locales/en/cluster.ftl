# Clusters and areas of responsibility, by their codes.

cluster-none = None
cluster-CCM = Camp Coordination and Management
cluster-Cash = Cash
cluster-EDU = Education
cluster-ERY = Early Recovery
cluster-FSC = Food Security
cluster-HEA = Health
cluster-LOG = Logistics
cluster-NUT = Nutrition
cluster-PRO = Protection
cluster-PRO-CPN = Child Protection
cluster-PRO-GBV = Gender-Based Violence
cluster-PRO-HLP = Housing, Land and Property
cluster-PRO-MIN = Mine Action
cluster-SHL = Emergency Shelter and NFI
cluster-TEL = Emergency Telecommunications
cluster-WSH = Water, Sanitation, Hygiene
