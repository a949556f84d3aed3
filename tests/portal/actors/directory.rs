//! Finding actors: mistyped, without accents, by anything an entry says, and never one that is hidden.

use crate::support::{CAST, World};
use cimic_house::{
    actors::directory::{
        model::Filters,
        store::{self, CAP},
    },
    db::Mode,
};
use std::collections::BTreeSet;
use uuid::Uuid;

#[tokio::test]
async fn a_mistyped_name_an_acronym_and_a_local_name_are_found() {
    let world = World::new().await;
    world
        .sql("update actors set acronym = 'ARI' where name = 'Alderbrook Relief International'")
        .await;
    world.sql("update actors set local_name = 'Ağ Anneler Sirenu' where name like 'Sirenu%'").await;
    let ines = world.browser("Ines");
    for typed in ["aldrebrok", "ALDERBROOK int", "ari", "brook relief international"] {
        let address = format!("/actors?q={}", typed.replace(' ', "+"));
        ines.get(&address).await.says("Alderbrook Relief International").hides("Tesselaid");
    }
    ines.get("/actors?q=anneler").await.says("Sirenu Mothers");
    ines.get("/actors?q=xqzwv").await.says("Nothing matches these filters");
    ines.get("/actors?q=%27%3B--").await.status(200);
}

#[tokio::test]
async fn cluster_posture_and_freshness_narrow_the_directory() {
    let world = World::new().await;
    world.sql("update actors set clusters = '{HEA,WSH}' where name in ('Tesselaid', 'Open Ward'); update actors set last_confirmed_at = now() where name in ('Tesselaid', 'Food Relief Agency')").await;
    let ines = world.browser("Ines");
    ines.get("/actors?cluster=HEA").await.says("Tesselaid").says("Open Ward").says("2 found");
    ines.get("/actors?cluster=HEA&confirmed=fresh")
        .await
        .says("Tesselaid")
        .hides("Open Ward")
        .says("One found");
    ines.get("/actors?posture=cooperation&confirmed=stale").await.says("Nothing matches");
    ines.get("/actors?posture=coexistence").await.says("Open Ward").says("One found");
    let page = ines.get("/actors?cluster=HEA&q=tessel").await.says("One found");
    assert!(page.links().contains(&"/actors?q=tessel".to_owned()), "{:?}", page.links());
    // A region holds its districts.
    let region = world.area("XZ01");
    world.sql(&format!("insert into actor_areas select id, '{}', 'mobile' from actors where name = 'Tesselaid'", world.area("XZ0103"))).await;
    ines.get(&format!("/actors?area={region}&q=tesselaid")).await.says("One found");
    world.browser("Pavel").get("/actors?cluster=HEA").await.says("One found").hides("Open Ward");
}

/// All ids of the directory for these filters, page by page.
async fn walk(world: &World, name: &str, filters: &Filters, backwards: bool) -> Vec<Uuid> {
    let mut tx = world.tx(name, Mode::Read).await;
    let (mut ids, mut place) = (Vec::new(), None);
    loop {
        let filters = if backwards && place.is_some() {
            Filters { before: place, ..filters.clone() }
        } else {
            Filters { after: place, ..filters.clone() }
        };
        let found = store::search(&mut tx, &filters).await.unwrap();
        let next = if backwards { found.lines.first() } else { found.lines.last() };
        ids.extend(found.lines.iter().map(|line| line.id));
        if backwards && place.is_none() {
            place = Some(crate::support::seed::actor("unmiz"));
            ids.clear();
            continue;
        }
        if !(if backwards { found.has_previous } else { found.has_next }) {
            return ids;
        }
        place = next.map(|line| line.id);
    }
}

#[tokio::test]
async fn everybody_finds_exactly_the_entries_that_they_may_see() {
    let world = World::new().await;
    world.sql("insert into actors (name, kind, community, audience) select 'Union ' || n, 'nngo', 'humanitarian', case when n % 3 = 0 then 'humanitarian' else 'partners' end from generate_series(1, 40) n; update actors set audience = 'public' where name = 'Tesselaid'").await;
    for (name, ..) in CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        let mut tx = world.tx(name, Mode::Read).await;
        let seen: Vec<Uuid> = sqlx::query_scalar(
            "select id from actors where status <> 'merged' and community <> 'system' order by sort_name, id",
        )
        .fetch_all(tx.conn())
        .await
        .unwrap();
        let all = Filters::default();
        let walked = walk(&world, name, &all, false).await;
        assert_eq!(walked, seen, "{name}");
        let mut tx = world.tx(name, Mode::Read).await;
        let found = store::search(&mut tx, &all).await.unwrap();
        assert_eq!(
            found.count,
            seen.len().min(CAP + 1),
            "{name}: the count is the length of the list"
        );
        if seen.contains(&world.actor("unmiz")) {
            let before: BTreeSet<Uuid> = walk(&world, name, &all, true).await.into_iter().collect();
            let place = seen.iter().position(|id| *id == world.actor("unmiz")).unwrap();
            assert_eq!(before, seen[..place].iter().copied().collect(), "{name}, backwards");
        }
    }
}

#[tokio::test]
async fn the_index_follows_names_areas_and_postures_at_once() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    pavel.get("/actors?q=tesselaid").await.says("One found");
    world.sql("update actors set name = 'Woven Hands', posture = 'coexistence', audience = 'humanitarian' where name = 'Tesselaid'").await;
    pavel.get("/actors?q=woven").await.hides("Woven Hands").says("Nothing matches");
    // What is hidden does not even turn off the help for mistyped words.
    pavel.get("/actors?q=wovem").await.hides("Woven Hands");
    world.browser("Ines").get("/actors?q=wovem").await.says("Woven Hands");
    world.browser("Ines").get("/actors?q=tesselaid").await.says("Nothing matches");
    world.sql("update actors set posture = 'cooperation', audience = 'partners' where name = 'Woven Hands'").await;
    pavel.get("/actors?q=woven").await.says("Woven Hands");
    world.sql(&format!("insert into actor_areas select id, '{}', 'remote' from actors where name = 'Woven Hands'", world.area("XZ0404"))).await;
    pavel.get(&format!("/actors?area={}", world.area("XZ0404"))).await.says("Woven Hands");
    world.sql("delete from actor_areas where presence = 'remote'").await;
    pavel.get(&format!("/actors?area={}", world.area("XZ0404"))).await.hides("Woven Hands");
}

/// Words of hidden actors on every page that shows actors.
#[tokio::test]
async fn a_hidden_organisation_leaves_no_trace_on_any_page_of_actors() {
    let world = World::new().await;
    let (hidden, seen) = (world.actor("open_ward"), world.actor("alderbrook"));
    let district = world.area("XZ0102");
    world.sql(&format!(
        "update actors set name = 'Canary Ward', acronym = 'CNRY', mandate = 'canary words' where id = '{hidden}';
         update actors set acronym = 'CNRY' where id = '{seen}';
         insert into actor_areas values ('{hidden}', '{district}', 'office'), ('{seen}', '{district}', 'office');
         insert into actor_relations (from_id, kind, to_id) values ('{hidden}', 'funds', '{seen}'), ('{seen}', 'supplies', '{hidden}');
         insert into actor_contacts (actor_id, function) values ('{hidden}', 'Canary desk')"
    )).await;
    let pages = [
        "/actors".to_owned(),
        "/actors?q=canary".to_owned(),
        "/actors?q=canari".to_owned(),
        "/actors?q=cnry".to_owned(),
        format!("/actors?area={district}"),
        "/actors?posture=coexistence".to_owned(),
        format!("/actors/{seen}"),
        format!("/actors/{seen}/relations"),
        format!("/actors/{seen}/network?hops=2"),
        format!("/areas/{district}"),
        format!("/areas/{district}/contacts"),
        "/actors/duplicates".to_owned(),
        "/actors/coherence".to_owned(),
    ];
    for name in ["Pavel", "Nadia", "Dario", "Rosa", "Joram", "Omar", "Keiko", "Leila", "Miriam"] {
        for page in &pages {
            let shown = world.browser(name).get(page).await;
            let text = shown.body.replace("/actors?q=canary", "").to_lowercase();
            assert!(
                !text.contains("canary ward")
                    && !text.contains("canary desk")
                    && !text.contains("canary words"),
                "{name} reads it on {page}"
            );
            assert!(!shown.body.contains(&hidden.to_string()), "{name} reads its id on {page}");
        }
        for page in ["", "/edit", "/relations", "/network", "/preview", "/posture", "/contacts/new"]
        {
            world.browser(name).get(&format!("/actors/{hidden}{page}")).await.status(404);
        }
    }
    for page in &pages[..4] {
        world.browser("Ines").get(page).await.says("Canary Ward");
    }
    world.browser("Ines").get("/actors/duplicates").await.says("Canary Ward").says("Same acronym");
    world.browser("Ines").get(&pages[10]).await.says("Canary desk");
    world.browser("Ines").get(&pages[8]).await.says("Canary Ward");
}

/// Everything that somebody learns of actors: entries found, where they are, relations, contacts, and what consent shows of them.
async fn learned(world: &World, name: &str) -> BTreeSet<String> {
    let mut tx = world.tx(name, Mode::Read).await;
    let rows: Vec<String> = sqlx::query_scalar(
        "select 'found ' || id::text from actors_search(null, '{}', null, null, null, false, 1000)
         union all select 'named ' || id::text from actors_search('tesselaid', '{}', null, null, null, false, 1000)
         union all select 'area ' || actor_id::text || area_id::text from actor_areas
         union all select 'relation ' || id::text from actor_relations
         union all select 'contact ' || id::text from actor_contacts
         union all select 'details ' || contact_id::text || name || phone from contact_details(array(select c.id from actor_contacts c))",
    )
    .fetch_all(tx.conn())
    .await
    .unwrap();
    rows.into_iter().collect()
}

#[tokio::test]
async fn what_coexistence_lets_others_learn_is_part_of_coordination_and_that_of_cooperation() {
    let world = World::new().await;
    let (own, other, hidden) =
        (world.actor("tesselaid"), world.actor("fra"), world.actor("open_ward"));
    let (kestrel, ocha) = (world.actor("kestrel"), world.actor("ocha"));
    world.sql(&format!(
        "insert into actor_areas values ('{own}', '{}', 'office');
         insert into actor_relations (from_id, kind, to_id) values ('{own}', 'funds', '{other}'), ('{hidden}', 'funds', '{own}'), ('{kestrel}', 'hosts', '{own}');
         with c as (insert into actor_contacts (actor_id, function) values ('{own}', 'Desk') returning id),
              d as (insert into actor_contact_details (contact_id, name, phone) select id, 'Somebody', '+999' from c)
         insert into contact_consents (contact_id, recipient_id, fields, purpose, until_at)
         select c.id, r, '{{name,phone}}', 'Test', now() + interval '1 day' from c, unnest(array['{kestrel}', '{ocha}']::uuid[]) r",
        world.area("XZ0102"),
    )).await;
    let mut less: Vec<(String, BTreeSet<String>)> = Vec::new();
    for posture in ["coexistence", "coordination", "cooperation"] {
        let audience = if posture == "coexistence" { "humanitarian" } else { "partners" };
        world.sql(&format!("update actors set posture = '{posture}', audience = '{audience}' where id = '{own}'")).await;
        let mut more = Vec::new();
        for (name, ..) in CAST.iter().filter(|(name, ..)| *name != "Bruno") {
            more.push(((*name).to_owned(), learned(&world, name).await));
        }
        for ((name, one), (_, two)) in less.iter().zip(&more) {
            assert!(one.is_subset(two), "{name} learns more under less than {posture}");
        }
        if posture == "coexistence" {
            let learned = |who: &str| &more.iter().find(|(name, _)| name == who).unwrap().1;
            let trace = own.to_string();
            assert!(
                !learned("Dario")
                    .iter()
                    .any(|row| row.contains(&trace) || row.contains("Somebody"))
            );
            assert!(
                learned("Ines").iter().any(|row| row.contains("Somebody")),
                "consent holds inside the community"
            );
        } else {
            assert!(
                less.iter().zip(&more).any(|(one, two)| one.1 != two.1) || posture == "cooperation"
            );
        }
        less = more;
    }
    let dario = &less.iter().find(|(name, _)| name == "Dario").unwrap().1;
    assert!(dario.iter().any(|row| row.contains("Somebody+999")));
}
