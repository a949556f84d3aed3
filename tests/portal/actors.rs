//! The directory: who is found by whom, who keeps an entry, who confirms it.

mod contacts;
mod directory;
mod merges;
mod relations;

use crate::support::World;

#[tokio::test]
async fn the_directory_is_searched_without_accents_and_filtered() {
    let world = World::new().await;
    world.sql("update actors set local_name = 'Réseau des Mères' where name like 'Sirenu%'").await;
    let ines = world.browser("Ines");
    ines.get("/actors?q=meres").await.status(200).says("Sirenu Mothers’ Network").says("One found");
    ines.get("/actors?q=MÈRES").await.says("One found");
    ines.get("/actors?q=alder&kind=ingo&community=humanitarian")
        .await
        .says("Alderbrook Relief International")
        .hides("Tesselaid");
    ines.get("/actors?q=100%25").await.says("Nothing matches these filters");
    let area = world.area("XZ04");
    ines.get(&format!("/actors?area={area}"))
        .await
        .says("Sector South")
        .says("Ibis")
        .hides("Kestrel");
    ines.get("/actors?kind=nonsense&area=nowhere&after=nothing").await.status(200);
}

#[tokio::test]
async fn a_coexisting_organisation_does_not_exist_for_military_mission_and_host() {
    let world = World::new().await;
    let path = format!("/actors/{}", world.actor("open_ward"));
    for name in ["Elodie", "Ines", "Amara", "Noor"] {
        world.browser(name).get(&path).await.status(200).says("Open Ward");
        world.browser(name).get("/actors?q=open").await.says("Open Ward");
    }
    for name in ["Pavel", "Nadia", "Dario", "Rosa", "Joram", "Omar", "Leila", "Miriam"] {
        world.browser(name).get(&path).await.status(404);
        world.browser(name).get("/actors?q=open").await.status(200).hides("Open Ward");
    }
}

#[tokio::test]
async fn pages_follow_each_other_there_and_back() {
    let world = World::new().await;
    world.sql("insert into actors (name, kind, community) select 'Élan ' || to_char(n, '000'), 'nngo', 'humanitarian' from generate_series(1, 60) n").await;
    let ines = world.browser("Ines");
    let first = ines
        .get("/actors?q=elan")
        .await
        .says("60 found")
        .says("Élan 001")
        .says("Élan 025")
        .hides("Élan 026");
    let next = first.links().into_iter().find(|link| link.contains("after=")).unwrap();
    let second =
        ines.get(&next).await.says("Élan 026").says("Élan 050").hides("Élan 025").hides("Élan 051");
    let back = second.links().into_iter().find(|link| link.contains("before=")).unwrap();
    ines.get(&back).await.says("Élan 001").says("Élan 025").hides("Élan 026");
    let third = second.links().into_iter().find(|link| link.contains("after=")).unwrap();
    let third = ines.get(&third).await.says("Élan 060");
    assert!(!third.links().iter().any(|link| link.contains("after=")), "the last page has no next");
}

#[tokio::test]
async fn an_organisation_keeps_its_own_entry() {
    let world = World::new().await;
    let path = format!("/actors/{}", world.actor("tesselaid"));
    for name in ["Amara", "Ines", "Pavel", "Nadia", "Noor", "Rosa"] {
        world.browser(name).get(&format!("{path}/edit")).await.status(403);
    }
    let path = format!("/actors/{}", world.actor("sirenu_mothers"));
    let safi = world.browser("Safi");
    let form = safi.get(&format!("{path}/edit")).await.status(200).form(&format!("{path}/edit"));
    let open_elsewhere = safi.get(&format!("{path}/edit")).await.form(&format!("{path}/edit"));
    let wrong = safi
        .submit(&form, &[("name", ""), ("website", "ftp:x"), ("mandate", "We <listen>.")])
        .await;
    wrong
        .status(422)
        .says("Fill this in")
        .says("Enter a whole address")
        .says("We &#60;listen&#62;.");
    let area = world.area("XZ0103").to_string();
    safi.submit(&form, &[("mandate", "We listen."), ("areas", &area)])
        .await
        .status(303)
        .goes_to(&path);
    safi.get(&path).await.says("We listen.").says("Sirenu, Haruvel");
    assert_eq!(world.count("events where act = 'edit' and record_kind = 'actor'").await, 1);
    // Somebody who had the form open meanwhile does not overwrite it unseen.
    safi.submit(&open_elsewhere, &[("mandate", "Other words.")])
        .await
        .status(409)
        .says("changed this entry meanwhile");
    safi.get(&path).await.says("We listen.");
}

#[tokio::test]
async fn an_officer_enters_a_village_committee_and_civil_affairs_confirms_it() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    let page = pavel.get("/actors/new").await.status(200).hides("National NGO");
    let form = page.form("/actors/new");
    pavel.submit(&form, &[("kind", "nngo"), ("name", "An NGO")]).await.status(422);
    let saved = pavel
        .submit(&form, &[("kind", "community_body"), ("name", "Ford Widows")])
        .await
        .status(303);
    let path = saved.location().to_owned();
    pavel.follow(&saved).await.says("Ford Widows").says("Proposed").hides("Confirm this entry");
    pavel.post(&format!("{path}/confirmation"), &[]).await.status(403);
    let rosa = world.browser("Rosa");
    let form = rosa.get(&path).await.form(&format!("{path}/confirmation"));
    rosa.submit(&form, &[]).await.status(303).goes_to(&path);
    rosa.get(&path).await.hides("Proposed");
    rosa.post(&format!("{path}/confirmation"), &[]).await.status(409).says("confirmed meanwhile");
    for name in ["Amara", "Dario", "Nadia", "Leila", "Omar", "Noor"] {
        world.browser(name).get("/actors/new").await.status(403);
    }
}

#[tokio::test]
async fn each_community_confirms_its_own() {
    let world = World::new().await;
    world.sql("update actors set status = 'proposed' where name in ('Tesselaid', 'Ibis Riverine Battalion', 'Finance and Budget Section')").await;
    for (short, confirms) in [
        ("tesselaid", ["Ines", "Ines"]),
        ("ibis", ["Pavel", "Nadia"]),
        ("finance", ["Rosa", "Rosa"]),
    ] {
        let path = format!("/actors/{}/confirmation", world.actor(short));
        for name in ["Ines", "Nadia", "Rosa", "Pavel", "Amara"] {
            if !confirms.contains(&name) {
                world.browser(name).post(&path, &[]).await.status(403);
            }
        }
        world.browser(confirms[0]).post(&path, &[]).await.status(303);
        world.browser(confirms[1]).post(&path, &[]).await.status(409).says("confirmed meanwhile");
    }
}

#[tokio::test]
async fn an_organisation_chooses_its_posture_and_with_it_who_sees_it() {
    let world = World::new().await;
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    for name in ["Ines", "Teo", "Pavel", "Nadia"] {
        world
            .browser(name)
            .post(&format!("{path}/posture"), &[("posture", "cooperation")])
            .await
            .status(403);
    }
    let amara = world.browser("Amara");
    amara.post(&format!("{path}/posture"), &[("posture", "war")]).await.status(422);
    let page = amara.get(&format!("{path}/posture")).await.status(200);
    page.clone().says("does not exist").says("No request of yours is known to a military party");
    let form = page.form(&format!("{path}/posture"));
    let chosen = amara.submit(&form, &[("posture", "coexistence")]).await.status(303);
    amara.follow(&chosen).await.says("What each community sees of you").says("does not exist");
    world.browser("Pavel").get(&path).await.status(404);
    world.browser("Ines").get(&path).await.status(200).says("The humanitarian community only");
    amara.post(&format!("{path}/posture"), &[("posture", "coordination")]).await.status(303);
    world.browser("Pavel").get(&path).await.status(200);
}

#[tokio::test]
async fn an_actor_one_may_not_see_is_called_by_its_community() {
    let world = World::new().await;
    let ids = [world.actor("open_ward"), world.actor("ocha")];
    for (name, said) in [("Pavel", "a humanitarian organisation"), ("Ines", "Open Ward")] {
        let mut tx = world.tx(name, cimic_house::db::Mode::Read).await;
        let names = cimic_house::actors::store::names(&mut tx, &ids).await.unwrap();
        assert_eq!(names[&ids[0]].label(cimic_house::i18n::Lang::En), said);
        assert_eq!(
            names[&ids[1]].label(cimic_house::i18n::Lang::En),
            "OCHA, Zelmara country office"
        );
    }
}

#[tokio::test]
async fn an_entry_that_nobody_confirmed_for_a_while_is_confirmed_with_one_click() {
    let world = World::new().await;
    let path = format!("/actors/{}", world.actor("sirenu_mothers"));
    world.sql("update actors set last_confirmed_at = now() - interval '91 days'").await;
    let safi = world.browser("Safi");
    let form = safi.get(&path).await.says("Does it still hold").form(&format!("{path}/still-true"));
    world.browser("Ines").get(&path).await.says("Not confirmed lately").hides("Does it still hold");
    world.browser("Ines").post(&format!("{path}/still-true"), &[]).await.status(403);
    safi.submit(&form, &[]).await.status(303).goes_to(&path);
    safi.get(&path).await.hides("Not confirmed lately").hides("Does it still hold");
    assert_eq!(world.count("events where act = 'still_true'").await, 1);
}

#[tokio::test]
async fn an_entry_says_what_it_does_where_and_how() {
    let world = World::new().await;
    let path = format!("/actors/{}", world.actor("sirenu_mothers"));
    let safi = world.browser("Safi");
    let form = safi.get(&format!("{path}/edit")).await.form(&format!("{path}/edit"));
    let office = format!("{}:office", world.area("XZ0103"));
    let typed = [
        ("areas", office.as_str()),
        ("clusters", "HEA"),
        ("clusters", "NUT"),
        ("dimensions", "reconciliation"),
        ("languages", "Sirenu, fr"),
        ("origin", "internal"),
    ];
    safi.submit(&form, &typed).await.status(303);
    safi.get(&path)
        .await
        .says("with an office")
        .says("Nutrition, Health")
        .says("Reconciliation")
        .says("Sirenu, Français")
        .says("This country");
    let mobile = format!("{}:mobile", world.area("XZ0103"));
    let form = safi.get(&format!("{path}/edit")).await.form(&format!("{path}/edit"));
    safi.submit(&form, &[("areas", &mobile)]).await.status(303);
    safi.get(&path).await.says("comes and goes").hides("with an office").says("Nutrition, Health");
    let form = safi.get(&format!("{path}/edit")).await.form(&format!("{path}/edit"));
    let wrong = [("clusters", "WAR"), ("areas", "everywhere:office")];
    safi.submit(&form, &wrong).await.status(422);
}

#[tokio::test]
async fn the_page_tells_the_requests_one_shares_with_it_and_no_others() {
    let world = World::new().await;
    let shared = world.asks("alderbrook_north").state("tasked").plant().await;
    let other = world.asks("fra").plant().await;
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    world.browser("Pavel").get(&path).await.says(&shared.reference).hides(&other.reference);
    world.browser("Safi").get(&path).await.status(200).hides(&shared.reference);
    let amara = world.browser("Amara");
    let desk = format!("/actors/{}", world.actor("sector_north"));
    amara.get(&desk).await.says("Requests with you").says(&shared.reference);
    amara.get(&path).await.hides("Requests with you");
}
