//! One small page for each act on a project or an instalment.

use super::{
    fields::{Control, Raw, Type, control, typed},
    forms,
    model::{Project, Step},
    pages::picks,
    photos,
    policy::Take,
    record::FileView,
    states::{Act, Of},
    store, take,
};
use crate::{
    access::Record as _,
    i18n::Text,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Ref, RefId},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "qips/act.html")]
struct ActPage {
    layout: Layout,
    step: Step,
    record: FileView,
    controls: Vec<Control>,
    errors: Errors,
    action: String,
}

impl ActPage {
    fn button(&self) -> String {
        format!("qips-act-{}", self.step.act)
    }

    fn style(&self) -> &'static str {
        if self.step.act.is_hard() { "stop" } else { "" }
    }

    fn is(&self, act: &str) -> bool {
        self.step.act.as_str() == act
    }
}

/// `GET /qips/{reference}/<noun>`: the form of one act.
pub async fn ask(act: Act, Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let project = store::find(&mut cx.tx, &reference).await?;
    let step = Step { project, act, instalment: None };
    cx.tx.check(Take, &step)?;
    let page = act_page(&mut cx, step, None, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /qips/{reference}/<noun>`: takes the step.
pub async fn act(act: Act, Ref(reference): Ref, post: Post<Raw>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = store::find(&mut cx.tx, &reference).await?;
    finish(cx, Step { project, act, instalment: None }, form).await
}

/// `GET /qips/{reference}/instalments/{id}/<noun>`
pub async fn ask_payment(act: Act, RefId(reference, id): RefId, mut cx: Ctx) -> Result<Response> {
    let project = store::find(&mut cx.tx, &reference).await?;
    let instalment = Some(store::instalment(&mut cx.tx, project.id, id).await?);
    let step = Step { project, act, instalment };
    cx.tx.check(Take, &step)?;
    let page = act_page(&mut cx, step, None, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /qips/{reference}/instalments/{id}/<noun>`
pub async fn act_payment(
    act: Act,
    RefId(reference, id): RefId,
    post: Post<Raw>,
) -> Result<Response> {
    let Post { mut cx, form } = post;
    let project = store::find(&mut cx.tx, &reference).await?;
    let instalment = Some(store::instalment(&mut cx.tx, project.id, id).await?);
    finish(cx, Step { project, act, instalment }, form).await
}

async fn finish(mut cx: Ctx, step: Step, raw: Raw) -> Result<Response> {
    let permit = cx.tx.permit(Take, &step)?;
    let said = match forms::parse_act(&step, &raw) {
        Ok(said) if step.act == Act::Approve => {
            super::sealing::confirm(&mut cx, said.get("secret")).await.map(|()| said)
        }
        other => other,
    };
    let done = cx.tx.attempt(async |tx| take::take(tx, permit, &said?).await).await;
    match done {
        Ok(()) => {
            let next = next(&mut cx, &step).await?;
            cx.saved(next, notice(step.act)).await
        }
        Err(Error::Invalid(errors)) => {
            let page = act_page(&mut cx, step, Some(raw), errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// Where an act leads: a visit to its photos, the rest to the project.
async fn next(cx: &mut Ctx, step: &Step) -> Result<String> {
    let url = step.project.url();
    if !matches!(step.act, Act::Visit | Act::Inspect) {
        return Ok(url);
    }
    let visit = photos::store::last_visit(&mut cx.tx, step.project.id).await?;
    Ok(visit.map_or(url.clone(), |visit| format!("{url}/visits/{visit}/photos/new")))
}

/// The notice after an act: `qips-done-<act>`.
fn notice(act: Act) -> &'static str {
    static NOTICES: std::sync::LazyLock<HashMap<Act, String>> = std::sync::LazyLock::new(|| {
        Act::ALL.iter().map(|act| (*act, format!("qips-done-{act}"))).collect()
    });
    NOTICES.get(&act).map_or("frame-notice-saved", String::as_str)
}

async fn act_page(cx: &mut Ctx, step: Step, raw: Option<Raw>, errors: Errors) -> Result<ActPage> {
    let mut controls = Vec::new();
    for field in forms::fields(&step) {
        let value = match &raw {
            Some(raw) => typed(raw, field.name).to_owned(),
            None => proposed(&step.project, field.name),
        };
        let options =
            if field.kind == Type::Pick { picks(cx, field.name).await? } else { Vec::new() };
        controls.push(control(field, value, options));
    }
    let action = cx.path.split('?').next().unwrap_or_default().to_owned();
    let record = FileView::load(cx, step.project.clone(), "page").await?;
    Ok(ActPage { layout: Layout::new(cx), step, record, controls, errors, action })
}

/// What a field begins with.
fn proposed(project: &Project, name: &str) -> String {
    let today = || crate::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    match name {
        "rate" => project.rate.normalize().to_string(),
        "rate_on" | "on_day" => today(),
        _ => String::new(),
    }
}

/// The acts that have a page of their own, with what they stand under.
pub fn acts() -> impl Iterator<Item = (Act, Of, &'static str)> {
    Act::ALL.iter().filter_map(|act| {
        let (noun, of) = act.noun();
        (of != Of::Nothing).then_some((*act, of, noun))
    })
}

/// A text with the ceiling of the project, for the page that decides.
pub fn ceiling(project: &Project) -> Text {
    Text::new("qips-above-ceiling")
        .with("asked", super::model::money(project.requested_usd()))
        .with("ceiling", super::model::money(project.policy.ceiling_usd))
}
