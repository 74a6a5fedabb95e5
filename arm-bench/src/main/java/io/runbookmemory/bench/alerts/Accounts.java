package io.runbookmemory.bench.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the daemons' ledger says of each alert, beside what was sent and what was told. It is read
 * on from where it was read to. For one thread.
 */
final class Accounts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;

  private final Ledger ledger;
  private final Map<String, Long> read = new HashMap<>();

  /** How often each alert was accepted and handled, by {@link SentAlert#occurrence}. */
  private final Map<String, Integer> accepted = new HashMap<>();

  private final Map<String, Integer> handled = new HashMap<>();
  private final Map<Long, String> byPosition = new HashMap<>();

  /** What was handled before what stands in front of it in the inbox, in words. */
  private final List<String> outOfOrder = new ArrayList<>();

  private long lastHandled;

  /** Key and channel of what is to be told, and of what was. */
  private final Map<String, String> queued = new HashMap<>();

  private final Set<String> ended = new HashSet<>();

  Accounts(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Reads what was written since. */
  void readOn() {
    each(
        "alert-inbox",
        posted -> {
          String alert = occurrence(posted.entry());
          accepted.merge(alert, 1, Integer::sum);
          byPosition.put(posted.position(), alert);
        });
    each(
        "alert-work",
        posted -> {
          long position = body(posted.entry()).path("position").asLong();
          String alert = byPosition.getOrDefault(position, "what was never accepted: " + position);
          handled.merge(alert, 1, Integer::sum);
          if (position <= lastHandled) {
            outOfOrder.add(alert);
          }
          lastHandled = position;
        });
    each(
        "notifications",
        posted -> {
          JsonNode body = body(posted.entry());
          if (posted.entry().kind().equals("queued")) {
            String id = body.path("key").asText() + "/" + body.path("channel").asText();
            queued.put(id, body.path("title").asText());
          } else {
            ended.add(body.path("id").asText());
          }
        });
  }

  private void each(String stream, Consumer<PostedEntry> reader) {
    EntryFilter filter = EntryFilter.of(new LedgerStream(stream));
    List<PostedEntry> page;
    do {
      page = ledger.read(filter, read.getOrDefault(stream, 0L), PAGE);
      for (PostedEntry posted : page) {
        reader.accept(posted);
        read.put(stream, posted.position());
      }
    } while (page.size() == PAGE);
  }

  private static JsonNode body(LedgerEntry entry) {
    try {
      return JSON.readTree(entry.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry's body must be JSON, got " + entry, e);
    }
  }

  private static String occurrence(LedgerEntry entry) {
    JsonNode body = body(entry);
    JsonNode labels = body.path("labels");
    return SentAlert.occurrence(
        labels.path("alertname").asText(),
        labels.path("service").asText(),
        body.path("starts_at").asText(),
        body.path("status").asText().equalsIgnoreCase("firing"));
  }

  /** Returns whether nothing that was acknowledged or accepted waits, in whichever place. */
  boolean isSettled(StormLoad load) {
    return accepted.keySet().containsAll(load.acknowledged)
        && handled.size() >= accepted.size()
        && ended.size() >= queued.size();
  }

  int accepted() {
    return accepted.size();
  }

  int handled() {
    return handled.size();
  }

  int queued() {
    return queued.size();
  }

  /** Returns what was acknowledged and is not accounted for, in words. */
  List<String> lost(StormLoad load, Receiver receiver) {
    List<String> lost = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    queued.forEach((id, title) -> titles.add(title + " " + id.split("/", -1)[1]));
    for (String alert : load.acknowledged) {
      if (!accepted.containsKey(alert)) {
        lost.add("acknowledged, not in the inbox: " + alert);
      } else if (!handled.containsKey(alert)) {
        lost.add("accepted, not handled: " + alert);
      } else if (load.alone.contains(alert) && !titles.contains(title(alert))) {
        lost.add("handled, nobody is to be told: " + alert);
      }
    }
    some(queued.keySet(), id -> !ended.contains(id), "queued, not sent: ", lost);
    some(queued.keySet(), id -> !receiver.wasTold(id), "queued, not received: ", lost);
    return lost;
  }

  /** Returns the title that a notification of an alert that stands alone has, and its beginning. */
  private static String title(String alert) {
    String[] words = alert.split(" ", -1);
    return (words[5].equals("fires") ? "PAGE " : "RESOLVED ")
        + words[0]
        + " of "
        + words[2]
        + " in prod "
        + words[4];
  }

  /** Returns what stands in the ledger or was told twice, in words. */
  List<String> doubled(Receiver receiver) {
    List<String> doubled = new ArrayList<>();
    accepted.forEach((alert, times) -> add(doubled, "accepted", times, alert));
    handled.forEach((alert, times) -> add(doubled, "handled", times, alert));
    incidents().forEach((alert, times) -> add(doubled, "incidents", times, alert));
    outOfOrder.forEach(alert -> doubled.add("handled out of order: " + alert));
    receiver.underTwoKeys().forEach(alert -> doubled.add("told under two keys: " + alert));
    return doubled;
  }

  private static void add(List<String> doubled, String what, int times, String alert) {
    if (times > 1) {
      doubled.add(what + " " + times + " times: " + alert);
    }
  }

  /** How many incidents each alert has that stands alone: it fires once. */
  private Map<String, Integer> incidents() {
    IncidentJournal journal =
        new IncidentJournal(ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(1));
    Map<String, Integer> incidents = new TreeMap<>();
    journal
        .search(IncidentQuery.builder().most(1_000_000).build())
        .forEach(
            incident -> {
              String service = incident.place().service();
              if (service != null && service.startsWith("alone-")) {
                incidents.merge(service, 1, Integer::sum);
              }
            });
    return incidents;
  }

  private static void some(
      Set<String> of, Predicate<String> which, String what, List<String> words) {
    of.stream().filter(which).map(id -> what + id).forEach(words::add);
  }
}
