//! Answers that were given before, as long as the archive does not change.

use crate::answer::Answer;
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes that are kept; then it starts afresh, so that memory stays bounded.
const ROOM: usize = 64 << 20;
/// A longer answer is not kept.
const LONGEST: usize = 4 << 20;

/// Answers by what was asked, each with the state of the archive that it tells of.
#[derive(Debug, Default)]
pub struct Cache {
    answers: HashMap<String, (i64, Arc<Answer>)>,
    bytes: usize,
}

impl Cache {
    pub fn get(&self, asked: &str, version: i64) -> Option<Arc<Answer>> {
        let (of, answer) = self.answers.get(asked)?;
        (*of == version).then(|| Arc::clone(answer))
    }

    pub fn put(&mut self, asked: String, version: i64, answer: Arc<Answer>) {
        let bytes = answer.bytes() + asked.len();
        if bytes > LONGEST {
            return;
        }
        if self.bytes + bytes > ROOM {
            *self = Cache::default();
        }
        self.bytes += bytes;
        let key = asked.len();
        if let Some((_, old)) = self.answers.insert(asked, (version, answer)) {
            self.bytes -= old.bytes() + key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(bytes: usize) -> Arc<Answer> {
        // noise, which gzip does not pack
        let noise = |i: usize| (crate::answer::mark(i) & 0xff) as u8;
        Arc::new(Answer::new("x", (0..bytes).map(noise).collect()))
    }

    #[test]
    fn an_answer_goes_with_the_state_it_tells_of() {
        let mut cache = Cache::default();
        cache.put("a".into(), 1, answer(10));
        assert!(cache.get("a", 1).is_some());
        assert!(cache.get("a", 2).is_none() && cache.get("b", 1).is_none());
        cache.put("a".into(), 2, answer(20));
        assert!(cache.get("a", 2).is_some());
        assert_eq!(cache.bytes, 21);
    }

    #[test]
    fn memory_stays_bounded() {
        let mut cache = Cache::default();
        let big = answer(3 << 20);
        for i in 0..100 {
            cache.put(i.to_string(), 1, Arc::clone(&big));
            assert!(cache.bytes <= ROOM);
        }
        cache.put("longest".into(), 1, answer(LONGEST + 1));
        assert!(cache.get("longest", 1).is_none());
    }
}
