# Ce que les organisations humanitaires disent à une permanence, avec consentement
contributions-title = Dit avec consentement
contributions-new = Informer une permanence
contributions-lead = Ce qu’une organisation humanitaire a dit à une seule permanence, sur l’un des sept thèmes, et jusqu’où cette permanence peut le transmettre. L’organisation le reprend quand elle veut.
contributions-empty = Rien n’a été dit par votre bureau ni à votre bureau.
contributions-what = Quoi
contributions-by = Par
contributions-to = À
contributions-to-hint = Une seule permanence lit ceci : pas les bureaux au-dessus d’elle.
contributions-audience = Jusqu’où cela peut être transmis
contributions-audience-hint = Les destinataires les plus larges d’un avis qui en est fait.
contributions-audience-owner = À personne : seule cette permanence le lit
contributions-audience-humanitarian = À la communauté humanitaire
contributions-audience-military = À la force
contributions-audience-mission = À la mission et à sa force
contributions-audience-partners = À tous ceux qui ont un compte
contributions-audience-public = À tout le monde
contributions-named = Un avis peut nous nommer
contributions-named-hint = Sinon, il dit qui l’a publié, pas qui l’a dit.
contributions-until-hint = Le dernier jour de votre consentement. Un avis qui en est fait prend fin avec lui.
contributions-body-hint = Des districts, jamais de lieux exacts, d’itinéraires, d’horaires ni de noms.
contributions-consent = Envoyer ceci, c’est donner votre consentement pour ce thème, à cette permanence, jusqu’à ce jour. Si vous le retirez, la permanence et tous les autres perdent aussitôt ceci de vue, avec chaque avis qui en a été fait.
contributions-in-force = En vigueur
contributions-ended = Terminé
contributions-tell = En rédiger un avis
contributions-withdraw = Retirer le consentement
contributions-withdraw-means = La permanence et tous les autres perdent aussitôt ceci de vue, avec chaque avis qui en a été fait. Ce qui a été lu ou imprimé avant reste à qui l’a lu.
contributions-notice-withdrawn = Retiré : plus personne hors de votre bureau ne le voit.
contributions-who-sees = Personne d’autre ; pas non plus les bureaux au-dessus.
contributions-opened-by = { $actor } : { $role }, { $n ->
    [one] { $n } fois
   *[other] { $n } fois
  }
contributions-only-coordinator = Une organisation qui garde ses distances informe son coordonnateur, et personne au-delà de la communauté humanitaire.
contributions-audience-fits = Cette permanence ne publie pas pour eux. Choisissez d’autres destinataires ou une autre permanence.
contributions-aid-workers = L’endroit où sont les travailleurs humanitaires n’est jamais dit à tout le monde. Choisissez des destinataires moins nombreux.
contributions-deny-contribute = Les points focaux et les coordonnateurs des organisations humanitaires disent à une permanence ce que sait leur propre bureau.
contributions-deny-withdraw = L’organisation qui l’a dit le reprend.
contributions-deny-list = Ceci est destiné aux organisations humanitaires et aux permanences qui publient des avis.
contributions-late-ended = Ce consentement a déjà pris fin.
