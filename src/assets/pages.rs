//! The pages of the catalogue.

use super::{
    forms::{AssetForm, BookingForm, UnbookForm},
    model::{Appearance, Asset, Booking, KINDS, Ownership, Slot, State, Why},
    policy::{Book, Change, Create, Unbook, is_keeper},
    store,
};
use crate::{
    access::Record,
    actors::{self, model::ActorName},
    areas,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
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

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    kind: String,
}

#[derive(Template)]
#[template(path = "assets/index.html")]
struct IndexPage {
    layout: Layout,
    assets: Vec<Asset>,
    names: HashMap<Uuid, ActorName>,
    kind: String,
    is_keeper: bool,
}

impl IndexPage {
    fn name(&self, actor: &Uuid) -> String {
        self.names.get(actor).map(|name| name.short(self.layout.lang)).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "assets/show.html")]
struct ShowPage {
    layout: Layout,
    asset: Asset,
    provider: String,
    bookings: Vec<Booking>,
    can_change: bool,
    form: BookingForm,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "assets/edit.html")]
struct EditPage {
    layout: Layout,
    action: String,
    form: AssetForm,
    errors: Errors,
    owners: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    is_new: bool,
}

impl IndexPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn kinds(&self) -> Vec<(&'static str, String)> {
        options(KINDS.iter().copied(), "requests-kind")
    }
}

impl ShowPage {
    fn bookings_url(&self) -> String {
        format!("{}/bookings", self.asset.url())
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn whys(&self) -> Vec<(&'static str, String)> {
        options(Why::ALL.iter().map(|why| why.as_str()), "assets-state")
    }
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl EditPage {
    fn kinds(&self) -> Vec<(&'static str, String)> {
        options(KINDS.iter().copied(), "requests-kind")
    }

    fn ownerships(&self) -> Vec<(&'static str, String)> {
        options(Ownership::ALL.iter().map(|one| one.as_str()), "assets-ownership")
    }

    fn appearances(&self) -> Vec<(&'static str, String)> {
        options(Appearance::ALL.iter().map(|one| one.as_str()), "assets-appearance")
    }

    fn states(&self) -> Vec<(&'static str, String)> {
        options(State::ALL.iter().map(|one| one.as_str()), "assets-state")
    }
}

/// Codes with the keys of their words.
fn options(codes: impl Iterator<Item = &'static str>, prefix: &str) -> Vec<(&'static str, String)> {
    codes.map(|code| (code, format!("{prefix}-{code}"))).collect()
}

/// `GET /assets`
pub async fn index(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let kind = KINDS.contains(&query.kind.as_str()).then_some(query.kind.as_str());
    let assets = store::list(&mut cx.tx, kind).await?;
    let owners: Vec<Uuid> = assets.iter().map(|asset| asset.actor_id).collect();
    let names = actors::store::names(&mut cx.tx, &owners).await?;
    let is_keeper = is_keeper(cx.viewer());
    let kind = query.kind;
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), assets, names, kind, is_keeper }))
}

/// `GET /assets/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let asset = store::find(&mut cx.tx, id).await?;
    let page = show_page(&mut cx, asset, BookingForm::default(), Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn show_page(
    cx: &mut Ctx,
    asset: Asset,
    form: BookingForm,
    errors: Errors,
) -> Result<ShowPage> {
    let names = actors::store::names(&mut cx.tx, &[asset.actor_id]).await?;
    let provider = names.values().map(|name| name.label(cx.lang)).collect();
    let bookings = store::bookings(&mut cx.tx, asset.id).await?;
    let can_change = cx.viewer().may(Change, &asset);
    Ok(ShowPage { layout: Layout::new(cx), asset, provider, bookings, can_change, form, errors })
}

/// `GET /assets/new`
pub async fn new(mut cx: Ctx) -> Result<Response> {
    if !is_keeper(cx.viewer()) {
        return Err(Error::Forbidden("assets-deny-keep"));
    }
    let form = AssetForm {
        actor: cx.viewer().actor.to_string(),
        state: State::Available.to_string(),
        ..AssetForm::default()
    };
    let page = edit_page(&mut cx, "/assets/new", form, Errors::default(), true).await?;
    Ok(cx.page(&page))
}

/// `POST /assets/new`
pub async fn create(post: Post<AssetForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    if !is_keeper(cx.viewer()) {
        return Err(Error::Forbidden("assets-deny-keep"));
    }
    let actor = Uuid::parse_str(&form.actor).unwrap_or_default();
    let community = store::community_of(&mut cx.tx, actor).await?;
    let draft = match (form.parse(), community) {
        (Ok(draft), Some(_)) => draft,
        (Ok(_), None) => {
            let errors = Errors::one("actor", "frame-field-choose");
            let page = edit_page(&mut cx, "/assets/new", form, errors, true).await?;
            return Ok(cx.invalid(&page));
        }
        (Err(Error::Invalid(errors)), _) => {
            let page = edit_page(&mut cx, "/assets/new", form, errors, true).await?;
            return Ok(cx.invalid(&page));
        }
        (Err(error), _) => return Err(error),
    };
    let community = community.ok_or(Error::NotFound)?;
    let slot = Slot { id: Uuid::now_v7(), actor, community };
    let permit = cx.tx.permit(Create, &slot)?;
    store::create(&mut cx.tx, permit, &draft).await?;
    cx.saved(slot.url(), "frame-notice-saved").await
}

/// `GET /assets/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let asset = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Change, &asset)?;
    let (action, form) = (format!("{}/edit", asset.url()), AssetForm::of(&asset));
    let page = edit_page(&mut cx, &action, form, Errors::default(), false).await?;
    Ok(cx.page(&page))
}

/// `POST /assets/{id}/edit`
pub async fn update(Id(id): Id, post: Post<AssetForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let asset = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Change, &asset)?;
    let draft = match form.parse() {
        Ok(draft) => draft,
        Err(Error::Invalid(errors)) => {
            let action = format!("{}/edit", asset.url());
            let page = edit_page(&mut cx, &action, form, errors, false).await?;
            return Ok(cx.invalid(&page));
        }
        Err(error) => return Err(error),
    };
    store::change(&mut cx.tx, permit, form.version.parse().unwrap_or(0), &draft).await?;
    cx.saved(asset.url(), "frame-notice-saved").await
}

async fn edit_page(
    cx: &mut Ctx,
    action: &str,
    form: AssetForm,
    errors: Errors,
    is_new: bool,
) -> Result<EditPage> {
    let text = |(id, name): (Uuid, String)| (id.to_string(), name);
    let owners = store::owners(&mut cx.tx).await?.into_iter().map(text).collect();
    let districts = areas::store::districts(&mut cx.tx).await?.into_iter().map(text).collect();
    let (layout, action) = (Layout::new(cx), action.to_owned());
    Ok(EditPage { layout, action, form, errors, owners, districts, is_new })
}

/// `POST /assets/{id}/bookings`
pub async fn book(Id(id): Id, post: Post<BookingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let asset = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Book, &asset)?;
    let (from, until, why) = match form.parse() {
        Ok(booking) => booking,
        Err(Error::Invalid(errors)) => {
            let page = show_page(&mut cx, asset, form, errors).await?;
            return Ok(cx.invalid(&page));
        }
        Err(error) => return Err(error),
    };
    store::book(&mut cx.tx, permit, from, until, why).await?;
    cx.saved(asset.url(), "frame-notice-saved").await
}

/// `POST /assets/{id}/bookings/removal`
pub async fn unbook(Id(id): Id, post: Post<UnbookForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let asset = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Unbook, &asset)?;
    let booking = Uuid::parse_str(&form.booking).map_err(|_| Error::NotFound)?;
    store::unbook(&mut cx.tx, permit, booking).await?;
    cx.saved(asset.url(), "frame-notice-removed").await
}
