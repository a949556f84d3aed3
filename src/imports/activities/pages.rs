//! The pages of imports: the office's files, one file with its dry run, its columns, and one row.

use super::{
    check::{ground, name_of},
    forms::{ApplyForm, ButtonForm, ColumnsForm, RowForm, WordsForm},
    model::{Brings, Counts, Import, Line, State, UnknownWord},
    policy::{Apply, Correct, Discard, Receive},
    receive, store,
    work::{self, Work},
};
use crate::{
    access::Record as _,
    activities::model::{Cluster, Status, fields},
    i18n::Text,
    imports::{
        file::InputFile,
        projects,
        report::{Note, Outcome},
        wording::tidy,
    },
    qips,
    web::{
        context::{Ctx, Post},
        error::{Error, Result},
        extract::{Id, Query},
        file_form::FileForm,
        filters,
        forms::Errors,
        html::Layout,
    },
};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// Unknown words on one page: the most frequent ones.
const WORDS: usize = 20;

#[derive(Template)]
#[template(path = "imports/index.html")]
struct IndexPage {
    layout: Layout,
    brings: Brings,
    imports: Vec<Import>,
    errors: Errors,
}

impl IndexPage {
    fn file_hint(&self) -> &'static str {
        match self.brings {
            Brings::Activities => "imports-file-hint",
            Brings::Projects => "imports-file-hint-project",
        }
    }
}

/// `GET /activities/imports`, `GET /qips/imports`
pub async fn index(brings: Brings, mut cx: Ctx) -> Result<Response> {
    cx.tx.check(Receive, &receive::new(brings, cx.viewer().actor))?;
    let imports = store::list(&mut cx.tx, brings).await?;
    Ok(cx.page(&IndexPage { layout: Layout::new(&cx), brings, imports, errors: Errors::default() }))
}

/// `POST /activities/imports`
pub async fn create(mut form: FileForm) -> Result<Response> {
    let new = receive::new(Brings::Activities, form.cx.viewer().actor);
    form.cx.tx.check(Receive, &new)?;
    let (file, variants) = (form.take("file"), form.take("variants"));
    let mut cx = form.cx;
    let Some(file) = file else {
        return refused(cx, new.brings, Errors::one("file", "imports-file-needed")).await;
    };
    let variants = variants.filter(|file| !file.bytes.is_empty());
    let variants = variants.map(|file| receive::variants(&InputFile::new(file.name, file.bytes)));
    let variants = match variants.transpose() {
        Ok(variants) => variants.unwrap_or_default(),
        Err(fault) => return refused(cx, new.brings, Errors::one("variants", fault.what)).await,
    };
    let opened = receive::open_beside(InputFile::new(file.name, file.bytes)).await?;
    let opened = match opened {
        Ok(opened) => opened,
        Err(fault) => return refused(cx, new.brings, Errors::one("file", fault.what)).await,
    };
    let suffice = receive::keep(&mut cx.tx, opened, &new, None).await?;
    if !suffice {
        let to = format!("/activities/imports/{}/columns", new.id);
        return cx.saved(to, "imports-notice-columns").await;
    }
    run(cx, new.url_of(), new.id, Work::Check(variants), "imports-notice-received").await
}

/// `POST /qips/imports`
pub async fn create_projects(mut form: FileForm) -> Result<Response> {
    let new = receive::new(Brings::Projects, form.cx.viewer().actor);
    let permit = form.cx.tx.permit(Receive, &new)?;
    let file = form.take("file");
    let mut cx = form.cx;
    let Some(file) = file else {
        return refused(cx, new.brings, Errors::one("file", "imports-file-needed")).await;
    };
    let file = InputFile::new(file.name, file.bytes);
    let opened = tokio::task::spawn_blocking(move || projects::open(file)).await;
    match opened.map_err(|error| Error::Internal(error.to_string()))? {
        Ok(received) => store::receive(&mut cx.tx, permit, received).await?,
        Err(fault) => {
            return refused(cx, new.brings, Errors::one("file", fault.what)).await;
        }
    }
    run(cx, new.url_of(), new.id, Work::Check(Vec::new()), "imports-notice-received").await
}

async fn refused(mut cx: Ctx, brings: Brings, errors: Errors) -> Result<Response> {
    let imports = store::list(&mut cx.tx, brings).await?;
    Ok(cx.invalid(&IndexPage { layout: Layout::new(&cx), brings, imports, errors }))
}

/// Saves what the form said, starts the run, and shows the import.
async fn run(
    mut cx: Ctx,
    url: String,
    id: uuid::Uuid,
    what: Work,
    notice: &'static str,
) -> Result<Response> {
    let (db, viewer) = (cx.state.db.clone(), cx.viewer().clone());
    if matches!(what, Work::Check(_)) {
        store::begin(&mut cx.tx, id, State::Checking).await?;
    }
    let response = cx.saved(url, notice).await?;
    work::start(db, viewer, id, what).await;
    Ok(response)
}

/// Which rows of the dry run are shown.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct RowsQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub show: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// Unknown words with what can be chosen for them.
struct WordView {
    word: UnknownWord,
    /// Code and text, as they are.
    options: Vec<(String, String)>,
    choice: String,
    typed: String,
    can_type: bool,
}

#[derive(Template)]
#[template(path = "imports/show.html")]
struct ShowPage {
    layout: Layout,
    import: Import,
    counts: Counts,
    show: String,
    tabs: Vec<(String, i64)>,
    rows: Vec<Line>,
    next: Option<String>,
    texts: Vec<Text>,
    words: Vec<WordView>,
    more_words: usize,
    errors: Errors,
    can_correct: bool,
    can_apply: bool,
    can_discard: bool,
}

impl ShowPage {
    fn say(&self, note: &Note) -> String {
        note.say(self.layout.lang)
    }

    /// A text about what the file brings.
    fn about(&self, key: &str) -> String {
        format!("{key}-{}", self.import.brings)
    }

    fn is_of_projects(&self) -> bool {
        self.import.brings == Brings::Projects
    }

    fn part(&self, noun: &str) -> String {
        format!("{}/{noun}", self.import.url())
    }

    async fn new(
        cx: &mut Ctx,
        import: Import,
        query: &RowsQuery,
        form: &WordsForm,
        errors: Errors,
    ) -> Result<ShowPage> {
        let counts = store::counts(&mut cx.tx, import.id).await?;
        let show = shown(&query.show, &counts);
        let outcome = Outcome::parse(&show);
        let after = query.after.parse().unwrap_or(0);
        let warned = show == "warned";
        let mut rows =
            store::rows(&mut cx.tx, import.id, outcome, warned, after, store::PAGE + 1).await?;
        let next = (rows.len() > store::PAGE).then(|| {
            rows.truncate(store::PAGE);
            let after = rows.last().map(|row| row.row).unwrap_or_default();
            format!("{}?show={show}&after={after}", import.url())
        });
        let can_correct = cx.viewer().may(Correct, &import);
        let words = import.remarks.unknown.iter().take(WORDS).map(|word| word_view(word, form));
        Ok(ShowPage {
            layout: Layout::new(cx),
            tabs: tabs(&counts),
            counts,
            show,
            rows,
            next,
            texts: import.remarks.texts.iter().map(Text::from).collect(),
            words: if can_correct { words.collect() } else { Vec::new() },
            more_words: import.remarks.unknown.len().saturating_sub(WORDS),
            errors,
            can_correct,
            can_apply: cx.viewer().may(Apply, &import) && counts.writes() > 0,
            can_discard: cx.viewer().may(Discard, &import),
            import,
        })
    }
}

/// The rows that are asked for; else those that want a look.
fn shown(asked: &str, counts: &Counts) -> String {
    let known = asked == "warned" || asked == "all" || Outcome::parse(asked).is_some();
    let first = [("error", counts.error), ("changed", counts.changed), ("warned", counts.warned)];
    let wants = first.iter().find(|(_, n)| *n > 0).map_or("all", |(show, _)| show);
    if known { asked } else { wants }.to_owned()
}

fn tabs(counts: &Counts) -> Vec<(String, i64)> {
    let all = [
        ("all", counts.all()),
        ("error", counts.error),
        ("warned", counts.warned),
        ("new", counts.new),
        ("changed", counts.changed),
        ("unchanged", counts.unchanged),
        ("left_out", counts.left_out),
    ];
    all.into_iter().filter(|(_, n)| *n > 0).map(|(show, n)| (show.to_owned(), n)).collect()
}

fn word_view(word: &UnknownWord, form: &WordsForm) -> WordView {
    let (choice, typed) = form.answer(&word.field, &word.said);
    let options = match word.field.as_str() {
        "cluster" => Cluster::named().map(|one| (one.to_string(), one.to_string())).collect(),
        "status" => Status::ALL.iter().map(|one| (one.to_string(), one.to_string())).collect(),
        _ => word.nearest.iter().map(|name| (name.clone(), name.clone())).collect(),
    };
    WordView {
        options,
        choice: choice.to_owned(),
        typed: typed.to_owned(),
        can_type: matches!(word.field.as_str(), "actor" | "area" | "date"),
        word: word.clone(),
    }
}

/// `GET /activities/imports/{id}`
pub async fn show(Id(id): Id, Query(query): Query<RowsQuery>, mut cx: Ctx) -> Result<Response> {
    let import = store::find(&mut cx.tx, id).await?;
    let form = WordsForm::default();
    let page = ShowPage::new(&mut cx, import, &query, &form, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// An import of activities: past projects have their columns by name, and no words that are remembered.
async fn activities(cx: &mut Ctx, id: uuid::Uuid) -> Result<Import> {
    let import = store::find(&mut cx.tx, id).await?;
    if import.brings == Brings::Activities { Ok(import) } else { Err(Error::NotFound) }
}

/// `POST /activities/imports/{id}/words`
pub async fn correct(Id(id): Id, post: Post<WordsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let import = activities(&mut cx, id).await?;
    let permit = cx.tx.permit(Correct, &import)?;
    let viewer = cx.viewer().clone();
    let ground = ground(&mut cx.tx, &viewer, &import).await?;
    match form.parse(&ground) {
        Ok(words) => {
            store::correct(&mut cx.tx, permit, &words).await?;
            run(cx, import.url(), id, Work::Check(Vec::new()), "imports-notice-corrected").await
        }
        Err(Error::Invalid(errors)) => {
            let page = ShowPage::new(&mut cx, import, &RowsQuery::default(), &form, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "imports/columns.html")]
struct ColumnsPage {
    layout: Layout,
    import: Import,
    form: ColumnsForm,
    errors: Errors,
}

impl ColumnsPage {
    fn action(&self) -> String {
        format!("{}/columns", self.import.url())
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references")]
    fn chosen(&self, at: &usize) -> &str {
        self.form.column.get(*at).map_or("", String::as_str)
    }

    /// What a spreadsheet calls a column without a name.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references")]
    fn letter(at: &usize) -> String {
        crate::imports::table::letter(*at)
    }

    fn fields() -> Vec<&'static str> {
        fields().collect()
    }

    fn orders() -> Vec<(String, String)> {
        ["day", "month"].map(|one| (one.to_owned(), format!("imports-order-{one}"))).to_vec()
    }
}

/// `GET /activities/imports/{id}/columns`
pub async fn columns(Id(id): Id, mut cx: Ctx) -> Result<Response> {
    let import = activities(&mut cx, id).await?;
    cx.tx.check(Correct, &import)?;
    let form = ColumnsForm::of(import.header.len(), &import.columns, &import.options);
    let (layout, errors) = (Layout::new(&cx), Errors::default());
    Ok(cx.page(&ColumnsPage { layout, import, form, errors }))
}

/// `POST /activities/imports/{id}/columns`
pub async fn choose_columns(Id(id): Id, post: Post<ColumnsForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let import = activities(&mut cx, id).await?;
    let permit = cx.tx.permit(Correct, &import)?;
    match form.parse() {
        Ok((columns, options)) => {
            store::choose_columns(&mut cx.tx, permit, &columns, &options).await?;
            run(cx, import.url(), id, Work::Check(Vec::new()), "imports-notice-corrected").await
        }
        Err(Error::Invalid(errors)) => {
            let layout = Layout::new(&cx);
            Ok(cx.invalid(&ColumnsPage { layout, import, form, errors }))
        }
        Err(error) => Err(error),
    }
}

/// The row that is asked for, as a spreadsheet numbers it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RowQuery {
    pub n: i32,
}

/// One cell of a row: its field, its column's name, what it says and should say.
struct Cell {
    field: String,
    column: String,
    said: String,
    value: String,
}

#[derive(Template)]
#[template(path = "imports/row.html")]
struct RowPage {
    layout: Layout,
    import: Import,
    line: Line,
    cells: Vec<Cell>,
    errors: Errors,
    can_correct: bool,
    /// What the row became, once it is written.
    written: Option<String>,
}

impl RowPage {
    fn say(&self, note: &Note) -> String {
        note.say(self.layout.lang)
    }

    fn action(&self) -> String {
        format!("{}/row", self.import.url())
    }
}

/// The row with this number; [`Error::NotFound`] where the dry run has none.
async fn line(cx: &mut Ctx, import: &Import, n: i32) -> Result<Line> {
    let rows = store::rows(&mut cx.tx, import.id, None, false, n - 1, 1).await?;
    rows.into_iter().find(|line| line.row == n).ok_or(Error::NotFound)
}

/// Where the record of a row is read, once it is written.
async fn written(cx: &mut Ctx, import: &Import, line: &Line) -> Result<Option<String>> {
    let is_written = import.state == State::Applied
        && !matches!(line.outcome, Outcome::Error | Outcome::LeftOut);
    Ok(match import.brings {
        _ if !is_written => None,
        Brings::Activities => Some(format!("/activities/{}", line.activity_id)),
        Brings::Projects => qips::store::address(&mut cx.tx, line.activity_id).await?,
    })
}

async fn row_page(cx: &mut Ctx, import: Import, line: Line, errors: Errors) -> Result<RowPage> {
    let fixes = store::fixes(&mut cx.tx, import.id).await?;
    let number = usize::try_from(line.row).unwrap_or(0);
    let cells = import.columns.iter().map(|(field, at)| {
        let said = tidy(line.cells.get(*at).map_or("", String::as_str));
        let value = fixes.get(&(number, field.clone())).unwrap_or(&said).clone();
        let column = import.header.get(*at).map(name_of).unwrap_or_default();
        Cell { field: field.clone(), column, said, value }
    });
    let written = written(cx, &import, &line).await?;
    Ok(RowPage {
        layout: Layout::new(cx),
        written,
        cells: cells.collect(),
        can_correct: cx.viewer().may(Correct, &import),
        import,
        line,
        errors,
    })
}

/// `GET /activities/imports/{id}/row`
pub async fn row(Id(id): Id, Query(query): Query<RowQuery>, mut cx: Ctx) -> Result<Response> {
    let import = store::find(&mut cx.tx, id).await?;
    let line = line(&mut cx, &import, query.n).await?;
    let page = row_page(&mut cx, import, line, Errors::default()).await?;
    Ok(cx.page(&page))
}

/// `POST /activities/imports/{id}/row`
pub async fn fix(Id(id): Id, post: Post<RowForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let import = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Correct, &import)?;
    let line = line(&mut cx, &import, form.row.parse().unwrap_or(0)).await?;
    match form.parse(&line.cells, &import.columns) {
        Ok(cells) => {
            store::fix(&mut cx.tx, permit, line.row, &cells).await?;
            run(cx, import.url(), id, Work::Check(Vec::new()), "imports-notice-corrected").await
        }
        Err(Error::Invalid(errors)) => {
            let page = row_page(&mut cx, import, line, errors).await?;
            Ok(cx.invalid(&page))
        }
        Err(error) => Err(error),
    }
}

/// `POST /activities/imports/{id}/check`
pub async fn check(Id(id): Id, post: Post<ButtonForm>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let import = store::find(&mut cx.tx, id).await?;
    cx.tx.check(Correct, &import)?;
    run(cx, import.url(), id, Work::Check(Vec::new()), "imports-notice-checked").await
}

/// `POST /activities/imports/{id}/application`
pub async fn apply(Id(id): Id, post: Post<ApplyForm>) -> Result<Response> {
    let Post { mut cx, form } = post;
    let import = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Apply, &import)?;
    let counts = store::counts(&mut cx.tx, id).await?;
    let leave_out = form.leave_out == "yes";
    if counts.error > 0 && !leave_out {
        let errors = Errors::one("leave_out", "imports-errors-left");
        let (query, words) = (RowsQuery::default(), WordsForm::default());
        let page = ShowPage::new(&mut cx, import, &query, &words, errors).await?;
        return Ok(cx.invalid(&page));
    }
    store::ask(&mut cx.tx, permit, leave_out).await?;
    run(cx, import.url(), id, Work::Apply { leave_out }, "imports-notice-applying").await
}

/// `POST /activities/imports/{id}/removal`
pub async fn discard(Id(id): Id, post: Post<ButtonForm>) -> Result<Response> {
    let Post { mut cx, .. } = post;
    let import = store::find(&mut cx.tx, id).await?;
    let permit = cx.tx.permit(Discard, &import)?;
    store::discard(&mut cx.tx, permit).await?;
    cx.saved(format!("{}/imports", import.brings.folder()), "frame-notice-removed").await
}
