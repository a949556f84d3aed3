//! The pages of contributions: what our office told or was told, one of them, and the form.

use super::{
    forms::ContributionForm,
    model::{AUDIENCES, Contribution, Slot},
    policy::{self, Contribute, Withdraw},
    store,
};
use crate::{
    access::{Record as _, Role},
    actors::{self, model::ActorName},
    areas, desks,
    i18n::{Lang, Text, say},
    notices::{
        model::{Slot as NoticeSlot, Topic},
        pages::options,
        policy::Create,
    },
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Id,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "contributions/index.html")]
struct IndexPage {
    layout: Layout,
    told: Vec<Contribution>,
    names: HashMap<Uuid, ActorName>,
    can_contribute: bool,
}

impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "contributions/show.html")]
struct ShowPage {
    layout: Layout,
    told: Contribution,
    names: HashMap<Uuid, ActorName>,
    can_withdraw: bool,
    can_tell: bool,
    /// For its own office.
    opened_by: Option<Vec<String>>,
}

impl ShowPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "contributions/new.html")]
struct NewPage {
    layout: Layout,
    form: ContributionForm,
    errors: Errors,
    areas: Vec<(String, String)>,
    desks: Vec<(String, String)>,
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl NewPage {
    fn topics(&self) -> Vec<(String, String)> {
        options(Topic::ALL, "notices-topic")
    }

    fn audiences(&self) -> Vec<(String, String)> {
        options(&AUDIENCES, "contributions-audience")
    }
}

#[derive(Template)]
#[template(path = "contributions/withdrawal.html")]
struct WithdrawalPage {
    layout: Layout,
    told: Contribution,
}

fn slot(cx: &Ctx) -> Slot {
    Slot { id: Uuid::now_v7(), owner: cx.viewer().actor }
}

/// `GET /notices/contributions`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    if !policy::works(cx.viewer()) {
        return Err(Error::Forbidden("contributions-deny-list"));
    }
    let told = store::list(&mut cx.tx).await?;
    let ids: Vec<Uuid> = told.iter().flat_map(|one| [one.owner_id, one.recipient_id]).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let can_contribute = cx.viewer().may(Contribute, &slot(&cx));
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), told, names, can_contribute }))
}

/// `GET /notices/contributions/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let told = store::find(&mut cx.tx, id).await?;
    cx.opened("contribution", told.id, told.owner_id, "page").await?;
    let opened = store::opened_by(&mut cx.tx, id).await?;
    let mut ids = vec![told.owner_id, told.recipient_id];
    ids.extend(opened.iter().map(|(actor, ..)| *actor));
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let is_own = cx.viewer().acts_for(told.owner_id);
    let opened_by = is_own.then(|| opened_lines(&opened, &names, cx.lang));
    let can_withdraw = cx.viewer().may(Withdraw, &told);
    let notice = NoticeSlot { id, owner: told.recipient_id };
    let can_tell = told.may_be_told() && cx.viewer().may(Create, &notice);
    let layout = Layout::new(&cx);
    Ok(cx.page(&ShowPage { layout, told, names, can_withdraw, can_tell, opened_by }))
}

/// Who opened it, by post, and how often.
fn opened_lines(
    opened: &[(Uuid, Role, i64)],
    names: &HashMap<Uuid, ActorName>,
    lang: Lang,
) -> Vec<String> {
    let line = |(actor, role, n): &(Uuid, Role, i64)| {
        let name = names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
        let role = say(lang, &format!("role-{role}"), None);
        let text = Text::new("contributions-opened-by").with("actor", name).with("role", role);
        text.with("n", *n).say(lang)
    };
    opened.iter().map(line).collect()
}

/// The desks that the viewer's organisation may tell: one that keeps its distance tells its coordinator.
async fn desks_for(cx: &mut Ctx) -> Result<Vec<(Uuid, String)>> {
    let own = cx.viewer().actor;
    let coexists = actors::store::find(&mut cx.tx, own).await?.posture
        == Some(actors::model::Posture::Coexistence);
    let desks = desks::store::list(&mut cx.tx).await?;
    let fits = |desk: &desks::model::Desk| {
        desk.id != own && (!coexists || desk.kind == desks::model::Kind::Coordinator)
    };
    Ok(desks.into_iter().filter(fits).map(|desk| (desk.id, desk.name)).collect())
}

async fn new_page(cx: &mut Ctx, form: ContributionForm, errors: Errors) -> Result<NewPage> {
    let areas = areas::store::districts(&mut cx.tx).await?;
    let areas = areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let desks = desks_for(cx).await?;
    let desks = desks.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(NewPage { layout: Layout::new(cx), form, errors, areas, desks })
}

/// `GET /notices/contributions/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Contribute, &slot(&cx))?;
    let page = new_page(&mut cx, ContributionForm::default(), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /notices/contributions/new`
pub async fn create(post: Post<ContributionForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let slot = slot(&cx);
    cx.tx.check(Contribute, &slot)?;
    let desks: Vec<Uuid> = desks_for(&mut cx).await?.into_iter().map(|(id, _)| id).collect();
    let today = crate::clock::now().to_zoned(cx.house.zone.clone()).date();
    let permit = cx.tx.permit(Contribute, &slot)?;
    let done = cx
        .tx
        .attempt(async |tx| store::contribute(tx, permit, &form.parse(&desks, today)?).await)
        .await;
    match done {
        Ok(()) => cx.saved(slot.url(), "frame-notice-sent").await,
        Err(Error::Invalid(errors)) => {
            let page = new_page(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `GET /notices/contributions/{id}/withdrawal`
pub async fn ask(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let told = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Withdraw, &told)?;
    Ok(cx.page(&WithdrawalPage { layout: Layout::new(&cx), told }))
}

/// A form of one button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Button {}

/// `POST /notices/contributions/{id}/withdrawal`
pub async fn withdraw(Id(id): Id, post: Post<Button>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let told = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Withdraw, &told)?;
    store::withdraw(&mut cx.tx, permit).await?;
    cx.saved(told.url(), "contributions-notice-withdrawn").await
}
