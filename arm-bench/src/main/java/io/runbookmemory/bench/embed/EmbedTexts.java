package io.runbookmemory.bench.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.text.PassageSplitter;
import io.runbookmemory.text.PassageText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is embedded: passages as ARM cuts a text into, and questions, which are the first words of a
 * passage.
 *
 * @param passages distinct, in an order that a seed made
 */
public record EmbedTexts(List<String> passages) {

  private static final long SEED = 7;
  private static final int WORDS_OF_A_QUESTION = 16;
  private static final ObjectMapper MAPPER = new JsonMapper();

  private static final String[] WORDS =
      ("alert api breaker broker cache canary certificate check cluster connection consumer cpu"
              + " dashboard database deployment disk dns drain error failover gateway grafana heap"
              + " ingress kubectl lag latency leader log memory metric node owner page partition"
              + " pod pool probe proxy queue quota replica restart rollback saturation scale secret"
              + " service shard snapshot storage throttle timeout tls token traffic upgrade volume"
              + " watch worker zone the is of and when then check whether before after")
          .split(" ", -1);

  /** Reads a file of JSON Lines with a field {@code text}; without one makes texts up. */
  public static EmbedTexts of(@Nullable Path file, int passages) throws IOException {
    PassageSplitter splitter = new PassageSplitter();
    Set<String> distinct = new LinkedHashSet<>();
    for (String text : file == null ? made(passages) : read(file)) {
      splitter.split("", text).stream().map(PassageText::embeddable).forEach(distinct::add);
    }
    distinct.removeIf(String::isBlank);
    List<String> shuffled = new ArrayList<>(distinct);
    Collections.shuffle(shuffled, new Random(SEED));
    return new EmbedTexts(List.copyOf(shuffled.subList(0, Math.min(passages, shuffled.size()))));
  }

  /** Returns that many questions. */
  public List<String> questions(int count) {
    return passages.stream().limit(count).map(EmbedTexts::question).toList();
  }

  private static String question(String passage) {
    String[] words = passage.strip().split("\\s+", -1);
    return String.join(" ", List.of(words).subList(0, Math.min(WORDS_OF_A_QUESTION, words.length)));
  }

  /** Returns the words that texts are made up of. */
  static List<String> words() {
    return List.of(WORDS);
  }

  /** Returns a text of so many made-up words. */
  public static String made(Random random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 12 == 11 ? ". " : " ");
    }
    return text.toString();
  }

  private static List<String> made(int count) {
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(made(random, 20 + random.nextInt(120)));
    }
    return texts;
  }

  private static List<String> read(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        texts.add(MAPPER.readTree(line).path("text").asText());
      }
    }
    return texts;
  }
}
