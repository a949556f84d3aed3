//! Quick Impact Projects and community support, as people use them.

mod imports;
mod life;
mod money;
mod plans;
mod rounds;
mod rules;
mod sight;
