# What follows from a posture, and what each community sees.

posture-table = Who sees your entry, relations and contacts
posture-sees = sees it
posture-sees-not = does not exist
posture-follows = What follows
posture-follows-entry = It counts at once, for the entry, its relations, that there are contacts, and what you do.
posture-follows-door = In coexistence, your requests go to the coordinator only, who relays them without your name.
posture-follows-no-requests = No request of yours is known to a military party now.
posture-follows-consents = In coexistence these consents end, for those to whom you would not exist:
posture-preview = What each community sees of you
posture-preview-table = As somebody of another organisation there sees it
posture-entry = The entry: name, kind, districts, phone of the office
posture-functions = Contacts, by function only
posture-preview-own = Your own office sees everything. Offices above yours in your own organisation see the entry and what consent gives them, like others.
posture-by-consent = Names and numbers, by your consent
posture-nobody = Nobody
