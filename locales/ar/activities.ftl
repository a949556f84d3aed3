# الأنشطة: من يفعل ماذا وأين ومتى ولمن.

activities-title = الأنشطة
activities-one = النشاط
activities-new = إدخال نشاط
activities-edit = تعديل نشاط
activities-import = استيراد
activities-sharing = ما نشاركه
activities-empty-title = لا أنشطة هنا بعد
activities-empty = أدخل ما تفعله منظمتك، أو استورد قائمة بمن يفعل ماذا وأين.
activities-actor = المنظمة
activities-of-actor = كل أنشطتها
activities-area = المقاطعة
activities-cluster = القطاع الإنساني
activities-what = ما الذي يجري عمله
activities-what-hint = في سطر واحد: ماذا ولمن. لا تذكر أسماء أشخاص.
activities-modality = طريقة التقديم
activities-modality-hint = عيناً، نقداً، قسائم، خدمة، تدريب.
activities-target-group = الفئة المقصودة
activities-targeted = من يُراد الوصول إليهم
activities-reached = من جرى الوصول إليهم
activities-all-people = جميع الأشخاص
activities-all-people-hint = إن تُرك فارغاً فهو مجموع الأجزاء.
activities-part-women = نساء
activities-part-girls = فتيات
activities-part-female = نساء وفتيات
activities-part-men = رجال
activities-part-boys = فتيان
activities-part-male = رجال وفتيان
activities-period = من – إلى
activities-starts = البداية
activities-ends = النهاية
activities-no-end = النهاية غير معروفة
activities-from = جارٍ ابتداءً من
activities-until = جارٍ حتى
activities-chip-from = من { $day }
activities-chip-until = حتى { $day }
activities-confirmed = آخر تأكيد
activities-stale = لم يؤكَّد منذ مدة طويلة
activities-is-stale = بحاجة إلى تأكيد
activities-objective = الهدف
activities-function = وظيفة التنسيق المدني العسكري
activities-function-hint = لأنشطة الوحدات العسكرية.
activities-function-none = لا شيء
activities-function-liaison = اتصال
activities-function-mission_support = دعم البعثة
activities-function-community_support = دعم المجتمعات
activities-partner = الشريك المنفذ
activities-place = المكان المحدد
activities-private-hint = لا يقرأ هذا إلا مكتبك، ومن تسمح له بقراءته تحت «ما نشاركه».
activities-private-kept = ما هو مكتوب هنا ليس لك لتقرأه. وإن تركته فارغاً بقي كما هو.
activities-source = من الملف
activities-row = السطر { $n }
activities-audience = من يراه
activities-audience-public = الجميع
activities-audience-partners = كل من له حساب
activities-audience-humanitarian = المجتمع الإنساني فقط
activities-audience-mission = العسكريون والبعثة
activities-audience-military = العسكريون فقط
activities-audience-owner = مكتبنا فقط
activities-who-sees = { $actor }: { $role }{ $n ->
    [one] {""}
   *[other] {" "}× { $n }
  }

## الحالة والإجراءات
activities-status-planned = مخطط له
activities-status-ongoing = جارٍ
activities-status-completed = مكتمل
activities-status-suspended = معلَّق
activities-status-cancelled = ملغى
activities-act-start = لقد بدأ
activities-act-complete = لقد اكتمل
activities-act-suspend = تعليق
activities-act-resume = استئناف
activities-act-cancel = إلغاء النشاط
activities-confirm = ما زال كذلك
activities-notice-confirmed = تم تأكيده حتى اليوم.

## الرفض والأخطاء
activities-deny-write = مناصب المنظمة نفسها هي التي تُدخل ما تفعله؛ ويقوم بذلك المنسّقون والضباط والأقسام عمّن يتولون بطاقاتهم.
activities-deny-share = المنظمة نفسها وحدها تسمح لغيرها بقراءة شركائها المحليين وأماكنها المحددة.
activities-deny-export = يستخرج القوائم من يعملون بها.
activities-late-cancelled = أُلغي هذا النشاط.
activities-late-completed = اكتمل هذا النشاط. ما انتهى لا يحتاج إلى تأكيد.
activities-late-status = تغيّرت حالته في أثناء ذلك.
activities-late-consent = سبق أن انتهى هذا.
activities-field-too-long = يدوم النشاط عشر سنوات على الأكثر؛ أدخل ما يليها نشاطاً آخر
activities-field-fewer-than-parts = هذا أقل من مجموع الأجزاء

## المشاركة
activities-field-f2 = الأماكن المحددة
activities-field-f3 = الشركاء المنفذون
activities-sharing-lead = تبقى بيانات الشركاء المنفذين والأماكن المحددة لأنشطتك داخل مكتبك. هنا تسمح لمنظمة أخرى واحدة بقراءتها، لغرض معيّن وحتى يوم معيّن. ينتهي ذلك من تلقاء نفسه أو حين تنهيه.
activities-sharing-given = ما سمحنا به
activities-sharing-none = لا يقرؤها أحد سواكم.
activities-sharing-held = ما سُمح لنا به
activities-sharing-new = السماح لأحد بالقراءة
activities-sharing-recipient = المنظمة
activities-sharing-fields = ما يحق لها قراءته
activities-sharing-purpose = الغرض
activities-sharing-until = حتى
activities-sharing-until-day = حتى نهاية يوم
activities-sharing-give = السماح بالقراءة
activities-sharing-end = إنهاء هذا

## الاستخراج
activities-export = استخراج هذه القائمة بصيغة
activities-export-hxl = CSV مع وسوم HXL
activities-export-make = إنشاء الملف
activities-export-title = قائمة مستخرجة
activities-export-format = الصيغة
activities-export-until = يعمل الرابط حتى
activities-export-get = حفظ الملف
activities-export-hint = في أعلاه اسمك والمرجع والوقت. عدد السطور { $n } على الأكثر. يُظهر ما يحق لك رؤيته؛ ولا يرد فيه أبداً ذكر الشركاء المحليين ولا الأماكن المحددة.
activities-export-dead = هذا الرابط لم يعد صالحاً. أنشئ الملف من جديد من القائمة.
activities-export-mark = { $mission } · الأنشطة · { $reference } · { $person } · { $at }
activities-export-mark-cut = { $mission } · الأنشطة · { $reference } · { $person } · { $at } · السطور الأولى فقط وعددها { $cap }
activities-format-csv = CSV
activities-format-xlsx = XLSX
activities-format-hxl = CSV مع وسوم HXL
