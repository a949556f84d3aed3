//! Who was there: a sheet to print and sign, and one to tap on a telephone.

use super::{
    forms::{MarkForm, WalkInForm},
    model::{Attendee, Minutes, Presence},
    policy::Mark,
    store, writes,
};
use crate::{
    access::{Community, Record as _},
    actors::{self, model::ActorName},
    meetings,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Ref,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody invited, with the mark that stands.
struct Row {
    actor: Uuid,
    name: String,
    mark: Option<Presence>,
    is_unlisted: bool,
}

#[derive(Template)]
#[template(path = "minutes/attendance.html")]
struct AttendancePage {
    layout: Layout,
    minutes: Minutes,
    rows: Vec<Row>,
    walk_ins: Vec<Attendee>,
    names: HashMap<Uuid, ActorName>,
    /// Entries of the directory that did not stand on the list.
    others: Vec<(String, String)>,
    form: WalkInForm,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "minutes/sheet.html")]
struct SheetPage {
    layout: Layout,
    minutes: Minutes,
    rows: Vec<Row>,
}

impl AttendancePage {
    fn part(&self, part: &str) -> String {
        self.minutes.part(part)
    }

    fn name(&self, one: &Attendee) -> String {
        let named = one.actor_id.and_then(|actor| self.names.get(&actor));
        named.map_or_else(|| one.what.clone(), |name| name.label(self.layout.lang))
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn marks(&self) -> [Presence; 3] {
        [Presence::Present, Presence::Excused, Presence::Absent]
    }
}

/// Host and those invited, by name.
async fn rows(cx: &mut Ctx, minutes: &Minutes, marks: &[Attendee]) -> Result<Vec<Row>> {
    let mut ids = vec![minutes.meeting.owner_id];
    ids.extend(
        meetings::store::guests(&mut cx.tx, minutes.meeting.id)
            .await?
            .iter()
            .map(|guest| guest.actor_id),
    );
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let walked_in = |actor: Uuid| {
        marks.iter().any(|one| one.actor_id == Some(actor) && one.presence == Presence::WalkIn)
    };
    let mut rows: Vec<Row> = names
        .values()
        .filter(|name| !walked_in(name.id))
        .map(|name| {
            let mark = marks.iter().find(|one| one.actor_id == Some(name.id));
            Row {
                actor: name.id,
                name: name.label(cx.lang),
                mark: mark.map(|one| one.presence),
                is_unlisted: mark.is_some_and(|one| one.is_unlisted),
            }
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

async fn page(
    cx: &mut Ctx,
    minutes: Minutes,
    form: WalkInForm,
    errors: Errors,
) -> Result<AttendancePage> {
    let marks = store::attendance(&mut cx.tx, minutes.meeting.id).await?;
    let rows = rows(cx, &minutes, &marks).await?;
    let walk_ins: Vec<Attendee> =
        marks.into_iter().filter(|one| one.presence == Presence::WalkIn).collect();
    let ids: Vec<Uuid> = walk_ins.iter().filter_map(|one| one.actor_id).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let communities = [
        Community::Humanitarian,
        Community::Host,
        Community::Mission,
        Community::Military,
        Community::None,
    ];
    let all = actors::store::list(&mut cx.tx, &communities).await?;
    let on_it = |id: Uuid| rows.iter().any(|row| row.actor == id);
    let others = all
        .into_iter()
        .filter(|line| !on_it(line.id))
        .map(|line| (line.id.to_string(), line.name))
        .collect();
    Ok(AttendancePage {
        layout: Layout::new(cx),
        minutes,
        rows,
        walk_ins,
        names,
        others,
        form,
        errors,
    })
}

/// `GET /meetings/{reference}/attendance`
pub async fn show(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Mark, &minutes)?;
    let page = page(&mut cx, minutes, WalkInForm::default(), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /meetings/{reference}/attendance`: one tap.
pub async fn mark(Ref(reference): Ref, post: Post<MarkForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Mark, &minutes)?;
    let on_list = meetings::store::guests(&mut cx.tx, minutes.meeting.id).await?;
    match form.parse() {
        Ok((actor, presence, unlisted))
            if actor == minutes.meeting.owner_id
                || on_list.iter().any(|guest| guest.actor_id == actor) =>
        {
            writes::mark(&mut cx.tx, permit, actor, presence, unlisted).await?;
            cx.saved(format!("{}#a-{actor}", minutes.part("attendance")), "").await
        }
        Ok(_) => Err(Error::NotFound),
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, minutes, WalkInForm::default(), errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /meetings/{reference}/attendance/walk-ins`
pub async fn walk_in(Ref(reference): Ref, post: Post<WalkInForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Mark, &minutes)?;
    let done = cx.tx.attempt(async |tx| writes::walk_in(tx, permit, &form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(minutes.part("attendance"), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, minutes, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `GET /meetings/{reference}/attendance/sheet`: to print and to sign, by function; nobody has to.
pub async fn sheet(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(super::policy::View, &minutes)?;
    if !minutes.meeting.is_run_by(cx.viewer()) {
        return Err(Error::Forbidden("minutes-deny-run"));
    }
    let rows = rows(&mut cx, &minutes, &[]).await?;
    Ok(cx.page(&SheetPage { layout: Layout::new(&cx), minutes, rows }))
}
