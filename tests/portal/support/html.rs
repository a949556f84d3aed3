//! Just enough HTML to read our own pages.

/// A form on a page and what stands in it, as a browser would send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    pub fields: Vec<(String, String)>,
    /// Every control by name, ticked or not.
    pub controls: Vec<String>,
}

/// One start tag, end tag, or piece of text.
enum Piece<'a> {
    Start(&'a str, Vec<(String, String)>),
    End(&'a str),
    Text(&'a str),
}

/// What stands between the marks, one space between words; style and script left out.
pub fn text(html: &str) -> String {
    let mut words = String::new();
    let mut silent = false;
    for piece in pieces(html) {
        match piece {
            Piece::Start(name, _) => {
                silent = silent || matches!(name, "style" | "script");
                words.push_str(if INLINE.contains(&name) { "" } else { " " });
            }
            Piece::End(name) => {
                silent = silent && !matches!(name, "style" | "script");
                words.push_str(if INLINE.contains(&name) { "" } else { " " });
            }
            Piece::Text(text) if !silent => words.push_str(&decode(text)),
            Piece::Text(_) => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements that do not part words.
const INLINE: &[&str] =
    &["a", "abbr", "b", "bdi", "code", "em", "i", "small", "span", "strong", "time"];

pub fn links(html: &str) -> Vec<String> {
    let starts = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Start("a" | "area", attributes) => attribute(&attributes, "href").map(str::to_owned),
        _ => None,
    });
    let own = starts.filter(|link| link.starts_with('/') && !link.starts_with("//"));
    own.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
}

pub fn forms(html: &str, page: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = false;
    let mut select: Option<(String, Option<String>, Option<String>)> = None;
    let mut area: Option<(String, String)> = None;
    for piece in pieces(html) {
        match piece {
            Piece::Start("form", attributes) => {
                let here = page.split('#').next().unwrap_or_default();
                let action = attribute(&attributes, "action").filter(|action| !action.is_empty());
                forms.push(Form {
                    action: action.unwrap_or(here).to_owned(),
                    method: attribute(&attributes, "method").unwrap_or("get").to_lowercase(),
                    fields: Vec::new(),
                    controls: Vec::new(),
                });
                open = true;
            }
            Piece::End("form") => open = false,
            _ if !open => {}
            Piece::Start("input", attributes) => {
                if let Some(form) = forms.last_mut() {
                    input(form, &attributes);
                }
            }
            Piece::Start("select", attributes) => {
                select = attribute(&attributes, "name").map(|name| (name.to_owned(), None, None));
            }
            Piece::Start("option", attributes) => {
                if let Some((_, first, chosen)) = &mut select {
                    let value = attribute(&attributes, "value").unwrap_or_default().to_owned();
                    if attribute(&attributes, "selected").is_some() {
                        *chosen = Some(value.clone());
                    }
                    first.get_or_insert(value);
                }
            }
            Piece::End("select") => {
                if let (Some((name, first, chosen)), Some(form)) = (select.take(), forms.last_mut())
                {
                    form.controls.push(name.clone());
                    form.fields.push((name, chosen.or(first).unwrap_or_default()));
                }
            }
            Piece::Start("textarea", attributes) => {
                area = attribute(&attributes, "name").map(|name| (name.to_owned(), String::new()));
            }
            Piece::End("textarea") => {
                if let (Some((name, value)), Some(form)) = (area.take(), forms.last_mut()) {
                    form.controls.push(name.clone());
                    form.fields.push((name, value.strip_prefix('\n').unwrap_or(&value).to_owned()));
                }
            }
            Piece::Text(text) => {
                if let Some((_, value)) = &mut area {
                    value.push_str(&decode(text));
                }
            }
            Piece::Start(..) | Piece::End(_) => {}
        }
    }
    forms
}

fn input(form: &mut Form, attributes: &[(String, String)]) {
    let Some(name) = attribute(attributes, "name") else { return };
    let kind = attribute(attributes, "type").unwrap_or("text");
    form.controls.push(name.to_owned());
    let ticked = attribute(attributes, "checked").is_some();
    if matches!(kind, "submit" | "button" | "file")
        || matches!(kind, "radio" | "checkbox") && !ticked
    {
        return;
    }
    let value = attribute(attributes, "value").unwrap_or_default();
    form.fields.push((name.to_owned(), value.to_owned()));
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = tag_end(rest) else { break };
        let inside = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            found.push(Piece::End(name.trim()));
        } else if !inside.starts_with('!') {
            let (name, attributes) = start_tag(inside);
            found.push(Piece::Start(name, attributes));
        }
    }
    found.push(Piece::Text(rest));
    found
}

/// The place of the `>` that ends the tag; one inside quotes does not.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return Some(at),
            _ => {}
        }
        None
    })
}

fn start_tag(inside: &str) -> (&str, Vec<(String, String)>) {
    let inside = inside.trim_end_matches('/');
    let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name, attributes);
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(value) => match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    value[1..].split_once(quote).unwrap_or((&value[1..], ""))
                }
                _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            },
        };
        attributes.push((key.to_lowercase(), decode(value)));
        rest = after;
    }
}

fn decode(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.find(';').filter(|end| *end < 12).map(|end| (&rest[1..end], end));
        if let Some((c, end)) = entity.and_then(|(name, end)| Some((entity_char(name)?, end))) {
            plain.push(c);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn entity_char(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => number.and_then(char::from_u32),
    }
}

#[test]
fn a_form_is_read_as_a_browser_would_send_it() {
    let page = "<form method=post action='/a?b=1&amp;c'><input name=x value=\"1 &gt; 0\"><input type=checkbox name=t>\
        <select name=s><option value=a>A<option value=b selected>B</select><textarea name=w>\nhe &amp; she</textarea><button name=go>Go</button></form>";
    let form = forms(page, "/here").remove(0);
    assert_eq!((form.method.as_str(), form.action.as_str()), ("post", "/a?b=1&c"));
    let fields: Vec<(&str, &str)> =
        form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(fields, [("x", "1 > 0"), ("s", "b"), ("w", "he & she")]);
    assert_eq!(form.controls, ["x", "t", "s", "w"]);
    assert_eq!(
        text("<p>He<b>ll</b>o</p><p>you &#39;two&#39;</p><script>x</script>"),
        "Hello you 'two'"
    );
}
