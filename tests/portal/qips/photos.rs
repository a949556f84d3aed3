//! Photos of visits from a telephone, and what of them everybody sees: never without a second look.

use crate::support::{Browser, World, qips::picture};

async fn releases(who: &Browser, at: &str) -> crate::support::Page {
    let fields = [("shows", "after"), ("alt", "A stone well with a wooden lid.")];
    who.post(&format!("{at}/release"), &fields).await
}

#[tokio::test]
async fn a_visit_leads_to_its_photos_and_several_come_at_once() {
    let world = World::new().await;
    let project = world.project("implementing").plant().await;
    let rosa = world.browser("Rosa");
    let visit = [
        ("visit", "progress"),
        ("on_day", "2026-11-20"),
        ("physical", "40"),
        ("quality", "good"),
        ("found", "Rings are in"),
        ("recommendation", "continue"),
    ];
    let page = rosa.post(&format!("{}/visit", project.url()), &visit).await.status(303);
    let form = page.location().to_owned();
    assert!(form.ends_with("/photos/new"), "{form}");
    rosa.get(&form).await.status(200).says("Up to six at once");

    let (one, text) = (picture(), b"Not a picture".as_slice());
    let photos =
        [("well.jpg", "image/jpeg", one.as_slice()), ("lid.jpg", "image/jpeg", one.as_slice())];
    let kept = rosa.upload_all(&form, &[], &photos).await.status(303);
    rosa.follow(&kept).await.says("well.jpg").says("lid.jpg").says("from a visit");
    // Anything else is refused, and nothing of what came with it stays.
    let mixed = [("third.jpg", "image/jpeg", one.as_slice()), ("plan.txt", "text/plain", text)];
    rosa.upload_all(&form, &[], &mixed).await.status(422).says("Only photographs");
    rosa.get(&project.url()).await.hides("third.jpg");
    assert_eq!(world.count("files where record_kind = 'qip_visit'").await, 2);
    assert_eq!(
        world.count("events where act = 'attach_photos' and record_kind = 'qip_visit'").await,
        2
    );
    // Only who was there adds; who sees the file opens, and its owner learns of it.
    let amara = world.browser("Amara");
    amara.get(&form).await.status(403).says("The office that made the visit");
    let photo = amara.get(&project.url()).await.links().into_iter();
    let photo = photo.into_iter().find(|to| to.ends_with("/picture")).unwrap();
    amara.get(&photo).await.status(200);
    world.browser("Dario").get(&photo).await.status(404);
    let opened = format!(
        "read_events where what = 'file' and record_kind = 'qip' and record_id = '{}'",
        project.id
    );
    assert_eq!(world.count(&opened).await, 1);
}

#[tokio::test]
async fn everybody_sees_a_photo_only_of_a_finished_project_and_after_a_second_look() {
    let world = World::new().await;
    let project = world.project("works_complete").plant().await;
    let photo = world.photo(&project, "Rosa", false).await;
    let at = format!("{}/photos/{photo}", project.url());
    let (rosa, keiko, joram, visitor) =
        (world.browser("Rosa"), world.browser("Keiko"), world.browser("Joram"), world.visitor());
    releases(&rosa, &at).await.status(403).says("You brought this photo");
    releases(&joram, &at).await.status(403).says("Officers, the section and the QIP team");
    keiko.get(&format!("{at}/release")).await.status(200).says("no plate");
    keiko.post(&format!("{at}/release"), &[("shows", "after"), ("alt", "x")]).await.status(422);
    releases(&keiko, &at).await.status(303);
    releases(&keiko, &at).await.status(409);
    // Released is not yet shown: the works are not handed over.
    visitor.get(&at).await.status(404);
    world.browser("Safi").get(&at).await.status(404);
    world.sql("update qips set state = 'handed_over'").await;
    let page = visitor.get(&project.url()).await.status(200).says("After");
    assert!(page.body.contains("alt=\"A stone well with a wooden lid.\""));
    let shown = visitor.get(&at).await.status(200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    // Another project's address does not lead to it, nor does a photo that nobody released.
    let other = world.project("handed_over").plant().await;
    visitor.get(&format!("{}/photos/{photo}", other.url())).await.status(404);
    let hidden = world.photo(&project, "Rosa", false).await;
    visitor.get(&format!("{}/photos/{hidden}", project.url())).await.status(404);
    visitor.get(&format!("/files/{photo}/picture")).await.status(303).goes_to("/sign-in");

    keiko.post(&format!("{at}/withdrawal"), &[]).await.status(303);
    visitor.get(&at).await.status(404);
    visitor.get(&project.url()).await.hides("After");
}

#[tokio::test]
async fn what_its_office_takes_back_and_what_would_endanger_is_shown_to_nobody() {
    let world = World::new().await;
    let project = world.project("handed_over").plant().await;
    let photo = world.photo(&project, "Rosa", true).await;
    let at = format!("{}/photos/{photo}", project.url());
    let visitor = world.visitor();
    visitor.get(&at).await.status(200);
    world.browser("Rosa").post(&format!("/files/{photo}/removal"), &[]).await.status(303);
    visitor.get(&at).await.status(404);
    assert_eq!(world.count("qip_photos").await, 0);

    let waived = world.project("works_complete").plant().await;
    world.sql(&format!("update qips set is_published = false where id = '{}'", waived.id)).await;
    let photo = world.photo(&waived, "Rosa", false).await;
    let at = format!("{}/photos/{photo}", waived.url());
    releases(&world.browser("Keiko"), &at).await.status(403).says("would endanger");
}

#[tokio::test]
async fn postgres_asks_for_the_second_look_too() {
    let world = World::new().await;
    let project = world.project("handed_over").plant().await;
    let photo = world.photo(&project, "Rosa", false).await;
    let other = world.project("handed_over").plant().await;
    let says = |name: &str, of: uuid::Uuid| {
        format!(
            "insert into qip_photos (file_id, project_id, shows, alt, actor_id, released_by) values ('{photo}', '{of}', 'after', 'A stone well, a lid', '{}', '{}')",
            world.actor(if name == "Rosa" { "civil_affairs" } else { "qip_team" }),
            world.person(name)
        )
    };
    let tries = super::rules::tries;
    assert_eq!(tries(&world, "Rosa", &says("Rosa", project.id)).await, "qip_photos_second_look");
    assert_eq!(tries(&world, "Keiko", &says("Keiko", other.id)).await, "qip_photos_of_project");
    let anothers = says("Keiko", project.id)
        .replace(&world.person("Keiko").to_string(), &world.person("Ines").to_string());
    assert_eq!(tries(&world, "Keiko", &anothers).await, "42501");
    assert_eq!(tries(&world, "Keiko", &says("Keiko", project.id)).await, "1 rows");
}
