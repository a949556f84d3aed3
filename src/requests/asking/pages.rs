//! The page on which somebody asks for support, and the check before it is sent.

use super::{
    super::{
        model::{CLUSTERS, Door, Draft, Kind, Priority, Request, Slot, Step, url},
        policy::{Create, Take, is_owner_side, records_for},
        states::Act,
        store as requests,
    },
    forms::{AskForm, AskQuery, Row},
    model::{Asker, Check, DoorView, DraftLine, DraftSlot, Entered, Entry, Notice, Seer},
    policy::{EnterBody, SaveDraft},
    receipt, store,
};
use crate::{
    access::{Community, VISITORS, Viewer},
    actors, areas,
    db::Tx,
    i18n::{Lang, Text, say},
    web::{
        AppState,
        context::{Ctx, Open, OpenPost, Post, digest, secret_cookie},
        error::{Error, Result},
        extract::Query,
        filters,
        forms::Errors,
        html::{Cookies, Layout},
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use uuid::Uuid;

/// A code and the key of its text.
pub type Choice = (&'static str, String);

#[derive(Template)]
#[template(path = "asking/new.html")]
pub struct AskPage {
    pub layout: Layout,
    pub action: String,
    pub key: String,
    pub form: AskForm,
    pub errors: Errors,
    pub asker: Asker,
    pub districts: Vec<(String, String)>,
    pub drafts: Vec<DraftLine>,
    pub notice: Option<Notice>,
    pub bodies: Vec<(String, String)>,
    /// The request that is being changed.
    pub edited: Option<Request>,
    /// Fields that somebody else changed meanwhile: label, as it is now, as typed here.
    pub meanwhile: Vec<(&'static str, String, String)>,
    pub has_private: bool,
}

impl AskPage {
    fn doors(&self) -> Vec<Choice> {
        let doors = self.asker.doors(self.form.said_community());
        choices(doors.iter().map(|door| door.as_str()), "asking-door")
    }

    fn kinds(&self) -> Vec<Choice> {
        let kinds = Kind::ALL.iter().filter(|kind| {
            **kind != Kind::CommunitySupport
                || self.asker.community() != Some(Community::Humanitarian)
        });
        choices(kinds.map(|kind| kind.as_str()), "requests-kind")
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn choices(&self, codes: &[&'static str], prefix: &str) -> Vec<Choice> {
        choices(codes.iter().copied(), prefix)
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn clusters(&self) -> Vec<Choice> {
        choices(CLUSTERS.iter().copied(), "requests-cluster")
    }

    fn title(&self) -> &'static str {
        match (&self.edited, self.asker) {
            (Some(_), _) => "asking-title-edit",
            (None, Asker::OnBehalf { .. }) => "asking-title-on-behalf",
            _ if !self.form.again.is_empty() => "asking-title-again",
            _ => "asking-title",
        }
    }

    fn rows(&self) -> Vec<(usize, Row<'_>)> {
        (1..).zip(self.form.rows()).collect()
    }

    fn autosave(&self) -> &'static str {
        if self.edited.is_none() && self.layout.is_signed_in() && !self.asker.is_on_behalf() {
            "/drafts/request"
        } else {
            ""
        }
    }

    fn is_humanitarian(&self) -> bool {
        matches!(self.asker.community(), None | Some(Community::Humanitarian))
    }
}

#[derive(Template)]
#[template(path = "asking/check.html")]
struct CheckPage {
    layout: Layout,
    action: String,
    key: String,
    pairs: Vec<(String, String)>,
    facts: Vec<Fact>,
    check: Check,
}

impl CheckPage {
    fn has_shared(&self) -> bool {
        self.facts.iter().any(|fact| fact.shared)
    }

    fn consents(&self) -> bool {
        self.pairs.iter().any(|(name, _)| name == "consent")
    }
}

/// One line of what was typed; `shared` marks what only consent shows to others.
pub struct Fact {
    pub label: &'static str,
    pub value: String,
    pub shared: bool,
}

fn choices(codes: impl Iterator<Item = &'static str>, prefix: &str) -> Vec<Choice> {
    codes.map(|code| (code, format!("{prefix}-{code}"))).collect()
}

/// `GET /requests/new`
pub async fn redirect() -> Redirect {
    Redirect::to("/ask")
}

/// `GET /ask`
pub async fn new(Query(query): Query<AskQuery>, Open(mut cx): Open) -> Result<Response> {
    let asker = asker(&mut cx.tx).await?;
    cx.tx.check(Create, &slot(cx.viewer(), false))?;
    let mut form = AskForm::default();
    if cx.viewer().is_signed_in() {
        if let Ok(id) = Uuid::parse_str(&query.draft) {
            form = store::draft(&mut cx.tx, id).await?.ok_or(Error::NotFound)?;
        }
        if form.draft.is_empty() {
            form.draft = Uuid::new_v4().to_string();
        }
    }
    for (field, given) in [
        (&mut form.door, query.door),
        (&mut form.kind, query.kind),
        (&mut form.from_area, query.area),
    ] {
        if field.is_empty() {
            *field = given;
        }
    }
    let page = page(&mut cx, "/ask", asker, form, Errors::default(), None).await?;
    Ok(cx.page(&page))
}

/// `POST /ask`
pub async fn create(
    State(state): State<AppState>,
    headers: HeaderMap,
    post: Result<OpenPost<AskForm>>,
) -> Result<Response> {
    let Post { mut cx, form } = match post {
        Ok(OpenPost(post)) => post,
        Err(error) => return receipt::repeated(error, state.https),
    };
    if form.account == "yes" && !cx.viewer().is_signed_in() {
        park(&cx, &headers, &form).await?;
    }
    let asker = asker(&mut cx.tx).await?;
    cx.tx.check(Create, &slot(cx.viewer(), false))?;
    if form.step == "keep" && cx.viewer().is_signed_in() {
        return keep(cx, &form).await;
    }
    take_in(cx, "/ask", asker, form, None).await
}

/// `GET /requests/new/on-behalf`
pub async fn new_on_behalf(mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Create, &slot(cx.viewer(), true))?;
    let asker = Asker::OnBehalf { community: Community::Host, coexists: false };
    let form = AskForm::default();
    let page = page(&mut cx, ON_BEHALF, asker, form, Errors::default(), None).await?;
    Ok(cx.page(&page))
}

/// `POST /requests/new/on-behalf`
pub async fn create_on_behalf(
    State(state): State<AppState>,
    post: Result<Post<AskForm>>,
) -> Result<Response> {
    let Post { mut cx, form } = match post {
        Ok(post) => post,
        Err(error) => return receipt::repeated(error, state.https),
    };
    cx.tx.check(Create, &slot(cx.viewer(), true))?;
    let body = match Uuid::parse_str(&form.body) {
        Ok(id) => store::body(&mut cx.tx, id).await?,
        Err(_) => None,
    };
    let (community, coexists) = body.unwrap_or((Community::Host, false));
    let asker = Asker::OnBehalf { community, coexists };
    let entered = match form.parse_entered(today(&cx)) {
        Ok(entered) if form.body.is_empty() || body.is_some() => Ok(entered),
        Ok(_) => Err(Error::Invalid(Errors::one("body", "frame-field-choose"))),
        Err(error) => Err(error),
    };
    take_in(cx, ON_BEHALF, asker, form, Some(entered)).await
}

pub const ON_BEHALF: &str = "/requests/new/on-behalf";

/// What every button of the form leads to: another row, the form again, the check, or the request.
async fn take_in(
    mut cx: Ctx,
    action: &'static str,
    asker: Asker,
    mut form: AskForm,
    entered: Option<Result<Entered>>,
) -> Result<Response> {
    if form.step == "row" || form.step == "change" {
        if form.step == "row" {
            form.add_row();
        }
        let page = page(&mut cx, action, asker, form, Errors::default(), None).await?;
        return Ok(cx.page(&page));
    }
    let parsed = form.parse(asker, today(&cx));
    let (draft, entered) = match both(parsed, entered) {
        Ok(read) => read,
        Err(Error::Invalid(errors)) => {
            let page = page(&mut cx, action, asker, form, errors, None).await?;
            return Ok(cx.invalid(&page));
        }
        Err(error) => return Err(error),
    };
    let notice = store::notice(&mut cx.tx, &draft).await?;
    if let Some(errors) = refusal(&mut cx.tx, &draft, notice).await? {
        let page = page(&mut cx, action, asker, form, errors, Some(notice)).await?;
        return Ok(cx.invalid(&page));
    }
    if form.step == "send" {
        return write(cx, asker, &form, &draft, notice, entered).await;
    }
    let page = check(&mut cx, action, asker, &form, draft, notice).await?;
    Ok(cx.page(&page))
}

/// The mistakes of both forms at once.
fn both(
    draft: Result<Draft>,
    entered: Option<Result<Entered>>,
) -> Result<(Draft, Option<Entered>)> {
    match (entered.transpose(), draft) {
        (Ok(entered), Ok(draft)) => Ok((draft, entered)),
        (Err(Error::Invalid(first)), Err(Error::Invalid(then))) => {
            Err(Error::Invalid(first.and(then)))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// What only the house can tell: a late request without its reason, a door behind which nobody is.
async fn refusal(tx: &mut Tx, draft: &Draft, notice: Notice) -> Result<Option<Errors>> {
    if notice.is_late && draft.priority != Priority::LifeSaving && draft.waiver.is_empty() {
        let text = Text::new("asking-waiver-needed").with("n", notice.lead_hours);
        return Ok(Some(Errors::one("waiver", text)));
    }
    let (from, to) = (draft.from_area, draft.to_area);
    let desks = store::desks(tx, draft.door, draft.community, from, to).await?;
    if desks.screening.is_some() && (draft.door != Door::Cimic || desks.cimic.is_some()) {
        return Ok(None);
    }
    let desk = store::responsible_desk(tx, draft.door, draft.community, draft).await?;
    let (name, phone) = desk.map(|desk| (desk.name, desk.phone)).unwrap_or_default();
    let key = if draft.community == Community::Humanitarian && desks.screening.is_none() {
        "asking-no-coordinator"
    } else {
        "asking-desk-closed"
    };
    Ok(Some(Errors::one("door", Text::new(key).with("desk", name).with("phone", phone))))
}

/// Writes the request in one transaction and sends its owner to the receipt.
async fn write(
    mut cx: Ctx,
    asker: Asker,
    form: &AskForm,
    draft: &Draft,
    notice: Notice,
    entered: Option<Entered>,
) -> Result<Response> {
    let key = cx.form_key();
    if key.is_nil() {
        return Err(Error::Unreadable("form_key".to_owned()));
    }
    let has_code = !matches!(asker, Asker::Account { .. });
    let entry = Entry {
        owner: owner(&mut cx.tx, asker, form).await?,
        desks: store::desks(
            &mut cx.tx,
            draft.door,
            draft.community,
            draft.from_area,
            draft.to_area,
        )
        .await?,
        is_late: notice.is_late,
        code_hash: has_code.then(|| digest(&receipt::code(key))),
        contact_consent: form.consent == "yes",
        entered,
        situation: cx.house.situation.clone(),
        language: cx.lang.as_str(),
        purpose: say(cx.lang, "asking-consent-purpose", None),
    };
    let old = renewed(&mut cx.tx, form).await?;
    let slot = loop {
        let slot = slot(cx.viewer(), asker.is_on_behalf());
        let permit = cx.tx.permit(Create, &slot)?;
        let done = cx.tx.attempt(async |tx| store::submit(tx, permit, draft, &entry).await).await;
        match done {
            Err(Error::Database(sqlx::Error::Database(cause)))
                if cause.constraint() == Some("requests_reference") => {}
            Err(error) => return Err(error),
            Ok(()) => break slot,
        }
    };
    if let Some(old) = old {
        let permit = cx.tx.permit(Take, &old)?;
        store::asked_again(&mut cx.tx, permit, &slot).await?;
    }
    if let Ok(id) = Uuid::parse_str(&form.draft) {
        let slot = DraftSlot { id, actor: cx.viewer().actor };
        store::drop_draft(&mut cx.tx, slot).await?;
    }
    if asker.is_visitor() {
        store::open_visit(&mut cx.tx, slot.id, &digest(&receipt::visit_token(key))).await?;
    }
    let https = cx.state.https;
    let to = format!("{}/receipt", url(&slot.reference));
    let mut response = cx.saved(to, "asking-notice-sent").await?;
    if has_code {
        receipt::set_cookies(&mut response, &slot.reference, key, asker.is_visitor(), https);
    }
    Ok(response)
}

/// The old request, where one is asked again.
async fn renewed(tx: &mut Tx, form: &AskForm) -> Result<Option<Step>> {
    let Some(reference) = crate::reference::parse(&form.again) else { return Ok(None) };
    let request = requests::find(tx, &reference).await?;
    let step = Step { request, act: Act::AskAgain, offer: None };
    tx.check(Take, &step)?;
    Ok(Some(step))
}

async fn owner(tx: &mut Tx, asker: Asker, form: &AskForm) -> Result<Uuid> {
    match asker {
        Asker::Visitor => Ok(VISITORS),
        Asker::Account { .. } => Ok(tx.viewer().actor),
        Asker::OnBehalf { .. } if form.body.is_empty() => {
            let body = store::new_body(&form.new_body);
            let permit = tx.permit(EnterBody, &body)?;
            store::enter_body(tx, permit).await
        }
        Asker::OnBehalf { .. } => {
            Uuid::parse_str(&form.body).map_err(|_| Error::Unreadable("body".to_owned()))
        }
    }
}

/// Keeps what was typed for after signing in; goes on as a visitor where there never was a session.
async fn park(cx: &Ctx, headers: &HeaderMap, form: &AskForm) -> Result<()> {
    let cookies = Cookies::read(headers);
    let Some(token) = cookies.get(&secret_cookie("sid", cx.state.https)) else { return Ok(()) };
    let mut typed = serde_html_form::to_string(form).unwrap_or_default();
    typed.push_str("&form_key=");
    typed.push_str(&cx.form_key().to_string());
    match cx.state.db.park(&digest(token), "/ask", &typed).await? {
        Some(parked) => Err(Error::SignedOut { back: "/ask".to_owned(), parked: Some(parked) }),
        None => Ok(()),
    }
}

/// Keeps the draft and shows it again: the button for those without script.
async fn keep(mut cx: Ctx, form: &AskForm) -> Result<Response> {
    let id = Uuid::parse_str(&form.draft).unwrap_or_else(|_| Uuid::new_v4());
    let slot = DraftSlot { id, actor: cx.viewer().actor };
    let permit = cx.tx.permit(SaveDraft, &slot)?;
    let typed = AskForm { step: String::new(), draft: id.to_string(), ..form.clone() };
    let typed = serde_html_form::to_string(&typed).unwrap_or_default();
    store::save_draft(&mut cx.tx, permit, &typed).await?;
    cx.saved(format!("/ask?draft={id}"), "frame-draft-saved").await
}

/// Who asks here.
async fn asker(tx: &mut Tx) -> Result<Asker> {
    let viewer = tx.viewer().clone();
    if !viewer.is_signed_in() {
        return Ok(Asker::Visitor);
    }
    let coexists = store::coexists(tx, viewer.actor).await?;
    Ok(Asker::Account { community: viewer.community, coexists })
}

fn slot(viewer: &Viewer, on_behalf: bool) -> Slot {
    Slot::new(viewer.is_signed_in().then_some(viewer.actor), on_behalf)
}

/// The day in the mission's zone.
pub fn today(cx: &Ctx) -> Date {
    crate::clock::now().to_zoned(cx.house.zone.clone()).date()
}

/// The form, with everything to choose from.
pub async fn page(
    cx: &mut Ctx,
    action: &str,
    asker: Asker,
    mut form: AskForm,
    errors: Errors,
    notice: Option<Notice>,
) -> Result<AskPage> {
    let text = |(id, name): (Uuid, String)| (id.to_string(), name);
    let districts = areas::store::districts(&mut cx.tx).await?.into_iter().map(text).collect();
    let account = cx.viewer().is_signed_in() && !asker.is_on_behalf();
    let fresh = account && action == "/ask" && !errors.any() && form.need.is_empty();
    let drafts = if fresh { store::drafts(&mut cx.tx).await? } else { Vec::new() };
    let bodies = if asker.is_on_behalf() { store::bodies(&mut cx.tx).await? } else { Vec::new() };
    form.account = if account { "yes".to_owned() } else { String::new() };
    let layout = Layout::new(cx).with_css_inside();
    let key = Some(cx.form_key()).filter(|key| !key.is_nil());
    let key = key.map_or_else(|| layout.form_key(), |key| key.to_string());
    Ok(AskPage {
        layout,
        action: action.to_owned(),
        key,
        form,
        errors,
        asker,
        districts,
        drafts,
        notice,
        bodies: bodies.into_iter().map(text).collect(),
        edited: None,
        meanwhile: Vec::new(),
        has_private: true,
    })
}

/// Everything typed, and who will see it.
async fn check(
    cx: &mut Ctx,
    action: &str,
    asker: Asker,
    form: &AskForm,
    draft: Draft,
    notice: Notice,
) -> Result<CheckPage> {
    let owner = match asker {
        Asker::Visitor => None,
        Asker::Account { .. } => Some(cx.viewer().actor),
        Asker::OnBehalf { .. } => Uuid::parse_str(&form.body).ok(),
    };
    let twins = match owner {
        Some(owner) => store::twins(&mut cx.tx, owner, &draft).await?,
        None => Vec::new(),
    };
    let mut doors = Vec::new();
    let open = asker.doors(Some(draft.community)).iter().copied();
    let chosen = draft.door;
    let mut order: Vec<Door> = open.collect();
    order.sort_by_key(|door| *door != chosen);
    for door in order {
        doors.push(door_view(&mut cx.tx, cx.lang, door, owner, &draft).await?);
    }
    let ids: Vec<Uuid> = [Some(draft.from_area), draft.to_area].into_iter().flatten().collect();
    let names = areas::store::names(&mut cx.tx, &ids).await?;
    let facts = facts(&draft, cx.lang, &|id| names.get(&id).cloned().unwrap_or_default());
    Ok(CheckPage {
        layout: Layout::new(cx),
        action: action.to_owned(),
        key: cx.form_key().to_string(),
        pairs: form.pairs(),
        facts,
        check: Check { doors, twins, notice },
    })
}

async fn door_view(
    tx: &mut Tx,
    lang: Lang,
    door: Door,
    owner: Option<Uuid>,
    draft: &Draft,
) -> Result<DoorView> {
    let seers = store::would_see(tx, door, draft.community, owner, draft).await?;
    let desks = store::desks(tx, door, draft.community, draft.from_area, draft.to_area).await?;
    let is_open = desks.screening.is_some() && (door != Door::Cimic || desks.cimic.is_some());
    let closed = if is_open {
        None
    } else {
        store::responsible_desk(tx, door, draft.community, draft).await?
    };
    let mut lines = lines(tx, lang, &seers).await?;
    if owner.is_none() {
        lines.insert(0, say(lang, "asking-seer-you", None));
    }
    Ok(DoorView { door, lines, closed })
}

/// "Sector North CIMIC Office: CIMIC officer (2)".
pub async fn lines(tx: &mut Tx, lang: Lang, seers: &[Seer]) -> Result<Vec<String>> {
    let ids: Vec<Uuid> = seers.iter().map(|(actor, ..)| *actor).collect();
    let names = actors::store::names(tx, &ids).await?;
    let line = |(actor, role, n): &Seer| {
        let name = names.get(actor).map(|name| name.label(lang)).unwrap_or_default();
        let role = say(lang, &format!("role-{role}"), None);
        Text::new("asking-seer").with("actor", name).with("role", role).with("n", *n).say(lang)
    };
    Ok(seers.iter().map(line).collect())
}

/// What a draft says, line by line, without what was left empty.
pub fn facts(draft: &Draft, lang: Lang, area: &dyn Fn(Uuid) -> String) -> Vec<Fact> {
    let word = |prefix: &str, code: &str| say(lang, &format!("{prefix}-{code}"), None);
    let number = |value: Option<f64>| value.map(|n| n.to_string()).unwrap_or_default();
    let count = |value: Option<i32>| value.map(|n| n.to_string()).unwrap_or_default();
    let day = |date: Date| {
        let month = say(lang, &format!("frame-month-{}", date.month()), None);
        let text = Text::new("frame-date").with("day", date.day().to_string());
        text.with("month", month).with("year", date.year().to_string()).say(lang)
    };
    let cluster = &draft.cluster;
    let open = [
        ("asking-kind", word("requests-kind", draft.kind.as_str())),
        ("asking-need", draft.need.clone()),
        ("asking-people-affected", count(draft.people_affected)),
        ("asking-what", draft.what.clone()),
        ("asking-weight-kg", number(draft.weight_kg)),
        ("asking-volume-m3", number(draft.volume_m3)),
        ("asking-persons", count(draft.persons)),
        ("asking-items", draft.items.clone()),
        ("asking-from-area", area(draft.from_area)),
        ("asking-to-area", draft.to_area.map(area).unwrap_or_default()),
        ("asking-needed-from", day(draft.needed_from)),
        ("asking-needed-until", day(draft.needed_until)),
        ("asking-priority", word("asking-priority", draft.priority.as_str())),
        ("asking-risk", word("asking-risk", draft.risk.as_str())),
        ("asking-criticality", draft.criticality.map(|n| n.to_string()).unwrap_or_default()),
        (
            "asking-cluster",
            if cluster.is_empty() { String::new() } else { word("requests-cluster", cluster) },
        ),
        ("asking-harm-short", word("asking-harm", draft.harm.as_str())),
        ("asking-harm-why", draft.harm_why.clone()),
        ("asking-waiver", draft.waiver.clone()),
    ];
    let support = draft.support.clone().unwrap_or_default();
    let support = [
        ("asking-duplication", support.duplication),
        ("asking-authority", support.authority),
        ("asking-upkeep", support.upkeep),
        ("asking-fund", support.fund),
    ];
    let contact = draft.private.contact.clone().unwrap_or_default();
    let route = draft.private.route.clone().unwrap_or_default();
    let partners = draft.private.partners.clone().unwrap_or_default();
    let shared = [
        ("asking-organisation", contact.organisation),
        ("asking-name", contact.name),
        ("asking-phone", contact.phone),
        ("asking-email", contact.email),
        ("asking-radio", contact.radio),
        ("asking-from-place", route.from_place),
        ("asking-to-place", route.to_place),
        ("asking-route", route.route),
        ("asking-times", route.times),
        ("asking-on-behalf-of", partners.on_behalf_of),
        ("asking-beneficiaries", partners.beneficiaries),
    ];
    let tried = draft.tried.iter().map(|row| {
        let on = row.on.map(|on| format!(" ({})", day(on))).unwrap_or_default();
        ("asking-tried", format!("{}: {}{on}", row.option, row.outcome))
    });
    let fact =
        |shared: bool| move |(label, value): (&'static str, String)| Fact { label, value, shared };
    let open = open.into_iter().chain(support).chain(tried).map(fact(false));
    open.chain(shared.into_iter().map(fact(true))).filter(|fact| !fact.value.is_empty()).collect()
}

/// The page that asks a request again or on behalf, whichever the viewer may use.
pub fn again_action(viewer: &Viewer, request: &Request) -> (&'static str, bool) {
    let recorded = records_for(viewer, request) && !viewer.acts_for(request.owner_id);
    debug_assert!(is_owner_side(viewer, request), "the policy was asked");
    if recorded { (ON_BEHALF, true) } else { ("/ask", false) }
}

/// For [`IntoResponse`] of plain redirects.
pub fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}
