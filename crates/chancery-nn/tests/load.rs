//! Weights files that are not what they should be are refused, in words, without a panic.

mod made;

use std::sync::LazyLock;

use chancery_nn::{LoadError, Network};
use made::Made;
use proptest::prelude::*;

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| Made::new(9).file());

fn refused(made: &Made) -> LoadError {
    Network::load(&made.file()).expect_err("a wrong file")
}

#[test]
fn labels_are_read() {
    let network = Network::load(&FILE).expect("weights");
    let labels = network.labels();
    assert_eq!(labels.name, "made-up");
    assert_eq!(labels.types, ["L0", "L1", "L2", "L3"]);
    assert_eq!(labels.modes.len(), 7);
    assert_eq!(labels.settings, "{}");
}

#[test]
fn a_missing_tensor_is_named() {
    let mut made = Made::new(9);
    let names: Vec<String> = made.tensors.keys().cloned().collect();
    // building the file takes longest
    for name in names.into_iter().step_by(9) {
        let tensor = made.tensors.remove(&name).expect("there");
        match refused(&made) {
            LoadError::Missing { tensor } => assert_eq!(tensor, name),
            other => panic!("{other}"),
        }
        made.tensors.insert(name, tensor);
    }
}

#[test]
fn kinds_shapes_and_numbers_are_checked() {
    let mut made = Made::new(9);
    let bias = made.tensors["trigger.bias"].clone();
    made.tensors.insert(
        "trigger.bias".into(),
        ("I32", bias.1.clone(), bias.2.clone()),
    );
    let e = refused(&made);
    assert_eq!(
        e.to_string(),
        "tensor `trigger.bias` of the weights file holds I32, not F32"
    );
    let shorter = ("F32", vec![8], bias.2[..32].to_vec());
    made.tensors.insert("trigger.bias".into(), shorter);
    let e = refused(&made);
    assert_eq!(
        e.to_string(),
        "tensor `trigger.bias` of the weights file is [8], not [9]"
    );
    let mut bytes = bias.2.clone();
    bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes());
    made.tensors
        .insert("trigger.bias".into(), ("F32", vec![9], bytes));
    assert!(matches!(refused(&made), LoadError::NotFinite { tensor } if tensor == "trigger.bias"));
}

#[test]
fn labels_must_fit_the_heads() {
    let mut made = Made::new(9);
    made.entries.insert("types", r#"["A", "B"]"#.into());
    assert!(
        matches!(refused(&made), LoadError::Shape { tensor, .. } if tensor == "trigger.weight")
    );
    made.entries.insert("types", "[]".into());
    assert!(matches!(
        refused(&made),
        LoadError::Entry { key: "types", .. }
    ));
    made.entries.insert("types", "{".into());
    assert!(matches!(
        refused(&made),
        LoadError::Entry { key: "types", .. }
    ));
    made.entries.remove("types");
    let e = refused(&made).to_string();
    assert_eq!(e, "the weights file's entry `types` is missing");
    made.entries.insert("format", "chancery-reader-2".into());
    assert!(matches!(refused(&made), LoadError::Format(found) if found == "chancery-reader-2"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn truncated_files_are_refused(part in 0.0..1.0f64) {
        let to = (FILE.len() as f64 * part * part * part) as usize;
        prop_assert!(matches!(Network::load(&FILE[..to]), Err(LoadError::Container(_))));
    }

    #[test]
    fn damaged_headers_never_panic(flips in prop::collection::vec((0..14_000usize, any::<u8>()), 1..4)) {
        let mut file = FILE.clone();
        for (at, with) in flips {
            file[at] = with;
        }
        let _ = Network::load(&file);
    }

    #[test]
    fn damaged_numbers_never_panic(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..200)) {
        let mut file = FILE.clone();
        for (at, with) in flips {
            let at = 14_000 + at.index(file.len() - 14_000);
            file[at] = with;
        }
        if let Ok(network) = Network::load(&file) {
            let hidden = network.encode(&[101, 7, 102], &mut Default::default());
            prop_assert_eq!(hidden.len(), 3);
            prop_assert_eq!(network.trigger_scores(&hidden).len(), 3);
        }
    }

    #[test]
    fn foreign_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Network::load(&bytes).is_err());
    }
}
