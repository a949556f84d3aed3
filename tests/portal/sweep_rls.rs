//! The two lines of defence agree: row level security shows a row exactly when a policy function says so.
//! Without a viewer there are no rows, and a page that only reads cannot write.

use crate::support::{CAST, World, requests::Asked};
use cimic_house::{
    access::{Community, Role, Verdict, Viewer},
    actors,
    db::Mode,
    requests::{self, model::Request, policy, store},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const AUDIENCES: [&str; 7] =
    ["public", "partners", "humanitarian", "mission", "military", "parties", "owner"];
const OWNERS: [&str; 9] = [
    "alderbrook",
    "alderbrook_north",
    "open_ward",
    "fra",
    "ocha",
    "vc_millford",
    "dc_jorrafin",
    "tesselaid",
    "visitors",
];
const PARTIES: [&str; 7] =
    ["sector_south", "kestrel", "civil_affairs", "qip_team", "min_local", "sirenu_mothers", "fhq"];

/// A request of every owner for every audience, with one party or another, in the north and the south.
async fn generated(world: &World) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (n, owner) in OWNERS.iter().enumerate() {
        for (m, audience) in AUDIENCES.iter().enumerate() {
            let turn = n + m;
            let state = ["submitted", "returned", "endorsed", "tasked", "closed"][turn % 5];
            let ask = world.asks(owner).audience(audience).state(state);
            let ask = ask.area(if turn % 2 == 0 { "XZ0102" } else { "XZ0402" });
            let ask = ask.door(if turn % 3 == 0 { "coordinator" } else { "cimic" });
            let ask = ask.party(PARTIES[turn % PARTIES.len()]);
            asked.push(ask.plant().await);
        }
    }
    asked
}

/// Everybody of the cast in the post in use, Hugo in his other post, and nobody.
async fn viewers(world: &World) -> Vec<(String, Viewer)> {
    let mut all = vec![("nobody".to_owned(), Viewer::visitor(None))];
    for (name, ..) in CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        all.push(((*name).to_owned(), world.viewer(name).await));
    }
    let (person, post) = (world.person("Hugo"), world.post("Hugo", "liaison", "ibis"));
    let ibis = world.actor("ibis");
    let other = Viewer::in_post(person, post, Role::Liaison, ibis, Community::Military, vec![ibis]);
    all.push(("Hugo in his other post".to_owned(), other));
    all
}

async fn shown(world: &World, viewer: &Viewer, table: &str) -> BTreeSet<Uuid> {
    let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
    let text = sqlx::AssertSqlSafe(format!("select id from {table}"));
    sqlx::query_scalar(text).fetch_all(tx.conn()).await.unwrap().into_iter().collect()
}

async fn everything(world: &World, asked: &[Asked]) -> Vec<Request> {
    let mut tx = world.house().await;
    let mut all = Vec::new();
    for asked in asked {
        all.push(store::find(&mut tx, &asked.plain).await.unwrap());
    }
    all
}

#[tokio::test]
async fn policy_and_row_level_security_agree_on_every_request_for_everybody() {
    let world = World::new().await;
    let all = everything(&world, &generated(&world).await).await;
    let mut different = BTreeSet::new();
    for (name, viewer) in viewers(&world).await {
        let allowed: BTreeSet<Uuid> =
            all.iter().filter(|r| viewer.may(policy::View, *r)).map(|r| r.id).collect();
        assert_eq!(shown(&world, &viewer, "requests").await, allowed, "{name}");
        different.insert(allowed);
    }
    assert!(different.len() > 12, "the generated world tells people apart");
}

#[tokio::test]
async fn policy_and_row_level_security_agree_on_every_actor_for_everybody() {
    let world = World::new().await;
    world.sql("update actors set audience = 'public' where name = 'Tesselaid'").await;
    let mut house = world.house().await;
    let ids = shown(&world, &Viewer::house(), "actors").await;
    let mut all = Vec::new();
    for id in &ids {
        all.push(actors::store::find(&mut house, *id).await.unwrap());
    }
    for (name, viewer) in viewers(&world).await {
        let allowed: BTreeSet<Uuid> =
            all.iter().filter(|a| viewer.may(actors::policy::View, *a)).map(|a| a.id).collect();
        assert_eq!(shown(&world, &viewer, "actors").await, allowed, "{name}");
    }
}

#[tokio::test]
async fn policy_and_row_level_security_agree_on_objectives_and_situation_reports_for_everybody() {
    use cimic_house::{objectives, sitreps};
    let world = World::new().await;
    for (owner, level) in [
        ("fhq_cimic", "cimic_line"),
        ("civil_affairs", "mission_plan"),
        ("ocha", "humanitarian_plan"),
    ] {
        for state in ["draft", "active", "achieved"] {
            let (code, owner) =
                (format!("{}-{state}", owner.len()).to_uppercase(), world.actor(owner));
            world.sql(&format!("insert into objectives (code, level, title, owner_id, starts_on, state) values ('{code}', '{level}', 'Trust', '{owner}', '2026-01-01', '{state}')")).await;
        }
    }
    for owner in ["sector_north", "fhq_cimic", "civil_affairs", "ocha", "kestrel", "alderbrook"] {
        let owner = world.actor(owner);
        world.sql(&format!("insert into sitreps (owner_id, from_on, until_on, state, filed_at) values ('{owner}', current_date, current_date, 'draft', null), ('{owner}', current_date, current_date, 'filed', now())")).await;
    }
    let mut house = world.house().await;
    let mut aims = Vec::new();
    for id in shown(&world, &Viewer::house(), "objectives").await {
        aims.push(objectives::store::find(&mut house, id).await.unwrap());
    }
    let mut reports = Vec::new();
    for id in shown(&world, &Viewer::house(), "sitreps").await {
        reports.push(sitreps::store::find(&mut house, id).await.unwrap());
    }
    assert_eq!((aims.len(), reports.len()), (9, 12));
    for (name, viewer) in viewers(&world).await {
        let allowed: BTreeSet<Uuid> = aims
            .iter()
            .filter(|o| viewer.may(objectives::policy::View, *o))
            .map(|o| o.id)
            .collect();
        assert_eq!(shown(&world, &viewer, "objectives").await, allowed, "{name}");
        let allowed: BTreeSet<Uuid> = reports
            .iter()
            .filter(|r| viewer.may(sitreps::policy::View, *r))
            .map(|r| r.id)
            .collect();
        assert_eq!(shown(&world, &viewer, "sitreps").await, allowed, "{name}");
    }
}

#[tokio::test]
async fn an_auditor_sees_one_request_for_an_hour_after_a_justification() {
    let world = World::new().await;
    let (one, other) = (world.asks("fra").plant().await, world.asks("fra").plant().await);
    let miriam = world.viewer("Miriam").await;
    assert_eq!(shown(&world, &miriam, "requests").await, BTreeSet::new());
    world
        .sql(&format!(
            "insert into openings (person_id, record_kind, record_id, justification) values ('{}', 'request', '{}', 'A complaint about the convoy of May')",
            world.person("Miriam"),
            one.id
        ))
        .await;
    assert_eq!(shown(&world, &miriam, "requests").await, BTreeSet::from([one.id]));
    let mut tx = world.tx("Miriam", Mode::Read).await;
    assert!(store::find(&mut tx, &one.plain).await.is_ok());
    assert!(store::find(&mut tx, &other.plain).await.is_err());
    let private = store::private(&mut tx, one.id).await.unwrap();
    assert_eq!(private, requests::model::Private::default(), "never F1–F3");
    world.sql("update openings set at = now() - interval '2 hours', until_at = now() - interval '1 hour'").await;
    assert_eq!(shown(&world, &miriam, "requests").await, BTreeSet::new());
}

#[tokio::test]
async fn who_can_see_this_names_exactly_the_posts_that_may_view() {
    let world = World::new().await;
    let asked = generated(&world).await;
    let viewers = viewers(&world).await;
    for request in everything(&world, &asked).await {
        let mut expected: BTreeMap<(Uuid, Role), i64> = BTreeMap::new();
        for (_, viewer) in
            viewers.iter().filter(|(_, v)| v.is_signed_in() && v.may(policy::View, &request))
        {
            *expected.entry((viewer.actor, viewer.role)).or_default() += 1;
        }
        let mut tx = world.house().await;
        let told = store::viewers(&mut tx, request.id).await.unwrap();
        let told: BTreeMap<(Uuid, Role), i64> =
            told.into_iter().map(|(a, r, n)| ((a, r), n)).collect();
        assert_eq!(told, expected, "{:?} of {}", request.audience, request.owner_id);
    }
}

#[tokio::test]
async fn a_list_shows_what_may_be_viewed_and_its_count_is_its_length() {
    let world = World::new().await;
    let all = everything(&world, &generated(&world).await).await;
    for (name, viewer) in viewers(&world).await {
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let mut filter = store::Filter::default();
        let count = store::count(&mut tx, &filter).await.unwrap();
        let mut listed = BTreeSet::new();
        loop {
            let lines = store::list(&mut tx, &filter).await.unwrap();
            let page = &lines[..lines.len().min(store::PAGE)];
            for line in page {
                assert!(listed.insert(line.id), "{name} sees a line twice");
                let request = all.iter().find(|request| request.id == line.id).unwrap();
                assert!(
                    viewer.may(policy::View, request),
                    "{name}: the list shows more than the page"
                );
            }
            if lines.len() <= store::PAGE {
                break;
            }
            filter.after = page.last().map(|line| (line.received_at, line.id));
        }
        assert_eq!(usize::try_from(count).unwrap(), listed.len(), "{name}");
    }
}

#[tokio::test]
async fn what_coexistence_allows_is_part_of_what_coordination_allows_and_that_of_cooperation() {
    let world = World::new().await;
    let all = everything(&world, &generated(&world).await).await;
    let mut sights: Vec<BTreeMap<String, BTreeSet<Uuid>>> = Vec::new();
    for posture in ["coexistence", "coordination", "cooperation"] {
        let audience = if posture == "coexistence" { "humanitarian" } else { "partners" };
        world
            .sql(&format!(
                "update actors set posture = '{posture}', audience = '{audience}' where id = '{}'",
                world.actor("tesselaid")
            ))
            .await;
        let mut seen = BTreeMap::new();
        for (name, viewer) in viewers(&world).await {
            let mut rows = shown(&world, &viewer, "actors").await;
            rows.extend(all.iter().filter(|r| viewer.may(policy::View, *r)).map(|r| r.id));
            seen.insert(name, rows);
        }
        sights.push(seen);
    }
    for pair in sights.windows(2) {
        for (name, rows) in &pair[0] {
            assert!(
                rows.is_subset(&pair[1][name]),
                "{name} sees more when an organisation keeps its distance"
            );
        }
    }
    let pavel = "Pavel";
    assert!(
        !sights[0][pavel].contains(&world.actor("tesselaid")),
        "for the military it does not exist"
    );
    assert!(sights[1][pavel].contains(&world.actor("tesselaid")));
}

#[tokio::test]
async fn consent_opens_one_field_to_one_actor_and_ends_at_once() {
    let world = World::new().await;
    let ask = world.asks("alderbrook_north").state("tasked").consent("f2", "kestrel");
    let asked = ask.plant().await;
    let reads = async |name: &str| {
        let mut tx = world.tx(name, Mode::Read).await;
        let private = store::private(&mut tx, asked.id).await.unwrap();
        [private.contact.is_some(), private.route.is_some(), private.partners.is_some()]
    };
    assert_eq!(reads("Amara").await, [true, true, true], "the owner's actor");
    assert_eq!(reads("Teo").await, [false, false, false], "never the actor above it");
    assert_eq!(reads("Dario").await, [false, true, false], "the unit it was given to");
    for other in ["Pavel", "Nadia", "Ines", "Sanjay", "Miriam", "Noor"] {
        assert_eq!(reads(other).await, [false, false, false], "{other}");
    }
    world.sql("update consents set withdrawn_at = now()").await;
    assert_eq!(reads("Dario").await, [false, false, false], "after it was withdrawn");
}

#[tokio::test]
async fn internal_notes_stay_with_the_writers_actor() {
    let world = World::new().await;
    world.asks("alderbrook_north").audience("public").plant().await;
    for (name, viewer) in viewers(&world).await {
        let mut tx = world.db.begin(viewer.clone(), Mode::Read).await.unwrap();
        let notes: i64 =
            sqlx::query_scalar("select count(*) from notes").fetch_one(tx.conn()).await.unwrap();
        assert_eq!(notes == 1, viewer.acts_for(world.actor("ocha")), "{name}");
    }
}

#[tokio::test]
async fn without_a_viewer_there_are_no_rows() {
    /// What anybody may see on the landing page: the house's name, its policy numbers, the country, the desks.
    const OPEN: [&str; 6] = ["area_aliases", "area_homes", "areas", "desks", "house", "policies"];
    let world = World::new().await;
    let asked = world.asks("fra").state("tasked").consent("f1", "kestrel").code("1111222233334444");
    asked.plant().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relkind in ('r', 'p', 'v', 'm') and relnamespace = 'public'::regnamespace
         and has_any_column_privilege('cimic_app', oid, 'select') order by 1",
    )
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    for table in tables.iter().filter(|table| !OPEN.contains(&table.as_str())) {
        #[expect(clippy::disallowed_methods, reason = "the point is to have no viewer")]
        let mut connection = world.db.door().acquire().await.unwrap();
        let text = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let rows: i64 = sqlx::query_scalar(text).fetch_one(&mut *connection).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

#[tokio::test]
async fn a_page_that_only_reads_cannot_write() {
    let world = World::new().await;
    let mut tx = world.tx("Nadia", Mode::Read).await;
    let write = sqlx::query(
        "insert into events (role, act, record_kind, record_id) values ('chief', 'x', 'x', gen_random_uuid())",
    );
    let error = write.execute(tx.conn()).await.unwrap_err();
    assert!(error.to_string().contains("read-only transaction"), "{error}");
}

/// What the runtime role may do, column by column where it is not the whole table. Reviewers read the difference.
#[tokio::test]
async fn the_runtime_roles_hold_exactly_these_rights() {
    let world = World::new().await;
    let rights: Vec<String> = sqlx::query_scalar(
        "with whole as (
             select g.grantee, g.table_name, g.privilege_type from information_schema.role_table_grants g
             where g.grantee in ('cimic_app', 'cimic_reads', 'PUBLIC') and g.table_schema = 'public'),
         part as (
             select g.grantee, g.table_name, g.privilege_type || ' (' || string_agg(g.column_name, ', ' order by g.column_name) || ')' as privilege_type
             from information_schema.role_column_grants g
             where g.grantee in ('cimic_app', 'cimic_reads', 'PUBLIC') and g.table_schema = 'public'
               and not exists (select from whole w where w.grantee = g.grantee and w.table_name = g.table_name and w.privilege_type = g.privilege_type)
             group by g.grantee, g.table_name, g.privilege_type)
         select grantee || ' ' || table_name || ': ' || string_agg(lower(privilege_type), ', ' order by privilege_type)
         from (select * from whole union all select * from part) held group by grantee, table_name order by 1",
    )
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    insta::assert_snapshot!(rights.join("\n"));
}

/// Functions that run with the owner's rights: each is a way around row level security, so each is named here.
#[tokio::test]
async fn these_functions_and_no_others_reach_behind_row_level_security() {
    let world = World::new().await;
    let functions: Vec<String> = sqlx::query_scalar(
        "select p.oid::regprocedure::text || case when p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0) then ' PUBLIC' else '' end
         from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1",
    )
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    insta::assert_snapshot!(functions.join("\n"));
}

#[tokio::test]
async fn nobody_can_grant_themselves_anything() {
    let world = World::new().await;
    for (name, viewer) in viewers(&world).await {
        let mut tx = world.db.begin(viewer.clone(), Mode::Write).await.unwrap();
        let me = viewer.person.unwrap_or_default();
        for statement in [
            format!("insert into posts (person_id, actor_id, role, stated_at) values ('{me}', '{}', 'chief', now())", world.actor("fhq_cimic")),
            format!("update posts set until_at = null, stated_at = now() where person_id = '{me}' returning id"),
            "update actors set community = 'military'".to_owned(),
            "update actors set parent_id = null".to_owned(),
            "set role cimic".to_owned(),
            "reset role; select * from people where password_hash is null".to_owned(),
            "delete from events".to_owned(),
            "update events set act = 'nothing'".to_owned(),
            "insert into request_sights select id, owner_id, received_at, state, kind, from_area_id, priority, turn_id from requests".to_owned(),
        ] {
            let done = tx
                .attempt(async |tx| {
                    let text = sqlx::AssertSqlSafe(statement.clone());
                    Ok(sqlx::raw_sql(text).execute(tx.conn()).await?.rows_affected())
                })
                .await;
            // An administrator creates posts, but never one of their own.
            assert!(!matches!(done, Ok(1..)), "{name}: {statement}");
        }
    }
}

/// A verdict is an answer about the record that was asked for, whoever asks.
#[tokio::test]
async fn a_hidden_request_and_an_absent_one_are_the_same_error() {
    let world = World::new().await;
    let asked = world.asks("fra").plant().await;
    let mut tx = world.tx("Elodie", Mode::Read).await;
    let hidden = store::find(&mut tx, &asked.plain).await.unwrap_err();
    let absent = store::find(&mut tx, "00000000").await.unwrap_err();
    assert_eq!(format!("{hidden:?}"), format!("{absent:?}"));
    let mut house = world.house().await;
    let request = store::find(&mut house, &asked.plain).await.unwrap();
    let elodie = world.viewer("Elodie").await;
    assert_eq!(elodie.verdict(policy::View, &request), Verdict::Hide);
}
