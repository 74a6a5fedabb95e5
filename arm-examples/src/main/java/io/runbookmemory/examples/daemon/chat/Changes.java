package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.notify.SlackButtons;
import io.runbookmemory.examples.duty.KeptSilence;
import io.runbookmemory.examples.duty.SilenceLog;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.store.ledger.Ledger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a chat changes, in the name of who said it.
 *
 * @param responder memory and journal, as they are now
 */
record Changes(Responder responder, Ledger ledger, Instant now) {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String SILENCE =
      "Say what, how long and why: /arm silence service payments 2h the database moves"
          + " (or env NAME, alert NAME, LABEL=VALUE, all)";

  Said ack(String words, Speaker speaker) {
    return about(
        words,
        speaker,
        any -> new JournalEvent.Acknowledged(),
        "acknowledged by " + speaker.name());
  }

  Said note(String words, Speaker speaker) {
    return about(
        words,
        speaker,
        text -> text.isBlank() ? null : new JournalEvent.Noted(text, null),
        "noted by " + speaker.name());
  }

  Said resolved(String words, Speaker speaker) {
    return about(
        words,
        speaker,
        text -> new JournalEvent.Resolved(text.isBlank() ? null : text),
        "resolved by " + speaker.name());
  }

  private interface Made {

    /** Returns an event; null where words are missing. */
    @Nullable JournalEvent of(String words);
  }

  private Said about(String words, Speaker speaker, Made made, String did) {
    return switch (Which.of(responder.incidents(), words)) {
      case Which.Unclear unclear -> Said.alone(unclear.why());
      case Which.One one -> {
        JournalEvent event = made.of(one.words());
        if (event == null) {
          yield Said.alone("Say it in words: /arm note the disks are full");
        }
        String said = did + (one.words().isBlank() ? "" : ": " + one.words());
        write(one.incident().id(), event, speaker);
        remember(one.words(), speaker);
        yield Said.all(one.incident().title() + "\n" + said);
      }
    };
  }

  private void write(MemoryId id, JournalEvent event, Speaker speaker) {
    Optional<JournalIncident> written = responder.incidents().write(id, event, now, speaker.name());
    written.ifPresent(
        incident -> {
          if (event instanceof JournalEvent.Resolved || !incident.state().isOpen()) {
            draft(id);
          }
        });
  }

  /** The end is written down whatever becomes of the drafts, which can be made any time. */
  private void draft(MemoryId id) {
    try {
      responder.draft(id, now);
    } catch (ArmException e) {
      LOG.warn("nothing was drafted of {}", id, e);
    }
  }

  private void remember(String words, Speaker speaker) {
    if (!words.isBlank()) {
      try {
        responder
            .memory()
            .ifPresent(memory -> memory.session(speaker.session()).said("user", words));
      } catch (ArmException e) {
        LOG.warn("session {} forgets what was said", speaker.session(), e);
      }
    }
  }

  /** Does what a button says; returns the incident as it is now, empty if there is none. */
  Optional<JournalIncident> clicked(String action, String incident, Speaker speaker) {
    MemoryId id;
    try {
      id = MemoryId.parse(incident);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    Optional<JournalIncident> there = responder.incidents().get(id);
    if (there.isEmpty()) {
      return there;
    }
    switch (action) {
      case SlackButtons.ACK -> write(id, new JournalEvent.Acknowledged(), speaker);
      case SlackButtons.RESOLVED -> write(id, new JournalEvent.Resolved(null), speaker);
      case SlackButtons.HELPED -> judge(there.get(), Effect.RESOLVED, speaker);
      case SlackButtons.NOT_HELPED -> judge(there.get(), Effect.NO_EFFECT, speaker);
      default -> {
        return Optional.empty();
      }
    }
    return responder.incidents().get(id);
  }

  /** What was recalled first is what the message told people to do; drafts count its effect. */
  private void judge(JournalIncident incident, Effect effect, Speaker speaker) {
    Optional<JournalEvent.RecalledMemory> first =
        incident.entries().stream()
            .map(JournalEntry::event)
            .filter(JournalEvent.Recalled.class::isInstance)
            .map(JournalEvent.Recalled.class::cast)
            .flatMap(recalled -> recalled.memories().stream())
            .findFirst();
    String words = effect == Effect.RESOLVED ? "it helped" : "it did not help";
    JournalEvent event =
        first.isPresent()
            ? new JournalEvent.Acted(
                first.get().title(), ActResult.DONE, words, effect, first.get().id())
            : new JournalEvent.Noted(words, null);
    write(incident.id(), event, speaker);
  }

  /** Silences alerts: {@code service payments 2h the database moves}. */
  Said silence(String words, Speaker speaker) {
    List<String> all = Arrays.asList(words.strip().split("\\s+"));
    String what = all.getFirst();
    int next = 1;
    Map<String, String> labels;
    if (what.equals("all")) {
      labels = Map.of();
    } else if (what.matches("[a-zA-Z_][a-zA-Z0-9_]*=.+")) {
      labels = Map.of(what.split("=", 2)[0], what.split("=", 2)[1]);
    } else if (List.of("service", "env", "alert").contains(what) && all.size() > 1) {
      labels = Map.of(what.equals("alert") ? "alertname" : what, all.get(1));
      next = 2;
    } else {
      return Said.alone(SILENCE);
    }
    Optional<Duration> length =
        all.size() > next ? Questions.length(all.get(next)) : Optional.empty();
    String reason = String.join(" ", all.subList(Math.min(all.size(), next + 1), all.size()));
    if (length.isEmpty() || reason.isBlank()) {
      return Said.alone(SILENCE);
    }
    try {
      return silenced(
          new SilenceLog.Asked(labels, reason, speaker.name(), now, now.plus(length.get())));
    } catch (IllegalArgumentException e) {
      return Said.alone(String.valueOf(e.getMessage()));
    }
  }

  private Said silenced(SilenceLog.Asked asked) {
    KeptSilence kept = new SilenceLog(ledger, new PatternRedactor()).add(asked, new SecureRandom());
    return Said.all(
        "Silent until "
            + MINUTE.format(kept.end())
            + ": "
            + kept.what()
            + ", by "
            + asked.by()
            + ": "
            + kept.reason()
            + "\nTo end it: arm silence lift "
            + kept.id());
  }
}
