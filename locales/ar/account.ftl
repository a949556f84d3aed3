# حساب المرء: الاسم وعبارة المرور وعامل التحقق الثاني والجلسات.

account-title = حسابي
account-name = الاسم
account-name-hint = كما يقرؤه الزملاء ومسؤولو الإدارة. ترى المنظمات الأخرى منصبك لا اسمك.
account-language = اللغة
account-email = عنوان البريد الإلكتروني
account-email-hint = به تسجّل الدخول.
account-posts = مناصبي
account-post-until = حتى
account-post-open = دون نهاية محددة
account-post-statement = يُجدَّد الإقرار بحلول
account-way-in = طريقة دخولي
account-passphrase = عبارة المرور
account-passphrase-change = تغيير عبارة المرور
account-factor = عامل تحقق ثانٍ
account-factor-on = مفعّل
account-factor-off = غير مفعّل
account-factor-manage = إعداد أو إزالة
account-sessions = أين سجّلت الدخول
account-sessions-hint = إن كنت لا تعرف إحدى هذه الجلسات فأنهها وغيّر عبارة المرور.
account-session-this = هذه
account-session-seen = آخر استخدام
account-session-shared = حاسوب مشترك
account-session-end = إنهاء
account-sessions-end = إنهاء كل ما عداها
account-device = { $browser } على { $system }
account-device-one = { $name }
account-device-unknown = جهاز غير معروف
account-keys = المفاتيح
account-keys-on = استخدام اختصارات لوحة المفاتيح في القوائم
account-keys-hint = حروف مفردة تنقّلك وتنفّذ إجراءات في صفحة الفرز. عطّلها إن كانت تعيق قارئ الشاشة أو التحكم الصوتي.
account-resets = طرق دخول مجدَّدة
account-resets-hint = زملاء من منظمتك أُعطوا رابطاً جديداً خلال آخر 30 يوماً. إن كان أحدهم لا يعلم بذلك فأخبر مسؤول الإدارة.
account-reset-started = بدأ
account-reset-used = استُخدم
account-notice-ended = انتهت الجلسة.
account-notice-passphrase = تغيّرت عبارة المرور. وانتهت كل جلساتك الأخرى.

## عبارة المرور
account-passphrase-title = تغيير عبارة المرور
account-passphrase-current = عبارة المرور الحالية
account-passphrase-new = عبارة المرور الجديدة
account-passphrase-hint = 12 حرفاً على الأقل. أربع أو خمس كلمات لا يجمعها معاً أحد سواك خيار جيد؛ والمسافات مقبولة، وكذلك مدير كلمات المرور.
account-passphrase-ends = تبقى مسجّل الدخول هنا، ويُسجَّل خروجك من كل مكان آخر.
account-passphrase-short = استخدم 12 حرفاً على الأقل
account-passphrase-long = استخدم 200 حرف على الأكثر
account-passphrase-repeats = هذا يكرر نفسه أو يعدّ بالتسلسل؛ استخدم كلمات بدلاً منه
account-passphrase-common = هذه من عبارات المرور التي تُجرَّب أولاً؛ اجمع معاً كلمات أكثر من عندك
account-passphrase-own = أغلب هذا اسمك أو بريدك الإلكتروني أو منظمتك؛ استخدم كلمات أخرى
account-passphrase-same = هذه عبارة المرور التي لديك الآن
account-passphrase-wrong = ليست هذه عبارة المرور الحالية

## عامل التحقق الثاني
account-factor-title = عامل تحقق ثانٍ
account-factor-text = إلى جانب عبارة المرور، رمز من تطبيق على هاتفك. فمن عرف عبارة مرورك لا يستطيع الدخول مع ذلك.
account-factor-needed = يطلبه هذا البيت من الجميع. أعدّه لتتابع.
account-factor-begin = إعداده
account-factor-scan = وجّه تطبيق المصادقة إلى هذه الصورة.
account-factor-picture = صورة يقرؤها تطبيق المصادقة
account-factor-key = أو اكتب هذا المفتاح في التطبيق:
account-factor-type = اكتب الأرقام الستة التي يعرضها التطبيق الآن.
account-code = الرمز
account-code-hint = ستة أرقام. يتغير كل 30 ثانية.
account-code-either = ستة أرقام من التطبيق، أو أحد رموز الاسترداد لديك.
account-code-wrong = هذا الرمز غير صحيح أو سبق استخدامه. انتظر الرمز التالي.
account-factor-confirm = تفعيل
account-factor-remove = تعطيل
account-codes-left = { $n ->
    [0] لم يبقَ أي رمز استرداد. عطّل العامل ثم أعدّه من جديد لتحصل على رموز جديدة.
    [one] بقي رمز استرداد واحد.
    [two] بقي رمزا استرداد.
    [few] بقيت { $n } رموز استرداد.
   *[other] بقي { $n } رمز استرداد.
  }
account-codes-title = تم التفعيل. احتفظ بهذه الرموز العشرة
account-codes-text = كل رمز يُدخلك مرة واحدة حين لا يكون الهاتف معك. لا تُعرض إلا هذه المرة: اكتبها أو اطبعها، واحفظها بعيداً عن الهاتف.
account-codes-kept = احتفظت بها
account-notice-codes-shown = عامل التحقق الثاني مفعّل. عُرضت رموز استرداده مرة ولا يمكن عرضها ثانية.
account-notice-factor-removed = عُطّل عامل التحقق الثاني.
account-late-factor-on = عامل التحقق الثاني مفعّل من قبل.
account-late-factor-off = عامل التحقق الثاني معطّل من قبل.
account-deny-factor-needed = يطلب البيت عامل تحقق ثانياً، ولذلك يبقى مفعّلاً.
account-mail-choose = اختيار ما يصل بالبريد
