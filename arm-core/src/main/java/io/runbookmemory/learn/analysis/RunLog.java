package io.runbookmemory.learn.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ran, and what each run was about to write, in a ledger. An activity that is not in it after
 * a crash runs again; what it had written by then is the same the second time.
 */
final class RunLog {

  private static final LedgerStream RAN = new LedgerStream("analysis.ran");
  private static final LedgerStream WROTE = new LedgerStream("analysis.wrote");
  private static final int PAGE = 100;

  private final Ledger ledger;

  RunLog(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The last run of an activity.
   *
   * @param input what it had looked at
   */
  record Ran(Instant at, String input) {}

  /**
   * A memory that a run wrote, or was about to.
   *
   * @param before the version that it had, 0 if there was none
   */
  record Written(MemoryId id, long before) {}

  Optional<Ran> last(Activity activity) {
    return ledger
        .last(EntryFilter.of(RAN, activity.name()))
        .map(PostedEntry::entry)
        .map(
            entry -> new Ran(entry.at(), JsonText.readObject(entry.body()).path("input").asText()));
  }

  /** Writes down that an activity ran; false if somebody else runs by now. */
  boolean ran(String run, Activity activity, Ran ran, Lease lease) {
    ObjectNode body = JsonText.object().put("v", 1);
    body.put("run", run).put("input", ran.input());
    MemoryId id = MemoryId.named("sleep-time/ran", run + "/" + activity);
    return appended(
        new LedgerEntry(id.value(), RAN, "ran", ran.at(), activity.name(), JsonText.write(body)),
        lease);
  }

  /** Writes down that nothing new had come in to an activity when it was looked last. */
  void looked(Activity activity, Ran ran) {
    ObjectNode body = JsonText.object().put("v", 1);
    body.put("run", "").put("input", ran.input());
    MemoryId id = MemoryId.named("sleep-time/looked", activity + "/" + ran.at());
    ledger.append(
        List.of(
            new LedgerEntry(
                id.value(), RAN, "looked", ran.at(), activity.name(), JsonText.write(body))));
  }

  /** Writes down what is about to be written; false if somebody else runs by now. */
  boolean willWrite(String run, String part, Instant at, List<Memory> memories, Lease lease) {
    ObjectNode body = JsonText.object().put("v", 1).put("part", part);
    ArrayNode all = body.putArray("memories");
    memories.forEach(
        memory ->
            all.addObject().put("id", memory.id().toString()).put("before", memory.version()));
    MemoryId id = MemoryId.named("sleep-time/wrote", run + "/" + part);
    return appended(
        new LedgerEntry(id.value(), WROTE, "wrote", at, run, JsonText.write(body)), lease);
  }

  private boolean appended(LedgerEntry entry, Lease lease) {
    return switch (ledger.append(List.of(entry), lease)) {
      case AppendResult.Appended appended -> true;
      case AppendResult.Fenced fenced -> false;
    };
  }

  /** Returns what a run wrote, the last first; what it wrote twice stands there twice. */
  List<Written> written(String run) {
    List<Written> written = new ArrayList<>();
    EntryFilter filter = EntryFilter.of(WROTE, run);
    List<PostedEntry> page = ledger.read(filter, 0, PAGE);
    while (!page.isEmpty()) {
      for (PostedEntry posted : page) {
        for (JsonNode one : JsonText.readObject(posted.entry().body()).path("memories")) {
          MemoryId id = MemoryId.parse(one.path("id").asText());
          written.add(new Written(id, one.path("before").asLong()));
        }
      }
      page = page.size() < PAGE ? List.of() : ledger.read(filter, page.getLast().position(), PAGE);
    }
    return written.reversed();
  }
}
