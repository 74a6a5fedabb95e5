package io.runbookmemory.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Distinct pieces of real text out of a corpus in BEIR layout: first its lines, and where those are
 * too few, windows of two and then of three lines that follow each other, shuffled by a seed.
 */
public final class TextPieces {

  /** A rule of dashes or a brace is no text. */
  private static final int LEAST_LETTERS = 12;

  private static final int WIDEST_WINDOW = 3;
  private static final long SEED = 7;
  private static final ObjectMapper MAPPER = new JsonMapper();

  private TextPieces() {}

  public static List<String> of(Path corpus, int count) throws IOException {
    List<List<String>> documents = new ArrayList<>();
    for (String text : texts(corpus.resolve("corpus.jsonl"))) {
      documents.add(
          text.lines()
              .map(line -> line.strip().replaceAll("\\s+", " "))
              .filter(TextPieces::isText)
              .toList());
    }
    Set<String> pieces = new LinkedHashSet<>();
    for (int lines = 1; lines <= WIDEST_WINDOW && pieces.size() < count; lines++) {
      for (List<String> document : documents) {
        addWindows(document, lines, pieces);
      }
    }
    List<String> chosen = new ArrayList<>(pieces).subList(0, Math.min(count, pieces.size()));
    Collections.shuffle(chosen, new Random(SEED));
    return List.copyOf(chosen);
  }

  public static List<String> questions(Path corpus) throws IOException {
    return texts(corpus.resolve("queries.jsonl"));
  }

  private static void addWindows(List<String> lines, int length, Collection<String> to) {
    for (int first = 0; first + length <= lines.size(); first++) {
      to.add(String.join(" ", lines.subList(first, first + length)));
    }
  }

  private static boolean isText(String line) {
    return line.chars().filter(Character::isLetter).count() >= LEAST_LETTERS;
  }

  private static List<String> texts(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode node = MAPPER.readTree(line);
        texts.add(node.path("text").asText());
      }
    }
    return texts;
  }
}
