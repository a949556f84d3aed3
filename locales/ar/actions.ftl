# نقاط العمل
actions-title = نقاط العمل
actions-new = اقتراح نقطة عمل
actions-offer = هذا عرض. يصبح وعداً حين تقبله المنظمة، أو تعتذر عنه مع ذكر السبب.
actions-put = اقتُرحت نقطة العمل. يمكن للمنظمة أن تقبلها أو تعتذر عنها.
actions-put-it = اقتراح
actions-add = اقتراح نقطة عمل
actions-none = لا نقاط عمل بعد.
actions-body = ما المطلوب عمله
actions-body-hint = ابدأ بالعمل المطلوب: «إصلاح قناة تصريف المياه عند المدرسة». لا تذكر أسماء أشخاص.
actions-for = لمن
actions-from = اقترحها
actions-role = المنصب المعني
actions-role-any = أي منصب هناك
actions-due = الموعد
actions-due-past = اختر اليوم أو يوماً لاحقاً.
actions-priority = الأولوية
actions-priority-hint = الأولوية العالية تحتاج إلى ما يُثبت الإنجاز، ويتحقق منها من لم يقترحها ولم ينفذها.
actions-priority-normal = عادية
actions-priority-high = عالية
actions-reason = السبب
actions-done-note = ما أُنجز
actions-evidence = ما يُثبت ذلك
actions-evidence-hint = أين يُرى، أو رقم، أو تاريخ؛ أو أضف وثيقة قبل ذلك.
actions-evidence-needed = الأولوية العالية تحتاج إلى ما يُثبت الإنجاز: اذكره، أو أضف وثيقة أولاً.
actions-source = المصدر
actions-source-request = طلب
actions-source-meeting = اجتماع
actions-source-action = نقطة عمل
actions-source-report = تقرير ما بعد النشاط
actions-source-visit = زيارة
actions-source-qip = مشروع
actions-source-notice = إشعار
actions-source-objective = هدف
actions-carry-overs = مرات الترحيل إلى اجتماع لاحق
actions-carried = { $n ->
    [one] رُحّلت مرة واحدة
    [two] رُحّلت مرتين
    [few] رُحّلت { $n } مرات
   *[other] رُحّلت { $n } مرة
  }
actions-stuck = { $n ->
    [one] رُحّلت مرة واحدة: اتفقوا على طريقة أخرى أو يوم آخر، أو ألغوها.
    [two] رُحّلت مرتين: اتفقوا على طريقة أخرى أو يوم آخر، أو ألغوها.
    [few] رُحّلت { $n } مرات: اتفقوا على طريقة أخرى أو يوم آخر، أو ألغوها.
   *[other] رُحّلت { $n } مرة: اتفقوا على طريقة أخرى أو يوم آخر، أو ألغوها.
  }
actions-overdue = فات الموعد
actions-back = العودة إلى نقطة العمل
actions-who-sees = من اقترحها، ومن هي موجّهة إليه، ومن كانوا حاضرين؛ ومعهم المكاتب التي فوقهم.
actions-whose = لمن
actions-who-mine = لمنصبي
actions-who-office = لمكتبي
actions-who-put = اقترحها مكتبي
actions-forum = المنتدى
actions-only = فقط
actions-only-late = ما فات موعدها
actions-only-stuck = ما رُحّلت ثلاث مرات أو أكثر
actions-empty = لا نقطة عمل هنا. تأتي من الاجتماعات والزيارات والطلبات والمشاريع.
actions-state-offered = معروضة
actions-state-accepted = مقبولة
actions-state-in_progress = قيد التنفيذ
actions-state-blocked = متعثرة
actions-state-done = منجزة
actions-state-verified = تم التحقق منها
actions-state-declined = معتذَر عنها
actions-state-cancelled = ملغاة
actions-next-offered = تقبلها المنظمة الموجّهة إليها أو تعتذر عنها.
actions-next-accepted = تكفّلت بها المنظمة.
actions-next-in_progress = تعمل المنظمة عليها.
actions-next-blocked = هناك ما يعوقها. يمكن لمن اقترحها أن يساعد أو يحدد يوماً آخر أو يلغيها.
actions-next-done = تنتظر أن يتحقق منها من لم ينفذها.
actions-next-verified = أُنجزت، ورأى غيرُ منفّذها أنها أُنجزت.
actions-next-declined = اعتذرت المنظمة عنها.
actions-next-cancelled = لم تعد مطلوبة.
actions-act-accept = قبول
actions-act-decline = اعتذار
actions-act-start = بدء
actions-act-finish = الإفادة بالإنجاز
actions-act-block = بيان ما يعوقها
actions-act-resume = استئناف
actions-act-verify = التحقق منها
actions-act-send_back = إعادة
actions-act-move = تغيير اليوم
actions-act-cancel = إلغاؤها
actions-means-accept = تعد منظمتك بإنجاز هذا بحلول موعده.
actions-means-decline = لا تتكفّل منظمتك بهذا. اذكر السبب في جملة؛ يراها كل من يرى نقطة العمل.
actions-means-start = بدأ العمل.
actions-means-finish = اذكر ما أُنجز. ثم يتحقق منه شخص آخر.
actions-means-block = اذكر ما يعوق العمل كي يستطيع أحد المساعدة.
actions-means-resume = زال ما كان يعوق العمل.
actions-means-verify = رأيت أن هذا أُنجز، أو أخبرك بذلك من كان لأجلهم.
actions-means-send_back = لم يُنجز كما اتُّفق عليه. اذكر ما ينقص؛ فتعود إلى «قيد التنفيذ».
actions-means-move = اتفق أولاً مع المنظمة على اليوم الجديد.
actions-means-cancel = لم يعد على أحد أن يفعل هذا. اذكر السبب.
actions-was-put = اقترحها
actions-was-accept = قبلها
actions-was-decline = اعتذر عنها
actions-was-start = بدأ العمل
actions-was-finish = أفاد بأنها أُنجزت
actions-was-block = أفاد بأنها متعثرة
actions-was-resume = استأنف العمل
actions-was-verify = تحقق منها
actions-was-send_back = أعادها
actions-was-move = غيّر اليوم
actions-was-cancel = ألغاها
actions-deny-list = نقاط العمل لمن يعملون على السجلات.
actions-deny-doer = هذا للمنظمة الموجّهة إليها نقطة العمل.
actions-deny-putter = هذا للمكتب الذي اقترح نقطة العمل.
actions-deny-verify = يتحقق من نقطة العمل من اقترحها؛ فإن كان هو من نفذها، فمنظمة أخرى كانت حاضرة.
actions-deny-own-work = لا يتحقق أحد مما فعله بنفسه، أياً كان منصبه.
actions-deny-author = الأولوية العالية يتحقق منها من لم يقترحها أيضاً.
actions-deny-attach = يضيف الوثائق من اقترحوها ومن ينفذونها.
actions-late-state = تقدّمت نقطة العمل في أثناء ذلك.
actions-home = نقاط العمل لمكتبي
actions-home-empty = لا شيء مستحق على مكتبك.
actions-home-verify = أُنجزت وتنتظر التحقق
