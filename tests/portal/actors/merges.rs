//! Duplicates: proposed by the house, agreed by two sides, undone exactly.

use crate::support::World;
use uuid::Uuid;

/// A second entry of Tesselaid, as a careless import makes it; nobody holds a post there.
async fn a_double(world: &World) -> Uuid {
    let id = Uuid::new_v4();
    world.sql(&format!(
        "insert into actors (id, name, acronym, kind, community, posture, audience, status, phone, clusters, languages)
         values ('{id}', 'Tessel Aid', 'TA', 'ingo', 'humanitarian', 'cooperation', 'partners', 'proposed', '+999 1', '{{HEA}}', '{{fr}}');
         update actors set acronym = 'TA', clusters = '{{NUT}}', phone = '' where id = '{0}';
         insert into actor_areas values ('{id}', '{1}', 'office'), ('{0}', '{1}', 'office'), ('{id}', '{2}', 'mobile');
         insert into actor_relations (from_id, kind, to_id) values ('{id}', 'supplies', '{3}'), ('{3}', 'funds', '{id}'), ('{3}', 'funds', '{0}');
         insert into actor_contacts (actor_id, function) values ('{id}', 'Old desk')",
        world.actor("tesselaid"), world.area("XZ0102"), world.area("XZ0402"), world.actor("fra"),
    )).await;
    id
}

/// Everything that a merge may touch, as text.
async fn everything(world: &World) -> String {
    let rows: Vec<String> = sqlx::query_scalar(
        "select row_to_json(x)::text from (
             select 'actor' as t, id::text, concat_ws('|', name, acronym, local_name, phone, mandate, website, status, merged_into_id, clusters, dimensions, languages, parent_id) as v from actors
             union all select 'area', actor_id::text, concat_ws('|', area_id, presence) from actor_areas
             union all select 'relation', id::text, concat_ws('|', from_id, kind, to_id, since, until) from actor_relations
             union all select 'contact', id::text, concat_ws('|', actor_id, function, removed_at) from actor_contacts
             union all select 'request', id::text, concat_ws('|', owner_id, state, turn_id) from requests
             union all select 'party', request_id::text, concat_ws('|', actor_id, why, left_at is null) from request_parties
             union all select 'sight', request_id::text, grantee::text from request_sights
             union all select 'cut', actor_id::text, concat_ws('|', grantee, cut, sort_name) from actor_cuts) x order by 1",
    )
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    rows.join("\n")
}

/// Ines proposes that the double is Tesselaid; returns the address of the merge.
async fn ines_proposes(world: &World, double: Uuid) -> String {
    let ines = world.browser("Ines");
    let page = ines.get("/actors/duplicates").await.says("Tessel Aid").says("Same acronym");
    let compare = page.links().into_iter().find(|link| link.starts_with("/merges/new")).unwrap();
    ines.get(&compare).await.status(200).says("Goes, and leads to the other one");
    let into = world.actor("tesselaid");
    let address = format!("/merges/new?from={double}&into={into}");
    let form = ines.get(&address).await.status(200).form("/merges/new");
    ines.submit(&form, &[]).await.status(303).location().to_owned()
}

async fn agrees(world: &World, name: &str, merge: &str, side: &str, records: bool) -> u16 {
    let mut fields = vec![("side", side)];
    if records {
        fields.push(("records", "yes"));
    }
    world.browser(name).post(&format!("{merge}/agreement"), &fields).await.status.as_u16()
}

#[tokio::test]
async fn two_sides_agree_two_entries_become_one_and_undoing_restores_exactly() {
    let world = World::new().await;
    // Tesselaid has a post of its own in this story.
    world
        .sql(&format!(
            "update posts set actor_id = '{}' where person_id = '{}'",
            world.actor("tesselaid"),
            world.person("Safi")
        ))
        .await;
    let double = a_double(&world).await;
    let kept = format!("/actors/{}", world.actor("tesselaid"));
    let asked = world.asks("fra").party("tesselaid").plant().await;
    world.sql(&format!("insert into request_parties (request_id, actor_id, why) select '{}', '{double}', 'named'", asked.id)).await;
    let owned = world.asks("alderbrook_north").state("submitted").plant().await;
    world
        .sql(&format!("update requests set owner_id = '{double}' where id = '{}'", owned.id))
        .await;
    let before = everything(&world).await;
    let merge = ines_proposes(&world, double).await;

    world.browser("Ines").get("/actors/duplicates").await.says("Proposed");
    assert_eq!(agrees(&world, "Ines", &merge, "from", true).await, 403, "never who proposed it");
    assert_eq!(agrees(&world, "Amara", &merge, "into", true).await, 404);
    assert_eq!(agrees(&world, "Malik", &merge, "into", true).await, 403, "Safi holds a post there");
    assert_eq!(
        agrees(&world, "Safi", &merge, "from", true).await,
        403,
        "another keeper answers where nobody holds a post"
    );
    world.browser("Safi").get(&kept).await.says("proposes to unite");
    assert_eq!(agrees(&world, "Safi", &merge, "into", true).await, 303);
    assert_eq!(everything(&world).await, before, "one side is not enough");
    assert_eq!(agrees(&world, "Safi", &merge, "into", true).await, 409);
    assert_eq!(agrees(&world, "Malik", &merge, "from", true).await, 303);

    let pavel = world.browser("Pavel");
    pavel.get(&format!("/actors/{double}")).await.status(303).goes_to(&kept);
    pavel.get("/actors?q=tessel+aid").await.says("Tesselaid").hides("Tessel Aid<");
    let page = pavel.get(&kept).await.says("Health, Nutrition").says("+999 1");
    page.says("Nemorra").says("supplies Food Relief Agency").says("Old desk");
    let safi = world.browser("Safi");
    safi.get(&owned.url()).await.status(200);
    world.browser("Ines").get("/actors/duplicates").await.says("Merged").hides("Same acronym");

    let ines = world.browser("Ines");
    for name in ["Safi", "Amara", "Nadia"] {
        let undone = world.browser(name).post(&format!("{merge}/undoing"), &[]).await;
        assert!([403, 404].contains(&undone.status.as_u16()), "{name}");
    }
    let form = ines.get(&merge).await.form(&format!("{merge}/undoing"));
    ines.submit(&form, &[]).await.status(303);
    assert_eq!(everything(&world).await, before, "as if it had never been");
    ines.post(&format!("{merge}/undoing"), &[]).await.status(409);
    safi.get(&owned.url()).await.status(404);
    assert_eq!(world.count("events where record_kind = 'merge'").await, 4);
}

#[tokio::test]
async fn records_stay_where_they_are_unless_both_sides_say_otherwise() {
    let world = World::new().await;
    let double = a_double(&world).await;
    let owned = world.asks("tesselaid").plant().await;
    world
        .sql(&format!("update requests set owner_id = '{double}' where id = '{}'", owned.id))
        .await;
    let merge = ines_proposes(&world, double).await;
    assert_eq!(agrees(&world, "Malik", &merge, "from", true).await, 303);
    assert_eq!(agrees(&world, "Malik", &merge, "into", false).await, 303);
    assert_eq!(world.count(&format!("requests where owner_id = '{double}'")).await, 1);
    assert_eq!(world.count(&format!("actor_contacts where actor_id = '{double}'")).await, 1);
    assert_eq!(
        world.count(&format!("actors where id = '{double}' and status = 'merged'")).await,
        1
    );
    // What is written into the entry that stays is not lost when it is taken apart again.
    world
        .sql(&format!(
            "update actors set phone = '+999 2' where id = '{}'",
            world.actor("tesselaid")
        ))
        .await;
    world.browser("Malik").post(&format!("{merge}/undoing"), &[]).await.status(303);
    assert_eq!(
        world
            .count(&format!(
                "actors where id = '{}' and phone = '+999 2' and clusters = '{{NUT}}'",
                world.actor("tesselaid")
            ))
            .await,
        1
    );
}

#[tokio::test]
async fn what_cannot_be_one_is_refused_and_a_pair_that_is_two_is_not_proposed_again() {
    let world = World::new().await;
    let double = a_double(&world).await;
    let ines = world.browser("Ines");
    let pair = |from: Uuid, into: Uuid| format!("/merges/new?from={from}&into={into}");
    let refused = ines.get(&pair(double, world.actor("kestrel"))).await;
    refused.status(403).says("one community");
    let refused = ines.get(&pair(double, world.actor("open_ward"))).await;
    refused.status(403).says("different postures");
    let ocha = world.actor("ocha");
    world
        .sql(&format!(
            "update actors set posture = 'cooperation', audience = 'partners' where id = '{ocha}'"
        ))
        .await;
    let coop = format!("actors where posture = 'cooperation' and id in ('{ocha}', '{double}')");
    assert_eq!(world.count(&coop).await, 2);
    ines.get(&pair(world.actor("ocha"), double)).await.status(403).says("keeps a desk");
    for name in ["Amara", "Pavel", "Rosa", "Nadia", "Noor"] {
        let page = world.browser(name).get(&pair(double, world.actor("tesselaid"))).await;
        page.status(403);
    }
    world.browser("Nadia").get(&pair(double, world.actor("open_ward"))).await.status(404);
    for name in ["Amara", "Pavel", "Leila", "Noor"] {
        world.browser(name).get("/actors/duplicates").await.status(403);
    }
    let form = ines.get("/actors/duplicates").await.form("/actors/duplicates");
    ines.submit(&form, &[]).await.status(303);
    ines.get("/actors/duplicates").await.hides("Tessel Aid");
    assert_eq!(world.count("actor_pairs_apart").await, 1);
}

#[tokio::test]
async fn a_side_that_declines_ends_it_and_the_sole_chief_needs_an_administrator() {
    let world = World::new().await;
    let double = a_double(&world).await;
    let merge = ines_proposes(&world, double).await;
    world.browser("Malik").post(&format!("{merge}/refusal"), &[]).await.status(303);
    assert_eq!(agrees(&world, "Malik", &merge, "from", false).await, 409);
    let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
    world.sql(&format!("insert into actors (id, name, kind, community) values ('{one}', 'Heron Company', 'military_unit', 'military'), ('{other}', 'Heron Companie', 'military_unit', 'military')")).await;
    let nadia = world.browser("Nadia");
    nadia.get("/actors/duplicates").await.says("Heron Company").says("Similar name");
    let form = nadia.get(&format!("/merges/new?from={other}&into={one}")).await.form("/merges/new");
    let merge = nadia.submit(&form, &[]).await.status(303).location().to_owned();
    assert_eq!(agrees(&world, "Nadia", &merge, "from", false).await, 403);
    assert_eq!(agrees(&world, "Noor", &merge, "from", false).await, 303);
    assert_eq!(agrees(&world, "Jonas", &merge, "into", false).await, 303);
    nadia.get(&format!("/actors/{other}")).await.status(303);
}

#[tokio::test]
async fn policy_and_row_level_security_agree_on_who_knows_of_a_merge() {
    use cimic_house::{
        actors::merges::{policy::ViewMerge, store},
        db::Mode,
    };
    let world = World::new().await;
    let double = a_double(&world).await;
    ines_proposes(&world, double).await;
    world.sql(&format!(
        "insert into actor_merges (from_id, into_id, proposed_by) select a, b, p.id from (values ('{}'::uuid, '{}'::uuid), ('{}', '{}'), ('{}', '{}')) x (a, b), people p where p.name like 'Malik%'",
        world.actor("kestrel"), world.actor("ibis"), world.actor("vc_millford"), world.actor("vc_threewells"), world.actor("sirenu_mothers"), world.actor("alderbrook"),
    )).await;
    let mut merges = Vec::new();
    let ids: Vec<Uuid> = sqlx::query_scalar("select id from actor_merges")
        .fetch_all(world.owner().await)
        .await
        .unwrap();
    for id in &ids {
        merges.push(store::find(&mut world.house().await, *id).await.unwrap());
    }
    assert_eq!(merges.len(), 4);
    for (name, ..) in crate::support::CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        let viewer = world.viewer(name).await;
        let mut tx = world.tx(name, Mode::Read).await;
        let mut shown: Vec<Uuid> =
            sqlx::query_scalar("select id from actor_merges").fetch_all(tx.conn()).await.unwrap();
        let mut allowed: Vec<Uuid> = merges
            .iter()
            .filter(|merge| viewer.may(ViewMerge, *merge))
            .map(|merge| merge.id)
            .collect();
        shown.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(shown, allowed, "{name}");
    }
}
