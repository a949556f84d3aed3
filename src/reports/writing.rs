//! Writing a report: one page a question, saved one by one.

use super::{
    forms::{AboutForm, AnswerForm, BeginForm, EmptyForm, LessonForm, OneForm},
    model::{Lesson, LessonKind, Question, Report, Slot, TOPICS, audience_of},
    policy::{Begin, File, Write},
    store,
};
use crate::{
    access::Record as _,
    actors, areas,
    files::model::RecordKind,
    requests::model::CLUSTERS,
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
use uuid::Uuid;

#[derive(Template)]
#[template(path = "reports/question.html")]
struct QuestionPage {
    layout: Layout,
    report: Report,
    question: Question,
    form: AnswerForm,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "reports/about.html")]
struct AboutPage {
    layout: Layout,
    report: Report,
    form: AboutForm,
    errors: Errors,
    districts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "reports/lessons.html")]
struct LessonsPage {
    layout: Layout,
    report: Report,
    lessons: Vec<Lesson>,
    form: LessonForm,
    errors: Errors,
    doers: Vec<(String, String)>,
}

impl QuestionPage {
    fn action(&self) -> String {
        format!("{}/{}", self.report.url(), self.question)
    }

    fn label(&self) -> String {
        format!("reports-question-{}", self.question)
    }
}

#[expect(clippy::unused_self, reason = "templates reach functions through the page")]
impl AboutPage {
    fn action(&self) -> String {
        format!("{}/about", self.report.url())
    }

    fn topics(&self) -> Vec<(&'static str, String)> {
        TOPICS.iter().map(|topic| (*topic, format!("reports-topic-{topic}"))).collect()
    }

    fn sectors(&self) -> Vec<(&'static str, String)> {
        CLUSTERS.iter().map(|one| (*one, format!("requests-cluster-{one}"))).collect()
    }
}

impl LessonsPage {
    fn part(&self, part: &str) -> String {
        format!("{}/lessons{part}", self.report.url())
    }

    #[expect(clippy::unused_self, reason = "templates reach functions through the page")]
    fn kinds(&self) -> Vec<(&'static str, String)> {
        LessonKind::ALL
            .iter()
            .map(|kind| (kind.as_str(), format!("reports-lesson-{kind}")))
            .collect()
    }
}

/// `POST /reports`: begins one, or goes on with the one that was begun.
pub async fn begin(post: Post<BeginForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let kind = RecordKind::parse(&form.kind).ok_or_else(|| Error::Unreadable("kind".to_owned()))?;
    let source_id =
        Uuid::parse_str(&form.source).map_err(|_| Error::Unreadable("source".to_owned()))?;
    let (is_called, begun) = store::called(&mut cx.tx, kind, source_id).await?;
    if let Some(id) = begun {
        return cx.saved(format!("/reports/{id}"), "").await;
    }
    let viewer = cx.viewer();
    let audience = audience_of(viewer.community);
    let slot = Slot {
        id: Uuid::now_v7(),
        owner: viewer.actor,
        source_kind: kind,
        source_id,
        is_called,
        audience,
    };
    let permit = cx.tx.permit(Begin, &slot)?;
    store::begin(&mut cx.tx, permit).await?;
    cx.saved(slot.url(), "reports-begun").await
}

/// `GET /reports/{id}/expected` and the other three.
pub async fn question(question: Question, Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let report = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Write, &report)?;
    let form = AnswerForm {
        answer: report.answer(question).to_owned(),
        version: report.version.to_string(),
    };
    Ok(cx.page(&QuestionPage {
        layout: Layout::new(&cx),
        report,
        question,
        form,
        errors: Errors::default(),
    }))
}

/// `POST /reports/{id}/expected` and the other three.
pub async fn answer(question: Question, Id(id): Id, post: Post<AnswerForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let report = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Write, &report)?;
    match form.parse() {
        Ok(answer) => {
            let version = form.version.parse().unwrap_or(0);
            store::answer(&mut cx.tx, permit, question, &answer, version).await?;
            cx.saved(report.url(), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => Ok(cx.invalid(&QuestionPage {
            layout: Layout::new(&cx),
            report,
            question,
            form,
            errors,
        })),
        Err(other) => Err(other),
    }
}

async fn about_page(
    cx: &mut Ctx,
    report: Report,
    form: AboutForm,
    errors: Errors,
) -> Result<AboutPage> {
    let districts = areas::store::districts(&mut cx.tx).await?;
    let districts = districts.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(AboutPage { layout: Layout::new(cx), report, form, errors, districts })
}

/// `GET /reports/{id}/about`
pub async fn about(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let report = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Write, &report)?;
    let form = AboutForm {
        topic: report.topic.clone(),
        sector: report.sector.clone(),
        area: report.area_id.map(|area| area.to_string()).unwrap_or_default(),
        version: report.version.to_string(),
    };
    let page = about_page(&mut cx, report, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /reports/{id}/about`
pub async fn save_about(Id(id): Id, post: Post<AboutForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let report = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Write, &report)?;
    let version = form.version.parse().unwrap_or(0);
    let done = cx
        .tx
        .attempt(async |tx| store::about(tx, permit, &form.parse(&CLUSTERS)?, version).await)
        .await;
    match done {
        Ok(()) => cx.saved(report.url(), "frame-notice-saved").await,
        Err(Error::Invalid(errors)) => {
            let page = about_page(&mut cx, report, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// One's own office and those below it.
fn doers(cx: &Ctx) -> Vec<Uuid> {
    let mut doers = cx.viewer().below.clone();
    doers.push(cx.viewer().actor);
    doers.sort_unstable();
    doers.dedup();
    doers
}

async fn lessons_page(
    cx: &mut Ctx,
    report: Report,
    form: LessonForm,
    errors: Errors,
) -> Result<LessonsPage> {
    let lessons = store::lessons(&mut cx.tx, report.id).await?;
    let ids = doers(cx);
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let lang = cx.lang;
    let mut doers: Vec<(String, String)> =
        names.values().map(|name| (name.id.to_string(), name.label(lang))).collect();
    doers.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(LessonsPage { layout: Layout::new(cx), report, lessons, form, errors, doers })
}

/// `GET /reports/{id}/lessons`
pub async fn lessons(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let report = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Write, &report)?;
    let form = LessonForm { actor: cx.viewer().actor.to_string(), ..LessonForm::default() };
    let page = lessons_page(&mut cx, report, form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /reports/{id}/lessons`
pub async fn add_lesson(Id(id): Id, post: Post<LessonForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let report = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Write, &report)?;
    let today = crate::clock::now().to_zoned(cx.house.zone.clone()).date();
    match form.parse(&doers(&cx), today) {
        Ok(lesson) => {
            store::add_lesson(&mut cx.tx, permit, &lesson).await?;
            cx.saved(format!("{}/lessons", report.url()), "frame-notice-saved").await
        }
        Err(Error::Invalid(errors)) => {
            let page = lessons_page(&mut cx, report, form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(other) => Err(other),
    }
}

/// `POST /reports/{id}/lessons/removal`
pub async fn remove_lesson(Id(id): Id, post: Post<OneForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let report = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Write, &report)?;
    let lesson = Uuid::parse_str(&form.one).map_err(|_| Error::Unreadable("one".to_owned()))?;
    store::remove_lesson(&mut cx.tx, permit, lesson).await?;
    cx.saved(format!("{}/lessons", report.url()), "frame-notice-saved").await
}

/// `POST /reports/{id}/filing`
pub async fn file(Id(id): Id, post: Post<EmptyForm>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let report = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(File, &report)?;
    store::file(&mut cx.tx, permit).await?;
    cx.saved(report.url(), "reports-filed").await
}
