//! What somebody should look at in a project, and what its file lacks. Pure functions of what was read.

use super::model::{Instalment, InstalmentState, Kind, Project, State, Visit, VisitKind, money};
use crate::i18n::Text;
use rust_decimal::Decimal;

/// What somebody should look at: no visit, money ahead of works, overdue, unaccounted.
pub fn alerts(project: &Project, instalments: &[Instalment]) -> Vec<Text> {
    let today = crate::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut alerts = Vec::new();
    let since = crate::clock::now().as_second() - project.state_since.to_jiff().as_second();
    let due = i64::from(project.policy.evaluate_months) * 30;
    if project.state == State::Closed && project.kind == Kind::Qip && since / 86_400 > due {
        alerts.push(Text::new("qips-alert-evaluate").with("n", since / 86_400));
    }
    let open = project.released_usd - project.accounted_usd - project.recovered_usd;
    if project.state == State::Terminated && open > Decimal::ZERO {
        alerts.push(Text::new("qips-alert-recover").with("amount", money(open)));
    }
    alerts.extend(instalments.iter().filter_map(unaccounted));
    if !matches!(project.state, State::Implementing | State::Suspended) {
        return alerts;
    }
    let days = |from: jiff_sqlx::Date| {
        from.to_jiff().until(today).map_or(0, |span| i64::from(span.get_days()))
    };
    if project.kind == Kind::Qip {
        let since = project.last_visit_on.or(project.starts_on).map_or(0, days);
        if since > i64::from(project.policy.visit_days) {
            alerts.push(Text::new("qips-alert-visit").with("n", since));
        }
        let ahead = project.paid() - i64::from(project.physical.unwrap_or_default());
        if ahead > i64::from(project.policy.ahead_points) && project.last_visit_on.is_some() {
            alerts.push(Text::new("qips-alert-ahead").with("n", ahead));
        }
    }
    if let Some(late) = project.ends_on.map(days).filter(|late| *late > 0) {
        alerts.push(Text::new("qips-alert-overdue").with("n", late));
    }
    alerts
}

/// Released for more than thirty days, and no receipts.
fn unaccounted(instalment: &Instalment) -> Option<Text> {
    let at = instalment.released_at.filter(|_| instalment.state == InstalmentState::Released)?;
    let days = (crate::clock::now().as_second() - at.to_jiff().as_second()) / 86_400;
    let text = Text::new("qips-alert-unaccounted").with("n", days);
    (days > 30).then(|| text.with("position", i64::from(instalment.position)))
}

/// What a complete file holds that this one lacks, by key.
pub fn missing(
    project: &Project,
    tasks: &[(&str, bool)],
    instalments: &[Instalment],
    visits: &[Visit],
) -> Vec<&'static str> {
    if project.kind != Kind::Qip {
        return Vec::new();
    }
    let has = |kind| visits.iter().any(|visit| visit.kind == kind);
    let paid = !instalments.is_empty()
        && instalments.iter().all(|i| i.state == InstalmentState::Accounted);
    let handed = matches!(project.state, State::HandedOver | State::Closed | State::Evaluated);
    let items = [
        ("qips-file-proposal", tasks.iter().all(|(_, done)| *done)),
        ("qips-file-check", project.is_checked),
        ("qips-file-approval", project.approved.is_some()),
        ("qips-file-agreement", !project.agreement.is_empty()),
        ("qips-file-progress", has(VisitKind::Progress)),
        ("qips-file-final", has(VisitKind::Final)),
        ("qips-file-accounts", paid),
        ("qips-file-certificate", handed),
    ];
    items.into_iter().filter(|(_, has)| !has).map(|(key, _)| key).collect()
}

/// Items of a complete file.
const FILE_ITEMS: usize = 8;

/// How complete the file is, in percent; community support has no such list.
pub fn completeness(project: &Project, missing: usize) -> i64 {
    if project.kind != Kind::Qip {
        return 100;
    }
    i64::try_from((FILE_ITEMS - missing.min(FILE_ITEMS)) * 100 / FILE_ITEMS).unwrap_or(0)
}
