//! One test binary: a module for each feature, the sweeps that look at everything, and the rules of the house.
//! `docs/testing.md` says how to write a test in five lines.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up should stop")]
#![expect(clippy::unused_self, reason = "whoever writes a test asks the world")]
#![expect(clippy::similar_names, reason = "people of the cast have the names they have")]

mod action_plans;
mod actions;
mod activities;
mod activity_imports;
mod actors;
mod admin;
mod areas;
mod asking;
mod audit;
mod audit_chain;
mod audit_plans;
mod budgets;
mod calendar;
mod closed_forums;
mod dashboards;
mod demo;
mod desks;
mod docs;
mod door;
mod embedded;
mod faults;
mod files;
mod forums;
mod gaps;
mod handovers;
mod hanging;
mod home;
mod house_rules;
mod imports;
mod jobs;
mod mail;
mod mail_tls;
mod map;
mod map_plans;
mod meeting_plans;
mod meetings;
mod minutes;
mod notices;
mod objectives;
mod overlaps;
mod papers;
mod people;
mod plans;
mod pool;
mod program;
mod qips;
mod reports;
mod requests;
mod rooms;
mod rules;
mod search;
mod search_plans;
mod sign_in;
mod sitreps;
mod situations;
mod support;
mod sweep_access;
mod sweep_links;
mod sweep_rls;
mod sweep_words;
mod texts;
mod verify;
mod visits;
mod world;
