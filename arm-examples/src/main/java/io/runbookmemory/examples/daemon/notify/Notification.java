package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.slo.Verdict;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is told.
 *
 * @param version of this form, 1
 * @param key what makes it one: fingerprint, beginning and status of the alert
 * @param channel which channel
 * @param resolved whether it says that something is over
 * @param urgency what is to be done about it
 * @param title one line
 * @param text all of it, plain, the title not repeated
 * @param facts names and values, such as service and env
 * @param incident the journal's id; null if there is none
 * @param acceptedAt when the alert was
 * @param trace what it is part of, as {@code traceparent} says it; null if it is not traced
 */
public record Notification(
    int version,
    String key,
    String channel,
    boolean resolved,
    Verdict urgency,
    String title,
    String text,
    Map<String, String> facts,
    @Nullable String incident,
    Instant acceptedAt,
    @Nullable String trace) {

  /** Copies the map. */
  public Notification {
    facts = Map.copyOf(facts);
  }

  /** Returns the same for a channel. */
  public Notification to(String name) {
    return new Notification(
        version, key, name, resolved, urgency, title, text, facts, incident, acceptedAt, trace);
  }

  /** Returns the same as part of a trace. */
  public Notification in(@Nullable String newTrace) {
    return new Notification(
        version,
        key,
        channel,
        resolved,
        urgency,
        title,
        text,
        facts,
        incident,
        acceptedAt,
        newTrace);
  }

  /** Returns the same under another key. */
  public Notification under(String newKey) {
    return new Notification(
        version,
        newKey,
        channel,
        resolved,
        urgency,
        title,
        text,
        facts,
        incident,
        acceptedAt,
        trace);
  }

  /** Returns what names the call: sent again after a crash, it is known by it. */
  public String id() {
    return key + "/" + channel;
  }
}
