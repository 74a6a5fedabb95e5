package io.runbookmemory.recall.context;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.Basis;
import io.runbookmemory.recall.Evidence;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Route;
import io.runbookmemory.recall.ScoreParts;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.text.TextRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever memories hold: no context is longer than its budget, and JSON is JSON. */
class BudgetPropertyTest {

  private static final List<String> ODD =
      List.of(
          "word ",
          "End. ",
          "`",
          "```\n",
          "~~~\n",
          "\n",
          "\r\n",
          "\u2028",
          "\u0000",
          "\"",
          "\\",
          "{",
          "1. step\n",
          "- item\n",
          "  indented\n",
          "\uD83D\uDE92",
          "\uD83D",
          "\u202E",
          "| ",
          "# head\n",
          "é",
          "。",
          "$ cmd \\\n",
          "</script>",
          "x".repeat(300));

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder("a");
    for (int i = random.nextInt(pieces); i > 0; i--) {
      text.append(ODD.get(random.nextInt(ODD.size())));
    }
    return text.toString();
  }

  private static Recollection recollection(Random random) {
    var memory =
        note(text(random, 20), text(random, 200))
            .scope(Scope.of(Tenant.DEFAULT).withService(text(random, 5)))
            .build();
    double relevance = random.nextDouble();
    Evidence evidence = new Evidence(null, null, null, 0, 0, 1, false, false, false);
    return new Recollection(
        memory,
        Usage.NONE,
        new ScoreParts(relevance, relevance, 1, 0.5, 0.6, evidence),
        List.of(),
        List.of(),
        List.of(text(random, 9)),
        memory.text().isEmpty() ? null : new TextRange(0, memory.text().length()),
        null,
        null);
  }

  private static Recall recall(Random random) {
    List<Recollection> all = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      all.add(recollection(random));
    }
    Route route = new Route(TestMemories.ANYWHERE, Set.of(), Set.of(), List.of(text(random, 5)));
    Strength strength = List.of(Strength.values()).get(random.nextInt(3));
    Basis basis = new Basis(NOW, "", RecallPolicy.DEFAULT, null, "words");
    return new Recall(strength, all, route, Set.of(), all, Duration.ZERO, null, basis);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isNeverExceeded(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      Recall recall = recall(random);
      int limit = random.nextInt(random.nextBoolean() ? 10_001 : 600);
      for (ContextForm form : ContextForm.values()) {
        String text = RecallContext.render(recall, ContextBudget.characters(limit), form);
        String what = "seed " + seed + ", recall " + i + ", " + form + ", budget " + limit;
        assertThat(text.length()).as(what).isLessThanOrEqualTo(limit);
        if (limit > 80) {
          assertThat(text).as(what).isNotEmpty();
        }
        if (form == ContextForm.JSON && !text.isEmpty()) {
          assertThat(STRICT.readTree(text).path("says").asText()).as(what).isNotEmpty();
        }
        if (form == ContextForm.MARKDOWN) {
          assertThat(fencesOpen(text)).as(what + "\n" + text).isFalse();
        }
      }
    }
  }

  /** Reads fences as CommonMark does: what opened one is closed only by as long a one. */
  private static boolean fencesOpen(String markdown) {
    String fence = "";
    for (String line : markdown.lines().toList()) {
      String ticks = line.replaceFirst("[^`].*", "");
      if (fence.isEmpty() && ticks.length() >= 3) {
        fence = ticks;
      } else if (!fence.isEmpty()
          && ticks.length() >= fence.length()
          && ticks.length() == line.strip().length()) {
        fence = "";
      }
    }
    return !fence.isEmpty();
  }
}
