//! The pages of applications. One handler, one address, one template.

use super::{
    forms::{ForWhom, InviteForm, JoinForm, OPEN, RefusalForm, VouchForm},
    model::{Application, Filter, Proposal, Slot, State},
    policy::{self, Apply, CreateAccount, Invite, Refuse, Vouch},
    store,
};
use crate::{
    access::{Community, Record, Role},
    actors::{self, model::Line},
    i18n::Lang,
    people::{
        self,
        forms::Nothing,
        links::{self, model::Link},
        model::Directory,
        policy::ListPeople,
        store::Tries,
    },
    web::{
        context::{Ctx, Open, OpenPost, Post},
        error::{Error, Result},
        extract::{Client, Id, Query},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "people/join.html")]
pub struct JoinPage {
    layout: Layout,
    form: JoinForm,
    errors: Errors,
}

impl JoinPage {
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn communities(&self) -> Vec<(&'static str, String)> {
        OPEN.iter().map(|one| (one.as_str(), format!("people-join-{one}"))).collect()
    }
}

/// `GET /join`
pub async fn join(Open(cx): Open) -> Result<Response> {
    let (form, errors) = (JoinForm::default(), Errors::default());
    Ok(cx.page(&JoinPage { layout: Layout::new(&cx), form, errors }))
}

/// `POST /join`
pub async fn apply(
    Client(address): Client,
    OpenPost(post): OpenPost<JoinForm>,
) -> Result<Response> {
    let Post { mut cx, form } = post;
    let draft = match form.parse(cx.lang) {
        Ok(draft) => draft,
        Err(Error::Invalid(errors)) => {
            return Ok(cx.invalid(&JoinPage { layout: Layout::new(&cx), form, errors }));
        }
        Err(other) => return Err(other),
    };
    if let Some(seconds) =
        Tries::of(&format!("join {address}"), &address).count(&cx.state.db).await?
    {
        return Err(Error::TooMany { seconds });
    }
    let slot = Slot::new();
    let permit = cx.tx.permit(Apply, &slot)?;
    store::apply(&mut cx.tx, permit, &draft).await?;
    cx.saved("/join/received".to_owned(), "").await
}

#[derive(Template)]
#[template(path = "people/received.html")]
pub struct ReceivedPage {
    layout: Layout,
    duty_phone: String,
}

impl ReceivedPage {
    /// The number as a telephone dials it.
    fn dial(&self) -> String {
        self.duty_phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// `GET /join/received`
pub async fn received(Open(cx): Open) -> Result<Response> {
    let duty_phone = cx.house.duty_phone.clone();
    Ok(cx.page(&ReceivedPage { layout: Layout::new(&cx), duty_phone }))
}

#[derive(Template)]
#[template(path = "people/applications.html")]
pub struct IndexPage {
    layout: Layout,
    applications: Vec<Application>,
    links: Vec<Link>,
    filter: Filter,
    next: Option<String>,
}

impl IndexPage {
    /// The filter's states: code, key, whether it is the one in force.
    fn states(&self) -> Vec<(&'static str, &'static str, bool)> {
        let states = [
            ("", "people-applications-waiting"),
            ("created", "people-state-created"),
            ("refused", "people-state-refused"),
        ];
        states.iter().map(|(code, key)| (*code, *key, self.filter.state == *code)).collect()
    }
}

/// `GET /applications`
pub async fn index(Query(mut filter): Query<Filter>, mut cx: Ctx) -> Result<Response> {
    if State::parse(&filter.state).is_none() {
        filter.state.clear();
    }
    cx.tx.check(ListPeople, &Directory)?;
    let mut applications = store::list(&mut cx.tx, &filter).await?;
    let links = links::store::to_hand_over(&mut cx.tx).await?;
    let next = (applications.len() > 25).then(|| {
        let last = applications[24].id;
        format!("/applications?state={}&after={last}", filter.state)
    });
    applications.truncate(25);
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), applications, links, filter, next }))
}

#[derive(Template)]
#[template(path = "people/application.html")]
pub struct ShowPage {
    layout: Layout,
    application: Application,
    /// Roles that the viewer may vouch for, and the actors they are held at; empty when they may not.
    roles: Vec<Role>,
    actors: Vec<Line>,
    represented: Vec<Line>,
    can_refuse: bool,
    can_create: bool,
    form: VouchForm,
    refusal: RefusalForm,
    errors: Errors,
}

impl ShowPage {
    async fn new(cx: &mut Ctx, application: Application) -> Result<ShowPage> {
        let viewer = cx.viewer().clone();
        let is_open = application.state == State::Applied && !application.is_own;
        let mut roles = policy::roles(&viewer, application.community, application.has_voucher);
        if !is_open {
            roles.clear();
        }
        let (mut actors, mut represented) = (Vec::new(), Vec::new());
        if !roles.is_empty() {
            actors = actors::store::list(&mut cx.tx, &[application.community]).await?;
        }
        if roles.contains(&Role::Committee) {
            let parts = [Community::Mission, Community::Humanitarian];
            represented = actors::store::list(&mut cx.tx, &parts).await?;
        }
        Ok(ShowPage {
            layout: Layout::new(cx),
            can_refuse: viewer.may(Refuse, &application),
            can_create: viewer.may(CreateAccount, &application),
            roles,
            actors,
            represented,
            form: VouchForm::default(),
            refusal: RefusalForm::default(),
            errors: Errors::default(),
            application,
        })
    }

    fn is_military(&self) -> bool {
        self.application.community == Community::Military
    }

    fn role_options(&self) -> Vec<(&'static str, String)> {
        role_options(&self.roles)
    }

    fn actor_options(&self) -> Vec<(String, String)> {
        actor_options(&self.actors)
    }

    fn represented_options(&self) -> Vec<(String, String)> {
        actor_options(&self.represented)
    }

    /// The person that the account was made for.
    fn person(&self) -> String {
        self.application.person_id.map(|id| id.to_string()).unwrap_or_default()
    }

    fn part(&self, name: &str) -> String {
        format!("{}/{name}", self.application.url())
    }
}

fn role_options(roles: &[Role]) -> Vec<(&'static str, String)> {
    roles.iter().map(|role| (role.as_str(), format!("role-{role}"))).collect()
}

fn actor_options(actors: &[Line]) -> Vec<(String, String)> {
    let name = |actor: &Line| match actor.acronym.as_str() {
        "" => actor.name.clone(),
        acronym => format!("{} ({acronym})", actor.name),
    };
    actors.iter().map(|actor| (actor.id.to_string(), name(actor))).collect()
}

/// `GET /applications/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let application = store::find(&mut cx.tx, id).await?;
    let page = ShowPage::new(&mut cx, application).await?;
    Ok(cx.page(&page))
}

/// `POST /applications/{id}/voucher`
pub async fn vouch(Id(id): Id, post: Post<VouchForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let application = store::find(&mut cx.tx, id).await?;
    match try_vouch(&mut cx, &application, &form).await {
        Ok(()) => cx.saved(application.url(), "people-notice-vouched").await,
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, application).await?;
            Ok(cx.invalid(&ShowPage { form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

async fn try_vouch(cx: &mut Ctx, application: &Application, form: &VouchForm) -> Result<()> {
    let roles = policy::roles(cx.viewer(), application.community, application.has_voucher);
    let proposal = |role, community| Proposal { application: application.clone(), role, community };
    let first = roles.first().copied().unwrap_or(Role::Visitor);
    cx.tx.check(Vouch, &proposal(first, application.community))?;
    let is_military = application.community == Community::Military;
    let seat = form.parse(&roles, is_military, &cx.house.zone)?;
    let community = community_of(&mut cx.tx, seat.actor).await?;
    let proposal = proposal(seat.role, community);
    let permit = cx.tx.permit(Vouch, &proposal)?;
    cx.tx.attempt(async |tx| store::vouch(tx, permit, &seat).await).await
}

async fn community_of(tx: &mut crate::db::Tx, actor: Uuid) -> Result<Community> {
    let names = actors::store::names(tx, &[actor]).await?;
    Ok(names.get(&actor).map_or(Community::None, |name| name.community))
}

/// `POST /applications/{id}/refusal`
pub async fn refuse(Id(id): Id, post: Post<RefusalForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let application = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Refuse, &application)?;
    let done = cx.tx.attempt(async |tx| store::refuse(tx, permit, &form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved("/applications".to_owned(), "people-notice-refused").await,
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, application).await?;
            Ok(cx.invalid(&ShowPage { refusal: form, errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

/// `POST /applications/{id}/account`
pub async fn create_account(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let application = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(CreateAccount, &application)?;
    let done = cx.tx.attempt(async |tx| store::create_account(tx, permit).await).await;
    match done {
        Ok(person) => cx.saved(format!("/people/{person}"), "people-notice-created").await,
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, application).await?;
            Ok(cx.invalid(&ShowPage { errors, ..page }))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "people/invite.html")]
pub struct InvitePage {
    layout: Layout,
    roles: Vec<Role>,
    actors: Vec<Line>,
    represented: Vec<Line>,
    is_military: bool,
    form: InviteForm,
    errors: Errors,
}

impl InvitePage {
    async fn new(cx: &mut Ctx, form: InviteForm, errors: Errors) -> Result<InvitePage> {
        let (mut roles, mut open) = (Vec::new(), Vec::new());
        for community in policy::communities(&cx.viewer().clone()) {
            let has_voucher = people::store::has_voucher(&mut cx.tx, *community).await?;
            let theirs = policy::roles(cx.viewer(), *community, has_voucher);
            if !theirs.is_empty() {
                open.push(*community);
            }
            roles.extend(theirs);
        }
        roles.sort_unstable();
        roles.dedup();
        let actors = actors::store::list(&mut cx.tx, &open).await?;
        let represented = if roles.contains(&Role::Committee) {
            let parts = [Community::Mission, Community::Humanitarian];
            actors::store::list(&mut cx.tx, &parts).await?
        } else {
            Vec::new()
        };
        let (layout, is_military) = (Layout::new(cx), open.contains(&Community::Military));
        Ok(InvitePage { layout, roles, actors, represented, is_military, form, errors })
    }

    fn role_options(&self) -> Vec<(&'static str, String)> {
        role_options(&self.roles)
    }

    fn actor_options(&self) -> Vec<(String, String)> {
        actor_options(&self.actors)
    }

    fn represented_options(&self) -> Vec<(String, String)> {
        actor_options(&self.represented)
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn languages(&self) -> Vec<(&'static str, &'static str)> {
        Lang::ALL.iter().map(|lang| (lang.as_str(), lang.own_name())).collect()
    }
}

/// `GET /applications/new`
pub async fn new(Query(whom): Query<ForWhom>, mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Invite, &Slot::new())?;
    let mut form = InviteForm { language: cx.lang.as_str().to_owned(), ..InviteForm::default() };
    if let Some(id) = whom.person {
        let person = people::store::find(&mut cx.tx, id).await?;
        form = InviteForm {
            name: person.name,
            email: person.email,
            language: person.language,
            ..form
        };
    }
    let page = InvitePage::new(&mut cx, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /applications/new`
pub async fn invite(post: Post<InviteForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let slot = Slot::new();
    let permit = cx.tx.permit(Invite, &slot)?;
    let zone = cx.house.zone.clone();
    let (community, actor, roles) = chosen_actor(&mut cx, &form.actor).await?;
    let invited = async |tx: &mut crate::db::Tx| {
        let (draft, seat) = form.parse(community, &actor, &roles, &zone)?;
        store::invite(tx, permit, &draft, &seat).await
    };
    match cx.tx.attempt(invited).await {
        Ok(()) => cx.saved(format!("/applications/{}", slot.id), "people-notice-invited").await,
        Err(Error::Invalid(errors)) => {
            let page = InvitePage::new(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// The community and name of the actor that was chosen, and the roles that the viewer may give there.
async fn chosen_actor(cx: &mut Ctx, typed: &str) -> Result<(Community, String, Vec<Role>)> {
    let id = Uuid::parse_str(typed.trim()).unwrap_or(Uuid::nil());
    let names = actors::store::names(&mut cx.tx, &[id]).await?;
    let Some(name) = names.get(&id) else {
        return Ok((Community::None, String::new(), Vec::new()));
    };
    let has_voucher = people::store::has_voucher(&mut cx.tx, name.community).await?;
    let roles = policy::roles(cx.viewer(), name.community, has_voucher);
    Ok((name.community, name.label(cx.lang), roles))
}
