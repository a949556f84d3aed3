# جهات اتصال المنظمات: بحسب الوظيفة، ولا تُعرض إلا بموافقة.

contacts-title = جهات الاتصال
contacts-none = لم تُدخَل أي جهة اتصال.
contacts-none-own = لا أحد يعرف بعد كيف يصل إليك. أدخل وظيفة أولاً: مسؤول مناوب، أو مكتب لوجستيات، أو رئاسة اللجنة.
contacts-new = إدخال جهة اتصال
contacts-edit = تعديل جهة الاتصال هذه
contacts-keep = إدارتها وإدارة موافقاتها
contacts-intro = وجود جهة اتصال والغرض منها يراهما كل من يرى البطاقة. أما الأسماء والأرقام فلا يراها إلا مكتبك، ومن تعطيها لهم واحداً واحداً.
contacts-function = الوظيفة
contacts-function-hint = ما يُتصل من أجله: مسؤول مناوب، جهة الاتصال المعنية بوصول المساعدات، رئاسة اللجنة. لا اسم شخص.
contacts-area = تجيب عن
contacts-area-hint = مقاطعة واحدة، إن لم يكن كل مكان.
contacts-everywhere = كل مكان
contacts-name-hint = فقط حيث لا تكفي الوظيفة وحدها، مع الرتبة إن وُجدت.
contacts-field-name = الاسم
contacts-field-phone = الهاتف
contacts-field-radio = نداء اللاسلكي
contacts-field-email = البريد الإلكتروني
contacts-field-email-wrong = أدخل عنواناً كاملاً مثل desk@example.org
contacts-hours = المواعيد
contacts-ends = نهاية مدة الخدمة
contacts-ends-hint = بعد هذا اليوم تطلب الصفحة خلفاً، وبعد ثلاثين يوماً أخرى يمحو البيت هوية الشخص.
contacts-duty = ليلاً ونهاراً
contacts-duty-tag = ليلاً ونهاراً
contacts-proxy = شخص يُتصل به نيابةً عنها
contacts-proxy-hint = لهيئة بلا هاتف خاص بها: معلّم، أو متجر، أو المركز الصحي المجاور.
contacts-proxy-tag = نيابةً عنها
contacts-successor = مطلوب خلف
contacts-over = انتهت مدة الخدمة. من يجيب الآن؟ عدّل جهة الاتصال أو أزلها.
contacts-erased = محا البيت هوية الشخص. مطلوب خلف له.
contacts-by-consent = الاسم والأرقام بموافقة فقط.

## الموافقة
contacts-consents = من يمكنه قراءتها
contacts-consents-none = لا أحد خارج مكتبك.
contacts-recipient = أُعطيت إلى
contacts-recipients = إعطاؤها إلى
contacts-other = منظمة أخرى
contacts-fields = ماذا
contacts-purpose = الغرض
contacts-purpose-hint = مثلاً: للاتصال عند تأخر قافلة.
contacts-until = حتى
contacts-heard = من قال ذلك وكيف
contacts-heard-hint = تسجّل الموافقة عن غيرك: رئيسة اللجنة، عند الباب، يوم الاثنين.
contacts-heard-said = سُمع: { $words }
contacts-give = إعطاء الموافقة
contacts-give-hint = لهذه المنظمات بعينها، لا لما فوقها ولا لما تحتها. تنتهي الموافقة من تلقاء نفسها، ويمكنك إنهاؤها في أي يوم. وكل موافقة جديدة تحل محل سابقتها.
contacts-nothing-to-give = لا يوجد بعد اسم أو رقم لإعطائه.
contacts-in-force = سارية
contacts-ended = منتهية
contacts-withdraw = إنهاؤها
contacts-opened-sheet = في ورقة جهات الاتصال
contacts-field-fields-needed = اختر ما تعطيه
contacts-field-fields-empty = لم يُدخَل شيء هناك لجهة الاتصال هذه.
contacts-field-until-range = من اليوم إلى ما بعد سنة من الآن
contacts-field-recipients-needed = اختر جهة

## الإزالة
contacts-remove = إزالتها
contacts-remove-ask = هل تريد إزالة جهة الاتصال هذه؟
contacts-remove-hint = يُمحى الاسم والأرقام فوراً، وتنتهي كل موافقة.

## ورقة المقاطعة
contacts-sheet = جهات الاتصال في { $area }
contacts-sheet-hint = المكاتب ومكاتب المناوبة، ومن الأشخاص ما وافقوا على إظهاره لك. ويُدوَّن عن كل اسم ورقم في هذه الورقة أنك فتحته.
contacts-sheet-cut = لا تضم هذه الورقة إلا أول { $n }.
contacts-sheet-empty-title = لم يُدخَل أحد هنا
contacts-sheet-empty = تذكر المنظمات في بطاقاتها أين تحضر.

## إشعارات وأسباب
contacts-notice-entered = تم الإدخال. اختر أدناه من يمكنه قراءتها.
contacts-notice-consent = أُعطيت الموافقة، وهي سارية من الآن.
contacts-notice-withdrawn = أُنهيت الموافقة، ويسري ذلك من الآن.
contacts-notice-removed = زالت جهة الاتصال ومعها هوية صاحبها.
contacts-deny-keep = يدير جهات الاتصال أهل المنظمة أنفسهم، أو من أدخلها نيابةً عنها إلى أن تؤكَّد.
contacts-deny-sheet = أوراق جهات الاتصال لمن يعملون مع الأشخاص المذكورين فيها.
contacts-late-edit = عدّل أحدهم جهة الاتصال هذه في أثناء ذلك.
contacts-late-consent = كانت هذه الموافقة قد انتهت في أثناء ذلك.
