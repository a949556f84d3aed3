//! Nobody is ever shown a link that does not work for them, a form that they may not send, or a word that is not for them.

use crate::support::{World, addresses, requests::Asked};
use cimic_house::requests::{model::Request, policy, store};

/// Forms that change who is asking; a walk does not send them.
const CHANGES_THE_ASKER: [&str; 4] = ["/sign-out", "/language", "/post", "/sign-in"];

/// One of each way to stand to the records.
pub const WALKERS: [&str; 22] = [
    "Amara", "Teo", "Safi", "Elodie", "Basil", "Joram", "Yusra", "Ines", "Dario", "Sanjay",
    "Pavel", "Lindi", "Nadia", "Rosa", "Keiko", "Omar", "Samuel", "Greta", "Leila", "Noor",
    "Miriam", "Hugo",
];

/// Requests of every owner and in many states, each text of each one marked with a word of its own.
async fn marked(world: &World) -> Vec<(Asked, String)> {
    let plan = [
        ("alderbrook_north", "submitted", "parties"),
        ("alderbrook_north", "tasked", "parties"),
        ("alderbrook", "offered", "parties"),
        ("alderbrook_north", "delivered", "parties"),
        ("alderbrook_north", "submitted", "owner"),
        ("fra", "endorsed", "humanitarian"),
        ("fra", "closed", "public"),
        ("open_ward", "endorsed", "parties"),
        ("ocha", "returned", "partners"),
        ("vc_millford", "under_way", "parties"),
        ("dc_jorrafin", "screened", "mission"),
        ("visitors", "suspended", "parties"),
        ("tesselaid", "declined", "military"),
    ];
    let mut asked = Vec::new();
    for (n, (owner, state, audience)) in plan.into_iter().enumerate() {
        let word = format!("mark{n:02}");
        let ask =
            world.asks(owner).state(state).audience(audience).words(&word).consent("f2", "kestrel");
        asked.push((ask.area(if n % 3 == 2 { "XZ0402" } else { "XZ0102" }).plant().await, word));
    }
    asked
}

#[tokio::test]
async fn every_link_and_form_shown_to_a_person_works_for_that_person() {
    let world = World::new().await;
    marked(&world).await;
    let mut broken = Vec::new();
    let mut walked = 0;
    let mut forms = Vec::new();
    for name in WALKERS.into_iter().chain(["nobody"]) {
        let browser = world.browser(name);
        let start = if name == "nobody" { "/sign-in" } else { "/requests" };
        for reached in addresses::walk(&browser, &["/", "/home", start]).await {
            let page = reached.page;
            walked += 1;
            if page.status != 200 && page.status != 303 && !reached.from.is_empty() {
                broken.push(format!(
                    "{name}: {} links to {}: {}",
                    reached.from, page.path, page.status
                ));
            }
            if page.status.is_server_error() {
                broken.push(format!("{name}: {}: {}", page.path, page.status));
            }
            for form in page.forms().into_iter().filter(|form| form.method == "post") {
                if !CHANGES_THE_ASKER.contains(&form.action.as_str()) {
                    forms.push((name, page.path.clone(), form.action));
                }
            }
        }
    }
    forms.sort();
    forms.dedup_by_key(|(name, _, action)| (*name, action.clone()));
    let count = forms.len();
    for (name, path, action) in forms {
        let browser = world.browser(name);
        let page = browser.post(&action, &[]).await;
        // An earlier form may have changed the record; then the page no longer offers this one.
        // A secret that is shown once is shown at once.
        let works = matches!(page.status.as_u16(), 303 | 409 | 422)
            || page.status == 200 && action == "/meetings/feeds";
        if !works && browser.get(&path).await.offers(&action) {
            broken.push(format!("{name}: the form on {path} to {action}: {}", page.status));
        }
    }
    println!("{walked} pages, {count} forms");
    assert!(broken.is_empty(), "{} of {walked} pages:\n{}", broken.len(), broken.join("\n"));
}

#[tokio::test]
async fn words_meant_for_some_are_never_served_to_others() {
    let world = World::new().await;
    let marked = marked(&world).await;
    let mut house = world.house().await;
    let mut requests: Vec<(Request, &str)> = Vec::new();
    for (asked, word) in &marked {
        requests.push((store::find(&mut house, &asked.plain).await.unwrap(), word));
    }
    drop(house);
    let routes = cimic_house::routes::all();
    let gets: Vec<&str> = routes
        .table()
        .iter()
        .filter(|(method, _)| *method == "GET")
        .map(|(_, path)| *path)
        .collect();
    let of_requests: Vec<&str> = gets
        .into_iter()
        .filter(|path| path.starts_with("/requests/") && path.contains("{reference}"))
        .collect();
    let mut leaks = Vec::new();
    for (n, name) in WALKERS.iter().enumerate() {
        let viewer = world.viewer(name).await;
        let browser = world.browser(name);
        let mut pages: Vec<_> = addresses::walk(&browser, &["/", "/home", "/requests"])
            .await
            .into_iter()
            .map(|reached| reached.page)
            .collect();
        // Each address of some request, and the record itself of every request.
        for (m, path) in of_requests.iter().enumerate() {
            let (asked, _) = &marked[(n + m) % marked.len()];
            pages.push(browser.get(&addresses::fill(&world, path, asked).await).await);
        }
        for (asked, _) in &marked {
            pages.push(browser.get(&asked.url()).await);
        }
        for (request, word) in &requests {
            let sees = viewer.may(policy::View, request);
            let own = viewer.role.counts_actors() && viewer.acts_for(request.owner_id);
            let consented = viewer.acts_for(world.actor("kestrel"));
            let in_force = matches!(
                viewer.community,
                cimic_house::access::Community::Military | cimic_house::access::Community::Mission
            );
            let rules = [
                ("need", sees),
                ("what", sees),
                ("harm", sees),
                ("tried", sees),
                ("outcome", sees),
                ("question", sees),
                ("comment", sees),
                ("assets", sees),
                ("conditions", sees),
                ("brief", sees && in_force),
                ("f1-", own),
                ("f2-", own || consented),
                ("f3-", own),
                ("note-ocha", viewer.acts_for(world.actor("ocha")) && sees),
            ];
            for (what, allowed) in rules {
                let secret = format!("{word}-{what}");
                for page in pages.iter().filter(|page| !allowed && page.body.contains(&secret)) {
                    leaks.push(format!("{name} reads {secret} on {}", page.path));
                }
            }
            // F1–F3 never stand in lists; triage shows the record itself beside its list.
            for page in pages.iter().filter(|page| {
                !page.path.contains(&cimic_house::reference::show(&request.reference))
                    && !page.path.starts_with("/requests/triage")
            }) {
                let field = ["f1-", "f2-", "f3-", "note-"]
                    .into_iter()
                    .find(|field| page.body.contains(&format!("{word}-{field}")));
                if let Some(field) = field {
                    leaks.push(format!(
                        "{name} reads {word}-{field} on {}, which is not the record",
                        page.path
                    ));
                }
            }
        }
    }
    leaks.sort();
    leaks.dedup();
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}
