# طلب الدعم: النموذج والمراجعة والإيصال والرمز.

asking-title = اطلب دعماً
asking-title-edit = تعديل طلبك
asking-title-again = اطلب من جديد
asking-title-on-behalf = إدخال طلب عمّن ليس له حساب
asking-lead = اذكر ما هو مطلوب وأين ومتى. يقرؤه مكتب مناوبة ويجيب. وقبل الإرسال ترى من سيقرؤه.
asking-lead-on-behalf = اكتب ما يطلبونه بكلماتهم. الطلب ملكهم، ولهم الإيصال والرمز، ويُذكر فيه اسم مكتبكم.
asking-unknown-hint = اترك ما لا تعرفه فارغاً. يمكنك تعديل الطلب ما لم يجب عنه أحد.
asking-have-account = لا تحتاج إلى حساب.
asking-track = العودة إلى طلب سابق
asking-drafts = مسودات مكتبكم
asking-draft-new = لم تبدأ
asking-draft-discard = حذف المسودة
asking-check = مراجعة قبل الإرسال
asking-check-hint = لم يُرسل شيء بعد. تعرض الصفحة التالية كل ما كتبته ومن سيراه.
asking-keep = حفظ المسودة
asking-add-row = إضافة سطر
asking-deny-receipt = الإيصال لمن قدّم الطلب.

## عدّله شخص آخر في أثناء ذلك
asking-meanwhile = عدّل شخص آخر هذا في أثناء كتابتك
asking-meanwhile-title = عُدّل في أثناء ذلك
asking-meanwhile-text = كلماتك ما زالت في النموذج أدناه. الحفظ من جديد يُبقي كلماتك، وللإبقاء على كلمات الآخر اكتبها مكانها.
asking-meanwhile-field = الحقل
asking-meanwhile-theirs = النص الحالي
asking-meanwhile-mine = ما كتبته

## من
asking-part-body = صاحب الطلب
asking-body = جهة نعرفها
asking-new-body = جهة جديدة: اسمها
asking-new-body-hint = مثلاً «شيوخ مرسى العبّارة». تُدرج بصفة مقترحة. املأ أحد الحقلين فقط.
asking-body-one = اختر جهة أو اذكر اسم جهة جديدة: أحد الأمرين
asking-channel = كيف وصلك الطلب
asking-channel-online = عبر الموقع
asking-channel-walk_in = حضروا إلى الباب
asking-channel-phone = بالهاتف
asking-channel-radio = باللاسلكي
asking-channel-email = بالبريد الإلكتروني
asking-heard-from = من قال ذلك
asking-heard-from-hint = صفته في هذه الجهة، مثلاً «رئيسة اللجنة».
asking-heard-how = كيف قيل ذلك
asking-heard-on = في أي يوم
asking-heard-future = هذا اليوم لم يأتِ بعد
asking-heard-consent = اسألهم: هل يوافقون على أن يواصل مكتبكم قراءة ما يلي بعد الإرسال؟ ما لا يوافقون عليه لن تستطيع قراءته مرة أخرى.
asking-heard-f1 = يوافقون على أن يقرأ مكتبنا الأسماء والهواتف
asking-heard-f2 = يوافقون على أن يقرأ مكتبنا الأماكن والأوقات الدقيقة
asking-part-who = من أنت وكيف نتصل بك
asking-who-hint = لا يقرأ هذا أحد غيرك، إلا إذا وافقت أدناه.
asking-community = من يطلب
asking-community-humanitarian = منظمة إغاثة
asking-community-host = سلطة أو مجتمع محلي
asking-organisation = اسم منظمتك أو مجتمعك المحلي
asking-name = اسمك أو صفتك
asking-phone = الهاتف
asking-radio = رمز النداء اللاسلكي
asking-email = البريد الإلكتروني
asking-reach-needed = اذكر وسيلة واحدة للاتصال بك: هاتف أو لاسلكي أو بريد إلكتروني
asking-consent = يجوز للمكتب الذي يجيب أن يقرأ وسيلة الاتصال بي
asking-consent-hint = ذلك المكتب فقط، وحتى يومين بعد انتهاء الطلب. يمكنك سحب موافقتك في أي وقت. ومن دونها يكتب لك المكتب هنا.
asking-consent-purpose = لمعاودة الاتصال بشأن هذا الطلب

## ماذا
asking-part-what = ما تحتاج إليه
asking-kind = نوع الدعم
asking-need = ما هو مطلوب، بكلماتك
asking-need-hint = ما الذي سيتغيّر بهذا الدعم، ولمن. لا تكتب هنا أسماء أشخاص ولا أماكن دقيقة: لها حقول أدناه.
asking-people-affected = عدد المتأثرين
asking-what = ماذا بالتحديد
asking-what-hint = مثلاً «وقود لعيادتين»، «سطح جسر طوله 12 متراً».
asking-weight-kg = الوزن (kg)
asking-volume-m3 = الحجم (m³)
asking-persons = عدد من يراد نقلهم
asking-items = المواد
asking-support-hint = دعم المجتمعات يبني الثقة في عملية السلام، وليس معونة إنسانية.
asking-duplication = من غيركم يقوم بعمل مشابه هناك، ولماذا لا يُعدّ هذا ازدواجاً
asking-authority = رأي السلطة المحلية فيه
asking-upkeep = من يعتني به بعد ذلك
asking-fund = من أي صندوق تمويل

## أين ومتى
asking-part-where = أين
asking-from-area = من مقاطعة
asking-to-area = إلى مقاطعة
asking-area-hint = لا يظهر لمن يقرأ الطلب سوى المقاطعة.
asking-route-hint = لا يقرأ أحد الأماكن الدقيقة والطرق والأوقات قبل أن توافق، لجهة تُسمّيها ولمدة محددة، ويكون ذلك عادةً عند قبول عرض.
asking-from-place = مكان الانطلاق بدقة
asking-to-place = الوجهة بدقة
asking-route = الطريق
asking-times = أوقات التنقل
asking-part-when = متى
asking-needed-from = من
asking-needed-until = حتى
asking-needed-until-hint = لا بد من تاريخ نهاية: بعده تنتهي صلاحية الطلب من تلقاء نفسها.
asking-lead-times = مهلة الإخطار اللازمة لكل نوع
asking-priority = درجة الاستعجال
asking-priority-life_saving = منقذ للحياة
asking-priority-life_saving-hint = قد يموت أناس من دونه. يمضي مهما تأخر.
asking-priority-urgent = عاجل
asking-priority-urgent-hint = يزداد الضرر كل يوم.
asking-priority-routine = عادي
asking-priority-routine-hint = يمكن التخطيط له.
asking-waiver = لماذا لا يحتمل الانتظار
asking-waiver-hint = المهلة أقصر مما يحتاج إليه هذا النوع من الدعم. يُقبل الطلب المتأخر ويُعلَّم بأنه متأخر، فيرجى ذكر السبب.
asking-waiver-needed = { $n ->
    [zero] يحتاج هذا إلى إخطار مسبق. اذكر لماذا لا يحتمل الانتظار، أو اختر تواريخ أبعد
    [one] يحتاج هذا إلى إخطار قبل ساعة. اذكر لماذا لا يحتمل الانتظار، أو اختر تواريخ أبعد
    [two] يحتاج هذا إلى إخطار قبل ساعتين. اذكر لماذا لا يحتمل الانتظار، أو اختر تواريخ أبعد
    [few] يحتاج هذا إلى إخطار قبل { $n } ساعات. اذكر لماذا لا يحتمل الانتظار، أو اختر تواريخ أبعد
   *[other] يحتاج هذا إلى إخطار قبل { $n } ساعة. اذكر لماذا لا يحتمل الانتظار، أو اختر تواريخ أبعد
  }

## الخطر والضرر وما جرت تجربته
asking-part-risk = الخطر
asking-risk = الخطر الأمني في الطريق أو في المكان
asking-risk-low = منخفض
asking-risk-medium = متوسط
asking-risk-high = مرتفع
asking-risk-unknown = لا أعرف
asking-criticality = الأهمية الحيوية للبرنامج
asking-criticality-hint = مطلوبة حين يكون الخطر مرتفعاً: إلى أي حد تتوقف أمور أخرى على هذا النشاط.
asking-criticality-1 = 1 – تتوقف عليه أرواح، أو بأمر من الأمين العام
asking-criticality-2 = 2 – عالية
asking-criticality-3 = 3 – متوسطة
asking-criticality-4 = 4 – منخفضة
asking-criticality-needed = عند ارتفاع الخطر يرجى ذكر مدى أهمية النشاط
asking-cluster = القطاع الإنساني
asking-harm = هل يمكن أن تُظهر هذه الاستعانة بالعسكريين أحداً بمظهر المنحاز، أو أن تعرّض أحداً للخطر؟
asking-harm-short = هل يمكن أن يضرّ
asking-harm-hint = فكّر في الناس هناك وفي موظفيك وشركائك، وفي نظرة الطرف الآخر. إذا أجبت بـ«نعم» اعتذر المكتب عن الطلب وتحدث معك عن سبل أخرى.
asking-harm-no = لا
asking-harm-unsure = لست متأكداً
asking-harm-yes = نعم
asking-harm-why = من قد يتضرر، وكيف
asking-harm-why-needed = اذكر من قد يتضرر، وكيف
asking-part-tried = ما جرّبته بدلاً من ذلك
asking-tried = ما جُرّب بدلاً منه
asking-tried-hint = الإمكانات العسكرية ملاذ أخير في العمل الإنساني. شاحنات مدنية، طريق آخر، موعد آخر، شريك، وصول بالتفاوض: ماذا كانت النتيجة؟
asking-tried-row = البديل { $n }
asking-tried-option = ما جرّبته
asking-tried-on = متى
asking-tried-outcome = ماذا كانت النتيجة
asking-tried-both = اذكر ما جرّبته وماذا كانت النتيجة
asking-tried-future = هذا اليوم لم يأتِ بعد
asking-part-partners = لمن هذا الدعم
asking-partners-hint = لا يُذكر لأحد اسم الشركاء المحليين ولا من يخصهم الدعم قبل موافقتك.
asking-on-behalf-of = الشريك المحلي
asking-beneficiaries = من يخصهم هذا الدعم

## الباب
asking-part-door = من يقرأ الطلب أولاً
asking-door-about = أنت تختار الباب. وتذكر الصفحة التالية كل منصب سيراه.
asking-door = من أي باب
asking-door-coordinator = منسّق الشؤون الإنسانية أولاً
asking-door-coordinator-hint = لمنظمات الإغاثة. لا يراه العسكريون قبل أن تحوّله أنت أو يحوّله المنسّق إليهم.
asking-door-cimic = مكتب التنسيق المدني العسكري
asking-door-cimic-hint = يراه فوراً مكتب المناوبة في المكوّن العسكري. أما طلب منظمة الإغاثة فيراه المنسّق أيضاً، ويبقى الفحص الأولي له.
asking-door-civil_affairs = الشؤون المدنية
asking-door-civil_affairs-hint = للسلطات والمجتمعات المحلية. لا يراه العسكريون قبل أن تحوّله الشؤون المدنية إليهم بموافقتك.
asking-door-not-yours = هذا الباب ليس لك، اختر باباً آخر
asking-desk-closed = { $desk }: مغلق حالياً. اتصل بالرقم { $phone }.
asking-no-coordinator = لا يوجد منسّق شؤون إنسانية مناوب، ولذلك لا يمكن استلام هذا الطلب الآن. اتصل بـ{ $desk }: { $phone }

## المراجعة
asking-check-title = مراجعة قبل الإرسال
asking-check-lead = لم يُرسل شيء بعد.
asking-will-see = من سيرى هذا
asking-other-door = من باب آخر:
asking-seer = { $actor }: { $role } ({ $n })
asking-seer-you = أنت، بالمرجع والرمز
asking-you-typed = ما سيقرؤونه
asking-you-typed-private = ما ستقرؤه أنت وحدك
asking-private-hint = لا يُعرض على أحد قبل أن توافق، لجهة تُسمّيها ولمدة محددة.
asking-private-consented = لا يُعرض على أحد قبل أن توافق، لجهة تُسمّيها ولمدة محددة. وقد وافقت على أن يقرأ المكتب الذي يجيب وسيلة الاتصال بك.
asking-late = { $n ->
    [zero] جاء هذا بعد مهلة الإخطار اللازمة لهذا النوع. يُستلم ويُعلَّم بأنه متأخر.
    [one] جاء هذا بعد مهلة الإخطار اللازمة لهذا النوع، وهي ساعة واحدة. يُستلم ويُعلَّم بأنه متأخر.
    [two] جاء هذا بعد مهلة الإخطار اللازمة لهذا النوع، وهي ساعتان. يُستلم ويُعلَّم بأنه متأخر.
    [few] جاء هذا بعد مهلة الإخطار اللازمة لهذا النوع، وهي { $n } ساعات. يُستلم ويُعلَّم بأنه متأخر.
   *[other] جاء هذا بعد مهلة الإخطار اللازمة لهذا النوع، وهي { $n } ساعة. يُستلم ويُعلَّم بأنه متأخر.
  }
asking-twins = سبق أن طلبت هذا
asking-twins-hint = افتح ذلك الطلب للإضافة إليه، أو تابع إن كان هذا أمراً آخر.
asking-send = إرسال
asking-send-anyway = هذا أمر آخر: إرسال
asking-send-hint = الطلب لا يُلزمك بشيء. يمكنك سحبه بنقرة واحدة.

## الإيصال
asking-notice-sent = وصل طلبك.
asking-notice-changed = عُدّل الطلب. يستطيع كل من يراه أن يرى أنه عُدّل.
asking-notice-visit-ended = أُغلق. لا يفتح هذا الجهاز الطلب بعد الآن إلا برمزه.
asking-receipt = إيصال
asking-received = تاريخ الاستلام:
asking-next = ما يحدث بعد ذلك
asking-next-coordinator = يقرؤه منسّق الشؤون الإنسانية ويفحصه وفق المعايير الإنسانية، وقد يطرح عليك سؤالاً هنا. لا يراه العسكريون قبل أن تحوّله أنت أو يحوّله المنسّق إليهم.
asking-next-both = يجري منسّق الشؤون الإنسانية الفحص الأولي، ومكتب التنسيق المدني العسكري يراه منذ الآن. وقد يُطرح عليك سؤال هنا.
asking-next-desk = يقرؤه مكتب المناوبة. وقد يطرح عليك سؤالاً هنا، أو يدلّك على مكتب آخر يتولى ذلك، أو يبحث عن وحدة قادرة عليه.
asking-next-ended = انتهى هذا الطلب.
asking-first-answer = في الأيام التسعين الأخيرة تلقّى نصف الطلبات أول رد من هذا المكتب خلال مدة أقصاها:
asking-no-figure = لا يوجد بعد رقم عن سرعة رد هذا المكتب.
asking-desk = المكتب
asking-desk-phone = هاتف مكتب المناوبة
asking-not-approved = الإشعار بالاستلام لا يعني الموافقة أبداً. لا تتحرك اعتماداً على هذا الإيصال.
asking-code = رمزك
asking-code-hint = اكتبه أو اطبعه واقتطعه. به وبالمرجع يُفتح طلبك؛ نحن لا نحتفظ بنسخة منه ولا نستطيع إعطاءك إياه مرة أخرى.
asking-code-track = للعودة:
asking-open-request = فتح الطلب
asking-end-visit = انتهيت على هذا الجهاز
asking-end-visit-hint = على حاسوب مشترك اضغط هنا. بعدها لا يُفتح الطلب إلا بالرمز.

## العودة
asking-track-title = العودة إلى طلب سابق
asking-track-lead = أدخل المرجع والأرقام الستة عشر المكتوبة في إيصالك.
asking-track-signed-in = أنت مسجّل الدخول. الرمز يفتح طلبات من ليس لهم حساب: يرجى تسجيل الخروج أولاً.
asking-track-reference-hint = مثل K7QF-2M9P
asking-track-code-hint = 16 رقماً، والمسافات لا تهم.
asking-track-open = فتح
asking-track-wrong = هذا المرجع وهذا الرمز لا يتطابقان
asking-track-wait = { $n ->
    [zero] محاولات خاطئة كثيرة. حاول الآن من جديد
    [one] محاولات خاطئة كثيرة. انتظر ثانية واحدة
    [two] محاولات خاطئة كثيرة. انتظر ثانيتين
    [few] محاولات خاطئة كثيرة. انتظر { $n } ثوانٍ
   *[other] محاولات خاطئة كثيرة. انتظر { $n } ثانية
  }
asking-track-lost = هل فقدت الرمز؟
asking-track-lost-text = لا نحتفظ بنسخة منه. اتصل بالمكتب المذكور في إيصالك: يعرف المرجع ويستطيع مساعدتك على الطلب من جديد.
