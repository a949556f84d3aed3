# The country: regions and districts.

areas-title = Regions and districts
areas-empty-title = No area is known yet
areas-empty = Whoever runs the house reads the mission’s gazetteer in: cimic-house import areas.
areas-retired-title = No longer in use
areas-retired-hint = Older records still mean these places.
areas-until = until
areas-is-retired = Records from before still mean this version; it ended on
areas-successor = What the code means now
areas-level = Level
areas-level-0 = Country
areas-level-1 = Region
areas-level-2 = District
areas-level-3 = Part of a district
areas-level-4 = Place
areas-level-5 = Place
areas-parent = Lies in
areas-names = In other languages
areas-aliases = Also written
areas-since = Since
areas-children = In this area
areas-actors = Who is here
areas-actors-more = All of them in the directory
areas-actors-none = Nobody whom you may see says that they are here.
areas-presence-present = present
areas-presence-office = with an office
areas-presence-mobile = comes and goes
areas-presence-remote = works from afar
areas-presence-partner = through a partner
areas-presence-responsibility = responsible for this area
areas-deny-import = Areas come from the mission’s gazetteer. Whoever runs the house reads it in.
areas-contact-sheet = Contact sheet of this area
areas-now = The same place now:
areas-not-now = No version in force stands for this place.
areas-neighbours = Neighbours
areas-siblings = In the same region

## What goes on in a district
areas-doing = What is done here
areas-load = { $n ->
    [one] One activity this month
   *[other] { $n } activities this month
}; this district is thought to bear { $mark } at a time.
areas-load-over = above the mark
areas-doing-none = No activity that you may see is planned or under way.
areas-doing-all = Activities in this district
areas-doing-more = More activities in this district
areas-waiting = Requests that wait
areas-waiting-none = No request from here that you may see waits for anybody.
areas-meetings = Coming meetings
areas-waiting-all = Requests from this district
areas-waiting-more = More requests from this district

## Gazetteers in versions
areas-versions = Versions of the gazetteer
areas-versions-lead = A new list of places supersedes the old one. Older records go on meaning the place that a code stood for then.
areas-versions-none = No gazetteer was taken in yet
areas-versions-none-hint = Whoever runs the house reads the mission’s gazetteer in: cimic-house import areas.
areas-version = Version
areas-version-taken = Taken in
areas-version-file = File
areas-version-areas = Places in force
areas-version-changes = What it changed
areas-version-code = Code
areas-version-change = Change
areas-version-before = Before
areas-version-after = After
areas-change-new = new
areas-change-renamed = another name
areas-change-moved = lies in another area now
areas-change-recoded = another code
areas-change-reused = means another place now
areas-change-retired = no longer in use
areas-change-redrawn = other boundaries
areas-change-altered = other particulars
areas-unmapped = Places that nothing stands for now
areas-unmapped-hint = Their codes were retired, or mean other places. The numbers count the records that you may see.
areas-unmapped-none = There is none: every place of older records has its place today.
areas-unmapped-place = Place
areas-unmapped-requests = Requests
areas-unmapped-activities = Activities
areas-unmapped-actors = Actors
areas-told = Notices
areas-told-none = No notice holds here for you.
areas-told-all = Notices of this district
