package io.runbookmemory;

import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody said in an incident that an action did which a memory had proposed.
 *
 * @param step the memory, the action and its effect
 * @param at when it was done
 */
record ToldEffect(Outcome.Step step, Instant at) {

  /** Returns one for each action and memory: the last word on it. */
  static List<ToldEffect> of(JournalIncident incident) {
    Map<String, ToldEffect> last = new LinkedHashMap<>();
    for (JournalEntry entry : incident.entries()) {
      if (entry.event() instanceof JournalEvent.Acted acted
          && acted.memory() != null
          && acted.effect() != null) {
        MemoryId source = MemoryId.parse(acted.memory());
        Outcome.Step step = new Outcome.Step(source, acted.action(), acted.effect());
        last.put(acted.memory() + " " + acted.action(), new ToldEffect(step, entry.at()));
      }
    }
    return List.copyOf(last.values());
  }

  /** Returns what is counted once; an action may have more words than a key may be long. */
  String key(MemoryId incident) {
    String what = incident + " " + step.source() + " " + step.text();
    return "journal act " + MemoryId.named("journal act", what);
  }
}
