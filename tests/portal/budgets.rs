//! What pages weigh, compressed as the house sends them (`docs/performance.md`).

use crate::support::{World, browser::Page, files::files};
use std::io::Write;

/// Brotli at the level that suits pages made on the spot.
fn squeezed(text: &str) -> usize {
    let mut small = brotli::CompressorWriter::new(Vec::new(), 4096, 4, 22);
    small.write_all(text.as_bytes()).unwrap();
    small.flush().unwrap();
    small.into_inner().len()
}

#[test]
fn the_style_sheet_weighs_at_most_12_kb_and_all_scripts_20() {
    let css = squeezed(cimic_house::web::assets::css());
    assert!(css <= 12 * 1024, "style sheet: {css} bytes");
    let scripts: usize = files("static/js", ".js").iter().map(|(_, text)| squeezed(text)).sum();
    assert!(scripts <= 20 * 1024, "scripts: {scripts} bytes");
    println!("style sheet {css}, scripts {scripts} bytes");
}

/// The page, and the style sheet unless it travels inside.
fn first_flight(page: &Page) -> usize {
    let css = cimic_house::web::assets::css();
    let outside = if page.body.contains("<style>") { 0 } else { squeezed(css) };
    squeezed(&page.body) + outside
}

#[tokio::test]
async fn a_list_of_25_requests_weighs_at_most_12_kb() {
    let world = World::new().await;
    for n in 0..26 {
        let state = ["submitted", "returned", "endorsed", "offered", "tasked", "closed"][n % 6];
        world
            .asks("alderbrook_north")
            .state(state)
            .words(&format!("Words of request {n}"))
            .plant()
            .await;
    }
    for (name, path) in
        [("Amara", "/requests"), ("Nadia", "/requests"), ("Pavel", "/requests/triage")]
    {
        let page = world.browser(name).get(path).await.status(200);
        let size = squeezed(&page.body);
        println!("{path} for {name}: {size} bytes");
        assert!(size <= 12 * 1024, "{path} for {name}: {size} bytes");
    }
}

#[tokio::test]
async fn landing_and_request_form_fit_one_flight_with_their_style() {
    let world = World::new().await;
    for path in ["/", "/ask", "/requests/new"] {
        let page = world.visitor().get(path).await;
        if page.status == 200 {
            let size = first_flight(&page);
            println!("{path}: {size} bytes");
            assert!(size <= 14 * 1024, "{path}: {size} bytes");
        }
    }
}
