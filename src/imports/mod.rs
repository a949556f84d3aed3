//! Imports: the mission's geography and its organisations, from files. Always a dry run first; one mistake and nothing is written.

pub mod activities;
pub mod actors;
pub mod areas;
pub mod file;
pub mod projects;
pub mod report;
pub mod table;
pub mod wording;
pub mod workbook;

pub use activities::{Wanted, run_activities};
pub use actors::run_actors;
pub use areas::{AreaFiles, run_areas};
pub use file::InputFile;
pub use projects::run_projects;
pub use report::Report;

/// The remark that some columns were not read, if there are any.
fn unread(table: &table::Table) -> Option<crate::i18n::Text> {
    let names = table.unread.join(", ");
    let text = crate::i18n::Text::new("imports-columns-unread");
    (!names.is_empty()).then(|| text.with("file", table.file.as_str()).with("names", names))
}

pub fn routes() -> crate::routes::Routes {
    activities::routes()
}
