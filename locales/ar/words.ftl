# Words that every feature shares: roles, communities, the situation. In every language.

role-partner = جهة الاتصال
role-coordinator = منسّق الشؤون الإنسانية
role-liaison = ضابط اتصال الوحدة
role-officer = ضابط التنسيق المدني العسكري
role-chief = رئيس التنسيق المدني العسكري
role-section = الشؤون المدنية والأقسام
role-qip_manager = فريق إدارة المشاريع السريعة الأثر
role-committee = عضو اللجنة
role-approver = سلطة الاعتماد
role-finance = المالية (التصديق)
role-leader = القيادة
role-admin = الإدارة
role-auditor = المراجعة
role-visitor = زائر
role-house = البيت

community-military = المكوّن العسكري
community-humanitarian = المجتمع الإنساني
community-mission = مدنيو البعثة
community-host = البلد المضيف
community-system = البيت
community-none = آخرون

# التسمية لمن لا يرى البطاقة
someone-military = وحدة أو مكتب عسكري
someone-humanitarian = منظمة إنسانية
someone-mission = قسم من البعثة
someone-host = سلطة أو مجتمع محلي
someone-system = البيت
someone-none = منظمة أخرى

situation-peacetime = وقت السلم
situation-peacekeeping = حفظ السلام
situation-peace_enforcement = إنفاذ السلام
situation-combat = قتال
phase-stabilisation = مرحلة الاستقرار
phase-transition = مرحلة الانتقال
phase-consolidation = مرحلة التوطيد

frame-error-no-post-title = لا تشغل أي منصب حالياً
frame-error-no-post-text = انتهى منصبك أو لم يبدأ بعد، وانتهت حقوقك معه. يمكن لمن يزكّي منظمتك أن يخبرك بما يلي.
frame-error-repeat-title = سبق إرسال هذه الاستمارة بكلمات أخرى
frame-error-repeat-text = المعتمد هو الإرسال الأول. راجع ما حُفظ ثم عدّله هناك عند الحاجة.
frame-error-invalid-title = يرجى المراجعة مرة أخرى
frame-error-invalid-text = تعذّر قبول بعض ما كُتب. عد إلى الخلف وراجع الحقول المعلَّمة.
