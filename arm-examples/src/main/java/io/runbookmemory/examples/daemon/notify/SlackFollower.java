package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.EventWords;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal, and says in the threads of Slack what people say of their incidents,
 * wherever they say it: pane, API, command line or chat. It belongs to who holds the lease, so that
 * of several daemons one does it. The journal has it in any case: what Slack does not take is
 * passed over, and the log says so. Thread-safe.
 */
public final class SlackFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlackFollower.class);
  private static final LedgerStream JOURNAL = new LedgerStream("incidents");
  private static final int PAGE = 500;
  private static final long LOOK_MILLIS = 500;

  /** Kinds of entries that show in a thread or its first message, as the journal has them. */
  private static final Set<String> SHOWN =
      Set.of(
          "acknowledged",
          "noted",
          "acted",
          "mitigated",
          "cause-found",
          "resolved",
          "reopened",
          "abandoned",
          "follow-up");

  /** Who writes what senders tell. */
  private static final String DAEMON = "daemon";

  private final Ledger ledger;
  private final IncidentJournal journal;
  private final SlackThreads threads;
  private final InstantSource clock;
  private final Map<String, SlackChannel> channels = new HashMap<>();
  private final @Nullable Thread thread;
  private volatile boolean open = true;
  private long position;

  /** Begins behind what the last one said; does nothing where no channel is of Slack. */
  public SlackFollower(
      Ledger ledger, IncidentJournal journal, Map<String, Channel> all, InstantSource clock) {
    this.ledger = ledger;
    this.journal = journal;
    this.threads = new SlackThreads(() -> ledger);
    this.clock = clock;
    all.forEach(
        (name, channel) -> {
          if (channel instanceof SlackChannel slack) {
            channels.put(name, slack);
          }
        });
    this.thread =
        channels.isEmpty()
            ? null
            : Thread.ofPlatform().name("arm-slack-threads").daemon().start(this::run);
  }

  private void run() {
    boolean begun = false;
    try {
      while (open) {
        try {
          if (!begun) {
            position = begin();
            begun = true;
          }
          look();
        } catch (ArmException e) {
          LOG.warn("what people say of incidents waits for its threads: {}", e.getMessage());
        } catch (RuntimeException e) {
          LOG.error("what people say of incidents waits for its threads", e);
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      // Closed amid a pause: the next one goes on behind what was said.
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on behind what was said; where there is no thread yet, behind all that was written. */
  private long begin() {
    long followed = threads.followedTo();
    return followed > 0
        ? followed
        : ledger.last(EntryFilter.of(JOURNAL)).map(PostedEntry::position).orElse(0L);
  }

  private void look() {
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(JOURNAL), position, PAGE);
      for (PostedEntry posted : page) {
        if (!open) {
          return;
        }
        if (SHOWN.contains(posted.entry().kind())) {
          showOrPass(posted);
        }
        position = posted.position();
      }
    } while (page.size() == PAGE);
  }

  /**
   * While the ledger is away it waits; what fails otherwise would fail again, and is passed over.
   */
  private void showOrPass(PostedEntry posted) {
    try {
      show(posted);
    } catch (ArmException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("what was said of {} is not said in its threads", posted.entry().subject(), e);
    }
  }

  private void show(PostedEntry posted) {
    String id = String.valueOf(posted.entry().subject());
    List<SlackThreads.Begun> begun = threads.of(id);
    if (begun.isEmpty()) {
      return;
    }
    Optional<JournalIncident> incident = journal.get(MemoryId.parse(id));
    Optional<JournalEntry> entry =
        incident.flatMap(
            one ->
                one.entries().stream()
                    .filter(line -> line.position() == posted.position())
                    .findFirst());
    if (incident.isPresent() && entry.isPresent()) {
      String words = entry.get().by().equals(DAEMON) ? null : words(entry.get());
      for (SlackThreads.Begun one : begun) {
        String key = "journal/" + posted.position() + "/" + one.name();
        SlackChannel channel = channels.get(one.name());
        if (channel != null) {
          channel.follow(one, incident.get(), words, key);
        }
      }
      // It was said, and is not said again where this cannot be written down.
      position = posted.position();
      threads.follow(posted.position(), clock.instant());
    }
  }

  private static String words(JournalEntry entry) {
    String by = entry.by();
    return switch (entry.event()) {
      case JournalEvent.Acknowledged it -> "acknowledged by " + by;
      case JournalEvent.Noted it -> "noted by " + by + ": " + it.text();
      case JournalEvent.Resolved it ->
          it.resolution() == null
              ? "resolved by " + by + ". What ended it? /arm resolved " + entry.incident() + " …"
              : "resolved by " + by + ": " + it.resolution();
      case JournalEvent other -> by + ": " + EventWords.of(entry);
    };
  }

  /** Ends the call that is under way. */
  @Override
  public void close() {
    open = false;
    if (thread == null) {
      return;
    }
    try {
      if (!thread.join(Duration.ofSeconds(1))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(20));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
