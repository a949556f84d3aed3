//! What the register, a file and the desk cost in a house with some thousand projects: no table that grows is read from end to end.

use crate::support::{World, plans::counted};
use cimic_house::{
    access::Viewer,
    db::{Mode, Tx},
    qips::{
        desk,
        model::Kind,
        store::{self, Filter},
        twins,
    },
};

const GROWING: &[&str] = &[
    "qips",
    "qip_sights",
    "qip_cards",
    "qip_parties",
    "qip_acts",
    "qip_instalments",
    "qip_visits",
    "qip_lines",
    "qip_sections",
];
/// The village proposed few; the section, the team and finance see most; a partner sees cards alone.
const READERS: [&str; 5] = ["Joram", "Rosa", "Keiko", "Greta", "Safi"];

const PLANT: &str = "
    set session_replication_role = replica;
    insert into qips (reference, kind, owner_id, proposer_id, section_id, team_id, title, summary, sector, area_id, state, requested, approved, approved_usd, created_at, turn_id, reached_approver,
                      starts_on, ends_on)
    select lpad(n::text, 8, '0'), 'qip', $civil, case when n % 200 = 0 then $village::uuid else $agency end, $civil, $team, 'A project', 'Words', (array['140', '112', '210'])[1 + n % 3],
           case when n % 3 = 0 then $here::uuid else $there end, (array['implementing', 'closed', 'submitted', 'agreed'])[1 + n % 4], 100, 100, 100,
           now() - make_interval(mins => n), case when n % 4 = 2 then $team::uuid end, n % 4 <> 2, current_date - 100, current_date + 20
    from generate_series(1, $n) n;
    insert into qip_parties (project_id, actor_id, why) select id, section_id, 'section' from qips union all select id, team_id, 'team' from qips
        union all select id, proposer_id, 'proposer' from qips;
    insert into qip_cards (project_id, reference, kind, title, summary, sector, area_id, stage) select id, reference, kind, title, '', sector, area_id, qip_stage(state) from qips;
    insert into qip_acts (project_id, act, from_state, to_state, role) select id, 'propose', 'new', 'concept', 'partner' from qips;
    insert into qip_instalments (project_id, position, milestone, amount, amount_usd, state) select id, 1, 'First', 100, 100, 'planned' from qips;
    insert into qip_visits (project_id, kind, on_day, physical, quality, found, recommendation, actor_id, role) select id, 'progress', current_date, 5, 'good', 'x', 'continue', section_id, 'section' from qips;
    insert into qip_lines (project_id, position, category, what, unit, quantity, unit_cost, source) select id, 1, 'other', 'x', 'x', 1, 1, 'qip' from qips;
    insert into qip_sections (project_id, section, body) select id, 'purpose', '{}' from qips;
    select qip_sights_rebuild(q) from qips q;
    select qip_sums_add(q, 1) from qips q;
    set session_replication_role = default;
    analyze;";

async fn an_old_house(projects: i64) -> World {
    let world = World::new().await;
    let mut text = PLANT.replace("$n", &projects.to_string());
    for (name, id) in [
        ("civil", world.actor("civil_affairs")),
        ("team", world.actor("qip_team")),
        ("village", world.actor("vc_millford")),
        ("agency", world.actor("tesselaid")),
        ("here", world.area("XZ0102")),
        ("there", world.area("XZ0402")),
    ] {
        text = text.replace(&format!("${name}"), &format!("'{id}'"));
    }
    world.sql(&text).await;
    // What thousands of changes left behind would count as read.
    world.sql("vacuum qip_sums").await;
    world
}

async fn costs(world: &World, viewer: &Viewer, what: &str, most: i64, work: impl AsyncFn(&mut Tx)) {
    counted(world, viewer, GROWING, (what, most), work).await;
}

#[tokio::test]
async fn the_register_the_file_and_the_desk_touch_as_much_as_they_show() {
    let world = an_old_house(4000).await;
    let all = Filter::default;
    let filters = [
        ("the register", all()),
        ("the register by state", Filter { state: Some("submitted".to_owned()), ..all() }),
        (
            "the register by a state that nothing is in",
            Filter { state: Some("evaluated".to_owned()), ..all() },
        ),
        ("the register by theme", Filter { sector: Some("140".to_owned()), ..all() }),
        ("the register by district", Filter { area: Some(world.area("XZ0402")), ..all() }),
        ("the register by kind", Filter { kind: Some(Kind::Support), ..all() }),
        ("the register by turn", Filter { turn: Some(world.actor("qip_team")), ..all() }),
    ];
    for name in READERS {
        let viewer = world.viewer(name).await;
        for (what, filter) in &filters {
            costs(&world, &viewer, what, 1500, async |tx| {
                let lines = store::list(tx, filter).await.unwrap();
                if let Some(last) = lines.last() {
                    let next = Filter { after: Some((last.created_at, last.id)), ..filter.clone() };
                    store::list(tx, &next).await.unwrap();
                }
            })
            .await;
            costs(&world, &viewer, &format!("counting {what}"), 2500, async |tx| {
                store::count(tx, filter).await.unwrap();
            })
            .await;
        }
        costs(&world, &viewer, "what waits", 1500, async |tx| {
            store::waiting(tx).await.unwrap();
        })
        .await;
    }
    let keiko = world.viewer("Keiko").await;
    let reference = {
        let mut tx = world.db.begin(keiko.clone(), Mode::Read).await.unwrap();
        store::list(&mut tx, &all()).await.unwrap().remove(0).reference
    };
    costs(&world, &keiko, "a file", 400, async |tx| {
        let project = store::find(tx, &reference).await.unwrap();
        store::history(tx, project.id).await.unwrap();
        store::instalments(tx, project.id).await.unwrap();
        store::visits(tx, project.id).await.unwrap();
        store::viewers(tx, project.id).await.unwrap();
    })
    .await;
    costs(&world, &keiko, "the board", 20_000, async |tx| {
        store::board(tx).await.unwrap();
    })
    .await;
    costs(&world, &keiko, "the figures of the desk", 1500, async |tx| {
        let (year, _) = desk::store::this_year(tx).await.unwrap();
        desk::store::sums(tx, year).await.unwrap();
        desk::store::stays(tx, year).await.unwrap();
        desk::store::years(tx).await.unwrap();
    })
    .await;
    // A mission has a few dozen projects under way, whatever it did in its life.
    world
        .sql("set session_replication_role = replica; update qips set state = 'evaluated' where state = 'implementing' and reference > '00000200'; set session_replication_role = default")
        .await;
    world.sql("vacuum analyze qips").await;
    costs(&world, &keiko, "what is late and complete", 6000, async |tx| {
        let (year, _) = desk::store::this_year(tx).await.unwrap();
        desk::store::facts(tx, year).await.unwrap();
    })
    .await;
    costs(&world, &keiko, "what to look at", 3000, async |tx| {
        assert!(!desk::store::to_look_at(tx, 25).await.unwrap().is_empty());
    })
    .await;
    costs(&world, &keiko, "what is much like it", 8000, async |tx| {
        let project = store::find(tx, "00000006").await.unwrap();
        assert!(!twins::nearby(tx, &project).await.unwrap().twins.is_empty());
    })
    .await;
}
