//! Four hands on one project are four persons: every act of each, tried by whoever holds another hand, over the pages and around them.

use super::{life::samuel_can_decide, rules::tries};
use crate::support::{World, qips::Planted};
use cimic_house::qips::{model::Hand, policy::hand, states::Act};

/// Who does an act, in which state of project and instalment, and what the form says.
struct Try {
    act: Act,
    who: &'static str,
    role: &'static str,
    state: &'static str,
    instalment: &'static str,
    fields: &'static [(&'static str, &'static str)],
}

const fn tried(
    act: Act,
    who: &'static str,
    role: &'static str,
    state: &'static str,
    instalment: &'static str,
    fields: &'static [(&'static str, &'static str)],
) -> Try {
    Try { act, who, role, state, instalment, fields }
}

const VISIT: &[(&str, &str)] = &[
    ("visit", "progress"),
    ("on_day", "2026-11-20"),
    ("physical", "10"),
    ("quality", "good"),
    ("found", "Sand"),
    ("recommendation", "continue"),
];
const INSPECTION: &[(&str, &str)] = &[
    ("passed", "passed"),
    ("on_day", "2026-11-20"),
    ("physical", "100"),
    ("quality", "good"),
    ("found", "Sand"),
];
const SECRET: &[(&str, &str)] = &[("secret", "four rivers and a ford")];
const WHY: &[(&str, &str)] = &[("reason", "Because")];
const UNTIL: &[(&str, &str)] = &[("until", "2099-12-01"), ("reason", "Rain")];
const ENDS: &[(&str, &str)] = &[("reason", "Nothing was built"), ("to_recover", "10")];
const VOUCHER: &[(&str, &str)] = &[("voucher", "1")];
const SEEN: &[(&str, &str)] = &[("receipts", "yes")];

/// Every act that makes somebody one of the four.
const TRIES: [Try; 10] = [
    tried(Act::Approve, "Samuel", "approver", "recommended", "planned", SECRET),
    tried(Act::Refuse, "Samuel", "approver", "recommended", "planned", WHY),
    tried(Act::Release, "Samuel", "approver", "agreed", "certified", VOUCHER),
    tried(Act::Extend, "Samuel", "approver", "implementing", "accounted", UNTIL),
    tried(Act::Terminate, "Samuel", "approver", "implementing", "accounted", ENDS),
    tried(Act::Certify, "Greta", "finance", "agreed", "requested", VOUCHER),
    tried(Act::RequestPayment, "Keiko", "qip_manager", "agreed", "planned", &[]),
    tried(Act::Account, "Keiko", "qip_manager", "implementing", "released", SEEN),
    tried(Act::Visit, "Rosa", "section", "implementing", "accounted", VISIT),
    tried(Act::Inspect, "Rosa", "section", "works_complete", "accounted", INSPECTION),
];

fn address(project: &Planted, act: Act) -> String {
    match act.noun() {
        (noun, cimic_house::qips::states::Of::Instalment) => {
            format!("{}/instalments/{}/{noun}", project.url(), project.instalment)
        }
        (noun, _) => format!("{}/{noun}", project.url()),
    }
}

#[tokio::test]
async fn no_act_of_one_hand_is_done_by_whoever_holds_another() {
    let world = World::new().await;
    samuel_can_decide(&world).await;
    let all: Vec<Act> = Act::ALL.iter().copied().filter(|act| hand(*act).is_some()).collect();
    assert!(all.iter().all(|act| TRIES.iter().any(|one| one.act == *act)), "{all:?}");
    for one in TRIES {
        for held in Hand::ALL.iter().filter(|held| Some(**held) != hand(one.act)) {
            let project = world.project(one.state).instalment(one.instalment).plant().await;
            let person = world.person(one.who);
            world
                .sql(&format!(
                    "insert into qip_hands (project_id, person_id, hand) values ('{}', '{person}', '{held}')
                     on conflict (project_id, person_id) do update set hand = excluded.hand",
                    project.id
                ))
                .await;
            let browser = world.browser(one.who);
            let at = address(&project, one.act);
            let what = format!("{} as {held} tries to {}", one.who, one.act);
            let page = browser.post(&at, one.fields).await;
            assert_eq!(page.status, 403, "{what}: {}", page.text());
            page.says("are different people on one project");
            browser.get(&at).await.status(403);
            assert!(!browser.get(&project.url()).await.offers(&at), "{what}");
            let event = format!(
                "insert into qip_acts (project_id, act, from_state, to_state, person_id, role) values ('{}', '{}', '{}', '{}', '{person}', '{}')",
                project.id,
                one.act,
                one.state,
                leads(one.act, one.state),
                one.role,
            );
            assert_eq!(tries(&world, one.who, &event).await, "qip_hands_one_each", "{what}");
        }
    }
}

/// Where the act leads, in the words of `qip_moves`.
fn leads(act: Act, from: &str) -> &str {
    match act {
        Act::Approve => "approved",
        Act::Refuse => "rejected",
        Act::Release => "implementing",
        Act::Terminate => "terminated",
        Act::Inspect => "inspected",
        _ => from,
    }
}

#[tokio::test]
async fn with_no_other_hand_each_of_these_acts_is_done() {
    let world = World::new().await;
    samuel_can_decide(&world).await;
    for one in TRIES {
        let project = world.project(one.state).instalment(one.instalment).plant().await;
        let page = world.browser(one.who).post(&address(&project, one.act), one.fields).await;
        assert_eq!(page.status, 303, "{} by {}: {}", one.act, one.who, page.text());
        let kept: String = sqlx::query_scalar(
            "select hand from qip_hands where project_id = $1 and person_id = $2",
        )
        .bind(project.id)
        .bind(world.person(one.who))
        .fetch_one(world.owner().await)
        .await
        .unwrap();
        assert_eq!(kept, hand(one.act).unwrap().as_str(), "{}", one.act);
    }
}

#[tokio::test]
async fn nobody_wants_a_project_and_decides_on_it_around_the_pages_either() {
    let world = World::new().await;
    let project = world.project("submitted").plant().await;
    let (keiko, id) = (world.person("Keiko"), project.id);
    world
        .sql(&format!("insert into qip_acts (project_id, act, from_state, to_state, person_id, role) values ('{id}', 'submit', 'draft', 'submitted', '{keiko}', 'section')"))
        .await;
    let screens = format!(
        "insert into qip_acts (project_id, act, from_state, to_state, person_id, role) values ('{id}', 'screen', 'submitted', 'screened', '{keiko}', 'qip_manager')"
    );
    assert_eq!(tries(&world, "Keiko", &screens).await, "qip_acts_both_sides");
    let at = format!("{}/return", project.url());
    world.browser("Keiko").post(&at, WHY).await.status(403).says("the other side of this project");
}
