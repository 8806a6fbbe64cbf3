//! A weights file with made-up numbers, so that tests need no trained one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Tensors by name: kind, shape, bytes.
pub struct Made {
    pub tensors: BTreeMap<String, (&'static str, Vec<usize>, Vec<u8>)>,
    pub entries: BTreeMap<&'static str, String>,
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    /// Evenly in -1 … 1.
    fn float(&mut self) -> f32 {
        (self.roll() >> 40) as f32 / (1 << 23) as f32 - 1.0
    }
}

impl Made {
    pub fn new(seed: u64) -> Self {
        let names = |n: usize| json!((0..n).map(|i| format!("L{i}")).collect::<Vec<_>>());
        let mut made = Made {
            tensors: BTreeMap::new(),
            entries: BTreeMap::from([
                ("format", "chancery-reader-1".into()),
                ("name", "made-up".into()),
                ("types", names(4).to_string()),
                ("modes", names(7).to_string()),
                ("statuses", names(5).to_string()),
                ("roles", names(5).to_string()),
                ("pair_roots", names(3).to_string()),
                ("settings", "{}".into()),
            ]),
        };
        let mut dice = Dice(seed * 2 + 1);
        let d = &mut dice;
        made.bytes(d, "encoder.word.weight.q", &[30522, 384]);
        made.floats(d, "encoder.word.weight.scale", &[30522], 0.0, 0.002);
        made.floats(d, "encoder.position.weight", &[512, 384], 0.0, 0.1);
        made.norm(d, "encoder.norm");
        for i in 0..6 {
            let at = format!("encoder.layers.{i}");
            for (name, columns, depth) in [
                ("qkv", 1152, 384),
                ("out", 384, 384),
                ("up", 1536, 384),
                ("down", 384, 1536),
            ] {
                made.bytes(d, &format!("{at}.{name}.weight.q"), &[columns, depth]);
                let scale = format!("{at}.{name}.weight.scale");
                made.floats(d, &scale, &[columns], 0.001, 0.0005);
                made.floats(d, &format!("{at}.{name}.bias"), &[columns], 0.0, 0.1);
            }
            made.norm(d, &format!("{at}.norm1"));
            made.norm(d, &format!("{at}.norm2"));
        }
        for (name, columns, depth) in [
            ("trigger", 9, 384),
            ("mention", 5, 384),
            ("status.0", 192, 832),
            ("status.3", 5, 192),
            ("mode.0", 128, 448),
            ("mode.3", 7, 128),
            ("role_event", 192, 448),
            ("role_inner", 192, 192),
            ("role_out", 5, 192),
            ("pair.0", 192, 1152),
            ("pair.3", 3, 192),
        ] {
            made.floats(d, &format!("{name}.weight"), &[columns, depth], 0.0, 0.1);
            made.floats(d, &format!("{name}.bias"), &[columns], 0.0, 0.1);
        }
        made.floats(d, "role_word.weight", &[192, 384], 0.0, 0.1);
        made.floats(d, "role_distance.weight", &[15, 192], 0.0, 0.1);
        made.floats(d, "role_sentence.weight", &[5, 192], 0.0, 0.1);
        made.floats(d, "type.weight", &[4, 64], 0.0, 0.1);
        made
    }

    fn bytes(&mut self, dice: &mut Dice, name: &str, shape: &[usize]) {
        let count = shape.iter().product();
        let bytes = (0..count).map(|_| (dice.roll() >> 32) as u8).collect();
        let tensor = ("I8", shape.to_vec(), bytes);
        self.tensors.insert(name.into(), tensor);
    }

    fn floats(&mut self, dice: &mut Dice, name: &str, shape: &[usize], middle: f32, spread: f32) {
        let count: usize = shape.iter().product();
        let number = |_| (middle + spread * dice.float()).to_le_bytes();
        let tensor = ("F32", shape.to_vec(), (0..count).flat_map(number).collect());
        self.tensors.insert(name.into(), tensor);
    }

    fn norm(&mut self, dice: &mut Dice, name: &str) {
        self.floats(dice, &format!("{name}.weight"), &[384], 1.0, 0.2);
        self.floats(dice, &format!("{name}.bias"), &[384], 0.0, 0.1);
    }

    /// The bytes of the file.
    pub fn file(&self) -> Vec<u8> {
        let mut header = Map::new();
        header.insert("__metadata__".into(), json!(self.entries));
        let mut at = 0;
        for (name, (kind, shape, bytes)) in &self.tensors {
            let to = at + bytes.len();
            let info = json!({"dtype": kind, "shape": shape, "data_offsets": [at, to]});
            header.insert(name.clone(), info);
            at = to;
        }
        let header = Value::Object(header).to_string();
        let mut file = (header.len() as u64).to_le_bytes().to_vec();
        file.extend(header.as_bytes());
        for (_, _, bytes) in self.tensors.values() {
            file.extend(bytes);
        }
        file
    }
}
