//! Every address of the house, filled in with each record that stands in it.

use super::canary::{Canary, NUMBER};
use std::collections::BTreeMap;

/// How an address begins, and what fills its gaps: number and id, of every record.
const GAPS: &[(&str, &str)] = &[
    (
        "/requests/{reference}/offers/{id}",
        "select NUMBER, o.id from offers o join requests r on r.id = o.request_id",
    ),
    (
        "/requests/{reference}/consents/{id}",
        "select NUMBER, c.id from consents c join requests r on r.id = c.request_id",
    ),
    ("/requests/{reference}", "select NUMBER, id from requests"),
    (
        "/meetings/{reference}",
        "select NUMBER, i.id from meetings m join meeting_items i on i.meeting_id = m.id where IS_ONE",
    ),
    ("/forums/{id}", "select '', id from forums"),
    ("/rooms/{id}", "select '', id from rooms"),
    ("/qips/rounds/{id}", "select '', id from qip_rounds"),
    ("/qips/exports/{id}", "select '', id from qip_exports"),
    ("/qips/imports/{id}", "select '', id from activity_imports where kind = 'project'"),
    (
        "/qips/{reference}/instalments/{id}",
        "select NUMBER, i.id from qips q join qip_instalments i on i.project_id = q.id where i.position = 1",
    ),
    (
        "/qips/{reference}/visits/{id}",
        "select NUMBER, v.id from qips q join qip_visits v on v.project_id = q.id",
    ),
    (
        "/qips/{reference}/photos/{id}",
        "select NUMBER, f.id from qips q join files f on f.record_id = q.id or f.record_id in (select v.id from qip_visits v where v.project_id = q.id)",
    ),
    (
        "/qips/{reference}/votes/{id}",
        "select NUMBER, i.round_id from qips q join qip_round_items i on i.project_id = q.id",
    ),
    ("/qips/{reference}", "select NUMBER, id from qips"),
    ("/objectives/{id}", "select '', id from objectives"),
    ("/sitreps/{id}", "select '', id from sitreps"),
    (
        "/actors/{id}",
        "select '', id from actors where mandate like 'Kanari%' or name like '%Kolmata field office'",
    ),
    ("/contacts/{id}", "select '', id from actor_contacts"),
    ("/relations/{id}", "select '', id from actor_relations"),
    ("/merges/{id}", "select '', id from actor_merges"),
    ("/areas/versions/{id}", "select '', id from gazetteers"),
    ("/areas/{", "select code, id from areas where code = 'XZ0102'"),
    ("/gaps/{code}", "select code, id from areas where code = 'XZ0102'"),
    ("/desks/{id}", "select '', actor_id from desks where duty_phone like 'Kanari%'"),
    ("/responsibilities/{id}", "select '', actor_id from desks where duty_phone like 'Kanari%'"),
    ("/people/{id}", "select '', id from people where name like 'Kanari%'"),
    ("/applications/{id}", "select '', id from applications"),
    ("/handovers/{id}", "select '', id from handovers"),
    ("/assets/{id}", "select '', id from assets where name like 'Kanari%'"),
    ("/files/{id}", "select '', id from files"),
    ("/actions/{id}", "select '', id from actions"),
    ("/reports/{id}", "select '', id from reports"),
    ("/visits/{id}", "select '', id from visits"),
    ("/notices/contributions/{id}", "select '', id from notice_contributions"),
    ("/notices/{id}", "select '', id from notices"),
    ("/activities/imports/{id}", "select '', id from activity_imports where kind = 'activity'"),
    ("/activities/exports/{id}", "select '', id from activity_exports"),
    ("/activities/{id}", "select '', id from activities"),
    ("/parked/{id}", "select '', id from parked_forms"),
    ("/dashboards/{token}", "select 'answering', gen_random_uuid()"),
    ("/dashboards/papers/{token}", "select 'answering', gen_random_uuid()"),
    // Each person's own is asked for by itself; nobody was invited.
    ("/calendar/{token}", "select '', id from calendar_feeds"),
    ("/welcome/{token}", "select '', id from people where false"),
];

/// Every `GET` of the house with the gaps of its address filled in, by record (none: no gaps); files of style and script left out.
pub async fn addresses(canary: &Canary) -> BTreeMap<String, Vec<String>> {
    let mut filled: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let routes = cimic_house::routes::all();
    let gets = routes.table().iter().filter(|(method, _)| *method == "GET");
    for path in gets.map(|(_, path)| *path).filter(|path| !path.starts_with("/static/")) {
        if !path.contains('{') {
            filled.entry(String::new()).or_default().push(path.to_owned());
            continue;
        }
        let known = GAPS.iter().find(|(begins, _)| path.starts_with(begins));
        let (_, rows) = known.unwrap_or_else(|| {
            panic!("support/planted.rs does not know what fills {path}");
        });
        let of_items = path.contains("{id}");
        let one = if of_items {
            "true"
        } else {
            "i.id = (select min(o.id::text)::uuid from meeting_items o where o.meeting_id = m.id)"
        };
        let rows = rows.replace("IS_ONE", one).replace("NUMBER", NUMBER);
        let pairs = format!("select concat(a, ' ', b) from ({rows}) f (a, b)");
        for pair in canary.strings(&pairs).await {
            let (number, id) = pair.split_once(' ').unwrap();
            let fill = |text: &str| {
                let gaps = ["{reference}", "{code}", "{token}"];
                let text = gaps.iter().fold(text.to_owned(), |text, gap| text.replace(gap, number));
                text.replace("{id}", id).replace("{section}", "purpose")
            };
            let record = fill(path.split_inclusive('}').next().unwrap());
            filled.entry(record).or_default().push(fill(path));
        }
    }
    filled
}
