//! What became of a project, on paper: answers, screening, decision, agreement, visits, closure, documents, the whole history.

use super::Sheet;
use crate::{
    paper::Column,
    qips::{model::Moment, states::Act},
};

/// Acts whose words stand in a part of their own; the timeline only names them.
const SCREENING: [Act; 4] = [Act::Screen, Act::Return, Act::Reject, Act::Decline];
const DECISION: [Act; 4] = [Act::Outcome, Act::Approve, Act::Refuse, Act::Allow];
const AGREEMENT: [Act; 2] = [Act::Agree, Act::Extend];
const CLOSURE: [Act; 7] = [
    Act::Complete,
    Act::Inspect,
    Act::HandOver,
    Act::Close,
    Act::Evaluate,
    Act::Terminate,
    Act::Recover,
];

impl Sheet<'_> {
    /// What other offices answered; with their words, or only whether.
    pub fn checks(&mut self, with_words: bool) {
        let record = self.record;
        if record.checks.is_empty() {
            return;
        }
        self.paper.heading(self.say("qips-checks"));
        let answers = record.checks.iter().map(|check| {
            let result = self.word("qips-result", &check.result);
            let (name, at) = (record.name(&check.actor_id), self.time(&check.at));
            let words = if with_words && !check.words.is_empty() {
                format!("{result}: {}", check.words)
            } else {
                result
            };
            (format!("{name}\n{at}"), words)
        });
        let answers = answers.collect();
        self.paper.facts(answers);
    }

    pub fn screening(&mut self) {
        self.acts("qips-pdf-screening", &SCREENING);
    }

    /// The outcome of the committee and the decision, with their reasons; never a vote.
    pub fn decision(&mut self) {
        self.acts("qips-pdf-decision", &DECISION);
    }

    pub fn agreement(&mut self) {
        self.acts("qips-pdf-agreement", &AGREEMENT);
    }

    pub fn closure(&mut self) {
        self.acts("qips-pdf-closure", &CLOSURE);
        self.documents();
    }

    /// A part made of what was said with these acts.
    fn acts(&mut self, title: &str, acts: &[Act]) {
        let record = self.record;
        let moments = record.history.iter().filter(|moment| acts.contains(&moment.act));
        let moments: Vec<&Moment> = moments.collect();
        if moments.is_empty() {
            return;
        }
        self.paper.heading(self.say(title));
        for moment in moments {
            self.paper.subheading(self.word("qips-was", moment.act));
            let who = record.who(moment.actor_id.as_ref(), &moment.role);
            let mut facts = vec![(self.time(&moment.at), who)];
            facts.push((self.say("paper-reason"), moment.reason.clone()));
            for (label, text) in record.details(moment) {
                facts.push((self.say(&label), text));
            }
            self.paper.facts(facts);
        }
    }

    pub fn visits(&mut self) {
        let record = self.record;
        if record.visits.is_empty() {
            return;
        }
        self.paper.heading(self.say("qips-visits"));
        for (visit, _) in &record.visits {
            let kind = self.word("qips-visit", visit.kind);
            self.paper.subheading(format!("{kind}, {}", self.day(visit.on_day)));
            self.paper.note(record.who(Some(&visit.actor_id), &visit.role));
            self.paper.facts(vec![
                (self.say("qips-field-physical"), format!("{} %", visit.physical)),
                (self.say("qips-field-quality"), self.word("qips-quality", &visit.quality)),
                (self.say("qips-field-found"), visit.found.clone()),
                (self.say("qips-field-voices"), visit.voices.clone()),
                (self.say("qips-field-complaints"), visit.complaints.clone()),
                (
                    self.say("qips-field-recommendation"),
                    self.word("qips-recommendation", &visit.recommendation),
                ),
            ]);
        }
    }

    /// The documents of the file by name, with the digest by which a copy can be told.
    fn documents(&mut self) {
        let record = self.record;
        if record.documents.files.is_empty() {
            return;
        }
        self.paper.heading(self.say("files-title"));
        let facts = record.documents.files.iter().map(|file| {
            let from = record.documents.from(file, &record.lang);
            let digest = crate::secrets::hex(&file.sha256);
            (
                format!("{from}\n{}", self.time(&file.added_at)),
                format!("{}\nSHA-256 {digest}", file.name),
            )
        });
        let facts = facts.collect();
        self.paper.facts(facts);
    }

    pub fn objectives(&mut self) {
        let lines = &self.record.objectives.lines;
        if !lines.is_empty() {
            self.paper.heading(self.say("objectives-links"));
            self.paper.list(lines.iter().map(|(_, name)| name.clone()).collect());
        }
    }

    /// What was promised on it: what, by whom, until when, where it stands.
    pub fn promises(&mut self) {
        let actions = &self.record.actions;
        if actions.lines.is_empty() {
            return;
        }
        self.paper.heading(self.say("actions-title"));
        let columns = vec![
            Column::words(self.say("actions-body"), 46.0),
            Column::words(self.say("actions-whose"), 22.0),
            Column::words(self.say("actions-due"), 16.0),
            Column::words(self.say("frame-state"), 16.0),
        ];
        let rows = actions.lines.iter().map(|line| {
            let whose = actions.name(&line.actor_id, &self.voice.lang);
            vec![
                line.body.clone(),
                whose,
                self.day(line.due_on),
                self.word("actions-state", line.state),
            ]
        });
        let rows = rows.collect();
        self.paper.table(columns, rows, None);
    }

    /// Every step: when, what, which post. Words stand here where they have no part of their own.
    pub fn timeline(&mut self) {
        let record = self.record;
        self.paper.heading(self.say("frame-history"));
        let has_part =
            |act: &Act| [&SCREENING[..], &DECISION, &AGREEMENT, &CLOSURE].concat().contains(act);
        let moments = record.history.iter().map(|moment| {
            let who = record.who(moment.actor_id.as_ref(), &moment.role);
            let mut text = format!("{}. {who}", self.word("qips-was", moment.act));
            if !has_part(&moment.act) {
                if !moment.reason.is_empty() {
                    text = format!("{text}\n{}", moment.reason);
                }
                for (label, value) in record.details(moment) {
                    text = format!("{text}\n{}: {value}", self.say(&label));
                }
            }
            (self.time(&moment.at), text)
        });
        let moments = moments.collect();
        self.paper.facts(moments);
    }
}
