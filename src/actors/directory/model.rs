//! What the directory is narrowed to, and what it shows.

use crate::{
    access::Community,
    actors::model::{Kind, Line, Posture},
};
use uuid::Uuid;

/// What the directory is narrowed to, and from where on it is shown.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    pub term: Option<String>,
    pub kind: Option<Kind>,
    pub community: Option<Community>,
    pub cluster: Option<&'static str>,
    pub area: Option<Uuid>,
    pub posture: Option<Posture>,
    /// Confirmed long ago (longer than the policy's `stale_days`), or lately.
    pub stale: Option<bool>,
    pub after: Option<Uuid>,
    pub before: Option<Uuid>,
}

impl Filters {
    /// The cuts of the index that these filters mean, as `actor_cuts` names them.
    pub fn cuts(&self) -> Vec<String> {
        let kind = self.kind.map(|kind| format!("kind:{kind}"));
        let community = self.community.map(|community| format!("community:{community}"));
        let cluster = self.cluster.map(|cluster| format!("cluster:{cluster}"));
        let area = self.area.map(|area| format!("area:{area}"));
        let posture = self.posture.map(|posture| format!("posture:{posture}"));
        [kind, community, cluster, area, posture].into_iter().flatten().collect()
    }
}

/// One page of the directory.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub lines: Vec<Line>,
    /// Up to one more than the cap.
    pub count: usize,
    pub has_previous: bool,
    pub has_next: bool,
}
