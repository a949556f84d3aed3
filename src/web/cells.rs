//! Cells of tables that leave the house.

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe, which an import takes off again.
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
