//! Who writes and reads after-action reports. Pure functions: no database, no HTTP. Source: `access.md`, section 4.

use super::model::{Report, Slot};
use crate::access::{
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! { View(Report) => view, Begin(Slot) => begin, Write(Report) => write_report, File(Report) => file_report }

pub fn view(viewer: &Viewer, report: &Report) -> Verdict {
    if viewer.sees(&report.sight()) { Allow } else { Hide }
}

/// Whoever was there, or was asked, writes their own side's.
pub fn begin(viewer: &Viewer, slot: &Slot) -> Verdict {
    if viewer.role.counts_actors() && viewer.acts_for(slot.owner) && slot.is_called {
        Allow
    } else {
        Deny("reports-deny-begin")
    }
}

pub fn write_report(viewer: &Viewer, report: &Report) -> Verdict {
    match view(viewer, report) {
        Allow if !viewer.acts_for(report.owner_id) => Deny("reports-deny-write"),
        Allow if report.is_filed() => Late("reports-late-filed"),
        other => other,
    }
}

pub fn file_report(viewer: &Viewer, report: &Report) -> Verdict {
    match write_report(viewer, report) {
        Allow if !report.is_whole() => Late("reports-late-open"),
        other => other,
    }
}
