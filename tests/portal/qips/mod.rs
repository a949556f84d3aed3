//! Quick Impact Projects and community support, as people use them.

mod life;
mod money;
mod rounds;
mod rules;
mod sight;
