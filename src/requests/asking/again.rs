//! Changing a request before anybody answered it, and asking again what ended.

use super::{
    super::{
        model::{Draft, Request, Step, url},
        policy::{Take, records_for},
        states::Act,
        store as requests,
    },
    forms::AskForm,
    model::Asker,
    pages::{AskPage, again_action, facts, page, today},
    store,
};
use crate::{
    areas,
    i18n::Lang,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::Ref,
        forms::Errors,
    },
};
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

/// `GET /requests/{reference}/edit`
pub async fn edit(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let step = step(&mut cx, &reference, Act::Change).await?;
    let form = typed(&mut cx, &step.request).await?;
    let page = edit_page(&mut cx, step.request, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /requests/{reference}/edit`
pub async fn update(Ref(reference): Ref, post: Post<AskForm>) -> Result<Response> {
    let Post { mut cx, mut form } = post;
    let step = step(&mut cx, &reference, Act::Change).await?;
    let request = step.request.clone();
    // The door was chosen when asking; a change goes on through it.
    form.door = request.door.to_string();
    form.community = request.community.to_string();
    if form.step == "row" {
        form.add_row();
        let page = edit_page(&mut cx, request, form, Errors::default()).await?;
        return Ok(cx.page(&page));
    }
    let asker = asker_of(&request);
    let mut draft = match form.parse(asker, today(&cx)) {
        Ok(draft) => draft,
        Err(Error::Invalid(errors)) => {
            let page = edit_page(&mut cx, request, form, errors).await?;
            return Ok(cx.invalid(&page));
        }
        Err(error) => return Err(error),
    };
    if !edits_private(&cx, &request) {
        draft.private = super::super::model::Private::default();
    }
    let notice = store::notice(&mut cx.tx, &draft).await?;
    let version = form.version.parse().unwrap_or(0);
    if version != request.version {
        return stale(cx, request, form, &draft).await;
    }
    let before = typed(&mut cx, &request).await?;
    let fields = differences(&before, &form).join(", ");
    let permit = cx.tx.permit(Take, &step)?;
    let done = store::change(&mut cx.tx, permit, version, &draft, notice.is_late, &fields).await;
    match done {
        Ok(()) => cx.saved(url(&request.reference), "asking-notice-changed").await,
        Err(error) => Err(error),
    }
}

/// `GET /requests/{reference}/renewal`
pub async fn renewal(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let step = step(&mut cx, &reference, Act::AskAgain).await?;
    let mut form = typed(&mut cx, &step.request).await?;
    let (action, on_behalf) = again_action(cx.viewer(), &step.request);
    form.again = crate::reference::show(&step.request.reference);
    form.version = String::new();
    // The time that passed is asked anew.
    form.needed_from = String::new();
    form.needed_until = String::new();
    form.waiver = String::new();
    let community = step.request.community;
    let coexists = step.request.owner_coexists;
    let asker = if on_behalf {
        form.body = step.request.owner_id.to_string();
        Asker::OnBehalf { community, coexists }
    } else if cx.viewer().is_signed_in() {
        form.draft = Uuid::new_v4().to_string();
        Asker::Account { community, coexists }
    } else {
        Asker::Visitor
    };
    let page = page(&mut cx, action, asker, form, Errors::default(), None).await?;
    Ok(cx.page(&page))
}

async fn step(cx: &mut Ctx, reference: &str, act: Act) -> Result<Step> {
    let request = requests::find(&mut cx.tx, reference).await?;
    let step = Step { request, act, offer: None };
    cx.tx.check(Take, &step)?;
    Ok(step)
}

/// The request as its form, with the private fields that the viewer may read.
async fn typed(cx: &mut Ctx, request: &Request) -> Result<AskForm> {
    let private = requests::private(&mut cx.tx, request.id).await?;
    let tried = requests::tried(&mut cx.tx, request.id).await?;
    Ok(AskForm::of(request, &private, &tried))
}

/// The owner's community holds, whoever types.
fn asker_of(request: &Request) -> Asker {
    Asker::Account { community: request.community, coexists: request.owner_coexists }
}

/// Whoever records for somebody without an account changes what was asked, not the private fields.
fn edits_private(cx: &Ctx, request: &Request) -> bool {
    !records_for(cx.viewer(), request) || cx.viewer().acts_for(request.owner_id)
}

async fn edit_page(
    cx: &mut Ctx,
    request: Request,
    form: AskForm,
    errors: Errors,
) -> Result<AskPage> {
    let action = format!("{}/edit", url(&request.reference));
    let asker = asker_of(&request);
    let has_private = edits_private(cx, &request);
    let mut page = page(cx, &action, asker, form, errors, None).await?;
    page.has_private = has_private;
    page.edited = Some(request);
    Ok(page)
}

/// Somebody else changed it: shows what stands there now beside what was typed; saving again takes what was typed.
async fn stale(mut cx: Ctx, request: Request, mut form: AskForm, mine: &Draft) -> Result<Response> {
    let now = typed(&mut cx, &request).await?;
    let theirs = now.parse(asker_of(&request), jiff::civil::Date::ZERO);
    let ids = [Some(mine.from_area), mine.to_area, Some(request.from_area_id), request.to_area_id];
    let ids: Vec<Uuid> = ids.into_iter().flatten().collect();
    let names = areas::store::names(&mut cx.tx, &ids).await?;
    let meanwhile = match theirs {
        Ok(theirs) => compare(&theirs, mine, cx.lang, &names),
        Err(_) => Vec::new(),
    };
    form.version = request.version.to_string();
    let errors = Errors::one("meanwhile", "asking-meanwhile");
    let mut page = edit_page(&mut cx, request, form, errors).await?;
    page.meanwhile = meanwhile;
    let mut response = cx.invalid(&page);
    *response.status_mut() = axum::http::StatusCode::CONFLICT;
    Ok(response)
}

/// Label, theirs, mine: where they differ.
fn compare(
    theirs: &Draft,
    mine: &Draft,
    lang: Lang,
    names: &HashMap<Uuid, String>,
) -> Vec<(&'static str, String, String)> {
    let area = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let (theirs, mine) = (facts(theirs, lang, &area), facts(mine, lang, &area));
    let of = |list: &[super::pages::Fact], label: &str| {
        let values = list.iter().filter(|fact| fact.label == label);
        values.map(|fact| fact.value.clone()).collect::<Vec<_>>().join("; ")
    };
    let mut labels: Vec<&'static str> = Vec::new();
    for fact in theirs.iter().chain(&mine) {
        if !labels.contains(&fact.label) {
            labels.push(fact.label);
        }
    }
    let rows = labels.into_iter().map(|label| (label, of(&theirs, label), of(&mine, label)));
    rows.filter(|(_, theirs, mine)| theirs != mine).collect()
}

/// The names of the fields that differ, for the history; what they say is not repeated there.
fn differences(before: &AskForm, after: &AskForm) -> Vec<String> {
    let pairs = |form: &AskForm| {
        let form = AskForm { version: String::new(), account: String::new(), ..form.clone() };
        let mut by_name: HashMap<String, Vec<String>> = HashMap::new();
        for (name, value) in form.pairs() {
            if !value.trim().is_empty() {
                by_name.entry(name).or_default().push(value.replace("\r\n", "\n"));
            }
        }
        by_name
    };
    let (before, after) = (pairs(before), pairs(after));
    let mut names: Vec<String> = before
        .keys()
        .chain(after.keys())
        .filter(|name| before.get(*name) != after.get(*name))
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    names
}
