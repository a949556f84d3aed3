//! Duty desks: who answers for a district, and who stands in.

use crate::support::World;

#[tokio::test]
async fn anybody_finds_the_desk_of_a_district() {
    let world = World::new().await;
    let page = world.visitor().get("/desks").await.status(200);
    page.says("Sector North CIMIC Office")
        .says("+999 20 555 0103")
        .says("OCHA, Zelmara country office")
        .says("Civil Affairs Section");
    let found = world
        .visitor()
        .get(&format!("/desks?area={}", world.area("XZ0404")))
        .await
        .status(200)
        .text();
    let found = found
        .split("Desks for this district")
        .nth(1)
        .unwrap()
        .split("Ask for support here")
        .next()
        .unwrap()
        .to_owned();
    assert!(
        found.contains("Sector South CIMIC Office") && !found.contains("Sector North"),
        "{found}"
    );
}

#[tokio::test]
async fn a_desk_without_a_post_shows_its_stand_in() {
    let world = World::new().await;
    world.sql("update posts set until_at = now() where role = 'officer' and actor_id = (select id from actors where name like 'Sector North%')").await;
    let found =
        world.visitor().get(&format!("/desks?area={}", world.area("XZ0102"))).await.status(200);
    found.says("Stood in for").says("Answers for it now: Force HQ CIMIC Cell");
    world.sql("update posts set until_at = now() where role in ('officer', 'chief') and until_at is null").await;
    world.visitor().get("/desks").await.says("Closed: call the phone");
}

#[tokio::test]
async fn the_coordinators_desk_leads_to_the_coordinators_door() {
    let world = World::new().await;
    let page = world.visitor().get("/desks/coordinator").await.status(200);
    assert!(page.offers("/ask?door=coordinator"));
    let ask = world.visitor().get("/ask?door=coordinator").await.status(200);
    let form = ask.form("/ask");
    assert!(form.fields.contains(&("door".to_owned(), "coordinator".to_owned())));
    page.says("+999 20 555 0124").hides("Sector North");
}

#[tokio::test]
async fn an_administrator_sets_a_desk_up_and_takes_it_down() {
    let world = World::new().await;
    let noor = world.browser("Noor");
    assert!(noor.get("/desks").await.offers("/desks/new"));
    let empty = noor.post("/desks/new", &[]).await.status(422);
    empty.says("Choose one of these").says("Choose one of these");
    let fra = world.actor("fra").to_string();
    let form = noor.get("/desks/new").await.form("/desks/new");
    let wrong = [("kind", "cimic"), ("actor", fra.as_str()), ("phone", "call me")];
    noor.post("/desks/new", &wrong).await.status(422).says("Enter a phone number");
    let wrong = [("kind", "cimic"), ("actor", fra.as_str())];
    noor.post("/desks/new", &wrong).await.status(422).says("belongs to another community");
    let second = [("kind", "coordinator"), ("actor", fra.as_str()), ("is_top", "yes")];
    noor.post("/desks/new", &second).await.status(422).says("takes what no other takes");
    let desk = [("kind", "coordinator"), ("actor", fra.as_str()), ("phone", "+999 20 555 0199")];
    noor.submit(&form, &desk).await.status(303).goes_to("/desks");
    world.visitor().get("/desks").await.says("Food Relief Agency").says("+999 20 555 0199");
    noor.post("/desks/new", &desk).await.status(422).says("keeps a desk already");

    let address = format!("/desks/{fra}/removal");
    let asked = noor.get(&address).await.status(200).form(&address);
    noor.submit(&asked, &[]).await.status(303).goes_to("/desks");
    world.visitor().get("/desks").await.hides("+999 20 555 0199");
    let acts = "events where record_kind = 'desk' and act in ('create', 'remove')";
    assert_eq!(world.count(acts).await, 2);
}

#[tokio::test]
async fn an_organisation_that_keeps_its_distance_cannot_become_a_desk() {
    let world = World::new().await;
    let ward = world.actor("open_ward").to_string();
    let noor = world.browser("Noor");
    noor.get("/desks/new").await.hides(&ward);
    let desk = [("kind", "coordinator"), ("actor", ward.as_str())];
    noor.post("/desks/new", &desk).await.status(422).says("keeps its distance");
    assert_eq!(world.count("desks").await, 5);
}

#[tokio::test]
async fn a_desk_over_which_requests_wait_is_not_taken_down() {
    let world = World::new().await;
    world.asks("alderbrook_north").state("submitted").plant().await;
    let desk = format!("/desks/{}/removal", world.actor("ocha"));
    let noor = world.browser("Noor");
    noor.get(&desk).await.status(409).says("Requests wait at this desk");
    noor.post(&desk, &[]).await.status(409);
    world.browser("Ines").get(&desk).await.status(403);
    assert_eq!(world.count("desks where kind = 'coordinator'").await, 1);
}

#[tokio::test]
async fn the_chief_changes_a_sectors_phone_and_stand_in_and_nobody_elses_desk() {
    let world = World::new().await;
    let north = format!("/desks/{}/edit", world.actor("sector_north"));
    let nadia = world.browser("Nadia");
    let page = nadia.get("/desks").await;
    assert!(page.offers(&north));
    let form = nadia.get(&north).await.status(200).hides("Takes what no other").form(&north);
    let south = world.actor("sector_south").to_string();
    let changes = [("phone", "+999 20 555 0142"), ("stand_in", south.as_str()), ("is_top", "yes")];
    nadia.submit(&form, &changes).await.status(303);
    let kept = "desks where duty_phone = '+999 20 555 0142' and stand_in_id is not null and not is_top and version = 2";
    assert_eq!(world.count(kept).await, 1, "the top desk stays an administrator's choice");
    world.visitor().get("/desks").await.says("+999 20 555 0142");

    // The same page saved by somebody else meanwhile.
    nadia.submit(&form, &[("phone", "+999 20 555 0143")]).await.status(409);
    let own = world.actor("sector_north").to_string();
    let form = nadia.get(&north).await.form(&north);
    let itself = nadia.submit(&form, &[("stand_in", own.as_str())]).await.status(422);
    itself.says("cannot stand in for itself");
    let agency = world.actor("fra").to_string();
    let form = nadia.get(&north).await.form(&north);
    let other = nadia.submit(&form, &[("stand_in", agency.as_str())]).await.status(422);
    other.says("Choose an office of the same community");

    for name in ["Pavel", "Ines", "Rosa", "Amara", "Leila"] {
        world.browser(name).get(&north).await.status(403).says("A desk is changed by");
        world.browser(name).post(&north, &[]).await.status(403);
    }
    let ocha = format!("/desks/{}/edit", world.actor("ocha"));
    nadia.get(&ocha).await.status(403);
    world.browser("Ines").get(&ocha).await.status(200);
}

#[tokio::test]
async fn the_chief_gives_a_sector_a_district_and_the_next_request_goes_there() {
    let world = World::new().await;
    let nadia = world.browser("Nadia");
    let south = format!("/responsibilities/{}", world.actor("sector_south"));
    let page = nadia.get("/responsibilities").await.status(200);
    assert!(page.offers(&south));
    let form = nadia.get(&south).await.status(200).form(&south);
    let north = format!("/responsibilities/{}", world.actor("sector_north"));
    let before = nadia.get(&north).await.form(&north);
    let sirenu = world.area("XZ0103").to_string();
    let all: Vec<String> =
        ["XZ04", "XZ0402", "XZ0404", "XZ0103"].map(|code| world.area(code).to_string()).to_vec();
    let mut fields: Vec<(&str, &str)> = all.iter().map(|id| ("areas", id.as_str())).collect();
    let version = form.fields.iter().find(|(name, _)| name == "version").unwrap().1.clone();
    fields.push(("version", &version));
    nadia.post(&south, &fields).await.status(303).goes_to("/responsibilities");
    assert_eq!(world.count(&format!("actor_areas where area_id = '{sirenu}' and presence = 'responsibility' and actor_id = '{}'", world.actor("sector_south"))).await, 1);
    assert_eq!(
        world.count("events where act = 'assign_areas' and record_kind = 'responsibility'").await,
        1
    );

    // What the form showed is not what stands there any more.
    nadia.post(&south, &fields).await.status(409);
    // The north gives it up: then the south answers for it.
    let kept: Vec<(&str, String)> =
        ["XZ0102"].map(|code| ("areas", world.area(code).to_string())).to_vec();
    let version = before.fields.iter().find(|(name, _)| name == "version").unwrap().1.clone();
    let mut fields: Vec<(&str, &str)> =
        kept.iter().map(|(name, id)| (*name, id.as_str())).collect();
    fields.push(("version", &version));
    nadia.post(&north, &fields).await.status(303);
    let page = world.visitor().get("/areas/XZ0103").await.status(200);
    page.says("Sector South CIMIC Office");
    let listed = world.browser("Amara").get("/responsibilities").await.status(200);
    listed.says("Sirenu").hides("Held by no sector");
    for name in ["Pavel", "Ines", "Rosa", "Noor", "Dario"] {
        world.browser(name).get(&south).await.status(403);
        world.browser(name).post(&south, &[]).await.status(403);
    }
}

#[tokio::test]
async fn an_office_cannot_give_itself_districts_behind_the_pages() {
    let world = World::new().await;
    for name in ["Pavel", "Amara", "Dario", "Keiko"] {
        let mut tx = world.tx(name, cimic_house::db::Mode::Write).await;
        let actor = tx.viewer().actor;
        let insert = format!(
            "insert into actor_areas values ('{actor}', '{}', 'responsibility')",
            world.area("XZ0404")
        );
        let done = sqlx::raw_sql(sqlx::AssertSqlSafe(insert)).execute(tx.conn()).await;
        assert!(done.is_err(), "{name} holds a district of its own making");
    }
    let mut tx = world.tx("Pavel", cimic_house::db::Mode::Write).await;
    let done = sqlx::raw_sql("delete from actor_areas where presence = 'responsibility'")
        .execute(tx.conn())
        .await;
    assert_eq!(done.unwrap().rows_affected(), 0);
}

#[tokio::test]
async fn a_coexisting_organisations_districts_are_not_listed_to_the_military() {
    let world = World::new().await;
    world
        .sql(&format!(
            "insert into actor_areas values ('{}', '{}', 'responsibility')",
            world.actor("open_ward"),
            world.area("XZ0102")
        ))
        .await;
    world.browser("Ines").get("/responsibilities").await.says("Open Ward");
    for name in ["Nadia", "Pavel", "Rosa", "Joram"] {
        world.browser(name).get("/responsibilities").await.status(200).hides("Open Ward");
    }
    let ward = format!("/responsibilities/{}", world.actor("open_ward"));
    world.browser("Nadia").get(&ward).await.status(404);
}
