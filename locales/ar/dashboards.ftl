# لوحات المتابعة: أسئلة القيادة، وما يقال عن الأعداد الصغيرة.
dashboards-title = لوحات المتابعة
dashboards-lead = ستة أسئلة. أرقام لمن يقررون؛ لا يُرتَّب أحد ولا يُذكر أي سجل.
dashboards-glance = للوهلة الأولى
dashboards-rules = تَعُدّ السلاسل الإنسانية فترات كاملة من أربعة أسابيع انتهت، مقرَّبة إلى أقرب خمسة، وما قلّ عن خمسة سجلات أو ثلاث منظمات يُكتب «قليل». انتهت آخر فترة في
dashboards-note = السلاسل الإنسانية: الفترة المختارة كما نُشرت عند انتهائها، مقرَّبة إلى أقرب خمسة؛ و«قليل» تعني أقل من خمسة سجلات أو ثلاث منظمات، بما في ذلك لا شيء. أما غيرها فيُعاد عدّها في غضون دقيقة من أي تغيير.
dashboards-note-published = ما يُنشر عن مجتمعك عند انتهاء أربعة أسابيع: مقرَّب إلى أقرب خمسة؛ و«قليل» تعني أقل من خمسة سجلات أو ثلاث منظمات، بما في ذلك لا شيء. وتقرأ قيادة البعثة الأرقام نفسها.
dashboards-papers = لوحة المتابعة على الورق
dashboards-papers-none = يكتب البيت واحدة عند انتهاء كل أسبوع. وإلى ذلك الحين يمكن طباعة أي صفحة.
dashboards-paper = أسبوع
dashboards-lang-en = الإنجليزية
dashboards-lang-fr = الفرنسية
dashboards-paper-title = لوحة المتابعة، أسبوع { $day }
dashboards-paper-hint = من إعداد البيت. السلاسل الإنسانية: أربعة أسابيع انتهت في { $day }، مقرَّبة إلى أقرب خمسة؛ و«قليل» تعني أقل من خمسة سجلات أو ثلاث منظمات. أما غيرها فكما كانت عند الإعداد.
dashboards-deny-read = لوحات المتابعة لقيادة البعثة ورئيس التنسيق المدني العسكري ومنسّقي الشؤون الإنسانية.
dashboards-deny-others = هذه الأرقام لقيادة البعثة ورئيس التنسيق المدني العسكري.
dashboards-period = أربعة أسابيع
dashboards-sector = القطاع
dashboards-region = الإقليم
dashboards-few = قليل
dashboards-too-few = أقل من أن تُذكر متفرقة.
dashboards-rows = البند
dashboards-humanitarian = مقدّمو الطلبات الإنسانيون
dashboards-others = السلطات والمجتمعات المحلية والبعثة
dashboards-activities = الأنشطة
dashboards-pairs = المقاطعات والقطاعات الإنسانية
dashboards-meetings = الاجتماعات
dashboards-actions = نقاط العمل
dashboards-delegations = الوفود
dashboards-share = النسبة
dashboards-unlinked-share = بلا هدف
dashboards-days = الأيام
dashboards-committed = الملتزَم به، USD
dashboards-released = المصروف، USD
dashboards-accounted = المسوّى، USD
dashboards-named = { $name }

dashboards-q-answering = هل نستجيب؟
dashboards-q-where = أين؟
dashboards-q-coherent = هل نحن متسقون؟
dashboards-q-meetings = هل تثمر الاجتماعات؟
dashboards-q-money = أين المال؟
dashboards-q-voluntary = هل هو طوعي وملاذ أخير؟
dashboards-about-answering = الطلبات بحسب الحالة والنوع والقطاع، ومدة كل مرحلة، وما اعتُذر عنه أو أُحيل ولماذا.
dashboards-about-where = الطلبات والأنشطة والمشاريع، وما تتحمله المقاطعة في وقت واحد.
dashboards-about-coherent = ما هو مرتبط بهدف، وأين لا يعمل أحد، وأين تعمل عدة جهات، ونسبة الجهات المحلية.
dashboards-about-meetings = المحاضر، ونقاط العمل المنجزة في موعدها، والأصوات المحلية.
dashboards-about-money = المشاريع السريعة الأثر في السنة المالية: الملتزَم به والمصروف والمسوّى.
dashboards-about-voluntary = المساعدة المباشرة، واستيفاء معايير المرافقة، والسبل المدنية، والمنظمات التي تحافظ على مسافة. أرقام لا ترتيب.

dashboards-chart-turn = مَن تنتظره الطلبات؟
dashboards-chart-turn-hint = الإنسانية: المفتوحة عند انتهاء الفترة. غيرها: المفتوحة الآن.
dashboards-chart-stay = كم يوماً تستغرق كل مرحلة؟
dashboards-chart-stay-hint = في المتوسط، للمراحل التي انتهت خلال الفترة.
dashboards-chart-standing = ما مصير ما طُلب؟
dashboards-chart-standing-hint = الطلبات الواردة خلال الفترة. الإنسانية: كما كانت عند انتهائها. غيرها: كما هي الآن.
dashboards-chart-outcome = كيف انتهت الطلبات؟
dashboards-chart-outcome-hint = الطلبات التي انتهت خلال الفترة.
dashboards-chart-reason = لماذا اعتُذر عن طلبات؟
dashboards-chart-reason-hint = بحسب السبب الذي ذكره المكتب؛ الطلبات التي انتهت خلال الفترة.
dashboards-chart-kind = ما الذي طُلب؟
dashboards-chart-kind-hint = الطلبات الواردة خلال الفترة، بحسب مجموعات الأنواع.
dashboards-chart-late = هل أُبلغنا قبل وقت كافٍ؟
dashboards-chart-late-hint = الطلبات الواردة خلال الفترة، قياساً إلى المهلة اللازمة لنوعها.
dashboards-chart-unlinked = كم منها لا يخدم أي هدف؟
dashboards-chart-unlinked-hint = نسبة ما هو مخطط أو جارٍ ولم يربطه أحد بهدف. الأنشطة الإنسانية: عند انتهاء الفترة.
dashboards-chart-coverage = حيث يحتاج الناس إلى شيء، هل يعمل أحد؟
dashboards-chart-coverage-hint = كل مقاطعة وقطاع إنساني معاً حيث توجد حاجة معروفة، عند انتهاء الفترة.
dashboards-chart-doer = من يقوم بالعمل الإنساني؟
dashboards-chart-doer-hint = الأنشطة الإنسانية الجارية عند انتهاء الفترة.
dashboards-chart-led_to = هل أفضت الاجتماعات إلى نقاط عمل؟
dashboards-chart-led_to-hint = اجتماعات الفترة التي استضافتها البعثة ولها محاضر.
dashboards-chart-action = هل نُفّذ ما وُعد به؟
dashboards-chart-action-hint = نقاط العمل التي سُجلت خلال الفترة على جانب البعثة.
dashboards-chart-promise = ما الذي ما زال مفتوحاً؟
dashboards-chart-promise-hint = نقاط العمل المفتوحة الآن على جانب البعثة.
dashboards-chart-meeting = هل عُقدت الاجتماعات ودُوّنت؟
dashboards-chart-meeting-hint = اجتماعات الفترة التي استضافتها البعثة.
dashboards-chart-present = من كان في القاعة؟
dashboards-chart-present-hint = الوفود في هذه الاجتماعات.
dashboards-chart-money_state = في أي مرحلة المال؟
dashboards-chart-money_state-hint = السطور التي تقل عن ثلاثة مشاريع مجموعة معاً.
dashboards-chart-money_sector = لأي غرض المال؟
dashboards-chart-money_sector-hint = السطور التي تقل عن ثلاثة مشاريع مجموعة معاً.
dashboards-chart-money_region = في أي إقليم المال؟
dashboards-chart-money_region-hint = السطور التي تقل عن ثلاثة مشاريع مجموعة معاً.
dashboards-chart-money_stay = كم يوماً يبقى المشروع في كل حالة؟
dashboards-chart-money_stay-hint = في المتوسط، لمشاريع السنة المالية.
dashboards-chart-shares = هل هو ملاذ أخير؟
dashboards-chart-shares-hint = الطلبات الإنسانية خلال الفترة؛ نسب من أعداد مقرَّبة، إلى أقرب خمسة في المئة.
dashboards-chart-assistance = إلى أي حد يقترب العسكريون من الناس؟
dashboards-chart-assistance-hint = الطلبات الإنسانية الواردة خلال الفترة، بحسب نوع المساعدة المحدد في الفحص الأولي.
dashboards-chart-escort = هل تستوفي المرافقة المسلحة كل المعايير؟
dashboards-chart-escort-hint = طلبات المرافقة المسلحة الواردة خلال الفترة: معايير IASC الأربعة وشروط القافلة.
dashboards-chart-route = هل لُبّيت الحاجة بسبيل مدني؟
dashboards-chart-route-hint = الطلبات الإنسانية التي انتهت خلال الفترة: أُحيلت أو لبّاها مدنيون، أو لبّاها العسكريون، أو لا هذا ولا ذاك.
dashboards-chart-relay = هل تُخدم المنظمات التي تحافظ على مسافة؟
dashboards-chart-relay-hint = الطلبات الإنسانية الواردة خلال الفترة: نقلها المنسّق عن منظمات تحافظ على مسافة، أو قدّمتها المنظمات بنفسها.

dashboards-turn-requester = مقدّم الطلب
dashboards-turn-screening = مكتب الفحص الأولي
dashboards-turn-endorsing = الجهة المخوّلة بالتأييد
dashboards-turn-desk = مكتب التنسيق المدني العسكري
dashboards-turn-unit = الوحدة
dashboards-standing-waits = في انتظار مكتب
dashboards-standing-asks_back = في انتظار مقدّم الطلب
dashboards-standing-moves = مقبول أو جارٍ
dashboards-standing-done = نُفّذ
dashboards-standing-declined = اعتُذر عنه
dashboards-standing-referred = أُحيل
dashboards-standing-ended = سُحب أو انتهت مدته أو أُوقف
dashboards-outcome-done = نُفّذ وأُغلق
dashboards-outcome-declined = اعتُذر عنه
dashboards-outcome-referred = أُحيل إلى جهة أخرى
dashboards-outcome-withdrawn = سُحب
dashboards-outcome-expired = انتهت مدته
dashboards-outcome-aborted = أُوقف قبل إتمامه
dashboards-kind-movement = المرافقة والنقل
dashboards-kind-protection = الحماية والإجلاء
dashboards-kind-works = الهندسة والكهرباء والألغام
dashboards-kind-medical = طبي
dashboards-kind-knowledge = المعلومات والتدريب والتقييم
dashboards-kind-community_support = دعم المجتمعات
dashboards-kind-other = غير ذلك
dashboards-late-in_time = بمهلة كافية
dashboards-late-late = متأخر
dashboards-unlinked-activities = أنشطة البعثة والشركاء
dashboards-unlinked-projects = المشاريع السريعة الأثر
dashboards-unlinked-requests = الطلبات المفتوحة
dashboards-unlinked-meetings = الاجتماعات
dashboards-unlinked-humanitarian = الأنشطة الإنسانية
dashboards-utstein = الخط: { $n } % من 336 مشروعاً لم تكن لها صلة بأي استراتيجية (دراسة أوتستاين)
dashboards-coverage-nobody = لا أحد
dashboards-coverage-one = منظمة واحدة
dashboards-coverage-several = أكثر من منظمة
dashboards-doer-local = محلية ووطنية
dashboards-doer-international = دولية
dashboards-doer-un = الأمم المتحدة ومنظمات حكومية دولية
dashboards-led_to-action_points = لها نقاط عمل
dashboards-led_to-none = بلا نقاط عمل
dashboards-action-on_time = أُنجزت في موعدها
dashboards-action-late = أُنجزت متأخرة
dashboards-action-open = ما زالت مفتوحة
dashboards-action-dropped = اعتُذر عنها أو أُلغيت
dashboards-promise-overdue = مضى موعدها
dashboards-promise-stuck = رُحّلت ثلاث مرات أو أكثر
dashboards-promise-in_time = لم يحن موعدها
dashboards-meeting-held = عُقد ولم يُكتب شيء
dashboards-meeting-written = محضره مسودة
dashboards-meeting-sealed = محضره مقفل
dashboards-meeting-called_off = أُلغي أو أُجّل
dashboards-meeting-not_held = مضى يومه ولم يُذكر شيء
dashboards-present-local = السلطات والمجتمعات والمنظمات المحلية
dashboards-present-others = غيرهم
dashboards-share-direct = المساعدة المباشرة من مجموع ما جرى تقييمه
dashboards-share-complete = طلبات المرافقة المستوفية كل المعايير
dashboards-share-civilian = ما لُبّي بسبيل مدني من مجموع ما لُبّي
dashboards-share-relayed = ما نُقل عن منظمات تحافظ على مسافة
dashboards-assistance-direct = مباشرة
dashboards-assistance-indirect = غير مباشرة
dashboards-assistance-infrastructure = بنية تحتية
dashboards-assistance-unsaid = لم تُقيَّم بعد
dashboards-escort-complete = مستوفية كل المعايير
dashboards-escort-incomplete = غير مستوفية كلها، أو بلا جواب بعد
dashboards-route-force = بواسطة العسكريين
dashboards-route-civilian = بسبيل مدني
dashboards-route-neither = لا هذا ولا ذاك
dashboards-relay-relayed = نقلها المنسّق
dashboards-relay-itself = قدّمتها المنظمات بنفسها

dashboards-glance-nothing = لا يوجد طلب مفتوح من سلطة أو مجتمع محلي أو من البعثة.
dashboards-glance-open = { $n ->
    [one] طلب واحد مفتوح من سلطة أو مجتمع محلي أو من البعثة، وهو في انتظار { $who }.
    [two] طلبان مفتوحان من السلطات والمجتمعات المحلية والبعثة، ومعظم الانتظار ({ $m }) عند { $who }.
    [few] { $n } طلبات مفتوحة من السلطات والمجتمعات المحلية والبعثة، ومعظمها ({ $m }) في انتظار { $who }.
    [many] { $n } طلباً مفتوحاً من السلطات والمجتمعات المحلية والبعثة، ومعظمها ({ $m }) في انتظار { $who }.
   *[other] { $n } طلب مفتوح من السلطات والمجتمعات المحلية والبعثة، ومعظمها ({ $m }) في انتظار { $who }.
  }
dashboards-glance-old = { $n ->
    [one] ورد طلب واحد منها قبل أكثر من أربعة أسابيع.
    [two] ورد طلبان منها قبل أكثر من أربعة أسابيع.
    [few] وردت { $n } طلبات منها قبل أكثر من أربعة أسابيع.
    [many] ورد { $n } طلباً منها قبل أكثر من أربعة أسابيع.
   *[other] ورد { $n } طلب منها قبل أكثر من أربعة أسابيع.
  }
dashboards-glance-sector = أطول قائمة انتظار هي قائمة { $who }: { $n }.
dashboards-glance-closed = كان نحو { $n } من الطلبات الإنسانية مفتوحاً في { $day }، ومعظمها (نحو { $m }) في انتظار { $who }.
dashboards-glance-closed-all = كان نحو { $n } من الطلبات الإنسانية مفتوحاً في { $day }؛ أما مَن كانت تنتظره فالأعداد أقل من أن تُذكر متفرقة.
dashboards-glance-closed-few = كان قليل من الطلبات الإنسانية مفتوحاً في { $day }.
dashboards-glance-slow = أطول المراحل «{ $stage }»: { $n ->
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يوماً
   *[other] { $n } يوم
  } في المتوسط.
dashboards-glance-slow-humanitarian = وأطولها لدى مقدّمي الطلبات الإنسانيين «{ $stage }»: { $n ->
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يوماً
   *[other] { $n } يوم
  } في المتوسط.
dashboards-glance-declined = أكثر أسباب الاعتذار تكراراً: { $why } ({ $n }).
dashboards-glance-late = { $n } % مما طُلب ورد بمهلة أقصر مما يحتاج إليه نوعه.
dashboards-why-requester = في هذه المرحلة على مقدّم الطلب أن يجيب عن سؤال أو يقبل عرضاً أو يؤكد تنفيذاً.
dashboards-why-screening = في هذه المرحلة على المكتب أن يتحقق من أن الطلب كامل وغير مكرر، أو أن يغلق ما تأكد.
dashboards-why-endorsing = في هذه المرحلة على المنسّق أو الشؤون المدنية أن يجيبا بنعم أو لا.
dashboards-why-desk = في هذه المرحلة على مكتب التنسيق المدني العسكري أن يجد إمكانات ويعرضها ويكلّف وحدة بها، أو أن يعتذر.
dashboards-why-unit = في هذه المرحلة على الوحدة المكلَّفة أن تبدأ أو أن تقدّم إفادتها.

dashboards-measure-requests = الطلبات المفتوحة
dashboards-measure-activities = الأنشطة
dashboards-measure-projects = المشاريع
dashboards-measure-absorption = العبء
dashboards-where-requests = أين تنتظر الطلبات؟
dashboards-where-activities = أين يُعمل شيء؟
dashboards-where-projects = أين المشاريع السريعة الأثر؟
dashboards-where-absorption = كم تتحمل كل مقاطعة في وقت واحد؟
dashboards-where-hint = الآن، دون الطلبات الإنسانية ودون الأنشطة التي لا يراها إلا المجتمع الإنساني.
dashboards-where-none = لا شيء في أي مقاطعة.
dashboards-mark = العبء هو الأنشطة والمشاريع معاً، بالنسبة المئوية من حد القدرة المقدَّر وهو { $n }.
dashboards-money-allocated = المخصص لهذه السنة المالية: USD { $usd }.
dashboards-money-committed = { $n ->
    [one] مشروع واحد
    [two] مشروعان
    [few] { $n } مشاريع
    [many] { $n } مشروعاً
   *[other] { $n } مشروع
  }، والملتزَم به USD { $usd }.
dashboards-money-out = صُرف USD { $usd }، سُوّي منه USD { $accounted }.
dashboards-money-left = ما زال يمكن الالتزام بمبلغ USD { $usd }.
dashboards-money-few = أقل من ثلاثة مشاريع: لا يذكر أموالها إلا من يتولونها.
dashboards-money-rest = كل ما عداها معاً

dashboards-requests = الطلبات
dashboards-deny-board = هذه اللوحات للضباط والرؤساء والأقسام والمنسّقين.
dashboards-board-lead = الطلبات والاجتماعات ونقاط العمل التي يشارك فيها مكتبك أو مكتب أدنى منه: كما هي، ويمكنك فتح كل منها.
dashboards-board-turn-hint = المفتوحة الآن.
dashboards-board-stay-hint = في المتوسط، للمراحل التي انتهت خلال الفترة.
dashboards-board-standing-hint = الطلبات الواردة خلال الفترة، كما هي الآن.
dashboards-board-outcome-hint = الطلبات التي انتهت خلال الفترة.
dashboards-board-reason-hint = بحسب السبب الذي ذكره المكتب.
dashboards-board-kind-hint = الطلبات الواردة خلال الفترة، بحسب مجموعات الأنواع.
dashboards-board-late-hint = الطلبات الواردة خلال الفترة، قياساً إلى المهلة اللازمة لنوعها.
dashboards-board-promise-hint = نقاط العمل المفتوحة الآن.
dashboards-board-unlinked-hint = نسبة ما يملكه مكتبك أو يشارك فيه ولم يربطه أحد بهدف؛ اجتماعات ثمانية أسابيع.
dashboards-board-activities = أنشطتنا
dashboards-board-projects = مشاريعنا
dashboards-board-requests = الطلبات المفتوحة
dashboards-board-meetings = الاجتماعات
