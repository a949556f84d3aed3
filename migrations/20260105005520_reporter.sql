-- What the mission is called in the register of IATI; the country stood here from the beginning, and now has a page too.
alter table house add column iati_org text not null default '' check (length(iati_org) <= 60 and iati_org !~ '[/&|?[:space:]]');
grant update (iati_org) on house to cimic_app;
