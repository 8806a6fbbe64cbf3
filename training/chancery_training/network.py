"""The reader's network: a BERT-shaped encoder and one small head for each thing it reads."""

import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from .labels import MENTION_TAGS, PAIR_ROOTS, ROLES, STATUSES, TRIGGER_TAGS, TYPED_MODES, TYPES

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ROLE_WIDTH, STATUS_WIDTH, MODE_WIDTH, PAIR_WIDTH, TYPE_WIDTH = 192, 192, 128, 192, 64
DISTANCES, SENTENCES = 15, 5


def distance_bucket(word: int, first: int, last: int) -> int:
    """0 … 14: signed log2 of the number of words between a word and the trigger; 7 is inside."""
    if word < first:
        return 7 - min(7, 1 + int(math.log2(first - word)))
    if word > last:
        return 7 + min(7, 1 + int(math.log2(word - last)))
    return 7


def sentence_bucket(word_sentence: int, trigger_sentence: int) -> int:
    """0 … 4: three or more sentences before, two, one, the same, after."""
    return max(-3, min(1, word_sentence - trigger_sentence)) + 3


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        p = self.dropout if self.training else 0.0
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p)
        a = self.out(a.transpose(1, 2).reshape(b, n, HIDDEN))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(h, self.dropout, self.training))


class Encoder(nn.Module):
    def __init__(self, dropout=0.1):
        super().__init__()
        self.word, self.position = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout

    def forward(self, ids, mask):
        x = self.norm(self.word(ids) + self.position.weight[: ids.shape[1]])
        x = F.dropout(x, self.dropout, self.training)
        keep = mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, keep)
        return x

    def load_bert(self, path):
        """Weights in Hugging Face's BERT naming; the one token type is folded into the positions."""
        w = load_file(path)
        put = lambda p, *names: p.data.copy_(torch.cat([w[n] for n in names]))
        put(self.word.weight, "embeddings.word_embeddings.weight")
        put(self.position.weight, "embeddings.position_embeddings.weight")
        self.position.weight.data += w["embeddings.token_type_embeddings.weight"][0]
        for kind in ("weight", "bias"):
            put(getattr(self.norm, kind), f"embeddings.LayerNorm.{kind}")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                names = [f"{at}attention.self.{n}.{kind}" for n in ("query", "key", "value")]
                put(getattr(layer.qkv, kind), *names)
                put(getattr(layer.out, kind), f"{at}attention.output.dense.{kind}")
                put(getattr(layer.norm1, kind), f"{at}attention.output.LayerNorm.{kind}")
                put(getattr(layer.up, kind), f"{at}intermediate.dense.{kind}")
                put(getattr(layer.down, kind), f"{at}output.dense.{kind}")
                put(getattr(layer.norm2, kind), f"{at}output.LayerNorm.{kind}")


def mlp(inputs, width, outputs, dropout=0.1):
    return nn.Sequential(nn.Linear(inputs, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, outputs))


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.trigger = nn.Linear(HIDDEN, len(TRIGGER_TAGS))
        self.mention = nn.Linear(HIDDEN, len(MENTION_TAGS))
        self.type_embedding = nn.Embedding(len(TYPES), TYPE_WIDTH)
        event = HIDDEN + TYPE_WIDTH
        self.status = mlp(event + HIDDEN, STATUS_WIDTH, len(STATUSES))
        self.mode = mlp(event, MODE_WIDTH, len(TYPED_MODES))
        self.role_event = nn.Linear(event, ROLE_WIDTH)
        self.role_word = nn.Linear(HIDDEN, ROLE_WIDTH, bias=False)
        self.role_distance = nn.Embedding(DISTANCES, ROLE_WIDTH)
        self.role_sentence = nn.Embedding(SENTENCES, ROLE_WIDTH)
        self.role_inner = nn.Linear(ROLE_WIDTH, ROLE_WIDTH)
        self.role_out = nn.Linear(ROLE_WIDTH, len(ROLES))
        self.pair = mlp(3 * HIDDEN, PAIR_WIDTH, len(PAIR_ROOTS))
        # auxiliary, not exported: whether it happened (UDS), arguments and modality (PropBank)
        self.happened = nn.Linear(HIDDEN, 1)
        self.argument = nn.Linear(ROLE_WIDTH, 5)
        self.modality = nn.Linear(HIDDEN, 2)
        for e in (self.role_distance, self.role_sentence):
            nn.init.normal_(e.weight, std=0.02)

    def event(self, words, span, type_index):
        """The vector of one event: the mean of its trigger's words and its type's embedding."""
        return torch.cat([words[span[0] : span[1] + 1].mean(0), self.type_embedding.weight[type_index]])

    def statuses(self, events, cls):
        return self.status(torch.cat([events, cls], -1))

    def roles(self, events, words, distance, sentence, out=None):
        """events [E, 448], words [W, 384], buckets [E, W] -> role scores [E, W, 5] (before sigmoid)"""
        x = self.role_event(events)[:, None] + self.role_word(words)[None]
        x = F.gelu(x + self.role_distance(distance) + self.role_sentence(sentence))
        x = F.dropout(x, 0.1, self.training)
        return (out or self.role_out)(F.gelu(self.role_inner(x)))

    def pairs(self, hidden, source, target):
        """hidden [B, T, 384]; source, target [B]: index of the piece that opens each party's mark"""
        row = torch.arange(hidden.shape[0])
        return self.pair(torch.cat([hidden[:, 0], hidden[row, source], hidden[row, target]], -1))
