//! Signing in and out, as people do it.

use crate::support::{Browser, Page, World};
use cimic_house::{people, secrets};

const WORDS: &str = "grain lorry at the ford";

/// Gives somebody of the cast a passphrase.
async fn with_passphrase(world: &World, name: &str) {
    let mut tx = world.house().await;
    let hash = secrets::hash(WORDS.to_owned()).await.unwrap();
    people::store::password_set(&mut tx, world.person(name), &hash).await.unwrap();
    tx.commit().await.unwrap();
}

async fn sign_in(browser: &Browser, email: &str, passphrase: &str) -> Page {
    browser.post("/sign-in", &[("email", email), ("password", passphrase), ("shared", "yes")]).await
}

#[tokio::test]
async fn ines_signs_in_and_out() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let ines = world.visitor();
    ines.get("/sign-in").await.status(200).says("This is a shared computer");
    let page = sign_in(&ines, "Ines@example.org", WORDS).await.status(303).goes_to("/home");
    let cookies: Vec<_> =
        page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with("sid=")).unwrap();
    assert!(session.contains("HttpOnly") && session.contains("SameSite=Lax"), "{session}");
    assert!(!session.contains("Max-Age"), "a shared computer forgets with the browser");
    let token = ines.cookie("sid").unwrap();
    assert_eq!(world.count(&format!("sessions where token_hash = '{token}'::bytea")).await, 0);
    ines.get("/account").await.status(200).says("Ines Calder").says("shared computer");
    assert_eq!(world.count("events where act = 'sign_in'").await, 1);

    let left = ines.cookie("left");
    let page = ines.post("/sign-out", &[]).await.status(303).goes_to("/");
    assert_eq!(page.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(ines.cookie("sid"), None);
    assert_ne!(ines.cookie("left"), left, "the Back button finds a changed mark");
    ines.set_cookie("sid", &token);
    ines.get("/account").await.status(303).goes_to("/sign-in");
}

#[tokio::test]
async fn a_stranger_is_told_nothing_of_which_accounts_exist() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let visitor = world.visitor();
    let known = sign_in(&visitor, "ines@example.org", "grain lorry at the mill").await.status(422);
    let unknown =
        sign_in(&visitor, "ivan@example.org", "grain lorry at the mill").await.status(422);
    let suspended = {
        with_passphrase(&world, "Malik").await;
        world.sql("update people set suspended_at = now() where email = 'malik@example.org'").await;
        sign_in(&visitor, "malik@example.org", WORDS).await.status(422)
    };
    for page in [known, unknown, suspended] {
        page.says("The e-mail address or the passphrase is not right").hides(WORDS);
    }
    assert_eq!(visitor.cookie("sid"), None);
    visitor.post("/sign-in", &[]).await.status(422).says("Fill this in");
    visitor.post("/sign-in", &[("surprise", "x")]).await.status(422);
}

#[tokio::test]
async fn a_wrong_passphrase_slows_only_that_account_from_that_address() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    with_passphrase(&world, "Malik").await;
    let visitor = world.visitor();
    for _ in 0..4 {
        sign_in(&visitor, "ines@example.org", "not the one that holds").await.status(422);
    }
    world.sql("update sign_in_failures set failures = failures + 4, last_at = now()").await;
    let page = sign_in(&visitor, "ines@example.org", WORDS).await.status(429);
    let seconds: u32 = page.header("retry-after").parse().unwrap();
    assert!((20..=32).contains(&seconds));
    page.says("Other people are not held up by this").hides(WORDS);
    sign_in(&world.visitor(), "malik@example.org", WORDS).await.status(303);
    let wait = |from: &'static str| {
        let world = &world;
        async move {
            let pool = world.owner().await;
            let text = format!(
                "select sign_in_wait(sha256('ines@example.org'), sha256('ines@example.org {from}'))"
            );
            sqlx::query_scalar::<_, i32>(sqlx::AssertSqlSafe(text)).fetch_one(pool).await.unwrap()
        }
    };
    assert!(wait("127.0.0.1").await > 0);
    assert_eq!(wait("10.0.0.7").await, 0, "headquarters is not held up");
    // A hundred strangers from everywhere: who came in from there this month does not wait for them.
    world
        .sql(
            "insert into sign_in_failures (account_hash, address_hash, failures)
             select sha256('ines@example.org'), sha256(n::text::bytea), 9 from generate_series(1, 100) n;
             insert into sign_in_failures (account_hash, address_hash, failures, worked_at, last_at)
             values (sha256('ines@example.org'), sha256('ines@example.org 10.0.0.7'), 0, now() - interval '9 days', now() - interval '9 days')",
        )
        .await;
    assert_eq!(wait("10.0.0.7").await, 0);
    let elsewhere = wait("10.0.0.8").await;
    assert!((15..=20).contains(&elsewhere), "a new address waits a little: {elsewhere}");
}

#[tokio::test]
async fn many_guesses_at_once_gain_nothing() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let browser = world.visitor();
        tries.spawn(async move {
            sign_in(&browser, "ines@example.org", "not the one that holds").await.status.as_u16()
        });
    }
    let answers = tries.join_all().await;
    assert_eq!(answers.iter().filter(|status| **status == 422).count(), 4, "{answers:?}");
}

#[tokio::test]
async fn people_go_on_to_the_page_they_wanted_and_nowhere_else() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let ines = world.visitor();
    let page = ines.get("/account?x=1").await.status(303);
    assert_eq!(page.location(), "/sign-in?back=%2Faccount%3Fx%3D1");
    let form = ines.follow(&page).await.status(200).form("/sign-in");
    let typed = [("email", "ines@example.org"), ("password", WORDS)];
    assert_eq!(ines.submit(&form, &typed).await.status(303).location(), "/account?x=1");
    ines.get("/sign-in?back=/account").await.status(303).goes_to("/account");
    for elsewhere in ["//example.org/", "/\\example.org", "https://example.org", "javascript:x"] {
        let fields = [("email", "ines@example.org"), ("password", WORDS), ("back", elsewhere)];
        let page = world.visitor().post("/sign-in", &fields).await.status(303);
        assert_eq!(page.location(), "/home", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_kept() {
    let world = World::new().await;
    with_passphrase(&world, "Amara").await;
    let amara = world.browser("Amara");
    let form = amara.get("/account").await.form("/account");
    let amaras = world.person("Amara");
    let rest = "update sessions set last_seen_at = now() - interval '13 hours'";
    world.sql(&format!("{rest} where person_id = '{amaras}'")).await;

    let page = amara.submit(&form, &[("name", "Amara Venn-Dieu")]).await.status(303);
    let page = amara.follow(&page).await.status(200).says("What you typed is kept");
    let typed = [("email", "amara@example.org"), ("password", WORDS)];
    let page = amara.submit(&page.form("/sign-in"), &typed).await.status(303);
    assert!(page.location().starts_with("/parked/"), "{}", page.location());
    let kept = page.location().to_owned();
    let page = amara.get(&kept).await.status(200).says("Amara Venn-Dieu").says("Send it as it is");
    world.browser("Teo").get(&kept).await.status(404);

    let again = page.form("/account");
    amara.submit(&again, &[]).await.status(303).goes_to("/account");
    amara.get("/account").await.says("Amara Venn-Dieu");
    amara.get(&kept).await.status(404);
    amara.submit(&again, &[]).await.status(303).goes_to("/account");
    assert_eq!(world.count("events where act = 'edit_account'").await, 1, "nothing is done twice");
}

#[tokio::test]
async fn a_kept_form_can_be_discarded_and_passphrases_are_never_kept() {
    let world = World::new().await;
    with_passphrase(&world, "Amara").await;
    let amara = world.browser("Amara");
    let form = amara.get("/account").await.form("/account");
    let secret = amara.get("/account/passphrase").await.form("/account/passphrase");
    world.sql("update sessions set ended_at = now()").await;
    amara.submit(&secret, &[("current", WORDS), ("passphrase", "a new one for nobody")]).await;
    assert_eq!(world.count("parked_forms").await, 0);
    let page = amara.submit(&form, &[("name", "Somebody else")]).await;
    let typed = [("email", "amara@example.org"), ("password", WORDS)];
    let page = amara.submit(&amara.follow(&page).await.form("/sign-in"), &typed).await;
    let page = amara.get(page.location()).await.status(200);
    let discard = page.forms().into_iter().find(|form| form.action.ends_with("/removal")).unwrap();
    amara.submit(&discard, &[]).await.status(303).goes_to("/home");
    assert_eq!(world.count("parked_forms").await, 0);
    // A form that somebody else finds is not theirs to see: they go on to their desk.
    assert_eq!(world.count("people where name = 'Somebody else'").await, 0);
}

#[tokio::test]
async fn somebody_with_two_posts_switches() {
    let world = World::new().await;
    let hugo = world.browser("Hugo");
    assert_eq!(world.viewer("Hugo").await.role.as_str(), "officer");
    let page = hugo.get("/account").await.says("Act as");
    let form = page.form("/post");
    let liaison = world.post("Hugo", "liaison", "ibis").to_string();
    hugo.submit(&form, &[("post", &liaison)]).await.status(303).goes_to("/home");
    let viewer = world.viewer("Hugo").await;
    assert_eq!((viewer.role.as_str(), viewer.actor), ("liaison", world.actor("ibis")));
    hugo.get("/account").await.says("Ibis Riverine Battalion");

    // Somebody else's post is nobody's to choose, and one that has ended is gone.
    let nadias = world.post("Nadia", "chief", "fhq_cimic").to_string();
    hugo.post("/post", &[("post", &nadias)]).await.status(404);
    world.sql(&format!("update posts set until_at = now() where id = '{liaison}'")).await;
    assert_eq!(world.viewer("Hugo").await.role.as_str(), "officer");
    hugo.post("/post", &[("post", &liaison)]).await.status(404);
}

#[tokio::test]
async fn the_language_stays_chosen() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    let fields = [("lang", "ar"), ("back", "/account")];
    ines.post("/language", &fields).await.status(303).goes_to("/account");
    let page = ines.get("/account").await.status(200);
    assert!(page.body.contains("dir=\"rtl\""));
    assert_eq!(world.count("people where email = 'ines@example.org' and language = 'ar'").await, 1);
    ines.post("/language", &[("lang", "xx"), ("back", "/account")]).await.status(422);
    let fields = [("lang", "fr"), ("back", "//example.org")];
    world.visitor().post("/language", &fields).await.status(303).goes_to("/");
}

#[tokio::test]
async fn a_second_factor_is_set_up_and_asked_for() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let ines = world.browser("Ines");
    let page = ines.get("/account/second-factor").await.status(200);
    let page = ines.submit(&page.form("/account/second-factor"), &[]).await.status(303);
    let page = ines.follow(&page).await.status(200).says("Point an authenticator app");
    let form = page.form("/account/second-factor/confirmation");
    ines.submit(&form, &[("code", "000000")]).await.status(422).says("This code is not right");
    let spent = code(&world, 0).await;
    let codes = ines.submit(&form, &[("code", &spent)]).await.status(200);
    let codes = recovery_codes(&codes);
    assert_eq!(codes.len(), 10);

    let other = world.visitor();
    sign_in(&other, "ines@example.org", WORDS).await.status(303).goes_to("/sign-in/second-step");
    other.get("/account").await.status(303).goes_to("/sign-in/second-step");
    let page = other.get("/sign-in/second-step").await.status(200);
    let form = page.form("/sign-in/second-step");
    // The code that set it up was spent then; the next one works.
    other.submit(&form, &[("code", &spent)]).await.status(422);
    other.submit(&form, &[("code", &code(&world, 1).await)]).await.status(303).goes_to("/home");
    other.get("/account").await.status(200);
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let ines = world.browser("Ines");
    ines.post("/account/second-factor", &[]).await.status(303);
    let confirm = [("code", code(&world, 0).await)];
    let confirm: Vec<_> = confirm.iter().map(|(name, code)| (*name, code.as_str())).collect();
    let codes = ines.post("/account/second-factor/confirmation", &confirm).await.status(200);
    let first = recovery_codes(&codes)[0].to_lowercase();
    for expected in [303, 422] {
        let other = world.visitor();
        sign_in(&other, "ines@example.org", WORDS).await.goes_to("/sign-in/second-step");
        other.post("/sign-in/second-step", &[("recovery", &first)]).await.status(expected);
    }
    ines.get("/account/second-factor").await.says("9 recovery codes are left");
    let second = &recovery_codes(&codes)[1];
    let page = ines.get("/account/second-factor").await;
    let form = page.form("/account/second-factor/removal");
    ines.submit(&form, &[("code", &first)]).await.status(422);
    ines.submit(&form, &[("code", second)]).await.status(303);
    sign_in(&world.visitor(), "ines@example.org", WORDS).await.goes_to("/home");
}

#[tokio::test]
async fn a_house_that_requires_a_second_factor_says_so_to_everybody() {
    let world = World::new().await;
    world.sql("update house set second_factor = true").await;
    world.state.refresh_house().await.unwrap();
    let ines = world.browser("Ines");
    ines.get("/account").await.status(303).goes_to("/account/second-factor");
    ines.get("/account/second-factor").await.status(200).says("requires it of everybody");
    ines.post("/account/second-factor", &[]).await.status(303);
    let code = code(&world, 0).await;
    ines.post("/account/second-factor/confirmation", &[("code", &code)]).await.status(200);
    ines.get("/account").await.status(200);
    let page = ines.get("/account/second-factor").await.says("so it stays on");
    assert!(!page.offers("/account/second-factor/removal"));
    ines.post("/account/second-factor/removal", &[("code", &code)]).await.status(403);
}

#[tokio::test]
async fn people_see_and_end_their_sessions() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let (ines, other) = (world.browser("Ines"), world.visitor());
    sign_in(&other, "ines@example.org", WORDS).await.status(303);
    let page = ines.get("/account").await.status(200);
    let one = page
        .forms()
        .into_iter()
        .find(|form| form.action.ends_with("/ending") && form.action != "/account/sessions/ending");
    world.browser("Malik").submit(&one.clone().unwrap(), &[]).await.status(404);
    ines.submit(&one.unwrap(), &[]).await.status(303).goes_to("/account");
    other.get("/account").await.status(303).goes_to("/sign-in");
    sign_in(&other, "ines@example.org", WORDS).await.status(303);
    ines.post("/account/sessions/ending", &[]).await.status(303);
    other.get("/account").await.status(303).goes_to("/sign-in");
    ines.get("/account").await.status(200);
}

#[tokio::test]
async fn a_changed_passphrase_ends_every_other_session() {
    let world = World::new().await;
    with_passphrase(&world, "Ines").await;
    let (ines, other) = (world.browser("Ines"), world.visitor());
    sign_in(&other, "ines@example.org", WORDS).await.status(303);
    let change = |current: &'static str, new: &'static str| {
        let ines = &ines;
        async move {
            ines.post("/account/passphrase", &[("current", current), ("passphrase", new)]).await
        }
    };
    change(WORDS, "short").await.status(422).says("Use at least 12 characters");
    change(WORDS, "Welcome home 2026").await.status(422).says("tried first");
    change(WORDS, "Ines Calder OCHA").await.status(422).says("mostly your name");
    change("not the one that holds", "three wells before noon").await.status(422);
    change(WORDS, "three wells before noon").await.status(303).goes_to("/account");
    ines.get("/account").await.status(200);
    other.get("/account").await.status(303).goes_to("/sign-in");
    sign_in(&other, "ines@example.org", WORDS).await.status(422);
    sign_in(&other, "ines@example.org", "three wells before noon").await.status(303);
}

#[tokio::test]
async fn sessions_rest_for_half_an_hour_on_a_shared_computer_and_end_for_good() {
    let world = World::new().await;
    let ines = world.browser("Ines");
    ines.get("/account").await.status(200);
    world
        .sql("update sessions set shared = true, last_seen_at = now() - interval '29 minutes'")
        .await;
    ines.get("/account").await.status(200);
    world.sql("update sessions set last_seen_at = now() - interval '31 minutes'").await;
    ines.get("/account").await.status(303).goes_to("/sign-in");
    world.sql("update sessions set shared = false").await;
    ines.get("/account").await.status(200);
    world.sql("update sessions set expires_at = now()").await;
    ines.get("/account").await.status(303).goes_to("/sign-in");
}

#[tokio::test]
async fn the_first_administrators_come_from_the_command_line() {
    let world = World::new().await;
    world.sql("update posts set until_at = now() where role = 'admin'").await;
    let mut links = Vec::new();
    for (name, email) in [("Ada Stone", "ada@example.org"), ("Ben Stone", "ben@example.org")] {
        links.push(people::store::add_first_admin(&world.db, name, email).await.unwrap());
    }
    assert!(links[0].starts_with("/welcome/"));
    let third = people::store::add_first_admin(&world.db, "Cy Stone", "cy@example.org").await;
    assert!(third.is_err());
    // Both links ran out unused: the same command gives another one, once somebody came in it does not.
    world
        .sql("update links set expires_at = now() - interval '1 hour' where used_at is null")
        .await;
    world.visitor().get(&links[0]).await.hides("Ada Stone");
    let again = people::store::add_first_admin(&world.db, "Ada Stone", "ADA@example.org").await;
    let again = again.unwrap();
    assert_ne!(again, links[0]);
    world.visitor().get(&again).await.status(200).says("Ada Stone");
    assert_eq!(world.count("events where act = 'found_again'").await, 1);
    world.sql("update links set used_at = now() where person_id in (select id from people where email = 'ada@example.org')").await;
    assert!(
        people::store::add_first_admin(&world.db, "Ada Stone", "ada@example.org").await.is_err()
    );
    let everybody = people::store::everybody(&world.db).await.unwrap();
    assert_eq!(everybody.iter().filter(|line| line.role.as_str() == "admin").count(), 2);
    assert_eq!(world.count("events where act = 'found'").await, 2);
}

/// The code that Ines's telephone shows now, or some steps of half a minute later.
async fn code(world: &World, later: u64) -> String {
    let secret = "select totp_secret from people where email = 'ines@example.org'";
    let secret: String = sqlx::query_scalar(secret).fetch_one(world.owner().await).await.unwrap();
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp =
        totp_rs::Builder::new().with_secret(secret).with_account_name("Ines").build().unwrap();
    let now = u64::try_from(cimic_house::clock::now().as_second()).unwrap();
    totp.generate(now + 30 * later).to_string()
}

fn recovery_codes(page: &Page) -> Vec<String> {
    let items = page.body.split("translate=\"no\">").skip(1);
    items.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}
