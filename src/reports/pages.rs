//! The list of reports with their lessons, what one's office owes, and the record.

use super::{
    model::{Duty, Filter, Lesson, Line, Question, Report, TOPICS},
    policy::{File, Write},
    store,
};
use crate::{
    access::Record as _,
    actions::{self, model::Listing},
    actors::{self, model::ActorName},
    audit,
    files::model::RecordKind,
    requests::model::CLUSTERS,
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::{Id, Query},
        filters,
        html::Layout,
        paging,
    },
};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    topic: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sector: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    after: String,
}

#[derive(Template)]
#[template(path = "reports/index.html")]
struct IndexPage {
    layout: Layout,
    query: ListQuery,
    lines: Vec<Line>,
    owed: Vec<Duty>,
    names: HashMap<Uuid, ActorName>,
    next: Option<String>,
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }

    fn topics(&self) -> Vec<(&'static str, String)> {
        TOPICS.iter().map(|topic| (*topic, format!("reports-topic-{topic}"))).collect()
    }

    fn sectors(&self) -> Vec<(&'static str, String)> {
        CLUSTERS.iter().map(|one| (*one, format!("requests-cluster-{one}"))).collect()
    }

    fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        vec![("meeting", "actions-source-meeting"), ("request", "actions-source-request")]
    }
}

/// `GET /reports`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().role.counts_actors() {
        return Err(Error::Forbidden("reports-deny-list"));
    }
    let filter = Filter {
        topic: TOPICS.into_iter().find(|topic| *topic == query.topic),
        sector: CLUSTERS.into_iter().find(|sector| *sector == query.sector),
        kind: RecordKind::parse(&query.kind),
        after: paging::after(&query.after),
    };
    let mut lines = store::list(&mut cx.tx, &filter).await?;
    let next = paging::cut(&mut lines, store::PAGE).map(|last| {
        let after = paging::place(&last.filed_at, last.id);
        paging::address("/reports", &ListQuery { after, ..query.clone() })
    });
    let owed = store::owed(&mut cx.tx).await?;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.owner_id).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), query, lines, owed, names, next }))
}

#[derive(Template)]
#[template(path = "reports/show.html")]
struct ShowPage {
    layout: Layout,
    report: Report,
    lessons: Vec<Lesson>,
    actions: Listing,
    names: HashMap<Uuid, ActorName>,
    opened_by: Option<Vec<String>>,
    can_write: bool,
    can_file: bool,
}

impl ShowPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.report.url())
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
    fn is_answered(&self, question: &Question) -> bool {
        !self.report.answer(*question).is_empty()
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn questions(&self) -> &'static [Question] {
        Question::ALL
    }
}

/// `GET /reports/{id}`: the task list while it is written, the report once it is filed.
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let report = store::find(&mut cx.tx, id).await?;
    let opened_by = audit::store::opening(&mut cx, "report", id, report.owner_id, "page").await?;
    let lessons = store::lessons(&mut cx.tx, id).await?;
    let actions = actions::store::listing(&mut cx.tx, RecordKind::Report, id, None).await?;
    let mut ids = vec![report.owner_id];
    ids.extend(lessons.iter().filter_map(|lesson| lesson.actor_id));
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let (can_write, can_file) = (cx.viewer().may(Write, &report), cx.viewer().may(File, &report));
    Ok(cx.page(&ShowPage {
        layout: Layout::new(&cx),
        report,
        lessons,
        actions,
        names,
        opened_by,
        can_write,
        can_file,
    }))
}
