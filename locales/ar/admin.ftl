# مكتب الإدارة.
admin-title = البيت
admin-lead = أشخاص ينتظرونك، ومناصب تنتهي، وسير عمل البيت نفسه. أما ما يُطلب ويُقال هنا فلا تراه.
admin-accounts = لهم مزكٍّ وينتظرون حساباً
admin-accounts-none = لا أحد ينتظر حساباً.
admin-applied = { $n ->
    [zero] لا طلب حساب ينتظر مزكّياً
    [one] طلب حساب واحد ينتظر مزكّياً
    [two] طلبا حساب ينتظران مزكّياً
    [few] { $n } طلبات حساب تنتظر مزكّياً
   *[other] { $n } طلب حساب ينتظر مزكّياً
  }
admin-handovers = تسليم مناصب بانتظار التأكيد
admin-handovers-none = لا تسليم منصب ينتظرك.
admin-endings = مناصب تنتهي خلال 30 يوماً
admin-endings-none = لا منصب ينتهي خلال 30 يوماً.
admin-statement = ينتهي سريان الإقرار
admin-machine = هذا الجهاز
admin-version = نسخة البيت
admin-postgres = نسخة Postgres
admin-migrations = الترحيلات
admin-database = حجم قاعدة البيانات
admin-disk = المساحة الحرة على القرص
admin-disk-low = يكاد يمتلئ
admin-people = أشخاص لهم حساب
admin-sessions = { $n ->
    [zero] لم يسجّل أحد الدخول خلال الساعة
    [one] واحد سجّل الدخول خلال الساعة
    [two] اثنان سجّلا الدخول خلال الساعة
    [few] { $n } سجّلوا الدخول خلال الساعة
   *[other] { $n } سجّلوا الدخول خلال الساعة
  }
admin-backup = آخر نسخة احتياطية
admin-backup-none = لم تُسجَّل أي نسخة
admin-backup-late = قبل أكثر من يومين
admin-mail = البريد
admin-mail-off = غير مُعدّ: لا يرسل البيت رسائل
admin-mail-waits = { $n ->
    [zero] لا رسائل مستحقة
    [one] رسالة واحدة مستحقة
    [two] رسالتان مستحقتان
    [few] { $n } رسائل مستحقة
   *[other] { $n } رسالة مستحقة
  }
admin-mail-last = آخر إرسال
admin-mail-failed = { $n ->
    [zero] لا إخفاق منذ أمس
    [one] رسالة واحدة أخفقت منذ أمس
    [two] رسالتان أخفقتا منذ أمس
    [few] { $n } رسائل أخفقت منذ أمس
   *[other] { $n } رسالة أخفقت منذ أمس
  }
admin-jobs = المهام
admin-jobs-none = لم تعمل أي مهمة بعد. تبدأ خلال دقيقة من التشغيل.
admin-job = المهمة
admin-ran = عملت
admin-took = استغرقت
admin-did = آخر أثر لها
admin-works = تعمل
admin-late = متأخرة
admin-failed = { $n ->
    [one] أخفقت مرة
    [two] أخفقت مرتين
    [few] أخفقت { $n } مرات
   *[other] أخفقت { $n } مرة
  }
admin-job-contacts = محو جهات الاتصال بعد انتهاء مدة خدمتها
admin-job-drafts = محو المسودات القديمة
admin-job-erase = محو أسماء الطلبات المنتهية وأماكنها
admin-job-expire = إنهاء الطلبات التي انقضى أجلها
admin-job-forget = نسيان الجلسات والمفاتيح
admin-job-imports = نسيان الملفات المستوردة
admin-job-invite = الدعوة إلى الاجتماعات
admin-job-lapse = إنهاء العروض التي انقضى أجلها
admin-job-mail = إرسال البريد
admin-job-meetings = إنشاء اجتماعات المنتديات القادمة
admin-job-move_desks = نقل ما ينتظر في المكاتب الخالية
admin-job-notices = إنهاء الإشعارات التي انقضى أجلها
admin-job-papers = كتابة ورقة الأسبوع
admin-job-publish = نشر الأسابيع المغلقة
admin-job-roll_ups = العدّ للوحات المتابعة
admin-job-sequencer = ربط الأحداث بالسلسلة
