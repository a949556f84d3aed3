//! Who reads events, takes them out, and opens a record with a justification (`docs/security.md`).

use super::model::{Log, Subject};
use crate::access::{Role, Verdict, Viewer};
use Verdict::{Allow, Deny};

crate::actions! {
    Read(Log) => read,
    Export(Log) => export,
    Open(Subject) => open,
}

/// Auditors read all events; administrators those of people, posts, settings and the directory (row level security cuts the list).
pub fn read(viewer: &Viewer, _: &Log) -> Verdict {
    if matches!(viewer.role, Role::Auditor | Role::Admin) { Allow } else { Deny("audit-deny-read") }
}

pub fn export(viewer: &Viewer, _: &Log) -> Verdict {
    if viewer.role == Role::Auditor { Allow } else { Deny("audit-deny-export") }
}

pub fn open(viewer: &Viewer, _: &Subject) -> Verdict {
    if viewer.role == Role::Auditor { Allow } else { Deny("audit-deny-open") }
}
