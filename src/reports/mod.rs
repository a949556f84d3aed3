//! After-action reports: asked for after meetings and after requests that went wrong; four questions, lessons that become
//! action points.

pub mod forms;
pub mod model;
pub mod pages;
pub mod policy;
pub mod store;
pub mod writing;

use crate::{
    routes::Routes,
    web::{
        context::{Ctx, Post},
        extract::Id,
    },
};
use model::Question;

pub fn routes() -> Routes {
    let mut routes = Routes::default()
        .get("/reports", pages::index)
        .post("/reports", writing::begin)
        .get("/reports/{id}", pages::show)
        .get("/reports/{id}/about", writing::about)
        .post("/reports/{id}/about", writing::save_about)
        .get("/reports/{id}/lessons", writing::lessons)
        .post("/reports/{id}/lessons", writing::add_lesson)
        .post("/reports/{id}/lessons/removal", writing::remove_lesson)
        .post("/reports/{id}/filing", writing::file);
    for question in Question::ALL {
        let question = *question;
        routes = routes
            .get(question.path(), move |id: Id, cx: Ctx| writing::question(question, id, cx))
            .post(question.path(), move |id: Id, post: Post<forms::AnswerForm>| {
                writing::answer(question, id, post)
            });
    }
    routes
}
