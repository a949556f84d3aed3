//! The page of the coherence matrix.

use super::{
    forms::SayingForm,
    model::{Degree, Field, Row, SIDES, Saying, matrix},
    policy::{SayCoherence, speaks_for},
    store,
};
use crate::{
    access::Audience,
    actors::{forms::options, model::ActorName, store as actors},
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
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "coherence/index.html")]
struct IndexPage {
    layout: Layout,
    rows: Vec<Row>,
    history: Vec<Saying>,
    names: HashMap<Uuid, ActorName>,
    /// For whom the reader speaks; nobody gets no form.
    own: Vec<(String, String)>,
    sides: Vec<(String, String)>,
    fields: Vec<(String, String)>,
    degrees: Vec<(String, String)>,
    form: SayingForm,
    errors: Errors,
}

impl IndexPage {
    async fn new(cx: &mut Ctx, form: SayingForm, errors: Errors) -> Result<IndexPage> {
        let newest = store::newest(&mut cx.tx).await?;
        let history = store::history(&mut cx.tx).await?;
        let ids: Vec<Uuid> = history.iter().map(|saying| saying.said_by_id).collect();
        Ok(IndexPage {
            rows: matrix(&newest),
            names: actors::names(&mut cx.tx, &ids).await?,
            history,
            own: options(speaks_for(cx.viewer()), "community"),
            sides: options(&SIDES, "community"),
            fields: options(Field::ALL, "coherence-dimension"),
            degrees: options(Degree::ALL, "coherence-degree"),
            layout: Layout::new(cx),
            form,
            errors,
        })
    }

    fn name(&self, id: &Uuid) -> String {
        self.names.get(id).map(|name| name.label(self.layout.lang)).unwrap_or_default()
    }
}

/// `GET /actors/coherence`
pub async fn index(mut cx: Ctx) -> Result<Response> {
    if !cx.viewer().admitted_to(Audience::Partners) {
        return Err(Error::Forbidden("coherence-deny-see"));
    }
    let page = IndexPage::new(&mut cx, SayingForm::default(), Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /actors/coherence`
pub async fn say(post: Post<SayingForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let sides = speaks_for(cx.viewer());
    if sides.is_empty() {
        return Err(Error::Forbidden("coherence-deny-say"));
    }
    match form.parse(sides) {
        Ok(draft) => {
            let permit = cx.tx.permit(SayCoherence, &draft)?;
            store::say(&mut cx.tx, permit).await?;
            cx.saved("/actors/coherence".to_owned(), "coherence-notice-said").await
        }
        Err(Error::Invalid(errors)) => {
            let page = IndexPage::new(&mut cx, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}
