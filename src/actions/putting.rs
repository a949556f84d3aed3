//! The page that puts an action point, for every feature: who may is that feature's own policy.

use super::{
    forms::PutForm,
    model::{Priority, ROLES},
    store,
};
use crate::{
    access::{Action as Act, Record as _},
    actors,
    files::model::Holds,
    web::{
        context::Ctx,
        error::{Error, Result},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// To whom one can be put, who else sees it, and where it is carried over.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub doers: Vec<Uuid>,
    pub parties: Vec<Uuid>,
    pub forum: Option<Uuid>,
    pub item: Option<Uuid>,
}

#[derive(Template)]
#[template(path = "actions/new.html")]
struct NewPage {
    layout: Layout,
    action: String,
    back: String,
    form: PutForm,
    errors: Errors,
    doers: Vec<(String, String)>,
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl NewPage {
    fn roles(&self) -> Vec<(&'static str, String)> {
        ROLES.iter().map(|role| (role.as_str(), format!("role-{role}"))).collect()
    }

    fn priorities(&self) -> Vec<(&'static str, String)> {
        Priority::ALL.iter().map(|one| (one.as_str(), format!("actions-priority-{one}"))).collect()
    }
}

/// Handlers of `…/actions/new`, to be called by the feature that owns the record.
pub struct Put;

impl Put {
    /// `GET …/actions/new`
    pub async fn form<A>(
        mut cx: Ctx,
        action: A,
        record: &A::Record,
        place: &Place,
    ) -> Result<Response>
    where
        A: Act,
        A::Record: Holds,
    {
        cx.tx.check(action, record)?;
        let form = PutForm { priority: Priority::Normal.to_string(), ..PutForm::default() };
        let page = page(&mut cx, record.url(), place, form, Errors::default()).await?;
        Ok(cx.page(&page))
    }

    /// `POST …/actions/new`
    pub async fn take<A>(
        mut cx: Ctx,
        form: PutForm,
        action: A,
        record: &A::Record,
        place: &Place,
    ) -> Result<Response>
    where
        A: Act,
        A::Record: Holds,
    {
        let permit = cx.tx.permit(action, record)?;
        let today = crate::clock::now().to_zoned(cx.house.zone.clone()).date();
        match form.parse(&place.doers, today) {
            Ok(draft) => {
                store::put(&mut cx.tx, permit, &draft, place).await?;
                cx.saved(format!("{}#actions", record.url()), "actions-put").await
            }
            Err(Error::Invalid(errors)) => {
                let page = page(&mut cx, record.url(), place, form, errors).await?;
                Ok(cx.invalid(&page))
            }
            Err(other) => Err(other),
        }
    }
}

async fn page(
    cx: &mut Ctx,
    back: String,
    place: &Place,
    form: PutForm,
    errors: Errors,
) -> Result<NewPage> {
    let names = actors::store::names(&mut cx.tx, &place.doers).await?;
    let lang = cx.lang;
    let mut doers: Vec<(String, String)> = names
        .values()
        .filter(|name| name.shown.is_some())
        .map(|name| (name.id.to_string(), name.label(lang)))
        .collect();
    doers.sort_by(|a, b| a.1.cmp(&b.1));
    // With its query: which item of an agenda it comes from.
    let action = cx.path.clone();
    Ok(NewPage { layout: Layout::new(cx), action, back, form, errors, doers })
}
