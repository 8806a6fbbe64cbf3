//! `chancery info`: what this binary is made of.

use crate::Outcome;
use crate::args::InfoArgs;
use chancery::{Coder, CoderOptions, gazetteer, ontology};
use serde_json::json;

pub fn run(args: &InfoArgs) -> anyhow::Result<Outcome> {
    let coder = Coder::new(CoderOptions::default())?;
    let parts = [
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("model", coder.reader().name().to_owned()),
        ("ontology", ontology::VERSION.to_owned()),
        ("gazetteer", gazetteer::VERSION.to_owned()),
        ("coder", coder.stamp().to_owned()),
    ];
    if args.json {
        let object: serde_json::Map<_, _> = parts
            .iter()
            .map(|(name, value)| (name.to_string(), json!(value)))
            .collect();
        anstream::println!("{}", serde_json::Value::Object(object));
    } else {
        for (name, value) in &parts {
            anstream::println!("{name:<10} {value}");
        }
    }
    Ok(Outcome::Done)
}
