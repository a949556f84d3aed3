//! Coming in, holding posts, and going, as people do it. Two people bring somebody in; nobody brings themselves.

use crate::support::{Browser, Page, World};

const WORDS: &str = "grain lorry at the ford";

/// Somebody asks to come in; returns the address of the application.
async fn apply(world: &World, name: &str, email: &str, community: &str) -> String {
    let visitor = world.visitor();
    let form = visitor.get("/join").await.status(200).form("/join");
    let fields = [
        ("name", name),
        ("email", email),
        ("organisation", "Somewhere"),
        ("community", community),
        ("reason", "Drives and writes"),
    ];
    let page = visitor.submit(&form, &fields).await.status(303).goes_to("/join/received");
    visitor.follow(&page).await.status(200).says("We have your application");
    let id: uuid::Uuid = one(
        world,
        &format!(
            "select id from applications where email = '{email}' order by created_at desc limit 1"
        ),
    )
    .await;
    format!("/applications/{id}")
}

async fn one<T>(world: &World, sql: &str) -> T
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    sqlx::query_scalar(sql).fetch_one(world.owner().await).await.unwrap()
}

async fn person(world: &World, email: &str) -> String {
    let id: uuid::Uuid =
        one(world, &format!("select id from people where email = '{email}'")).await;
    format!("/people/{id}")
}

/// The address that stands on the page of a link, without its host.
fn link_of(page: &Page) -> String {
    let start = page.body.find("/welcome/").unwrap();
    page.body[start..].split(['<', '"']).next().unwrap().to_owned()
}

async fn come_in(browser: &Browser, link: &str, email: &str) -> Page {
    let form = browser.get(link).await.status(200).form(link);
    let fields: Vec<(&str, &str)> = vec![("passphrase", WORDS)];
    let page = browser.submit(&form, &fields).await.status(303).goes_to("/sign-in");
    browser.follow(&page).await.says("Your passphrase is set");
    browser.post("/sign-in", &[("email", email), ("password", WORDS)]).await
}

#[tokio::test]
async fn an_administrator_and_a_voucher_bring_a_person_in_together() {
    let world = World::new().await;
    let (ines, noor, visitor) = (world.browser("Ines"), world.browser("Noor"), world.visitor());
    let email = "mara@example.org";
    let application = apply(&world, "Mara Lint", email, "humanitarian").await;

    ines.get("/people").await.status(200).says("Applications (1)");
    ines.get("/applications").await.status(200).says("Mara Lint");
    let page = ines.get(&application).await.status(200).says("Drives and writes");
    assert!(!page.offers(&format!("{application}/account")), "the voucher makes no account");
    let form = page.form(&format!("{application}/voucher"));
    ines.submit(&form, &[("role", "partner")]).await.status(422).says("Choose one of these");
    let open_ward = world.actor("open_ward").to_string();
    let fields = [("actor", open_ward.as_str()), ("role", "partner"), ("until", "2099-05-31")];
    ines.submit(&form, &fields).await.status(303).goes_to(&application);
    ines.post(&format!("{application}/account"), &[]).await.status(403);

    let page = noor.get(&application).await.status(200).says("Ines Calder").says("31 May 2099");
    let form = page.form(&format!("{application}/account"));
    noor.submit(&form, &[]).await.status(303);
    let mara = person(&world, email).await;
    noor.get(&mara).await.status(200).says("Open Ward").says("You started this link");
    noor.post(&format!("{mara}/link"), &[]).await.status(403);

    ines.get("/applications").await.says("Links for you to hand over").says("Mara Lint");
    let form = ines.get(&mara).await.status(200).form(&format!("{mara}/link"));
    let page = ines.submit(&form, &[]).await.status(200).says("It is shown this one time");
    let link = link_of(&page);
    let again = ines.submit(&form, &[]).await.status(303).goes_to(&mara);
    ines.follow(&again).await.hides(&link).says("cannot be shown again");
    ines.post(&format!("{mara}/link"), &[]).await.status(409);
    let token = link.rsplit('/').next().unwrap();
    assert_eq!(
        world.count(&format!("links where encode(token_hash, 'escape') = '{token}'")).await,
        0
    );

    visitor.get(&link).await.status(200).says("Mara Lint");
    visitor.post(&link, &[("passphrase", "short")]).await.status(422);
    visitor.post(&link, &[("passphrase", "Mara Lint Open Ward")]).await.status(422);
    come_in(&visitor, &link, email).await.status(303).goes_to("/home");
    visitor.get("/account").await.status(200).says("Focal point");
    visitor.get(&link).await.status(404).says("does not work any more");
    visitor.post(&link, &[("passphrase", WORDS)]).await.status(404);
    assert_eq!(world.count("events where act in ('apply', 'vouch', 'create_account', 'show_link', 'set_passphrase')").await, 5);
}

#[tokio::test]
async fn the_receipt_never_tells_whether_an_address_is_known() {
    let world = World::new().await;
    let visitor = world.visitor();
    let mut bodies = Vec::new();
    for email in ["ines@example.org", "nobody.yet@example.org"] {
        let fields = [
            ("name", "X"),
            ("email", email),
            ("organisation", "X"),
            ("community", "host"),
            ("reason", "x"),
        ];
        let page = visitor.post("/join", &fields).await.status(303);
        let body = visitor.follow(&page).await.status(200).text();
        bodies.push((page.location().to_owned(), body));
    }
    assert_eq!(bodies[0], bodies[1]);
    visitor
        .post("/join", &[("email", "no"), ("community", "system")])
        .await
        .status(422)
        .says("Enter an e-mail address");
    visitor.get("/applications").await.status(303).goes_to("/sign-in");
    assert_eq!(world.count("applications where community = 'system'").await, 0);
}

#[tokio::test]
async fn applying_again_and_again_slows_that_address_down() {
    let world = World::new().await;
    let visitor = world.visitor();
    let mut last = 0;
    for n in 0..6 {
        let email = format!("x{n}@example.org");
        let fields = [
            ("name", "X"),
            ("email", email.as_str()),
            ("organisation", "X"),
            ("community", "host"),
            ("reason", "x"),
        ];
        last = visitor.post("/join", &fields).await.status.as_u16();
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn every_community_has_its_own_voucher() {
    let world = World::new().await;
    for (community, voucher, others) in [
        ("humanitarian", "Ines", ["Nadia", "Rosa", "Pavel", "Amara"]),
        ("military", "Nadia", ["Ines", "Rosa", "Pavel", "Viktor"]),
        ("mission", "Rosa", ["Ines", "Nadia", "Keiko", "Leila"]),
        ("host", "Rosa", ["Ines", "Nadia", "Joram", "Miriam"]),
    ] {
        let email = format!("{community}@example.org");
        let application = apply(&world, "New Person", &email, community).await;
        world.sql("truncate sign_in_failures").await;
        world.browser(voucher).get(&application).await.status(200).says("Vouch for this person");
        let page = world.browser("Noor").get(&application).await.status(200);
        page.says("New Person");
        for other in others {
            world.browser(other).get(&application).await.status(404);
            let tried = world.browser(other).post(&format!("{application}/voucher"), &[]).await;
            assert_eq!(tried.status, 404, "{other} vouched for {community}");
        }
    }
    for outsider in ["Amara", "Pavel", "Miriam", "Keiko"] {
        let browser = world.browser(outsider);
        browser.get("/applications").await.status(403).says("whoever vouches for a community");
        browser.get("/people").await.status(403);
        browser.get("/applications/new").await.status(403);
    }
}

#[tokio::test]
async fn a_military_post_needs_the_statement_and_ends_without_it() {
    let world = World::new().await;
    let nadia = world.browser("Nadia");
    let application = apply(&world, "Tarik Moll", "tarik@example.org", "military").await;
    let kestrel = world.actor("kestrel").to_string();
    let voucher = format!("{application}/voucher");
    let fields = [("actor", kestrel.as_str()), ("role", "liaison")];
    nadia.post(&voucher, &fields).await.status(422).says("A military post needs this statement");
    let fields = [("actor", kestrel.as_str()), ("role", "liaison"), ("stated", "yes")];
    nadia.post(&voucher, &fields).await.status(303);
    let noor = world.browser("Noor");
    noor.post(&format!("{application}/account"), &[]).await.status(303);
    let tarik = person(&world, "tarik@example.org").await;

    let page = nadia.get(&tarik).await.status(200).says("statement renewed by");
    let renewal =
        page.forms().into_iter().find(|form| form.action.ends_with("/statement")).unwrap();
    nadia.submit(&renewal, &[]).await.status(422).says("A military post needs this statement");
    noor.submit(&renewal, &[("stated", "yes")]).await.status(403);
    nadia.submit(&renewal, &[("stated", "yes")]).await.status(303);
    // Six months without it, and the post has ended.
    assert_eq!(world.viewer("Dario").await.role.as_str(), "liaison");
    let dario = world.person("Dario");
    world.sql(&format!("alter table posts disable trigger posts_rules; update posts set stated_at = now() - interval '6 months 1 day' where person_id = '{dario}'; alter table posts enable trigger posts_rules")).await;
    world.browser("Dario").get("/account").await.status(403).says("You hold no post");
    let page = nadia.get(&format!("/people/{dario}")).await.status(200);
    let page = page.says("statement not renewed");
    assert!(!page.forms().iter().any(|form| form.action.ends_with("/statement")));
    let post = world.post("Dario", "liaison", "kestrel");
    nadia
        .post(&format!("/people/{dario}/posts/{post}/statement"), &[("stated", "yes")])
        .await
        .status(409);
}

#[tokio::test]
async fn the_only_chief_cannot_renew_their_own_statement_so_an_administrator_does() {
    let world = World::new().await;
    let (nadia, post) = (world.person("Nadia"), world.post("Nadia", "chief", "fhq_cimic"));
    let renewal = format!("/people/{nadia}/posts/{post}/statement");
    let stated = [("stated", "yes")];
    world
        .browser("Nadia")
        .post(&renewal, &stated)
        .await
        .status(403)
        .says("Nobody does this about themselves");
    world.browser("Noor").post(&renewal, &stated).await.status(303);
    let fresh = format!("posts where id = '{post}' and stated_at > now() - interval '1 minute'");
    assert_eq!(world.count(&fresh).await, 1);
}

#[tokio::test]
async fn approvers_and_administrators_are_brought_in_by_two_administrators() {
    let world = World::new().await;
    let (noor, jonas, rosa) =
        (world.browser("Noor"), world.browser("Jonas"), world.browser("Rosa"));
    let leadership = world.actor("leadership").to_string();
    let fields = [
        ("name", "Uma Reth"),
        ("email", "uma@example.org"),
        ("language", "fr"),
        ("actor", leadership.as_str()),
        ("role", "approver"),
    ];
    rosa.post("/applications/new", &fields).await.status(422);
    let page = noor.post("/applications/new", &fields).await.status(303);
    let application = page.location().to_owned();
    noor.post(&format!("{application}/account"), &[])
        .await
        .status(403)
        .says("another administrator");
    jonas.post(&format!("{application}/account"), &[]).await.status(303);
    let uma = person(&world, "uma@example.org").await;
    jonas.post(&format!("{uma}/link"), &[]).await.status(403).says("You started this link");
    rosa.post(&format!("{uma}/link"), &[]).await.status(404);
    let page = noor.post(&format!("{uma}/link"), &[]).await.status(200);
    come_in(&world.visitor(), &link_of(&page), "uma@example.org").await.status(303);
    // What an administrator cannot vouch for while the community has its voucher.
    let ocha = world.actor("ocha").to_string();
    let fields = [
        ("name", "Uma Reth"),
        ("email", "uma2@example.org"),
        ("language", "en"),
        ("actor", ocha.as_str()),
        ("role", "coordinator"),
    ];
    noor.post("/applications/new", &fields).await.status(422);
}

#[tokio::test]
async fn a_house_without_vouchers_begins_with_two_administrators() {
    let world = World::new().await;
    world
        .sql("update posts set until_at = now() where role in ('chief', 'coordinator', 'section')")
        .await;
    let (noor, jonas) = (world.browser("Noor"), world.browser("Jonas"));
    let cimic = world.actor("fhq_cimic").to_string();
    let fields = [
        ("name", "Cheng Rook"),
        ("email", "cheng@example.org"),
        ("language", "en"),
        ("actor", cimic.as_str()),
        ("role", "chief"),
        ("stated", "yes"),
    ];
    let page = noor.post("/applications/new", &fields).await.status(303);
    jonas.post(&format!("{}/account", page.location()), &[]).await.status(303);
    let cheng = person(&world, "cheng@example.org").await;
    jonas.post(&format!("{cheng}/link"), &[]).await.status(403);
    noor.post(&format!("{cheng}/link"), &[]).await.status(200);
    // From now on the military has its voucher again.
    noor.post(
        "/applications/new",
        &[fields[0], ("email", "next@example.org"), fields[2], fields[3], fields[4], fields[5]],
    )
    .await
    .status(422);
}

#[tokio::test]
async fn nobody_brings_themselves_into_anything() {
    let world = World::new().await;
    for (name, actor, role) in [
        ("Nadia", "fhq_cimic", "chief"),
        ("Ines", "ocha", "coordinator"),
        ("Rosa", "civil_affairs", "finance"),
        ("Noor", "house_audit", "auditor"),
    ] {
        let browser = world.browser(name);
        let email = format!("{}@example.org", name.to_lowercase());
        let actor = world.actor(actor).to_string();
        let fields = [
            ("name", name),
            ("email", email.as_str()),
            ("language", "en"),
            ("actor", actor.as_str()),
            ("role", role),
            ("stated", "yes"),
        ];
        browser
            .post("/applications/new", &fields)
            .await
            .status(422)
            .says("Nobody does this about themselves");
    }
    // An application in one's own name, vouched for by a colleague: another administrator has to make it.
    let id: uuid::Uuid = one(&world, &format!(
        "insert into applications (name, email, community, state, voucher_id, actor_id, role)
         values ('Noor', 'NOOR@example.org', 'system', 'vouched', '{}', '{}', 'auditor') returning id",
        world.person("Jonas"), world.actor("house_audit"))).await;
    world.browser("Noor").post(&format!("/applications/{id}/account"), &[]).await.status(403);
    // And the schema says the same to whoever finds a way around the pages.
    let mut noor = world.tx("Noor", cimic_house::db::Mode::Write).await;
    let person = world.person("Noor");
    let sql = format!(
        "update applications set state = 'created', creator_id = '{person}', person_id = '{person}' where id = '{id}'"
    );
    assert!(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(noor.conn()).await.is_err());
    let nadia = world.person("Nadia");
    let mut tx = world.tx("Nadia", cimic_house::db::Mode::Write).await;
    let sql = format!("update posts set stated_at = now() where person_id = '{nadia}'");
    assert!(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(tx.conn()).await.is_err());
    let mut tx = world.tx("Nadia", cimic_house::db::Mode::Write).await;
    let sql = format!(
        "insert into posts (person_id, actor_id, role) values ('{nadia}', '{}', 'liaison')",
        world.actor("kestrel")
    );
    assert!(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(tx.conn()).await.is_err());
}

#[tokio::test]
async fn a_post_ends_and_its_rights_end_on_the_next_request() {
    let world = World::new().await;
    let (nadia, pavel) = (world.browser("Nadia"), world.browser("Pavel"));
    pavel.get("/account").await.status(200);
    let (person, post) = (world.person("Pavel"), world.post("Pavel", "officer", "sector_north"));
    let ending = format!("/people/{person}/posts/{post}/ending");
    world.browser("Ines").post(&ending, &[]).await.status(404);
    world.browser("Petra").post(&ending, &[]).await.status(404);
    nadia.post(&ending, &[("until", "2020-01-01")]).await.status(422).says("not past");
    nadia.post(&ending, &[("until", "2098-01-31")]).await.status(303);
    pavel.get("/account").await.status(200).says("31 Jan 2098");
    nadia.post(&ending, &[("until", "2099-01-31")]).await.status(422).says("only end earlier");
    let form = nadia.get(&format!("/people/{person}")).await.form(&ending);
    nadia.submit(&form, &[]).await.status(303);
    pavel.get("/account").await.status(403).says("You hold no post");
    nadia.post(&ending, &[]).await.status(409).says("The post has ended already");
    let own = world.post("Nadia", "chief", "fhq_cimic");
    nadia
        .post(&format!("/people/{}/posts/{own}/ending", world.person("Nadia")), &[])
        .await
        .status(403);
}

#[tokio::test]
async fn somebody_gets_a_second_post_and_no_second_account() {
    let world = World::new().await;
    let (ines, noor) = (world.browser("Ines"), world.browser("Noor"));
    let amara = world.person("Amara");
    let page = ines.get(&format!("/people/{amara}")).await.status(200).says("Add a post");
    let page = ines
        .get(page.links().iter().find(|link| link.starts_with("/applications/new")).unwrap())
        .await;
    let form = page.status(200).form("/applications/new");
    let ocha = world.actor("ocha").to_string();
    let page = ines.submit(&form, &[("actor", &ocha), ("role", "coordinator")]).await.status(303);
    let page = noor.get(page.location()).await.says("They get one more post, and no new link");
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/account")).unwrap();
    noor.submit(&form, &[]).await.status(303).goes_to(&format!("/people/{amara}"));
    world.browser("Amara").get("/account").await.says("Act as").says("Humanitarian coordinator");
    assert_eq!(world.count("links").await, 0);

    // Nobody holds posts in two communities.
    let kestrel = world.actor("kestrel").to_string();
    let fields = [
        ("name", "Amara Venn"),
        ("email", "amara@example.org"),
        ("language", "en"),
        ("actor", kestrel.as_str()),
        ("role", "liaison"),
        ("stated", "yes"),
    ];
    let page = world.browser("Nadia").post("/applications/new", &fields).await.status(303);
    noor.post(&format!("{}/account", page.location()), &[])
        .await
        .status(422)
        .says("two communities");
    // A committee seat is the exception.
    let prc = world.actor("prc").to_string();
    let fields = [
        ("name", "Amara Venn"),
        ("email", "amara@example.org"),
        ("language", "en"),
        ("actor", prc.as_str()),
        ("role", "committee"),
    ];
    let rosa = world.browser("Rosa");
    rosa.post("/applications/new", &fields)
        .await
        .status(422)
        .says("which organisation the seat represents");
    let mut fields = fields.to_vec();
    fields.push(("represents", &ocha));
    let page = rosa.post("/applications/new", &fields).await.status(303);
    noor.post(&format!("{}/account", page.location()), &[]).await.status(303);
}

#[tokio::test]
async fn the_administrator_who_starts_a_reset_never_sees_the_link() {
    let world = World::new().await;
    let (noor, jonas, ines) =
        (world.browser("Noor"), world.browser("Jonas"), world.browser("Ines"));
    let malik = format!("/people/{}", world.person("Malik"));
    ines.post(&format!("{malik}/reset"), &[]).await.status(403);
    let form = noor.get(&malik).await.status(200).form(&format!("{malik}/reset"));
    noor.submit(&form, &[]).await.status(303).goes_to(&malik);
    let link = format!("{malik}/link");
    for administrator in [&noor, &jonas] {
        let page = administrator.get(&malik).await.status(200);
        assert!(!page.offers(&link));
        administrator.post(&link, &[]).await.status(403);
    }
    world.browser("Malik").post(&link, &[]).await.status(404);
    world.browser("Nadia").post(&link, &[]).await.status(404);
    // A colleague of the same office reads that it happened.
    ines.get("/account").await.says("Renewed ways in").says("Malik Aster");
    world.browser("Amara").get("/account").await.hides("Malik Aster");
    let shown = ines.post(&link, &[]).await.status(200);
    let visitor = world.visitor();
    come_in(&visitor, &link_of(&shown), "malik@example.org").await.status(303);
    world.browser("Malik").get("/account").await.status(303).goes_to("/sign-in");

    // A new one makes the older one worthless.
    noor.post(&format!("{malik}/reset"), &[]).await.status(303);
    let first = link_of(&ines.post(&link, &[]).await.status(200));
    noor.post(&format!("{malik}/reset"), &[]).await.status(303);
    world.visitor().get(&first).await.status(404);
    let second = link_of(&ines.post(&link, &[]).await.status(200));
    world.sql("update links set expires_at = now() where used_at is null").await;
    world.visitor().get(&second).await.status(404);
}

#[tokio::test]
async fn an_administrator_is_reset_by_two_others() {
    let world = World::new().await;
    let (noor, jonas) = (world.browser("Noor"), world.browser("Jonas"));
    let noors = format!("/people/{}", world.person("Noor"));
    noor.post(&format!("{noors}/reset"), &[]).await.status(403).says("about themselves");
    jonas.post(&format!("{noors}/reset"), &[]).await.status(303);
    jonas.post(&format!("{noors}/link"), &[]).await.status(403);
    noor.post(&format!("{noors}/link"), &[]).await.status(403);
    world.browser("Ines").post(&format!("{noors}/link"), &[]).await.status(404);
}

#[tokio::test]
async fn a_suspended_person_is_out_until_restored() {
    let world = World::new().await;
    let (noor, amara) = (world.browser("Noor"), world.browser("Amara"));
    let page = format!("/people/{}", world.person("Amara"));
    world.browser("Ines").post(&format!("{page}/suspension"), &[]).await.status(403);
    noor.post(&format!("/people/{}/suspension", world.person("Noor")), &[]).await.status(403);
    noor.post(&format!("{page}/suspension"), &[]).await.status(303);
    amara.get("/account").await.status(303).goes_to("/sign-in");
    noor.get(&page).await.says("Suspended");
    noor.post(&format!("{page}/suspension"), &[]).await.status(409);
    noor.post(&format!("{page}/restoration"), &[]).await.status(303);
    amara.get("/account").await.status(200);
}

#[tokio::test]
async fn an_application_is_refused_with_a_reason_and_dealt_with_once() {
    let world = World::new().await;
    let (rosa, noor) = (world.browser("Rosa"), world.browser("Noor"));
    let application = apply(&world, "Olan Pike", "olan@example.org", "host").await;
    rosa.post(&format!("{application}/refusal"), &[]).await.status(422).says("Fill this in");
    rosa.post(&format!("{application}/refusal"), &[("why", "Nobody there knows him")])
        .await
        .status(303);
    rosa.get("/applications?state=refused").await.says("Olan Pike");
    rosa.get(&application).await.says("Nobody there knows him").hides("Vouch for this person");
    let committee = world.actor("vc_millford").to_string();
    let fields = [("actor", committee.as_str()), ("role", "partner")];
    rosa.post(&format!("{application}/voucher"), &fields).await.status(409);
    noor.post(&format!("{application}/account"), &[]).await.status(409);
    noor.post(&format!("{application}/refusal"), &[("why", "again")]).await.status(409);
}

#[tokio::test]
async fn a_voucher_stands_for_actors_of_their_community_only() {
    let world = World::new().await;
    let application = apply(&world, "Olan Pike", "olan@example.org", "host").await;
    let rosa = world.browser("Rosa");
    let finance = world.actor("finance").to_string();
    let fields = [("actor", finance.as_str()), ("role", "partner")];
    rosa.post(&format!("{application}/voucher"), &fields)
        .await
        .status(403)
        .says("another community");
    let committee = world.actor("vc_millford").to_string();
    let fields = [("actor", committee.as_str()), ("role", "finance")];
    rosa.post(&format!("{application}/voucher"), &fields).await.status(422);
    world.browser("Noor").post(&format!("{application}/voucher"), &fields).await.status(403);
}

#[tokio::test]
async fn people_are_found_and_paged_within_one_s_community() {
    let world = World::new().await;
    world.sql("with p as (insert into people (name, email) select 'Crowd ' || lpad(n::text, 3, '0'), 'crowd' || n || '@example.org' from generate_series(1, 60) n returning id)
        insert into posts (person_id, actor_id, role) select p.id, a.id, 'partner' from p, actors a where a.name = 'Tesselaid'").await;
    let ines = world.browser("Ines");
    let mut names = Vec::new();
    let mut next = "/people?q=crowd".to_owned();
    loop {
        let page = ines.get(&next).await.status(200);
        names.extend(
            page.body.match_indices("Crowd ").map(|(at, _)| page.body[at..at + 9].to_owned()),
        );
        let Some(link) = page.links().into_iter().find(|link| link.contains("after=")) else {
            break;
        };
        next = link;
    }
    assert_eq!(names.len(), 60);
    assert!(names.is_sorted());
    ines.get("/people?q=Tesselaid").await.says("Crowd 001");
    ines.get("/people?q=Dario").await.says("Nobody here");
    ines.get(&format!("/people/{}", world.person("Dario"))).await.status(404);
    let nadia = world.browser("Nadia");
    nadia.get("/people").await.says("Dario Voss").hides("Crowd").hides("Ines Calder");
    nadia.get(&format!("/people/{}", world.person("Dario"))).await.status(200);
    world.browser("Noor").get("/people?q=dario&community=military").await.says("Dario Voss");
    world.browser("Noor").get("/people?q=dario&community=host").await.hides("Dario Voss");
}

#[tokio::test]
async fn administrators_set_the_house_up() {
    let world = World::new().await;
    let noor = world.browser("Noor");
    let form = noor.get("/settings").await.status(200).form("/settings");
    noor.submit(&form, &[("time_zone", "Mars/Olympus")])
        .await
        .status(422)
        .says("Enter a time zone");
    noor.submit(&form, &[("country_code", "Somalia"), ("iati_org", "XM EXAMPLE")])
        .await
        .status(422)
        .says("Leave out spaces");
    let fields = [
        ("mission_name", "MINUZEL"),
        ("time_zone", "Africa/Mogadishu"),
        ("country_code", "so"),
        ("iati_org", "XM-EXAMPLE-1"),
        ("second_factor", "yes"),
    ];
    noor.submit(&form, &fields).await.status(303).goes_to("/settings");
    let named = "house where country_code = 'SO' and iati_org = 'XM-EXAMPLE-1'";
    assert_eq!(world.count(named).await, 1);
    assert_eq!(world.state.house().mission_name, "MINUZEL");
    assert!(world.state.house().second_factor);
    noor.get("/people").await.status(303).goes_to("/account/second-factor");
    assert_eq!(world.count("events where act = 'edit_settings'").await, 1);
    world.sql("update house set second_factor = false").await;
    world.state.refresh_house().await.unwrap();
    for other in ["Nadia", "Ines", "Miriam"] {
        world.browser(other).get("/settings").await.status(403);
        world.browser(other).post("/settings", &fields).await.status(403);
    }
}

#[tokio::test]
async fn an_administrator_reads_what_happened_to_a_person() {
    let world = World::new().await;
    let (noor, amara) = (world.browser("Noor"), world.browser("Amara"));
    let form = amara.get("/account").await.form("/account");
    amara.submit(&form, &[("name", "Amara V.")]).await.status(303);
    let page = format!("/people/{}", world.person("Amara"));
    noor.get(&page).await.says("Changed own name or language");
    world.browser("Ines").get(&page).await.hides("Changed own name or language");
}
