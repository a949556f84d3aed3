-- New words of search wait in a list of 256 kB at most (some two hundred records), which every search reads through, and go into the index
-- together: one by one each of a record's forty words is a page to write.
alter index search_docs_words_idx set (fastupdate = on, gin_pending_list_limit = 256);
