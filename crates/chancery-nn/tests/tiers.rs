//! Every tier gives the bits of the portable one, whatever was computed before.

mod made;

use chancery_nn::{Network, Scratch, Tier};
use made::Made;

fn bits(numbers: &[f32]) -> Vec<u32> {
    assert!(numbers.iter().all(|x| x.is_finite()));
    numbers.iter().map(|x| x.to_bits()).collect()
}

fn ids(length: usize) -> Vec<u32> {
    (0..length as u32)
        .map(|i| (i * 7919 + length as u32 * 31) % 30522)
        .collect()
}

/// All there is to compute about a window, as bits.
fn everything(network: &Network, ids: &[u32], scratch: &mut Scratch) -> Vec<Vec<u32>> {
    let hidden = network.encode(ids, scratch);
    let event = network.event_vector(&hidden, 0..=1, 2);
    let n = hidden.len();
    let distance: Vec<u8> = (0..n).map(|i| (i % 15) as u8).collect();
    let sentence: Vec<u8> = (0..n).map(|i| (i % 5) as u8).collect();
    let words = network.role_words(&hidden);
    vec![
        bits(hidden.as_slice()),
        bits(network.trigger_scores(&hidden).as_slice()),
        bits(network.mention_scores(&hidden).as_slice()),
        bits(&network.status_scores(&event, hidden.row(0))),
        bits(&network.mode_scores(&event)),
        bits(
            network
                .role_scores(&event, &words, &distance, &sentence)
                .as_slice(),
        ),
        bits(&network.pair_scores(&hidden, 0, n - 1)),
    ]
}

#[test]
fn every_tier_gives_the_same_bits() {
    for seed in [1, 2] {
        let mut network = Network::load(&Made::new(seed).file()).expect("weights");
        let lengths: Vec<usize> = match seed {
            1 => (1..=40)
                .chain([63, 64, 65, 96, 97, 128, 200, 255, 512])
                .collect(),
            _ => vec![5, 511],
        };
        // one scratch for all lengths, long after short and short after long
        let mut scratch = Scratch::default();
        for length in lengths.into_iter().rev() {
            let mut tiers = Tier::available().into_iter().rev();
            network.use_tier(tiers.next().expect("the portable tier"));
            let want = everything(&network, &ids(length), &mut Scratch::default());
            for tier in tiers {
                network.use_tier(tier);
                let got = everything(&network, &ids(length), &mut scratch);
                assert!(got == want, "{} at length {length}", tier.name());
            }
        }
    }
}

#[test]
fn results_are_the_same_on_every_machine() {
    // a fingerprint of the bits, so that a change of the recipe cannot slip in unseen
    let network = Network::load(&Made::new(3).file()).expect("weights");
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for length in [1, 17, 130] {
        for part in everything(&network, &ids(length), &mut Scratch::default()) {
            for word in part {
                hash = (hash ^ u64::from(word)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    assert_eq!(hash, 0xa2f7_79e4_dfd1_80a1, "{hash:#x}");
}

#[test]
fn odd_windows_are_taken() {
    let network = Network::load(&Made::new(4).file()).expect("weights");
    let mut scratch = Scratch::default();
    assert!(network.encode(&[], &mut scratch).is_empty());
    let unknown = network.encode(&[101, 100, 102], &mut scratch);
    assert_eq!(network.encode(&[101, 30522, 102], &mut scratch), unknown);
    assert_eq!(network.encode(&[101, u32::MAX, 102], &mut scratch), unknown);
    let long = network.encode(&ids(700), &mut scratch);
    assert_eq!(long.len(), 512);
    assert_eq!(long, network.encode(&ids(700)[..512], &mut scratch));
}

#[test]
fn heads_take_what_makes_no_sense() {
    let network = Network::load(&Made::new(5).file()).expect("weights");
    let none = chancery_nn::Rows::default();
    assert!(network.trigger_scores(&none).is_empty());
    assert!(network.role_words(&none).is_empty());
    assert_eq!(network.event_vector(&none, 3..=9, 99), vec![0.0; 448]);
    assert_eq!(network.status_scores(&[], &[]).len(), 5);
    assert_eq!(network.mode_scores(&[1.0; 1000]).len(), 7);
    assert_eq!(network.pair_scores(&none, 7, usize::MAX).len(), 3);
    let hidden = network.encode(&ids(3), &mut Scratch::default());
    let words = network.role_words(&hidden);
    assert_eq!(network.role_scores(&[], &words, &[200], &[]).len(), 3);
    assert!(network.role_scores(&[], &hidden, &[], &[]).is_empty());
    let mean = network.event_vector(&hidden, 1..=usize::MAX, 0);
    assert_eq!(mean[0], (hidden.row(1)[0] + hidden.row(2)[0]) / 2.0);
}
