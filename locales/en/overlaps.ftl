# Overlaps: two actors, the same district and cluster, at the same time.

overlaps-title = Overlaps
overlaps-lead = Different actors in the same district and cluster at the same time. An overlap is a reason to talk, not a fault.
overlaps-ours = What overlaps with ours
overlaps-of-ours = Ours:
overlaps-of-others = At the same time:
overlaps-none = Nothing that you may see overlaps
overlaps-none-hint = Where the other side keeps its activity to its own circle, the coordinator may pass a sentence on to you; it is shown here.
overlaps-blind = Where one side cannot see the other
overlaps-blind-hint = These actors do not see what humanitarian organisations keep to themselves. You may tell them, in a sentence, what the organisations agree to have said.
overlaps-blind-none = There is none this month.
overlaps-cannot-see = They cannot see this:
overlaps-passed-on = Last passed on
overlaps-pass-on = Pass a sentence on
overlaps-messages = Passed on by the coordinator
overlaps-to = To
overlaps-sentence = What shall they know?
overlaps-sentence-hint = One or two sentences, without names unless the organisation agreed. They see this sentence, the district and the cluster, and nothing of the other activities.
overlaps-send = Pass it on
overlaps-deny-pass-on = The humanitarian coordinator passes on what others may know of overlaps.
