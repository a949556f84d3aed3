//! Action points that a meeting comes to.

use super::{model::Minutes, policy::PutAction, store};
use crate::{
    access::{Audience, Community},
    actions::{Place, Put, PutForm},
    actors, meetings,
    web::{
        context::{Ctx, Post},
        error::Result,
        extract::{Query, Ref},
    },
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// The item of the agenda that an action point comes from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ItemQuery {
    item: String,
}

/// Those who were there, and host and chair; of a confidential item only those it was for.
async fn place(cx: &mut Ctx, minutes: &Minutes, query: &ItemQuery) -> Result<Place> {
    let meeting = &minutes.meeting;
    let mut there = vec![meeting.owner_id, meeting.chair_id];
    there.extend(&minutes.attended);
    there.sort_unstable();
    there.dedup();
    let item = match Uuid::parse_str(&query.item) {
        Ok(id) => Some(meetings::store::item(&mut cx.tx, meeting.id, id).await?),
        Err(_) => None,
    };
    if let Some(item) = item.as_ref().filter(|item| item.audience.is_some()) {
        let names = actors::store::names(&mut cx.tx, &there).await?;
        let close = [
            Some(meeting.owner_id),
            Some(meeting.chair_id),
            item.presenter_id,
            Some(item.proposed_by_id),
        ];
        there.retain(|actor| {
            let community = names.get(actor).map(|name| name.community);
            close.contains(&Some(*actor))
                || community.is_some_and(|community| admits(item.audience, community))
        });
    }
    Ok(Place {
        doers: there.clone(),
        parties: there,
        forum: meeting.forum_id,
        item: item.map(|item| item.id),
    })
}

fn admits(audience: Option<Audience>, community: Community) -> bool {
    match audience {
        Some(Audience::Humanitarian) => community == Community::Humanitarian,
        Some(Audience::Military) => community == Community::Military,
        Some(Audience::Mission) => matches!(community, Community::Military | Community::Mission),
        _ => false,
    }
}

/// `GET /meetings/{reference}/actions/new`
pub async fn new_action(
    Ref(reference): Ref,
    Query(query): Query<ItemQuery>,
    mut cx: Ctx,
) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let place = place(&mut cx, &minutes, &query).await?;
    Put::form(cx, PutAction, &minutes, &place).await
}

/// `POST /meetings/{reference}/actions/new`
pub async fn put_action(
    Ref(reference): Ref,
    Query(query): Query<ItemQuery>,
    post: Post<PutForm>,
) -> Result<Response> {
    let Post { mut cx, form } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let place = place(&mut cx, &minutes, &query).await?;
    Put::take(cx, form, PutAction, &minutes, &place).await
}
