//! What the pages cost in a house with some thousand requests: no table that grows is read from end to end, and how many rows
//! are touched does not depend on how many there are. Counted by Postgres itself, inside the transaction of the page,
//! so that policies, triggers and functions count too.

use crate::support::{World, plans::counted};
use cimic_house::actors::directory::{self, model::Filters};
use cimic_house::{
    access::Viewer,
    actors,
    db::{Mode, Tx},
    notes,
    requests::{
        model::{Kind, Line, Priority, State},
        store::{self, Filter},
    },
};
use uuid::Uuid;

/// Enough that reading them all would show.
const REQUESTS: i64 = 4000;
/// Tables that grow with every request; the others stay as large as the mission.
const GROWING: &[&str] = &[
    "requests",
    "request_sights",
    "request_parties",
    "request_acts",
    "request_alternatives",
    "request_sheets",
    "request_contacts",
    "request_routes",
    "request_partners",
    "request_comments",
    "request_briefs",
    "offers",
    "consents",
    "notes",
    "relays",
    "actor_cuts",
    "activities",
    "activity_sights",
    "activity_tallies",
    "events",
    "read_events",
    "form_keys",
    "activities",
    "activity_sights",
    "notices",
    "notice_sights",
    "notice_acts",
    "search_docs",
];
/// The partner asked for few, the officer's sector has many, the chief sees most.
const READERS: [&str; 3] = ["Joram", "Petra", "Nadia"];

/// A house with many requests: every 200th is the village's, a third are in the officer's sector.
async fn an_old_house() -> World {
    let world = World::new().await;
    let ids = [
        ("village", world.actor("vc_millford")),
        ("agency", world.actor("fra")),
        ("north", world.actor("sector_north")),
        ("south", world.actor("sector_south")),
        ("ocha", world.actor("ocha")),
        ("here", world.area("XZ0102")),
        ("there", world.area("XZ0402")),
        ("asker", world.person("Basil")),
    ];
    let mut text = PLANT.replace("$requests", &REQUESTS.to_string());
    for (name, id) in ids {
        text = text.replace(&format!("${name}"), &format!("'{id}'"));
    }
    world.sql(&text).await;
    world
}

const PLANT: &str = "
    set session_replication_role = replica;
    insert into requests (reference, owner_id, community, author_id, door, kind, need, from_area_id, needed_from, needed_until, priority, harm, state,
                          screening_desk_id, cimic_desk_id, received_at, state_since, turn_id)
    select lpad(n::text, 8, '0'), case when n % 200 = 0 then $village::uuid else $agency end, case when n % 200 = 0 then 'host' else 'humanitarian' end, $asker,
           'cimic', (array['armed_escort', 'cargo', 'medical', 'engineering'])[1 + n % 4], 'Some words about what is needed and why.',
           case when n % 3 = 0 then $here::uuid else $there end, current_date, current_date + 3, 'routine', 'no',
           case when n % 10 = 0 then 'submitted' else 'closed' end, $ocha, case when n % 3 = 0 then $north::uuid else $south end,
           now() - make_interval(mins => n), now() - make_interval(mins => n), case when n % 10 = 0 then $ocha::uuid end
    from generate_series(1, $requests) n;
    insert into request_parties (request_id, actor_id, why)
    select id, screening_desk_id, 'screening' from requests union all select id, cimic_desk_id, 'desk' from requests;
    insert into request_acts (request_id, act, from_state, to_state, side, person_id, actor_id, role)
    select id, act, 'draft', 'submitted', 'asking', author_id, owner_id, 'partner' from requests, unnest(array['submit', 'screen', 'endorse']) act;
    insert into request_alternatives (request_id, position, option, outcome) select id, 1, 'A carrier', 'Refused' from requests;
    insert into request_contacts (request_id) select id from requests;
    insert into request_routes (request_id) select id from requests;
    insert into request_partners (request_id) select id from requests;
    insert into request_comments (request_id, role, body) select id, 'partner', 'Words' from requests;
    insert into offers (request_id, desk_id, provider_id, assets, decided_by, valid_until) select id, cimic_desk_id, cimic_desk_id, 'Lorries', 'Chief', current_date from requests;
    insert into consents (request_id, recipient_id, fields, purpose, until_at) select id, cimic_desk_id, '{f1}', 'To carry it out', now() from requests;
    insert into read_events (record_kind, record_id, person_id, hour, actor_id, role, what) select 'request', id, author_id, now(), screening_desk_id, 'officer', 'page' from requests;
    insert into events (role, act, record_kind, record_id) select 'partner', 'submit', 'request', id from requests;
    select request_sights_rebuild(r) from requests r;
    set session_replication_role = default;
    analyze;";

/// Does it several times and holds it to `most` index entries.
pub async fn costs<T>(
    world: &World,
    viewer: &Viewer,
    what: &str,
    most: i64,
    work: impl AsyncFn(&mut Tx) -> T,
) -> T {
    counted(world, viewer, GROWING, (what, most), work).await.0
}

fn filters(world: &World) -> Vec<(&'static str, Filter)> {
    let all = Filter::default;
    vec![
        ("the whole list", all()),
        ("the list by state", Filter { state: Some(State::Submitted), ..all() }),
        ("the list by a state that nothing is in", Filter { state: Some(State::Aborted), ..all() }),
        ("the list by kind", Filter { kind: Some(Kind::Medical), ..all() }),
        (
            "the list by a kind that nobody asked for",
            Filter { kind: Some(Kind::MineAction), ..all() },
        ),
        ("the list by district", Filter { area: Some(world.area("XZ0402")), ..all() }),
        ("the list by turn", Filter { turn: Some(world.actor("ocha")), ..all() }),
        (
            "the list by state and kind",
            Filter { state: Some(State::Submitted), kind: Some(Kind::Medical), ..all() },
        ),
        ("the list by priority", Filter { priority: Some(Priority::Routine), ..all() }),
    ]
}

#[tokio::test]
async fn lists_and_counts_touch_as_much_as_they_show_whatever_the_house_holds() {
    let world = an_old_house().await;
    let filters = filters(&world);
    for name in READERS {
        let viewer = world.viewer(name).await;
        for (what, filter) in &filters {
            let lines: Vec<Line> = costs(&world, &viewer, what, 1500, async |tx| {
                store::list(tx, filter).await.unwrap()
            })
            .await;
            costs(&world, &viewer, &format!("counting {what}"), 2500, async |tx| {
                store::count(tx, filter).await.unwrap()
            })
            .await;
            let Some(last) = lines.last() else { continue };
            let next = Filter { after: Some((last.received_at, last.id)), ..filter.clone() };
            costs(&world, &viewer, &format!("the next page of {what}"), 1500, async |tx| {
                store::list(tx, &next).await.unwrap()
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_record_costs_what_hangs_on_it_and_one_that_is_hidden_or_absent_no_more() {
    let world = an_old_house().await;
    for name in READERS {
        let viewer = world.viewer(name).await;
        let seen = {
            let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
            store::list(&mut tx, &Filter::default()).await.unwrap().remove(0)
        };
        costs(&world, &viewer, "a record", 300, async |tx| {
            store::find(tx, &seen.reference).await.unwrap();
            store::private(tx, seen.id).await.unwrap();
            store::history(tx, seen.id).await.unwrap();
            store::offers(tx, seen.id).await.unwrap();
            store::tried(tx, seen.id).await.unwrap();
            store::consents(tx, seen.id).await.unwrap();
            store::comments(tx, seen.id).await.unwrap();
            notes::of(tx, seen.id).await.unwrap();
            store::sheet(tx, seen.id).await.unwrap();
            store::briefs(tx, seen.id).await.unwrap();
            store::relay_of(tx, seen.id).await.unwrap();
            let opened = sqlx::query("select * from record_openings('request', $1)").bind(seen.id);
            opened.fetch_all(tx.conn()).await.unwrap();
        })
        .await;
        costs(&world, &viewer, "who can see a record", 300, async |tx| {
            let posts = store::viewers(tx, seen.id).await.unwrap();
            let actors: Vec<Uuid> = posts.iter().map(|(actor, ..)| *actor).collect();
            actors::store::names(tx, &actors).await.unwrap()
        })
        .await;
        costs(&world, &viewer, "a record that is not there", 50, async |tx| {
            store::find(tx, "ZZZZZZZZ").await.unwrap_err()
        })
        .await;
    }
    let village = world.viewer("Joram").await;
    costs(&world, &village, "a record that is hidden", 50, async |tx| {
        store::find(tx, "00000001").await.unwrap_err()
    })
    .await;
}

#[tokio::test]
async fn coming_in_with_a_cookie_costs_the_same_however_many_have_one() {
    let world = an_old_house().await;
    world
        .sql(
            "insert into sessions (token_hash, person_id, expires_at)
             select sha256(n::text::bytea), (select id from people limit 1), now() + interval '1 day' from generate_series(1, 3000) n;
             analyze sessions",
        )
        .await;
    let house = Viewer::house();
    let hash = cimic_house::web::context::digest("session-of-Nadia");
    for _ in 0..7 {
        let mut tx = world.db.begin(house.clone(), Mode::Read).await.unwrap();
        sqlx::query("select session_viewer($1)").bind(&hash).execute(tx.conn()).await.unwrap();
        let scans: i64 = sqlx::query_scalar(
            "select coalesce(sum(seq_tup_read), 0)::bigint from pg_stat_xact_user_tables where relname = 'sessions'",
        )
        .fetch_one(tx.conn())
        .await
        .unwrap();
        assert_eq!(scans, 0, "sessions are looked up, not read through");
    }
}

#[tokio::test]
async fn the_directory_costs_what_it_shows_whoever_looks_and_however_many_stand_in_it() {
    let world = World::new().await;
    world
        .sql(
            "insert into actors (name, acronym, kind, community, audience, clusters, last_confirmed_at)
             select (array['Bright', 'Cedar', 'Willow', 'Amber', 'Stone'])[1 + n % 5] || (array['ford', 'haven', 'moor'])[1 + n % 3] || ' ' || (array['Relief', 'Aid', 'Water', 'Schools'])[1 + n % 4] || ' ' || n % 7,
                    'A' || n % 50, case when n % 300 = 0 then 'un' else 'nngo' end, 'humanitarian', case when n % 200 = 0 then 'public' when n % 5 = 0 then 'humanitarian' else 'partners' end,
                    case when n % 250 = 1 then array['TEL'] when n % 2 = 0 then array['HEA'] else '{}' end, now() - make_interval(days => n % 200)
             from generate_series(1, 3000) n;
             analyze",
        )
        .await;
    let all = Filters::default;
    let term = |text: &str| Filters { term: Some(text.to_owned()), ..Filters::default() };
    let filters = [
        ("the directory", all()),
        ("a name", term("willow")),
        ("two words", term("cedarhaven water")),
        ("a mistyped name", term("wilowmor")),
        ("an acronym", term("a17")),
        ("a kind that is rare", Filters { kind: Some(actors::model::Kind::Un), ..all() }),
        ("a cluster that many are in", Filters { cluster: Some("HEA"), ..all() }),
        ("a cluster and a name", Filters { cluster: Some("TEL"), ..term("amber") }),
        ("what nobody confirmed lately", Filters { stale: Some(true), ..all() }),
    ];
    // A leader sees public entries only, the coordinator nearly all.
    for name in ["Leila", "Pavel", "Ines"] {
        let viewer = world.viewer(name).await;
        for (what, filter) in &filters {
            costs(&world, &viewer, what, 30_000, async |tx| {
                directory::store::search(tx, filter).await.unwrap()
            })
            .await;
        }
    }
}

/// A house with as many activities: every 200th is the village's own.
async fn a_house_at_work() -> World {
    let world = World::new().await;
    let text = format!(
        "insert into activities (actor_id, area_id, cluster, what, status, starts_on, ends_on, audience, last_confirmed_at)
         select case when n % 200 = 0 then '{}'::uuid when n % 2 = 0 then '{}' else '{}' end, case when n % 3 = 0 then '{}'::uuid else '{}' end,
                (array['WSH', 'EDU', 'HEA', 'FSC'])[1 + n % 4], 'Work ' || n, case when n % 250 = 0 then 'suspended' else 'ongoing' end, current_date - n / 4, current_date - n / 4 + 40,
                case when n % 200 = 0 then 'owner' else 'humanitarian' end, now() - make_interval(hours => n)
         from generate_series(1, {REQUESTS}) n;
         analyze",
        world.actor("vc_millford"),
        world.actor("fra"),
        world.actor("tesselaid"),
        world.area("XZ0102"),
        world.area("XZ0402"),
    );
    world.sql(&text).await;
    world
}

#[tokio::test]
async fn lists_of_activities_touch_as_much_as_they_show_whatever_the_house_holds() {
    use cimic_house::activities::{
        lists::{self, Filter},
        model::{Cluster, Status},
    };
    let world = a_house_at_work().await;
    let all = Filter::default;
    let here = || vec![world.area("XZ0402")];
    for name in ["Joram", "Ines"] {
        let viewer = world.viewer(name).await;
        let mut tx = world.tx(name, Mode::Read).await;
        let stale_since = Some(lists::stale_before(&mut tx).await.unwrap());
        drop(tx);
        for (what, filter) in [
            ("the whole list of activities", all()),
            ("activities by cluster", Filter { cluster: Some(Cluster::Hea), ..all() }),
            ("activities of a cluster with none", Filter { cluster: Some(Cluster::Log), ..all() }),
            ("activities by district", Filter { areas: here(), ..all() }),
            ("activities by actor", Filter { actor: Some(world.actor("fra")), ..all() }),
            ("stale activities", Filter { stale_since, ..all() }),
            ("the few that are suspended", Filter { status: Some(Status::Suspended), ..all() }),
            (
                "activities by district and cluster",
                Filter { areas: here(), cluster: Some(Cluster::Wsh), ..all() },
            ),
        ] {
            costs(&world, &viewer, what, 1500, async |tx| {
                lists::list(tx, &filter, lists::PAGE + 1).await.unwrap()
            })
            .await;
            costs(&world, &viewer, &format!("counting {what}"), 2500, async |tx| {
                lists::count(tx, &filter).await.unwrap()
            })
            .await;
        }
    }
}
