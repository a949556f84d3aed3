//! Who opens and takes back documents. Pure functions: no database, no HTTP. Who adds one is said by the feature of the record.

use super::model::File;
use crate::access::{
    Role,
    Verdict::{self, Allow, Deny, Hide, Late},
    Viewer,
};

crate::actions! { Open(File) => open, Remove(File) => remove, Purge(File) => purge }

/// Whoever sees the record opens its documents: the store found it through the record. An auditor's justification opens a
/// record, never its documents.
pub fn open(viewer: &Viewer, _: &File) -> Verdict {
    if viewer.role == Role::Auditor { Hide } else { Allow }
}

/// The office that brought it takes it back, until it is part of something sealed or signed.
pub fn remove(viewer: &Viewer, file: &File) -> Verdict {
    match open(viewer, file) {
        Allow if !viewer.acts_for(file.actor_id) => Deny("files-deny-remove"),
        Allow if file.is_fixed => Late("files-late-fixed"),
        other => other,
    }
}

/// The house forgets the bytes of what was taken back.
fn purge(viewer: &Viewer, _: &File) -> Verdict {
    if viewer.role == Role::House { Allow } else { Hide }
}
