//! The page of the settings.

use super::{forms::SettingsForm, policy::EditSettings, store};
use crate::web::{
    context::{Ctx, Post},
    error::{Error, Result},
    filters,
    forms::Errors,
    html::Layout,
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "people/settings.html")]
pub struct SettingsPage {
    layout: Layout,
    form: SettingsForm,
    /// Started with a second factor for everybody: the setting below cannot take it away.
    is_forced: bool,
    errors: Errors,
}

impl SettingsPage {
    fn new(cx: &Ctx, form: SettingsForm, errors: Errors) -> SettingsPage {
        SettingsPage { layout: Layout::new(cx), form, is_forced: cx.state.second_factor, errors }
    }
}

/// `GET /settings`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    let settings = store::find(&mut cx.tx).await?;
    cx.tx.check(EditSettings, &settings)?;
    Ok(cx.page(&SettingsPage::new(&cx, SettingsForm::from(&settings), Errors::default())))
}

/// `POST /settings`
pub async fn update(post: Post<SettingsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let settings = store::find(&mut cx.tx).await?;
    let permit = cx.tx.permit(EditSettings, &settings)?;
    let saved = cx.tx.attempt(async |tx| store::update(tx, permit, &form.parse()?).await).await;
    match saved {
        Ok(()) => {
            let state = cx.state.clone();
            let response = cx.saved("/settings".to_owned(), "frame-notice-saved").await?;
            state.refresh_house().await?;
            Ok(response)
        }
        Err(Error::Invalid(errors)) => Ok(cx.invalid(&SettingsPage::new(&cx, form, errors))),
        Err(other) => Err(other),
    }
}
