# The demonstration mission: what the command says when it cannot build it.
demo-deny-not-empty = This house has people of its own. The demonstration needs an empty one: give it another folder with CIMIC_DATA.
