//! CIMIC House: where a peace mission's military and the civilians it works beside find each other.
//!
//! Read `routes.rs` for what exists, then open the feature's folder.

pub mod access;
pub mod actions;
pub mod activities;
pub mod actors;
pub mod admin;
pub mod areas;
pub mod assets;
pub mod audit;
pub mod blobs;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod desks;
pub mod embedded;
pub mod files;
pub mod gaps;
pub mod home;
pub mod i18n;
pub mod imports;
pub mod info;
pub mod jobs;
pub mod mail;
pub mod map;
pub mod meetings;
pub mod metrics;
pub mod minutes;
pub mod overlaps;
pub mod people;
pub mod place;
pub mod qips;
pub mod reads;
pub mod reference;
pub mod reports;
pub mod requests;
pub mod routes;
pub mod secrets;
pub mod server;
pub mod sign_in;
pub mod verify;
pub mod visits;
pub mod web;
