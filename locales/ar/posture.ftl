# ما يترتب على نهج التعامل، وما تراه كل فئة.

posture-table = من يرى بطاقتك وعلاقاتك وجهات اتصالك
posture-sees = تراها
posture-sees-not = لا وجود لها
posture-follows = ما يترتب على ذلك
posture-follows-entry = يسري فوراً على البطاقة وعلاقاتها، وعلى وجود جهات اتصال، وعلى ما تقوم به.
posture-follows-door = في نهج التعايش تذهب طلباتك إلى المنسّق وحده، وهو ينقلها دون اسمك.
posture-follows-no-requests = لا يعرف أي طرف عسكري الآن أي طلب من طلباتك.
posture-follows-consents = في نهج التعايش تنتهي الموافقات التالية لمن لن يكون لك وجود عندهم:
posture-preview = ما تراه كل فئة منك
posture-preview-table = كما يراه شخص من منظمة أخرى في تلك الفئة
posture-entry = البطاقة: الاسم والنوع والمقاطعات وهاتف المكتب
posture-functions = جهات الاتصال، بالوظيفة فقط
posture-preview-own = يرى مكتبك كل شيء. أما المكاتب التي تعلو مكتبك في منظمتك فترى البطاقة وما تتيحه الموافقة، كغيرها.
posture-by-consent = الأسماء والأرقام، بموافقتك
posture-nobody = لا أحد
