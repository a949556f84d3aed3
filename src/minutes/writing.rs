//! Writing the minutes, item by item: two people at once lose nothing, and what was typed outlasts a line that drops.

use super::{
    forms::{DecisionForm, ItemForm, OneForm, WordsForm},
    model::{Minutes, Section},
    policy::{KeepDraft, Write},
    store, writes,
};
use crate::{
    access::Record as _,
    actors,
    i18n::Lang,
    meetings::{self, model::Attribution},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::RefId,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "minutes/item.html")]
struct ItemPage {
    layout: Layout,
    minutes: Minutes,
    section: Section,
    form: ItemForm,
    /// What somebody else saved meanwhile, to be read beside one's own.
    theirs: Option<String>,
    /// The text is what was typed before the line dropped.
    from_draft: bool,
    decision: DecisionForm,
    words: WordsForm,
    /// Who was there, by name.
    there: Vec<(String, String)>,
    errors: Errors,
}

impl ItemPage {
    fn action(&self, part: &str) -> String {
        format!("{}/{}{part}", self.minutes.url(), self.section.item.id)
    }

    fn name(&self, actor: &Uuid) -> String {
        let id = actor.to_string();
        self.there
            .iter()
            .find(|(one, _)| *one == id)
            .map(|(_, name)| name.clone())
            .unwrap_or_default()
    }

    fn is_attributed(&self) -> bool {
        self.minutes.meeting.attribution == Attribution::Attributed
    }
}

async fn section(cx: &mut Ctx, minutes: &Minutes, item: Uuid) -> Result<Section> {
    let sections = store::sections(&mut cx.tx, minutes.meeting.id).await?;
    sections.into_iter().find(|section| section.item.id == item).ok_or(Error::NotFound)
}

/// Host, chair and whoever was there: they decide and are quoted.
fn there(minutes: &Minutes) -> Vec<Uuid> {
    let mut actors = vec![minutes.meeting.owner_id, minutes.meeting.chair_id];
    actors.extend(&minutes.attended);
    actors.sort_unstable();
    actors.dedup();
    actors
}

async fn page(
    cx: &mut Ctx,
    minutes: Minutes,
    section: Section,
    form: ItemForm,
) -> Result<ItemPage> {
    let names = actors::store::names(&mut cx.tx, &there(&minutes)).await?;
    let lang: Lang = cx.lang;
    let mut there: Vec<(String, String)> =
        names.values().map(|name| (name.id.to_string(), name.label(lang))).collect();
    there.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(ItemPage {
        layout: Layout::new(cx),
        minutes,
        section,
        form,
        theirs: None,
        from_draft: false,
        decision: DecisionForm::default(),
        words: WordsForm::default(),
        there,
        errors: Errors::default(),
    })
}

/// The form with what is saved.
fn saved_form(section: &Section) -> ItemForm {
    let text = section.text.as_ref();
    ItemForm {
        summary: text.map(|text| text.summary.clone()).unwrap_or_default(),
        base: text.map_or(0, |text| text.version).to_string(),
    }
}

/// `GET /meetings/{reference}/minutes/{id}`
pub async fn edit(RefId(reference, item): RefId, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Write, &minutes)?;
    let section = section(&mut cx, &minutes, item).await?;
    let draft = store::draft(&mut cx.tx, item).await?;
    let draft = draft.and_then(|typed| serde_html_form::from_str::<ItemForm>(&typed).ok());
    let from_draft = draft.is_some();
    let form = draft.unwrap_or_else(|| saved_form(&section));
    let page = page(&mut cx, minutes, section, form).await?;
    Ok(cx.page(&ItemPage { from_draft, ..page }))
}

/// `POST /meetings/{reference}/minutes/{id}`
pub async fn save(RefId(reference, item): RefId, post: Post<ItemForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let section = section(&mut cx, &minutes, item).await?;
    let permit = cx.tx.permit(Write, &minutes)?;
    let done = cx
        .tx
        .attempt(async |tx| {
            let (summary, base) = form.parse()?;
            writes::save_item(tx, permit, item, &summary, base).await
        })
        .await;
    match done {
        Ok(()) => cx.saved(minutes.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, minutes, section, form).await?;
            Ok(cx.invalid(&ItemPage { errors, ..page }))
        }
        Err(Error::Conflict { .. }) => both(cx, minutes, item, form).await,
        Err(other) => Err(other),
    }
}

/// Somebody saved meanwhile: both texts, and one's own in the box, to be saved upon theirs.
async fn both(mut cx: Ctx, minutes: Minutes, item: Uuid, form: ItemForm) -> Result<Response> {
    let section = section(&mut cx, &minutes, item).await?;
    let theirs = saved_form(&section);
    let mine = ItemForm { base: theirs.base, summary: form.summary };
    let page = page(&mut cx, minutes, section, mine).await?;
    let mut response = cx.page(&ItemPage { theirs: Some(theirs.summary), ..page });
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// `POST /meetings/{reference}/minutes/{id}/draft`: what is typed, every twenty seconds.
pub async fn keep_draft(RefId(reference, item): RefId, post: Post<ItemForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(KeepDraft, &minutes)?;
    meetings::store::item(&mut cx.tx, minutes.meeting.id, item).await?;
    let typed = serde_html_form::to_string(&form).unwrap_or_default();
    writes::keep_draft(&mut cx.tx, permit, item, &typed).await?;
    cx.tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /meetings/{reference}/minutes/{id}/decisions`
pub async fn decide(RefId(reference, item): RefId, post: Post<DecisionForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let section = section(&mut cx, &minutes, item).await?;
    let permit = cx.tx.permit(Write, &minutes)?;
    let there = there(&minutes);
    match form.parse(&there) {
        Ok((actor, body)) => {
            writes::decide(&mut cx.tx, permit, item, actor, &body).await?;
            cx.saved(format!("{}/{item}#decisions", minutes.url()), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => {
            let saved = saved_form(&section);
            let page = page(&mut cx, minutes, section, saved).await?;
            Ok(cx.invalid(&ItemPage { decision: form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /meetings/{reference}/minutes/{id}/decisions/removal`
pub async fn undecide(RefId(reference, item): RefId, post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Write, &minutes)?;
    let decision = Uuid::parse_str(&form.one).map_err(|_| Error::Unreadable("one".to_owned()))?;
    writes::undecide(&mut cx.tx, permit, item, decision).await?;
    cx.saved(format!("{}/{item}#decisions", minutes.url()), "frame-notice-saved").await
}

/// `POST /meetings/{reference}/minutes/{id}/words`
pub async fn quote(RefId(reference, item): RefId, post: Post<WordsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let section = section(&mut cx, &minutes, item).await?;
    let permit = cx.tx.permit(Write, &minutes)?;
    let there = there(&minutes);
    match form.parse(&there) {
        Ok((actor, words)) => {
            writes::quote(&mut cx.tx, permit, item, actor, &words).await?;
            cx.saved(format!("{}/{item}#words-said", minutes.url()), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => {
            let saved = saved_form(&section);
            let page = page(&mut cx, minutes, section, saved).await?;
            Ok(cx.invalid(&ItemPage { words: form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}
