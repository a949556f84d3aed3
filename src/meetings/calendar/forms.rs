//! What people send to start or end a feed.

use serde::Deserialize;

/// Nothing to fill in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmptyForm {}
