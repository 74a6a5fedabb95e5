package io.runbookmemory.bench.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.bench.embed.EmbedTexts;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.report.machine.Build;
import io.runbookmemory.bench.report.machine.Checkout;
import io.runbookmemory.bench.search.TextPieces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the chapters read: a set of questions with known answers, and texts to embed. Both are ARM's
 * own unless the reader has a corpus.
 *
 * @param folder where it lies: another name for other texts
 * @param set documents, questions and known answers in BEIR layout
 * @param texts the set's documents, topped up with made notes, and some questions
 * @param pieces how many pieces of text there are to embed
 * @param origin in words where the texts are from
 */
record Material(Path folder, Path set, Path texts, int pieces, String origin) {

  /** What the made notes are drawn from. */
  static final long SEED = 20_260_512;

  private static final int FEWEST_WORDS = 14;
  private static final int MORE_WORDS = 40;

  /** Writes what ARM ships, unless it lies there. */
  static Material own(Checkout checkout, Path data, Form form) throws IOException {
    Path draft = Files.createDirectories(data.resolve("draft"));
    Scratch.delete(draft);
    ShippedSet.write(checkout.root(), Files.createDirectories(draft.resolve("set")));
    return of(
        data, draft, form, "texts that ARM ships (runbooks, incidents of the sample team, docs)");
  }

  /** Takes a reader's own corpus. */
  static Material of(Path corpus, Path data, Form form) throws IOException {
    Path draft = Files.createDirectories(data.resolve("draft"));
    Scratch.delete(draft);
    Path set = Files.createDirectories(draft.resolve("set"));
    for (String file : List.of("corpus.jsonl", "queries.jsonl")) {
      Files.copy(corpus.resolve(file), set.resolve(file));
    }
    for (String file : List.of("qrels.tsv", "qrels/test.tsv")) {
      if (Files.exists(corpus.resolve(file))) {
        Files.copy(corpus.resolve(file), set.resolve("qrels.tsv"));
        break;
      }
    }
    return of(data, draft, form, "the corpus in " + corpus);
  }

  private static Material of(Path data, Path draft, Form form, String from) throws IOException {
    Path set = draft.resolve("set");
    int real = TextPieces.of(set, form.texts).size();
    topUp(set, Files.createDirectories(draft.resolve("texts")), form, form.texts - real);
    int pieces = TextPieces.of(draft.resolve("texts"), form.texts).size();
    Path folder = data.resolve(form + "-" + digest(draft));
    if (Files.exists(folder)) {
      Scratch.delete(draft);
    } else {
      Files.move(draft, folder);
    }
    String origin = from + (real < pieces ? ", " + (pieces - real) + " made notes" : "");
    return new Material(folder, folder.resolve("set"), folder.resolve("texts"), pieces, origin);
  }

  private static void topUp(Path set, Path texts, Form form, int missing) throws IOException {
    List<String> documents = new ArrayList<>(Files.readAllLines(set.resolve("corpus.jsonl")));
    Random random = new Random(SEED);
    for (int i = 0; i < missing; i++) {
      String text = EmbedTexts.made(random, FEWEST_WORDS + random.nextInt(MORE_WORDS));
      documents.add(document("made-" + i, "Note " + i, text).toString());
    }
    Files.write(texts.resolve("corpus.jsonl"), documents);
    List<String> questions = Files.readAllLines(set.resolve("queries.jsonl"));
    Files.write(
        texts.resolve("queries.jsonl"),
        questions.subList(0, Math.min(form.questions, questions.size())));
  }

  static ObjectNode document(String id, String title, String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("_id", id)
        .put("title", title)
        .put("text", text);
  }

  private static String digest(Path folder) throws IOException {
    MessageDigest digest = Build.sha256();
    for (String file : List.of("set/corpus.jsonl", "set/queries.jsonl", "texts/corpus.jsonl")) {
      digest.update(Files.readAllBytes(folder.resolve(file)));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 8);
  }

  Path vectors() {
    return folder.resolve("vectors.bin");
  }

  /** Returns whether the set says which answers are right. */
  boolean hasAnswers() {
    return Files.exists(set.resolve("qrels.tsv"));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d pieces of text: %s", pieces, origin);
  }
}
