//! What other kinds of record say about an actor, each part as far as the reader may see. A new kind of record adds its part here.

use super::{
    model::{Actor, Dealing, Doing, Section, SectionLine},
    store,
};
use crate::{
    areas::{self, model::ComingOf},
    i18n::say,
    reference,
    web::{
        context::Ctx,
        error::Result,
        filters::{write_day, write_time},
        html::Voice,
    },
};
use uuid::Uuid;

/// Lines of each part; the lists have the rest.
const FEW: i64 = 5;

/// The parts that have a line for this reader.
pub async fn of(cx: &mut Ctx, actor: &Actor) -> Result<Vec<Section>> {
    let parts = [
        activities(cx, actor.id).await?,
        coming(cx, actor.id).await?,
        dealings(cx, actor.id).await?,
    ];
    Ok(parts.into_iter().filter(|part| !part.lines.is_empty()).collect())
}

/// What it does, where; the newest first.
async fn activities(cx: &mut Ctx, actor: Uuid) -> Result<Section> {
    let mut found = store::doing(&mut cx.tx, actor, FEW + 1).await?;
    let most = usize::try_from(FEW).unwrap_or_default();
    let all = (found.len() > most).then(|| format!("/activities?actor={actor}"));
    found.truncate(most);
    let voice = cx.voice();
    let lines = found.into_iter().map(|line| activity(&voice, line)).collect();
    Ok(Section { title: "actors-activities", lines, all })
}

fn activity(voice: &Voice, line: Doing) -> SectionLine {
    let label = |prefix: &str, code: &str| say(voice.lang, &format!("{prefix}-{code}"), None);
    let what = if line.what.is_empty() { label("cluster", &line.cluster) } else { line.what };
    let status = label("activities-status", &line.status);
    SectionLine {
        url: format!("/activities/{}", line.id),
        text: format!("{what} · {}", line.area),
        hint: format!("{status} · {}", write_day(line.starts_on.to_jiff(), voice)),
    }
}

/// The meetings of thirty days to which it is asked.
async fn coming(cx: &mut Ctx, actor: Uuid) -> Result<Section> {
    let found = areas::store::coming(&mut cx.tx, ComingOf::Actor(actor), FEW).await?;
    let voice = cx.voice();
    let lines = found.into_iter().map(|line| SectionLine {
        url: format!("/meetings/{}", reference::show(&line.reference)),
        hint: write_time(&line.starts_at, &voice),
        text: line.title,
    });
    Ok(Section { title: "actors-coming", lines: lines.collect(), all: None })
}

/// Requests in which both are a party.
async fn dealings(cx: &mut Ctx, actor: Uuid) -> Result<Section> {
    let lang = cx.lang;
    let line = |dealing: Dealing| {
        let reference = reference::show(&dealing.reference);
        let kind = say(lang, &format!("requests-kind-{}", dealing.kind), None);
        SectionLine {
            url: format!("/requests/{reference}"),
            text: format!("{reference} · {kind}"),
            hint: say(lang, &format!("requests-state-{}", dealing.state), None),
        }
    };
    let found = store::dealings(&mut cx.tx, actor).await?;
    Ok(Section {
        title: "actors-dealings",
        lines: found.into_iter().map(line).collect(),
        all: None,
    })
}
