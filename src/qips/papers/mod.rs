//! Papers about a project as documents: the whole file, the committee's paper, the agreement, the certificate of handover.
//!
//! They say what the reader's pages say, and less: the partner's account, assessments, notes, comments and votes are on no paper, and
//! the committee's paper names districts, never places (`docs/security.md`).

mod course;
mod parts;

use super::{
    model::{Project, url},
    record::FileView,
    store,
};
use crate::{
    i18n::{Text, say},
    paper::{self, Paper, Piece},
    reference,
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::Ref,
        filters::{write_day, write_time},
        html::Voice,
    },
};
use axum::response::Response;

/// The papers that a project can be printed as.
pub const PAPERS: [&str; 4] = ["print", "paper", "contract", "certificate"];

/// The file of a project where this paper of it is possible now, for whoever may read it; opening it so is written down (`print`, `pdf`).
pub async fn load(
    cx: &mut Ctx,
    paper: &str,
    reference: &str,
    what: &'static str,
) -> Result<FileView> {
    let project = store::find(&mut cx.tx, reference).await?;
    if !is_there(paper, &project) {
        return Err(Error::NotFound);
    }
    let mut record = FileView::load(cx, project, what).await?;
    if paper == "paper" {
        // F2 never stands in a committee's paper; the district does.
        record.sites.clear();
    }
    Ok(record)
}

/// Whether the project has come so far that there is this paper.
fn is_there(paper: &str, project: &Project) -> bool {
    match paper {
        "contract" => project.has_contract(),
        "certificate" => project.has_certificate(),
        _ => true,
    }
}

/// `GET /qips/{reference}/print.pdf`, `…/paper.pdf`, `…/contract.pdf`, `…/certificate.pdf`
pub async fn show(paper: &'static str, Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    cx.lang = paper::language(cx.lang);
    let record = load(&mut cx, paper, &reference, "pdf").await?;
    let sheet = Sheet::new(&cx, &record, paper);
    let document = match paper {
        "certificate" => sheet.certificate(),
        "contract" => sheet.contract(),
        "paper" => sheet.committee(),
        _ => sheet.file(),
    };
    let name = format!("{}-{paper}", reference::show(&reference));
    paper::answer(cx, document, &name).await
}

/// A paper in the making.
struct Sheet<'a> {
    record: &'a FileView,
    voice: Voice,
    mission: String,
    paper: Paper,
}

impl<'a> Sheet<'a> {
    fn new(cx: &Ctx, record: &'a FileView, kind: &str) -> Sheet<'a> {
        let project = &record.project;
        let word = |key: String| say(cx.lang, &key, None);
        let label = match kind {
            "paper" => "paper-for-committee",
            "contract" | "certificate" => "paper-for-signers",
            _ => "paper-for-parties",
        };
        let frame = paper::frame(
            cx,
            &project.reference,
            url(&project.reference),
            say(cx.lang, label, None),
        );
        let title = project.title.clone();
        let mut paper = Paper::new(frame, word(format!("qips-pdf-{kind}")), title);
        paper.byline = vec![
            reference::show(&project.reference),
            word(format!("qips-kind-{}", project.kind)),
            project.area.clone(),
            word(format!("qips-state-{}", project.state)),
        ];
        Sheet { record, voice: cx.voice(), mission: cx.house.mission_name.clone(), paper }
    }

    fn say(&self, key: &str) -> String {
        say(self.voice.lang, key, None)
    }

    fn word(&self, prefix: &str, code: impl std::fmt::Display) -> String {
        self.say(&format!("{prefix}-{code}"))
    }

    fn day(&self, day: jiff_sqlx::Date) -> String {
        write_day(day.to_jiff(), &self.voice)
    }

    fn time(&self, at: &jiff_sqlx::Timestamp) -> String {
        write_time(at, &self.voice)
    }

    /// Everything that the reader may read of it.
    fn file(mut self) -> Paper {
        self.facts();
        self.proposal(&[]);
        self.sites();
        self.budget();
        self.quotations();
        self.checks(true);
        self.screening();
        self.decision();
        self.agreement();
        self.instalments(true);
        self.visits();
        self.closure();
        self.objectives();
        self.promises();
        self.timeline();
        self.paper
    }

    /// What a committee votes on.
    fn committee(mut self) -> Paper {
        self.facts();
        self.proposal(&[]);
        self.budget();
        self.quotations();
        self.checks(false);
        self.paper
    }

    fn contract(mut self) -> Paper {
        let text = Text::new("qips-contract-text")
            .with("mission", self.mission.as_str())
            .with("partner", self.record.partner());
        self.paper.add(Piece::Lead(text.say(self.voice.lang)));
        let project = &self.record.project;
        let approved = project.approved.map(|amount| parts::amount(&project.currency, amount));
        self.paper.facts(vec![
            (self.say("qips-field-summary"), project.summary.clone()),
            (self.say("qips-field-area"), project.area.clone()),
            (self.say("qips-approved"), approved.unwrap_or_default()),
        ]);
        self.proposal(&["results", "upkeep"]);
        self.instalments(false);
        let terms = ["qips-contract-accounts", "qips-contract-visits", "qips-contract-refund"];
        self.paper.heading(self.say("qips-pdf-terms"));
        let terms = terms.iter().map(|term| self.say(term)).collect();
        self.paper.list(terms);
        self.signed_by(self.record.partner());
        self.paper
    }

    fn certificate(mut self) -> Paper {
        self.paper.add(Piece::Lead(self.say("qips-certificate-text")));
        let project = &self.record.project;
        self.paper.facts(vec![
            (self.say("qips-field-summary"), project.summary.clone()),
            (self.say("qips-field-area"), project.area.clone()),
            (self.say("qips-field-partner"), self.record.partner()),
        ]);
        self.proposal(&["upkeep"]);
        self.signed_by(self.say("qips-field-owner_after"));
        self.paper
    }

    fn signed_by(&mut self, other: String) {
        let captions = ["paper-sign-name", "paper-sign-signature", "paper-sign-day"];
        let captions = captions.map(|key| self.say(key));
        self.paper.heading(self.say("paper-signed"));
        let names = vec![self.mission.clone(), other];
        self.paper.add(Piece::Signatures { names, captions });
    }
}
