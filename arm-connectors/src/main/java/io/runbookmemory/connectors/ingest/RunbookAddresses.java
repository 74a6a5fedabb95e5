package io.runbookmemory.connectors.ingest;

import io.runbookmemory.connectors.rules.AlertRuleFiles;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where runbooks stand, to find the one that an alert's {@code runbook_url} names. A runbook is
 * found by one of its own addresses, or by its path: one of path and address must end with the
 * other, whole names at a time, without regard to case, endings such as {@code .md}, queries and
 * anchors. What fits several runbooks fits none. Not thread-safe.
 *
 * <p>Those that were added go before those of a store, which are asked for when an address is not
 * among the former for the first time, and not again.
 */
public final class RunbookAddresses {

  /** The type of the arrow from an alert to its runbook. */
  public static final String LINK = "runbook";

  private static final int PAGE = 100;

  private record Known(MemoryId id, String path) {}

  private final Map<String, MemoryId> byUrl = new HashMap<>();
  private final Map<String, List<Known>> byName = new HashMap<>();

  private final @Nullable MemoryReader store;
  private @Nullable RunbookAddresses stored;

  /** Creates one that knows no runbook. */
  public RunbookAddresses() {
    this.store = null;
  }

  /**
   * Creates one that knows the runbooks of a store.
   *
   * @param store what was ingested earlier
   */
  public RunbookAddresses(MemoryReader store) {
    this.store = store;
  }

  /**
   * Takes a memory, if it is a runbook with an address or a path.
   *
   * @param memory any memory
   */
  public void add(Memory memory) {
    if (memory.content() instanceof Runbook runbook) {
      runbook.urls().forEach(url -> byUrl.put(withoutScheme(url), memory.id()));
      String key = memory.provenance().key();
      if (key != null) {
        String path = plain(key);
        byName
            .computeIfAbsent(name(path), name -> new ArrayList<>())
            .add(new Known(memory.id(), path));
      }
    }
  }

  /**
   * Returns an alert's memory with an arrow to its runbook.
   *
   * @param alert a memory whose provenance holds the runbook's address
   * @return the same memory if no runbook or several are known there
   */
  public Memory linked(Memory alert) {
    @Nullable String url = alert.provenance().url();
    Optional<MemoryId> target = url == null ? Optional.empty() : find(url);
    return target
        .map(id -> alert.toBuilder().links(List.of(new Link(LINK, id))).build())
        .orElse(alert);
  }

  private Optional<MemoryId> find(String url) {
    Set<MemoryId> here = findAll(url);
    if (here.isEmpty() && store != null) {
      here = earlier(store).findAll(url);
    }
    return here.size() == 1 ? Optional.of(here.iterator().next()) : Optional.empty();
  }

  private RunbookAddresses earlier(MemoryReader reader) {
    if (stored == null) {
      RunbookAddresses known = new RunbookAddresses();
      Filter runbooks = Filter.eq(Field.KIND, "runbook");
      List<StoredMemory> page = reader.scan(runbooks, null, PAGE);
      while (!page.isEmpty()) {
        page.stream()
            .map(StoredMemory::memory)
            .filter(RunbookAddresses::isPage)
            .forEach(known::add);
        page = reader.scan(runbooks, page.getLast().id(), PAGE);
      }
      stored = known;
    }
    return stored;
  }

  /** An alert rule's memory has the runbook's address for its own, and is none. */
  private static boolean isPage(Memory memory) {
    return !memory.tags().contains(AlertRuleFiles.TAG)
        && memory.status() != MemoryStatus.SUPERSEDED;
  }

  private Set<MemoryId> findAll(String url) {
    String whole = withoutScheme(url);
    MemoryId exact = byUrl.get(whole);
    if (exact != null) {
      return Set.of(exact);
    }
    String path = plain(whole.substring(Math.max(0, whole.indexOf('/'))));
    Set<MemoryId> found = new HashSet<>();
    for (Known known : byName.getOrDefault(name(path), List.of())) {
      if (endsWith(path, known.path()) || endsWith(known.path(), path)) {
        found.add(known.id());
      }
    }
    return found;
  }

  private static boolean endsWith(String path, String end) {
    return ("/" + path).endsWith("/" + end);
  }

  private static String withoutScheme(String url) {
    return url.strip().replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://", "").replaceFirst("[?#].*$", "");
  }

  private static String plain(String path) {
    return path.toLowerCase(Locale.ROOT)
        .replaceFirst("^/+", "")
        .replaceFirst("/+$", "")
        .replaceFirst("\\.(md|markdown|html?)$", "");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
