# الرسائل بلغة قارئها
mail-news = هناك جديد بشأن { $reference }
mail-news-action = هناك جديد بشأن بند عمل
mail-news-handover = هناك جديد بشأن منصبك
mail-news-request = هناك جديد بشأن طلب
mail-news-meeting = هناك جديد بشأن اجتماع
mail-news-qip = هناك جديد بشأن مشروع
mail-subject-daily = هناك جديد بشأن { $n } من السجلات
mail-why-turn = وصلتك هذه الرسالة لأن الدور على مكتبكم.
mail-why-promise = وصلتك هذه الرسالة لأنه طُلب من مكتبكم عمل شيء.
mail-why-invited = وصلتك هذه الرسالة لأن مكتبكم مدعو ولم يجب.
mail-why-expires = وصلتك هذه الرسالة لأن مهلة توشك أن تنتهي.
mail-why-handover = وصلتك هذه الرسالة لأنك تسلّم منصبًا أو تتسلمه.
mail-why-news = وصلتك هذه الرسالة لأن مكتبكم طرف في الأمر.
mail-often-now = جاءت هذه الرسالة فورًا كما اخترت.
mail-often-daily = تأتي هذه الرسالة مرة في اليوم عند وجود جديد.
mail-choose = اختر ما يصلك، أو أوقف كل الرسائل:
