//! Setting up the second factor and taking it away.

use super::{
    forms::{CodeForm, Nothing},
    model::{Account, SecondFactor},
    pages::{own, session},
    policy::{ConfirmSecondFactor, EnrolSecondFactor, RemoveSecondFactor},
    store,
};
use crate::{
    people::store::Tries,
    secrets::one_time,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;

const ADDRESS: &str = "/account/second-factor";

#[derive(Template)]
#[template(path = "account/second_factor.html")]
pub struct SecondFactorPage {
    layout: Layout,
    account: Account,
    stage: SecondFactor,
    /// The picture to photograph: the path of an SVG and the length of its side.
    picture: Option<(String, i32)>,
    can_remove: bool,
    errors: Errors,
}

impl SecondFactorPage {
    async fn new(cx: &mut Ctx, account: Account, errors: Errors) -> Result<SecondFactorPage> {
        let token = session(cx)?.token_hash;
        let stage = store::second_factor(&mut cx.tx, &token).await?;
        let picture = match &stage {
            SecondFactor::Begun(secret) => {
                let house = format!("CIMIC House {}", cx.house.mission_name);
                Some(one_time::picture(&one_time::address(secret, &house, &account.email)?)?)
            }
            _ => None,
        };
        let can_remove = cx.viewer().may(RemoveSecondFactor, &account);
        Ok(SecondFactorPage {
            layout: Layout::new(cx),
            account,
            stage,
            picture,
            can_remove,
            errors,
        })
    }
}

/// `GET /account/second-factor`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    let account = own(&mut cx).await?;
    let page = SecondFactorPage::new(&mut cx, account, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /account/second-factor`
pub async fn enrol(post: Post<Nothing>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let account = own(&mut cx).await?;
    let token = session(&cx)?.token_hash;
    let permit = cx.tx.permit(EnrolSecondFactor, &account)?;
    store::enrol(&mut cx.tx, permit, &token).await?;
    cx.saved(ADDRESS.to_owned(), "").await
}

#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
pub struct RecoveryCodesPage {
    layout: Layout,
    codes: Vec<String>,
}

/// `POST /account/second-factor/confirmation`
pub async fn confirm(post: Post<CodeForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let account = own(&mut cx).await?;
    let tries = count(&cx, &account).await?;
    let token = session(&cx)?.token_hash;
    let permit = cx.tx.permit(ConfirmSecondFactor, &account)?;
    let done = cx.tx.attempt(async |tx| store::confirm(tx, permit, &token, &form.code).await).await;
    match done {
        Ok(codes) => {
            tries.worked(&cx.state.db).await?;
            let page = RecoveryCodesPage { layout: Layout::new(&cx), codes };
            cx.shown_once(&page, ADDRESS.to_owned(), "account-notice-codes-shown").await
        }
        Err(error) => again(cx, account, error).await,
    }
}

/// `POST /account/second-factor/removal`
pub async fn remove(post: Post<CodeForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let account = own(&mut cx).await?;
    let tries = count(&cx, &account).await?;
    let token = session(&cx)?.token_hash;
    let permit = cx.tx.permit(RemoveSecondFactor, &account)?;
    let done = cx.tx.attempt(async |tx| store::remove(tx, permit, &token, &form.code).await).await;
    match done {
        Ok(()) => {
            tries.worked(&cx.state.db).await?;
            cx.saved(ADDRESS.to_owned(), "account-notice-factor-removed").await
        }
        Err(error) => again(cx, account, error).await,
    }
}

async fn again(mut cx: Ctx, account: Account, error: Error) -> Result<Response> {
    let Error::Invalid(errors) = error else { return Err(error) };
    let page = SecondFactorPage::new(&mut cx, account, errors).await?;
    Ok(cx.invalid(&page))
}

/// Six digits are soon guessed where nobody counts.
async fn count(cx: &Ctx, account: &Account) -> Result<Tries> {
    let tries = Tries::of(&account.id.to_string(), "own account");
    match tries.count(&cx.state.db).await? {
        Some(seconds) => Err(Error::TooMany { seconds }),
        None => Ok(tries),
    }
}
