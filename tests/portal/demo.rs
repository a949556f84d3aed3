//! The demonstration mission: built once, whole, and by the rules that hold for everybody.

use crate::support::World;
use cimic_house::{
    access::{Community, Role, Viewer},
    db::Mode,
    demo::{self, CastMember},
    reference,
    requests::{
        model::{OfferState, State},
        policy,
        states::Act,
        store,
    },
    secrets,
};
use std::os::unix::fs::PermissionsExt;
use uuid::Uuid;

/// A folder of one's own, gone when dropped.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> Folder {
        let path = std::env::temp_dir().join(format!("cimic-demo-{}", Uuid::new_v4().simple()));
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// How many rows each table holds.
async fn rows(world: &World) -> Vec<(String, i64)> {
    let tables = "select tablename::text from pg_tables where schemaname = 'public' and tablename not like '\\_%' order by 1";
    let tables: Vec<String> =
        sqlx::query_scalar(tables).fetch_all(world.owner().await).await.unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let n = world.count(&table).await;
        rows.push((table, n));
    }
    rows
}

async fn one<T>(world: &World, text: &'static str) -> T
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    sqlx::query_scalar(text).fetch_one(world.owner().await).await.unwrap()
}

/// Somebody of the demonstration's cast, in their first post.
async fn viewer(world: &World, member: &CastMember) -> Viewer {
    let (person, post, actor, below): (Uuid, Uuid, Uuid, Vec<Uuid>) = sqlx::query_as(
        "select p.id, o.id, o.actor_id, actors_below(o.actor_id) from people p join posts o on o.person_id = p.id and post_in_force(o) and o.role = $2
         where p.email = $1 order by o.from_at limit 1",
    )
    .bind(&member.email)
    .bind(member.role.as_str())
    .fetch_one(world.owner().await)
    .await
    .unwrap();
    Viewer::in_post(person, post, member.role, actor, member.community, below)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_builds_once_and_a_second_time_changes_nothing() {
    let (world, folder) = (World::empty().await, Folder::new());
    let cast = demo::build(&world.db, &world.state.blobs, &folder.0).await.unwrap();
    let before = rows(&world).await;
    let file = folder.0.join("demo-cast.json");
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let again = demo::build(&world.db, &world.state.blobs, &folder.0).await.unwrap();
    assert_eq!(rows(&world).await, before);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    assert_eq!(again.len(), cast.len());
    assert_eq!(
        before.iter().find(|(table, _)| table == "requests").map(|(_, n)| *n > 350),
        Some(true)
    );

    for role in Role::held() {
        assert!(cast.iter().any(|one| one.role == role), "nobody is {role}");
    }
    for one in &cast {
        assert_eq!(
            one.community == Community::System,
            matches!(one.role, Role::Admin | Role::Auditor),
            "{}",
            one.name
        );
        let hash: Option<String> =
            sqlx::query_scalar("select password_hash from account_by_email($1)")
                .bind(&one.email)
                .fetch_one(world.owner().await)
                .await
                .unwrap();
        assert!(one.password.chars().count() >= 12);
        assert!(
            secrets::verify(one.password.clone(), hash).await.unwrap(),
            "{} cannot sign in",
            one.name
        );
        viewer(&world, one).await;
    }
    let shown = demo::print_cast(&cast);
    assert!(cast.iter().all(|one| shown.contains(&one.email) && shown.contains(&one.password)));
    a_visitor_opens_what_is_printed(&world, &shown).await;
}

/// Each reference and code of the printed list opens its request.
async fn a_visitor_opens_what_is_printed(world: &World, shown: &str) {
    let pairs: Vec<(String, &str)> = shown
        .lines()
        .filter_map(|line| line.trim().split_once("  "))
        .filter(|(_, code)| code.len() == 16 && code.bytes().all(|digit| digit.is_ascii_digit()))
        .map(|(shown, code)| (reference::parse(shown).unwrap(), code))
        .collect();
    assert_eq!(pairs.len(), 2);
    for (reference, code) in pairs {
        let opened: Option<Uuid> = sqlx::query_scalar(
            "select open_by_code($1, sha256(convert_to($2, 'utf8')), sha256($1::bytea))",
        )
        .bind(&reference)
        .bind(code)
        .fetch_one(world.owner().await)
        .await
        .unwrap();
        assert!(opened.is_some(), "{reference} does not open with {code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_holds_every_state_and_keeps_every_rule() {
    let (world, folder) = (World::empty().await, Folder::new());
    let cast = demo::build(&world.db, &world.state.blobs, &folder.0).await.unwrap();
    for state in State::ALL.iter().filter(|state| **state != State::Draft) {
        assert!(
            world.count(&format!("requests where state = '{state}'")).await > 0,
            "no request is {state}"
        );
    }
    let projects = cimic_house::qips::model::State::ALL;
    for state in projects.iter().filter(|state| state.as_str() != "new") {
        let n = world.count(&format!("qips where state = '{state}'")).await;
        assert!(n > 0, "no project is {state}");
    }
    let year = "qip_sums where dimension = 'all' and kind = 'qip' and budget_year = qip_budget_year(current_date) and approved_usd > released_usd and released_usd > accounted_usd and accounted_usd > 0";
    assert_eq!(
        world.count(year).await,
        1,
        "the year has promised, paid and accounted for something"
    );
    assert!(world.count("qip_photos").await >= 6);
    for state in OfferState::ALL {
        assert!(
            world.count(&format!("offers where state = '{}'", state.as_str())).await > 0,
            "no offer is {}",
            state.as_str()
        );
    }
    for language in ["en", "fr", "ar"] {
        assert!(
            world.count(&format!("requests where language = '{language}'")).await > 10,
            "too few in {language}"
        );
    }
    let references: Vec<String> = sqlx::query_scalar("select reference from requests")
        .fetch_all(world.owner().await)
        .await
        .unwrap();
    assert!(
        references.iter().all(|reference| reference::parse(reference).as_ref() == Some(reference))
    );

    for (what, rule) in RULES {
        assert_eq!(one::<i64>(&world, rule).await, 0, "{what}");
    }
    every_line_of_history_is_in_the_table(&world).await;
    whoever_has_the_turn_can_do_something(&world, &cast).await;
}

/// Each counts what breaks it.
const RULES: [(&str, &str); 9] = [
    (
        "nobody acted on both sides of a request",
        "select count(*) from (select from request_acts where side <> 'house' and person_id is not null group by request_id, person_id having count(distinct side) > 1) x",
    ),
    (
        "no offer was made by its adviser",
        "select count(*) from request_acts o join request_acts a on a.request_id = o.request_id and a.person_id = o.person_id and a.act = 'advise' where o.act = 'offer'",
    ),
    (
        "everybody held the post they acted in",
        "select count(*) from request_acts h where h.person_id is not null and not exists (select from posts p where p.person_id = h.person_id
             and p.actor_id = h.actor_id and p.role = h.role and p.from_at <= h.at and (p.until_at is null or p.until_at > h.at))",
    ),
    (
        "each act starts where the one before ended, and later",
        "select count(*) from (select from_state, at, lag(to_state) over w as was, lag(at) over w as before from request_acts
             window w as (partition by request_id order by id)) h where was is not null and (was <> from_state or before > at)",
    ),
    (
        "a request stands where its history ends",
        "select count(*) from requests r where state <> (select to_state from request_acts h where h.request_id = r.id order by h.id desc limit 1)
             or received_at <> (select min(at) from request_acts h where h.request_id = r.id)",
    ),
    ("nothing happened in the future", "select count(*) from request_acts where at > now()"),
    ("each act has its event", "select count(*) from request_acts h where not exists (select from events e where e.record_id = h.request_id and e.act = h.act and e.at = h.at)"),
    (
        "what was needed by a day that is gone does not wait",
        "select count(*) from requests where needed_until < current_date and state in ('submitted', 'returned', 'screened', 'endorsed', 'relayed', 'offered', 'accepted')",
    ),
    (
        "no military or mission body is party to what a coexisting organisation asks",
        "select count(*) from request_parties p join actors a on a.id = p.actor_id join requests r on r.id = p.request_id join actors o on o.id = r.owner_id
             where o.posture = 'coexistence' and a.community <> 'humanitarian'",
    ),
];

async fn every_line_of_history_is_in_the_table(world: &World) {
    let lines: Vec<(String, String, String, String, String)> =
        sqlx::query_as("select distinct act, from_state, to_state, side, community from request_acts join requests r on r.id = request_id")
            .fetch_all(world.owner().await)
            .await
            .unwrap();
    for (act, from, to, side, _) in lines {
        let (act, from) = (Act::parse(&act).unwrap(), State::parse(&from).unwrap());
        // The coordinator's relay starts endorsed, on the signature of the original.
        let is_relay = act == Act::Submit && to == "endorsed";
        assert!(
            act.specs().any(|spec| spec.from.contains(&from)),
            "{act} from {from} to {to} by {side}"
        );
        assert!(
            is_relay
                || !matches!(act.side().as_str(), "asking" | "answering")
                || act.side().as_str() == side,
            "{act} by {side}"
        );
    }
}

/// For every request that waits for an office of the cast, somebody there may go on with it.
async fn whoever_has_the_turn_can_do_something(world: &World, cast: &[CastMember]) {
    let waiting: Vec<(String, Uuid)> =
        sqlx::query_as("select reference, turn_id from requests where turn_id is not null")
            .fetch_all(world.owner().await)
            .await
            .unwrap();
    let mut viewers = Vec::new();
    for member in cast {
        viewers.push(viewer(world, member).await);
    }
    let idle = [Act::Withdraw, Act::Consent, Act::EndConsent, Act::Leave, Act::Change];
    let mut stuck = Vec::new();
    for viewer in &viewers {
        let own = waiting.iter().filter(|(_, turn)| *turn == viewer.actor);
        assert!(
            !matches!(viewer.role, Role::Liaison | Role::Officer) || own.count() > 0,
            "{} of {} has nothing to do",
            viewer.role,
            viewer.actor
        );
    }
    for (reference, turn) in &waiting {
        let mut somebody = 0;
        let mut able = false;
        for viewer in viewers.iter().filter(|viewer| viewer.covers(*turn)) {
            let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
            let request = store::find(&mut tx, reference).await.unwrap();
            somebody += 1;
            able |= policy::possible(viewer, &request).iter().any(|act| !idle.contains(act))
                || request.state == State::Offered;
        }
        if somebody > 0 && !able {
            stuck.push(reference);
        }
    }
    assert!(stuck.is_empty(), "nobody can go on with {stuck:?}");
}
