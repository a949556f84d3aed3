# الملفات الواردة: المناطق والمنظمات عبر سطر الأوامر، والأنشطة عبر الصفحات أيضاً. ما يقال عن كل سطر.

imports-row = السطر { $n }
imports-column = العمود { $name }

## مصير السطر
imports-outcome-new = جديد
imports-outcome-changed = معدَّل
imports-outcome-unchanged = بلا تغيير
imports-outcome-retired = ملغى
imports-outcome-missing = غير وارد
imports-outcome-left_out = متروك
imports-outcome-error = خطأ
imports-weight-warning = تنبيه
imports-weight-error = خطأ
imports-sum-new = جديد: { $n }
imports-sum-changed = معدَّل: { $n }
imports-sum-unchanged = بلا تغيير: { $n }
imports-sum-retired = ملغى: { $n }
imports-sum-missing = غير وارد في الملف: { $n }
imports-sum-left_out = متروك: { $n }
imports-sum-error = { $n ->
    [one] سطر واحد فيه أخطاء
    [two] سطران فيهما أخطاء
    [few] { $n } أسطر فيها أخطاء
    [many] { $n } سطراً فيها أخطاء
   *[other] { $n } سطر فيها أخطاء
  }
imports-sum-warned = { $n ->
    [one] سطر واحد فيه تنبيه
    [two] سطران فيهما تنبيهات
    [few] { $n } أسطر فيها تنبيهات
    [many] { $n } سطراً فيها تنبيهات
   *[other] { $n } سطر فيها تنبيهات
  }
imports-end-errors = لم يُكتب شيء. أصلح ما هو معلَّم بأنه خطأ ثم حاول من جديد.
imports-end-applied = تمت الكتابة.
imports-end-dry = كانت هذه تجربة دون حفظ: لم يُكتب شيء. الأمر نفسه مع ‎--apply يكتب.
imports-end-nothing = ليس هناك ما يُكتب.
imports-change = { $from } ← { $to }
imports-columns-unread = { $file }: لم يُستخرج شيء من الأعمدة { $names }

## ملفات لا يمكن قراءتها
imports-fault-unreadable = تعذّر فتحه ({ $why })
imports-fault-too-large = أكبر من { $n } MB
imports-fault-empty = فارغ
imports-fault-not-text = هذا ليس نصاً ولا مصنّفاً
imports-fault-csv = لا يمكن قراءة هذا على شكل أعمدة ({ $why })
imports-fault-columns = عدد الأعمدة أكبر من { $n }
imports-fault-rows = عدد الأسطر أكبر من { $n }
imports-fault-cells = عدد الخلايا أكبر من { $n }
imports-fault-cell = عدد أحرف إحدى الخلايا أكبر من { $n }؛ هل تنقص علامة تنصيص؟
imports-fault-text = حجم النص أكبر من { $n } بايت
imports-fault-column-missing = لا يوجد عمود بهذا الاسم ولا باسم له المعنى نفسه
imports-fault-column-twice = يوجد عمودان بهذا الاسم
imports-fault-workbook = هذا المصنّف تالف
imports-fault-entries = عدد أجزاء هذا المصنّف أكبر من { $n }
imports-fault-other-workbook = هذا ليس مصنّفاً يقرؤه البيت؛ احفظه بصيغة XLSX أو ODS أو CSV
imports-fault-bomb = حجم هذا المصنّف بعد فك ضغطه أكبر بكثير مما ينبغي
imports-fault-geojson = هذه ليست مجموعة مضلّعات بصيغة GeoJSON ‏({ $why })
imports-fault-features = عدد المضلّعات أكبر من { $n }
imports-fault-points = عدد النقاط أكبر من { $n }؛ بسّط المضلّعات أولاً
imports-fault-shape-code = المضلّع لا يذكر رمز منطقة
imports-fault-shape-none = لا يوجد مضلّع
imports-fault-ring = حلقة لا تنتهي حيث بدأت
imports-fault-point = نقطة ينقصها خط الطول أو خط العرض
imports-fault-earth = { $place } ليس مكاناً على الأرض

## الأسطر
imports-row-too-long = هناك شيء بعد آخر عمود في سطر العناوين
imports-cell-needed = يجب ملء هذه الخلية
imports-cell-too-long = { $n ->
    [one] تتسع لحرف واحد على الأكثر
    [two] تتسع لحرفين على الأكثر
    [few] تتسع لـ { $n } أحرف على الأكثر
    [many] تتسع لـ { $n } حرفاً على الأكثر
   *[other] تتسع لـ { $n } حرف على الأكثر
  }
imports-stray-spaces = أُزيلت مسافات زائدة من الاسم

## المناطق
imports-area-level = المطلوب هنا مستوى: 0 للبلد و1 للإقليم و2 للمقاطعة، حتى 5
imports-area-date = هذا ليس تاريخاً مثل 2026-11-22
imports-area-degrees = { $value } ليس رقماً بين ‎−{ $most }‎ و{ $most }
imports-area-half-place = خط الطول وخط العرض يأتيان معاً
imports-area-code-is-word = الرمز هو الاسم نفسه: أهو مكان لم يسمّه أحد؟
imports-area-code-twice = للسطر { $row } الرمز نفسه
imports-area-name-twice = للسطر { $row } الاسم نفسه في المكان نفسه
imports-area-parent-needed = دون مستوى الأقاليم تقع كل منطقة داخل منطقة أخرى
imports-area-parent-unknown = ليس في الملف منطقة { $code }
imports-area-parent-level = مستوى { $code } ليس أعلى من هذا المستوى
imports-area-no-polygon = لا مضلّع لها في أي ملف؛ تظهر في القوائم لا على الخرائط
imports-area-borrowed = ليس لها مضلّع خاص؛ ترسم الخرائط { $code } ({ $name }) بدلاً منها
imports-area-code-two-places = الرمز { $code } يعني مكانين: الملف { $file } يرسم { $drawn }، وفهرس الأماكن يعني { $name }؛ لا يُستخدم هذا المضلّع
imports-area-drawn-as = اسم المضلّع { $name }
imports-area-outside = المكان يقع خارج المضلّع
imports-area-renamed = كان الرمز { $name }: تبدأ نسخة جديدة وتحتفظ بمن هو حاضر ومسؤول
imports-area-recoded = كان رمز هذا المكان { $code }: يستمر تحت الرمز الجديد مع من هو حاضر ومسؤول
imports-area-reused = كان الرمز يعني { $name }، وهو مكان آخر: تبدأ نسخة جديدة من دون من كان حاضراً ومسؤولاً هناك
imports-area-new-parent = تقع في النسخة الجديدة من { $code }
imports-area-shape-changed = المضلّع يتغير
imports-area-missing = سارية وغير واردة في هذا الملف؛ الخيار ‎--retire-missing يلغيها
imports-polygon-left = { $file }: المضلّع { $code } ({ $name }) لا يخص أي منطقة في فهرس الأماكن
imports-alias-by-name = الرمز لا يناسب؛ أُخذ بالاسم على أنه { $code }
imports-alias-nearest = لا مكان باسم { $name }؛ الأقرب هو { $code } { $nearest }
imports-alias-unknown = لا مكان باسم { $name }

## المنظمات
imports-actor-no-acronym = لا يوجد اختصار
imports-actor-acronym-shared = { $acronym } وارد أيضاً في السطر { $rows }
imports-actor-no-kind = لم يُذكر نوع المنظمة
imports-actor-kind-unknown = { $value } ليس نوعاً من المنظمات يعرفه البيت
imports-actor-kinds-differ = الرمز { $code } والكلمات { $words } تعني نوعين مختلفين؛ المعتمد هو الرمز
imports-actor-system = متروك: مكاتب البيت نفسه ينشئها من يديرونه ولا تُقرأ من ملف
imports-actor-community-unknown = { $value } ليس فئة
imports-actor-not-this-force = لا عسكريين هنا إلا وحدات هذه البعثة
imports-actor-no-community = لا تنتمي إلى أي فئة: بطاقة بلا مناصب
imports-actor-name-twice = الاسم نفسه وارد في السطر { $row }
imports-actor-name-nearly-twice = للسطر { $row } الاسم نفسه مع اختلاف في حجم الأحرف والعلامات: أهي منظمة واحدة مكررة؟
imports-actor-spelled = أُخذت على أنها { $name }، ويُكتب اسمها بشكل آخر
imports-actor-alike = قد تكون هي نفسها { $name } التي يعرفها البيت
imports-actor-area-unknown = لا يعرف البيت منطقة { $code }
imports-actor-parent = ترى { $name } ما يحق لهذه المنظمة رؤيته: من يؤكد البطاقة يؤكد ذلك أيضاً
imports-actor-parent-unknown = لا يعرف البيت { $name } في الفئة نفسها؛ بلا جهة أم
imports-actor-kept = تقول البطاقة { $theirs } ويقول الملف { $file }؛ البطاقة ملك أصحابها وتبقى كما هي
imports-actor-community-stays = تبقى في فئتها ({ $code }): الاستيراد لا يغير ذلك أبداً
imports-actor-parent-stays = تبقى لها جهتها الأم: الاستيراد لا يغير ذلك أبداً
imports-actor-areas = { $n ->
    [one] منطقة إضافية واحدة
    [two] منطقتان إضافيتان
    [few] { $n } مناطق إضافية
    [many] { $n } منطقة إضافية
   *[other] { $n } منطقة إضافية
  }
imports-projects-no-owner = ليس للشؤون المدنية مكتب مناوبة يحفظ المشاريع السابقة.
imports-projects-empty = يحتاج السطر إلى مرجع وعنوان.
imports-projects-twin = يشبه { $other } كثيراً: الموضوع نفسه والمكان نفسه والعنوان يكاد يكون نفسه. ربما كان مشروعاً واحداً ذُكر مرتين.
imports-projects-kind = «{ $kind }» ليس مشروعاً سريع الأثر ولا دعماً للمجتمعات؛ أُخذ على أنه دعم للمجتمعات.
imports-projects-category = التصنيف «{ $category }» غير معروف.
imports-projects-relief = مواد الإغاثة ليست مشروعاً في حد ذاتها؛ بقيت كما كانت.
imports-projects-no-district = لم تُذكر مقاطعة؛ وُضع في الإقليم.
imports-projects-area = الرمز «{ $code }» لا يخص أي منطقة سارية.
imports-projects-precision = يوم هذا المشروع ليس ما سُجّل وقتها، بل «{ $how }».
imports-projects-no-end = مكتمل، لكن لم يُذكر يوم التسليم.
imports-projects-ended = جارٍ، لكن يوم التسليم مذكور.
imports-projects-status = الحالة «{ $status }» غير معروفة.
imports-projects-day = «{ $date }» لا يحدد يوماً؛ أُخذ أول يوم فيه.
imports-projects-date = «{ $date }» ليس تاريخاً.
imports-projects-cost-note = عن الكلفة: { $note }
imports-projects-no-cost = لم تُذكر كلفة.
imports-projects-cost = «{ $cost }» ليس مبلغاً بالدولارات والسنتات.
imports-projects-people = { $n } ليس عدد أشخاص هذا المشروع وحده ({ $note })؛ لم يُحتسب.
imports-projects-sex = الجنس والعمر غير مذكورين؛ لا يُحتسب أحد من النساء.
imports-projects-no-donor = لم يُذكر من دفع.

## الأنشطة: ما يقال عن الأسطر
imports-activity-columns = لا عمود يذكر من، أو لا عمود يذكر أين
imports-activity-nobody = «{ $name }» لا يدل على أي منظمة؛ أهذا هو المقصود؟
imports-activity-not-yours = الكتابة عن { $name } ليست من شأنكم
imports-activity-spelled = أُخذت على أنها { $name }: الاختصار نفسه واسم متشابه
imports-activity-variant = أُخذت على أنها { $name }، بحسب قائمة طرق الكتابة الأخرى
imports-activity-acronym-shared = عدة منظمات تُسمى «{ $value }»: { $names }
imports-activity-actor-nearest = لا جهة باسم «{ $value }»؛ الأقرب هو { $nearest }
imports-activity-actor-unknown = لا جهة باسم «{ $value }»
imports-activity-looks-like-tag = «{ $value }» خطأ من برنامج الجداول وليس رمزاً؛ يشبه وسماً
imports-activity-code-unknown = لا مكان له الرمز { $code }
imports-activity-code-swapped = { $code } يعني { $means }، لكن السطر يقول { $said }، أي { $other }؛ المعتمد هو الرمز
imports-activity-code-name = { $code } يعني { $means }، لكن السطر يقول { $said }؛ المعتمد هو الرمز
imports-activity-other-region = { $name } تقع في { $means }، لكن السطر يقول { $said }؛ المعتمد هو المقاطعة
imports-activity-area-nearest = لا مكان باسم «{ $value }»؛ الأقرب هو { $nearest }
imports-activity-area-unknown = لا مكان باسم «{ $value }»
imports-activity-area-several = عدة أماكن تُسمى «{ $value }»: { $names }
imports-activity-cluster-nearest = لا قطاع إنسانياً باسم «{ $value }»؛ الأقرب هو { $nearest }
imports-activity-cluster-unknown = لا قطاع إنسانياً باسم «{ $value }»
imports-activity-no-cluster = لم يُذكر قطاع إنساني
imports-activity-no-date = لم يُذكر يوم ولا شهر
imports-activity-date = «{ $value }» ليس يوماً ولا شهراً
imports-activity-date-doubtful = «{ $value }» أُخذ على أنه { $day }؛ قد يكون اليوم والشهر معكوسين
imports-activity-status = «{ $value }» ليس حالة
imports-activity-function = «{ $value }» ليس وظيفة من وظائف التنسيق المدني العسكري
imports-activity-number = «{ $value }» ليس عدداً من الأشخاص
imports-activity-id = «{ $value }» ليس معرّف نشاط
imports-activity-id-unknown = لا نشاط معروفاً لكم بهذا المعرّف
imports-activity-other-actor = النشاط الذي له هذا المعرّف يخص منظمة أخرى
imports-activity-double = يقول ما يقوله السطر { $row }
imports-activity-moved = يقع الآن في مكان آخر
imports-activity-private = الشريك المنفّذ أو المكان الدقيق يُكتب فوق ما كان هناك
imports-activity-fault = السطر { $row }: { $why }
imports-activity-stopped = توقفت العملية. لم يُكتب شيء؛ افحص الملف من جديد.
imports-activity-overtaken = تغيّر ما في البيت وأنت تطّلع على التجربة دون حفظ. هذه تجربة جديدة: اطّلع عليها من جديد قبل الكتابة.

## الأنشطة: ما يقال عن الملف
imports-activity-distinct = عدد الأسطر { $rows }، وفيها من التركيبات المختلفة للمنظمة والقطاع الإنساني والمكان { $n }.
imports-activity-borrowed = عدد الأسطر الواقعة في أماكن ترسمها الخريطة بمضلّع منطقة أخرى: { $rows }، وعدد تلك الأماكن { $n }.
imports-activity-acronyms = عدد الاختصارات التي تستخدمها عدة منظمات في هذا الملف { $n }: { $acronyms }.
imports-activity-without-acronym = عدد أسماء المنظمات الواردة بلا اختصار: { $n }.
imports-activity-year = أُخذت الأشهر على أنها من سنة { $year }.
imports-activity-unread = لم يُستخرج شيء من هذه الأعمدة: { $names }.

## صفحات الاستيراد
imports-title-activity = ملفات الأنشطة
imports-lead-activity = أدخل قائمة بمن يفعل ماذا وأين. تأتي أولاً تجربة دون حفظ: يُعرض كل سطر مع ما سيصير إليه. لا يُكتب شيء قبل أن تطلب ذلك.
imports-file = الملف
imports-file-hint = ‏CSV أو XLSX أو ODS أو XLS، حتى 32 MB. عناوين عادية أو وسوم HXL.
imports-file-needed = اختر ملفاً
imports-variants = طرق أخرى لكتابة أسماء المنظمات
imports-variants-hint = جدول فيه العمودان «lookup» و«canonical name».
imports-check = فحص الملف
imports-ours = ملفات مكتبنا
imports-empty = لم يُدخل مكتبكم أي ملف بعد.
imports-rows = الأسطر
imports-when = التاريخ
imports-state-received = الأعمدة غير محددة
imports-state-checking = قيد الفحص
imports-state-checked = تم فحصه ولم يُكتب
imports-state-applying = قيد الكتابة
imports-state-applied = تمت كتابته
imports-state-failed = تتعذر قراءته
imports-state-stuck = متوقف
imports-running = أُنجز { $n } من نحو { $m } من الأسطر. يمكنك مغادرة هذه الصفحة والعودة.
imports-progress = التقدم
imports-look-again = تحديث
imports-stuck = أُعيد تشغيل البيت وهو يعمل على هذا الملف. لم يُكتب شيء. افحصه من جديد.
imports-columns-open = حدّد الأعمدة التي فيها المنظمة والمكان، ثم تُفحص الأسطر.
imports-applied-activity = { $n ->
    [zero] لم يُكتب أي نشاط.
    [one] كُتب نشاط واحد.
    [two] كُتب نشاطان.
    [few] كُتبت { $n } أنشطة.
    [many] كُتب { $n } نشاطاً.
   *[other] كُتب { $n } نشاط.
  }
imports-apply-activity = { $n ->
    [zero] لا شيء للكتابة
    [one] كتابة نشاط واحد
    [two] كتابة نشاطين
    [few] كتابة { $n } أنشطة
    [many] كتابة { $n } نشاطاً
   *[other] كتابة { $n } نشاط
  }
imports-leave-out = ترك الأسطر التي فيها أخطاء
imports-leave-out-hint = وإلا فلا يُكتب شيء ما دام في أحد الأسطر خطأ.
imports-errors-left = صحّح الأسطر التي فيها أخطاء أو اتركها جانباً
imports-columns = الأعمدة
imports-check-again = فحص من جديد
imports-discard = التخلص من الملف
imports-words = كلمات لا يعرفها البيت
imports-words-hint = اذكر معناها مرة واحدة: يُحفظ لملفكم القادم. المقترح ليس إلا الأقرب، ولا يؤخذ شيء ما لم تختره.
imports-words-more = { $n ->
    [zero] لا كلمة بعد هذه.
    [one] تأتي كلمة أخرى بعد الانتهاء من هذه.
    [two] تأتي كلمتان أخريان بعد الانتهاء من هذه.
    [few] تأتي { $n } كلمات أخرى بعد الانتهاء من هذه.
    [many] تأتي { $n } كلمة أخرى بعد الانتهاء من هذه.
   *[other] تأتي { $n } كلمة أخرى بعد الانتهاء من هذه.
  }
imports-words-save = حفظ المعاني وفحص من جديد
imports-words-unknown = «{ $said }»: لا يعرف البيت «{ $value }» أيضاً
imports-word-actor = منظمة
imports-word-area = مكان
imports-word-cluster = قطاع إنساني
imports-word-status = حالة
imports-word-date = يوم أو شهر
imports-word-rows = { $n ->
    [zero] لا سطر
    [one] سطر واحد
    [two] سطران
    [few] { $n } أسطر
    [many] { $n } سطراً
   *[other] { $n } سطر
  }
imports-word-choice = معناها
imports-word-open = تركها مفتوحة
imports-word-typed = أو اسمها كما في الدليل أو قائمة المناطق
imports-word-typed-date = معناها هذا اليوم أو الشهر، مثل 2026-11-22 أو 2026-11
imports-dry-run = ما سيفعله كل سطر
imports-show-all = الكل
imports-show-error = أخطاء
imports-show-warned = تنبيهات
imports-show-new = جديدة
imports-show-changed = معدَّلة
imports-show-unchanged = بلا تغيير
imports-show-left_out = متروكة
imports-row-head = السطر
imports-outcome = النتيجة
imports-record-activity = من وأين
imports-remarks = ملاحظات
imports-columns-lead = كل عمود في الملف، وما فيه، وما يفهمه البيت منه. يُحفظ اختيارك للملفات التي لها الأعمدة نفسها.
imports-columns-twice = لا يمكن أن يكون هذا لعمودين معاً: { $name }
imports-column-name = العمود
imports-column-samples = أولى الخلايا
imports-column-is = يعني
imports-time = ما لا يذكره الملف
imports-year = سنة الأشهر التي لا تُذكر سنتها
imports-year-hint = سطر لا يقول سوى «March».
imports-from = أول يوم للأسطر التي لا تاريخ لها
imports-until = آخر يوم للأسطر التي لا تاريخ لها
imports-order = ‏3/4/2025 هو
imports-order-day = الثالث من أبريل
imports-order-month = الرابع من مارس
imports-row-hint = صحّح ما ينبغي أن يقوله هذا السطر. يسري ذلك على هذا الملف وحده.
imports-row-said = يقول الملف:
imports-row-save = حفظ وفحص من جديد
imports-row-activity = النشاط الخاص بهذا السطر
imports-field-none = لا يُقرأ
imports-field-id = معرّف النشاط
imports-field-actor = المنظمة
imports-field-acronym = اختصار المنظمة
imports-field-cluster = القطاع الإنساني
imports-field-what = ما يُنجز
imports-field-region = الإقليم
imports-field-region_code = رمز الإقليم
imports-field-district = المقاطعة
imports-field-district_code = رمز المقاطعة
imports-field-starts = البداية
imports-field-ends = النهاية
imports-field-month = الشهر، أو يوم واحد
imports-field-status = الحالة
imports-field-modality = طريقة التنفيذ
imports-field-target_group = الفئة المستهدفة
imports-field-targeted = الأشخاص المستهدفون
imports-field-targeted_women = النساء المستهدفات
imports-field-targeted_girls = الفتيات المستهدفات
imports-field-targeted_female = النساء والفتيات المستهدفات
imports-field-targeted_men = الرجال المستهدفون
imports-field-targeted_boys = الفتيان المستهدفون
imports-field-targeted_male = الرجال والفتيان المستهدفون
imports-field-reached = من وصل إليهم النشاط
imports-field-reached_women = النساء اللواتي وصل إليهن النشاط
imports-field-reached_girls = الفتيات اللواتي وصل إليهن النشاط
imports-field-reached_female = النساء والفتيات اللواتي وصل إليهن النشاط
imports-field-reached_men = الرجال الذين وصل إليهم النشاط
imports-field-reached_boys = الفتيان الذين وصل إليهم النشاط
imports-field-reached_male = الرجال والفتيان الذين وصل إليهم النشاط
imports-field-objective = الهدف
imports-field-function = وظيفة التنسيق المدني العسكري
imports-field-partner = الشريك المنفّذ
imports-field-place = المكان الدقيق
imports-notice-received = الملف قيد الفحص. اطّلع عليه قبل كتابته.
imports-notice-columns = حدّد الأعمدة التي فيها المنظمة والمكان.
imports-notice-corrected = حُفظ، وأُعيد الفحص.
imports-notice-checked = أُعيد الفحص.
imports-notice-applying = يُكتب الملف دفعة واحدة.
imports-late-applied = كُتب هذا الملف من قبل.
imports-late-running = يعمل البيت على هذا الملف. يرجى الانتظار حتى ينتهي.
imports-late-unchecked = يجب فحص هذا الملف أولاً.
imports-projects-long = للعنوان 200 حرف على الأكثر وللمرجع 300.
imports-back-activity = الأنشطة
imports-title-project = ملفات المشاريع السابقة
imports-back-project = المشاريع
imports-lead-project = أدخل قائمة بمشاريع نُفّذت من قبل. تأتي تجربة أولاً: يُعرض كل سطر مع ما سيصير إليه وكل شك فيه. لا يُكتب شيء قبل أن تقول ذلك؛ وما يُكتب لا يُقال لأحد غير الشركاء.
imports-file-hint-project = CSV أو XLSX أو ODS أو XLS. الأعمدة: qip_ref وtitle وcategory وstatus، وحيث توجد في الملف record_type وadm1_pcode وadm2_pcode وplace وstart_date وhandover_date وcost_usd وdonor وcontingent_or_unit وbeneficiaries.
imports-record-project = المرجع والعنوان
imports-applied-project = { $n ->
    [zero] لم يُكتب أي مشروع.
    [one] كُتب مشروع واحد.
    [two] كُتب مشروعان.
    [few] كُتبت { $n } مشاريع.
   *[other] كُتب { $n } مشروعاً.
  }
imports-apply-project = { $n ->
    [zero] لا شيء للكتابة
    [one] كتابة مشروع واحد
    [two] كتابة مشروعين
    [few] كتابة { $n } مشاريع
   *[other] كتابة { $n } مشروعاً
  }
imports-row-project = مشروع هذا السطر
imports-field-ref = المرجع
imports-field-title = العنوان
imports-field-type = نوع السجل
imports-field-category = الفئة
imports-field-adm1 = رمز الإقليم
imports-field-adm2 = رمز المقاطعة
imports-field-start = البداية
imports-field-end = التسليم
imports-field-precision = مدى التأكد من اليوم
imports-field-cost = الكلفة بالدولار
imports-field-cost_note = عن الكلفة
imports-field-donor = من دفع
imports-field-unit = الوحدة
imports-field-people = الأشخاص المستفيدون
imports-field-people_note = عن الأشخاص
