areas-deny-import = Areas come from the mission’s gazetteer. Whoever runs the house reads it in.
