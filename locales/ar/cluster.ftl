# القطاعات الإنسانية ومناطق المسؤولية برموزها.

cluster-none = لا يوجد
cluster-CCM = تنسيق المخيمات وإدارتها
cluster-Cash = المساعدات النقدية
cluster-EDU = التعليم
cluster-ERY = التعافي المبكر
cluster-FSC = الأمن الغذائي
cluster-HEA = الصحة
cluster-LOG = اللوجستيات
cluster-NUT = التغذية
cluster-PRO = الحماية
cluster-PRO-CPN = حماية الطفل
cluster-PRO-GBV = العنف القائم على النوع الاجتماعي
cluster-PRO-HLP = السكن والأراضي والممتلكات
cluster-PRO-MIN = الإجراءات المتعلقة بالألغام
cluster-SHL = المأوى الطارئ والمواد غير الغذائية
cluster-TEL = الاتصالات في حالات الطوارئ
cluster-WSH = المياه والصرف الصحي والنظافة
