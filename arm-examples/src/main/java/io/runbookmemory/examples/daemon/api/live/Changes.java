package io.runbookmemory.examples.daemon.api.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.http.EventStream;
import io.runbookmemory.examples.daemon.http.EventStream.Event;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what changes in the store, whoever changes it: this daemon, another one, or a command. It
 * compares once a second, and only while somebody follows. Thread-safe.
 */
final class Changes implements EventStream.Source {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final long SECONDS = 1;
  private static final int MOST_IDS = 100;
  private static final int MOST_DRAFTS = 500;

  private final Backend backend;
  private final Set<Follower> followers = new LinkedHashSet<>();
  private Seen seen = Seen.NOTHING;
  private @Nullable ScheduledExecutorService watch;

  /** One that is told; two of the same sink are two. */
  private static final class Follower {
    private final Consumer<Event> sink;

    Follower(Consumer<Event> sink) {
      this.sink = sink;
    }
  }

  /** What was there: how much is written of each incident, and how each draft was last. */
  private record Seen(Map<MemoryId, Integer> incidents, Map<MemoryId, Instant> drafts) {
    static final Seen NOTHING = new Seen(Map.of(), Map.of());
  }

  Changes(Backend backend) {
    this.backend = backend;
  }

  @Override
  public AutoCloseable begin(EventStream.Sink sink) {
    Follower follower = new Follower(sink);
    synchronized (this) {
      if (watch == null) {
        seen = look(seen);
        watch =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("arm-changes").daemon().factory());
        var unused =
            watch.scheduleWithFixedDelay(this::compare, SECONDS, SECONDS, TimeUnit.SECONDS);
      }
      followers.add(follower);
    }
    // What the follower reads from now on is no older than what the next look is compared with.
    sink.accept(new Event(null, "ready", "{}"));
    return () -> end(follower);
  }

  private synchronized void end(Follower follower) {
    if (followers.remove(follower) && followers.isEmpty() && watch != null) {
      watch.shutdown();
      watch = null;
    }
  }

  private void compare() {
    List<Event> events;
    List<Follower> told;
    try {
      synchronized (this) {
        Seen now = look(seen);
        events = between(seen, now);
        seen = now;
        told = List.copyOf(followers);
      }
    } catch (RuntimeException e) {
      LOG.error("nobody is told of changes", e);
      return;
    }
    events.forEach(event -> told.forEach(one -> one.sink.accept(event)));
  }

  /** Looks at the store; what cannot be read is taken to be as before. */
  private Seen look(Seen before) {
    return new Seen(incidents(before.incidents()), drafts(before.drafts()));
  }

  private Map<MemoryId, Integer> incidents(Map<MemoryId, Integer> before) {
    try {
      Map<MemoryId, Integer> lengths = new HashMap<>();
      IncidentQuery all = IncidentQuery.builder().most(Integer.MAX_VALUE).build();
      for (JournalIncident one : backend.incidents().search(all)) {
        lengths.put(one.id(), one.entries().size());
      }
      return lengths;
    } catch (ArmException e) {
      LOG.warn("whether incidents changed cannot be told: {}", e.getMessage());
      return before;
    }
  }

  private Map<MemoryId, Instant> drafts(Map<MemoryId, Instant> before) {
    if (backend.responder().get().memory().isEmpty()) {
      return Map.of();
    }
    try {
      Map<MemoryId, Instant> updated = new HashMap<>();
      Filter waiting = Filter.eq(Field.STATUS, MemoryStatus.DRAFT.name());
      for (StoredMemory one : backend.memory().memories().scan(waiting, null, MOST_DRAFTS)) {
        Memory draft = one.memory();
        updated.put(draft.id(), draft.times().updatedAt());
      }
      return updated;
    } catch (ArmException e) {
      LOG.warn("whether drafts changed cannot be told: {}", e.getMessage());
      return before;
    }
  }

  private static List<Event> between(Seen before, Seen now) {
    List<Event> events = new ArrayList<>();
    List<MemoryId> changed = changed(before.incidents(), now.incidents());
    if (!changed.isEmpty()) {
      ObjectNode node = Output.object();
      ArrayNode ids = node.putArray("ids");
      changed.stream().limit(MOST_IDS).forEach(id -> ids.add(id.toString()));
      events.add(
          new Event(null, "incidents", node.put("more", changed.size() > MOST_IDS).toString()));
    }
    if (!changed(before.drafts(), now.drafts()).isEmpty()) {
      String data = Output.object().put("waiting", now.drafts().size()).toString();
      events.add(new Event(null, "drafts", data));
    }
    return events;
  }

  /** Returns what is new, gone or different, in the order of ids. */
  private static <V> List<MemoryId> changed(Map<MemoryId, V> before, Map<MemoryId, V> now) {
    Set<MemoryId> all = new TreeSet<>(before.keySet());
    all.addAll(now.keySet());
    return all.stream().filter(id -> !Objects.equals(before.get(id), now.get(id))).toList();
  }
}
