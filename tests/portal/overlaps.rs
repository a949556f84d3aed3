//! Overlaps: who is shown a card, who is not, and what the coordinator passes on.

use crate::support::World;

fn telling(world: &World, actor: &str) -> String {
    format!(
        "/overlaps/messages/new?area={}&cluster=WSH&actor={}",
        world.area("XZ0102"),
        world.actor(actor)
    )
}

#[tokio::test]
async fn owners_who_see_both_records_get_a_card() {
    let world = World::new().await;
    world.doing("alderbrook_north", "XZ0102", "WSH", "partners", 10).await;
    world.doing("vc_millford", "XZ0102", "WSH", "partners", 10).await;
    world.doing("fra", "XZ0102", "HEA", "partners", 10).await;
    world.doing("tesselaid", "XZ0103", "WSH", "partners", 10).await;
    for (name, others) in
        [("Amara", "Work of vc_millford in WSH"), ("Joram", "Work of alderbrook_north in WSH")]
    {
        let page = world.browser(name).get("/overlaps").await.status(200);
        page.says(others).hides("Work of fra").hides("Work of tesselaid");
    }
    world.browser("Basil").get("/overlaps").await.says("Nothing that you may see overlaps");
    // Dates that do not meet are no overlap.
    world.sql("update activities set starts_on = current_date + 40, ends_on = current_date + 50 where what like 'Work of vc%'").await;
    world.browser("Amara").get("/overlaps").await.hides("Work of vc_millford");
}

#[tokio::test]
async fn one_organisations_offices_do_not_overlap_with_each_other() {
    let world = World::new().await;
    world.doing("alderbrook_north", "XZ0102", "WSH", "partners", 10).await;
    world.doing("alderbrook", "XZ0102", "WSH", "partners", 10).await;
    world.browser("Teo").get("/overlaps").await.says("Nothing that you may see overlaps");
}

#[tokio::test]
async fn the_coordinator_hears_of_what_an_owner_cannot_see_and_passes_a_sentence_on() {
    let world = World::new().await;
    world.doing("open_ward", "XZ0102", "WSH", "humanitarian", 10).await;
    world.doing("vc_millford", "XZ0102", "WSH", "partners", 10).await;
    let joram = world.browser("Joram");
    joram.get("/overlaps").await.says("Nothing that you may see overlaps").hides("Open Ward");
    // The side that sees both gets its card; the coordinator gets the other one.
    world.browser("Elodie").get("/overlaps").await.says("Work of vc_millford");
    let ines = world.browser("Ines");
    let address = telling(&world, "vc_millford");
    let page =
        ines.get("/overlaps").await.status(200).says("Open Ward").says("They cannot see this");
    let link =
        page.links().into_iter().find(|link| link.starts_with("/overlaps/messages/new")).unwrap();
    assert_eq!(link.replace("&amp;", "&"), address);
    let form = ines.get(&address).await.status(200).form("/overlaps/messages");
    ines.submit(&form, &[("sentence", "")]).await.status(422).says("Fill this in");
    let form = ines.get(&address).await.form("/overlaps/messages");
    let said = "Others repair wells here until the end of the month: ask us before you begin.";
    ines.submit(&form, &[("sentence", said)]).await.status(303).goes_to("/overlaps");
    ines.get("/overlaps").await.says("Last passed on").says(said);

    joram.get("/overlaps").await.says(said).hides("Open Ward").hides("Work of open_ward");
    for name in ["Amara", "Nadia", "Pavel", "Rosa", "Yusra", "Elodie", "Noor", "Leila"] {
        world.browser(name).get("/overlaps").await.hides("ask us before you begin");
    }
    assert_eq!(world.count("events where act = 'pass_on' and record_kind = 'overlap'").await, 1);
    for name in ["Joram", "Nadia", "Rosa", "Amara"] {
        world
            .browser(name)
            .get(&address)
            .await
            .status(403)
            .says("The humanitarian coordinator passes on");
    }
}

#[tokio::test]
async fn a_coordinator_passes_nothing_on_where_nothing_overlaps() {
    let world = World::new().await;
    world.doing("vc_millford", "XZ0102", "WSH", "partners", 10).await;
    let ines = world.browser("Ines");
    ines.get(&telling(&world, "vc_millford")).await.status(404);
    let (area, actor) = (world.area("XZ0102").to_string(), world.actor("vc_millford").to_string());
    let fields = [
        ("area", area.as_str()),
        ("cluster", "WSH"),
        ("actor", actor.as_str()),
        ("sentence", "Hello"),
    ];
    ines.post("/overlaps/messages", &fields).await.status(404);
    assert_eq!(world.count("overlap_messages").await, 0);
}

#[tokio::test]
async fn what_the_military_keeps_to_itself_is_told_to_no_coordinator() {
    let world = World::new().await;
    world.doing("tesselaid", "XZ0102", "WSH", "humanitarian", 10).await;
    world.doing("kestrel", "XZ0102", "WSH", "military", 10).await;
    world.doing("civil_affairs", "XZ0102", "WSH", "mission", 10).await;
    let page = world.browser("Ines").get("/overlaps").await.status(200);
    page.hides("Kestrel").hides("Civil Affairs Section").says("There is none this month");
    world.browser("Nadia").get("/overlaps").await.says("Work of civil_affairs").hides("tesselaid");
    // Shown to everybody, it is a card for those who see both, and one for the coordinator.
    world
        .sql("update activities set audience = 'partners' where what like 'Work of kestrel%'")
        .await;
    world
        .browser("Ines")
        .get("/overlaps")
        .await
        .says("Kestrel Battalion")
        .says("Work of tesselaid");
    world.browser("Nadia").get("/overlaps").await.hides("tesselaid").hides("Tesselaid");
}
