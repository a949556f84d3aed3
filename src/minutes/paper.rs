//! The minutes as a document: what the reader's page says, the draft marked as one, the sealed text with its hash and what follows it.

use super::{
    model::{Attendee, Part, Section},
    pages::View,
    store,
};
use crate::{
    access::Record as _,
    actions::{self, model::Listing},
    files::model::RecordKind,
    i18n::{Text, say},
    paper::{self, Column, Paper, Piece},
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

/// `GET /meetings/{reference}/minutes.pdf`
pub async fn show(Ref(reference): Ref, mut cx: Ctx) -> Result<Response> {
    let minutes = store::find(&mut cx.tx, &reference).await?;
    cx.lang = paper::language(cx.lang);
    let (id, owner) = (minutes.meeting.id, minutes.meeting.owner_id);
    let view = View::load(&mut cx, minutes).await?;
    if !view.is_readable() {
        return Err(Error::Conflict { reason: "minutes-late-no-text", url: view.minutes.url() });
    }
    let actions = actions::store::listing(&mut cx.tx, RecordKind::Meeting, id, None).await?;
    cx.opened("meeting", id, owner, "pdf").await?;
    let paper = Sheet { view: &view, voice: cx.voice() }.write(&cx, &actions);
    let name = format!("{}-minutes", reference::show(&reference));
    paper::answer(cx, paper, &name).await
}

struct Sheet<'a> {
    view: &'a View,
    voice: Voice,
}

impl Sheet<'_> {
    fn say(&self, key: &str) -> String {
        say(self.view.lang, key, None)
    }

    fn write(&self, cx: &Ctx, actions: &Listing) -> Paper {
        let (minutes, meeting) = (&self.view.minutes, &self.view.minutes.meeting);
        let label = self.say("paper-for-named");
        let mut frame = paper::frame(cx, &meeting.reference, minutes.url(), label);
        let is_sealed = self.view.is_sealed();
        frame.mark = (!is_sealed).then(|| self.say("paper-draft"));
        let mut paper = Paper::new(frame, self.say("minutes-title"), meeting.title.clone());
        paper.byline = vec![
            write_day(meeting.starts_at.to_jiff().to_zoned(meeting.zone()).date(), &self.voice),
            meeting.hours(),
            reference::show(&meeting.reference),
            self.say(&format!("minutes-state-{}", minutes.state())),
        ];
        if is_sealed {
            self.sealed(&mut paper);
        } else {
            paper.add(Piece::Callout(self.say("minutes-paper-draft")));
            self.draft(&mut paper);
        }
        self.actions(&mut paper, actions);
        if is_sealed {
            self.addenda(&mut paper);
        }
        paper
    }

    fn draft(&self, paper: &mut Paper) {
        let view = self.view;
        let meeting = &view.minutes.meeting;
        let names = |all: Vec<&Attendee>, with_presence: bool| {
            let one = |one: &&Attendee| self.attendee(one, with_presence);
            all.iter().map(one).collect::<Vec<_>>().join("; ")
        };
        let there = view.there();
        let there =
            if there.is_empty() { self.say("minutes-unmarked") } else { names(there, false) };
        paper.facts(vec![
            (self.say("meetings-host"), view.name(&meeting.owner_id)),
            (self.say("forums-chair"), view.name(&meeting.chair_id)),
            (self.say("minutes-there"), there),
            (self.say("minutes-not-there"), names(view.not_there(), true)),
        ]);
        for section in &view.sections {
            self.section(paper, section);
        }
    }

    fn attendee(&self, one: &Attendee, with_presence: bool) -> String {
        let mut text = one.actor_id.map_or_else(|| one.what.clone(), |id| self.view.name(&id));
        if one.people > 1 {
            text = format!("{text} ({})", one.people);
        }
        if with_presence {
            text = format!("{text} ({})", self.say(&format!("minutes-presence-{}", one.presence)));
        }
        if one.is_unlisted {
            text = format!("{text} ({})", self.say("minutes-unlisted"));
        }
        text
    }

    fn section(&self, paper: &mut Paper, section: &Section) {
        paper.heading(section.item.title.clone());
        if let Some(only) = section.item.audience {
            paper.note(self.say(&format!("minutes-only-{only}")));
        }
        match &section.text {
            Some(text) => paper.paragraph(&text.summary),
            None => paper.note(self.say("minutes-unwritten")),
        }
        let decided = section.decisions.iter().map(|decision| {
            let text = Text::new("minutes-decided")
                .with("who", self.view.name(&decision.actor_id))
                .with("what", decision.body.as_str());
            text.say(self.view.lang)
        });
        paper.list(decided.collect());
        let said = section.words.iter().filter(|words| !words.last().is_empty());
        paper
            .facts(said.map(|words| (self.view.speaker(words), words.last().to_owned())).collect());
    }

    /// The text as it was sealed, word for word, each part with its hash; then the whole.
    fn sealed(&self, paper: &mut Paper) {
        for part in &self.view.parts {
            write_part(paper, part);
        }
        let minutes = &self.view.minutes;
        let mut facts = Vec::new();
        if let Some(at) = &minutes.sealed_at {
            let by = minutes.sealed_for.map(|by| format!(", {}", self.view.name(&by)));
            let at = write_time(at, &self.voice);
            facts.push((self.say("minutes-sealed-at"), at + &by.unwrap_or_default()));
        }
        if let Some(seal) = minutes.seal() {
            facts.push((
                self.say("minutes-hash"),
                format!("{seal}\n{}", self.say("minutes-hash-hint")),
            ));
        }
        paper.heading(self.say("minutes-state-sealed"));
        paper.facts(facts);
    }

    fn actions(&self, paper: &mut Paper, actions: &Listing) {
        if actions.lines.is_empty() {
            return;
        }
        paper.heading(self.say("actions-title"));
        let columns = vec![
            Column::words(self.say("paper-what"), 46.0),
            Column::words(self.say("minutes-organisation"), 24.0),
            Column::words(self.say("paper-due"), 14.0),
            Column::words(self.say("frame-state"), 16.0),
        ];
        let rows = actions.lines.iter().map(|line| {
            vec![
                line.body.clone(),
                actions.name(&line.actor_id, &self.view.lang),
                write_day(line.due_on.to_jiff(), &self.voice),
                self.say(&format!("actions-state-{}", line.state)),
            ]
        });
        paper.table(columns, rows.collect(), None);
    }

    fn addenda(&self, paper: &mut Paper) {
        if self.view.addenda.is_empty() {
            return;
        }
        paper.heading(self.say("minutes-addenda"));
        for one in &self.view.addenda {
            let role = self.say(&format!("role-{}", one.role));
            let at = write_time(&one.at, &self.voice);
            paper.subheading(format!("{role} · {}, {at}", self.view.name(&one.actor_id)));
            paper.paragraph(&one.body);
        }
    }
}

/// A part of the sealed text; the first line of an item is its title.
fn write_part(paper: &mut Paper, part: &Part) {
    match part.body.split_once('\n') {
        Some((title, rest)) if part.item_id.is_some() => {
            paper.heading(title.to_owned());
            paper.paragraph(rest);
        }
        _ => paper.paragraph(&part.body),
    }
    paper.note(format!("SHA-256 {}", part.seal()));
}
