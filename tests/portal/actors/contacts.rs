//! Contacts: what consent shows to whom, until when, and what the house forgets.

use crate::support::World;
use cimic_house::jobs::run_once;

const DAY: &str = "%Y-%m-%d";

fn in_days(days: i64) -> String {
    let day = cimic_house::clock::now() + jiff::SignedDuration::from_hours(24 * days);
    day.strftime(DAY).to_string()
}

/// Amara enters the access focal point of her office; returns the address of the contact.
async fn amara_enters(world: &World) -> String {
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    let amara = world.browser("Amara");
    let form =
        amara.get(&format!("{path}/contacts/new")).await.form(&format!("{path}/contacts/new"));
    amara
        .submit(&form, &[("function", ""), ("email", "nowhere")])
        .await
        .status(422)
        .says("whole address");
    let typed = [
        ("function", "Access focal point"),
        ("name", "Lumo Canary"),
        ("phone", "+999 555 7777"),
        ("email", "access@example.org"),
        ("ends", &in_days(100)),
    ];
    amara.submit(&form, &typed).await.status(303).location().to_owned()
}

#[tokio::test]
async fn consent_shows_one_field_to_one_office_until_it_is_withdrawn_and_every_look_is_told() {
    let world = World::new().await;
    let contact = amara_enters(&world).await;
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    let amara = world.browser("Amara");
    amara.get(&contact).await.says("Lumo Canary").says("Nobody beyond your own office");
    for name in ["Teo", "Pavel", "Ines", "Joram", "Nadia", "Safi", "Noor", "Miriam"] {
        world.browser(name).get(&contact).await.status(404);
    }
    for name in ["Teo", "Pavel", "Ines", "Joram", "Nadia", "Safi"] {
        let page = world.browser(name).get(&path).await.says("Access focal point");
        page.says("by consent only").hides("Lumo Canary").hides("555 7777").hides("access@");
    }
    assert_eq!(world.count("read_events where record_kind = 'contact'").await, 0);

    let form = amara.get(&contact).await.form(&format!("{contact}/consents"));
    let nothing = amara.submit(&form, &[("fields", "radio"), ("until", "2031-01-01")]).await;
    nothing
        .status(422)
        .says("nothing entered there")
        .says("a year from now")
        .says("Choose somebody");
    let sector = world.actor("sector_north").to_string();
    let given = [
        ("recipients", sector.as_str()),
        ("fields", "phone"),
        ("purpose", "To call about convoys"),
        ("until", &in_days(30)),
    ];
    amara.submit(&form, &given).await.status(303).goes_to(&contact);
    for name in ["Pavel", "Petra"] {
        world
            .browser(name)
            .get(&path)
            .await
            .says("+999 555 7777")
            .hides("Lumo Canary")
            .hides("access@");
    }
    // To exactly one actor: not to the cell above it, not to the unit below it.
    for name in ["Nadia", "Dario", "Ines", "Teo", "Lindi"] {
        world.browser(name).get(&path).await.hides("555 7777");
    }
    amara
        .get(&contact)
        .await
        .says("Sector North CIMIC Office")
        .says("To call about convoys")
        .says("CIMIC officer");
    assert_eq!(world.count("read_events where record_kind = 'contact'").await, 2);

    let form = amara.get(&contact).await.form(&format!("{contact}/withdrawal"));
    amara.submit(&form, &[]).await.status(303);
    world.browser("Pavel").get(&path).await.hides("555 7777").says("by consent only");
    amara.submit(&form, &[("form_key", &uuid::Uuid::new_v4().to_string())]).await.status(409);
    assert_eq!(
        world
            .count("events where act in ('create_contact', 'give_consent', 'withdraw_consent')")
            .await,
        3
    );
}

#[tokio::test]
async fn consent_ends_by_itself_and_with_the_person_it_was_given_by() {
    let world = World::new().await;
    let contact = amara_enters(&world).await;
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    let amara = world.browser("Amara");
    let form = amara.get(&contact).await.form(&format!("{contact}/consents"));
    let given = [("other", "Kestrel Battalion"), ("purpose", "Escort"), ("until", &in_days(10))];
    amara.submit(&form, &given).await.status(303);
    world.browser("Dario").get(&path).await.says("Lumo Canary").says("access@example.org");
    world.sql("update contact_consents set until_at = now() - interval '1 second'").await;
    world.browser("Dario").get(&path).await.hides("Lumo Canary");
    world.sql("update contact_consents set until_at = now() + interval '1 day'").await;
    world.browser("Dario").get(&path).await.says("Lumo Canary");
    let form = amara.get(&format!("{contact}/edit")).await.form(&format!("{contact}/edit"));
    amara.submit(&form, &[("name", "Somebody Else")]).await.status(303);
    world.browser("Dario").get(&path).await.hides("Somebody Else").hides("555 7777");
    let stale = amara
        .submit(&form, &[("name", "Third"), ("form_key", "11111111-1111-4111-8111-111111111111")])
        .await;
    stale.status(409).says("changed this contact meanwhile");
}

#[tokio::test]
async fn who_left_is_asked_for_a_successor_and_forgotten_after_thirty_days() {
    let world = World::new().await;
    let contact = amara_enters(&world).await;
    let form = world.browser("Amara").get(&contact).await.form(&format!("{contact}/consents"));
    let given =
        [("other", "OCHA, Zelmara country office"), ("purpose", "Access"), ("until", &in_days(10))];
    world.browser("Amara").submit(&form, &given).await.status(303);
    world.sql("update actor_contacts set ends_on = current_date - 29").await;
    assert_eq!(run_once(&world.db).await.unwrap().contacts, 0);
    world.browser("Amara").get(&contact).await.says("The tour has ended").says("Lumo Canary");
    world.sql("update actor_contacts set ends_on = current_date - 32").await;
    assert_eq!(run_once(&world.db).await.unwrap().contacts, 1);
    assert_eq!(run_once(&world.db).await.unwrap().contacts, 0);
    assert_eq!(world.count("actor_contact_details").await, 0);
    assert_eq!(world.count("contact_consents where withdrawn_at is null").await, 0);
    assert_eq!(world.count("events where act = 'erase_contact' and role = 'house'").await, 1);
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    world
        .browser("Amara")
        .get(&path)
        .await
        .says("Access focal point")
        .says("A successor is wanted");
}

#[tokio::test]
async fn an_officer_enters_who_is_reached_for_a_village_committee_until_it_is_confirmed() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    let form = pavel.get("/actors/new").await.form("/actors/new");
    let typed = [("kind", "community_body"), ("name", "Ford Widows"), ("marking", "none")];
    let path = pavel.submit(&form, &typed).await.status(303).location().to_owned();
    pavel.get(&path).await.says("Entered on its behalf by Sector North CIMIC Office");
    let form =
        pavel.get(&format!("{path}/contacts/new")).await.form(&format!("{path}/contacts/new"));
    let typed = [
        ("function", "The chair, through the school"),
        ("phone", "+999 555 2222"),
        ("proxy", "yes"),
    ];
    let contact = pavel.submit(&form, &typed).await.status(303).location().to_owned();
    pavel.get(&path).await.says("on its behalf").says("+999 555 2222");
    world.browser("Rosa").get(&path).await.says("through the school").hides("555 2222");
    // Consent that was heard names who said it.
    let form = pavel.get(&contact).await.form(&format!("{contact}/consents"));
    let rosas = world.actor("civil_affairs").to_string();
    let given = [("recipients", rosas.as_str()), ("purpose", "Projects"), ("until", &in_days(9))];
    pavel.submit(&form, &given).await.status(422).says("Fill this in");
    let form = pavel.get(&contact).await.form(&format!("{contact}/consents"));
    let heard = [given[0], given[1], given[2], ("heard", "The chair, at the well, today")];
    pavel.submit(&form, &heard).await.status(303);
    world.browser("Rosa").get(&path).await.says("+999 555 2222");
    for name in ["Petra", "Lindi", "Amara", "Ines"] {
        let kept = world.browser(name).get(&format!("{path}/contacts/new")).await;
        kept.status(if name == "Petra" { 200 } else { 403 });
    }
    world.browser("Rosa").post(&format!("{path}/confirmation"), &[]).await.status(303);
    pavel.get(&contact).await.status(404);
    pavel.get(&path).await.hides("555 2222");
}

#[tokio::test]
async fn military_posts_write_nothing_about_humanitarian_organisations() {
    let world = World::new().await;
    for short in ["tesselaid", "alderbrook_north", "fra"] {
        let path = format!("/actors/{}", world.actor(short));
        for name in ["Pavel", "Nadia", "Dario"] {
            let browser = world.browser(name);
            for page in ["edit", "contacts/new"] {
                browser.get(&format!("{path}/{page}")).await.status(403);
                browser.post(&format!("{path}/{page}"), &[]).await.status(403);
            }
            let relation = [("kind", "funds"), ("other", "Kestrel Battalion")];
            browser.post(&format!("{path}/relations"), &relation).await.status(403);
        }
    }
}

#[tokio::test]
async fn the_sheet_of_a_district_shows_what_consent_allows_and_tells_the_owner() {
    let world = World::new().await;
    let contact = amara_enters(&world).await;
    let (actor, district) = (world.actor("alderbrook_north"), world.area("XZ0102"));
    world.sql(&format!("insert into actor_areas values ('{actor}', '{district}', 'office')")).await;
    let form = world.browser("Amara").get(&contact).await.form(&format!("{contact}/consents"));
    let given = [
        ("other", "Sector North CIMIC Office"),
        ("fields", "phone"),
        ("purpose", "Sheet"),
        ("until", &in_days(9)),
    ];
    world.browser("Amara").submit(&form, &given).await.status(303);
    let sheet = format!("/areas/{district}/contacts");
    let page = world.browser("Pavel").get(&sheet).await.status(200);
    page.says("Contacts in Kolmata")
        .says("+999 555 7777")
        .says("+999 20 555 0103")
        .says("Pavel Dresh")
        .hides("Lumo Canary");
    world.browser("Ines").get(&sheet).await.says("Access focal point").hides("555 7777");
    assert_eq!(
        world.count("read_events where record_kind = 'contact' and what = 'print'").await,
        1
    );
    world.browser("Amara").get(&contact).await.says("on a contact sheet");
    for name in ["Leila", "Noor", "Miriam"] {
        world.browser(name).get(&sheet).await.status(403);
    }
    world.visitor().get(&sheet).await.status(303).goes_to("/sign-in");
    world.browser("Pavel").get(&format!("/areas/{district}")).await.says("Contact sheet");
}

#[tokio::test]
async fn coexistence_ends_what_was_given_to_those_for_whom_one_does_not_exist() {
    let world = World::new().await;
    let contact = amara_enters(&world).await;
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    let amara = world.browser("Amara");
    for other in ["Sector North CIMIC Office", "OCHA, Zelmara country office"] {
        let form = amara.get(&contact).await.form(&format!("{contact}/consents"));
        let given = [("other", other), ("purpose", "Access"), ("until", &in_days(10))];
        amara.submit(&form, &given).await.status(303);
    }
    let asked = world.asks("alderbrook_north").state("tasked").plant().await;
    let page = amara.get(&format!("{path}/posture")).await;
    page.clone()
        .says("these consents end")
        .says("Sector North CIMIC Office")
        .says(&asked.reference);
    amara
        .submit(&page.form(&format!("{path}/posture")), &[("posture", "coexistence")])
        .await
        .status(303);
    assert_eq!(world.count("contact_consents where withdrawn_at is null").await, 1);
    world.browser("Ines").get(&path).await.says("Lumo Canary");
    world.browser("Pavel").get(&path).await.status(404);
    amara
        .get(&format!("{path}/preview"))
        .await
        .says("does not exist")
        .says("OCHA, Zelmara country office")
        .hides("Sector North")
        .says(&asked.reference);
    // Even a consent that stands shows nothing of an actor that does not exist for the reader.
    world.sql("update contact_consents set withdrawn_at = null").await;
    world
        .browser("Pavel")
        .get(&format!("/areas/{}/contacts", world.area("XZ0102")))
        .await
        .hides("555 7777");
}

#[tokio::test]
async fn a_contact_that_is_taken_away_is_erased_at_once() {
    let world = World::new().await;
    let contact = amara_enters(&world).await;
    let amara = world.browser("Amara");
    let form = amara.get(&format!("{contact}/removal")).await.form(&format!("{contact}/removal"));
    amara.submit(&form, &[]).await.status(303);
    amara.get(&contact).await.status(404);
    assert_eq!(world.count("actor_contact_details").await, 0);
    let path = format!("/actors/{}", world.actor("alderbrook_north"));
    amara.get(&path).await.hides("Access focal point");
}
