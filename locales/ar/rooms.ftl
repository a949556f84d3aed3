# القاعات التي يمكن حجزها.
rooms-title = القاعات
rooms-one = قاعة
rooms-new = إضافة قاعة
rooms-edit = تعديل القاعة
rooms-name = الاسم
rooms-seats = المقاعد
rooms-equipment = التجهيزات
rooms-way = كيفية الوصول
rooms-way-hint = البوابة، وعمّن تسأل، وأين تقف السيارة
rooms-hours = ساعات العمل
rooms-opens = تفتح
rooms-closes = تغلق
rooms-keeper = الجهة القائمة عليها
rooms-needs-approval = تُمنح بموافقة
rooms-by-approval = بموافقة
rooms-by-approval-hint = ترى الجهة القائمة عليها أي مكتب يطلبها، وهي من يقرر
rooms-empty = لم تُدخل أي قاعة بعد. يُدخل ضباط التنسيق المدني العسكري والشؤون المدنية والمنسّقون قاعات مكاتبهم.
rooms-bookings = الحجوزات
rooms-taken = القاعة مشغولة في ذلك الوقت. اختر وقتاً آخر أو قاعة أخرى.
rooms-taken-short = مشغولة
rooms-blocked = غير متاحة
rooms-free = شاغرة طوال اليوم
rooms-state-asked = مطلوبة
rooms-waiting = في انتظار قراركم
rooms-approve = موافقة
rooms-refuse = رفض
rooms-release = إخلاء
rooms-book = حجز
rooms-block = جعلها غير متاحة
rooms-purpose = الغرض
rooms-purpose-hint = يقرؤه مكتبكم والجهة القائمة على القاعة، ولا يرى غيرهما سوى أنها مشغولة
rooms-choose = اختيار قاعة
rooms-choose-hint = القاعات الشاغرة في ذلك الوقت، مع عدد مقاعدها
rooms-none = بلا قاعة من قاعات البيت
rooms-closed-then = القاعة مغلقة في ذلك الوقت.
rooms-name-taken = لدى مكتبكم قاعة بهذا الاسم من قبل.
rooms-notice-booked = تم الحجز.
rooms-notice-asked = تم الطلب. تقرر الجهة القائمة عليها.
rooms-notice-blocked = صارت غير متاحة.
rooms-notice-refused = تم الرفض.
rooms-notice-released = القاعة شاغرة من جديد.
rooms-deny-keep = الضباط والأقسام والمنسّقون يقومون على قاعات مكاتبهم.
rooms-deny-book = هذا المنصب لا يحجز قاعات.
rooms-deny-release = من حجزها هو من يخليها.
rooms-late-decided = صدر القرار في أثناء ذلك.
rooms-photos = الصور
rooms-photos-none = لا صور بعد.
rooms-photos-show = { $n ->
    [one] عرض الصورة
    [two] عرض الصورتين
    [few] عرض { $n } صور
   *[other] عرض { $n } صورة
  }
