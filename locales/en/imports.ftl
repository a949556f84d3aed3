# Reading areas and organisations from files: what the command line says, row by row.

imports-row = row { $n }
imports-column = column { $name }

## What becomes of a row
imports-outcome-new = new
imports-outcome-changed = changed
imports-outcome-unchanged = unchanged
imports-outcome-retired = retired
imports-outcome-missing = missing
imports-outcome-left_out = left out
imports-outcome-error = error
imports-weight-warning = warning
imports-weight-error = error
imports-sum-new = { $n } new
imports-sum-changed = { $n } changed
imports-sum-unchanged = { $n } unchanged
imports-sum-retired = { $n } retired
imports-sum-missing = { $n } missing from the file
imports-sum-left_out = { $n } left out
imports-sum-error = { $n ->
    [one] one row with errors
   *[other] { $n } rows with errors
  }
imports-sum-warned = { $n ->
    [one] one row with a warning
   *[other] { $n } rows with warnings
  }
imports-end-errors = Nothing was written. Mend what is marked as an error and try again.
imports-end-applied = Written.
imports-end-dry = This was a dry run: nothing was written. The same with --apply writes it.
imports-end-nothing = There is nothing to write.
imports-change = { $from } → { $to }
imports-columns-unread = { $file }: nothing was made of the columns { $names }

## Files that cannot be read
imports-fault-unreadable = cannot be opened ({ $why })
imports-fault-too-large = is larger than { $n } MB
imports-fault-empty = is empty
imports-fault-not-text = this is neither text nor a workbook
imports-fault-csv = this cannot be read as columns ({ $why })
imports-fault-columns = there are more than { $n } columns
imports-fault-rows = there are more than { $n } rows
imports-fault-cells = there are more than { $n } cells
imports-fault-cell = a cell is longer than { $n } characters; is a quotation mark missing?
imports-fault-text = there are more than { $n } bytes of text
imports-fault-column-missing = no column has this name, nor one that means the same
imports-fault-column-twice = two columns have this name
imports-fault-workbook = this workbook is damaged
imports-fault-old-workbook = this is a workbook of before 2007; save it as XLSX
imports-fault-entries = this workbook has more than { $n } parts
imports-fault-other-workbook = this is no workbook that the house reads; save it as XLSX or CSV
imports-fault-bomb = this workbook unpacks to far more than it should
imports-fault-geojson = this is no collection of polygons in GeoJSON ({ $why })
imports-fault-features = there are more than { $n } polygons
imports-fault-points = there are more than { $n } points; simplify the polygons first
imports-fault-shape-code = the polygon says no code of an area
imports-fault-shape-none = there is no polygon
imports-fault-ring = a ring does not end where it began
imports-fault-point = a point lacks its longitude or latitude
imports-fault-earth = { $place } is no place on earth

## Rows
imports-row-too-long = there is something beyond the last column of the header
imports-cell-needed = this must be filled in
imports-cell-too-long = { $n ->
    [one] at most one character fits here
   *[other] at most { $n } characters fit here
  }
imports-stray-spaces = stray spaces in the name were taken out

## Areas
imports-area-level = this must be a level: 0 for the country, 1 for a region, 2 for a district, up to 5
imports-area-date = this is no date like 2026-11-22
imports-area-degrees = { $value } is no number between −{ $most } and { $most }
imports-area-half-place = latitude and longitude go together
imports-area-code-is-word = the code is the name itself: a place that nobody named?
imports-area-code-twice = row { $row } has the same code
imports-area-name-twice = row { $row } has the same name in the same place
imports-area-parent-needed = below the regions, every area lies in another one
imports-area-parent-unknown = the file has no area { $code }
imports-area-parent-level = { $code } is not of a level above this one
imports-area-no-polygon = no file has a polygon for it; it is in lists but not on maps
imports-area-borrowed = has no polygon of its own; maps draw { $code } ({ $name }) for it
imports-area-code-two-places = the code { $code } means two places: { $file } draws { $drawn }, the gazetteer means { $name }; that polygon is not used
imports-area-drawn-as = the polygon is called { $name }
imports-area-outside = the place lies outside the polygon
imports-area-renamed = the code was { $name }: a new version begins, and keeps who is present and responsible
imports-area-recoded = this place had the code { $code }: it goes on under the new one, with who is present and responsible
imports-area-reused = the code meant { $name }, another place: a new version begins, without who was present and responsible there
imports-area-new-parent = lies in the new version of { $code }
imports-area-shape-changed = the polygon changes
imports-area-missing = in force, and not in this file; --retire-missing would retire it
imports-polygon-left = { $file }: the polygon { $code } ({ $name }) belongs to no area of the gazetteer
imports-alias-by-name = the code does not fit; taken by its name for { $code }
imports-alias-nearest = no place is called { $name }; the nearest is { $code } { $nearest }
imports-alias-unknown = no place is called { $name }

## Organisations
imports-actor-no-acronym = there is no acronym
imports-actor-acronym-shared = { $acronym } also stands in row { $rows }
imports-actor-no-kind = it is not said what kind of organisation this is
imports-actor-kind-unknown = { $value } is no kind of organisation that the house knows
imports-actor-kinds-differ = the code { $code } and the words { $words } mean different kinds; the code counts
imports-actor-system = left out: the house’s own offices are made by those who run it, not read from a file
imports-actor-community-unknown = { $value } is no community
imports-actor-not-this-force = only this mission’s own units are military here
imports-actor-no-community = belongs to no community: an entry without posts
imports-actor-name-twice = the same name stands in row { $row }
imports-actor-name-nearly-twice = row { $row } has the same name but for capitals and marks: one organisation twice?
imports-actor-spelled = taken for { $name }, which is spelled otherwise
imports-actor-alike = may be the same as { $name }, which the house knows
imports-actor-area-unknown = the house knows no area { $code }
imports-actor-parent = { $name } will see what it may see: whoever confirms the entry confirms that too
imports-actor-parent-unknown = the house knows no { $name } in the same community; without a parent
imports-actor-kept = the entry says { $theirs } and the file { $file }; the entry is its own people’s and stays
imports-actor-community-stays = stays in its community ({ $code }): an import never changes that
imports-actor-parent-stays = keeps its parent: an import never changes that
imports-actor-areas = { $n ->
    [one] one area more
   *[other] { $n } areas more
  }
imports-projects-no-owner = No desk of Civil Affairs is there to keep past projects.
imports-projects-empty = A row needs a reference and a title.
imports-projects-twin = Much like { $other }: the same theme and place, and nearly the same title. Perhaps one project told twice.
imports-projects-kind = “{ $kind }” is neither a Quick Impact Project nor community support; taken as community support.
imports-projects-category = The category “{ $category }” is not known.
imports-projects-relief = Relief items are no project by themselves; kept as what it was.
imports-projects-no-district = No district is given; placed in the region.
imports-projects-area = The code “{ $code }” is of no area in force.
imports-projects-no-end = Completed, but no day of handover is given.
imports-projects-ended = Ongoing, but a day of handover is given.
imports-projects-status = The status “{ $status }” is not known.
imports-projects-day = “{ $date }” names no day; its first day is taken.
imports-projects-date = “{ $date }” is no date.
imports-projects-cost-note = About the cost: { $note }
imports-projects-no-cost = No cost is given.
imports-projects-cost = “{ $cost }” is no amount in dollars and cents.
imports-projects-people = { $n } is not a number of people of this project alone ({ $note }); not counted.
imports-projects-sex = Sex and age are not told; none are counted as women.
imports-projects-no-donor = Who paid is not told.
