//! The pages of one's own account. One handler, one address, one template.

use super::{
    forms::{AccountForm, KeysForm, Nothing, PassphraseForm},
    model::{Account, OwnPost, ResetLine, SessionLine},
    policy::{ChangePassphrase, ChooseKeys, EditAccount, EndSessions},
    store,
};
use crate::{
    i18n::Lang,
    people::store::Tries,
    secrets,
    web::{
        context::{Ctx, Post, SessionInfo},
        error::{Error, Result},
        extract::Id,
        filters,
        forms::Errors,
        html::{Layout, set_cookie},
    },
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "account/show.html")]
pub struct ShowPage {
    layout: Layout,
    account: Account,
    posts: Vec<OwnPost>,
    sessions: Vec<SessionLine>,
    this_session: Uuid,
    resets: Vec<ResetLine>,
    form: AccountForm,
    errors: Errors,
}

impl ShowPage {
    async fn new(
        cx: &mut Ctx,
        account: Account,
        form: AccountForm,
        errors: Errors,
    ) -> Result<ShowPage> {
        Ok(ShowPage {
            posts: store::posts(&mut cx.tx, account.id).await?,
            sessions: store::sessions(&mut cx.tx, account.id).await?,
            resets: store::resets_beside(&mut cx.tx).await?,
            this_session: session(cx)?.id,
            layout: Layout::new(cx),
            account,
            form,
            errors,
        })
    }

    /// The languages, each in itself.
    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn languages(&self) -> Vec<(&'static str, &'static str)> {
        Lang::ALL.iter().map(|lang| (lang.as_str(), lang.own_name())).collect()
    }
}

/// The session of the reader, who is signed in.
pub(super) fn session(cx: &Ctx) -> Result<SessionInfo> {
    cx.session.clone().ok_or(Error::NotFound)
}

/// The account of the reader.
pub(super) async fn own(cx: &mut Ctx) -> Result<Account> {
    let needed = cx.state.second_factor || cx.house.second_factor;
    store::own(&mut cx.tx, needed).await
}

/// `GET /account`
pub async fn show(mut cx: Ctx) -> Result<Response> {
    let account = own(&mut cx).await?;
    let form = AccountForm::from(&account);
    let page = ShowPage::new(&mut cx, account, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /account`
pub async fn update(post: Post<AccountForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let account = own(&mut cx).await?;
    let permit = cx.tx.permit(EditAccount, &account)?;
    let saved = cx.tx.attempt(async |tx| store::edit(tx, permit, &form.parse()?).await).await;
    match saved {
        Ok(()) => {
            let mut response = cx.saved("/account".to_owned(), "frame-notice-saved").await?;
            let lang = form.language;
            let cookie = format!("lang={lang}; Path=/; SameSite=Lax; Max-Age=31536000");
            set_cookie(&mut response, &cookie);
            Ok(response)
        }
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, account, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /account/keys`
pub async fn choose_keys(post: Post<KeysForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let account = own(&mut cx).await?;
    let permit = cx.tx.permit(ChooseKeys, &account)?;
    store::choose_keys(&mut cx.tx, permit, form.keys != "yes").await?;
    cx.saved("/account".to_owned(), "frame-notice-saved").await
}

/// `POST /account/sessions/{id}/ending`
pub async fn end_session(Id(id): Id, post: Post<Nothing>) -> Result<Response> {
    end(post, Some(id)).await
}

/// `POST /account/sessions/ending`
pub async fn end_other_sessions(post: Post<Nothing>) -> Result<Response> {
    end(post, None).await
}

async fn end(post: Post<Nothing>, one: Option<Uuid>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let account = own(&mut cx).await?;
    let kept = session(&cx)?.id;
    let permit = cx.tx.permit(EndSessions, &account)?;
    store::end_sessions(&mut cx.tx, permit, one, kept).await?;
    cx.saved("/account".to_owned(), "account-notice-ended").await
}

#[derive(Template)]
#[template(path = "account/passphrase.html")]
pub struct PassphrasePage {
    layout: Layout,
    errors: Errors,
}

/// `GET /account/passphrase`
pub async fn passphrase(mut cx: Ctx) -> Result<Response> {
    let account = own(&mut cx).await?;
    cx.tx.check(ChangePassphrase, &account)?;
    Ok(cx.page(&PassphrasePage { layout: Layout::new(&cx), errors: Errors::default() }))
}

/// `POST /account/passphrase`
pub async fn change_passphrase(post: Post<PassphraseForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let account = own(&mut cx).await?;
    match new_hash(&mut cx, &account, &form).await {
        Ok(hash) => {
            let token = session(&cx)?.token_hash;
            let permit = cx.tx.permit(ChangePassphrase, &account)?;
            store::change_passphrase(&mut cx.tx, permit, &token, &hash).await?;
            cx.saved("/account".to_owned(), "account-notice-passphrase").await
        }
        Err(Error::Invalid(errors)) => {
            Ok(cx.invalid(&PassphrasePage { layout: Layout::new(&cx), errors }))
        }
        Err(other) => Err(other),
    }
}

/// The hash of the new passphrase, once the current one was right.
async fn new_hash(cx: &mut Ctx, account: &Account, form: &PassphraseForm) -> Result<String> {
    let (current, new) = form.parse(account)?;
    let tries = Tries::of(&account.id.to_string(), "own account");
    if let Some(seconds) = tries.count(&cx.state.db).await? {
        return Err(Error::TooMany { seconds });
    }
    let token = session(cx)?.token_hash;
    let stored = store::passphrase_hash(&mut cx.tx, &token).await?;
    if !secrets::verify(current, stored).await? {
        return Err(Error::Invalid(Errors::one("current", "account-passphrase-wrong")));
    }
    tries.worked(&cx.state.db).await?;
    secrets::hash(new).await
}
