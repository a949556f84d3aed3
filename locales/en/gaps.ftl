# The gap matrix: cluster × district.

gaps-title = Gaps
gaps-lead = Who works where this month, against what is needed where somebody knows it. Counted from what you may see: a gap here may be filled by somebody who keeps it to their own circle.
gaps-caption = Actors present in each district and cluster, this month
gaps-region = Region
gaps-load = Activities
gaps-load-hint = Activities of this month in a district, all clusters together. It is thought to bear { $mark } at a time; more means that its people and offices may have no hands free.
gaps-over = above the mark
gaps-gap = gap
gaps-actors = { $n ->
    [one] 1 actor
   *[other] { $n } actors
}
gaps-need = { $people } of { $need } people
gaps-stale = { $n ->
    [one] 1 entry stale
   *[other] { $n } entries stale
}
gaps-enter = needs
gaps-needs = People in need
gaps-needs-hint = Planning figures, seen by everybody who has an account and plans. Leave empty what nobody knows.
gaps-people = People in need, by cluster
gaps-source = Source
gaps-source-hint = The assessment or plan that the figures come from. Figures that you leave as they are keep theirs.
gaps-as-of = As of
gaps-deny-see = The matrix is for those who work here.
gaps-deny-enter = The humanitarian coordinator and Civil Affairs enter what is needed.
gaps-import = Paste needs in
gaps-rows = Rows
gaps-rows-hint = Out of a spreadsheet, one row each: code of the district, cluster (its code or name), people in need. All rows are taken, or none. What no row names stays as it is.
gaps-rows-most = At most { $n } rows at once
gaps-row-columns = Row { $row }: three columns are needed
gaps-row-cluster = Row { $row }: there is no cluster { $name }
gaps-row-people = Row { $row }: { $value } is not a number of people
gaps-row-code = Row { $row }: { $code } is no district in force
