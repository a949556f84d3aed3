//! Who may keep contacts. Pure functions: no database, no HTTP. What is shown of one is decided field by field by consent, in `contact_details`.

use super::model::{Contact, Slot};
use crate::{
    access::{
        Community,
        Verdict::{self, Allow, Deny, Hide},
        Viewer,
    },
    actors::{
        model::{Actor, Status},
        policy,
    },
};
use uuid::Uuid;

crate::actions! {
    AddContact(Actor) => add_contact,
    CreateContact(Slot) => create_contact,
    ViewContact(Contact) => view_contact,
    EditContact(Contact) => edit_contact,
    GiveConsent(Contact) => give_consent,
    WithdrawConsent(Contact) => withdraw_consent,
    RemoveContact(Contact) => remove_contact,
}

/// The actor's own posts; for a host body that was entered on its behalf, whoever entered it, until it is confirmed.
/// So military posts write nothing about humanitarian organisations.
fn keeps(
    viewer: &Viewer,
    actor: Uuid,
    community: Community,
    status: Status,
    entered_by: Option<Uuid>,
) -> bool {
    viewer.role.counts_actors()
        && (viewer.acts_for(actor)
            || community == Community::Host
                && status == Status::Proposed
                && entered_by.is_some_and(|entered| viewer.acts_for(entered)))
}

pub fn add_contact(viewer: &Viewer, actor: &Actor) -> Verdict {
    match policy::view(viewer, actor) {
        Allow if keeps(viewer, actor.id, actor.community, actor.status, actor.entered_by_id) => {
            Allow
        }
        Allow => Deny("contacts-deny-keep"),
        hidden => hidden,
    }
}

pub fn create_contact(viewer: &Viewer, slot: &Slot) -> Verdict {
    add_contact(viewer, &slot.actor)
}

/// The page of a contact, with its consents and who opened it, is its keeper's; others read what consent shows on the actor's page.
pub fn view_contact(viewer: &Viewer, contact: &Contact) -> Verdict {
    let Contact { actor_id, actor_community, actor_status, actor_entered_by, .. } = contact;
    if keeps(viewer, *actor_id, *actor_community, *actor_status, *actor_entered_by) {
        Allow
    } else {
        Hide
    }
}

pub fn edit_contact(viewer: &Viewer, contact: &Contact) -> Verdict {
    view_contact(viewer, contact)
}

pub fn give_consent(viewer: &Viewer, contact: &Contact) -> Verdict {
    view_contact(viewer, contact)
}

pub fn withdraw_consent(viewer: &Viewer, contact: &Contact) -> Verdict {
    view_contact(viewer, contact)
}

pub fn remove_contact(viewer: &Viewer, contact: &Contact) -> Verdict {
    view_contact(viewer, contact)
}
