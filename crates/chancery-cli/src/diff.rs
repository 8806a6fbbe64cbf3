//! `chancery diff`: two archives compared.

use crate::Outcome;
use crate::args::DiffArgs;
use chancery_archive::Archive;
use chancery_archive::diff::Difference;
use serde_json::json;

pub fn run(args: &DiffArgs) -> anyhow::Result<Outcome> {
    let (first, second) = (Archive::read(&args.first)?, Archive::read(&args.second)?);
    let difference = first.diff(&second, args.examples)?;
    if args.json {
        anstream::println!("{}", json_of(&difference));
        return Ok(Outcome::Done);
    }
    let [alone, alone_too] = difference.articles_alone;
    anstream::println!(
        "{} articles in both, {alone} only in {}, {alone_too} only in {}\n",
        difference.articles,
        args.first.display(),
        args.second.display()
    );
    anstream::println!("type         same  changed  only first  only second");
    for (event_type, of) in &difference.types {
        anstream::println!(
            "{event_type:<10} {:>6} {:>8} {:>11} {:>12}",
            of.same,
            of.changed,
            of.alone[0],
            of.alone[1]
        );
    }
    anstream::println!("\nchanged      events");
    for (field, events) in &difference.fields {
        anstream::println!("{field:<10} {events:>8}");
    }
    for example in &difference.examples {
        let [a, b] = example
            .says
            .each_ref()
            .map(|s| if s.is_empty() { "—" } else { s });
        anstream::println!(
            "\n{}, \"{}\", {}",
            example.article,
            example.trigger,
            example.field
        );
        anstream::println!("  first   {a}\n  second  {b}");
    }
    Ok(Outcome::Done)
}

fn json_of(difference: &Difference) -> serde_json::Value {
    let types: serde_json::Map<_, _> = difference
        .types
        .iter()
        .map(|(event_type, of)| {
            let counts = json!({
                "same": of.same, "changed": of.changed,
                "only_first": of.alone[0], "only_second": of.alone[1],
            });
            (event_type.to_string(), counts)
        })
        .collect();
    let examples: Vec<_> = (difference.examples.iter())
        .map(|e| {
            json!({
                "article": e.article, "trigger": e.trigger, "field": e.field,
                "first": e.says[0], "second": e.says[1],
            })
        })
        .collect();
    json!({
        "articles": difference.articles,
        "articles_only_first": difference.articles_alone[0],
        "articles_only_second": difference.articles_alone[1],
        "types": types,
        "fields": difference.fields,
        "examples": examples,
    })
}
