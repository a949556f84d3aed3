//! What an actor lets others read of its activities: local partners (F3) and exact places (F2), to one actor, until a day.

use super::{
    forms::{ShareForm, Shared},
    model::Consent,
    policy::{Share, Unshare, is_writer},
    store,
};
use crate::{
    access::{Community, Record as _},
    actors::{self, model::ActorName},
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

/// Nobody of the house's own, and no kind that holds no posts, reads what is shared.
const READERS: &[Community] =
    &[Community::Humanitarian, Community::Military, Community::Mission, Community::Host];

#[derive(Template)]
#[template(path = "activities/sharing.html")]
struct SharingPage {
    layout: Layout,
    given: Vec<Consent>,
    held: Vec<Consent>,
    names: HashMap<Uuid, ActorName>,
    readers: Vec<(String, String)>,
    form: ShareForm,
    errors: Errors,
}

impl SharingPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }

    fn fields() -> Vec<(String, String)> {
        ["f3", "f2"].map(|one| (one.to_owned(), format!("activities-field-{one}"))).to_vec()
    }
}

/// An ending takes nothing but its address.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndForm {}

async fn page(cx: &mut Ctx, form: ShareForm, errors: Errors) -> Result<SharingPage> {
    let own = cx.viewer().actor;
    let (given, held): (Vec<_>, Vec<_>) =
        store::consents(&mut cx.tx).await?.into_iter().partition(|one| one.owner_id == own);
    let ids: Vec<Uuid> = given
        .iter()
        .map(|one| one.recipient_id)
        .chain(held.iter().map(|one| one.owner_id))
        .collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let readers = actors::store::list(&mut cx.tx, READERS).await?;
    let readers = readers.into_iter().filter(|line| line.id != own);
    Ok(SharingPage {
        layout: Layout::new(cx),
        readers: readers.map(|line| (line.id.to_string(), line.name)).collect(),
        given,
        held,
        names,
        form,
        errors,
    })
}

/// `GET /activities/sharing`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    if !is_writer(cx.viewer()) {
        return Err(Error::Forbidden("activities-deny-share"));
    }
    let page = page(&mut cx, ShareForm::default(), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /activities/sharing`
pub async fn give(post: Post<ShareForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    if !is_writer(cx.viewer()) {
        return Err(Error::Forbidden("activities-deny-share"));
    }
    let today = crate::clock::now().to_zoned(cx.house.zone.clone()).date();
    let own = cx.viewer().actor;
    match form.parse(today, own) {
        Ok(Shared { recipient, fields, purpose, until }) => {
            let consent = Consent {
                id: Uuid::now_v7(),
                owner_id: own,
                recipient_id: recipient,
                fields,
                purpose,
                until_at: jiff_sqlx::Timestamp::from(crate::clock::now()),
                withdrawn_at: None,
            };
            // Only an actor that the viewer may see can be named.
            actors::store::find(&mut cx.tx, recipient).await?;
            let permit = cx.tx.permit(Share, &consent)?;
            store::give(&mut cx.tx, permit, until).await?;
            cx.saved(consent.url(), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(error) => Err(error),
    }
}

/// `POST /activities/sharing/{id}/end`
pub async fn end(Id(id): Id, post: Post<EndForm>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let consent = store::consent(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Unshare, &consent)?;
    store::end(&mut cx.tx, permit).await?;
    cx.saved(consent.url(), "frame-notice-removed").await
}
