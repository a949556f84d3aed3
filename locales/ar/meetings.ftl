# الاجتماعات: القائمة والاجتماع الواحد ونموذجه وإجراءاته.
meetings-title = الاجتماعات
meetings-one = اجتماع
meetings-coming = الاجتماعات القادمة
meetings-past = الاجتماعات السابقة
meetings-show-past = عرض الاجتماعات السابقة
meetings-show-coming = عرض الاجتماعات القادمة
meetings-new = الدعوة إلى اجتماع
meetings-edit = تعديل الاجتماع
meetings-mine = اجتماعات مكتبنا فقط
meetings-empty = لا يوجد اجتماع يراه منصبك. ما يعلنه المضيفون للجميع له صفحة خاصة.
meetings-host = المضيف
meetings-actor = المنظمة
meetings-who-sees = { $n ->
    [one] { $role }، { $actor }
   *[other] { $role }، { $actor } ({ $n })
  }

## الحقول
meetings-field-title = العنوان
meetings-field-when = الموعد
meetings-field-day = اليوم
meetings-field-from = من
meetings-field-until = إلى
meetings-field-zone-name = المنطقة الزمنية
meetings-field-zone-hint = اسمها في قاعدة بيانات المناطق الزمنية، مثل Africa/Lagos أو Europe/Paris
meetings-field-purpose = الغرض منه
meetings-field-expected = ما يُنتظر من المدعوين
meetings-field-expected-hint = ما ينبغي إحضاره أو قراءته أو البت فيه
meetings-field-audience = من يراه
meetings-field-attribution = كيف تُنقل الأقوال
meetings-field-language = اللغة
meetings-field-area = المقاطعة
meetings-field-place_kind = نوع المكان
meetings-field-place = المكان
meetings-field-place-hint = لا يراه إلا المدعوون
meetings-field-online = العنوان على الإنترنت
meetings-field-is_discreet = دون تفاصيل
meetings-field-is_discreet-hint = لا تعرض تقاويم البرامج الأخرى سوى كلمة «اجتماع» وبلا مكان
meetings-field-is_announced = معلن للجميع
meetings-field-is_announced-hint = يقرأ من ليس له حساب أيضاً العنوان واليوم والمقاطعة وهاتف مكتب مناوبتكم، ولا يرى أبداً الساعة ولا المكان ولا المدعوين
meetings-field-reason = السبب
meetings-field-reason-hint = يقرؤه المدعوون
meetings-field-clock = أدخل ساعة مثل 09:30
meetings-field-zone = أدخل اسم منطقة زمنية مثل Africa/Lagos
meetings-field-link = أدخل عنواناً يبدأ بـ https://
meetings-field-end = يجب أن تأتي النهاية بعد البداية
meetings-field-no-such-hour = تُقدَّم الساعة في ذلك اليوم: هذه الساعة غير موجودة
meetings-announced-closed = الاجتماع المغلق أو المعروض دون تفاصيل لا يمكن إعلانه

## من يراه
meetings-audience-parties = المدعوون
meetings-audience-parties-hint = المضيف والرئاسة والمدعوون والمكاتب التي تعلوهم
meetings-audience-partners = كل من له حساب
meetings-audience-partners-hint = العنوان والوقت والمقاطعة والمضيف؛ أما جدول الأعمال والمكان وأسماء الجهات المدعوة فللمدعوين فقط
meetings-audience-humanitarian = المنظمات الإنسانية فقط
meetings-audience-humanitarian-hint = لا وجود له لدى العسكريين والبعثة والسلطات، ولا يمكن دعوة غير المنظمات الإنسانية
meetings-audience-mission = البعثة وعسكريوها فقط
meetings-audience-mission-hint = لا وجود له لدى غيرهم، ولا يمكن دعوة غيرهم
meetings-audience-military = العسكريون فقط
meetings-audience-military-hint = لا وجود له لدى غيرهم، ولا يمكن دعوة غيرهم

## كلمات
meetings-place-house = قاعة من قاعات البيت
meetings-place-neutral = مكان محايد
meetings-place-office = مكتب أحد المشاركين
meetings-place-online = عبر الإنترنت
meetings-place-phone = عبر الهاتف
meetings-attribution-attributed = مع اسم صاحبها
meetings-attribution-chatham_house = دون أسماء (قاعدة تشاتام هاوس)
meetings-state-planned = مخطَّط له
meetings-state-invited = أُرسلت الدعوات
meetings-state-held = عُقد
meetings-state-drafted = المحضر قيد الكتابة
meetings-state-circulated = المحضر معمَّم
meetings-state-sealed = المحضر مختوم
meetings-state-postponed = مؤجَّل
meetings-state-cancelled = ملغى
meetings-was-moved = نُقل عن موعده المعتاد

## الإجراءات
meetings-act-invite = إرسال الدعوات
meetings-act-move = نقل الموعد
meetings-act-postpone = تأجيل
meetings-act-reschedule = تحديد موعد جديد
meetings-act-cancel = إلغاء الاجتماع
meetings-act-hold = عُقد الاجتماع
meetings-about-move = تنتقل معه القاعة إن كانت شاغرة في ذلك الوقت. الإجابات على الموعد القديم لا تُحتسب، ويُسأل الجميع من جديد.
meetings-about-reschedule = يُدعى الجميع من جديد إلى الموعد الجديد.
meetings-about-postpone = سيُحدَّد موعد جديد. تُعاد القاعة.
meetings-about-cancel = لن يُعقد الاجتماع. تُعاد القاعة، ويبقى الاجتماع في التقاويم على أنه ملغى.
meetings-was-invite = إرسال الدعوات
meetings-was-move = نقل الموعد
meetings-was-postpone = تأجيل الاجتماع
meetings-was-reschedule = تحديد موعد جديد
meetings-was-cancel = إلغاء الاجتماع
meetings-was-hold = تسجيل أن الاجتماع عُقد
meetings-was-draft = بدء المحضر
meetings-was-circulate = تعميم المحضر
meetings-was-redraft = سحب المحضر للتعديل
meetings-was-seal = ختم المحضر
meetings-notice-planned = تم التخطيط. لا يراه أحد غيركم حتى ترسلوا الدعوات.
meetings-notice-invited = أُرسلت الدعوات.
meetings-notice-held = سُجّل: عُقد الاجتماع.
meetings-notice-moved = حُدّد الموعد الجديد. يُسأل الجميع من جديد.
meetings-notice-postponed = تم التأجيل.
meetings-notice-cancelled = تم الإلغاء.
meetings-notice-answered = سُجّلت إجابتك.
meetings-notice-reminded = أُرسل تذكير إلى من لم يجب، ولم يُرسل إلى غيره.
meetings-notice-left = غادرتم الاجتماع.
meetings-notice-proposed = تم الاقتراح.
meetings-notice-placed = أُدرج في جدول الأعمال.
meetings-notice-declined = لم يُؤخذ بالبند، ويرى ذلك من اقترحه.

## اثنان في وقت واحد
meetings-both = حفظ أحدهم قبلك
meetings-both-text = هذا ما يختلف. النموذج أدناه يحمل ما كتبته أنت، وحفظه الآن يضع نسختك محل نسخته.
meetings-both-field = الحقل
meetings-both-theirs = نسخته، محفوظة
meetings-both-yours = نسختك، غير محفوظة

## المدعوون
meetings-invited = المدعوون
meetings-invited-hint = المنظمة المدعوة ترى الاجتماع، وكذلك المكاتب التي تعلوها
meetings-invited-empty = لم يُدعَ أحد بعد.
meetings-invite-more = دعوة آخرين
meetings-invite-these = دعوة هؤلاء
meetings-remind = تذكير من لم يجب
meetings-leave = مغادرة هذا الاجتماع: لن يراه مكتبنا بعد ذلك
meetings-will-you-come = هل ستحضرون؟
meetings-your-answer = إجابتكم
meetings-answer-of = الإجابة
meetings-answer = إجابة
meetings-answer-yes = نعم
meetings-answer-maybe = ربما
meetings-answer-no = لا
meetings-answer-wanted = الإجابة مطلوبة
meetings-answers-yes = نعم: { $n }
meetings-answers-maybe = ربما: { $n }
meetings-answers-no = لا: { $n }
meetings-answers-silent = دون إجابة: { $n }
meetings-silent = دون إجابة
meetings-note = ملاحظة
meetings-note-hint = كم عدد القادمين ومن أي ساعة؛ يقرؤها كل المدعوين

## جدول الأعمال
meetings-agenda = جدول الأعمال
meetings-agenda-empty = لا شيء في جدول الأعمال بعد.
meetings-item = البند
meetings-item-detail = تفاصيل أخرى
meetings-item-edit = تعديل بند
meetings-presenter = يعرضه
meetings-minutes = الدقائق
meetings-minutes-hint = عشر دقائق إذا تُرك فارغاً
meetings-minutes-short = { $n } د
meetings-minutes-in-all = { $n ->
    [zero] لا وقت محدداً
    [one] المجموع دقيقة واحدة
    [two] المجموع دقيقتان
    [few] المجموع { $n } دقائق
    [many] المجموع { $n } دقيقة
   *[other] المجموع { $n } دقيقة
  }
meetings-confidential = سرّي
meetings-confidential-hint = يراه دائماً المضيف والرئاسة ومن يعرضه ومن اقترحه
meetings-only-all = لكل المدعوين
meetings-only-humanitarian = للمنظمات الإنسانية فقط
meetings-only-mission = للبعثة والعسكريين فقط
meetings-only-military = للعسكريين فقط
meetings-only-owner = للمضيف والرئاسة فقط
meetings-proposed = مقترح
meetings-propose = اقتراح بند
meetings-add-item = إضافة بند
meetings-place-item = إدراج في جدول الأعمال
meetings-decline-item = عدم الأخذ به
meetings-position = الترتيب في جدول الأعمال
meetings-position-hint = الرقم 1 يأتي أولاً

## حالات الرفض
meetings-deny-create = هذا المنصب لا يدعو إلى اجتماعات.
meetings-deny-run = المضيف والرئاسة يديران هذا الاجتماع.
meetings-deny-answer = لا يجيب إلا المدعوون.
meetings-deny-propose = لا يقترح البنود إلا المدعوون.
meetings-deny-leave = لا يغادر إلا المدعوون، وتبقى الرئاسة حتى تُسمّى رئاسة أخرى.
meetings-late-run = لم يعد الاجتماع قادماً.
meetings-late-state = تغيّرت مرحلة الاجتماع في أثناء ذلك.
meetings-late-not-begun = لم يبدأ بعد.
meetings-late-begun = بدأ من قبل.
meetings-late-answer = فات وقت الإجابة، أو لا يُسأل أحد الآن.
meetings-late-over = خُتم محضره أو أُلغي.
meetings-reports-owed = تقارير ما بعد النشاط التي لم تصل بعد
