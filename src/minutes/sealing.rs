//! Sealing: the text as it will stand for good is shown, then sealed, with a hash that anybody can compare.

use super::{
    forms::EmptyForm,
    model::{Attendee, Minutes, Section},
    policy::Seal,
    store, writes,
};
use crate::{
    access::{Audience, Record as _},
    actors,
    i18n::{Lang, Text, say},
    meetings::model::Attribution,
    web::{
        context::{Ctx, Post},
        error::Result,
        extract::Ref,
        filters,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "minutes/seal.html")]
struct SealPage {
    layout: Layout,
    minutes: Minutes,
    parts: Vec<(Option<Uuid>, String)>,
}

impl SealPage {
    fn action(&self) -> String {
        self.minutes.part("seal")
    }
}

/// `GET /meetings/{reference}/seal`
pub async fn ask(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Seal, &minutes)?;
    let parts = text(&mut cx, &minutes).await?;
    Ok(cx.page(&SealPage { layout: Layout::new(&cx), minutes, parts }))
}

/// `POST /meetings/{reference}/seal`
pub async fn seal(Ref(reference): Ref, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let minutes = store::find(&mut cx.tx, &reference).await?;
    let permit = cx.tx.permit(Seal, &minutes)?;
    let parts = text(&mut cx, &minutes).await?;
    writes::seal(&mut cx.tx, permit, &parts).await?;
    cx.saved(minutes.url(), "minutes-sealed").await
}

/// How the text speaks: in the meeting's language, with names that every reader may know.
struct Speech {
    lang: Lang,
    names: HashMap<Uuid, String>,
}

impl Speech {
    fn name(&self, actor: Uuid) -> &str {
        self.names.get(&actor).map_or("", String::as_str)
    }

    fn say(&self, key: &str) -> String {
        say(self.lang, key, None)
    }
}

/// The head, then each item of the agenda.
async fn text(cx: &mut Ctx, minutes: &Minutes) -> Result<Vec<(Option<Uuid>, String)>> {
    let id = minutes.meeting.id;
    let attendees = store::attendance(&mut cx.tx, id).await?;
    let sections = store::sections(&mut cx.tx, id).await?;
    let speech = speech(cx, minutes, &attendees, &sections).await?;
    let head = head(cx, minutes, &attendees, &speech);
    let attributed = minutes.meeting.attribution == Attribution::Attributed;
    let items =
        sections.iter().map(|section| (Some(section.item.id), item(section, attributed, &speech)));
    Ok(std::iter::once((None, head)).chain(items).collect())
}

/// A coexisting organisation stands in a text for all as "a humanitarian organisation".
async fn speech(
    cx: &mut Ctx,
    minutes: &Minutes,
    attendees: &[Attendee],
    sections: &[Section],
) -> Result<Speech> {
    let lang = minutes.meeting.language;
    let mut ids = vec![minutes.meeting.owner_id, minutes.meeting.chair_id];
    ids.extend(attendees.iter().filter_map(|one| one.actor_id));
    for section in sections {
        ids.extend(section.decisions.iter().map(|one| one.actor_id));
        ids.extend(section.words.iter().map(|one| one.actor_id));
    }
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let known = store::known_to_partners(&mut cx.tx, &ids).await?;
    let among_humanitarians = minutes.meeting.audience == Audience::Humanitarian;
    let called = |name: &actors::model::ActorName| {
        if among_humanitarians || known.contains(&name.id) {
            name.label(lang)
        } else {
            say(lang, &format!("someone-{}", name.community), None)
        }
    };
    Ok(Speech { lang, names: names.values().map(|name| (name.id, called(name))).collect() })
}

fn head(cx: &Ctx, minutes: &Minutes, attendees: &[Attendee], speech: &Speech) -> String {
    let meeting = &minutes.meeting;
    let zone = meeting.zone();
    let day = meeting.starts_at.to_jiff().to_zoned(zone).strftime("%Y-%m-%d").to_string();
    let line = |key: &str, value: &str| format!("{}: {value}\n", speech.say(key));
    let mut text =
        format!("{}\n{}\n{day}, {}\n", cx.house.mission_name, meeting.title, meeting.hours());
    text += &line("minutes-reference", &crate::reference::show(&meeting.reference));
    text += &line("meetings-host", speech.name(meeting.owner_id));
    text += &line("forums-chair", speech.name(meeting.chair_id));
    // Those who prefer it are not listed, not even as a number.
    let listed = attendees.iter().filter(|one| one.was_there() && !one.is_unlisted);
    let mut there: Vec<String> = listed.map(|one| attendee(one, speech)).collect();
    there.sort();
    text + &line("minutes-there", &there.join("; "))
}

fn attendee(one: &Attendee, speech: &Speech) -> String {
    let name = one.actor_id.map_or_else(|| one.what.clone(), |actor| speech.name(actor).to_owned());
    if one.people > 1 { format!("{name} ({})", one.people) } else { name }
}

fn line(text: &mut String, said: &str) {
    text.push_str(said);
    text.push('\n');
}

fn item(section: &Section, attributed: bool, speech: &Speech) -> String {
    let mut text = format!("{}\n", section.item.title);
    if let Some(written) = &section.text {
        line(&mut text, &written.summary);
    }
    for decision in &section.decisions {
        let said = Text::new("minutes-decided")
            .with("who", speech.name(decision.actor_id))
            .with("what", decision.body.as_str());
        line(&mut text, &said.say(speech.lang));
    }
    for words in section.words.iter().filter(|words| !words.last().is_empty()) {
        let who = if attributed {
            speech.name(words.actor_id).to_owned()
        } else {
            speech.say("minutes-a-participant")
        };
        line(&mut text, &format!("{who}: {}", words.last()));
    }
    text
}
