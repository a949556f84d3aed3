//! The page of the directory: all its state stands in the address.

use super::{
    model::{Filters, Found},
    store,
};
use crate::{
    access::{Community, Role},
    actors::{
        forms::options,
        model::{CLUSTERS, Kind, Posture},
        policy,
    },
    areas,
    i18n::say,
    web::{context::Ctx, error::Result, extract::Query, filters, html::Layout, paging},
};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The state of the directory, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub community: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cluster: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub area: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub posture: String,
    /// `stale` or `fresh`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub confirmed: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
}

/// A field of the address.
type Field = fn(&mut ListQuery) -> &mut String;

impl ListQuery {
    fn filters(&self) -> Filters {
        let term = self.q.trim();
        Filters {
            // Terms are as long as names at most.
            term: (!term.is_empty())
                .then(|| term.chars().take(200).filter(|c| *c != '\0').collect()),
            kind: Kind::parse(&self.kind),
            community: Community::parse(&self.community),
            cluster: CLUSTERS.iter().copied().find(|cluster| *cluster == self.cluster),
            area: Uuid::parse_str(&self.area).ok(),
            posture: Posture::parse(&self.posture),
            stale: match self.confirmed.as_str() {
                "stale" => Some(true),
                "fresh" => Some(false),
                _ => None,
            },
            after: Uuid::parse_str(&self.after).ok(),
            before: Uuid::parse_str(&self.before).ok(),
        }
    }

    fn url(&self) -> String {
        paging::address("/actors", self)
    }

    /// The same filters from the first page on.
    fn first(&self) -> ListQuery {
        ListQuery { after: String::new(), before: String::new(), ..self.clone() }
    }

    /// Each filter in force, in words, with the address without it.
    fn chips(&self, areas: &[(Uuid, String)], cx: &Ctx) -> Vec<(String, String)> {
        let filters = self.filters();
        let say = |key: String| say(cx.lang, &key, None);
        let area = areas.iter().find(|(id, _)| Some(*id) == filters.area);
        let in_force: [(Option<String>, Field); 7] = [
            (filters.term, |query| &mut query.q),
            (filters.kind.map(|kind| say(format!("actors-kind-{kind}"))), |query| &mut query.kind),
            (filters.community.map(|one| say(format!("community-{one}"))), |query| {
                &mut query.community
            }),
            (filters.cluster.map(|one| say(format!("requests-cluster-{one}"))), |query| {
                &mut query.cluster
            }),
            (area.map(|(_, name)| name.clone()), |query| &mut query.area),
            (filters.posture.map(|one| say(format!("actors-posture-{one}"))), |query| {
                &mut query.posture
            }),
            (filters.stale.map(|_| say(format!("actors-confirmed-{}", self.confirmed))), |query| {
                &mut query.confirmed
            }),
        ];
        let without = |field: Field| {
            let mut query = self.first();
            field(&mut query).clear();
            query.url()
        };
        in_force.into_iter().filter_map(|(text, field)| Some((text?, without(field)))).collect()
    }
}

#[derive(Template)]
#[template(path = "actors/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    choices: Choices,
    areas: Vec<(String, String)>,
    chips: Vec<(String, String)>,
    found: Found,
    previous: Option<String>,
    next: Option<String>,
    can_create: bool,
    can_merge: bool,
}

/// What the filters offer: code and key.
struct Choices {
    kinds: Vec<(String, String)>,
    communities: Vec<(String, String)>,
    clusters: Vec<(String, String)>,
    postures: Vec<(String, String)>,
    confirmed: Vec<(String, String)>,
}

impl Choices {
    fn new() -> Choices {
        let kinds: Vec<Kind> =
            Kind::ALL.iter().copied().filter(|kind| *kind != Kind::System).collect();
        let communities: Vec<Community> =
            Community::ALL.iter().copied().filter(|one| *one != Community::System).collect();
        Choices {
            kinds: options(&kinds, "actors-kind"),
            communities: options(&communities, "community"),
            clusters: options(&CLUSTERS, "requests-cluster"),
            postures: options(Posture::ALL, "actors-posture"),
            confirmed: options(&["fresh", "stale"], "actors-confirmed"),
        }
    }
}

/// `GET /actors`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let found = store::search(&mut cx.tx, &query.filters()).await?;
    let areas = areas::store::districts(&mut cx.tx).await?;
    let page = |id: Option<Uuid>, set: fn(ListQuery, String) -> ListQuery| {
        id.map(|id| set(query.first(), id.to_string()).url())
    };
    let first = found.lines.first().map(|line| line.id).filter(|_| found.has_previous);
    let last = found.lines.last().map(|line| line.id).filter(|_| found.has_next);
    Ok(cx.page(&IndexPage {
        layout: Layout::new(&cx),
        choices: Choices::new(),
        chips: query.chips(&areas, &cx),
        previous: page(first, |query, before| ListQuery { before, ..query }),
        next: page(last, |query, after| ListQuery { after, ..query }),
        areas: areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        found,
        can_create: policy::creates(cx.viewer()),
        can_merge: matches!(cx.viewer().role, Role::Coordinator | Role::Chief | Role::Section),
        query,
    }))
}
