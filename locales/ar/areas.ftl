# البلد: الأقاليم والمقاطعات.

areas-title = الأقاليم والمقاطعات
areas-empty-title = لا تُعرف أي منطقة بعد
areas-empty = من يشغّل البيت يُدخل فهرس الأماكن الخاص بالبعثة: cimic-house import areas.
areas-retired-title = لم تعد مستخدمة
areas-retired-hint = ما زالت سجلات أقدم تشير إلى هذه الأماكن.
areas-until = حتى
areas-is-retired = ما زالت السجلات السابقة تشير إلى هذه النسخة، وقد انتهت في
areas-successor = ما يدل عليه الرمز الآن
areas-level = المستوى
areas-level-0 = بلد
areas-level-1 = إقليم
areas-level-2 = مقاطعة
areas-level-3 = جزء من مقاطعة
areas-level-4 = مكان
areas-level-5 = مكان
areas-parent = تقع في
areas-names = بلغات أخرى
areas-aliases = تُكتب أيضاً
areas-since = منذ
areas-children = في هذه المنطقة
areas-actors = من هنا
areas-actors-more = جميعها في الدليل
areas-actors-none = لا أحد ممن يمكنك رؤيتهم يذكر أنه هنا.
areas-presence-present = حاضرة
areas-presence-office = لها مكتب
areas-presence-mobile = تأتي وتذهب
areas-presence-remote = تعمل عن بُعد
areas-presence-partner = عبر شريك
areas-presence-responsibility = مسؤولة عن هذه المنطقة
areas-deny-import = تأتي المناطق من فهرس الأماكن الخاص بالبعثة، ويُدخله من يشغّل البيت.
areas-contact-sheet = ورقة جهات الاتصال في هذه المنطقة
areas-now = المكان نفسه الآن:
areas-not-now = لا تقابل هذا المكان أي نسخة سارية.
areas-neighbours = المقاطعات المجاورة
areas-siblings = في الإقليم نفسه

## ما يجري في المقاطعة
areas-doing = ما يُعمل هنا
areas-load = { $n ->
    [zero] لا أنشطة هذا الشهر
    [one] نشاط واحد هذا الشهر
    [two] نشاطان هذا الشهر
    [few] { $n } أنشطة هذا الشهر
    [many] { $n } نشاطاً هذا الشهر
   *[other] { $n } نشاط هذا الشهر
}؛ ويُقدَّر أن هذه المقاطعة تتحمل { $mark } في وقت واحد.
areas-load-over = فوق الحد المقدَّر
areas-doing-none = لا يوجد نشاط مخطط أو جارٍ مما يمكنك رؤيته.
areas-doing-all = الأنشطة في هذه المقاطعة
areas-doing-more = المزيد من الأنشطة في هذه المقاطعة
areas-waiting = الطلبات المنتظرة
areas-waiting-none = لا يوجد طلب من هنا مما يمكنك رؤيته ينتظر أحداً.
areas-meetings = الاجتماعات القادمة
areas-waiting-all = طلبات هذه المقاطعة
areas-waiting-more = المزيد من طلبات هذه المقاطعة

## نسخ فهرس الأماكن
areas-versions = نسخ فهرس الأماكن
areas-versions-lead = تحل قائمة الأماكن الجديدة محل القديمة. وتظل السجلات الأقدم تشير إلى المكان الذي كان الرمز يدل عليه حينئذ.
areas-versions-none = لم يُدخَل أي فهرس أماكن بعد
areas-versions-none-hint = من يشغّل البيت يُدخل فهرس الأماكن الخاص بالبعثة: cimic-house import areas.
areas-version = النسخة
areas-version-taken = تاريخ الإدخال
areas-version-file = الملف
areas-version-areas = الأماكن السارية
areas-version-changes = ما غيّرته
areas-version-code = الرمز
areas-version-change = التغيير
areas-version-before = قبل
areas-version-after = بعد
areas-change-new = جديد
areas-change-renamed = اسم آخر
areas-change-moved = يقع الآن في منطقة أخرى
areas-change-recoded = رمز آخر
areas-change-reused = يدل الآن على مكان آخر
areas-change-retired = لم يعد مستخدماً
areas-change-redrawn = حدود أخرى
areas-change-altered = تفاصيل أخرى
areas-unmapped = أماكن لا يقابلها شيء الآن
areas-unmapped-hint = لم تعد رموزها مستخدمة، أو صارت تدل على أماكن أخرى. وتعدّ الأرقام السجلات التي يمكنك رؤيتها.
areas-unmapped-none = لا يوجد: لكل مكان في السجلات الأقدم مكانه اليوم.
areas-unmapped-place = المكان
areas-unmapped-requests = الطلبات
areas-unmapped-activities = الأنشطة
areas-unmapped-actors = الجهات
areas-told = الإشعارات
areas-told-none = لا يسري هنا عليك أي إشعار.
areas-told-all = إشعارات هذه المقاطعة
