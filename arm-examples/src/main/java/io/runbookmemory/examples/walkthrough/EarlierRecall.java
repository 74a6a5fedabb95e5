package io.runbookmemory.examples.walkthrough;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Each incident asks memory as it looked when it began, and only those that began earlier are
 * there. A recollection counts as alike if it is of the same component; the page names no better
 * sign.
 */
final class EarlierRecall {

  /** The first incidents have little to recall. */
  private static final int FIRST = 50;

  private final RunbookMemory memory;
  private final Map<String, Integer> components = new HashMap<>();
  private final List<Double> chance = new ArrayList<>();
  private int asked;
  private int recollections;
  private int alike;
  private int firstAlike;
  private int future;
  private int triage;

  EarlierRecall(RunbookMemory memory) {
    this.memory = memory;
  }

  void ask(List<JournalIncident> oldestFirst, IntConsumer progress) {
    int known = 0;
    for (JournalIncident incident : oldestFirst) {
      String component = incident.place().service();
      if (known >= FIRST && component != null) {
        chance.add((double) components.getOrDefault(component, 0) / known);
        judge(incident, component);
      }
      memory.remember(asItBegan(incident));
      components.merge(String.valueOf(component), 1, Integer::sum);
      progress.accept(++known);
    }
  }

  private void judge(JournalIncident incident, String component) {
    Recall recall =
        memory.recall(
            Situation.builder(
                    incident.title() + "\n" + incident.symptom(), incident.times().openedAt())
                .build());
    asked++;
    List<Recollection> found = recall.recollections();
    if (found.isEmpty()) {
      triage++;
      return;
    }
    for (Recollection one : found) {
      recollections++;
      alike += same(component, one.memory()) ? 1 : 0;
      boolean later =
          one.memory().content() instanceof Incident past
              && past.openedAt().stream().anyMatch(at -> at.isAfter(incident.times().openedAt()));
      future += later ? 1 : 0;
    }
    firstAlike += same(component, found.getFirst().memory()) ? 1 : 0;
  }

  private static boolean same(@Nullable String component, Memory memory) {
    return Objects.equals(component, memory.scope().service());
  }

  private static Memory asItBegan(JournalIncident incident) {
    return incident.toMemory(Tenant.DEFAULT).toBuilder().status(MemoryStatus.ACTIVE).build();
  }

  String text() {
    double byChance = chance.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return String.format(
        Locale.ROOT,
        "%d incidents asked memory as they looked when they began, with the earlier ones alone in"
            + " it: %d of them fell to the generic triage.%n"
            + "Of the same component were %.0f %% of all that was recalled and %.0f %% of what came"
            + " first; of earlier ones drawn at random it would be %.0f %%. From the future: %d.%n",
        asked,
        triage,
        100.0 * alike / Math.max(1, recollections),
        100.0 * firstAlike / Math.max(1, asked - triage),
        100 * byChance,
        future);
  }
}
