package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** When two proposals are one: of the same incident, or with the same lesson for the same thing. */
final class SameProposal {

  /** The source of a proposal's provenance; its key is what it was made from and what it adds. */
  static final String SOURCE = "draft";

  private SameProposal() {}

  /** Returns what a draft's proposal is known by, besides its own id. */
  static List<MemoryId> keys(Memory draft) {
    List<MemoryId> keys = new ArrayList<>();
    if (!draft.provenance().source().equals(SOURCE)) {
      return keys;
    }
    String target = target(draft).map(MemoryId::toString).orElse("");
    incident(draft).ifPresent(id -> keys.add(MemoryId.named("draft of", id + " " + target)));
    String from = draft.provenance().key();
    if (from != null && from.contains(" ")) {
      keys.add(MemoryId.parse(from.substring(from.indexOf(' ') + 1)));
    }
    return keys;
  }

  static Optional<MemoryId> target(Memory draft) {
    return linked(draft, Link.UPDATES);
  }

  static Optional<MemoryId> incident(Memory draft) {
    return linked(draft, Link.LEARNED_FROM);
  }

  private static Optional<MemoryId> linked(Memory draft, String type) {
    return draft.links().stream()
        .filter(link -> link.type().equals(type))
        .map(Link::target)
        .findFirst();
  }

  /** Returns the version of the runbook that an update was made from; 0 if it names none. */
  static long version(Memory draft) {
    String key = draft.provenance().key();
    return key != null && key.matches("\\d{1,18}( .*)?")
        ? Long.parseLong(key.replaceFirst(" .*", ""))
        : 0;
  }

  /** Returns a provenance's key: made from this version, with a lesson that is known so. */
  static String key(long version, MemoryId lesson) {
    return version + " " + lesson;
  }

  /** Returns a draft as made from another version of its runbook. */
  static Memory onVersion(Memory draft, long version) {
    Provenance from = draft.provenance();
    String key = Objects.requireNonNullElse(from.key(), "").replaceFirst("^\\d+", "");
    return draft.toBuilder()
        .provenance(new Provenance(from.source(), version + key, from.url(), from.trust()))
        .build();
  }
}
