# الدليل: من هنا، وكيف يمكن الوصول إليه.

actors-title = الدليل
actors-search = الاسم أو الاختصار أو الاسم المحلي
actors-empty-title = لا أحد في الدليل بعد
actors-empty = من يشغّل البيت يُدخل قائمة بالمنظمات: cimic-house import actors.
actors-name = الاسم
actors-acronym = الاختصار
actors-local-name = الاسم باللغة المحلية
actors-local-name-hint = كما يكتبه الناس هنا.
actors-kind = النوع
actors-community = الفئة
actors-area = المقاطعة
actors-areas = أماكن الحضور
actors-areas-hint = المقاطعات لا المواقع: المواقع الدقيقة ليست شأن أحد هنا.
actors-areas-whole = كل { $name }
actors-areas-not = لا حضور فيها
actors-clusters = القطاعات الإنسانية
actors-cluster = القطاع الإنساني
actors-dimensions = المجال
actors-dimensions-hint = فضلاً عن القطاعات الإنسانية: مجالات السلام التي يمسّها عملها.
actors-languages = اللغات
actors-languages-hint = تفصل بينها فواصل.
actors-field-languages-many = ثماني لغات تكفي.
actors-origin = من
actors-origin-unsaid = غير مذكور
actors-origin-internal = هذا البلد
actors-origin-external = الخارج
actors-offices = مكاتبها
actors-field-other-hint = الاسم أو الاختصار كما يرد في الدليل.
actors-field-nobody = لا أحد بهذا الاسم في الدليل كما تراه.
actors-field-several = أكثر من جهة تحمل هذا الاسم. أيها تقصد؟ { $names }
actors-section-all = القائمة كاملة
actors-activities = ما تقوم به
actors-coming = الاجتماعات القادمة
actors-dealings = الطلبات المشتركة معك
actors-preview = ما تراه كل فئة منها
actors-entered-by = أدخلها نيابةً عن المنظمة: { $name }.
actors-parent = تتبع
actors-mandate = الولاية
actors-mandate-hint = سطر واحد يفهمه أي شخص.
actors-phone = هاتف المكتب
actors-phone-hint = هاتف المكتب لا هاتف شخص.
actors-website = الموقع الإلكتروني
actors-field-website-wrong = أدخل عنواناً كاملاً مثل https://example.org
actors-marking = الشعار
actors-marking-hint = هل تحمل المركبات والمكاتب شعاراً.
actors-marking-unsaid = غير مذكور
actors-marking-logo = تُظهر شعارها
actors-marking-none = لا تُظهر شعاراً
actors-posts = المناصب في البيت
actors-seen-by = من يرى هذه البطاقة
actors-confirmed = آخر تأكيد
actors-confirmed-never = لم تؤكَّد قط
actors-confirmed-fresh = حديث
actors-confirmed-stale = قديم أو لم يحدث قط
actors-stale = لم تؤكَّد حديثاً
actors-stale-own = لم يؤكد أحد هذه البطاقة منذ مدة. أما زالت صحيحة؟ إن لم تكن كذلك فعدّلها، والتعديل تأكيد لها أيضاً.
actors-still-true = ما زالت صحيحة
actors-edit = تعديل هذه البطاقة
actors-enter = إدخال منظمة
actors-enter-hint = للجنة قرية بلا شعار ولا هاتف ولا بريد إلكتروني مكان هنا مثل غيرها. تبقى البطاقة مقترحة إلى أن تؤكَّد.
actors-is-proposed = هذه البطاقة مقترحة: لم يؤكدها أحد من فئتها بعد.
actors-confirm = تأكيد هذه البطاقة
actors-open-requests = طلباتك التالية معروفة لأطراف عسكرية وتستمر كما هي. يمكنك إنهاؤها، أو تركها إلى أن تنتهي مدتها:

## الأنواع
actors-kind-un = الأمم المتحدة
actors-kind-ingo = منظمة غير حكومية دولية
actors-kind-nngo = منظمة غير حكومية وطنية
actors-kind-red_cross = الصليب الأحمر والهلال الأحمر
actors-kind-international_organization = منظمة دولية
actors-kind-government = جهة حكومية
actors-kind-traditional_authority = سلطة تقليدية
actors-kind-community_body = هيئة مجتمعية محلية
actors-kind-religious = هيئة دينية
actors-kind-academic = جامعات وبحوث
actors-kind-private_sector = القطاع الخاص
actors-kind-media = وسائل الإعلام
actors-kind-military_unit = وحدة عسكرية تابعة للبعثة
actors-kind-mission_section = قسم من البعثة
actors-kind-police = شرطة البعثة
actors-kind-donor = جهة مانحة
actors-kind-embassy = سفارة
actors-kind-contractor = متعاقد
actors-kind-military = قوات مسلحة أخرى
actors-kind-party_to_conflict = طرف في النزاع
actors-kind-other = غير ذلك
actors-kind-system = البيت

## حالة البطاقة
actors-status-proposed = مقترحة
actors-status-active = نشطة
actors-status-dormant = خاملة
actors-status-departed = غادرت
actors-status-merged = مدمجة

actors-audience-public = أي شخص
actors-audience-partners = كل من لديه حساب
actors-audience-humanitarian = المجتمع الإنساني فقط
actors-audience-owner = المكتب الذي يحفظها فقط

## مكاتب المناوبة
actors-desk-cimic = مكتب التنسيق المدني العسكري
actors-desk-civil_affairs = مكتب الشؤون المدنية
actors-desk-coordinator = مكتب منسّق الشؤون الإنسانية
actors-desk-phone = هاتف المناوبة
actors-desk-hours = المواعيد
actors-desk-place = المكان
actors-desk-stand-in = النائب المناوب

## نهج التعامل
actors-posture = نهج التعامل
actors-posture-choose = ما مدى قرب عملك من العسكريين؟
actors-posture-hint = يسري هذا على ما يأتي بعده، وهو الذي يحدد من يرى بطاقتك.
actors-posture-coexistence = تعايش
actors-posture-coexistence-hint = بالنسبة إلى العسكريين والبعثة والبلد المضيف لا وجود لك هنا. ويتولى المنسّق النقل نيابةً عنك.
actors-posture-coordination = تنسيق
actors-posture-coordination-hint = تبقى على مسافة، وتتحدث حيث يجنّب الحديث ضرراً. يرى بطاقتك كل من لديه حساب.
actors-posture-cooperation = تعاون
actors-posture-cooperation-hint = تعملون معاً حيث يفيد ذلك. يرى بطاقتك كل من لديه حساب.
actors-posture-save = اعتماد هذا النهج
actors-posture-change = تغيير

## إشعارات وأسباب
actors-notice-entered = تم الإدخال. تبقى البطاقة مقترحة إلى أن تؤكَّد.
actors-notice-confirmed = تم التأكيد.
actors-notice-still-true = شكراً. أُكّدت البطاقة بتاريخ اليوم.
actors-notice-posture = حُفظ نهجك في التعامل، وهو سارٍ من الآن.
actors-deny-create = يمكنك إدخال منظمات فئتك، وهيئات البلد المضيف نيابةً عنها.
actors-deny-edit = بطاقة المنظمة يحفظها أهل المنظمة أنفسهم.
actors-deny-confirm = تؤكَّد البطاقة الجديدة داخل فئتها: يؤكد المنسّق البطاقة الإنسانية، وضباط التنسيق المدني العسكري البطاقة العسكرية، والشؤون المدنية غيرهما.
actors-late-confirm = أُكّدت هذه البطاقة في أثناء ذلك.
actors-late-still-true = لا يُجدَّد التأكيد إلا لبطاقة معتمدة.
actors-late-merged = دُمجت هذه البطاقة في بطاقة أخرى.
actors-late-edit = عدّل أحد من منظمتك هذه البطاقة في أثناء ذلك.
actors-deny-posture = المنظمة نفسها هي من يحدد مدى قرب عملها من العسكريين.
actors-deny-posture-community = المنظمات الإنسانية وحدها لها نهج تعامل.
actors-deny-import = البيت وحده يُدخل البطاقات من الملفات.

## المجال
actors-dimension-political = سياسي
actors-dimension-security = أمني
actors-dimension-rule_of_law = سيادة القانون
actors-dimension-human_rights = حقوق الإنسان
actors-dimension-humanitarian = إنساني
actors-dimension-socio_economic = اجتماعي واقتصادي
actors-dimension-reconciliation = المصالحة
