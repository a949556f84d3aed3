//! One small page for each act of the table.

use super::{
    forms::ActForm,
    model::{Act, Step},
    policy::Take,
    store, writes,
};
use crate::{
    access::Record as _,
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

#[derive(Template)]
#[template(path = "notices/act.html")]
struct ActPage {
    layout: Layout,
    step: Step,
    address: String,
    form: ActForm,
    errors: Errors,
}

fn page(cx: &Ctx, step: Step, form: ActForm, errors: Errors) -> ActPage {
    let address = step.act.spec().path.replace("{id}", &step.notice.id.to_string());
    ActPage { layout: Layout::new(cx), step, address, form, errors }
}

/// `GET /notices/{id}/…`
pub async fn ask(act: Act, Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let step = Step { notice: store::find(&mut cx.tx, id).await?, act };
    cx.tx.check(Take, &step)?;
    Ok(cx.page(&page(&cx, step, ActForm::default(), Errors::default())))
}

/// `POST /notices/{id}/…`
pub async fn act(act: Act, Id(id): Id, post: Post<ActForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let step = Step { notice: store::find(&mut cx.tx, id).await?, act };
    let permit = cx.tx.permit(Take, &step)?;
    let done = cx.tx.attempt(async |tx| writes::take(tx, permit, &form.parse(act)?).await).await;
    match done {
        Ok(()) => {
            // A draft is its office's alone: whoever sent it back goes on with what else waits.
            let stays = act != Act::Return || cx.viewer().acts_for(step.notice.owner_id);
            let to = if stays { step.url() } else { "/notices?state=submitted".to_owned() };
            cx.saved(to, "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => Ok(cx.invalid(&page(&cx, step, form, errors))),
        Err(other) => Err(other),
    }
}
