//! The pages of people and their posts. One handler, one address, one template.

use super::{
    applications::{self, policy::Invite},
    forms::{EndForm, Nothing, RenewForm},
    handovers::{self, policy::ProposeHandover},
    links::{self, model::Link, policy::ShowLink},
    model::{Directory, Filter, Happening, Line, Person, Post as HeldPost},
    policy::{EndPost, ListPeople, RenewStatement, Restore, StartReset, Suspend},
    store,
};
use crate::{
    access::{Community, Record, Verdict},
    i18n::{Lang, has},
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Ids, Query},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "people/index.html")]
pub struct IndexPage {
    layout: Layout,
    people: Vec<Line>,
    filter: Filter,
    /// The communities to choose from; empty where the viewer knows one only.
    communities: Vec<(&'static str, String)>,
    next: Option<String>,
    waiting: i64,
}

impl IndexPage {
    fn is_filtered(&self) -> bool {
        !self.filter.q.trim().is_empty() || !self.filter.community.is_empty()
    }
}

/// `GET /people`
pub async fn index(Query(filter): Query<Filter>, mut cx: Ctx) -> Result<Response> {
    cx.tx.check(ListPeople, &Directory)?;
    let mut people = store::list(&mut cx.tx, &filter).await?;
    let waiting = applications::store::count_waiting(&mut cx.tx).await?;
    let next = (people.len() > 25).then(|| next_page(&filter, &people[24]));
    people.truncate(25);
    let known = applications::policy::communities(cx.viewer());
    let communities = match known {
        [_] => Vec::new(),
        several => several.iter().map(|one| (one.as_str(), format!("community-{one}"))).collect(),
    };
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), people, filter, communities, next, waiting }))
}

fn next_page(filter: &Filter, last: &Line) -> String {
    let after = last.id.to_string();
    let state = [("q", filter.q.as_str()), ("community", &filter.community), ("after", &after)];
    let state: Vec<_> = state.iter().filter(|(_, value)| !value.is_empty()).collect();
    format!("/people?{}", serde_html_form::to_string(state).unwrap_or_default())
}

#[derive(Template)]
#[template(path = "people/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "one for each act that is offered")]
pub struct ShowPage {
    layout: Layout,
    person: Person,
    posts: Vec<PostView>,
    link: Option<Link>,
    /// Why the link is not for this viewer to see; None where they may.
    link_reason: Option<&'static str>,
    happenings: Vec<Happening>,
    can_suspend: bool,
    can_restore: bool,
    can_reset: bool,
    can_add: bool,
    errors: Errors,
}

/// A post with what the viewer may do about it.
pub struct PostView {
    post: HeldPost,
    can_end: bool,
    can_renew: bool,
    can_hand_over: bool,
}

impl PostView {
    fn address(&self, part: &str) -> String {
        format!("/people/{}/posts/{}/{part}", self.post.person_id, self.post.id)
    }

    /// In force, to come, ended, or lapsed for want of a statement.
    fn state(&self) -> &'static str {
        match () {
            () if self.post.is_in_force => "active",
            () if self.post.has_ended => "ended",
            () if self.post.has_lapsed => "lapsed",
            () => "coming",
        }
    }

    fn state_key(&self) -> String {
        format!("people-state-{}", self.state())
    }
}

impl Happening {
    /// The key of what was done, or the act itself where it has no words.
    fn words(&self) -> Option<String> {
        Some(format!("people-act-{}", self.act.replace('_', "-"))).filter(|key| has(Lang::En, key))
    }
}

impl ShowPage {
    async fn new(cx: &mut Ctx, person: Person, errors: Errors) -> Result<ShowPage> {
        let viewer = cx.viewer().clone();
        let posts = store::posts(&mut cx.tx, person.id).await?;
        let link = links::store::waiting(&mut cx.tx, person.id).await?;
        let verdict = link.as_ref().map(|link| viewer.verdict(ShowLink, link));
        let link_reason = match verdict {
            Some(Verdict::Deny(reason) | Verdict::Late(reason)) => Some(reason),
            Some(Verdict::Hide) => Some("people-deny-voucher-only"),
            _ => None,
        };
        let view = |post| PostView {
            can_end: viewer.may(EndPost, &post),
            can_renew: viewer.may(RenewStatement, &post),
            can_hand_over: viewer.may(ProposeHandover, &handovers::slot(&post)),
            post,
        };
        Ok(ShowPage {
            posts: posts.into_iter().map(view).collect(),
            happenings: store::happenings(&mut cx.tx, person.id).await?,
            layout: Layout::new(cx),
            link,
            link_reason,
            can_suspend: viewer.may(Suspend, &person),
            can_restore: viewer.may(Restore, &person),
            can_reset: viewer.may(StartReset, &person),
            can_add: viewer.may(Invite, &applications::model::Slot::new())
                && viewer.person != Some(person.id),
            person,
            errors,
        })
    }

    fn part(&self, name: &str) -> String {
        format!("{}/{name}", self.person.url())
    }

    fn add_address(&self) -> String {
        format!("/applications/new?person={}", self.person.id)
    }

    fn community(&self) -> Community {
        self.person.community.unwrap_or(Community::None)
    }
}

/// `GET /people/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let person = store::find(&mut cx.tx, id).await?;
    let page = ShowPage::new(&mut cx, person, Errors::default()).await?;
    Ok(cx.page(&page))
}

async fn again(mut cx: Ctx, person: Person, error: Error) -> Result<Response> {
    let Error::Invalid(errors) = error else { return Err(error) };
    let page = ShowPage::new(&mut cx, person, errors).await?;
    Ok(cx.invalid(&page))
}

/// `POST /people/{person}/posts/{id}/ending`
pub async fn end_post(Ids(person, id): Ids, post: Post<EndForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let person = store::find(&mut cx.tx, person).await?;
    let held = store::find_post(&mut cx.tx, person.id, id).await?;
    let permit = cx.tx.permit(EndPost, &held)?;
    let zone = cx.house.zone.clone();
    let ended =
        async |tx: &mut crate::db::Tx| store::end_post(tx, permit, form.parse(&zone)?).await;
    match cx.tx.attempt(ended).await {
        Ok(()) => cx.saved(person.url(), "people-notice-post-ended").await,
        Err(error) => again(cx, person, error).await,
    }
}

/// `POST /people/{person}/posts/{id}/statement`
pub async fn renew_statement(Ids(person, id): Ids, post: Post<RenewForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let person = store::find(&mut cx.tx, person).await?;
    let held = store::find_post(&mut cx.tx, person.id, id).await?;
    let permit = cx.tx.permit(RenewStatement, &held)?;
    let renewed = async |tx: &mut crate::db::Tx| {
        form.parse()?;
        store::renew_statement(tx, permit).await
    };
    match cx.tx.attempt(renewed).await {
        Ok(()) => cx.saved(person.url(), "people-notice-renewed").await,
        Err(error) => again(cx, person, error).await,
    }
}

/// `POST /people/{id}/suspension`
pub async fn suspend(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let person = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Suspend, &person)?;
    store::suspend(&mut cx.tx, permit).await?;
    cx.saved(person.url(), "people-notice-suspended").await
}

/// `POST /people/{id}/restoration`
pub async fn restore(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let person = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Restore, &person)?;
    store::restore(&mut cx.tx, permit).await?;
    cx.saved(person.url(), "people-notice-restored").await
}
