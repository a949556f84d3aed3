//! What one chooses about mail.

use super::{
    forms::MailForm,
    model::{Choices, Kind},
    policy::ChooseMail,
    store,
};
use crate::{
    access::Record as _,
    areas,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        filters,
        forms::{Errors, on_constraint},
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "mail/show.html")]
struct ShowPage {
    layout: Layout,
    form: MailForm,
    errors: Errors,
    districts: Vec<(String, String)>,
    /// Whether this house sends mail at all.
    is_on: bool,
}

impl ShowPage {
    async fn new(cx: &mut Ctx, form: MailForm, errors: Errors) -> Result<ShowPage> {
        let districts = areas::store::districts(&mut cx.tx).await?;
        let districts = districts.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        let is_on = store::is_on(&mut cx.tx).await?;
        Ok(ShowPage { layout: Layout::new(cx), form, errors, districts, is_on })
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn kinds(&self) -> Vec<(&'static str, String)> {
        Kind::ALL.iter().map(|kind| (kind.as_str(), format!("mail-kind-{kind}"))).collect()
    }
}

/// `GET /account/mail`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    let choices = store::own(&mut cx.tx).await?;
    let page = ShowPage::new(&mut cx, MailForm::of(&choices), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /account/mail`
pub async fn update(post: Post<MailForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let old: Choices = store::own(&mut cx.tx).await?;
    let permit = cx.tx.permit(ChooseMail, &old)?;
    let chosen =
        cx.tx.attempt(async |tx| store::choose(tx, permit, &form.parse(&old)?).await).await;
    let chosen = chosen.map_err(no_such_area);
    match chosen {
        Ok(()) => cx.saved(old.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// A district that is not there.
fn no_such_area(error: Error) -> Error {
    match error {
        Error::Database(cause) => {
            on_constraint("mail_choices_area_id_fkey", "area", "frame-field-choose")(cause)
        }
        other => other,
    }
}
