"""Training: data, vocabulary, variations and links are what they should be; a tiny run goes all the way and resumes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
import yaml
from marian_training import augment, phrases, vocabulary
from marian_training.data import Batch, Pair, Sampler, clean, cut, load, padded, read_source
from marian_training.e5 import E5, dequantise
from marian_training.loss import candidates, guidance
from marian_training.model import Shape, folded_embeddings, marian_config, pretrained_model, random_model
from marian_training.run import keep_source_rows, make_model, prepare, run, tried
from marian_training.settings import CleaningSettings, SourceSettings, TrainSettings, read_settings
from marian_training.stream import Stream
from marian_training.workers import bind, flat, trainable
from numpy.typing import NDArray
from transformers import MarianMTModel

ROOT = Path(__file__).parents[2]
NO_MOSES = pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
PAIRS: tuple[Pair, ...] = (
    ("Der Bürgermeister von Hintertal kam am 14. Mai.", "The mayor of Hintertal came on 14 May."),
    ("Rund 3.000 Menschen kamen, 12,5 Prozent mehr.", "Around 3,000 people came, 12.5 per cent more."),
    ("Frau Lindqvist sagte, sie bleibe.", "Ms Lindqvist said she would stay."),
    ("„Das reicht nicht“, sagte sie.", '"That is not enough," she said.'),
)  # fmt: skip


@pytest.fixture
def rng() -> np.random.Generator:
    """Always the same chance."""
    return np.random.default_rng(5)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 400 made-up pairs in two corpora."""
    path = tmp_path_factory.mktemp("data") / "pairs.tsv"
    chance = np.random.default_rng(1)
    rows = [("wire", *phrases.phrase(chance)) for _ in range(300)]
    rows += [("news", f"{german} {place}", f"{english} {place}") for place, (german, english) in enumerate(PAIRS * 25)]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def tiny(path: Path, **schedule: float) -> TrainSettings:
    """Settings of a run that takes seconds."""
    return TrainSettings.model_validate(
        {
            "name": "tiny",
            "sources": [{"path": str(path)}],
            "weights": {"wire": 2, "news": 1},
            "held_out": {"news": 6},
            "pool": 64,
            "vocabulary": {"size": 500, "sentences": 600},
            "model": {"width": 32, "inner": 64, "heads": 4, "encoder_layers": 1, "decoder_layers": 1, "positions": 64},
            "augmentation": {"numbers": 0.5, "phrases": 0.1},
            "schedule": {"steps": 12, "rate": 0.003, "step_tokens": 300, "batch_tokens": 200, **schedule},
            "hardware": {"workers": 2},
            "development_pairs": 4,
        }
    )


@pytest.mark.parametrize("path", sorted((ROOT / "configs" / "train").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_settings_that_ship_are_valid(path: Path) -> None:
    settings = read_settings(path)
    assert settings.name == path.stem
    plan = settings.model
    if plan.pretrained:
        assert (len(plan.encoder_from), len(plan.decoder_from)) == (plan.encoder_layers, plan.decoder_layers)
    assert plan.width % plan.heads == 0


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(yaml.safe_dump({"name": "x", "sources": [], "weights": {}, "wieghts": {}}), encoding="utf-8")
    with pytest.raises(ValueError, match="wieghts"):
        read_settings(path)


def test_a_line_without_three_fields_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("wire\tEins\tOne\nwire\tZwei\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.tsv:2: 2 fields"):
        list(read_source(SourceSettings(path=str(path)), Path()))


@pytest.mark.parametrize(
    ("pair", "kept"),
    [
        (("Guten Tag", "Good day"), True),
        (("", "Good day"), False),
        (("OK", "OK"), True),
        (("Dieser Satz wurde gar nicht erst übersetzt.", "Dieser Satz wurde gar nicht erst übersetzt."), False),
        (("Ja.", "No. " * 20), False),
    ],
)
def test_clean(pair: Pair, kept: bool) -> None:
    assert clean(pair, CleaningSettings()) is kept


def test_the_sampler_honours_weights_and_sees_every_pair_once_a_pass(data: Path) -> None:
    corpora = load([SourceSettings(path=str(data))], {"wire": 1.0, "news": 0.5}, CleaningSettings(), Path())
    sampler = Sampler(corpora, {"wire": 1.0, "news": 0.5}, 50, seed=3)
    pools = [sampler.pool(n) for n in range(40)]
    assert pools[7] == Sampler(corpora, {"wire": 1.0, "news": 0.5}, 50, seed=3).pool(7)
    news = [p for pool in pools for p in pool if p in set(corpora["news"])]
    first = news[: len(corpora["news"])]
    assert len(set(first)) == len(first)
    wire = sum(len(pool) for pool in pools) - len(news)
    assert wire / len(news) == pytest.approx(len(corpora["wire"]) / (0.5 * len(corpora["news"])), rel=0.05)


def test_batches_hold_each_usable_pair_once_within_the_limit(rng: np.random.Generator) -> None:
    lengths = [(int(a), int(b)) for a, b in rng.integers(2, 40, (200, 2))] + [(50, 3), (1, 3)]
    batches = cut(lengths, 100, 40, rng)
    assert sorted(i for b in batches for i in b) == list(range(200))
    assert all(len(b) * max(max(lengths[i]) for i in b) <= 100 for b in batches)
    assert padded([[1], [2, 3]], 9).tolist() == [[1, 9], [2, 3]]


@pytest.mark.parametrize("text", ["m² CO₂ ½ …", "Łódź, Žilina", "Привет 😀", "„Grüße“ – 1.234,5", "a\u200bb\u00a0c"])
def test_every_character_survives_segmentation(text: str) -> None:
    model = vocabulary.train([side for pair in PAIRS * 20 for side in pair], 420)
    pieces = next(vocabulary.encode(model, [text], as_pieces=True))
    assert not [p for p in pieces if len(p.replace("▁", "")) > 1 and any(c.isdigit() for c in p) and "<0x" not in p]
    back = vocabulary.decode(model, pieces)
    assert back == text.replace("\u200b", "").replace("\u00a0", " ")


def test_pruning_keeps_the_most_useful_pieces() -> None:
    sentences = ["der Rat der Stadt", "die Stadt"] * 50
    pieces = ["<s>", "▁Stadt", "▁der", "▁die", "▁Rat", "▁Zug", "▁2024", "д", *"Stadeiru▁"]
    scores = [0.0, -3.0, -2.0, -2.5, -4.0, -4.0, -5.0, -6.0, *[-8.0] * 9]
    special = 258  # </s>, <unk> and 256 bytes
    model = vocabulary.prune(pieces, scores, sentences, special + 110)
    kept = [p.piece for p in model.pieces]
    assert len(kept) == len(set(kept)) <= special + 110
    assert {"▁Stadt", "▁der", "▁die", "▁Rat", "7"} <= set(kept)
    assert not {"▁2024", "д"} & set(kept)
    assert list(vocabulary.encode(model, ["der Rat"], as_pieces=True)) == [["▁der", "▁Rat"]]


def test_blocks_of_four_bit_numbers_are_read() -> None:
    block = np.float16(0.5).tobytes() + bytes([0x80 | i for i in range(16)])
    values = dequantise(np.frombuffer(block, np.uint8), 32)[0]
    assert values[:16].tolist() == [(i - 8) * 0.5 for i in range(16)]
    assert values[16:].tolist() == [0.0] * 16


def test_numbers_are_replaced_on_both_sides_in_their_formats(rng: np.random.Generator) -> None:
    for _ in range(50):
        german, english = augment.new_numbers(PAIRS[1], rng) or PAIRS[1]
        assert english == f"Around {english.split()[1]} people came, {english.split()[4]} per cent more."
        found = [augment.english_number(m[0]) for m in augment.GERMAN_NUMBER.finditer(german)]
        assert found == [english.split()[1], english.split()[4]]
    assert augment.new_numbers(("Er kam mit drei.", "He came with three."), rng) is None


@pytest.mark.parametrize("german", ["3.000", "1,28", "17", "1998", "5", "1", "250"])
def test_another_number_has_the_same_format(german: str, rng: np.random.Generator) -> None:
    for _ in range(30):
        new = augment.other_number(german, rng)
        assert [c in new for c in ".,"] == [c in german for c in ".,"]
        assert (new == "1") == (german == "1")


def test_a_number_of_any_length_is_replaced(rng: np.random.Generator) -> None:
    account = "37040044053201300000"
    made = augment.new_numbers((f"Konto {account} ist leer.", f"Account {account} is empty."), rng)
    assert made is not None
    german, english = made
    assert german.split()[1] == english.split()[1] != account
    assert len(german.split()[1]) == len(account)


def test_names_change_together(rng: np.random.Generator) -> None:
    augmenter = augment.Augmenter({"names": 1.0}, PAIRS, None)
    assert {"Lindqvist", "Hintertal"} == augmenter.names
    german, english = augmenter.new_name(PAIRS[2], rng) or PAIRS[2]
    assert german.split()[1] == english.split()[1]


def test_people_whose_english_form_differs_are_known() -> None:
    people = augment.known_people(ROOT / "configs" / "knowledge" / "people")
    assert len(people) > 50
    assert all(a != b for a, b in people)


@pytest.mark.parametrize("name", ["upper", "title", "bare_end", "half_quote", "handle"])
def test_a_variation_changes_both_sides(name: str, rng: np.random.Generator) -> None:
    changed = getattr(augment, name)(PAIRS[0], rng)
    assert changed[0] != PAIRS[0][0]
    assert changed[1] != PAIRS[0][1]


def test_quotation_styles_leave_the_english(rng: np.random.Generator) -> None:
    changed = augment.quote_style(PAIRS[3], rng)
    assert changed is not None
    assert changed[1] == PAIRS[3][1]
    assert changed[0].strip("„»«“\"'") != PAIRS[3][0]


def test_an_unknown_variation_is_refused() -> None:
    with pytest.raises(ValueError, match="uper"):
        augment.Augmenter({"uper": 1.0}, PAIRS, None)


def test_phrases_agree_in_their_figures(rng: np.random.Generator) -> None:
    from pipeline.text.numbers import find_numbers

    for _ in range(200):
        german, english = (phrases.money, phrases.amount, phrases.share)[int(rng.integers(3))](rng)
        assert [n.value for n in find_numbers(german, "de")] == [n.value for n in find_numbers(english, "en")]


def test_the_clock_turns_to_twelve_hours() -> None:
    seen: Iterator[Pair] = (phrases.clock(np.random.default_rng(i)) for i in range(300))
    table = {g.split(maxsplit=1)[1]: e.rsplit(maxsplit=1)[1] for g, e in seen}
    assert {k: v for k, v in table.items() if k in ("0.30 Uhr", "12 Uhr", "14.30 Uhr")}.items() <= {
        "0.30 Uhr": "12.30am",
        "12 Uhr": "12pm",
        "14.30 Uhr": "2.30pm",
    }.items()


def test_what_goes_wrong_while_batches_are_made_is_raised() -> None:
    class Broken:
        settings = TrainSettings(name="x", sources=[], weights={})

        def __call__(self, number: int, short: bool) -> list[Batch]:
            raise ValueError("no such pool")

    with pytest.raises(ValueError, match="no such pool"):
        next(Stream(Broken(), 0, 1).batches())  # type: ignore[arg-type]


def test_a_sampled_softmax_finds_its_gold() -> None:
    gold = torch.tensor([4, 9, 4])
    ids, places, correction = candidates(gold, 50, 10)
    assert ids[places].tolist() == gold.tolist()
    assert len(set(ids.tolist())) == len(ids) == 12
    assert correction[:2].tolist() == [0, 0]
    assert correction[2].item() == pytest.approx(np.log(4.8))


def test_guided_attention_costs_nothing_where_it_is_right() -> None:
    wanted = torch.zeros(1, 2, 3)
    wanted[0, 0, 2] = wanted[0, 1, 0] = 1
    right, wrong = wanted[:, None].repeat(1, 4, 1, 1), wanted.flip(1)[:, None].repeat(1, 4, 1, 1)
    settings = tiny(Path(), guided_weight=1)
    assert guidance([wrong, right], wanted, settings, 10).item() == pytest.approx(0, abs=1e-5)
    assert guidance([right, wrong], wanted, settings, 10).item() > 1
    young = tiny(Path(), guided_weight=1, guide_all_steps=20)
    assert guidance([right, right], wanted, young, 10).item() > 1
    assert guidance([right, right], wanted, young, 20).item() == pytest.approx(0, abs=1e-5)


def test_weights_and_gradients_are_views_of_flat_vectors() -> None:
    model = random_model(
        marian_config(Shape(width=16, inner=16, heads=2, encoder_layers=1, decoder_layers=1), 30, "eager")
    )
    before = flat(model)
    weights, gradients = before.clone(), torch.zeros_like(before)
    ends = bind(model, weights, gradients)
    assert ends == sorted(ends)
    assert ends[-1] == len(before) == sum(p.numel() for _, p in trainable(model))
    assert torch.equal(flat(model), before)
    model.model.shared.weight.sum().backward()
    assert gradients.sum() == model.model.shared.weight.numel()
    assert not [n for n, _ in trainable(model) if "positions" in n]


@NO_MOSES
def test_a_tiny_run_trains_resumes_and_writes_a_model_that_others_read(data: Path, tmp_path: Path) -> None:
    import ctranslate2
    from transformers import MarianMTModel, MarianTokenizer

    folder = run(tiny(data), Path(), tmp_path / "run")
    first = torch.load(tmp_path / "run" / "checkpoint.pt", weights_only=True)["progress"]
    assert first["step"] == 12
    curve = (tmp_path / "run" / "curve.tsv").read_text(encoding="utf-8").splitlines()
    assert curve[0].split("\t")[:4] == ["step", "tokens", "minutes", "held-out chrF"]
    longer = tiny(data, steps=16)
    alone = longer.hardware.model_copy(update={"workers": 1})
    run(longer.model_copy(update={"hardware": alone}), Path(), tmp_path / "run")
    assert torch.load(tmp_path / "run" / "checkpoint.pt", weights_only=True)["progress"]["step"] == 16

    model, tokenizer = MarianMTModel.from_pretrained(folder), MarianTokenizer.from_pretrained(folder)
    assert torch.equal(model.lm_head.weight, model.model.shared.weight)
    assert tokenizer.decode(tokenizer.encode("Ein 😀 in Łódź"), skip_special_tokens=True) == "Ein 😀 in Łódź"
    batch = tokenizer(["Rund 3.000 Menschen kamen"], return_tensors="pt")
    ours = model.generate(**batch, num_beams=1, max_length=30)[0].tolist()
    ctranslate2.converters.TransformersConverter(str(folder)).convert(str(tmp_path / "ct2"))
    pieces = tokenizer.convert_ids_to_tokens(batch["input_ids"][0].tolist())
    theirs = ctranslate2.Translator(str(tmp_path / "ct2")).translate_batch(
        [pieces], beam_size=1, max_decoding_length=28
    )
    length = min(20, len(theirs[0].hypotheses[0]))
    assert tokenizer.convert_ids_to_tokens(ours)[1 : 1 + length] == theirs[0].hypotheses[0][:length]


class Diagonal:
    """Links each piece to the one at its place."""

    def links(self, source: list[str], target: list[str]) -> NDArray[np.float32]:
        return np.eye(len(target) + 1, len(source) + 1, dtype=np.float32)


@NO_MOSES
def test_every_worker_sees_the_attention_that_it_guides(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marian_training.run.make_linker", lambda *_: Diagonal())
    run(tiny(data, guided_weight=0.5), Path(), tmp_path)
    assert torch.load(tmp_path / "checkpoint.pt", weights_only=True)["progress"]["step"] == 12


@NO_MOSES
def test_rows_of_pieces_that_only_the_source_has_stay(data: Path, tmp_path: Path) -> None:
    settings = tiny(data, frozen_layers=1, rate=0.02, embedding_rate=0.02, steps=40)
    folder = run(settings, Path(), tmp_path)
    prepared = prepare(settings, Path())
    pieces = [p.piece for p in vocabulary.read(tmp_path / "vocabulary").pieces]
    before = make_model(settings, pieces, prepared, tmp_path, None)
    kept = keep_source_rows(before, prepared, tmp_path / "vocabulary")
    german = [pieces[i] for i in kept if not pieces[i].startswith("<0x")]
    assert len(german) > 20
    after = MarianMTModel.from_pretrained(folder, dtype=torch.float32)
    moved = (after.model.shared.weight - before.model.shared.weight).abs().amax(1) > 0.01
    assert not moved[kept].any()
    assert moved.sum() > 20
    bias = after.final_logits_bias[0]
    assert (bias[kept] < -0.5).all()
    assert not np.delete(bias.numpy(), kept.numpy()).any()


def little_e5(rng: np.random.Generator, width: int = 8, inner: int = 16) -> E5:
    """One layer of random weights."""
    pieces = ["<s>", "</s>", "▁ja", "▁nein", "▁wo", "▁wer", "▁was"]
    tensors = {"emb.word": rng.normal(size=(len(pieces), width)), "emb.pos": rng.normal(size=(80, width))}
    tensors |= {"emb.type": np.zeros((1, width)), "emb.ln.w": np.ones(width), "emb.ln.b": np.zeros(width)}
    sizes: dict[str, tuple[int, ...]] = {
        "q": (width, width),
        "k": (width, width),
        "v": (width, width),
        "ao": (width, width),
    }
    sizes |= {"aln": (width,), "fi": (inner, width), "fo": (width, inner), "oln": (width,)}
    for name, size in sizes.items():
        tensors |= {f"l0.{name}.w": rng.normal(size=size), f"l0.{name}.b": np.zeros(size[0])}
    single = {name: tensor.astype(np.float32) for name, tensor in tensors.items()}
    return E5(pieces, np.zeros(len(pieces), np.float32), single, width, 1, 2, inner, 1e-5)


def test_the_end_of_the_source_is_the_sink_that_the_first_word_of_e5_is(rng: np.random.Generator) -> None:
    e5 = little_e5(rng)
    shape = Shape(8, 16, 2, encoder_layers=1, decoder_layers=1, positions=80)
    model = pretrained_model(marian_config(shape, 3, "eager"), e5, ["</s>", "▁ja"], [0], [0], [0])
    words, places = folded_embeddings(e5)
    end = model.model.encoder.embed_tokens.weight[0].detach().numpy() * 8**0.5
    np.testing.assert_allclose(end, words[0] + places[0], atol=1e-5)
    np.testing.assert_allclose(model.model.encoder.embed_positions.weight[0], places[1], atol=1e-6)
    np.testing.assert_allclose(model.model.decoder.embed_positions.weight[0], places[0], atol=1e-6)


def test_pieces_are_counted(tmp_path: Path) -> None:
    vocabulary.write(vocabulary.train((side for pair in PAIRS for side in pair), 400), tmp_path)
    processor = vocabulary.processor(tmp_path)
    counts = vocabulary.uses(processor, ["abab", "b"])
    assert counts.sum() == len(processor.encode("abab")) + len(processor.encode("b"))
    assert counts[processor.encode("b")].min() > 0


@NO_MOSES
def test_a_dry_run_uses_every_part(data: Path, tmp_path: Path) -> None:
    assert (run(tried(tiny(data)), Path(), tmp_path) / "model.safetensors").exists()
