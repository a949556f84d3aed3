# The directory: who is here, and how they are reached.

actors-deny-create = You enter organisations of your own community, and host bodies on their behalf.
actors-deny-edit = An entry is kept by the organisation’s own people.
actors-deny-confirm = A new entry is confirmed within its community: a humanitarian one by the coordinator, a military one by the chief of CIMIC, others by Civil Affairs.
actors-late-confirm = This entry was confirmed meanwhile.
actors-late-edit = Somebody of your organisation changed this entry meanwhile.
actors-deny-posture = An organisation says for itself how close it works with the military.
actors-deny-posture-community = Only humanitarian organisations have a posture.
actors-deny-import = Only the house reads entries from files.
