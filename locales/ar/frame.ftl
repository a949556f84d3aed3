# الإطار المشترك: رأس الصفحة وذيلها والنماذج والقوائم والأخطاء والتواريخ.

## رأس الصفحة وذيلها
frame-house = بيت التنسيق المدني العسكري
frame-skip = انتقل إلى المحتوى
frame-navigation = التنقل الرئيسي
frame-navigation-inside = في هذا القسم
frame-language = اللغة
frame-sign-in = تسجيل الدخول
frame-sign-out = تسجيل الخروج
frame-account = حسابي
frame-act-as = العمل بصفة
frame-desks = مكاتب المناوبة وهواتفها
frame-services = الخدمات
frame-glossary = المصطلحات
frame-privacy = ما نحتفظ به ومن يراه
frame-promise = التنسيق ليس إدارة: كل قرار يبقى لصاحبه، وطلب الدعم لا يُلزمكم بشيء.
frame-demo = عرض تجريبي: كل ما هنا مُختلَق.
frame-print = طباعة
frame-printed-by = طبعها
frame-copy = نسخ
frame-copied = تم النسخ
frame-more = عرض المزيد
frame-back = رجوع

## التنقل الرئيسي
frame-nav-home = مكتبي
frame-nav-dashboards = لوحات المتابعة
frame-nav-board = لوحتنا
frame-nav-objectives = الأهداف
frame-nav-start = البداية
frame-nav-requests = الطلبات
frame-nav-triage = الفرز
frame-nav-ask = اطلب دعماً
frame-nav-tell = أبلغ أوتشا
frame-nav-actions = نقاط العمل
frame-nav-visits = الزيارات
frame-nav-reports = تقارير ما بعد النشاط
frame-nav-desks = مكاتب المناوبة
frame-nav-actors = الدليل
frame-nav-services = الخدمات
frame-nav-assets = الإمكانات
frame-nav-meetings = الاجتماعات
frame-nav-qips = المشاريع
frame-nav-activities = الأنشطة
frame-nav-areas = المناطق
frame-nav-map = الخريطة
frame-nav-calendar = التقويم
frame-nav-forums = المنتديات
frame-nav-rooms = القاعات
frame-nav-gaps = الثغرات
frame-nav-overlaps = التداخلات
frame-nav-people = الأشخاص
frame-nav-settings = الإعدادات
frame-nav-imports = الاستيراد
frame-nav-admin = البيت
frame-nav-audit = الأحداث
frame-nav-glossary = المصطلحات
frame-nav-notices = إشعارات
frame-nav-search = ابحث في البيت

## النماذج
frame-optional = (اختياري)
frame-choose = اختر…
frame-unknown = لا أعرف
frame-yes = نعم
frame-no = لا
frame-save = حفظ
frame-send = إرسال
frame-add = إضافة
frame-edit = تعديل
frame-remove = إزالة
frame-cancel = إلغاء
frame-continue = متابعة
frame-confirm = تأكيد
frame-search = بحث
frame-characters-left = عدد الأحرف المتبقية
frame-characters-over = عدد الأحرف الزائدة
frame-draft-saved = حُفظت المسودة
frame-draft-away = لا يوجد اتصال. ما كتبته محفوظ على هذا الجهاز وسيُرسل عند عودة الخط.
frame-draft-restored = أعدنا ما كتبته قبل انقطاع الاتصال.
frame-error = خطأ:
frame-errors-title = يرجى مراجعة ما يلي
frame-field-needed = هذا الحقل مطلوب
frame-field-choose = اختر إحدى الإجابات
frame-field-too-long = { $n ->
    [one] حرف واحد على الأكثر
    [two] حرفان على الأكثر
    [few] { $n } أحرف على الأكثر
    [many] { $n } حرفاً على الأكثر
   *[other] { $n } حرف على الأكثر
  }
frame-field-too-short = { $n ->
    [one] حرف واحد على الأقل
    [two] حرفان على الأقل
    [few] { $n } أحرف على الأقل
    [many] { $n } حرفاً على الأقل
   *[other] { $n } حرف على الأقل
  }
frame-field-date = أدخل تاريخاً كاملاً: اليوم والشهر والسنة
frame-field-date-past = أدخل تاريخاً لم يمضِ بعد
frame-field-date-order = لا يمكن أن تسبق النهاية البداية
frame-field-number = أدخل رقماً مثل 12 أو 3.5
frame-field-number-range = أدخل رقماً من { $from } إلى { $to }
frame-field-email = أدخل عنوان بريد إلكتروني مثل name@example.org
frame-field-phone = أدخل رقم هاتف مع رمز البلد مثل ‎+999 12 345 678
frame-field-reference = أدخل مرجعاً مثل K7QF-2M9P
frame-field-code = أدخل أرقام الرمز الستة عشر
frame-field-taken = هذه القيمة مستخدمة من قبل
frame-field-stale = تغيّر هذا في أثناء ذلك. راجعه قبل الحفظ.
frame-field-unknown = في هذا النموذج شيء لا نعرفه. أعد تحميل الصفحة وحاول من جديد.

## القوائم
frame-pages = الصفحات
frame-previous = السابق
frame-next = التالي
frame-filter = تصفية
frame-filters = عوامل التصفية المفعّلة
frame-filter-remove = أزل عامل التصفية:
frame-filters-clear = أزلها كلها
frame-all = الكل
frame-found = { $n ->
    [zero] لا توجد نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $n } نتائج
    [many] { $n } نتيجة
   *[other] { $n } نتيجة
  }
frame-found-more = أكثر من { $n } نتيجة
frame-empty-title = لا شيء هنا حتى الآن
frame-empty-filtered = لا شيء يطابق عوامل التصفية هذه. أزل واحداً منها لترى المزيد.

## السجلات
frame-who-sees = من يستطيع رؤية هذا
frame-who-sees-auditor = يستطيع المراجع فتحه بعد كتابة السبب، وسترى ذلك أدناه.
frame-opened-by = من فتحه
frame-opened-by-nobody = لم يفتحه أحد من خارج منظمتك.
frame-to-parties = إلى الأطراف
frame-to-parties-hint = يقرأ هذا كلُّ من يرد اسمه في السجل.
frame-inside = داخل مكتبنا
frame-inside-hint = لا يقرأ هذا إلا { $office }، ولا يخرج من المكتب أبداً.
frame-facts = المعلومات
frame-what-now = ما يمكن فعله الآن
frame-history = ما حدث
frame-turn = الدور على
frame-age = العمر
frame-state = الحالة
frame-reference = المرجع

## مفاتيح صفحة الفرز
frame-keys-title = المفاتيح
frame-keys-next = التالي في القائمة
frame-keys-previous = السابق في القائمة
frame-keys-open = فتح
frame-keys-return = إعادة مع سؤال
frame-keys-decline = اعتذار
frame-keys-advance = تمرير إلى الخطوة التالية
frame-keys-list = عرض هذه المفاتيح
frame-keys-close = إغلاق

## إشعارات بعد الإجراء
frame-notice-saved = تم الحفظ.
frame-notice-sent = تم الإرسال.
frame-notice-removed = تمت الإزالة.
frame-notice-repeated = كان هذا لدينا من قبل. لم يُنفَّذ شيء مرتين.
frame-notice-signed-in = تم تسجيل دخولك.
frame-notice-signed-out = تم تسجيل خروجك، ولا يحتفظ هذا الجهاز بشيء.
frame-notice-language = يخاطبك البيت الآن بالعربية.
frame-notice-post = أنت تعمل الآن بالصفة التي اخترتها.
frame-notice-draft-discarded = حُذفت المسودة.

## عندما لا يعمل شيء ما
frame-error-bad-request-title = لم نتمكن من قراءة ذلك
frame-error-bad-request-text = أرسلت الصفحة ما لا يقبله هذا العنوان. ارجع وأعد التحميل ثم حاول من جديد.
frame-error-signed-out-title = يرجى تسجيل الدخول
frame-error-signed-out-text = هذه الصفحة لأصحاب الحسابات. بعد تسجيل الدخول تعود إليها ومعك ما كنت قد كتبته.
frame-error-forbidden-title = هذا الإجراء ليس لك
frame-error-forbidden-text = يمكنك قراءة هذا، لكن غيرك من يتصرف فيه.
frame-error-not-found-title = لا شيء لك هنا
frame-error-not-found-text = ربما كُتب العنوان خطأً، أو أن السجل غير مشارَك معك. إذا أعطاك أحدهم مرجعاً فتأكد منه معه.
frame-error-conflict-title = حدث شيء في أثناء ذلك
frame-error-conflict-text = لم تغيّر أنت شيئاً. انظر إلى السجل كما هو الآن ثم قرر.
frame-error-too-large-title = الحجم أكبر من اللازم
frame-error-too-large-text = أرسل قدراً أقل في المرة الواحدة أو ملفاً أصغر.
frame-error-too-slow-title = استغرق ذلك وقتاً أطول من اللازم
frame-error-too-slow-text = لم يصل ما أرسلته كاملاً في الوقت المحدد ولم يُحفظ شيء. ارجع إلى الصفحة السابقة: ما كتبته ما زال هناك. أعد المحاولة عندما يتحسن الاتصال.
frame-error-too-many-title = لحظة من فضلك
frame-error-too-many-text = جرت محاولات كثيرة في وقت قصير. انتظر دقيقة ثم حاول من جديد.
frame-error-cross-site-title = هذا آتٍ من موقع آخر
frame-error-cross-site-text = لسلامتك لا نقبل إلا النماذج المرسلة من صفحاتنا. افتح الصفحة هنا وأرسله من جديد.
frame-error-method-title = هذا العنوان لا يفعل ذلك
frame-error-method-text = افتح الصفحة واستخدم أزرارها.
frame-error-failed-title = حدث خلل من جانبنا
frame-error-failed-text = ليس هذا خطأك، وما حفظته في أمان. حاول من جديد، فإن تكرر الخلل فاتصل بمكتب المناوبة واقرأ له الرقم أدناه.
frame-error-back = انظر إلى السجل كما هو الآن
frame-error-home = إلى مكتبي
frame-error-start = إلى صفحة البداية
frame-error-desks = اتصل بمكتب مناوبة
frame-error-number = رقم هذه العملية، لمن يساعدك:
frame-away-title = البيت مغلق للحظات
frame-away-text = لا نستطيع الوصول إلى سجلاتنا. تعيد هذه الصفحة المحاولة من تلقاء نفسها.
frame-away-kept = المسودات التي ظهر عندها «حُفظت المسودة» في أمان. في الحالات العاجلة اتصل بمكتب المناوبة الذي تعرفه.
frame-try-again = حاول من جديد

## التواريخ
frame-date = {"\u200F"}{ $day } { $month } { $year }
frame-time = {"\u200F"}{ $date }، { $clock } { $zone }
frame-month-1 = يناير
frame-month-2 = فبراير
frame-month-3 = مارس
frame-month-4 = أبريل
frame-month-5 = مايو
frame-month-6 = يونيو
frame-month-7 = يوليو
frame-month-8 = أغسطس
frame-month-9 = سبتمبر
frame-month-10 = أكتوبر
frame-month-11 = نوفمبر
frame-month-12 = ديسمبر
frame-weekday-1 = الاثنين
frame-weekday-2 = الثلاثاء
frame-weekday-3 = الأربعاء
frame-weekday-4 = الخميس
frame-weekday-5 = الجمعة
frame-weekday-6 = السبت
frame-weekday-7 = الأحد
frame-today = اليوم
frame-yesterday = أمس
frame-tomorrow = غداً
frame-just-now = الآن
frame-ago-minutes = { $n ->
    [zero] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $n } دقائق
    [many] قبل { $n } دقيقة
   *[other] قبل { $n } دقيقة
  }
frame-ago-hours = { $n ->
    [zero] قبل أقل من ساعة
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $n } ساعات
    [many] قبل { $n } ساعة
   *[other] قبل { $n } ساعة
  }
frame-ago-days = { $n ->
    [zero] اليوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $n } أيام
    [many] قبل { $n } يوماً
   *[other] قبل { $n } يوم
  }
frame-ago-weeks = { $n ->
    [zero] هذا الأسبوع
    [one] قبل أسبوع
    [two] قبل أسبوعين
    [few] قبل { $n } أسابيع
    [many] قبل { $n } أسبوعاً
   *[other] قبل { $n } أسبوع
  }
frame-ago-months = { $n ->
    [zero] هذا الشهر
    [one] قبل شهر
    [two] قبل شهرين
    [few] قبل { $n } أشهر
    [many] قبل { $n } شهراً
   *[other] قبل { $n } شهر
  }
frame-in-minutes = { $n ->
    [zero] الآن
    [one] بعد دقيقة
    [two] بعد دقيقتين
    [few] بعد { $n } دقائق
    [many] بعد { $n } دقيقة
   *[other] بعد { $n } دقيقة
  }
frame-in-hours = { $n ->
    [zero] بعد أقل من ساعة
    [one] بعد ساعة
    [two] بعد ساعتين
    [few] بعد { $n } ساعات
    [many] بعد { $n } ساعة
   *[other] بعد { $n } ساعة
  }
frame-in-days = { $n ->
    [zero] اليوم
    [one] بعد يوم
    [two] بعد يومين
    [few] بعد { $n } أيام
    [many] بعد { $n } يوماً
   *[other] بعد { $n } يوم
  }
frame-in-weeks = { $n ->
    [zero] هذا الأسبوع
    [one] بعد أسبوع
    [two] بعد أسبوعين
    [few] بعد { $n } أسابيع
    [many] بعد { $n } أسبوعاً
   *[other] بعد { $n } أسبوع
  }
frame-in-months = { $n ->
    [zero] هذا الشهر
    [one] بعد شهر
    [two] بعد شهرين
    [few] بعد { $n } أشهر
    [many] بعد { $n } شهراً
   *[other] بعد { $n } شهر
  }
frame-for-minutes = { $n ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
  }
frame-for-hours = { $n ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
  }
frame-for-days = { $n ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يوماً
   *[other] { $n } يوم
  }
frame-late-by = التأخير: { $span }
frame-waiting-for = مدة الانتظار: { $span }
frame-open-for = مفتوح منذ: { $span }

## كلمات الحالة المشتركة بين السجلات
frame-state-draft = مسودة
frame-state-open = مفتوح
frame-state-active = نشط
frame-state-proposed = مقترح
frame-state-closed = مغلق
frame-state-ended = منتهٍ
frame-state-late = متأخر
frame-state-new = جديد
frame-state-changed = معدَّل
frame-state-unchanged = بلا تغيير
frame-state-warning = تنبيه
frame-state-error = خطأ
frame-turn-yours = الدور عليك
frame-turn-theirs = في انتظار { $who }
frame-turn-nobody = ليس الدور على أحد
