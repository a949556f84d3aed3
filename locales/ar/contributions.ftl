# ما تخبر به المنظمات الإنسانية مكتبَ مناوبة، بموافقتها
contributions-title = ما قيل بموافقة
contributions-new = إخبار مكتب مناوبة
contributions-lead = ما أخبرت به منظمة إنسانية مكتباً واحداً بعينه في أحد الموضوعات السبعة، والمدى الذي يمكن للمكتب أن ينقله إليه. وتسترده المنظمة متى شاءت.
contributions-empty = لم يُخبر مكتبك أحداً بشيء ولم يُخبره أحد بشيء.
contributions-what = ماذا
contributions-by = من جانب
contributions-to = إلى
contributions-to-hint = يقرأ هذا مكتب واحد فقط، لا المكاتب التي تعلوه.
contributions-audience = إلى أي مدى يمكن نقله
contributions-audience-hint = أوسع جمهور لإشعار مأخوذ منه.
contributions-audience-owner = إلى لا أحد: لا يقرؤه إلا ذلك المكتب
contributions-audience-humanitarian = إلى المجتمع الإنساني
contributions-audience-military = إلى القوة
contributions-audience-mission = إلى البعثة وقوتها
contributions-audience-partners = إلى كل من لديه حساب
contributions-audience-public = إلى أي شخص
contributions-named = يمكن أن يذكرنا الإشعار بالاسم
contributions-named-hint = وإلا فإنه يذكر من نشره لا من أخبر به.
contributions-until-hint = آخر يوم في موافقتك. والإشعار المأخوذ منه ينتهي بانتهائها.
contributions-body-hint = المقاطعات فقط، ولا تذكر أبداً مواقع دقيقة أو مسارات أو مواعيد أو أسماء.
contributions-consent = إرسال هذا هو موافقتك على هذا الموضوع، لهذا المكتب، حتى هذا اليوم. وإذا سحبتها غاب هذا فوراً عن المكتب وعن كل من سواك، ومعه كل إشعار مأخوذ منه.
contributions-in-force = سارية
contributions-ended = منتهية
contributions-tell = كتابة إشعار منه
contributions-withdraw = سحب الموافقة
contributions-withdraw-means = يغيب هذا فوراً عن المكتب وعن كل من سواك، ومعه كل إشعار مأخوذ منه. أما ما قُرئ أو طُبع من قبل فيبقى عند من قرأه.
contributions-notice-withdrawn = سُحبت الموافقة: لم يعد يراه أحد خارج مكتبك.
contributions-who-sees = لا أحد غيرهم، ولا حتى المكاتب التي تعلوهم.
contributions-opened-by = { $actor }: { $role }، { $n ->
    [one] مرة واحدة
    [two] مرتين
    [few] { $n } مرات
    [many] { $n } مرة
   *[other] { $n } مرة
  }
contributions-only-coordinator = المنظمة التي تحافظ على مسافة تُخبر منسّقها، ولا تُخبر أحداً خارج المجتمع الإنساني.
contributions-audience-fits = لا ينشر هذا المكتب لهم. اختر جمهوراً آخر أو مكتباً آخر.
contributions-aid-workers = أماكن العاملين في الإغاثة لا تُقال للجميع أبداً. اختر جمهوراً أضيق.
contributions-deny-contribute = جهات الاتصال والمنسّقون في المنظمات الإنسانية هم من يخبرون مكتباً بما يعرفه مكتبهم.
contributions-deny-withdraw = المنظمة التي أخبرت به هي من يسترده.
contributions-deny-list = هذا للمنظمات الإنسانية والمكاتب التي تنشر الإشعارات.
contributions-late-ended = انتهت هذه الموافقة من قبل.
