# صفحة البداية ومكتب المنصب المستخدم.

home-title = مرحباً
home-welcome = بيت خارج الأسوار
home-lead = هنا يلتقي المدنيون وعسكريو البعثة: لطلب الدعم، أو للإخبار بما يحدث، أو للجلوس معاً. لا تحتاج إلى حساب لتطلب.
home-door-ask = اطلب دعماً
home-door-ask-text = مرافقة أو نقل أو جسر أو مشورة. صفحة واحدة، وترى من سيقرؤها قبل أن ترسلها.
home-door-tell = أبلغ أوتشا
home-door-tell-text = تحدّث أولاً إلى منسّق الشؤون الإنسانية. لا يرى العسكريون ذلك.
home-door-desk = ابحث عن مكتب مناوبة
home-door-desk-text = من يجيب عن مقاطعتك، بالهاتف أو عند الباب.
home-phones = اتصل
home-phone-house = البيت
home-back = هل سبق أن طلبت؟
home-back-text = في إيصالك مرجع ورمز. بهما ترى أين وصل طلبك، أو تجيب عن سؤال، أو تسحب الطلب.
home-track = العودة إلى طلب
home-enter = إدخال طلب لمن ليس له حساب
home-mine = في انتظارنا
home-mine-empty = لا شيء ينتظر مكتبك.
home-others = في انتظار غيرنا
home-others-empty = لا شيء مما يخصك ينتظر غيرك.
home-below = في انتظار المكاتب التابعة
home-new = جديد هذا الأسبوع
home-coming = قريباً
home-coming-empty = لا اجتماع قريباً لمكتبك، ولا منصب ولا موافقة تنتهي عما قريب.
home-answer-wanted = الجواب مطلوب
home-answer-reminded = تذكير: الجواب مطلوب
home-post-ends = ينتهي منصبك:
home-consent-ends = تنتهي موافقة:
home-all = عرض الكل
home-people = أشخاص ينتظرون
home-applied = في انتظار مزكٍّ
home-vouched = في انتظار حساب
home-about-admin = تدير الأشخاص والمناصب والإعدادات. أما ما يُطلب هنا فلا تراه.
home-about-auditor = تقرأ ما جرى فعله. لفتح سجل اكتب السبب، وسيقرؤه صاحبه.
home-about-leader = دورك هنا الاطلاع لا العمل.
home-about-projects = عملك هو المشاريع: تصلك عند إدراجها في جولة أو اعتمادها أو صرف أموالها. أما طلبات الدعم فليست لك لتقرأها.
home-board = المشاريع بحسب الحالة
home-rounds = الجولات المفتوحة
home-exceptions = حالات تستدعي الانتباه
home-desk-empty = لا أحد يشغل منصباً في { $who }: يجيب عنه نائبه المناوب.
home-post-below-ends = ينتهي خلال شهر منصب في { $who } ({ $role ->
    [officer] ضابط التنسيق المدني العسكري
    [liaison] ضابط اتصال الوحدة
    [chief] رئيس التنسيق المدني العسكري
    [leader] القيادة
   *[other] غير ذلك
  }).
home-opened = من فتح طلباتنا هذا الأسبوع
home-situation-waits = تغييرٌ في الوضع ينتظر جوابك.
home-rules-wait = أرقام أخرى للبيت تنتظر جوابك.
home-entry-stale = لم يؤكد أحد بطاقتكم في الدليل منذ مدة. هل ما زالت صحيحة؟
home-projects = مشاريع تنتظرني
home-projects-empty = لا مشروع ينتظرك الآن.
home-told = { $n ->
    [one] نقل إليك المنسّق جملة
    [two] نقل إليك المنسّق جملتين
    [few] نقل إليك المنسّق { $n } جمل
    [many] نقل إليك المنسّق { $n } جملة
   *[other] نقل إليك المنسّق { $n } جملة
  }
home-handover = منصب قيد التسليم والتسلّم: انظر ما بقي مفتوحاً ومن وقّع
home-minutes-due = محاضر حان موعدها
home-minutes-since = لم يُعمَّم بعد، كان موعده
