# Files that come in: areas and organisations by the command line, activities on pages too. What is said row by row.

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
imports-fault-entries = this workbook has more than { $n } parts
imports-fault-other-workbook = this is no workbook that the house reads; save it as XLSX, ODS or CSV
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
imports-projects-long = A title has 200 characters at most, a reference 300.
imports-projects-twin = Much like { $other }: the same theme and place, and nearly the same title. Perhaps one project told twice.
imports-projects-kind = “{ $kind }” is neither a Quick Impact Project nor community support; taken as community support.
imports-projects-category = The category “{ $category }” is not known.
imports-projects-relief = Relief items are no project by themselves; kept as what it was.
imports-projects-no-district = No district is given; placed in the region.
imports-projects-area = The code “{ $code }” is of no area in force.
imports-projects-precision = The day of this project is not what was recorded then, but “{ $how }”.
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

## Activities: what is said of rows
imports-activity-columns = no column says who, or none says where
imports-activity-nobody = “{ $name }” stands for no organisation; is it meant?
imports-activity-not-yours = { $name } is not yours to write for
imports-activity-spelled = taken for { $name }: the same acronym and a similar name
imports-activity-variant = taken for { $name }, by the list of other spellings
imports-activity-acronym-shared = several organisations are called “{ $value }”: { $names }
imports-activity-actor-nearest = nobody is called “{ $value }”; the nearest is { $nearest }
imports-activity-actor-unknown = nobody is called “{ $value }”
imports-activity-looks-like-tag = “{ $value }” is an error of a spreadsheet, not a code; it looks like a tag
imports-activity-code-unknown = no place has the code { $code }
imports-activity-code-swapped = { $code } is { $means }, but the row says { $said }, which is { $other }; the code counts
imports-activity-code-name = { $code } is { $means }, but the row says { $said }; the code counts
imports-activity-other-region = { $name } lies in { $means }, but the row says { $said }; the district counts
imports-activity-area-nearest = no place is called “{ $value }”; the nearest is { $nearest }
imports-activity-area-unknown = no place is called “{ $value }”
imports-activity-area-several = several places are called “{ $value }”: { $names }
imports-activity-cluster-nearest = no cluster is called “{ $value }”; the nearest is { $nearest }
imports-activity-cluster-unknown = no cluster is called “{ $value }”
imports-activity-no-cluster = no cluster is said
imports-activity-no-date = no day or month is said
imports-activity-date = “{ $value }” is no day or month
imports-activity-date-doubtful = “{ $value }” is taken for { $day }; day and month could be the other way round
imports-activity-status = “{ $value }” is no status
imports-activity-function = “{ $value }” is no CIMIC function
imports-activity-number = “{ $value }” is no number of people
imports-activity-id = “{ $value }” is no id of an activity
imports-activity-id-unknown = no activity with this id is known to you
imports-activity-other-actor = the activity with this id is another organisation’s
imports-activity-double = says the same as row { $row }
imports-activity-moved = it lies in another place now
imports-activity-private = implementing partner or exact place, written over what stood there
imports-activity-fault = Row { $row }: { $why }
imports-activity-stopped = The run stopped. Nothing was written; check the file again.
imports-activity-overtaken = What stands in the house changed while you looked at the dry run. This is a new one: look again before you write it.

## Activities: what is said of the file
imports-activity-distinct = { $rows } rows say { $n } different combinations of organisation, cluster and place.
imports-activity-borrowed = { $rows } rows lie in { $n } places that the map draws with the polygon of another area.
imports-activity-acronyms = { $n } acronyms are used by several organisations in this file: { $acronyms }.
imports-activity-without-acronym = { $n } names of organisations come without an acronym.
imports-activity-year = Months are taken as those of { $year }.
imports-activity-unread = Nothing was made of these columns: { $names }.

## Pages of imports
imports-title-activity = Files of activities
imports-lead-activity = Bring in a list of who does what where. First comes a dry run: each row is shown with what would become of it. Nothing is written before you say so.
imports-file = File
imports-file-hint = CSV, XLSX, ODS or XLS, up to 32 MB. Plain headers or HXL tags.
imports-file-needed = Choose a file
imports-variants = Other spellings of organisations
imports-variants-hint = A table with the columns “lookup” and “canonical name”.
imports-check = Check the file
imports-ours = Files of our office
imports-empty = Your office has brought in no file yet.
imports-rows = Rows
imports-when = When
imports-state-received = Columns open
imports-state-checking = Being checked
imports-state-checked = Checked, not written
imports-state-applying = Being written
imports-state-applied = Written
imports-state-failed = Cannot be read
imports-state-stuck = Stopped
imports-running = { $n } of about { $m } rows are done. You can leave this page and come back.
imports-progress = Progress
imports-look-again = Look again
imports-stuck = The house was restarted while it worked on this file. Nothing was written. Check it again.
imports-columns-open = Say which columns hold the organisation and the place; then the rows are checked.
imports-applied-activity = { $n ->
    [one] One activity was written.
   *[other] { $n } activities were written.
  }
imports-apply-activity = { $n ->
    [one] Write one activity
   *[other] Write { $n } activities
  }
imports-leave-out = Leave rows with errors out
imports-leave-out-hint = Otherwise nothing is written while one row has an error.
imports-errors-left = Correct the rows with errors, or leave them out
imports-columns = Columns
imports-check-again = Check again
imports-discard = Throw the file away
imports-words = Words that the house does not know
imports-words-hint = Say once what they mean: it is remembered for your next file. What is proposed is only near; nothing is taken unless you choose it.
imports-words-more = { $n ->
    [one] One more follows when these are settled.
   *[other] { $n } more follow when these are settled.
  }
imports-words-save = Remember and check again
imports-words-unknown = “{ $said }”: the house does not know “{ $value }” either
imports-word-actor = organisation
imports-word-area = place
imports-word-cluster = cluster
imports-word-status = status
imports-word-date = day or month
imports-word-rows = { $n ->
    [one] one row
   *[other] { $n } rows
  }
imports-word-choice = It means
imports-word-open = Leave open
imports-word-typed = or its name, as in the directory or the list of areas
imports-word-typed-date = It means this day or month, like 2026-11-22 or November 2026
imports-dry-run = What each row would do
imports-show-all = all
imports-show-error = errors
imports-show-warned = warnings
imports-show-new = new
imports-show-changed = changed
imports-show-unchanged = unchanged
imports-show-left_out = left out
imports-row-head = Row
imports-outcome = Outcome
imports-record-activity = Who and where
imports-remarks = Remarks
imports-columns-lead = Each column of the file, what stands in it, and what the house takes it for. A choice is remembered for files with the same columns.
imports-columns-twice = Two columns cannot both be this: { $name }
imports-column-name = Column
imports-column-samples = First cells
imports-column-is = Is
imports-time = What the file does not say
imports-year = Year of months without one
imports-year-hint = A row that says only “March”.
imports-from = First day of rows without any date
imports-until = Last day of rows without any date
imports-order = 3/4/2025 is
imports-order-day = the third of April
imports-order-month = the fourth of March
imports-row-hint = Correct what this row should say. It counts for this file only.
imports-row-said = The file says:
imports-row-save = Save and check again
imports-row-activity = The activity of this row
imports-field-none = Not read
imports-field-id = Activity id
imports-field-actor = Organisation
imports-field-acronym = Acronym of the organisation
imports-field-cluster = Cluster
imports-field-what = What is done
imports-field-region = Region
imports-field-region_code = Code of the region
imports-field-district = District
imports-field-district_code = Code of the district
imports-field-starts = Start
imports-field-ends = End
imports-field-month = Month, or one day
imports-field-status = Status
imports-field-modality = Modality
imports-field-target_group = Target group
imports-field-targeted = People targeted
imports-field-targeted_women = Women targeted
imports-field-targeted_girls = Girls targeted
imports-field-targeted_female = Women and girls targeted
imports-field-targeted_men = Men targeted
imports-field-targeted_boys = Boys targeted
imports-field-targeted_male = Men and boys targeted
imports-field-reached = People reached
imports-field-reached_women = Women reached
imports-field-reached_girls = Girls reached
imports-field-reached_female = Women and girls reached
imports-field-reached_men = Men reached
imports-field-reached_boys = Boys reached
imports-field-reached_male = Men and boys reached
imports-field-objective = Objective
imports-field-function = CIMIC function
imports-field-partner = Implementing partner
imports-field-place = Exact place
imports-notice-received = The file is checked. Look at it before you write it.
imports-notice-columns = Say which columns hold the organisation and the place.
imports-notice-corrected = Remembered, and checked again.
imports-notice-checked = Checked again.
imports-notice-applying = The file is written in one piece.
imports-late-applied = This file has been written already.
imports-late-running = The house is at work on this file. Wait until it is done.
imports-late-unchecked = This file must be checked first.
imports-back-activity = Activities

## Pages of imports of past projects
imports-title-project = Files of past projects
imports-back-project = Projects
imports-lead-project = Bring in a list of projects that were carried out before. First comes a dry run: each row is shown with what would become of it and every doubt about it. Nothing is written before you say so; what is written is told to nobody beyond partners.
imports-file-hint-project = CSV, XLSX, ODS or XLS. Columns: qip_ref, title, category, status, and where the file has them record_type, adm1_pcode, adm2_pcode, place, start_date, handover_date, cost_usd, donor, contingent_or_unit, beneficiaries.
imports-record-project = Reference and title
imports-applied-project = { $n ->
    [one] One project was written.
   *[other] { $n } projects were written.
  }
imports-apply-project = { $n ->
    [one] Write one project
   *[other] Write { $n } projects
  }
imports-row-project = The project of this row
imports-field-ref = Reference
imports-field-title = Title
imports-field-type = Kind of record
imports-field-category = Category
imports-field-adm1 = Code of the region
imports-field-adm2 = Code of the district
imports-field-start = Start
imports-field-end = Handover
imports-field-precision = How sure the day is
imports-field-cost = Cost, USD
imports-field-cost_note = About the cost
imports-field-donor = Who paid
imports-field-unit = Unit
imports-field-people = People reached
imports-field-people_note = About the people
