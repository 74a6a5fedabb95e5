package io.runbookmemory.oncall.playbook;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.tool.json.JsonText;
import java.time.Instant;
import java.util.List;

/**
 * How often playbooks helped: the usage of one memory for each, of kind {@code playbook}, counted
 * as that of every memory is. It is named by the playbook's name and fingerprint, so that a
 * playbook that was changed, or whose memory somebody deleted, has to earn trust anew. Thread-safe.
 */
public final class PlaybookConfidence {

  private static final String SOURCE = "playbook";

  private final MemoryReader reader;
  private final MemoryWriter writer;

  /**
   * Creates the counts of one tenant.
   *
   * @param reader of the tenant
   * @param writer of the same tenant
   */
  public PlaybookConfidence(MemoryReader reader, MemoryWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Returns what is believed of how often a playbook helps.
   *
   * @param name its name
   * @param fingerprint as {@link PlaybookCatalog#fingerprint} tells it
   * @return of the outcomes that were counted; none is a mean of 0.5
   */
  public BetaPosterior of(String name, String fingerprint) {
    return known(reader, name, fingerprint);
  }

  /**
   * Returns what is believed of how often a playbook helps, where nothing can be counted.
   *
   * @param reader of the tenant
   * @param name its name
   * @param fingerprint as {@link PlaybookCatalog#fingerprint} tells it
   * @return as {@link #of} does
   */
  public static BetaPosterior known(MemoryReader reader, String name, String fingerprint) {
    MemoryId id = id(name, fingerprint);
    return reader.usage(List.of(id)).getOrDefault(id, Usage.NONE).outcomes();
  }

  /**
   * Counts an outcome. That a run came to its end is none: somebody has to see that it helped.
   *
   * @param name the playbook's name
   * @param fingerprint of the playbook that was run, as its report tells it
   * @param helped whether it mitigated or resolved
   * @param at when
   * @return whether it was counted: false only if somebody deletes the memory that counts at this
   *     very moment
   */
  public boolean count(String name, String fingerprint, boolean helped, Instant at) {
    MemoryId id = id(name, fingerprint);
    UsageDelta delta = UsageDelta.outcome(helped, at);
    if (writer.adjust(id, delta)) {
      return true;
    }
    // Where another writer makes it meanwhile there is a conflict, and the memory is there.
    writer.upsert(List.of(StoredMemory.lexical(memory(id, name, fingerprint, at))));
    return writer.adjust(id, delta);
  }

  private static MemoryId id(String name, String fingerprint) {
    return MemoryId.named(SOURCE, name + "@" + fingerprint);
  }

  private Memory memory(MemoryId id, String name, String fingerprint, Instant at) {
    String json =
        JsonText.write(
            JsonText.object()
                .put("kind", SOURCE)
                .put("name", name)
                .put("fingerprint", fingerprint));
    return Memory.builder(
            id, Scope.of(reader.tenant()), "playbook " + name, new Other(SOURCE, json), at)
        .type(MemoryType.PROCEDURAL)
        .provenance(new Provenance(SOURCE, name + "@" + fingerprint, null, TrustTier.OBSERVED))
        .build();
  }
}
