//! The receipt of a request, its code, and the cookies of a visitor. Code and visit derive from the form's one-time key,
//! so that the same form sent again after a lost answer leads to the same code; the house keeps only their hashes.

use super::{
    super::{
        model::{Request, url},
        store as requests,
    },
    model::Expectation,
    policy::Receipt,
    store,
};
use crate::{
    access::Community,
    actors,
    web::{
        context::{Ctx, secret_cookie},
        error::{Error, Result},
        extract::Ref,
        filters,
        html::{Cookies, Layout, redirect_with_notice, set_cookie},
    },
};
use askama::Template;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How long a visit lasts, in seconds; Postgres holds the same.
const VISIT: u32 = 7200;
/// How long the receipt shows the code after sending, in seconds.
const SHOWN: u32 = 900;

#[derive(Template)]
#[template(path = "asking/receipt.html")]
struct ReceiptPage {
    layout: Layout,
    request: Request,
    expectation: Expectation,
    /// Grouped in fours, while it is shown.
    code: Option<String>,
}

impl ReceiptPage {
    /// What happens next: who reads it first decides.
    fn next(&self) -> &'static str {
        match (self.request.community, self.request.cimic_desk_id) {
            _ if self.request.state.is_ended() => "asking-next-ended",
            (Community::Humanitarian, None) => "asking-next-coordinator",
            (Community::Humanitarian, Some(_)) => "asking-next-both",
            _ => "asking-next-desk",
        }
    }
}

/// `GET /requests/{reference}/receipt`
pub async fn show(Ref(reference): Ref, mut cx: Ctx, headers: HeaderMap) -> Result<Response> {
    let request = requests::find(&mut cx.tx, &reference).await?;
    cx.tx.check(Receipt, &request)?;
    let expectation = expectation(&mut cx, &request).await?;
    let kept = Cookies::read(&headers);
    let kept = kept.get(&secret_cookie("receipt", cx.state.https)).unwrap_or_default().to_owned();
    let code = kept.split_once('.').filter(|(of, _)| *of == request.reference && request.has_code);
    let code = code.map(|(_, code)| group(code));
    Ok(cx.page(&ReceiptPage { layout: Layout::new(&cx), request, expectation, code }))
}

async fn expectation(cx: &mut Ctx, request: &Request) -> Result<Expectation> {
    let desk = request.screening_desk_id;
    let first_answer = match desk {
        Some(desk) => store::first_answer(&mut cx.tx, desk).await?,
        None => None,
    };
    let desk = match desk {
        Some(desk) => store::desk(&mut cx.tx, desk).await?,
        None => None,
    };
    let turn = match request.turn_id {
        Some(turn) => {
            let names = actors::store::names(&mut cx.tx, &[turn]).await?;
            names.get(&turn).map(|name| name.label(cx.lang))
        }
        None => None,
    };
    let posts = requests::viewers(&mut cx.tx, request.id).await?;
    let sees = super::pages::lines(&mut cx.tx, cx.lang, &posts).await?;
    Ok(Expectation { desk, turn, first_answer, sees })
}

/// The 16 digits that open a request, from the key of the form that made it.
pub fn code(key: Uuid) -> String {
    let hash = derived("code", key);
    let number = hash[..8].iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{:016}", number % 10_u64.pow(16))
}

/// The secret in the visitor's cookie.
pub fn visit_token(key: Uuid) -> String {
    crate::secrets::hex(&derived("visit", key))
}

fn derived(what: &str, key: Uuid) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(what);
    hash.update([0]);
    hash.update(key.as_bytes());
    hash.finalize().into()
}

/// `1234-5678-9012-3456`
fn group(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    digits.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The cookies of a new request: the code for its receipt and, for a visitor, the visit.
pub fn set_cookies(response: &mut Response, reference: &str, key: Uuid, visits: bool, https: bool) {
    let code = format!("{reference}.{}", code(key));
    set_cookie(response, &secret("receipt", &code, SHOWN, https));
    if visits {
        set_cookie(response, &secret("visit", &visit_token(key), VISIT, https));
    }
}

/// A cookie that only this house reads.
pub fn secret(name: &str, value: &str, seconds: u32, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    let name = secret_cookie(name, https);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// The same form came again, perhaps because the first answer was lost: the same receipt, code and visit.
pub fn repeated(error: Error, https: bool) -> Result<Response> {
    let Error::Repeated { location, notice, key } = error else { return Err(error) };
    let reference =
        location.strip_prefix("/requests/").and_then(|rest| rest.strip_suffix("/receipt"));
    let Some(reference) = reference.and_then(crate::reference::parse) else {
        return Ok(Error::Repeated { location, notice, key }.into_response());
    };
    debug_assert!(location.starts_with(&url(&reference)), "a receipt stands under its request");
    let mut response = redirect_with_notice(&location, &notice);
    set_cookies(&mut response, &reference, key, true, https);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::{code, group, visit_token};
    use uuid::Uuid;

    #[test]
    fn the_same_form_leads_to_the_same_sixteen_digits() {
        let key = Uuid::new_v4();
        assert_eq!(code(key), code(key));
        assert_ne!(code(key), code(Uuid::new_v4()));
        assert_eq!(code(key).len(), 16);
        assert_eq!(visit_token(key).len(), 64);
        assert_eq!(group("1234567890123456"), "1234-5678-9012-3456");
    }
}
