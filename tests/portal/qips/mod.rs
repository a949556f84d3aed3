//! Quick Impact Projects and community support, as people use them.

mod imports;
mod life;
mod money;
mod nearby;
mod photos;
mod plans;
mod rounds;
mod rules;
mod separation;
mod sight;
mod watch;
