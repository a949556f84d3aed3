# كم مرة يجتمع المنتدى، بكلمات بسيطة.
rhythm-none = عند الدعوة إليه
rhythm-own = في أيام تحددها قاعدة خاصة به، كما في التقويم،
rhythm-daily = { $n ->
    [1] كل يوم
    [2] كل يومين
    [few] كل { $n } أيام
   *[other] كل { $n } يوماً
  }
rhythm-weekly = { $n ->
    [1] { $days } من كل أسبوع
    [2] { $days } كل أسبوعين
    [few] { $days } كل { $n } أسابيع
   *[other] { $days } كل { $n } أسبوعاً
  }
rhythm-monthly = { $n ->
    [1] { $days } من كل شهر
    [2] { $days } كل شهرين
    [few] { $days } كل { $n } أشهر
   *[other] { $days } كل { $n } شهراً
  }
rhythm-yearly = { $n ->
    [1] كل سنة، { $days }
    [2] كل سنتين، { $days }
    [few] كل { $n } سنوات، { $days }
   *[other] كل { $n } سنة، { $days }
  }
rhythm-in = { $when }، في { $months }
rhythm-at = { $when } الساعة { $clock }
rhythm-until = { $when }، حتى { $day }
rhythm-times = { $n ->
    [one] { $when }، مرة واحدة
    [two] { $when }، مرتين
    [few] { $when }، { $n } مرات
   *[other] { $when }، { $n } مرة
  }
rhythm-monthday = اليوم { $n }
rhythm-monthday-last = اليوم الأخير
rhythm-nth-weekday = { $day } { $nth }
rhythm-nth-1 = الأول
rhythm-nth-2 = الثاني
rhythm-nth-3 = الثالث
rhythm-nth-4 = الرابع
rhythm-nth-5 = الخامس
rhythm-nth-last = الأخير
rhythm-working-day = يوم العمل
rhythm-and = { $some } و{ $last }
rhythm-comma = {"، "}
