//! The pages of contacts. One handler, one address, one template.

use super::{
    forms::{ConsentForm, ContactForm, WithdrawalForm},
    model::{Consent, Contact, Field, Giving, Opened, Slot},
    policy::{AddContact, CreateContact, GiveConsent, RemoveContact, WithdrawConsent},
    store,
};
use crate::{
    access::Record as _,
    actors::{
        directory,
        forms::{EmptyForm, options},
        model::{Actor, ActorName},
        store as actors,
    },
    areas,
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
use jiff::{ToSpan, civil::Date};
use std::collections::HashMap;
use uuid::Uuid;

/// Writes that the reader opened those contacts of other actors of which they read something.
pub async fn tell(cx: &Ctx, contacts: &[Contact], what: &'static str) -> Result<()> {
    for contact in contacts.iter().filter(|contact| !contact.details.is_empty()) {
        cx.opened("contact", contact.id, contact.actor_id, what).await?;
    }
    Ok(())
}

/// The day in the mission's zone.
fn today(cx: &Ctx) -> Date {
    crate::clock::now().to_zoned(cx.house.zone.clone()).date()
}

/// What the forms to enter and to change a contact show.
#[derive(Template)]
#[template(path = "contacts/form.html")]
struct FormPage {
    layout: Layout,
    actor: Actor,
    /// None for a new one.
    contact: Option<Contact>,
    areas: Vec<(String, String)>,
    form: ContactForm,
    errors: Errors,
}

impl FormPage {
    async fn new(
        cx: &mut Ctx,
        actor: Actor,
        contact: Option<Contact>,
        form: ContactForm,
        errors: Errors,
    ) -> Result<FormPage> {
        let areas = areas::store::districts(&mut cx.tx).await?;
        let areas = areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        Ok(FormPage { layout: Layout::new(cx), actor, contact, areas, form, errors })
    }

    fn action(&self) -> String {
        match &self.contact {
            Some(contact) => format!("{}/edit", contact.url()),
            None => format!("{}/contacts/new", self.actor.url()),
        }
    }
}

/// `GET /actors/{id}/contacts/new`
pub async fn new(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let actor = actors::find(&mut cx.tx, id).await?;
    cx.tx.check(AddContact, &actor)?;
    // Who enters a body on its behalf most often enters somebody near it.
    let proxy = if cx.viewer().acts_for(id) { "" } else { "yes" };
    let form = ContactForm { proxy: proxy.to_owned(), ..ContactForm::default() };
    let page = FormPage::new(&mut cx, actor, None, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /actors/{id}/contacts/new`
pub async fn create(Id(id): Id, post: Post<ContactForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let actor = actors::find(&mut cx.tx, id).await?;
    let slot = Slot { id: Uuid::now_v7(), actor: actor.clone() };
    let permit = cx.tx.permit(CreateContact, &slot)?;
    let done = cx.tx.attempt(async |tx| store::create(tx, permit, &form.parse()?).await).await;
    match done {
        Ok(()) => cx.saved(format!("/contacts/{}", slot.id), "contacts-notice-entered").await,
        Err(Error::Invalid(errors)) => {
            let page = FormPage::new(&mut cx, actor, None, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `GET /contacts/{id}/edit`
pub async fn edit(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let contact = store::find(&mut cx.tx, id).await?;
    let actor = actors::find(&mut cx.tx, contact.actor_id).await?;
    let form = ContactForm::of(&contact);
    let page = FormPage::new(&mut cx, actor, Some(contact), form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /contacts/{id}/edit`
pub async fn update(Id(id): Id, post: Post<ContactForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let contact = store::find(&mut cx.tx, id).await?;
    let actor = actors::find(&mut cx.tx, contact.actor_id).await?;
    let permit = cx.tx.permit(super::policy::EditContact, &contact)?;
    let done = cx
        .tx
        .attempt(async |tx| store::update(tx, permit, &form.parse()?, form.version()).await)
        .await;
    match done {
        Ok(()) => cx.saved(contact.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = FormPage::new(&mut cx, actor, Some(contact), form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

#[derive(Template)]
#[template(path = "contacts/show.html")]
struct ShowPage {
    layout: Layout,
    contact: Contact,
    actor: Actor,
    names: HashMap<Uuid, ActorName>,
    consents: Vec<Consent>,
    opened: Vec<Opened>,
    /// Who is likely to be given something: desks, and whoever holds the area. Code and name.
    recipients: Vec<(String, String)>,
    fields: Vec<(String, String)>,
    /// Recorded for somebody else: who said it has to be told.
    is_heard: bool,
    form: ConsentForm,
    errors: Errors,
}

impl ShowPage {
    async fn new(
        cx: &mut Ctx,
        contact: Contact,
        form: ConsentForm,
        errors: Errors,
    ) -> Result<ShowPage> {
        let consents = store::consents(&mut cx.tx, contact.id).await?;
        let opened = store::opened(&mut cx.tx, contact.id).await?;
        let likely = actors::likely_recipients(&mut cx.tx, contact.actor_id).await?;
        let ids: Vec<Uuid> = consents
            .iter()
            .map(|consent| consent.recipient_id)
            .chain(opened.iter().map(|opened| opened.actor_id))
            .collect();
        Ok(ShowPage {
            actor: actors::find(&mut cx.tx, contact.actor_id).await?,
            names: actors::names(&mut cx.tx, &ids).await?,
            recipients: likely.into_iter().map(|line| (line.id.to_string(), line.name)).collect(),
            fields: options(&contact.details.held(), "contacts-field"),
            is_heard: !cx.viewer().acts_for(contact.actor_id),
            layout: Layout::new(cx),
            contact,
            consents,
            opened,
            form,
            errors,
        })
    }

    fn name(&self, id: &Uuid) -> String {
        self.names.get(id).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

/// `GET /contacts/{id}`
pub async fn show(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let contact = store::find(&mut cx.tx, id).await?;
    tell(&cx, std::slice::from_ref(&contact), "page").await?;
    let held = contact.details.held();
    // Half a year is long enough for most; a tour that ends earlier ends it.
    let half_a_year = today(&cx).checked_add(180.days()).unwrap_or_else(|_| today(&cx));
    let end = contact.ends_on.map_or(half_a_year, |day| day.to_jiff().min(half_a_year));
    let form = ConsentForm {
        fields: held.iter().map(ToString::to_string).collect(),
        until: end.max(today(&cx)).to_string(),
        ..ConsentForm::default()
    };
    let page = ShowPage::new(&mut cx, contact, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// Every mistake at once: those of the form and that of the name typed.
async fn read_consent(cx: &mut Ctx, form: &ConsentForm, contact: &Contact) -> Result<Giving> {
    let held: Vec<Field> = contact.details.held();
    let is_heard = !cx.viewer().acts_for(contact.actor_id);
    let parsed = form.parse(&held, today(cx), is_heard);
    let other = match form.other.trim() {
        "" => Ok(None),
        typed => directory::store::named(&mut cx.tx, "other", typed).await.map(Some),
    };
    match (parsed, other) {
        (Ok(mut giving), Ok(other)) => {
            giving.recipients.extend(other.map(|line| line.id));
            giving.recipients.retain(|id| *id != contact.actor_id);
            Ok(giving)
        }
        (Err(Error::Invalid(one)), Err(Error::Invalid(two))) => Err(Error::Invalid(one.and(two))),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// `POST /contacts/{id}/consents`
pub async fn consent(Id(id): Id, post: Post<ConsentForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let contact = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(GiveConsent, &contact)?;
    match read_consent(&mut cx, &form, &contact).await {
        Ok(giving) => {
            store::give(&mut cx.tx, permit, &giving).await?;
            cx.saved(contact.url(), "contacts-notice-consent").await
        }
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, contact, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /contacts/{id}/withdrawal`
pub async fn withdraw(Id(id): Id, post: Post<WithdrawalForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let contact = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(WithdrawConsent, &contact)?;
    let consent = Uuid::parse_str(&form.consent)
        .map_err(|_| Error::Invalid(Errors::one("consent", "frame-field-choose")))?;
    store::withdraw(&mut cx.tx, permit, consent).await?;
    cx.saved(contact.url(), "contacts-notice-withdrawn").await
}

#[derive(Template)]
#[template(path = "contacts/remove.html")]
struct RemovePage {
    layout: Layout,
    contact: Contact,
}

/// `GET /contacts/{id}/removal`
pub async fn ask_removal(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let contact = store::find(&mut cx.tx, id).await?;
    Ok(cx.page(&RemovePage { layout: Layout::new(&cx), contact }))
}

/// `POST /contacts/{id}/removal`
pub async fn remove(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, form: EmptyForm {} } = post;
    let contact = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(RemoveContact, &contact)?;
    store::remove(&mut cx.tx, permit).await?;
    cx.saved(format!("/actors/{}", contact.actor_id), "contacts-notice-removed").await
}
